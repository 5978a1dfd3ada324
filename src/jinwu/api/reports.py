"""Reports over the API: the figures of a unit's year, and the rows behind each."""

from __future__ import annotations

from typing import Any

from ninja import Router
from ninja.schema import Schema

from jinwu.kit.permission import STATISTICS, needs
from jinwu.law.messages import N_
from jinwu.reports import annual as reports
from jinwu.reports import exchange
from jinwu.ui.lists import list_page
from jinwu.web.request import HouseRequest
from jinwu.web.views.reports import asked, counted

from .registers import RowsOut, next_cursor, row_out

router = Router(tags=[N_("Reports")])


class FigureOut(Schema):
    """`value` is text, money with two places; null where the organ lacks the power."""

    value: str | None
    unit: str
    title: str


class AnnualOut(Schema):
    unit: str
    name: str
    year: int
    made_at: str
    figures: dict[str, FigureOut]


@router.get("/annual", response=AnnualOut, summary=N_("The figures of a unit's year"))
@needs(STATISTICS)
def annual(request: HouseRequest, unit: str, year: int) -> dict[str, Any]:
    """As the page shows them, within what you may see. 404 for a unit that is not yours or a year without a report."""
    span = asked(request, unit, year)
    return exchange.as_dict(reports.annual(span.unit, span.year, request.user))


@router.get("/annual/{code}/rows", response=RowsOut, summary=N_("The rows that a figure counts"))
@needs(STATISTICS)
def rows(
    request: HouseRequest, code: str, unit: str, year: int, line: str = "", column: str = "", after: str = "",
) -> RowsOut:  # fmt: skip
    """Rows of the figure's register; `line` and `column` open one cell of a breakdown."""
    register, _cell = counted(asked(request, unit, year), code, line, column)
    page = list_page(register, request.user, {"after": after})
    return RowsOut(
        key=register.key, count=min(page.count.number, page.count.cap), count_is_capped=page.count.capped,
        rows=[row_out(row.source, page.columns) for row in page.rows], next=next_cursor(page.next_url),
    )  # fmt: skip
