"""Splitting a case (分案): parties or violations leave it and go on in a case of their own.

`split` on the case and `from_split`, the opening of the other one, are written together or not at all (`Step.opens`). The
other case begins with what it needs of the first, copied into its own first entry, so that each chain replays alone:
evidence, orders, investigators, filing day and the ninety days, which are not begun anew. What was reviewed or told in the
first case is not taken over: it spoke of another case.
"""

from __future__ import annotations

from datetime import date
from typing import Any
from uuid import UUID, uuid4

from jinwu.kit.inputs import Part, Personal, Widget, field
from jinwu.law.citations import APL, O55
from jinwu.law.messages import N_, say
from jinwu.law.parties import PartyKind
from jinwu.law.roles import Role
from jinwu.law.timers import T66
from jinwu.law.vocabulary import Actor, Finding, block
from jinwu.matters.context import Context
from jinwu.matters.guards import early, no_crime_hold
from jinwu.matters.inputs import ActInput
from jinwu.matters.models import Matter
from jinwu.matters.state import (
    Act,
    Assignment,
    Evidence,
    Participant,
    PartyState,
    Relation,
    TimerState,
    next_key,
    replaced,
)
from jinwu.matters.timing import reckoned

from ..state import Violation
from .clue import HEADS, approval, approver_apart
from .decision import undecided
from .money import stage_after_money
from .notice import all_told
from .serving import all_served
from .stages import (
    AFTER_SERVICE,
    BEFORE_DECISION,
    DECIDED,
    INVESTIGATING,
    NOTICED,
    PERFORMED,
    RECHECKED,
    REVIEWED,
    SERVED,
    SUSPENDED,
    ordinary,
)
from .state import Appraisal, Approval, Clue, Order, OrdinaryState, Proof

#: Pauses of the ninety days that go with what leaves; others belong to the parties that stay.
SHARED_PAUSES = ("appraisal", "suspension")
GONE = "split"  # the role of a party that left


class Split(ActInput):
    """What leaves the case; a party leaves with all its violations."""

    parties: list[str] = field(
        N_("Parties that leave"), [], choices="case_parties", widget=Widget.CHOICE, max_length=20
    )
    violations: list[str] = field(
        N_("Violations that leave"), [], choices="case_violations", widget=Widget.CHOICE, max_length=20,
        help=N_("Where a party stays and only some of its violations leave."),
    )  # fmt: skip
    reason: str = field(N_("Why it is handled apart"), min_length=4, max_length=1000, widget=Widget.AREA)


class SplitParty(Part):
    """A party as it stood in the first case."""

    key: str = field(N_("Key"))
    kind: PartyKind | None = field(N_("Kind of party"), None)
    party: UUID | None = field(N_("Party"), None)
    name: str = field(N_("Name of the party"), "", personal=Personal.NAME)
    number: str = field(N_("Number"), "", personal=Personal.NUMBER)
    operator: str = field(N_("Operator"), "", personal=Personal.NAME)
    operator_number: str = field(N_("Operator's resident ID"), "", personal=Personal.NUMBER)
    legal_representative: str = field(N_("Legal representative"), "", personal=Personal.NAME)
    address: str = field(N_("Address"), "", personal=Personal.ADDRESS)
    phone: str = field(N_("Telephone"), "", personal=Personal.CONTACT)
    sex: str = field(N_("Sex"), "", personal=Personal.NUMBER)
    birth: date | None = field(N_("Date of birth"), None, personal=Personal.NUMBER)


class FromSplit(ActInput):
    """The case that goes on apart; filled from the first case, never by hand."""

    parent: UUID = field(N_("The case it was split from"))
    parties: list[SplitParty] = field(N_("Parties"), min_length=1)
    text: str = field(N_("What is said to have happened"), "", personal=Personal.STATEMENT)


# The case that is split


def leaving(state: OrdinaryState, data: Split) -> tuple[tuple[str, ...], tuple[str, ...]]:
    """Parties that leave whole, and violations that leave: a party of which no violation stays leaves too."""
    gone = {one.key for one in state.violations if one.party in data.parties or one.key in data.violations}
    stay = {one.party for one in state.violations if one.key not in gone}
    had = {one.party for one in state.violations if one.key in gone}
    whole = [key for key in state.of_parties() if key in data.parties or (key in had and key not in stay)]
    return tuple(whole), tuple(one.key for one in state.violations if one.key in gone)


