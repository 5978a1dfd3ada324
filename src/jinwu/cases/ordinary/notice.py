"""Notice, statement and defence, recheck (告知、陈述申辩、复核): APL 44, 45, 62."""

from __future__ import annotations

from datetime import datetime
from typing import Any, Literal

from jinwu.kit.inputs import Personal, Widget, field
from jinwu.law.citations import APL, O55
from jinwu.law.messages import N_, say
from jinwu.law.roles import Role
from jinwu.law.vocabulary import Actor, Finding, block, mark
from jinwu.matters.context import Context
from jinwu.matters.guards import early
from jinwu.matters.inputs import ActInput
from jinwu.matters.state import Act, next_key, replaced

from ..likeness import as_compared, compared, like_cases, like_cases_reasoned
from .clue import HEADS
from .hearing import hearing_finished, hearing_needed
from .investigation import known_party
from .lines import LineInput, as_lines, confiscation_due, lines_in_range, lines_of_party, total
from .review import reviewed_first
from .stages import NOTICED, RECHECKED, REVIEWED, ordinary
from .state import OrdinaryState, PartyNotice


class Notify(ActInput):
    """The intended penalty is told to one party, with its rights (D43)."""

    party: str = field(N_("Party"), choices="case_parties", widget=Widget.SELECT, max_length=10)
    lines: list[LineInput] = field(N_("Intended penalty"), min_length=1, max_length=20)
    reasons: str = field(N_("Reasons told"), "", widget=Widget.AREA, max_length=3000)
    apart: str = field(
        N_("Why this fine stands apart from like cases"), "", widget=Widget.AREA, max_length=1000,
        help=N_("Only where it lies outside what like cases were fined; the reason stays on record."),
    )  # fmt: skip


class Statement(ActInput):
    """What the party states and defends, in writing or orally; a late one is received too (D44)."""

    party: str = field(N_("Party"), choices="case_parties", widget=Widget.SELECT, max_length=10)
    manner: Literal["written", "oral"] = field(N_("Given"), labels={"written": N_("In writing"), "oral": N_("Orally")})
    text: str = field(
        N_("Statement and defence"), widget=Widget.AREA, personal=Personal.STATEMENT, min_length=2, max_length=6000
    )


class Waive(ActInput):
    """The party declares in writing that it does not use its rights."""

    party: str = field(N_("Party"), choices="case_parties", widget=Widget.SELECT, max_length=10)
    statement: bool = field(N_("Waives statement and defence"), False)
    hearing: bool = field(N_("Waives the hearing"), False)
    signature: str = field(N_("Signature"), "", widget=Widget.SIGNATURE, personal=Personal.SIGNATURE, max_length=60000)


class Recheck(ActInput):
    """What the parties stated is rechecked; never heavier for it (APL 45)."""

    outcome: Literal["none", "adopted", "partly", "not_adopted"] = field(
        N_("Outcome of the recheck"), widget=Widget.CHOICE,
        labels={"none": N_("Nothing was stated"), "adopted": N_("Adopted"), "partly": N_("Partly adopted"),
                "not_adopted": N_("Not adopted")},
    )  # fmt: skip
    reason: str = field(N_("Facts, reasons and evidence rechecked"), "", widget=Widget.AREA, max_length=3000)
    changed: bool = field(
        N_("Facts, basis, kind or amount change"),
        False,
        help=N_("Then the case is reviewed again; a heavier one is told anew."),
    )


def notified(state: OrdinaryState, act: Act) -> OrdinaryState:
    data, out = act.data, act.outcome
    lines = as_lines(data.lines, data.party)
    notice = PartyNotice(
        key=next_key("n", state.notices), version=1 + sum(1 for one in state.notices if one.party == data.party),
        party=data.party, oral=False, told=("facts", "reasons", "basis", "rights"),
        kinds=tuple(dict.fromkeys(one.kind for one in lines)), amount=total(lines) or None,
        tier=next((one.tier for one in lines if one.tier), ""), at=act.at, hearing_right=out["hearing_right"],
        lines=tuple((one.violation, one.kind, None if one.amount is None else f"{one.amount:.2f}", one.tier) for one in lines),
        compared=as_compared(act), apart=data.apart,
    )  # fmt: skip
    return state.model_copy(update={"notices": (*state.notices, notice)})


