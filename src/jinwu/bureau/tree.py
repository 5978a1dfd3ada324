"""The tree of units, kept in process and keyed by the catalogue's epoch, which a trigger renews with every change."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass, field
from datetime import date
from typing import Any

from jinwu.catalog import epoch
from jinwu.kit import clock

from .models import Standing, Unit, UnitVersion

_ORGANS = {Standing.ORGAN.value, Standing.CONFERRED.value}
_kept: dict[str, Tree] = {}
_KEEP = 4


@dataclass(frozen=True)
class UnitOnDay:
    """A unit as it stood on a day. `parent` is a unit's id or None; `posts` None where none are recorded."""

    id: int
    code: str
    kind: str
    name: str
    short_name: str
    parent: int | None
    standing: str
    posts: int | None
    address: str
    phone: str
    area_code: str
    credit_code: str
    abolished: bool

    @property
    def is_organ(self) -> bool:
        """Whether it acts in its own name: the bureau, or a township with conferred power (APL 24)."""
        return self.standing in _ORGANS


@dataclass
class DayTree:
    """The units of one day. Abolished ones stay in it, under their last parent: their matters still belong there."""

    units: dict[int, UnitOnDay]
    children: dict[int | None, list[int]] = field(default_factory=dict)

    def __post_init__(self) -> None:
        found: dict[int | None, list[int]] = defaultdict(list)
        for unit in self.units.values():
            found[unit.parent if unit.parent in self.units else None].append(unit.id)
        self.children = dict(found)

    def subtree(self, unit_id: int) -> list[int]:
        """The unit and everything beneath it, parents before children; empty for a unit not yet founded."""
        found: list[int] = []
        waiting = [unit_id] if unit_id in self.units else []
        while waiting:
            current = waiting.pop(0)
            if current not in found:
                found.append(current)
                waiting = self.children.get(current, []) + waiting
        return found

    def path(self, unit_id: int) -> list[UnitOnDay]:
        """The unit and its ancestors, nearest first."""
        found: list[UnitOnDay] = []
        current = self.units.get(unit_id)
        while current is not None and current not in found:
            found.append(current)
            current = self.units.get(current.parent) if current.parent else None
        return found

    def organ_of(self, unit_id: int) -> int | None:
        """The nearest unit upward that acts in its own name, else the top of the tree."""
        path = self.path(unit_id)
        return next((unit.id for unit in path if unit.is_organ), path[-1].id if path else None)

    def walk(self) -> list[int]:
        """All units in tree order."""
        return [each for top in self.children.get(None, []) for each in self.subtree(top)]


class Tree:
    """Every version of every unit; `at(day)` gives the tree of a day."""

    def __init__(self) -> None:
        units = {unit.pk: unit for unit in Unit.objects.order_by("order", "id")}
        self._versions: dict[int, list[tuple[date, UnitOnDay]]] = {pk: [] for pk in units}
        for version in UnitVersion.objects.order_by("valid_from", "id"):
            self._versions[version.unit_id].append((version.valid_from, _on_day(units[version.unit_id], version)))
        self._days: dict[date, DayTree] = {}

    def at(self, day: date) -> DayTree:
        """The tree as it stood on `day`."""
        if day not in self._days:
            found = ((pk, _last(versions, day)) for pk, versions in self._versions.items())
            self._days[day] = DayTree({pk: unit for pk, unit in found if unit})
        return self._days[day]

    def name(self, unit_id: int | None, day: date | None = None) -> str:
        """The unit's name on `day` (today when not given); before its first day, its first name."""
        versions = self._versions.get(unit_id or 0)
        if not versions:
            return ""
        unit = _last(versions, day or clock.today()) or versions[0][1]
        return unit.name

    def __contains__(self, unit_id: int) -> bool:
        return unit_id in self._versions


def tree() -> Tree:
    """The tree that this transaction sees: no query while no unit changes, beyond the epoch's own."""
    token = epoch.current()
    found = _kept.get(token)
    if found is None:
        found = Tree()
        while len(_kept) >= _KEEP:
            _kept.pop(next(iter(_kept)), None)
        _kept[token] = found
    return found


def changed(**_signal: Any) -> None:
    """This process wrote a unit: ask for the epoch again."""
    epoch.forget()


def _last(versions: list[tuple[date, UnitOnDay]], day: date) -> UnitOnDay | None:
    return next((unit for start, unit in reversed(versions) if start <= day), None)


def _on_day(unit: Unit, version: UnitVersion) -> UnitOnDay:
    return UnitOnDay(
        id=unit.pk,
        code=unit.code,
        kind=unit.kind,
        name=version.name,
        short_name=version.short_name or version.name,
        parent=version.parent_id,
        standing=version.standing,
        posts=version.posts,
        address=version.address,
        phone=version.phone,
        area_code=unit.area_code,
        credit_code=unit.credit_code,
        abolished=version.abolished,
    )