def split(state: OrdinaryState, act: Act) -> OrdinaryState:
    """What left stands in the case as having left; its orders go on in the other one."""
    whole, gone = set(act.outcome["left_parties"]), set(act.outcome["left_violations"])
    stay = tuple(one for one in state.violations if one.key not in gone)
    parties = tuple(one.model_copy(update={"role": GONE}) if one.key in whole else one for one in state.parties)
    first = next(one for one in parties if one.key == stay[0].party)
    orders = state.orders
    for one in state.orders:
        if one.party in whole and one.outcome in ("", "partly", "not_corrected"):
            orders = replaced(orders, one.key, outcome="moved", checked_at=act.at)
    link = Relation(
        key=next_key("r", state.relations), kind="split", other=UUID(act.outcome["child"]), note=act.data.reason
    )
    return state.model_copy(update={
        "parties": parties, "violations": stay, "gone": (*state.gone, *(one for one in state.violations if one.key in gone)),
        "left": (*state.left, *((key, act.outcome["child"]) for key in sorted(gone))), "orders": orders, "worksheet": tuple(row for row in state.worksheet if row[0] not in gone),
        "proposed": tuple(row for row in state.proposed if row[0] not in gone),
        "relations": (*state.relations, link), "approvals": (*state.approvals, approval(state, act, "split", act.data.reason)),
        "party_kind": first.kind or "", "place": stay[0].place,
        "title": f"{first.name or '当事人待查'}{stay[0].title}案",
        "act_from": min(one.act_from for one in stay), "act_to": max(one.act_to for one in stay),
    })  # fmt: skip


def splitting(ctx: Context) -> dict[str, Any]:
    """The periods of who leaves end; the case goes on where it only waited for them."""
    state: OrdinaryState = ctx.state
    whole, gone = leaving(state, ctx.data)
    mine = [one.key for one in state.running() if one.subject in whole]
    ctx.outcome |= {"left_parties": list(whole), "left_violations": list(gone), "child": str(uuid4())}
    out: dict[str, Any] = {**ctx.outcome, "ends": mine, "cancelled": list(mine), "skip_timers": ["T66"]}
    after = split(state, Act(0, ctx.matter, ctx.step.key, ctx.data, out, ctx.at, ctx.recorded_at, ctx.by))
    if state.stage == REVIEWED and all_told(after):
        out["stage"] = NOTICED
    if state.stage == RECHECKED and not undecided(after):
        out["ends"] = [*mine, *(one.key for one in state.running("T05"))]
        reached = stage_after_money(after.model_copy(update={"stage": SERVED})) if all_served(after) else DECIDED
        out |= {"stage": reached} | ({"skip_timers": []} if reached == PERFORMED else {})
    return out


def opening(ctx: Context, after: OrdinaryState) -> list[tuple[str, UUID, int, dict[str, Any]]]:
    """The other case: its first step, its id, its unit and what that step is filled with."""
    keys = _parties_of(after, ctx.outcome["left_violations"], ctx.outcome["left_parties"])
    names = [name for name in SplitParty.model_fields if name != "key"]
    parties = [
        {"key": one.key, **{name: value for name in names if (value := getattr(one, name)) is not None}}
        for one in after.parties if one.key in keys
    ]  # fmt: skip
    data = {
        "parent": ctx.matter,
        "parties": parties,
        "text": (after.clue and after.clue.text) or "",
        "late_reason": ctx.data.late_reason,
    }
    return [("from_split", UUID(ctx.outcome["child"]), after.unit, data)]


def _parties_of(state: OrdinaryState, violations: list[str], whole: list[str]) -> set[str]:
    return {one.party for one in state.gone if one.key in violations} | set(whole)


# The case that goes on apart


