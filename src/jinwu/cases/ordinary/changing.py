"""Changing a decision (变更处罚决定): by this organ, or by reconsideration, court or superior with a document of their own.

The version that is changed stays on record and is the one that statistics keep. What was paid counts for the new one.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace
from datetime import date, datetime, time
from decimal import Decimal
from typing import Any, Literal

from jinwu.collection.replacing import fall_due, replace_decision
from jinwu.documents.models import Document, DocumentStatus
from jinwu.kit import clock
from jinwu.kit.inputs import Widget, field
from jinwu.law import periods
from jinwu.law.citations import APL, ARL, ALitL
from jinwu.law.messages import N_, say
from jinwu.law.roles import Role
from jinwu.law.timers import T11, T13, T20, T50, T52, T66
from jinwu.law.vocabulary import Finding, Guard, block, mark
from jinwu.matters.context import Context
from jinwu.matters.inputs import ActInput
from jinwu.matters.offers import Asking, choices, initials, mending
from jinwu.matters.state import Act, next_key, replaced

from ..kinds import KINDS
from ..publication.reading import to_withdraw
from ..state import Decision, Line
from .clue import approver_apart
from .decision import decision_names, on_party_in_force
from .investigation import known_party
from .lines import LineInput, as_lines, confiscation_due, lines_in_range, lines_of_party, total
from .money import charge_decision, confiscated, stage_after_money, surcharge_mode
from .serving import all_served
from .stages import AFTER_SERVICE, ARCHIVED, CLOSED, DECIDED, PERFORMED, SERVED, ordinary
from .state import OrdinaryState

ORGANS = {
    "self": N_("This organ"), "reconsideration": N_("Reconsideration organ"), "court": N_("Court"), "superior": N_("Superior organ"),
}  # fmt: skip


class ChangeDecision(ActInput):
    """A decision is changed: what stands for the party from now on (D51, or the document of who changed it)."""

    party: str = field(N_("Party"), choices="decisions_to_change", widget=Widget.SELECT, max_length=10)
    organ: Literal["self", "reconsideration", "court", "superior"] = field(
        N_("Changed by"), "self", labels=ORGANS, widget=Widget.CHOICE
    )
    lines: list[LineInput] = field(N_("Penalty after the change"), min_length=1, max_length=20)
    reason: str = field(N_("Facts and reasons of the change"), min_length=4, max_length=2000, widget=Widget.AREA)
    review: str = field(
        N_("Legal review and discussion"),
        "",
        max_length=300,
        help=N_("Where this organ changes it: who reviewed it, when, with what result."),
    )
    document: str = field(
        N_("Their document"), "", max_length=120, help=N_("Number of the judgment or decision of the other organ.")
    )
    dated: date | None = field(N_("Date of their document"), None)
    served_on: date | None = field(N_("The party received it on"), None)
    opposite: bool = field(
        N_("A third party asked for the opposite"),
        False,
        help=N_("Only then may reconsideration or a court make it heavier."),
    )


def is_own(data: Any) -> bool:
    """Whether this organ itself changes the decision; what another one did is only recorded."""
    return data.organ == "self"


def changed(state: OrdinaryState, act: Act) -> OrdinaryState:
    """A new version with a number of its own; the old one and its papers stay on record as replaced."""
    data, out, party = act.data, act.outcome, act.data.party
    old = state.decision_of(party)
    assert old is not None
    lines = as_lines(data.lines, party)
    day = act.at.date() if is_own(data) else data.dated
    new = Decision(
        key=next_key("x", state.decisions), version=old.version + 1, replaces=old.key, party=party, decided_on=day,
        number=out.get("number:changed_decision", "") or data.document, at=datetime.fromisoformat(out["from"]), lines=lines,
        payment="bank" if total(lines) else "", correction=old.correction, correct_by=old.correct_by,
        by="" if is_own(data) else data.organ, served_on=data.served_on if not is_own(data) else None,
    )  # fmt: skip
    sums = (("fine", new.fine), ("confiscation", confiscated(new)))
    ledger = replace_decision(state.ledger, old.key, new.key, party, sums, act.at.date())
    if out.get("due"):  # another organ has served its document
        due = date.fromisoformat(out["due"])
        ledger = fall_due(ledger, party, new.key, due, out["surcharge"])
        ledger = charge_decision(ledger, new, party, data.served_on, due, surcharge=out["surcharge"])
    decisions = replaced(state.decisions, old.key, status="changed", ended_on=act.at.date(), ground=data.reason)
    papers = tuple(
        one.model_copy(update={"status": "replaced"}) if one.number == old.number and one.status == "issued" else one
        for one in state.papers
    )
    return state.model_copy(
        update={"decisions": (*decisions, new), "ledger": ledger, "papers": papers, "closed_at": None}
    )


def changing(ctx: Context) -> dict[str, Any]:
    """The periods of the old version end. Ours must be served again; another organ's runs from the day the party got it."""
    state, data, party = ctx.state, ctx.data, ctx.data.party
    old = state.decision_of(party)
    assert old is not None
    papers = [one.document for one in state.papers if one.number == old.number and one.status == "issued"]
    Document.objects.filter(pk__in=papers).update(status=DocumentStatus.REPLACED)
    since = ctx.at if is_own(data) else max(_moment(data.served_on), old.at)
    mine = [one.key for one in state.running(subject=party) if one.timer != T52.key]
    mine += [one.key for one in state.running("T66", "T67")]
    out: dict[str, Any] = {"subject": party, "from": since.isoformat(), "ends": mine, "cancelled": mine}
    starts = {"T50"}
    if any(one.party == party and one.key == old.key for one in to_withdraw(state)):
        starts.add("T52")
    if is_own(data):
        out["stage"], starts = DECIDED, starts | {"T11"}
    else:
        starts |= _served_by_others(ctx, out, since)
    out["starts"] = {key: since.isoformat() for key in ("T13", "T20", "T50", "T52") if key in starts}
    return {**out, "skip_timers": [one.key for one in ctx.step.starts if one.key not in starts]}


