"""What time itself brings about: steps taken by the system when a period has lapsed."""

from __future__ import annotations

import uuid
from dataclasses import dataclass

from jinwu.kit import clock
from jinwu.kit.registry import Registry
from jinwu.law.messages import N_

from .door import SYSTEM, perform
from .errors import DoorError
from .models import MatterTimer

_NAMESPACE = uuid.UUID("6f2f0a52-8d5c-4e0c-9e0a-5f1d3a4b7c10")


@dataclass(frozen=True)
class Lapse:
    """When `timer` has run out in a matter of `procedure`, `step` is taken."""

    procedure: str
    timer: str
    step: str


lapses: Registry[Lapse] = Registry("lapse")


def lapse(declared: Lapse) -> Lapse:
    """Declare what follows from the end of a period."""
    return lapses.add(f"{declared.procedure}:{declared.timer}", declared)


def tick(limit: int = 500) -> int:
    """Take every step that is due because time passed; how many were taken. Safe to run twice: the key is the period's."""
    now, done = clock.now(), 0
    for rule in lapses:
        due = MatterTimer.objects.filter(
            ended=None, timer=rule.timer, due__lt=now.date(), matter__procedure=rule.procedure, matter__final=False
        ).exclude(pauses__contains=[{"end": None}])
        for matter, key in due.order_by("due", "id").values_list("matter_id", "key")[:limit]:
            name = uuid.uuid5(_NAMESPACE, f"{matter}:{key}:{rule.step}")
            try:
                taken = perform(matter, rule.step, by=SYSTEM, data={}, at=now, key=name, seen=None)
            except DoorError:
                continue
            done += 0 if taken.repeated else 1
    return done


#: What the act of the system is called where a person's name would stand.
SYSTEM_NAME = N_("The system")