def taking_over(ctx: Context) -> dict[str, Any]:
    """What the other case takes with it, under keys of its own: nothing personal, that stands in the input."""
    parent = OrdinaryState.model_validate(Matter.objects.get(pk=ctx.data.parent).state)
    link = next(one for one in parent.relations if one.kind == "split" and one.other == ctx.matter)
    parties = {one.key: f"p{i}" for i, one in enumerate(ctx.data.parties, 1)}
    went = dict(parent.left)
    taken = [one for one in parent.gone if went[one.key] == str(ctx.matter)]
    acts = {one.key: f"v{i}" for i, one in enumerate(taken, 1)}
    proofs = [one for one in parent.proofs if one.violation in ("", *acts)]
    orders = [one for one in parent.orders if one.party in parties]
    approved = parent.approvals[-1]
    return {
        "version": ctx.procedure.version, "unit": parent.unit, "organ": parent.organ, "number": parent.number, "reason": link.note,
        "opened_at": parent.opened_at.isoformat(), "filed_at": parent.filed_at.isoformat() if parent.filed_at else None,
        "stage": SUSPENDED if parent.stage == SUSPENDED else INVESTIGATING,
        "violations": [_dump(one, key=acts[one.key], party=parties[one.party]) for one in taken],
        "proofs": [_dump(one, key=f"b{i}", violation=acts.get(one.violation, "")) for i, one in enumerate(proofs, 1)],
        "orders": [_dump(one, key=f"c{i}", party=parties[one.party], outcome=_as_it_was(one)) for i, one in enumerate(orders, 1)],
        "evidence": [_dump(one) for one in parent.evidence], "appraisals": [_dump(one) for one in parent.appraisals],
        "people": [_dump(one, key=f"a{i}") for i, one in enumerate(_now(parent), 1)],
        "participants": [_dump(one) for one in parent.participants], "approved": _dump(approved, key="g1", what="file", note=link.note),
        "clue": _dump(parent.clue, text="", reporter="", reporter_phone="") if parent.clue else None,
        "term": _term(ctx, parent),
    }  # fmt: skip


def _dump(part: Any, **changes: Any) -> dict[str, Any]:
    return part.model_copy(update=changes).model_dump(mode="json", exclude_defaults=True)


def _as_it_was(order: Order) -> str:
    """An order that was open when it left is open."""
    return "" if order.outcome == "moved" else order.outcome


def _now(state: OrdinaryState) -> list[Assignment]:
    return [one for one in state.people if one.until is None and one.role in ("handler", "co_handler")]


def _term(ctx: Context, parent: OrdinaryState) -> dict[str, Any] | None:
    """The ninety days as they run, with pauses and extensions; a pause for who stayed ends with the split."""
    timer = parent.timer("T05")
    if timer is None:
        return None
    pauses = tuple(
        one.model_copy(update={"end": max(one.start, ctx.day)})
        if one.end is None and one.reason not in SHARED_PAUSES
        else one
        for one in timer.pauses
    )
    timer = timer.model_copy(update={"key": "T05", "pauses": pauses, "ended": None, "outcome": ""})
    due = reckoned(timer, ctx.calendar)
    return _dump(timer, due=due.day, shown=due.shown, certain=due.certain)


def opened(state: None, act: Act) -> OrdinaryState:
    """A case that stands filed from its first entry on."""
    data, out = act.data, act.outcome
    parties = tuple(
        PartyState(**{**one.model_dump(), "key": f"p{i}"}, entry=act.seq) for i, one in enumerate(data.parties, 1)
    )
    violations = _parts(Violation, out["violations"])
    clue = Clue(**out["clue"]) if out["clue"] else None
    return OrdinaryState(
        procedure="ordinary", version=out["version"], stage=out["stage"], unit=out["unit"], organ=out["organ"],
        title=f"{parties[0].name or '当事人待查'}{violations[0].title}案", place=violations[0].place,
        act_from=min(one.act_from for one in violations), act_to=max(one.act_to for one in violations),
        opened_at=out["opened_at"], filed_at=out["filed_at"], party_kind=parties[0].kind or "", parties=parties,
        violations=violations, proofs=_parts(Proof, out["proofs"]), orders=_parts(Order, out["orders"]),
        evidence=_parts(Evidence, out["evidence"]), appraisals=_parts(Appraisal, out["appraisals"]),
        people=_parts(Assignment, out["people"]), participants=_parts(Participant, out["participants"]),
        approvals=(Approval(**out["approved"]),), clue=clue.model_copy(update={"text": data.text}) if clue else None,
        timers=(TimerState(**{**out["term"], "entry": act.seq}),) if out["term"] else (),
        relations=(Relation(key="r1", kind="split", other=data.parent, note=out["number"]),),
        details={"split_from": str(data.parent), "carried": {name: len(out[name]) for name in ("proofs", "orders", "appraisals")}},
    )  # fmt: skip


