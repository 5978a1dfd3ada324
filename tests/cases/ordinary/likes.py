"""Fines of earlier years for tests of like cases: rows as the projection writes them, without their long roads."""

from __future__ import annotations

import uuid
from datetime import date
from decimal import Decimal
from typing import Any

from tests.cases.ordinary.road import Road

from jinwu.cases.models import LineRow

#: What an ordinary road of these tests is like: its violation, tier and kind of party.
LIKE: dict[str, Any] = {"code": "road.occupy", "tier": "normal", "party_kind": "organisation"}


def earlier(road: Road, amounts: dict[str, int], on: date = date(2026, 1, 15), **change: Any) -> None:
    """So many fines of each amount, decided `on`, in a matter of the same bureau."""
    other = Road(road.cast, road.now)
    other.register()
    road.now = max(road.now, other.now)
    LineRow.objects.bulk_create(
        LineRow(**{
            "matter_id": other.matter, "key": f"x{n}.{uuid.uuid4().hex[:8]}", "decision": "x1", "party": "p1", "violation": "v1", "kind": "fine",
            "amount": Decimal(amount), "organ": road.cast.bureau, "decided_on": on, "stands": True, **LIKE, **change,
        })
        for amount, number in amounts.items() for n in range(number)
    )  # fmt: skip
