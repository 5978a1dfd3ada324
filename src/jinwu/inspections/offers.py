"""What the forms of inspections are offered."""

from __future__ import annotations

from typing import Any

from jinwu.catalog import queries as catalog
from jinwu.matters.offers import Asking, Choice, choices, idle, initials, mending

from .state import INSPECTION, InspectionState
from .subjects import subjects


def _subjects(asking: Asking) -> list[Choice]:
    return [(one.key, one.title) for one in subjects().values()]


def _items(asking: Asking) -> list[Choice]:
    """The items of this inspection's list; before a matter is chosen those of every list."""
    if asking.state is not None:
        known = [one.item for one in asking.state.visit.items] if asking.state.visit else []
        return [(item, item) for item in dict.fromkeys((*asking.state.expected, *known))]
    return [(item, f"{one.title} · {item}") for one in subjects().values() for item in one.items]


def _violations(asking: Asking) -> list[Choice]:
    found = catalog.violations(asking.day, "all")
    return [(row.code, row.title, catalog.cite_short(row.penalty_citation, asking.day)) for row in found]


def _visiting(asking: Asking) -> dict[str, Any]:
    return {"began": asking.at}


def _recording(asking: Asking) -> dict[str, Any]:
    """Every item of the list, to be answered one by one."""
    return {"items": [{"item": item} for item in asking.state.expected], "ended": asking.at}


def _completing(asking: Asking) -> dict[str, Any]:
    """The items that nothing was said of."""
    state: InspectionState = asking.state
    answered = {one.item for one in state.visit.items} if state.visit else set()
    return {"items": [{"item": item} for item in state.expected if item not in answered]}


def _as_it_stands(asking: Asking) -> dict[str, Any]:
    """The result that stands, to be put right."""
    state: InspectionState = asking.state
    return {
        "result": state.result, "result_note": state.result_note, "requirement": state.requirement,
        "correct_by": state.correct_by, "violation": state.violation,
    }  # fmt: skip


for _key, _list in {
    "inspection_subjects": _subjects, "inspection_items": _items, "inspection_violations": _violations,
}.items():  # fmt: skip
    choices.add(_key, _list)
for _step, _begin in {
    "open": _visiting, "inspect": _visiting, "record": _recording, "complete_record": _completing,
    "correct_result": _as_it_stands,
}.items():  # fmt: skip
    initials.add(f"{INSPECTION}:{_step}", _begin)
for _guard in ("no_result_yet", "something_lacks"):
    idle.add(_guard, True)
mending.add("has_result", "conclude")