def _served_by_others(ctx: Context, out: dict[str, Any], since: datetime) -> set[str]:
    """What the document of another organ sets going, and where it leaves the case; `out` gets due day, surcharge, stage."""
    party = ctx.data.party
    out |= {
        "only_papers": [], "surcharge": surcharge_mode(ctx),
        "due": periods.due(T13, since, length=int(T13.length), calendar=ctx.calendar).day.isoformat(),
    }  # fmt: skip
    after = changed(ctx.state, Act(0, ctx.matter, ctx.step.key, ctx.data, out, ctx.at, ctx.recorded_at, ctx.by))
    starts = {"T13"} if after.ledger.balance(party) else set()
    if ctx.data.organ == "reconsideration":
        starts.add("T20")
    if all_served(after):
        out["stage"] = stage_after_money(after.model_copy(update={"stage": SERVED}))
        starts |= {"T66"} if out["stage"] == PERFORMED else set()
    return starts


def _moment(day: date) -> datetime:
    return datetime.combine(day, time(), clock.ZONE)


def makes_heavier(old: Iterable[Line], new: Iterable[Line]) -> bool:
    """Whether the change is heavier for the party: more money, more of a kind, or a kind that is neither among those that
    stood nor lighter than one that falls away."""
    old, new = tuple(old), tuple(new)
    if total(new) > total(old):
        return True
    stood = {(one.violation, one.kind): one for one in old}
    kept = {(one.violation, one.kind) for one in new}
    order = list(KINDS)
    for one in new:
        before = stood.get((one.violation, one.kind))
        if before is not None:
            if (one.amount or Decimal(0)) > (before.amount or Decimal(0)):
                return True
            continue
        gone = [order.index(kind) for violation, kind in stood.keys() - kept if violation == one.violation]
        if not gone or one.kind == "other" or order.index(one.kind) >= max(gone):
            return True
    return False


def _of(ctx: Context) -> tuple[tuple[Line, ...], tuple[Line, ...]]:
    """The lines in force, and those after the change."""
    old = ctx.state.decision_of(ctx.data.party)
    return (old.lines if old else ()), as_lines(ctx.data.lines, ctx.data.party)


@block("penalty_to_change", N_("A penalty in force"), APL(75, 2))
def penalty_to_change(ctx: Context) -> Finding | None:
    old = ctx.state.decision_of(ctx.data.party)
    if old is None or old.kind == "penalty":
        return None
    return Finding(say("The decision on this party imposes no penalty; there is nothing to change."),
                   say("Revoke it, and decide anew after notice."), field="party")  # fmt: skip


@block("change_not_heavier", N_("Not heavier without a new notice"), APL(45, 2), APL(62), APL(44))
def change_not_heavier(ctx: Context) -> Finding | None:
    """This organ may lighten what it decided; more than that needs a notice and a decision anew."""
    old, new = _of(ctx)
    if not is_own(ctx.data) or not makes_heavier(old, new):
        return None
    return Finding(
        say("The change would be heavier than the decision in force ({amount} yuan), and the party was not told of it.", amount=total(old)),
        say("Revoke the decision, give notice and decide anew."), field="lines",
    )  # fmt: skip


