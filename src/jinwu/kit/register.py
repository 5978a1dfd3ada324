"""A register (台账), declared once: list, filters, search, detail, form and API follow from it."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from enum import StrEnum
from typing import Any

from .permission import REGISTERS, Permission
from .registry import Registry


class Show(StrEnum):
    """How a column's value is shown."""

    TEXT = "text"
    LINK = "link"  # opens the row's detail page
    DATE = "date"
    DATETIME = "datetime"
    NUMBER = "number"
    MONEY = "money"
    STATE = "state"  # a badge: the value is (state, word) — see docs/design.md for the states
    MASKED = "masked"  # a personal number, masked
    LONG = "long"  # detail page only
    MATTER = "matter"  # the value is a matter's id: opens it
    FILE = "file"  # the value is (url, word)


@dataclass(frozen=True)
class Column:
    """`value` is an attribute path (``unit.name``) or a function of the row. `sub` shows small beneath."""

    key: str
    title: str
    value: str | Callable[[Any], Any]
    show: Show = Show.TEXT
    sub: str | Callable[[Any], Any] | None = None
    in_list: bool = True
    in_detail: bool = True

    def of(self, row: Any) -> Any:
        return _read(row, self.value)

    def sub_of(self, row: Any) -> Any:
        return None if self.sub is None else _read(row, self.sub)


@dataclass(frozen=True)
class Filter:
    """A chip over the list. `choices` gives (value, title) pairs; `narrow(queryset, value)` applies one.

    `reads(value)` gives the title of a value that a link may set though it is not offered; empty for what is none.
    """

    key: str
    title: str
    choices: Callable[[], list[tuple[str, str]]]
    narrow: Callable[[Any, str], Any]
    reads: Callable[[str], Any] | None = None


@dataclass(frozen=True)
class Form:
    """How a row is added or corrected: an input model, what fills it for a row, and what saves it.

    `save(user, row_or_none, data)` returns the new row; a used row of law is never changed: a new one supersedes it.
    It raises `law.problems.Problem` for what cannot be saved.
    """

    input: type
    permission: Permission
    save: Callable[[Any, Any, Any], Any]
    initial: Callable[[Any], dict[str, Any]] | None = None
    choices: Callable[[Any], dict[str, list[tuple[str, str]]]] | None = None  # (user) -> lists that fields name
    add_title: str = ""
    edit: bool = True
    add: bool = True


@dataclass(frozen=True)
class Register:
    """`scope(user)` is the queryset of what this user may see; `order` the keyset (last part unique, e.g. ``id``)."""

    key: str
    title: str
    scope: Callable[[Any], Any]
    columns: tuple[Column, ...]
    order: tuple[str, ...]
    permission: Permission = REGISTERS
    filters: tuple[Filter, ...] = ()
    search: Callable[[Any, str], Any] | None = None  # (queryset, words) -> queryset
    search_hint: str = ""
    form: Form | None = None
    group: str = ""  # heading under which the index of registers lists it
    note: str = ""
    page_size: int = 50
    count_cap: int = 1000

    def column(self, key: str) -> Column:
        return next(column for column in self.columns if column.key == key)


registers: Registry[Register] = Registry("register")


def register(declared: Register) -> Register:
    """Declare a register."""
    return registers.add(declared.key, declared)


def _read(row: Any, path: str | Callable[[Any], Any]) -> Any:
    if callable(path):
        return path(row)
    for name in path.split("."):
        if row is None:
            return None
        row = getattr(row, name)
        row = row() if callable(row) else row
    return row
