"""The state of a matter: the fold of its entries, and nothing else. Pure.

A kind of work extends `State` with its own parts. Tables are the projection of a state (`projection.py`); the door and
replay call the same `fold`.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime
from decimal import Decimal
from typing import Any, ClassVar, TypeVar
from uuid import UUID

from pydantic import BaseModel, ConfigDict

from jinwu.law.parties import PartyKind
from jinwu.law.vocabulary import Step


class Frozen(BaseModel):
    """An immutable part of a state."""

    model_config = ConfigDict(frozen=True, extra="forbid")


F = TypeVar("F", bound=Frozen)


class PartyState(Frozen):
    """A party with its role and its identity as of the act. `kind` None: unknown, found later."""

    key: str
    role: str = "party"  # party 当事人, third_party 第三人, guardian 监护人, agent 代理人, representative 代表人
    kind: PartyKind | None = None
    party: UUID | None = None
    name: str | None = ""
    number: str | None = ""
    operator: str | None = ""
    operator_number: str | None = ""
    legal_representative: str | None = ""
    address: str | None = ""
    phone: str | None = ""
    sex: str | None = ""
    birth: date | None = None
    scope: str = ""  # of an agent's power
    valid_from: date | None = None
    valid_to: date | None = None
    entry: int = 0


class Assignment(Frozen):
    """An officer in charge, from an act to a handover."""

    key: str
    officer: int
    name: str
    role: str = "handler"  # handler 主办, co_handler 协办
    since: datetime
    until: datetime | None = None
    reason: str = ""


class Participant(Frozen):
    """Someone of another organ in a joint action; never counted among the two officers."""

    key: str
    organ: str
    name: str
    post: str = ""


class PauseState(Frozen):
    start: date
    end: date | None = None
    reason: str = ""
    document: str = ""


class TimerState(Frozen):
    """A running or ended period. `subject` is the addressee's key where the period runs per party."""

    key: str  # "T13" or "T13:p1"
    timer: str
    subject: str = ""
    length: int
    start: datetime
    due: date
    shown: date
    hour: datetime | None = None
    certain: bool = True
    pauses: tuple[PauseState, ...] = ()
    extensions: tuple[int, ...] = ()
    ended: datetime | None = None
    outcome: str = ""  # met, late, cancelled
    entry: int = 0

    @property
    def paused(self) -> bool:
        """Whether it stands still now: a pause is open, its end is not fixed yet."""
        return self.ended is None and any(pause.end is None for pause in self.pauses)


class Hold(Frozen):
    """Something that keeps steps from being taken: remedy_pending, evidence_locked, crime_suspected. `party`: who sought the
    remedy; empty: it concerns the whole matter."""

    key: str
    kind: str
    reason: str
    since: datetime
    until: datetime | None = None
    party: str = ""


class Relation(Frozen):
    """A link to another matter: converted, merged, split, transferred, refiled, arising_from."""

    key: str
    kind: str
    other: UUID | None = None
    note: str = ""


class Paper(Frozen):
    """A document that a step produced, with its number and, later, its signed scan. `facts` is the digest of what it was
    made from; `sha256` and `pages` are those of its bytes, unless it stays in the house and is set after the act."""

    key: str
    document: UUID
    paper: str
    title: str
    number: str = ""
    number_id: int | None = None
    facts: str = ""
    sha256: str
    pages: int = 1
    status: str = "issued"  # issued, void, corrected, replaced
    at: datetime
    scan: str = ""
    wording: str = ""  # digest of the organ's own wording that it bears
    entry: int = 0


class Evidence(Frozen):
    """A photograph, scan or recording by its digest. Numbered in the order taken in."""

    key: str
    sha256: str
    kind: str = "photo"
    title: str = ""
    taken_at: datetime | None = None
    entry: int = 0


class SealUse(Frozen):
    """A use of the seal on a paper (用印): which seal, on how many copies, by whose approval; `again` says why once more."""

    key: str
    paper: str
    seal: str
    copies: int
    approved_by: str
    remark: str = ""
    again: str = ""
    file: str = ""  # digest of the file with the electronic seal
    certificate: str = ""  # digest of the certificate under which it was sealed
    by: str
    at: datetime
    entry: int = 0


class Mark(Frozen):
    """A defect that was recorded with the act: late, informal."""

    key: str
    guard: str
    entry: int
    what: dict[str, Any]
    basis: tuple[str, ...] = ()
    explained: str = ""


