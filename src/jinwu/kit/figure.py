"""A figure of a report, declared once: how it counts, and the rows it opens; and figures taken apart."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from enum import StrEnum
from typing import Any

from .registry import Registry


@dataclass(frozen=True)
class Span:
    """What is counted: `unit` (a bureau or a unit in its tree, by id), from `year`-01-01 to `year`-12-31, as `user` may see it.

    `user` None means the system itself (command line).
    """

    unit: Any
    year: int
    user: Any = None

    @property
    def unit_id(self) -> int:
        return self.unit if isinstance(self.unit, int) else self.unit.pk

    @property
    def first(self) -> date:
        return date(self.year, 1, 1)

    @property
    def last(self) -> date:
        return date(self.year, 12, 31)

    @property
    def days(self) -> tuple[date, date]:
        """First and last day, both included."""
        return self.first, self.last


class NotApplicable:
    """The organ lacks the power: shown as —, never as 0."""

    def __repr__(self) -> str:
        return "not applicable"


NOT_APPLICABLE = NotApplicable()


@dataclass(frozen=True)
class Figure:
    """`value(span)` is an int, a Decimal or NOT_APPLICABLE. `rows(span)` is the queryset of the rows counted;
    `register` names the register that lists them (``matters``, ``officers`` …)."""

    code: str
    title: str
    unit: str  # 元, 件, 人, 部: stored with every figure, never converted
    value: Callable[[Span], int | Decimal | NotApplicable]
    rows: Callable[[Span], Any]
    register: str
    note: str = ""  # the counting rule, one sentence
    headline: bool = False
    order: int = 50  # where it stands in a report: what was done before who and what there is


class Drawn(StrEnum):
    """How a breakdown is shown."""

    TABLE = "table"
    COLUMNS = "columns"  # upright, the columns one above the other
    BARS = "bars"  # lying, the first column drawn and the others written beside it


@dataclass(frozen=True)
class Band:
    """A line or a column of a breakdown: its key ("" is the whole), title, and the unit of what stands in it."""

    key: str
    title: Any
    unit: str = ""


@dataclass(frozen=True)
class Breakdown:
    """A figure taken apart by lines and columns: a table of the report, or a chart.

    `values(span)` gives a value for (line key, column key); a pair that is absent is 0. `rows(span, line, column)` is the
    queryset of the rows counted there, shown in `register`; an empty key stands for all of them.
    """

    code: str
    title: str
    lines: Callable[[Span], Sequence[Band]]
    columns: Callable[[Span], Sequence[Band]]
    values: Callable[[Span], Mapping[tuple[str, str], int | Decimal | NotApplicable]]
    rows: Callable[[Span, str, str], Any]
    register: str
    drawn: Drawn = Drawn.TABLE
    note: str = ""


figures: Registry[Figure] = Registry("figure")
breakdowns: Registry[Breakdown] = Registry("breakdown")


def figure(declared: Figure) -> Figure:
    """Declare a figure."""
    return figures.add(declared.code, declared)


def breakdown(declared: Breakdown) -> Breakdown:
    """Declare a table or chart of a report."""
    return breakdowns.add(declared.code, declared)


def plain(value: int | Decimal | NotApplicable) -> str | None:
    """The figure as a string for JSON: ``"152"``, ``"32600.00"``; None where not applicable."""
    if isinstance(value, NotApplicable):
        return None
    return format(value, ".2f") if isinstance(value, Decimal) else str(value)
