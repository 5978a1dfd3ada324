"""What the pages of an inspection and of a patrol show."""

from __future__ import annotations

from typing import Any

from jinwu.kit.panel import Panel, panel
from jinwu.law.messages import N_, say
from jinwu.matters.viewing import MatterView, Viewer

from .guards import LACKING
from .inputs import (
    EXEMPT_LABELS,
    FINDING_LABELS,
    KIND_LABELS,
    NEXT_LABELS,
    OBJECT_LABELS,
    REASON_LABELS,
    RECHECK_LABELS,
    RESULT_LABELS,
    SIGNED_LABELS,
)
from .patrol import CLUE_LABELS, SEEN_LABELS
from .state import INSPECTION, PATROL, InspectionState, PatrolState

FINDING_STATES = {"ok": "done", "problem": "mark", "not_applicable": "info"}


def inspection(view: MatterView, viewer: Viewer) -> dict[str, Any]:
    """Object and ground, the record item by item, the result and what followed."""
    state: InspectionState = view.state  # type: ignore[assignment]
    visit = state.visit
    items = [
        {"item": one.item, "state": FINDING_STATES[one.finding], "word": FINDING_LABELS[one.finding], "note": one.note}
        for one in (visit.items if visit else ())
    ]
    open_items = [item for item in state.expected if visit and item not in {one.item for one in visit.items}]
    return {
        "state": state, "visit": visit, "items": items, "open_items": open_items,
        "object_kind": OBJECT_LABELS[state.object_kind], "kind": KIND_LABELS[state.kind],
        "reason": REASON_LABELS[state.reason], "exempt": EXEMPT_LABELS.get(state.exempt, ""),
        "signed": SIGNED_LABELS.get(visit.signed, "") if visit else "",
        "result": RESULT_LABELS.get(state.result, ""),
        "lacks": [LACKING[one] for one in state.lacks] if visit else [],
        "counted": _counted(state), "rechecks": [_recheck(one) for one in state.rechecks],
        "changes": [
            {"at": one.at, "before": RESULT_LABELS[one.before], "after": RESULT_LABELS[one.after], "reason": one.reason,
             "by": one.by}
            for one in state.changes
        ],
    }  # fmt: skip


def _counted(state: InspectionState) -> tuple[str, Any, Any]:
    """The badge, its word, and why."""
    if state.counted:
        return "done", N_("Counts"), say("By {day}, unless a decided case arose from it.", day=state.decided_on)
    if state.result and not state.counts:
        return "info", N_("Does not count"), N_("By its result.")
    if state.result and not state.complete:
        return "mark", N_("Does not count"), N_("The record is not complete.")
    return "open", N_("Does not count yet"), N_("It is not closed yet.")


def _recheck(one: Any) -> dict[str, Any]:
    return {"at": one.at, "outcome": RECHECK_LABELS[one.outcome], "found": one.found, "correct_by": one.correct_by,
            "next": NEXT_LABELS.get(one.next, "")}  # fmt: skip


def patrol(view: MatterView, viewer: Viewer) -> dict[str, Any]:
    """Where and when, what was met, and what became of a clue."""
    state: PatrolState = view.state  # type: ignore[assignment]
    seen = [
        {"title": SEEN_LABELS[one.kind], "count": one.count, "advised": one.advised, "cleared": one.cleared}
        for one in state.seen
    ]
    return {"state": state, "seen": seen, "clue_outcome": CLUE_LABELS.get(state.clue_outcome, "")}


panel(
    Panel(
        "inspection",
        N_("Inspection"),
        "inspections/inspection.html",
        inspection,
        order=10,
        kinds=frozenset({INSPECTION}),
    )
)
panel(Panel("patrol", N_("Patrol"), "inspections/patrol.html", patrol, order=10, kinds=frozenset({PATROL})))
