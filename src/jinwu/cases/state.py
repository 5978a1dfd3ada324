"""The state of a penalty case. Pure: what it adds to `State`, and how entries change it."""

from __future__ import annotations

from datetime import date, datetime
from decimal import Decimal
from typing import Any

from jinwu.collection.state import Ledger, pauses_of, surcharge_on
from jinwu.matters.state import Frozen, State
from jinwu.service.state import Service


def law_day(begin: datetime, end: datetime | None) -> date:
    """The day whose law an act falls under: its own; of an act that went on, the day it ended."""
    return (end or begin).date()


class Violation(Frozen):
    """One violation: a party, a matter of the catalogue, an act (from–to, place), with the version of its basis."""

    key: str
    party: str
    code: str
    title: str
    row: int
    act_from: datetime
    act_to: datetime
    place: str
    facts: str | None = ""
    violates: str
    punished_by: str
    correction: str = ""
    serious: bool = False  # life, health or financial safety, with harm: five years of limitation

    @property
    def law_day(self) -> date:
        """The day whose law it falls under."""
        return law_day(self.act_from, self.act_to)


class Compared(Frozen):
    """What a fine was compared with when it was told or decided: like cases since a day, and how they lie (类案比较)."""

    violation: str
    amount: Decimal
    since: date
    count: int
    lower: Decimal
    median: Decimal
    upper: Decimal
    side: str = ""  # lighter, heavier; empty: it does not stand apart, or too few are known


class Notice(Frozen):
    """What a party was told before the decision, and what he answered. Versioned: told anew when facts or amount change."""

    key: str
    version: int
    party: str
    oral: bool
    told: tuple[str, ...]
    kinds: tuple[str, ...]
    amount: Decimal | None
    tier: str = ""
    statement: str | None = ""
    outcome: str = ""  # none, adopted, not_adopted
    outcome_reason: str = ""
    at: datetime


class Line(Frozen):
    """One line of a decision: a kind of penalty, with its amount where it has one."""

    key: str
    party: str
    violation: str
    kind: str  # warning, fine, …
    amount: Decimal | None = None
    no_amount_reason: str = ""
    tier: str = ""


class Decision(Frozen):
    """A decision and its versions: original, corrected, changed, revoked."""

    key: str
    version: int = 1
    replaces: str = ""
    number: str
    number_id: int | None = None
    party: str
    decided_on: date
    at: datetime
    lines: tuple[Line, ...]
    kind: str = "penalty"  # penalty, none (APL 57: no penalty)
    status: str = "in_force"  # in_force, corrected, replaced (by its correction), changed, revoked, void
    ended_on: date | None = None
    ground: str = ""
    payment: str = ""  # bank, on_the_spot
    correction: str = ""  # at_once, by_day, done
    correct_by: date | None = None
    ground_of_collection: str = ""
    by: str = ""  # who changed it, where it stands in another organ's document: reconsideration, court, superior
    served_on: date | None = None  # by that organ
    compared: tuple[Compared, ...] = ()
    apart: str = ""  # why a fine stands apart from those of like cases

    @property
    def fine(self) -> Decimal:
        return sum((line.amount or Decimal(0) for line in self.lines if line.kind == "fine"), Decimal("0.00"))

    @property
    def sums(self) -> Decimal:
        """All that is to be paid: the fine, and the money confiscated."""
        return sum(
            (line.amount or Decimal(0) for line in self.lines if line.kind in ("fine", "confiscation")), Decimal("0.00")
        )


class Publication(Frozen):
    """What was published of one decision (公示), or that it is not published, with its ground (APL 48)."""

    key: str
    decision: str  # key of its first version
    status: str  # published, withheld, withdrawn
    where: str = ""  # site, credit, both
    published_on: date | None = None
    days: int = 0  # working days from the decision
    address: str = ""
    ground: str = ""  # of withholding or withdrawing
    reason: str = ""
    withdrawn_on: date | None = None
    name: str | None = ""  # of the party, as it stood when it was published


class CaseState(State):
    """A penalty case."""

    party_kind: str = ""
    violations: tuple[Violation, ...] = ()
    notices: tuple[Notice, ...] = ()
    decisions: tuple[Decision, ...] = ()
    services: tuple[Service, ...] = ()
    publications: tuple[Publication, ...] = ()
    ledger: Ledger = Ledger()
    filed_at: datetime | None = None
    details: dict[str, Any] = {}

    @property
    def decision(self) -> Decision | None:
        """The decision in force."""
        return next((d for d in reversed(self.decisions) if d.status in ("in_force", "corrected")), None)

    @property
    def notice(self) -> Notice | None:
        return self.notices[-1] if self.notices else None

    def surcharge(self, day: date) -> Decimal:
        """What has been added to the fine by `day`; nothing runs while a remedy is pending (APL 73)."""
        fine = self.ledger.fine()
        if fine is None:
            return Decimal("0.00")
        return surcharge_on(self.ledger, fine, day, pauses_of(self, fine.party))

    @property
    def served(self) -> bool:
        return any(service.served for service in self.services)
