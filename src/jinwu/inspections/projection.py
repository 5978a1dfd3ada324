"""The rows of inspections and patrols."""

from __future__ import annotations

from collections.abc import Iterable

from jinwu.matters.projection import Row, projectors
from jinwu.matters.state import State

from .models import Inspection, Patrol
from .state import InspectionState, PatrolState


def inspection_rows(state: State) -> Iterable[Row]:
    """The row of an inspection, or of a patrol."""
    if isinstance(state, InspectionState):
        party = state.party
        yield Row(
            Inspection,
            "inspection",
            {
                "unit_id": state.unit, "organ_id": state.organ, "object": state.object_name or "",
                "object_kind": state.object_kind, "party_id": party.party if party else None, "kind": state.kind,
                "reason": state.reason, "exempt": state.exempt, "subject": state.subject,
                "subject_title": state.subject_title, "visited_on": state.visited_on, "complete": state.complete,
                "result": state.result, "counted": state.counted,
                "counted_on": state.decided_on if state.counted else None, "led_to_case": state.led_to,
            },
        )  # fmt: skip
    elif isinstance(state, PatrolState):
        yield Row(
            Patrol,
            "patrol",
            {
                "unit_id": state.unit, "organ_id": state.organ, "area": state.area, "patrolled_on": state.began.date(),
                "met": state.met, "advised": state.advised, "cleared": sum(one.cleared for one in state.seen),
                "clue": (state.clue_outcome or "open") if state.clue is None or state.clue else "",
                "led_to": state.led_to,
            },
        )  # fmt: skip


projectors.add("inspections", inspection_rows)
