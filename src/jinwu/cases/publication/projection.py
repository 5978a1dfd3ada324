"""The rows of publication: what is due, published, withheld, withdrawn."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from jinwu.matters.projection import Row, projectors
from jinwu.matters.state import State

from ..models import PublicationRow
from ..state import CaseState, Decision
from . import reading


def publication_rows(state: State) -> Iterable[Row]:
    """One row for each decision that is to be published, was published, or is not to be."""
    if not isinstance(state, CaseState):
        return
    for root in reading.roots(state):
        values = _values(state, root)
        if values:
            yield Row(PublicationRow, root.key, values)


def _values(state: CaseState, root: Decision) -> dict[str, Any]:
    made, duty = reading.publication_of(state, root), reading.duty(state, root)
    if made is None and duty is None:
        return {}
    common = {"decision": root.key, "number": root.number, "party": root.party, "organ_id": state.organ,
              "unit_id": state.unit, "decided_on": root.decided_on, "due_on": duty.shown if duty else None}  # fmt: skip
    if made is None:
        return common | {"status": "due" if duty and duty.ended is None else "lapsed"}
    status = made.status
    if status == "published" and (leaving := reading.withdrawal(state, root)):
        status, common["due_on"] = "to_withdraw", leaving.shown
    return common | {
        "status": status, "where": made.where, "published_on": made.published_on,
        "days": made.days if made.published_on else None, "address": made.address, "ground": made.ground,
        "reason": made.reason, "withdrawn_on": made.withdrawn_on,
    }  # fmt: skip


projectors.add("publications", publication_rows)
