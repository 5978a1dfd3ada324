"""What is looked up before an entry of a reminder is written."""

from __future__ import annotations

from datetime import datetime, time
from typing import Any

from jinwu.kit import clock
from jinwu.matters.context import Context

from ..entering import basis_of, in_the_book
from ..state import law_day


def detecting(ctx: Context) -> dict[str, Any]:
    """The party in the book, the version of the basis, the organ."""
    data = ctx.data
    return {
        "version": ctx.procedure.version, "party": in_the_book(ctx, data.party),
        **basis_of(ctx, data.violation, law_day(data.act_from, data.act_to)), "unit": ctx.unit, "organ": ctx.organ,
    }  # fmt: skip


def issuing(ctx: Context) -> dict[str, Any]:
    """The party's days to correct; the check is due after them. Corrected at once: no day runs."""
    by = ctx.data.correct_by
    if by is None:
        return {"subject": "p1", "skip_timers": ["T80"]}
    after = datetime.combine(by, time(), clock.ZONE)
    return {"subject": "p1", "lengths": {"T80": (by - ctx.day).days}, "starts": {"T81": after.isoformat()}}


def checking(ctx: Context) -> dict[str, Any]:
    return {"stage": ctx.data.outcome}


def cancelling(ctx: Context) -> dict[str, Any]:
    """Every period ends unfinished."""
    return {"cancelled": ["*"]}
