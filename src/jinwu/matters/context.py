"""What guards, preparations and papers of a step may ask: the act so far, the law of a date, the profile."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date, datetime
from functools import cached_property
from typing import Any
from uuid import UUID

from jinwu.bureau.queries import OfficerOnDay
from jinwu.catalog import queries as catalog
from jinwu.law.calendar import WorkCalendar
from jinwu.law.messages import Message, say
from jinwu.law.roles import Role
from jinwu.law.vocabulary import Finding, Procedure, Step

from .state import By, State
from .writing import Batch


@dataclass
class Context:
    """One attempt at a step. `state` is None while a matter is being opened.

    Rows of law and profile that are asked through the context are named in the entry.
    """

    procedure: Procedure
    step: Step
    matter: UUID
    state: State | None
    data: Any
    at: datetime
    recorded_at: datetime
    by: By
    roles: frozenset[Role]
    officer: OfficerOnDay | None = None
    partner: OfficerOnDay | None = None
    partner_confirmed: datetime | None = None
    second: By | None = None  # the partner as the entry names him
    unit: int = 0
    organ: int = 0
    user: Any = None
    outcome: dict[str, Any] = field(default_factory=dict)
    law_used: set[str] = field(default_factory=set)
    profile_used: set[int] = field(default_factory=set)
    numbers: dict[str, Any] = field(default_factory=dict)
    batch: Batch = field(default_factory=Batch)  # rows that are written with the matter's own

    @property
    def day(self) -> date:
        """The day of the act."""
        return self.at.date()

    @cached_property
    def calendar(self) -> WorkCalendar:
        return catalog.work_calendar()

    def profile(self, key: str, on: date | None = None) -> Any:
        """The bureau's own value in force on the day of the step (or `on`)."""
        row = catalog.profile(key, on or self.day)
        self.profile_used.add(row.id)
        return row.value

    @cached_property
    def _violations(self) -> dict[tuple[str, date], Any]:
        return {}

    def violation(self, code: str, on: date) -> Any:
        """The violation as the law of `on` (date of the act) knows it. Raises `BasisNotLoaded`."""
        key = (code, on)
        if key not in self._violations:
            self._violations[key] = catalog.violation(code, on)
        row = self._violations[key]
        self.law_used.add(f"violation:{row.id}")
        return row

    def finding(self, what: Message, remedy: Message | None = None, *, field: str = "") -> Finding:
        """Short for a guard's answer."""
        return Finding(what, remedy or say("Correct it and try again."), field=field)
