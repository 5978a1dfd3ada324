"""What the page of a reminder shows."""

from __future__ import annotations

from typing import Any

from jinwu.kit.panel import Panel, panel
from jinwu.law.citations import Citation
from jinwu.law.leniency import ROUTE_TITLES
from jinwu.law.messages import N_
from jinwu.matters.viewing import MatterView, Viewer
from jinwu.service.state import METHOD_LABELS

from .inputs import ESCALATIONS, HARM, OUTCOMES
from .state import ReminderState


def shown(view: MatterView, viewer: Viewer) -> dict[str, Any]:
    """The act, why it may pass, what was asked of the party, and what was found afterwards."""
    state: ReminderState = view.state  # type: ignore[assignment]
    act = state.violation
    return {
        "act": act, "facts": act.facts or "■", "violates": Citation.parse(act.violates), "route": ROUTE_TITLES[state.route],
        "harm": HARM[state.harm], "issued_at": state.issued_at, "number": state.number_issued,
        "requirement": state.requirement, "correct_by": state.correct_by,
        "method": METHOD_LABELS.get(state.method, ""), "method_note": state.method_note,
        "promised_at": state.promised_at, "promise": state.promise or "■", "checked_at": state.checked_at,
        "outcome": OUTCOMES.get(state.outcome, ""), "finding": state.finding, "education": state.education,
        "ended_why": ESCALATIONS.get(state.ended_why, state.ended_why),
    }  # fmt: skip


panel(
    Panel(
        "reminder", N_("First-offence reminder"), "cases/reminder.html", shown, order=10, kinds=frozenset({"reminder"})
    )
)
