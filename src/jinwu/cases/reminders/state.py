"""The state of a reminder. Pure."""

from __future__ import annotations

from datetime import date, datetime

from jinwu.law.leniency import Route
from jinwu.matters.state import State

from ..state import Violation


class ReminderState(State):
    """One reminder (首次提醒): one party, one violation. It is no penalty and is not published."""

    party_kind: str = ""
    violation: Violation
    route: Route
    harm: str = ""  # none, slight
    recorder: str = ""
    requirement: str | None = ""
    correct_by: date | None = None  # None: at once
    issued_at: datetime | None = None
    method: str = ""
    method_note: str = ""
    promised_at: datetime | None = None
    promise: str | None = ""
    checked_at: datetime | None = None
    outcome: str = ""  # corrected, not_corrected
    finding: str | None = ""
    education: str | None = ""
    ended_why: str = ""

    @property
    def number_issued(self) -> str:
        """The number of the reminder that was handed over."""
        return next((paper.number for paper in reversed(self.papers) if paper.paper == "reminder"), "")