def stated(state: OrdinaryState, act: Act) -> OrdinaryState:
    notice = state.notice_of(act.data.party)
    assert notice is not None
    text = "\n".join(filter(None, (notice.statement or "", act.data.text or "")))
    changed = replaced(state.notices, notice.key, statement=text, reply="stated", replied_at=act.at)
    return state.model_copy(update={"notices": changed})


def waived(state: OrdinaryState, act: Act) -> OrdinaryState:
    notice = state.notice_of(act.data.party)
    assert notice is not None
    update: dict[str, Any] = {"replied_at": act.at}
    if act.data.statement:
        update["reply"] = "waived"
    if act.data.hearing:
        update["hearing"] = "waived"
    return state.model_copy(update={"notices": replaced(state.notices, notice.key, **update)})


def rechecked(state: OrdinaryState, act: Act) -> OrdinaryState:
    notices = state.notices
    for party in state.of_parties():
        notice = state.notice_of(party)
        if notice:
            reply = notice.reply or "lapsed"
            asked = notice.hearing or ("lapsed" if notice.hearing_right else "")
            notices = replaced(notices, notice.key, outcome=act.data.outcome, outcome_reason=act.data.reason, reply=reply,
                               hearing=asked)  # fmt: skip
    return state.model_copy(update={"notices": notices, "changed": state.changed or act.data.changed})


def notifying(ctx: Context) -> dict[str, Any]:
    """Whether this party has the right to a hearing; the case is noticed once every party was told."""
    out: dict[str, Any] = {"hearing_right": hearing_needed(ctx, ctx.data.party), "subject": ctx.data.party}
    if found := compared(ctx):
        out["compared"] = found
    # who is told anew after the recheck answers anew
    if all_told(ctx.state, ctx.data.party):
        out["stage"] = NOTICED
    return out


def all_told(state: OrdinaryState, now: str = "") -> bool:
    """Whether every party was told of the intended penalty; `now`: the one that is being told."""
    return set(state.to_be_told()) <= {now, *(one.party for one in state.notices)}


def recording(ctx: Context) -> dict[str, Any]:
    """What was said is written down; what was handed in in writing is its own record.

    Who speaks within his days though the recheck is done (he had waived, or spoke before) is rechecked all the same.
    """
    out: dict[str, Any] = {"no_papers": True} if ctx.data.manner == "written" else {}
    again = ctx.state.stage == RECHECKED and not statement_late.check(ctx)
    return out | ({"stage": NOTICED} if again else {})


def answer_open(state: OrdinaryState, party: str, at: datetime) -> bool:
    """Whether the party may still state and defend: told, not yet answered, its days not over."""
    notice = state.notice_of(party)
    if notice is None or notice.reply:
        return False
    running = state.running("T08", subject=party)
    return any(at.date() <= one.due for one in running)


@block("told_and_served", N_("Notice served on every party"), APL(44), APL(62), met_by=("serve",))
def told_and_served(ctx: Context) -> Finding | None:
    for key in ctx.state.to_be_told():
        notice, number = ctx.state.notice_of(key), _number(key)
        if notice is None:
            return Finding(
                say("Party {party} has not been told of the intended penalty.", party=number), say("Give notice first.")
            )
        if notice.served_at is None:
            return Finding(
                say("The notice has not been served on party {party}.", party=number), say("Serve it first.")
            )
    return None


@block("answered", N_("Statement and defence heard"), APL(44), APL(45), APL(62), met_by=("hear_statement", "waive"))
def answered(ctx: Context) -> Finding | None:
    for key in ctx.state.to_be_told():
        if answer_open(ctx.state, key, ctx.at):
            due = ctx.state.running("T08", subject=key)[0].due
            return Finding(
                say("Party {party} may still state and defend until {due}.", party=_number(key), due=due),
                say("Wait until then, or record the statement or the waiver."),
            )  # fmt: skip
        notice = ctx.state.notice_of(key)
        if notice and notice.hearing_right and not notice.hearing:
            running = ctx.state.running("T09", subject=key)
            if any(ctx.day <= one.due for one in running):
                return Finding(
                    say("Party {party} may still ask for a hearing until {due}.", party=_number(key), due=running[0].due),
                    say("Wait until then, or record the request or the waiver."), (APL(63), APL(64)),
                )  # fmt: skip
    return None


