"""Statistics (统计): the annual report of a unit, each figure open to the rows it counts."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from django.http import Http404, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.views.decorators.http import require_safe

from jinwu.bureau.queries import unit_by_code
from jinwu.bureau.tree import tree
from jinwu.kit import clock
from jinwu.kit.figure import Breakdown, Drawn, Span, breakdowns, figures
from jinwu.kit.permission import STATISTICS, needs
from jinwu.kit.register import Register
from jinwu.reports import annual, exchange
from jinwu.reports.laid import Cell, Laid, band
from jinwu.reports.rows import rows_of_cell, rows_of_figure
from jinwu.ui import charts
from jinwu.ui.lists import list_page
from jinwu.ui.translate import translate

from ..request import HouseRequest

#: Years that the page offers; an older one is reached by its address.
YEARS_OFFERED = 10
#: Stands in an address for all lines or all columns.
ALL = "-"
FORMATS = {"json": "application/json", "html": "text/html; charset=utf-8"}


@dataclass(frozen=True)
class Figures:
    """A figure as the strip at the head shows it."""

    title: str
    value: str
    unit: str
    url: str
    note: str


@needs(STATISTICS)
@require_safe
def start(request: HouseRequest) -> HttpResponse:
    """The report of the unit and year asked for (`unit`, `year`); without them the topmost unit's, of this year."""
    year = request.GET.get("year", "")
    return _report(
        request, request.GET.get("unit", ""), int(year) if year.isdecimal() and len(year) == 4 else clock.today().year
    )


@needs(STATISTICS)
@require_safe
def report(request: HouseRequest, unit: str, year: int) -> HttpResponse:
    """The figures of a unit's year: head, tables, charts, and every figure with its counting rule."""
    return _report(request, unit, year)


@needs(STATISTICS)
@require_safe
def rows(request: HouseRequest, unit: str, year: int, code: str, line: str = "", column: str = "") -> HttpResponse:
    """The rows that a figure counts, or one cell of a breakdown."""
    span = asked(request, unit, year)
    register, cell = counted(span, code, line, column)
    page = list_page(register, request.user, request.GET, request.path)
    context = {
        "page": page, "register": register, "cell": cell, "name": annual.name_of(span), "year": year,
        "back": reverse("report", args=[unit, year]),
    }  # fmt: skip
    return render(request, "web/reports/rows.html", context)


@needs(STATISTICS)
@require_safe
def file(request: HouseRequest, unit: str, year: int, format: str) -> HttpResponse:
    """The report as a file, as this reader may see it."""
    span = asked(request, unit, year)
    if format not in FORMATS:
        raise Http404
    text = exchange.annual(span.unit, span.year, format, request.user)
    told = {"Content-Disposition": f'attachment; filename="annual-{unit}-{year}.{format}"'}
    return HttpResponse(text, content_type=FORMATS[format], headers=told)


def asked(request: HouseRequest, unit: str, year: int) -> Span:
    """What is to be counted: one of the reader's own units (by code; empty: the topmost) in a year that has begun.

    Raises `Http404` for any other.
    """
    mine = list(request.units)
    found = unit_by_code(unit) if unit else next(iter(mine), None)
    if found is None or found not in mine:
        raise Http404
    try:
        return annual.span_of(found, year, request.user)
    except annual.NoReport as none:
        raise Http404 from none


def counted(span: Span, code: str, line: str = "", column: str = "") -> tuple[Register, str]:
    """The register narrowed to what `code` counts, and the name of the cell asked for. Raises `Http404`."""
    line, column = (_key(each) for each in (line, column))
    if code in figures and not (line or column):
        return rows_of_figure(figures[code], span), ""
    if code not in breakdowns:
        raise Http404
    title = _cell_title(breakdowns[code], span, line, column)
    return rows_of_cell(breakdowns[code], span, line, column), title


