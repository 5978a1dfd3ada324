"""What the registers of this room share: their heading, choices of forms and filters, badges."""

from __future__ import annotations

from datetime import date
from typing import Any

from django.utils.translation import gettext as _

from jinwu.kit import clock
from jinwu.kit.register import Filter
from jinwu.law.messages import N_

from .. import scopes
from ..models import User
from ..models.accounts import ROLE_CHOICES
from ..queries import unit_name
from ..tree import tree

GROUP = N_("People and equipment")


def choices(user: User | None) -> dict[str, list[tuple[str, str]]]:
    """The lists that forms of this room name: units, officers, users, roles."""
    return {
        "units": unit_choices(user),
        "officers": [(str(pk), name) for pk, name in scopes.officers_of(user).values_list("pk", "name")],
        "users": [(str(each.pk), f"{each.name} ({each.username})") for each in scopes.users_of(user)],
        "roles": [(key, str(title)) for key, title in ROLE_CHOICES],
    }


def unit_choices(user: User | None = None) -> list[tuple[str, str]]:
    """Units in tree order; the indent shows the depth."""
    day = tree().at(clock.today())
    mine = set(scopes.own_units(user))
    shown = [day.units[pk] for pk in day.walk() if pk in mine and not day.units[pk].abolished]
    return [(str(unit.id), "　" * (len(day.path(unit.id)) - 1) + unit.short_name) for unit in shown]


def below(unit_id: str) -> list[int]:
    """The units a filter by unit means: it and what lies beneath."""
    return tree().at(clock.today()).subtree(int(unit_id)) if unit_id.isdigit() else []


def unit_filter(narrow: Any) -> Filter:
    """The chip "unit"; `narrow(queryset, ids)` keeps the rows of these units."""
    return Filter("unit", N_("Unit"), unit_choices, lambda rows, value: narrow(rows, below(value)))


def named(choices_of: type) -> Any:
    """(value, title) pairs of an enumeration, for a filter."""
    return lambda: [(key, str(title)) for key, title in choices_of.choices]


def days(row: Any) -> str:
    """First and last day of a dated row."""
    until = row.valid_to.isoformat() if row.valid_to else _("until further notice")
    return f"{row.valid_from.isoformat()} — {until}"


def in_force(row: Any, day: date | None = None) -> tuple[str, str]:
    """Badge of a dated row: it holds, it will, or it has ended."""
    day = day or clock.today()
    if row.valid_from > day:
        return "wait", _("From {day}").format(day=row.valid_from.isoformat())
    if row.valid_to and row.valid_to < day:
        return "void", _("Has ended")
    return "pass", _("Holds today")


def of_unit(row: Any) -> str:
    """Name of a row's unit today."""
    return unit_name(row.unit_id)
