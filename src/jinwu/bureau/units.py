"""Founding and changing units. A change is a new version from a day on; what held before stays readable."""

from __future__ import annotations

from datetime import date
from typing import Any

from django.db import transaction

from .models import Standing, Unit, UnitKind, UnitVersion
from .tree import changed, tree

_CARRIED = ("name", "short_name", "parent_id", "standing", "posts", "address", "phone", "abolished")


def found(
    code: str,
    name: str,
    kind: UnitKind | str,
    *,
    on: date,
    parent: Unit | None = None,
    standing: Standing | str | None = None,
    order: int = 0,
    area_code: str = "",
    credit_code: str = "",
    **more: Any,
) -> Unit:
    """A new unit from `on` on. `more` is what a version carries: posts, short_name, address, phone."""
    standing = standing or usual_standing(kind)
    with transaction.atomic():
        unit = Unit.objects.create(code=code, kind=kind, order=order, area_code=area_code, credit_code=credit_code)
        UnitVersion.objects.create(unit=unit, valid_from=on, name=name, parent=parent, standing=standing, **more)
    renumber()
    return unit


def change(unit: Unit, on: date, **what: Any) -> UnitVersion:
    """Rename, move, re-staff or abolish a unit from `on` on. Raises `ValueError` before its first day."""
    before = unit.versions.filter(valid_from__lte=on).order_by("-valid_from", "-id").first()
    if before is None:
        raise ValueError(f"{unit.code} does not exist yet on {on}")
    carried = {name: getattr(before, name) for name in _CARRIED}
    version = UnitVersion.objects.create(unit=unit, valid_from=on, **_merged(carried, what))
    renumber()
    return version


def usual_standing(kind: UnitKind | str) -> Standing:
    """A bureau acts in its own name; what else is founded is part of it unless said otherwise."""
    return Standing.ORGAN if kind == UnitKind.BUREAU else Standing.INTERNAL


def below(unit: Unit) -> list[int]:
    """Ids of the unit and of everything that hangs beneath it after the last change recorded."""
    return tree().at(date.max).subtree(unit.pk)


def renumber() -> None:
    """Give every unit its position in tree order, as the tree stands after the last change recorded.

    Also what to call after writing units in bulk: this process then sees them.
    """
    changed()
    units = {unit.pk: unit for unit in Unit.objects.all()}
    moved = []
    for position, pk in enumerate(tree().at(date.max).walk(), start=1):
        if units[pk].position != position:
            units[pk].position = position
            moved.append(units[pk])
    if moved:
        Unit.objects.bulk_update(moved, ["position"])
        changed()


def _merged(carried: dict[str, Any], what: dict[str, Any]) -> dict[str, Any]:
    unknown = set(what) - {"parent", *_CARRIED}
    if unknown:
        raise ValueError(f"a unit has no {', '.join(sorted(unknown))}")
    if "parent" in what:
        carried.pop("parent_id")
    return {**carried, **what}
