"""The state of an inspection and of a patrol, and the rules that need nothing else. Pure."""

from __future__ import annotations

from datetime import date, datetime
from enum import StrEnum
from uuid import UUID

from jinwu.matters.state import Frozen, State

INSPECTION = "inspection"
PATROL = "patrol"

ON_SITE, RECORDED, RECTIFYING, CLOSED = "on_site", "recorded", "rectifying", "closed"


class Result(StrEnum):
    """How an inspection ended."""

    NO_PROBLEM = "no_problem"
    RECTIFY = "rectify"
    CLUE = "clue"
    NOT_FOUND = "not_found"
    REFUSED = "refused"
    OTHER = "other"


#: Results after which nothing could be looked at item by item: the object was not there, or let nobody in.
NOT_LOOKED_AT = frozenset({Result.NOT_FOUND, Result.REFUSED})


class Checked(Frozen):
    """One item of the list and what was found."""

    item: str
    finding: str  # ok, problem, not_applicable
    note: str = ""


class Visit(Frozen):
    """The record of a visit (现场检查笔录): when, what was looked at, what was found, who signed."""

    began: datetime
    ended: datetime | None = None
    credential_shown: bool = False
    items: tuple[Checked, ...] = ()
    found: str | None = ""
    recorder: str = ""
    signed: str = ""  # signed, refused, absent; empty: nothing noted
    signature: str = ""  # digest of the strokes
    note: str | None = ""
    completed_at: datetime | None = None  # where it was completed after the visit
    entry: int = 0


class Recheck(Frozen):
    """A second look after an order to correct."""

    key: str
    at: datetime
    outcome: str  # corrected, partly, not_corrected, object_gone
    found: str | None = ""
    correct_by: date | None = None  # a new day, where one was given
    next: str = ""  # wait, clue; empty: it ends


class Change(Frozen):
    """A result that was put right, with its reason."""

    key: str
    at: datetime
    before: str
    after: str
    reason: str
    by: str


class InspectionState(State):
    """One object inspected once."""

    kind: str = ""
    reason: str = ""
    subject: str = ""
    subject_title: str = ""
    violation: str = ""
    violation_title: str = ""
    object_kind: str = ""
    visited_on: date
    expected: tuple[str, ...] = ()
    visit: Visit | None = None
    result: str = ""
    result_note: str | None = ""
    result_at: datetime | None = None
    requirement: str | None = ""
    correct_by: date | None = None
    counts: bool = False  # whether a result of this kind counts, by the profile of that day
    as_it_stands: bool = False  # a head ended it with an incomplete record
    settled: bool = False  # the order to correct was met, or its object is gone
    rechecks: tuple[Recheck, ...] = ()
    changes: tuple[Change, ...] = ()
    led_to: UUID | None = None
    approval: str = ""
    notice: str = ""
    exempt: str = ""

    @property
    def object_name(self) -> str | None:
        return self.party.name if self.party else ""

    @property
    def lacks(self) -> tuple[str, ...]:
        """What the record still lacks."""
        return lacking(self.visit, self.result, self.expected)

    @property
    def complete(self) -> bool:
        """Whether this is a complete and detailed record (完整详细的检查记录)."""
        return bool(self.result) and not self.lacks

    @property
    def counted(self) -> bool:
        """Whether it counts as an inspection, as far as this matter knows: closed, complete, with a result that counts.

        What a later case adds is asked when figures are made (`figures.counted`).
        """
        return self.stage == CLOSED and self.complete and self.counts


def lacking(visit: Visit | None, result: str, expected: tuple[str, ...]) -> tuple[str, ...]:
    """What keeps a record from being complete: period, credentials, items, what was found, signature.

    Where the object was not there or nobody was let in, no item can be asked for; the note takes their place.
    """
    if visit is None:
        return ("record",)
    found: list[str] = []
    if visit.ended is None:
        found.append("period")
    if not visit.credential_shown and result != Result.NOT_FOUND:
        found.append("credentials")
    if result not in NOT_LOOKED_AT:
        answered = {one.item for one in visit.items}
        if not visit.items or not answered.issuperset(expected):
            found.append("items")
    if not (visit.found or "").strip():
        found.append("found")
    if visit.signed == "signed":
        if not visit.signature:
            found.append("signature")
    elif not (visit.signed and (visit.note or "").strip()):
        found.append("signature")
    return tuple(found)


def stage_of(state: InspectionState) -> str:
    """Where an inspection stands: it waits for its record, its result, a complete record, the re-check; else it ends."""
    if state.visit is None:
        return ON_SITE
    if not state.result or (state.lacks and not state.as_it_stands):
        return RECORDED
    if state.result == Result.RECTIFY and not state.settled:
        return RECTIFYING
    return CLOSED


class Seen(Frozen):
    """What a patrol met, counted: how many, and how many persons were advised."""

    kind: str
    count: int
    advised: int = 0
    cleared: int = 0


class PatrolState(State):
    """A patrol: a route or an area, no object of its own."""

    area: str = ""
    route: str = ""
    began: datetime
    ended: datetime | None = None
    seen: tuple[Seen, ...] = ()
    note: str | None = ""
    recorder: str = ""
    clue: str | None = ""
    clue_outcome: str = ""
    led_to: UUID | None = None

    @property
    def advised(self) -> int:
        return sum(one.advised for one in self.seen)

    @property
    def met(self) -> int:
        return sum(one.count for one in self.seen)