@block("change_something", N_("What changes"), APL(75, 2))
def change_something(ctx: Context) -> Finding | None:
    old, new = _of(ctx)
    if [_plain(one) for one in old] != [_plain(one) for one in new]:
        return None
    return Finding(say("The penalty after the change is the one in force."), say("Correct a slip of the pen by the step for it."),
                   field="lines")  # fmt: skip


def _plain(line: Line) -> tuple[str, str, Decimal | None, str]:
    return line.violation, line.kind, line.amount, line.no_amount_reason


@block("their_document", N_("Document of who changed it"), APL(75, 2), ARL(63), ALitL(77))
def their_document(ctx: Context) -> Finding | None:
    data, old = ctx.data, ctx.state.decision_of(ctx.data.party)
    if is_own(data) or old is None:
        return None
    for name in ("document", "dated", "served_on"):
        if not getattr(data, name):
            return Finding(say("The other organ's document, its date, or the day on which the party received it is missing."),
                           say("Enter it as it stands there."), field=name)  # fmt: skip
    if not old.decided_on <= data.dated <= data.served_on <= ctx.day:
        return Finding(say("The days do not follow each other: our decision, their document, its receipt, this step."),
                       say("Correct the days."), field="dated")  # fmt: skip
    if any(one.number == data.document for one in ctx.state.decisions if one.party == data.party):
        return Finding(say("A decision on this party bears this number already."), say("Enter the number of their document."),
                       field="document")  # fmt: skip
    return None


@mark("heavier_on_remedy", N_("Not heavier on the party's own application"), ARL(63), ALitL(77))
def heavier_on_remedy(ctx: Context) -> Finding | None:
    """It has happened, so it is recorded; whoever reads it sees that it should not have been."""
    old, new = _of(ctx)
    if is_own(ctx.data) or ctx.data.opposite or not makes_heavier(old, new):
        return None
    return Finding(say("The change is heavier for the party, and no third party is recorded who asked for the opposite."),
                   say("Check the lines against their document."), field="lines")  # fmt: skip


@mark("change_reviewed", N_("Reviewed before the change"), APL(58))
def change_reviewed(ctx: Context) -> Finding | None:
    if not is_own(ctx.data) or ctx.data.review:
        return None
    return Finding(
        say("No legal review of the change is on record."), say("Name who reviewed it, and the result."), field="review"
    )


def own(guard: Guard) -> Guard:
    """The guard, asked only where this organ itself changes the decision."""
    return replace(guard, check=lambda ctx: guard.check(ctx) if is_own(ctx.data) else None)


change = ordinary.step(
    "change_decision", N_("Change a decision"), stage=((DECIDED, *AFTER_SERVICE, CLOSED, ARCHIVED), None), by=Role.AUTHORITY_HEAD,
    leads=(DECIDED, *AFTER_SERVICE), input=ChangeDecision, effect=changed, prepare=changing,
    blocks=[known_party, on_party_in_force, penalty_to_change, lines_of_party, their_document, own(approver_apart), own(lines_in_range),
            own(confiscation_due), own(decision_names), change_something, change_not_heavier],
    marks=[heavier_on_remedy, change_reviewed], papers=["changed_decision"], starts=[T11, T13, T20, T50, T52, T66],
    basis=[APL(75, 2), APL(48, 2)], side=True,
    help=N_("Never heavier without a new notice. What was paid counts; too much is owed back; statistics keep the original decision."),
)  # fmt: skip


def _to_change(asking: Asking) -> list[Any]:
    """Parties on whom a penalty is in force."""
    state = asking.state
    if not isinstance(state, OrdinaryState):
        return []
    found = [one for one in state.parties if (made := state.decision_of(one.key)) and made.kind == "penalty"]
    return [(one.key, one.name or "■", state.decision_of(one.key).number) for one in found]  # type: ignore[union-attr]


def _begin(asking: Asking) -> dict[str, Any]:
    """The change begins with what is in force."""
    offered = _to_change(asking)
    if not offered:
        return {}
    party = offered[0][0]
    lines = [
        {
            "violation": one.violation,
            "kind": one.kind,
            "amount": one.amount,
            "tier": one.tier,
            "what": one.no_amount_reason,
        }
        for one in asking.state.decision_of(party).lines  # type: ignore[union-attr]
    ]
    return {"party": party, "lines": lines}


choices.add("decisions_to_change", _to_change)
initials.add("ordinary:change_decision", _begin)
mending.add("change_not_heavier", "revoke")
