"""The row of an archived file."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date

from jinwu.matters.projection import Row, projectors
from jinwu.matters.state import State

from .models import Filed
from .state import closing_day, file_of


def filed_rows(state: State) -> Iterable[Row]:
    """One row for a matter that was archived under a number; it stays where the case is taken up again."""
    file = file_of(state)
    if file is None:
        return
    until = file["until"]
    yield Row(
        Filed,
        "file",
        {
            "number": file["number"], "year": file["year"], "serial": file["serial"], "place": file["place"],
            "shelf": str(getattr(state, "details", {}).get("volume", ""))[:60], "procedure": state.procedure,
            "organ_id": state.organ, "unit_id": state.unit, "closed_on": closing_day(state),
            "permanent": until is None, "kept_until": date.fromisoformat(until) if until else None,
            "items": len(file["index"]),
        },
    )  # fmt: skip


projectors.add("casefile", filed_rows)
