"""A chain to write on, in as few words as the rule under test needs."""

from __future__ import annotations

import uuid
from datetime import datetime
from typing import Any

from jinwu.kit.clock import ZONE
from jinwu.record import writer
from jinwu.record.models import Entry

MOMENT = datetime(2026, 11, 20, 9, 30, tzinfo=ZONE)


def body(step: str = "draft", **data: Any) -> dict[str, Any]:
    """A body as the door makes it."""
    return {
        "procedure": "summary",
        "step": step,
        "act_at": MOMENT,
        "recorded_at": MOMENT,
        "by": {"user": 7, "name": "李建国"},
        "data": data,
    }


class Chain:
    """Writes entry after entry on one chain."""

    def __init__(self) -> None:
        self.id = uuid.uuid4()
        self.entries: list[Entry] = []

    @property
    def head(self) -> dict[str, Any]:
        last = self.entries[-1] if self.entries else None
        return {"chain": self.id, "seq": len(self.entries) + 1, "previous": last.hash if last else None}

    def add(self, step: str = "draft", *, personal: tuple[str, ...] = (), **data: Any) -> Entry:
        self.entries.append(
            writer.append(**self.head, body=body(step, **data), personal=personal, key=uuid.uuid4(), actor=7)
        )
        return self.entries[-1]
