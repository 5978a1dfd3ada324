"""The decision (处罚决定): who decides, the four outcomes of APL 57, and what ends or replaces a decision."""

from __future__ import annotations

from datetime import date
from decimal import Decimal
from typing import Any, Literal

from jinwu.bureau.queries import entrustment_over
from jinwu.documents.models import Document, DocumentStatus
from jinwu.kit.inputs import Widget, field
from jinwu.law.citations import ACL, APL
from jinwu.law.liability import check_limitation
from jinwu.law.messages import N_, say
from jinwu.law.roles import Role
from jinwu.law.timers import T05, T11, T50, T52, T66
from jinwu.law.vocabulary import Finding, block
from jinwu.matters.context import Context
from jinwu.matters.guards import early, no_crime_hold
from jinwu.matters.inputs import ActInput
from jinwu.matters.state import Act, next_key, replaced

from .. import queries
from ..likeness import as_compared, compared, like_cases, like_cases_reasoned
from ..publication.reading import to_withdraw
from ..shown import check_wording
from ..state import Decision
from .asking import party_of
from .clue import HEADS, approver_apart
from .committee import deliberated
from .hearing import hearing_finished
from .investigation import known_party
from .lines import LineInput, as_lines, confiscation_due, heavier, lines_in_range, lines_of_party, told_lines, total
from .money import cancel_decision, stage_after_money
from .police import no_transfer_open
from .review import reviewed_first
from .serving import all_served
from .stages import (
    AFTER_SERVICE,
    ARCHIVED,
    CLOSED,
    DECIDED,
    INVESTIGATING,
    OVERDUE,
    PERFORMED,
    RECHECKED,
    REVOKED,
    SERVED,
    ordinary,
)
from .state import OrdinaryState

CORRECTIONS = {
    "at_once": N_("Correct at once"), "by_day": N_("Correct by a day"), "done": N_("Corrected already"),
    "none": N_("Nothing to correct"),
}  # fmt: skip


class Decide(ActInput):
    """The penalty decision on one party (D47)."""

    party: str = field(N_("Party"), choices="undecided_parties", widget=Widget.SELECT, max_length=10)
    lines: list[LineInput] = field(N_("Penalty decided"), min_length=1, max_length=20)
    correction: Literal["at_once", "by_day", "done", "none"] = field(N_("Order to correct"), "at_once", labels=CORRECTIONS,
                                                                     widget=Widget.CHOICE)  # fmt: skip
    correct_by: date | None = field(N_("Correct by"), None)
    opinion: str = field(N_("Opinion of the head"), "", max_length=1000)
    apart: str = field(
        N_("Why this fine stands apart from like cases"), "", widget=Widget.AREA, max_length=1000,
        help=N_("Only where it lies outside what like cases were fined; the reason stays on record."),
    )  # fmt: skip


class DecideNone(ActInput):
    """No penalty is imposed on one party, or no violation is established (D48)."""

    party: str = field(N_("Party"), choices="undecided_parties", widget=Widget.SELECT, max_length=10)
    ground: Literal["slight_corrected", "first_corrected", "no_fault", "under_14", "incapable", "limitation", "not_established",
                    "dead"] = field(
        N_("Ground for no penalty"), widget=Widget.CHOICE,
        labels={"slight_corrected": N_("Slight, corrected in time, no harm"),
                "first_corrected": N_("First offence, slight harm, corrected in time"),
                "no_fault": N_("No subjective fault, with evidence"), "under_14": N_("Under 14 years"),
                "incapable": N_("Could not understand or control the act"), "limitation": N_("The limitation has passed"),
                "not_established": N_("No violation is established"), "dead": N_("The party died or was dissolved")},
    )  # fmt: skip
    reason: str = field(N_("Facts and reasons"), widget=Widget.AREA, min_length=4, max_length=3000)
    education: str = field(N_("Education given"), "", widget=Widget.AREA, max_length=1000)


