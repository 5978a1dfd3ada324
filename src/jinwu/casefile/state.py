"""What archiving fixed, in a state's `details`. Pure."""

from __future__ import annotations

from datetime import date
from typing import Any

from jinwu.matters.state import State

KEY = "file"


def kept(details: dict[str, Any], outcome: dict[str, Any]) -> dict[str, Any]:
    """A state's details with what archiving fixed; an entry of earlier releases fixed nothing."""
    return {**details, KEY: outcome[KEY]} if KEY in outcome else details


def file_of(state: State) -> dict[str, Any] | None:
    """Archive number, place, retention, and the order and digests of the sources; None for what was archived before
    volumes were numbered, and before archiving."""
    found = getattr(state, "details", {}).get(KEY)
    return found if isinstance(found, dict) else None


def closing_day(state: State) -> date:
    """The day of the closing, by whose year volumes are numbered."""
    return (state.closed_at or state.opened_at).date()
