"""What the forms of a reminder are offered."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

from jinwu.catalog import queries as catalog
from jinwu.matters.offers import Asking, Choice, choices, idle, initials, mending


def _violations(asking: Asking) -> list[Choice]:
    """Every violation of the day, common ones first."""
    found = catalog.violations(asking.day, kind="all")
    return [(row.code, row.title, catalog.cite_short(row.penalty_citation, asking.day)) for row in found]


def _issuing(asking: Asking) -> dict[str, Any]:
    """The correction that the catalogue asks for, within the bureau's usual days."""
    days = int(catalog.value("T80.length", asking.day, 0))
    return {"requirement": asking.state.violation.correction or None, "correct_by": asking.day + timedelta(days=days)}


if "all_violations" not in choices:
    choices.add("all_violations", _violations)
initials.add("reminder:issue", _issuing)
mending.add("reminder_suffices", "escalate")
idle.add("promised_once", True)
