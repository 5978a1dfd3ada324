"""Days and people of the small year that the reports are tested with."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from tests.cases.street import person, resident_id

from jinwu.kit import clock

MARCH = datetime(2026, 3, 10, 12, 0, tzinfo=clock.ZONE)
MAY = datetime(2026, 5, 12, 9, 0, tzinfo=clock.ZONE)


def another(serial: int) -> dict[str, Any]:
    """A citizen who is nobody else."""
    return person(name="钱二", number=resident_id(serial=serial))
