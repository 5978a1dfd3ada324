"""The row of a reminder in the ledger of first offences."""

from __future__ import annotations

from collections.abc import Iterable

from jinwu.kit import clock
from jinwu.matters.projection import Row, projectors
from jinwu.matters.state import State

from ..models import ReminderRow
from .state import ReminderState


def reminder_rows(state: State) -> Iterable[Row]:
    """One row for each reminder."""
    if not isinstance(state, ReminderState):
        return
    party, act = state.party, state.violation
    yield Row(
        ReminderRow,
        "r1",
        {
            "party_row_id": party.party if party else None, "code": act.code, "basis_id": act.row, "title": act.title,
            "route": str(state.route), "organ_id": state.organ, "unit_id": state.unit, "number": state.number_issued,
            "found_on": state.opened_at.astimezone(clock.ZONE).date(),
            "issued_on": state.issued_at.astimezone(clock.ZONE).date() if state.issued_at else None,
            "correct_by": state.correct_by, "promised": state.promised_at is not None, "status": state.stage,
        },
    )  # fmt: skip


projectors.add("reminders", reminder_rows)