class State(Frozen):
    """What every matter has. `named_by`: papers whose number names the matter; empty: any numbered one does."""

    named_by: ClassVar[frozenset[str]] = frozenset()

    procedure: str
    version: int
    stage: str
    title: str = ""
    place: str = ""
    unit: int
    organ: int
    act_from: datetime | None = None
    act_to: datetime | None = None
    opened_at: datetime
    decided_on: date | None = None
    closed_at: datetime | None = None
    number: str = ""
    parties: tuple[PartyState, ...] = ()
    people: tuple[Assignment, ...] = ()
    participants: tuple[Participant, ...] = ()
    timers: tuple[TimerState, ...] = ()
    holds: tuple[Hold, ...] = ()
    relations: tuple[Relation, ...] = ()
    papers: tuple[Paper, ...] = ()
    evidence: tuple[Evidence, ...] = ()
    marks: tuple[Mark, ...] = ()
    seals: tuple[SealUse, ...] = ()
    passed: tuple[tuple[str, datetime], ...] = ()  # stages reached, with the time of the act

    @property
    def party(self) -> PartyState | None:
        """The first party in the role of party."""
        return next((p for p in self.parties if p.role == "party"), None)

    @property
    def handler(self) -> Assignment | None:
        return next((a for a in self.people if a.role == "handler" and a.until is None), None)

    def timer(self, key: str, subject: str | None = None) -> TimerState | None:
        """The latest period of that timer: of the addressee `subject`, or whoever it runs for."""
        return next((t for t in reversed(self.timers) if t.timer == key and subject in (None, t.subject)), None)

    def running(self, *timers: str, subject: str | None = None) -> tuple[TimerState, ...]:
        """Periods that have not ended: of these timers, of the addressee `subject`; of all where none is named."""
        return tuple(
            t for t in self.timers
            if t.ended is None and (not timers or t.timer in timers) and subject in (None, t.subject)
        )  # fmt: skip

    def holds_now(self) -> tuple[Hold, ...]:
        return tuple(h for h in self.holds if h.until is None)


@dataclass(frozen=True)
class By:
    """An officer or user as the entry names him: id and name as text."""

    user: int | None
    name: str
    officer: int | None = None
    certificate: str = ""
    unit: int | None = None


@dataclass(frozen=True)
class Act:
    """One entry, opened: what `effect` and `fold` read. `outcome` is what the door computed and recorded."""

    seq: int
    matter: UUID
    step: str
    data: Any  # the step's input model
    outcome: dict[str, Any]
    at: datetime
    recorded_at: datetime
    by: By
    partner: By | None = None


def fold(state: State | None, act: Act, step: Step, state_model: type[State]) -> State:
    """The state after `act`. Pure: the door and replay call this."""
    after = step.effect(state, act)
    outcome = act.outcome
    update: dict[str, Any] = {}
    stage = outcome.get("stage") or step.target
    if stage and stage != (state.stage if state else None):
        update["stage"] = stage
        update["passed"] = (*after.passed, (stage, act.at))
    if step.stops or outcome.get("timers") or outcome.get("ends") or outcome.get("moved"):
        update["timers"] = _timers(after.timers, act, step)
    if outcome.get("papers"):
        made = tuple(Paper(**{**paper, "at": act.at, "entry": act.seq}) for paper in outcome["papers"])
        update["papers"] = (*after.papers, *made)
        numbered = next(
            (one.number for one in made if one.number and (not after.named_by or one.paper in after.named_by)), ""
        )
        if numbered:
            update["number"] = numbered
    if outcome.get("marks"):
        marks = tuple(
            Mark(key=f"{act.seq}:{m['guard']}", entry=act.seq, guard=m["guard"], what=m["what"],
                 basis=tuple(m["basis"]), explained=m.get("explained", ""))
            for m in outcome["marks"]
        )  # fmt: skip
        update["marks"] = (*after.marks, *marks)
    return after.model_copy(update=update) if update else after


def _timers(timers: tuple[TimerState, ...], act: Act, step: Step) -> tuple[TimerState, ...]:
    ends = set(step.stops) | set(act.outcome.get("ends", ()))
    timers = moved(timers, act.outcome.get("moved", ()))
    kept = [_ended(t, act) if t.ended is None and (t.timer in ends or t.key in ends) else t for t in timers]
    for started in act.outcome.get("timers", ()):
        kept.append(TimerState(**{**started, "entry": act.seq}))
    return tuple(kept)


def moved(timers: Iterable[TimerState], changes: Iterable[dict[str, Any]]) -> tuple[TimerState, ...]:
    """The timers with what the door reckoned anew of a paused, resumed or extended one (`timing.moved`)."""
    known = {change["key"]: change for change in changes}
    return tuple(TimerState(**{**t.model_dump(), **known[t.key]}) if t.key in known else t for t in timers)


def _ended(timer: TimerState, act: Act) -> TimerState:
    cancelled = act.outcome.get("cancelled", ())
    if timer.timer in cancelled or timer.key in cancelled or "*" in cancelled:
        outcome = "cancelled"
    else:
        done_on = date.fromisoformat(act.outcome["ended_on"]) if "ended_on" in act.outcome else act.at.date()
        late = act.at > timer.hour if timer.hour else done_on > timer.due
        outcome = "late" if late else "met"
    return timer.model_copy(update={"ended": act.at, "outcome": outcome})


def replaced(items: Iterable[F], key: str, **update: Any) -> tuple[F, ...]:
    """The items with the one named `key` updated. Raises `KeyError` when there is none."""
    items = tuple(items)
    if not any(item.key == key for item in items):  # type: ignore[attr-defined]
        raise KeyError(key)
    return tuple(item.model_copy(update=update) if item.key == key else item for item in items)  # type: ignore[attr-defined]


def next_key(prefix: str, items: Iterable[Any]) -> str:
    """``p1``, ``p2`` …: the next free key of a list of parts."""
    return f"{prefix}{sum(1 for _ in items) + 1}"


def money(value: Decimal | str | int) -> str:
    """A sum as the record writes it."""
    return format(Decimal(value), ".2f")
