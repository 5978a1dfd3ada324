"""Figures of people and equipment in the annual report, as of the last day of the year, or of today before that."""

from __future__ import annotations

from datetime import date

from django.db.models import Q, QuerySet

from jinwu.kit import clock
from jinwu.kit.figure import Figure, Span, figure
from jinwu.law.messages import N_

from . import asof
from .models import Equipment, EquipmentKind, Officer, Unit, UnitKind
from .scopes import own_units
from .tree import DayTree, tree


def as_of(span: Span) -> date:
    """The day on which a year's stock is counted."""
    return min(span.last, clock.today())


def units_counted(span: Span) -> list[int]:
    """The unit asked for with everything beneath it, as of the day counted, as far as it is the viewer's own bureau."""
    own = set(own_units(span.user))
    return [each for each in tree().at(as_of(span)).subtree(span.unit_id) if each in own]


def team_units(span: Span) -> list[int]:
    """Of those, the ones that are an enforcement team or belong to one."""
    day = tree().at(as_of(span))
    return [each for each in units_counted(span) if _in_team(day, each)]


def posts_rows(span: Span) -> QuerySet[Unit]:
    day = tree().at(as_of(span))
    counted = [each for each in team_units(span) if day.units[each].posts and not day.units[each].abolished]
    return Unit.objects.filter(pk__in=counted)


def posts(span: Span) -> int:
    day = tree().at(as_of(span))
    return sum(day.units[each].posts or 0 for each in posts_rows(span).values_list("pk", flat=True))


def staffed_rows(span: Span) -> QuerySet[Officer]:
    return asof.described(asof.officers(team_units(span), as_of(span), staffed=True), as_of(span))


def team_certified_rows(span: Span) -> QuerySet[Officer]:
    return asof.described(asof.officers(team_units(span), as_of(span), certified=True), as_of(span))


def certified_rows(span: Span) -> QuerySet[Officer]:
    return asof.described(asof.officers(units_counted(span), as_of(span), certified=True), as_of(span))


def recorder_rows(span: Span) -> QuerySet[Equipment]:
    day = as_of(span)
    return Equipment.objects.filter(
        Q(retired_on=None) | Q(retired_on__gt=day),
        kind=EquipmentKind.RECORDER,
        unit__in=units_counted(span),
        acquired_on__lte=day,
    )


def _in_team(day: DayTree, unit_id: int) -> bool:
    return any(unit.kind == UnitKind.TEAM for unit in day.path(unit_id))


figure(
    Figure(
        code="officers.posts",
        title=N_("Posts of the enforcement team"),
        unit="人",
        value=posts,
        rows=posts_rows,
        register="units",
        note=N_(
            "Approved posts of the enforcement team and of the units beneath it, added up, at the end of the year."
        ),
    )
)
figure(
    Figure(
        code="officers.staffed",
        title=N_("Staff of the enforcement team on approved posts"),
        unit="人",
        value=lambda span: staffed_rows(span).count(),
        rows=staffed_rows,
        register="officers",
        note=N_(
            "Officers posted to the team and on an approved post at the end of the year; auxiliary staff is left out."
        ),
    )
)
figure(
    Figure(
        code="officers.team_certified",
        title=N_("Certified officers of the enforcement team"),
        unit="人",
        value=lambda span: team_certified_rows(span).count(),
        rows=team_certified_rows,
        register="officers",
        note=N_("Officers posted to the team who hold a certificate that is valid on the last day of the year."),
    )
)
figure(
    Figure(
        code="officers.certified",
        title=N_("Certified officers of the bureau"),
        unit="人",
        value=lambda span: certified_rows(span).count(),
        rows=certified_rows,
        register="officers",
        note=N_("Officers of the whole bureau who hold a certificate that is valid on the last day of the year."),
        headline=True,
    )
)
figure(
    Figure(
        code="equipment.recorders",
        title=N_("Body recorders"),
        unit="部",
        value=lambda span: recorder_rows(span).count(),
        rows=recorder_rows,
        register="equipment",
        note=N_(
            "Recorders put into service by the end of the year and not retired by then, those under repair included."
        ),
        headline=True,
    )
)
