"""The rows behind a figure, as the register they belong to lists them, within what the reader may see."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

from jinwu.kit.figure import Breakdown, Figure, Span
from jinwu.kit.register import Register, registers


def rows_of_figure(figure: Figure, span: Span) -> Register:
    """The register of the figure, narrowed to the rows counted."""
    return _narrowed(registers[figure.register], figure.title, figure.note, figure.rows(span))


def rows_of_cell(breakdown: Breakdown, span: Span, line: str, column: str) -> Register:
    """The same for one cell of a breakdown; an empty key stands for all lines or columns."""
    rows = breakdown.rows(span, line, column)
    return _narrowed(registers[breakdown.register], breakdown.title, breakdown.note, rows)


def _narrowed(register: Register, title: str, note: str, rows: Any) -> Register:
    def scope(user: Any) -> Any:
        """Rows that carry all that the register shows are shown as of the day they were counted on."""
        seen = register.scope(user)
        if seen.query.annotations.keys() <= rows.query.annotations.keys():
            return rows.filter(pk__in=seen.values("pk"))
        return seen.filter(pk__in=rows.values("pk"))

    return replace(register, title=title, note=note, scope=scope, form=None)