def _report(request: HouseRequest, unit: str, year: int) -> HttpResponse:
    span = asked(request, unit, year)
    made = annual.annual(span.unit, span.year, request.user)
    request.nav = "reports"
    context = {
        "report": made, "units": _units(request), "years": _years(year), "figures": _headline(made),
        "every": [(one, _url(made, one.figure.code)) for one in made.figures],
        "tables": [_table(part, made) for part in made.breakdowns if part.breakdown.drawn is Drawn.TABLE],
        "charts": [_chart(part, made) for part in made.breakdowns if part.breakdown.drawn is not Drawn.TABLE],
        "files": [(name, reverse("report_file", args=[made.code, made.year, name])) for name in FORMATS],
    }  # fmt: skip
    return render(request, "web/reports/report.html", context)


def _cell_title(one: Breakdown, span: Span, line: str, column: str) -> str:
    found = [band(bands, key) for bands, key in ((one.lines(span), line), (one.columns(span), column)) if key]
    if None in found:
        raise Http404
    return " · ".join(translate(each.title) for each in found if each)


def _units(request: HouseRequest) -> list[tuple[str, str]]:
    today = tree().at(clock.today())
    mine = set(request.units)
    return [(today.units[each].code, today.units[each].name) for each in today.walk() if each in mine]


def _years(shown: int) -> list[int]:
    this = clock.today().year
    return sorted({shown, *range(this - YEARS_OFFERED + 1, this + 1)}, reverse=True)


def _headline(made: annual.AnnualReport) -> list[Figures]:
    return [
        Figures(one.figure.title, one.words, one.figure.unit, _url(made, one.figure.code), one.figure.note)
        for one in made.headline
    ]


def _table(part: Laid, made: annual.AnnualReport) -> dict[str, Any]:
    lines = [
        (line, [(cell, _cell_url(made, part, cell)) for cell in cells], line.key == "") for line, cells in part.lines
    ]
    return {"part": part, "lines": lines}


def _chart(part: Laid, made: annual.AnnualReport) -> dict[str, Any]:
    one = part.breakdown
    label = translate(one.title)
    keys: list[Any] = []
    if one.drawn is Drawn.COLUMNS:
        names = [translate(column.title) for column in part.columns]
        keys = [charts.key(number, name) for number, name in enumerate(names, 1)]
        columns = [_column(part, made, line, cells) for line, cells in part.lines]
        drawn = charts.columns(columns, label, names)
    else:
        drawn = charts.bars([_bar(part, made, line, cells) for line, cells in part.lines], label)
    return {"part": part, "drawn": drawn, "keys": keys, "unit": part.columns[0].unit if part.columns else ""}


def _column(part: Laid, made: annual.AnnualReport, line: Any, cells: tuple[Cell, ...]) -> charts.Column:
    values = tuple(int(cell.value) for cell in cells if cell.applies)  # type: ignore[arg-type]
    url = _part_url(made, part, line.key) if any(values) else ""
    return charts.Column(translate(line.title), values, url)


def _bar(part: Laid, made: annual.AnnualReport, line: Any, cells: tuple[Cell, ...]) -> charts.Bar:
    first, *others = cells
    note = "　".join(f"{cell.words} {cell.column.unit}" for cell in others)
    return charts.Bar(translate(line.title), first.value, _part_url(made, part, line.key), first.words, note)  # type: ignore[arg-type]


def _cell_url(made: annual.AnnualReport, part: Laid, cell: Cell) -> str:
    """Where a cell leads; nowhere for what was not counted."""
    if not cell.applies or not cell.value:
        return ""
    return _part_url(made, part, cell.line.key, cell.column.key)


def _part_url(made: annual.AnnualReport, part: Laid, line: str, column: str = "") -> str:
    return reverse("report_cell", args=[made.code, made.year, part.breakdown.code, line or ALL, column or ALL])


def _url(made: annual.AnnualReport, code: str) -> str:
    return reverse("report_rows", args=[made.code, made.year, code])


def _key(part: str) -> str:
    return "" if part == ALL else part
