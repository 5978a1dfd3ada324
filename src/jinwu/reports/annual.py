"""The annual report of a unit (行政执法统计年报): every declared figure, computed from the record's tables."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import Any

from jinwu.bureau.queries import unit_by_code, unit_name
from jinwu.bureau.tree import tree
from jinwu.kit import clock
from jinwu.kit.figure import Figure, Span, breakdowns, figures, plain
from jinwu.law.messages import say
from jinwu.law.problems import Problem

from .laid import Laid, laid


class NoReport(Problem):
    """The report cannot be made: unknown unit, or a year that cannot have one."""


@dataclass(frozen=True)
class Counted:
    """A figure with its value; None where the organ lacks the power."""

    figure: Figure
    value: str | None

    @property
    def words(self) -> str:
        """``32,600.00``, ``1,000``; — where it does not apply."""
        if self.value is None:
            return "—"
        whole, point, fen = self.value.partition(".")
        return f"{int(whole):,}{point}{fen}"


@dataclass(frozen=True)
class AnnualReport:
    """The figures of `unit` in `year`, as they stood at `made_at`."""

    unit: int
    code: str
    name: str
    year: int
    made_at: Any
    figures: tuple[Counted, ...]
    breakdowns: tuple[Laid, ...] = ()

    def __getitem__(self, code: str) -> Counted:
        for counted in self.figures:
            if counted.figure.code == code:
                return counted
        raise KeyError(code)  # a template asks here first for every attribute

    @property
    def headline(self) -> tuple[Counted, ...]:
        return tuple(counted for counted in self.figures if counted.figure.headline)


def span_of(unit: str | int, year: int, user: Any = None) -> Span:
    """What to count. Raises `NoReport` for an unknown unit or a year outside 1996 to this one."""
    found = unit_by_code(unit) if isinstance(unit, str) else unit
    if found is None:
        raise NoReport(
            say("There is no unit with the code {code}.", code=unit), say("Look its code up in the register of units.")
        )
    if not 1996 <= year <= clock.today().year:
        raise NoReport(say("There is no report for {year}.", year=year), say("Choose a year that has begun."))
    return Span(found, year, user)


def annual(unit: str | int, year: int, user: Any = None) -> AnnualReport:
    """Compute the report; `user` None counts everything (command line)."""
    span = span_of(unit, year, user)
    counted = tuple(Counted(figure, plain(figure.value(span))) for figure in sorted(figures, key=lambda one: one.order))
    parts = tuple(laid(one, span) for one in breakdowns)
    code = tree().at(date.max).units[span.unit].code
    return AnnualReport(span.unit, code, name_of(span), year, clock.now(), counted, parts)


def name_of(span: Span) -> str:
    """What the unit is called at the end of the year, or today before that."""
    return unit_name(span.unit, min(span.last, clock.today()))
