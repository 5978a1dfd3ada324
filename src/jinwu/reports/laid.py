"""A breakdown laid out for a span: lines of cells, each with its value; how it is drawn is the shell's."""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal
from typing import Any

from jinwu.kit.figure import Band, Breakdown, NotApplicable, Span


@dataclass(frozen=True)
class Cell:
    """One value, where it stands. 0: had the power, none happened; not applicable is shown as —."""

    line: Band
    column: Band
    value: int | Decimal | NotApplicable

    @property
    def applies(self) -> bool:
        return not isinstance(self.value, NotApplicable)

    @property
    def words(self) -> str:
        """``152``, ``2,834,425.52``, ``—``."""
        if isinstance(self.value, NotApplicable):
            return "—"
        return f"{self.value:,.2f}" if isinstance(self.value, Decimal) else f"{self.value:,}"


@dataclass(frozen=True)
class Laid:
    """A breakdown with its lines of cells, in the order of its columns."""

    breakdown: Breakdown
    columns: tuple[Band, ...]
    lines: tuple[tuple[Band, tuple[Cell, ...]], ...]

    @property
    def empty(self) -> bool:
        """Whether nothing at all was counted."""
        return not any(cell.applies and cell.value for _line, cells in self.lines for cell in cells)


def laid(breakdown: Breakdown, span: Span) -> Laid:
    """Count the breakdown; a pair without a value is 0."""
    columns, values = tuple(breakdown.columns(span)), breakdown.values(span)
    lines = (
        (line, tuple(Cell(line, column, values.get((line.key, column.key), 0)) for column in columns))
        for line in breakdown.lines(span)
    )
    return Laid(breakdown, columns, tuple(lines))


def band(bands: Any, key: str) -> Band | None:
    """The line or column of that key; None for an unknown one."""
    return next((one for one in bands if one.key == key), None)
