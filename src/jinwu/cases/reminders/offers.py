"""What the forms of a reminder are offered."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

from jinwu.catalog import queries as catalog
from jinwu.matters.offers import Asking, idle, initials, mending


def _issuing(asking: Asking) -> dict[str, Any]:
    """The correction that the catalogue asks for, within the bureau's usual days."""
    days = int(catalog.value("T80.length", asking.day, 0))
    return {"requirement": asking.state.violation.correction or None, "correct_by": asking.day + timedelta(days=days)}


initials.add("reminder:issue", _issuing)
mending.add("reminder_suffices", "escalate")
idle.add("promised_once", True)
