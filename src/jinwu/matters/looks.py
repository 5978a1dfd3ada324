"""What changed in one's matters since one last looked (上次查看后的变化): bounded reads, and one small row for each look."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

from jinwu.bureau.models import User
from jinwu.bureau.queries import units_of
from jinwu.kit import clock
from jinwu.record.models import Entry

from . import scope
from .door import procedures
from .models import Look, Matter, MatterOfficer

#: How far back changes are told; older ones stand in the record.
BACK = timedelta(days=7)
MATTERS = 40
ENTRIES = 200


@dataclass(frozen=True)
class Change:
    """A matter in which others acted: the latest act, and how many there were."""

    matter: Matter
    title: str
    at: datetime
    number: int

    @property
    def more(self) -> int:
        return self.number - 1


def looked(user: User, matter: Matter) -> None:
    """The user has read the matter up to its last entry; written only where something was new to him."""
    known = Look.objects.filter(user=user, matter=matter.pk).values_list("seq", flat=True).first()
    if known is not None and known >= matter.head_seq:
        return
    Look.objects.bulk_create(
        [Look(user=user, matter=matter.pk, seq=matter.head_seq, at=clock.now())], update_conflicts=True,
        unique_fields=["user", "matter"], update_fields=["seq", "at"],
    )  # fmt: skip


def changes(user: User, *, whole_unit: bool = False, person: int = 0, limit: int = 12) -> list[Change]:
    """Matters in which somebody else acted in the last days since the user looked, the latest first: at most three queries.

    His own are those he is in charge of; `whole_unit` (unit heads): those under way in his units, or of the officer `person` there.
    """
    since = clock.now() - BACK
    rows = scope.visible_to(user).filter(acted_at__gte=since)
    if whole_unit:
        rows = rows.filter(unit_id__in=list(units_of(user, clock.today())), final=False)
        rows = rows.filter(handler_id=person) if person else rows
    elif user.officer_id:
        rows = rows.filter(
            pk__in=MatterOfficer.objects.filter(officer_id=user.officer_id, until=None).values("matter_id")
        )
    else:
        return []
    matters = {row.pk: row for row in rows.order_by("-acted_at", "-id").defer("state", "grams")[:MATTERS]}
    if not matters:
        return []
    read = dict(Look.objects.filter(user=user, matter__in=matters).values_list("matter", "seq"))
    found: dict[Any, list[tuple[int, str, datetime]]] = {}
    entries = Entry.objects.filter(chain__in=matters, recorded_at__gte=since).exclude(actor=user.pk).order_by("-id")
    for chain, seq, step, at in entries.values_list("chain", "seq", "step", "act_at")[:ENTRIES]:
        if seq > read.get(chain, 0):
            found.setdefault(chain, []).append((seq, step, at))
    changed = [
        Change(matters[chain], _title(matters[chain], new[0][1]), new[0][2], len(new)) for chain, new in found.items()
    ]
    return changed[:limit]


def _title(matter: Matter, step: str) -> str:
    declared = procedures[matter.procedure].steps.get(step)
    return declared.title if declared else step