@block("rechecked_in_writing", N_("Statement rechecked"), APL(45), APL(62))
def rechecked_in_writing(ctx: Context) -> Finding | None:
    spoke = any(one.statement for key in ctx.state.of_parties() if (one := ctx.state.notice_of(key)))
    if spoke and ctx.data.outcome == "none":
        return Finding(say("A party made a statement, and it was not rechecked."),
                       say("Say whether it is adopted, and why not if not."), field="outcome")  # fmt: skip
    if ctx.data.outcome in ("not_adopted", "partly") and not ctx.data.reason:
        return Finding(
            say("The statement was not adopted, and the reason is missing."), say("Write the reason."), field="reason"
        )
    return None


@block("something_waived", N_("Waiver"), APL(44), APL(63))
def something_waived(ctx: Context) -> Finding | None:
    if ctx.data.statement or ctx.data.hearing:
        return None
    return Finding(say("Nothing is waived."), say("Tick what the party waives."), field="statement")


@block("notice_served_first", N_("Notice served first"), APL(44), met_by=("serve",))
def notice_served_first(ctx: Context) -> Finding | None:
    notice = ctx.state.notice_of(ctx.data.party)
    if notice and notice.served_at:
        return None
    return Finding(say("The notice has not been served on this party."), say("Serve it first."), field="party")


@mark("statement_late", N_("Statement after the term"), O55(0), APL(45))
def statement_late(ctx: Context) -> Finding | None:
    days = ctx.state.timer("T08", ctx.data.party)
    if days is None or ctx.day <= days.due:
        return None
    return Finding(say("The statement came after {due}; it is received and considered.", due=days.due),
                   say("Weigh it in the recheck."))  # fmt: skip


def _number(key: str) -> str:
    """The party by its number in the case: a refusal is logged, and no log holds a name."""
    return key.removeprefix("p")


step = ordinary.step
notify = step(
    "notify", N_("Give notice of the penalty"), stage=((REVIEWED, NOTICED, RECHECKED), None), by=HEADS, leads=(NOTICED,), input=Notify, effect=notified,
    prepare=notifying, blocks=[known_party, reviewed_first, lines_of_party, lines_in_range, confiscation_due, like_cases], marks=[like_cases_reasoned],
    papers=["prior_notice"], basis=[APL(44), APL(62), APL(63)],
    help=N_("Facts, reasons, basis, the intended penalty and the rights; each party has its own notice."),
)  # fmt: skip
step(
    "hear_statement", N_("Record statement and defence"), stage=((REVIEWED, NOTICED, RECHECKED), None), by=(Role.OFFICER, *HEADS),
    leads=(NOTICED,), input=Statement, effect=stated, prepare=recording, blocks=[known_party, notice_served_first], marks=[statement_late], papers=["statement_record"],
    basis=[APL(45), APL(62)],
    help=N_("What a party states in its defence, by word or in writing."),
)  # fmt: skip
step(
    "waive", N_("Record a waiver"), stage=((REVIEWED, NOTICED), None), by=(Role.OFFICER, *HEADS), input=Waive, effect=waived,
    blocks=[known_party, notice_served_first, something_waived], basis=[APL(44), APL(63)], side=True,
    help=N_("A party gives up to state, defend or be heard; it says so itself."),
)  # fmt: skip
recheck = step(
    "recheck", N_("Recheck what was stated"), stage=(NOTICED, RECHECKED), by=Role.OFFICER, actor=Actor.TWO_OFFICERS, input=Recheck,
    effect=rechecked, blocks=[told_and_served, answered, hearing_finished, rechecked_in_writing], stops=["T08", "T09"],
    basis=[APL(45), APL(62)], help=N_("Never heavier because the party defended itself."),
)  # fmt: skip
early(recheck, told_and_served, answered)
