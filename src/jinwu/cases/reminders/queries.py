"""The first-offence ledger (首违台账): whether a party did the same before, at the same organ."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from uuid import UUID

from django.db import connection

from jinwu.kit import clock
from jinwu.law.leniency import same_window, window_from
from jinwu.law.messages import Message, say
from jinwu.matters.models import Matter

from ..models import DecisionRow, ReminderRow, ViolationRow


@dataclass(frozen=True)
class Earlier:
    """What stands against a first time: a reminder, a penalty, or a case that is still open."""

    kind: str  # reminder, penalty, case
    number: str
    on: date
    matter: UUID

    @property
    def told(self) -> Message:
        """The earlier one by name."""
        if self.kind == "penalty":
            return say("the penalty {number} of {day}", number=self.number, day=self.on)
        if self.kind == "case":
            return say("a case found on {day} and not decided yet", day=self.on)
        if not self.number:
            return say("an act found on {day} that is still to be reminded of", day=self.on)
        return say("the reminder {number}, found on {day}", number=self.number, day=self.on)


def earlier(
    party: UUID, code: str, organ: int, on: date, months: int, *, without: UUID | None = None
) -> Earlier | None:
    """The nearest of the same party and violation at the organ within `months` of `on`; None: it is the first.

    Asked across the organ: whether it is the first is a question of law, not of what the reader may see. A reminder and an
    open case count by the day they were found, a penalty by the day it was decided. Three queries.
    """
    found = [
        one for one in _all(party, code, organ, window_from(on, months), without) if same_window(one.on, on, months)
    ]
    return max(found, key=lambda one: one.on, default=None)


def alone(who: str, code: str) -> None:
    """Wait for whoever looks up the same party (its number) and violation now: two who ask at once see each other. Held
    until the transaction ends."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_advisory_xact_lock(hashtextextended(%s, 0))", [f"first offence {who} {code}"])


def _all(party: UUID, code: str, organ: int, since: date, without: UUID | None) -> Iterator[Earlier]:
    reminders = ReminderRow.objects.filter(party_row=party, code=code, organ=organ, found_on__gte=since)
    for row in reminders.exclude(status="withdrawn").exclude(matter=without):
        yield Earlier("reminder", row.number, row.found_on, row.matter_id)
    matters = ViolationRow.objects.filter(party_row=party, code=code).exclude(matter=without).values("matter_id")
    penalties = DecisionRow.objects.filter(
        matter_id__in=matters, organ=organ, decided_on__gte=since, status__in=("in_force", "corrected")
    )
    for row in penalties:
        yield Earlier("penalty", row.number, row.decided_on, row.matter_id)
    for one in Matter.objects.filter(pk__in=matters, organ=organ, decided_on=None, final=False):
        yield Earlier("case", one.number, one.opened_at.astimezone(clock.ZONE).date(), one.pk)
