"""The step into the archive: its guards, the number of the volume, and what it fixes.

The entry holds the archive number, the term of retention, and the order and digest of every source of a page. The volume is
set from that when it is asked for (`binding.py`), the same each time.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from django.db import connection
from django.db.models import Max

from jinwu.law.citations import APL, GIR
from jinwu.law.messages import N_, Message, say
from jinwu.law.retention import PERMANENT, kept_until
from jinwu.law.vocabulary import Finding, block, mark
from jinwu.matters.context import Context
from jinwu.matters.copies import of_acts
from jinwu.matters.state import State

from .contents import items_of, sealed
from .gate import BLOCK, MARK, Gap, gaps
from .models import Filed
from .order import Order
from .plans import plans
from .sources import verified
from .state import KEY, closing_day, file_of

#: The class of the counter that archive numbers are drawn from.
COUNTER = "archive"


@dataclass(frozen=True)
class Drawn:
    """A volume's number, its serial of the year, and the case's place in it."""

    number: str
    year: int
    serial: int
    place: int = 1


def archiving(ctx: Context) -> dict[str, Any]:
    """`prepare` of the step: number, retention, order and digests."""
    plan, procedure = plans[ctx.procedure.key], ctx.procedure.key
    term = ctx.profile(f"casefile.retention.{procedure}")
    drawn = _again(ctx.state) or _next(ctx, plan.many)
    items = items_of(ctx.state, plan, _order(ctx), of_acts(ctx.matter, ctx.state))
    until = kept_until(closing_day(ctx.state), term)
    return {KEY: {
        "number": drawn.number, "year": drawn.year, "serial": drawn.serial, "place": drawn.place,
        "retention": term if term == PERMANENT else int(term), "until": until.isoformat() if until else None,
        "index": sealed(items),
    }}  # fmt: skip


@block("file_complete", N_("The file is complete"), APL(47))
def file_complete(ctx: Context) -> Finding | None:
    """No file goes into the archive without a paper that the law asks for (APL 47)."""
    found = _found(ctx, BLOCK, lambda _source: True)
    if not found:
        return None
    return Finding(_and([gap.what for gap in found]), found[0].remedy, found[0].basis)


@mark("file_tidy", N_("The file is in order"), APL(47), GIR(0))
def file_tidy(ctx: Context) -> Finding | None:
    """What is late or damaged is archived as it is, with its mark."""
    found = _found(ctx, MARK, verified)
    return Finding(_and([gap.what for gap in found]), found[0].remedy, found[0].basis) if found else None


def _found(ctx: Context, severity: str, whole: Callable[[str], bool]) -> list[Gap]:
    plan = plans.get(ctx.procedure.key)
    if plan is None:
        return []
    items = items_of(ctx.state, plan, _order(ctx))
    return [gap for gap in gaps(ctx.state, plan, items, ctx.day, whole) if gap.severity == severity]


def _and(found: list[Message]) -> Message:
    """Several sentences in one message."""
    said = found[0]
    for other in found[1:]:
        said = say("{first} {then}", first=said, then=other)
    return said


def _order(ctx: Context) -> Order:
    return Order(tuple(ctx.profile(f"casefile.order.{ctx.procedure.key}")))


def _again(state: State) -> Drawn | None:
    """The place a case had before it was taken out of the archive."""
    was = file_of(state)
    return Drawn(was["number"], was["year"], was["serial"], was["place"]) if was else None


def _next(ctx: Context, many: bool) -> Drawn:
    """The next number of the closing's year; cases that share a volume fill the unit's latest one first."""
    year = closing_day(ctx.state).year
    with connection.cursor() as cursor:
        cursor.execute(_LOCK, {"organ": ctx.organ, "code": COUNTER, "year": year})
        (last,) = cursor.fetchone()
    if many:
        rows = Filed.objects.filter(organ=ctx.organ, year=year, procedure=ctx.procedure.key, unit=ctx.unit)
        latest = rows.aggregate(serial=Max("serial"))["serial"]
        place = rows.filter(serial=latest).aggregate(place=Max("place"))["place"] if latest else None
        if place and place < int(ctx.profile("casefile.cases_per_volume")):
            return _drawn(ctx, year, latest, place + 1)
    with connection.cursor() as cursor:
        cursor.execute(_DRAW, {"organ": ctx.organ, "code": COUNTER, "year": year})
    return _drawn(ctx, year, last + 1, 1)


def _drawn(ctx: Context, year: int, serial: int, place: int) -> Drawn:
    digits = int(ctx.profile("casefile.serial_digits"))
    return Drawn(f"{year}{serial:0{digits}d}", year, serial, place)


_LOCK = """
INSERT INTO documents_numbercounter (organ_id, class_code, year, last) VALUES (%(organ)s, %(code)s, %(year)s, 0)
ON CONFLICT (organ_id, class_code, year) DO UPDATE SET last = documents_numbercounter.last RETURNING last
"""
_DRAW = """
UPDATE documents_numbercounter SET last = last + 1 WHERE organ_id = %(organ)s AND class_code = %(code)s AND year = %(year)s
"""