def _parts(model: type, values: list[dict[str, Any]]) -> tuple[Any, ...]:
    return tuple(model(**one) for one in values)


# Guards


@block("split_parts", N_("What leaves and what stays"), APL(54), O55(0))
def split_parts(ctx: Context) -> Finding | None:
    state, data = ctx.state, ctx.data
    if set(data.parties) - set(state.of_parties()):
        return Finding(say("There is no such party in this case."), say("Choose one from the list."), field="parties")
    if set(data.violations) - {one.key for one in state.violations}:
        return Finding(
            say("There is no such violation in this case."), say("Choose one from the list."), field="violations"
        )
    whole, gone = leaving(state, data)
    if not gone:
        return Finding(say("Nothing leaves the case: no violation is chosen, and none of the parties has one."),
                       say("Choose parties with their violations, or violations."), field="parties")  # fmt: skip
    if len(gone) == len(state.violations) or len(whole) == len(state.of_parties()):
        return Finding(
            say("Nothing would stay in the case."), say("Choose what leaves, and leave the rest."), field="parties"
        )
    return None


def _touched(ctx: Context) -> set[str]:
    """Parties of which something leaves."""
    whole, gone = leaving(ctx.state, ctx.data)
    return {one.party for one in ctx.state.violations if one.key in gone} | set(whole)


@block("split_undecided", N_("Not after a decision"), APL(57), APL(29))
def split_undecided(ctx: Context) -> Finding | None:
    if not any(one.party in _touched(ctx) for one in ctx.state.decisions):
        return None
    return Finding(say("This party has been decided on in this case."), say("What was decided stays where it was decided."),
                   field="parties")  # fmt: skip


@block("split_not_preserved", N_("Preserved evidence decided"), APL(56))
def split_not_preserved(ctx: Context) -> Finding | None:
    if not any(not one.outcome and one.party in _touched(ctx) for one in ctx.state.preservations):
        return None
    return Finding(say("Evidence of this party is still preserved without an outcome."), say("Decide what becomes of it first."),
                   field="parties")  # fmt: skip


@block("split_not_in_hearing", N_("No hearing under way"), APL(64))
def split_not_in_hearing(ctx: Context) -> Finding | None:
    if not any(one.open and set(one.parties) & _touched(ctx) for one in ctx.state.hearings):
        return None
    return Finding(
        say("A hearing that this party asked for has not ended."), say("Finish the hearing first."), field="parties"
    )


step = ordinary.step
split_step = step(
    "split", N_("Split the case"), stage=(BEFORE_DECISION, None), by=HEADS, leads=(NOTICED, DECIDED, *AFTER_SERVICE), input=Split, effect=split, prepare=splitting,
    blocks=[no_crime_hold, approver_apart, split_parts, split_undecided, split_not_preserved, split_not_in_hearing],
    starts=[T66], basis=[APL(54), APL(57), O55(0)], side=True, opens=opening,
    help=N_("What leaves goes on in a case of its own that is opened with this step; the ninety days are not begun anew."),
)  # fmt: skip
step(
    "from_split", N_("Continue apart what was split off"), stage=((), INVESTIGATING), opening=True, by=Role.SYSTEM,
    actor=Actor.SYSTEM, leads=(SUSPENDED,), input=FromSplit, effect=opened, prepare=taking_over, papers=["filing_approval"],
    basis=[APL(54), APL(60), O55(0)],
    help=N_("The part that left another case goes on as its own."),
)  # fmt: skip
early(split_step, no_crime_hold, approver_apart)
