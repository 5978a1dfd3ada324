"""Tasks: what a person must do before a period ends. Read from the running periods; none is stored twice."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import Any

from django.db.models import Q, QuerySet

from jinwu.bureau.models import User
from jinwu.bureau.queries import roles_on, units_of
from jinwu.kit import clock
from jinwu.law.roles import Role
from jinwu.law.vocabulary import Bound, Timer

from .models import MatterTimer
from .timing import timers


@dataclass(frozen=True)
class Task:
    """A duty with its day. `timer` is the declaration: title, duty, length, basis."""

    row: MatterTimer
    timer: Timer
    due: date

    @property
    def matter(self) -> Any:
        return self.row.matter


def tasks_of(
    user: User, *, whole_unit: bool = False, person: int = 0, until: date | None = None, limit: int = 100
) -> list[Task]:
    """Running duties of the user, by day: his own as handler, and those of a role he holds in his units.

    `whole_unit` (unit heads): everything that runs in his units, or what of it is the officer `person`'s.
    """
    rows = running(user, whole_unit=whole_unit)
    if until:
        rows = rows.filter(shown__lte=until)
    if person:
        rows = rows.filter(officer_id=person)
    found = rows.select_related("matter").order_by("shown", "id")[:limit]
    return [Task(row, timers[row.timer], row.shown) for row in found]


def charged(user: User, until: date, limit: int = 60) -> list[tuple[int, str]]:
    """Officers of the unit with a duty up to that day, by name; no number stands beside them (APL 74). One query."""
    rows = running(user, whole_unit=True).filter(shown__lte=until).exclude(officer=None)
    return list(
        rows.order_by("officer__name", "officer_id").values_list("officer_id", "officer__name").distinct()[:limit]
    )


def running(user: User, *, whole_unit: bool = False) -> QuerySet[MatterTimer]:
    """Running periods that oblige the user; one that stands still obliges nobody yet."""
    today = clock.today()
    roles = roles_on(user, today)
    units = list(units_of(user, today))
    dutiful = [timer.key for timer in timers if timer.duty and timer.bound is not Bound.PARTY]
    rows = MatterTimer.objects.filter(ended=None, timer__in=dutiful).exclude(pauses__contains=[{"end": None}])
    if whole_unit and roles & {Role.UNIT_HEAD, Role.AUTHORITY_HEAD}:
        return rows.filter(unit_id__in=units)
    wanted = Q(pk=None)
    if user.officer_id:
        own = [timer.key for timer in timers if timer.owner is None]
        wanted |= Q(officer_id=user.officer_id, timer__in=own)
    by_role = [timer.key for timer in timers if timer.owner in roles]
    if by_role:
        wanted |= Q(unit_id__in=units, timer__in=by_role)
    return rows.filter(wanted)
