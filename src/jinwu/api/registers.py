"""Registers over the API, from the same declarations as the pages: same scope, same order, same masks."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date, datetime
from decimal import Decimal
from typing import Any
from urllib.parse import parse_qs, urlsplit

from ninja import Router
from ninja.schema import Schema

from jinwu.kit.permission import REGISTERS, needs
from jinwu.kit.register import Column, Register, Show
from jinwu.law.identity import mask
from jinwu.law.messages import N_, Message
from jinwu.ui.lists import list_page
from jinwu.ui.translate import translate
from jinwu.web.request import HouseRequest
from jinwu.web.views.registers import find, grouped, open_register

router = Router(tags=[N_("Registers")])


class FilterOut(Schema):
    key: str
    title: str


class FieldOut(Schema):
    key: str
    title: str
    show: str


class RegisterOut(Schema):
    """A register and what its rows hold."""

    key: str
    title: str
    group: str
    fields: list[FieldOut]
    filters: list[FilterOut]


class RowsOut(Schema):
    """One page of a register. `next` is the cursor for `after`; null on the last page."""

    key: str
    count: int
    count_is_capped: bool
    rows: list[dict[str, Any]]
    next: str | None


@router.get("", response=list[RegisterOut], summary=N_("Registers you may open"))
@needs(REGISTERS)
def index(request: HouseRequest) -> list[RegisterOut]:
    return [_described(one) for _group, members in grouped(request) for one in members]


@router.get(
    "/{key}",
    response=RowsOut,
    summary=N_("Rows of a register: q searches, each filter is a parameter, after is the next of the page before"),
)
@needs(REGISTERS)
def listing(request: HouseRequest, key: str, after: str = "", q: str = "") -> RowsOut:
    """Rows in the register's own order. `q` searches; every filter of the register is a parameter of its own name;
    `after` is the `next` of the page before."""
    register = open_register(request, key)
    page = list_page(register, request.user, request.GET)
    return RowsOut(
        key=key,
        count=min(page.count.number, page.count.cap),
        count_is_capped=page.count.capped,
        rows=[row_out(row.source, page.columns) for row in page.rows],
        next=next_cursor(page.next_url),
    )


@router.get("/{key}/{row_id}", response=dict[str, Any], summary=N_("One row of a register, personal numbers masked"))
@needs(REGISTERS)
def detail(request: HouseRequest, key: str, row_id: str) -> dict[str, Any]:
    """All fields of one row. Personal numbers are masked; opening one is done on the site, with a reason."""
    register = open_register(request, key)
    row = find(register, request.user, row_id)
    return row_out(row, [column for column in register.columns if column.in_detail])


def _described(register: Register) -> RegisterOut:
    return RegisterOut(
        key=register.key,
        title=translate(register.title),
        group=translate(register.group),
        fields=[FieldOut(key=c.key, title=translate(c.title), show=c.show.value) for c in register.columns],
        filters=[FilterOut(key=f.key, title=translate(f.title)) for f in register.filters],
    )


def next_cursor(url: str) -> str | None:
    """The `after` of an address; None where there is no further page."""
    return next(iter(parse_qs(urlsplit(url).query).get("after", [])), None)


def row_out(row: Any, columns: Iterable[Column]) -> dict[str, Any]:
    return {"id": plain(row.pk), **{column.key: field(column, row) for column in columns}}


def field(column: Column, row: Any) -> Any:
    """A column's value as JSON: money and days as text, a state as its key and word, a personal number masked."""
    value = column.of(row)
    if value is None or value == "":
        return None
    if column.show is Show.MASKED:
        return mask(str(value))
    if column.show is Show.STATE:
        state, word = value
        return {"state": str(state), "word": translate(word)}
    if column.show is Show.FILE:
        url, word = value
        return {"url": url, "word": translate(word)}
    if column.show is Show.MONEY:
        return format(value, ".2f")
    return plain(value)


def plain(value: Any) -> Any:
    """JSON for a single value; never a float."""
    if isinstance(value, bool | int):
        return value
    if isinstance(value, datetime | date):
        return value.isoformat()
    if isinstance(value, Decimal):
        return format(value, "f")
    if isinstance(value, Message):
        return translate(value)
    if isinstance(value, list | tuple | set | frozenset):
        return [plain(item) for item in value]
    return str(value)