class Revoke(ActInput):
    """A decision is revoked; what was paid is owed back, and its publication is withdrawn (D51)."""

    party: str = field(N_("Party"), choices="decided_parties", widget=Widget.SELECT, max_length=10)
    organ: Literal["self", "reconsideration", "court", "superior"] = field(
        N_("Revoked by"),
        labels={"self": N_("This organ"), "reconsideration": N_("Reconsideration organ"), "court": N_("Court"),
                "superior": N_("Superior organ")}, widget=Widget.CHOICE,
    )  # fmt: skip
    document: str = field(N_("Document"), "", max_length=120)
    reason: str = field(N_("Reason"), min_length=2, max_length=1000, widget=Widget.AREA)


class Reopen(ActInput):
    """After a revocation the case is investigated and decided anew."""

    reason: str = field(N_("Why and how it is decided anew"), min_length=4, max_length=1000, widget=Widget.AREA)


def decided(state: OrdinaryState, act: Act) -> OrdinaryState:
    data, lines = act.data, as_lines(act.data.lines, act.data.party)
    number = act.outcome.get("number:penalty_decision", "")
    return _with(state, act, number, lines, correction=data.correction, correct_by=data.correct_by,
                 payment="bank" if total(lines) else "", compared=as_compared(act), apart=data.apart)  # fmt: skip


def decided_none(state: OrdinaryState, act: Act) -> OrdinaryState:
    data = act.data
    number = act.outcome.get("number:no_penalty_decision", "")
    return _with(state, act, number, (), kind="none", ground=data.ground, correction="none")


def _with(state: OrdinaryState, act: Act, number: str, lines: Any, **more: Any) -> OrdinaryState:
    party = act.data.party
    made = Decision(
        key=next_key("x", state.decisions), number=number, party=party, decided_on=act.at.date(), at=act.at, lines=lines, **more,
    )  # fmt: skip
    decided_on = state.decided_on or made.decided_on
    return state.model_copy(update={"decisions": (*state.decisions, made), "decided_on": decided_on})


def revoked(state: OrdinaryState, act: Act) -> OrdinaryState:
    """The decision falls; statistics keep the original."""
    old = state.decision_of(act.data.party)
    assert old is not None
    decisions = replaced(state.decisions, old.key, status="revoked", ended_on=act.at.date(), ground=act.data.reason)
    return state.model_copy(update={
        "decisions": decisions, "ledger": cancel_decision(state.ledger, old.key, act.data.party, act.at.date(), "revoked"),
        "closed_at": None,
    })  # fmt: skip


def reopened(state: OrdinaryState, act: Act) -> OrdinaryState:
    """Investigated again: notice, review and hearing of the first round carry no second decision."""
    return state.model_copy(update={"changed": bool(state.reviews)})


def deciding(ctx: Context) -> dict[str, Any]:
    """Decided when every party has its decision; until then the ninety days run on."""
    left = set(undecided(ctx.state)) - {ctx.data.party}
    out: dict[str, Any] = {"subject": ctx.data.party}
    if found := compared(ctx):
        out["compared"] = found
    if not left:
        out |= {"stage": DECIDED, "ends": [one.key for one in ctx.state.running("T05")]}
    return out


def deciding_none(ctx: Context) -> dict[str, Any]:
    """As `deciding`; on a party that died nothing is served, so that the case goes on where nothing else is to be."""
    out = deciding(ctx)
    if ctx.data.party in ctx.state.to_be_told():
        return out | {"skip_timers": [T66.key]}
    act = Act(0, ctx.matter, ctx.step.key, ctx.data, out, ctx.at, ctx.recorded_at, ctx.by)
    after = decided_none(ctx.state, act).model_copy(update={"stage": out.get("stage", "")})
    if after.stage and all_served(after):
        out["stage"] = stage_after_money(after) or SERVED
    return out | {"skip_timers": [T11.key] if out.get("stage") == PERFORMED else [T11.key, T66.key]}


def revoking(ctx: Context) -> dict[str, Any]:
    """Periods of this party end; the case stands revoked once no decision is left."""
    old = ctx.state.decision_of(ctx.data.party)
    papers = [one.document for one in ctx.state.papers if old and old.number and one.number == old.number]
    Document.objects.filter(pk__in=papers).update(status=DocumentStatus.VOID)
    mine = [one.key for one in ctx.state.running(subject=ctx.data.party) if one.timer != T52.key]
    others = [key for key in ctx.state.of_parties() if key != ctx.data.party and ctx.state.decision_of(key)]
    out: dict[str, Any] = {"subject": ctx.data.party, "ends": mine, "cancelled": mine}
    if not any(one.party == ctx.data.party for one in to_withdraw(ctx.state)):
        out["skip_timers"] = ["T52"]
    if not others:
        rest = [one.key for one in ctx.state.running("T66", "T67")]
        out |= {"stage": REVOKED, "ends": [*mine, *rest], "cancelled": [*mine, *rest]}
    return out


def undecided(state: OrdinaryState) -> tuple[str, ...]:
    """Parties without a decision in force."""
    return tuple(key for key in state.of_parties() if state.decision_of(key) is None)


@block("decides_once", N_("One decision on a party"), APL(29), APL(57))
def decides_once(ctx: Context) -> Finding | None:
    if ctx.state.decision_of(ctx.data.party) is None:
        return None
    return Finding(
        say("A decision on this party is in force."), say("Revoke it first, or choose another party."), field="party"
    )


@block("party_there", N_("A party to be penalised"), APL(57), ACL(40))
def party_there(ctx: Context) -> Finding | None:
    if ctx.data.party not in ctx.state.of_parties() or ctx.data.party in ctx.state.to_be_told():
        return None
    return Finding(say("This party died or was dissolved; no penalty is imposed on it."),
                   say("Decide on no penalty for it, or end the investigation."), field="party")  # fmt: skip


@block("decider", N_("Who decides"), APL(57), APL(20))
def decider(ctx: Context) -> Finding | None:
    """The head of the bureau decides; the team's head within the lines of the published entrustment of that day."""
    party = party_of(ctx.state, ctx.data.party)
    if Role.AUTHORITY_HEAD in ctx.roles or party is None:
        return None
    submit = say("Submit it to the head of the bureau.")
    given = entrustment_over(ctx.state.unit, ctx.day)
    if given is None:
        return Finding(say("No published entrustment is in force on that day: the head of the bureau decides."), submit)
    codes = {one.code for one in ctx.state.violations if one.party == party.key}
    if given.matters and not codes <= set(given.matters):
        return Finding(say("The entrustment does not cover this matter."), submit)
    line = next((one for one in given.lines.all() if one.party_kind == party.kind), None)
    amount = _sum(ctx)
    if line is None or (line.up_to is not None and amount > line.up_to):
        return Finding(
            say("The team decides up to {line} yuan for this party; {amount} yuan are above it.", line=line.up_to if line else 0,
                amount=amount), submit, field="lines",
        )  # fmt: skip
    if any(one.kind not in ("warning", "fine", "confiscation") for one in getattr(ctx.data, "lines", ())):
        return Finding(say("The team decides on warnings, fines and confiscation only."), submit, field="lines")
    return None


def _sum(ctx: Context) -> Decimal:
    return total(as_lines(getattr(ctx.data, "lines", []), ctx.data.party))


@block("not_heavier_than_told", N_("Not heavier than told"), APL(45), APL(62), APL(44))
def not_heavier_than_told(ctx: Context) -> Finding | None:
    notice = ctx.state.notice_of(ctx.data.party)
    if notice is None or notice.served_at is None:
        return Finding(
            say("This party was not told of the intended penalty."),
            say("Give notice and serve it first."),
            field="party",
        )
    told = told_lines(ctx.state, ctx.data.party)
    if heavier(told, as_lines(ctx.data.lines, ctx.data.party)):
        return Finding(
            say("The decision would be heavier than what the party was told ({told} yuan).", told=total(told)),
            say("Decide at most what was told, or give notice anew."), field="lines",
        )  # fmt: skip
    return None


@block("acts_not_fined", N_("No second fine for one act"), APL(29))
def acts_not_fined(ctx: Context) -> Finding | None:
    """The fines of this decision hit no act that an earlier decision fined."""
    for violation in ctx.state.violations:
        fined = any(one.kind == "fine" and one.violation == violation.key for one in ctx.data.lines)
        if not fined or violation.party != ctx.data.party:
            continue
        earlier = queries.earlier_fine_for(ctx.state, violation, ctx.matter)
        if earlier:
            return Finding(
                say("This act has already been fined by decision {number} of {day}.", number=earlier.number, day=earlier.decided_on),
                say("Do not fine the same act twice; end the matter, or show that it is another act."), field="lines",
            )  # fmt: skip
    return None


@block("within_limitation", N_("Limitation of the penalty"), APL(36))
def within_limitation(ctx: Context) -> Finding | None:
    discovered = ctx.state.opened_at.date()
    for violation in ctx.state.violations:
        if violation.party == ctx.data.party and (
            found := check_limitation(violation.act_to.date(), discovered, violation.serious)
        ):
            return found
    return None


@block("correct_by_day", N_("Order to correct"), APL(28))
def correct_by_day(ctx: Context) -> Finding | None:
    if ctx.data.correction != "by_day":
        return None
    if ctx.data.correct_by is None or ctx.data.correct_by < ctx.day:
        return Finding(
            say("The day by which to correct is missing or has passed."), say("Enter a later day."), field="correct_by"
        )
    return None


@block("decision_names", N_("Wording of the decision complete"), APL(59))
def decision_names(ctx: Context) -> Finding | None:
    return check_wording(ctx.day, to_pay=bool(_sum(ctx)))


@block("education_given", N_("Education"), APL(33, 3))
def education_given(ctx: Context) -> Finding | None:
    if ctx.data.ground in ("not_established", "dead", "limitation") or ctx.data.education:
        return None
    return Finding(say("Who is not penalised is educated, and that is not recorded."), say("Write what was explained."),
                   field="education")  # fmt: skip


@block("on_party_in_force", N_("A decision in force"), APL(59), APL(75))
def on_party_in_force(ctx: Context) -> Finding | None:
    if ctx.state.decision_of(ctx.data.party):
        return None
    return Finding(say("No decision on this party is in force."), say("Choose one from the list."), field="party")


step = ordinary.step
decide = step(
    "decide", N_("Decide the penalty"), stage=(RECHECKED, None), by=HEADS, leads=(DECIDED,), input=Decide, effect=decided, prepare=deciding,
    blocks=[no_crime_hold, no_transfer_open, known_party, party_there, decides_once, approver_apart, decider, reviewed_first, hearing_finished, deliberated, lines_of_party,
            lines_in_range, confiscation_due, not_heavier_than_told, like_cases, acts_not_fined, within_limitation, correct_by_day,
            decision_names], marks=[like_cases_reasoned],
    papers=["penalty_decision"], starts=[T11, T50], basis=[APL(57), APL(59), APL(60)],
    help=N_("Within the notice, after review and, where due, collective discussion; the number is drawn now."),
)  # fmt: skip
decide_none = step(
    "decide_none", N_("Decide on no penalty"), stage=((RECHECKED, "reviewed"), None), by=HEADS, leads=(DECIDED, SERVED, PERFORMED, OVERDUE), input=DecideNone,
    effect=decided_none, prepare=deciding_none, blocks=[no_crime_hold, no_transfer_open, known_party, decides_once, approver_apart, reviewed_first,
                                                   deliberated, education_given],
    papers=["no_penalty_decision"], starts=[T11, T66], basis=[APL(57), APL(33), APL(30)], side=True,
    help=N_("No penalty follows; the party is educated."),
)  # fmt: skip
revoke = step(
    "revoke", N_("Revoke a decision"), stage=((DECIDED, *AFTER_SERVICE, CLOSED, ARCHIVED), None), by=Role.AUTHORITY_HEAD,
    leads=(REVOKED,), input=Revoke, effect=revoked, prepare=revoking, blocks=[on_party_in_force], papers=["revocation_decision"],
    starts=[T66, T52], basis=[APL(75), APL(48)], side=True,
    help=N_("What was paid is owed back; statistics keep the original decision."),
)  # fmt: skip
step(
    "reopen", N_("Investigate and decide anew"), stage=(REVOKED, INVESTIGATING), by=Role.AUTHORITY_HEAD, input=Reopen,
    effect=reopened, starts=[T05], stops=["T66"], basis=[APL(57), APL(75)], side=True,
    help=N_("After the revocation the case begins anew where it went wrong."),
)  # fmt: skip
early(decide, no_crime_hold, no_transfer_open, reviewed_first, deliberated)
