"""What several guards ask: the violation's row, the kind of party, the person and his birth."""

from __future__ import annotations

from datetime import date

from jinwu.catalog.queries import BasisNotLoaded
from jinwu.law.parties import PartyKind
from jinwu.matters.context import Context

from ...people import birth_of
from ...state import law_day


def row_of(ctx: Context):
    """The violation's row, or None where its basis is not loaded (which `basis` refuses)."""
    try:
        if ctx.state is None:
            return ctx.violation(ctx.data.violation, law_day(ctx.data.act_from, getattr(ctx.data, "act_to", None)))
        first = ctx.state.violations[0]
        return ctx.violation(first.code, first.law_day)
    except BasisNotLoaded:
        return None


def kind_of(ctx: Context) -> PartyKind:
    return ctx.data.party.kind if ctx.state is None else ctx.state.party.kind


def person_of(ctx: Context) -> tuple[PartyKind, date | None, date]:
    if ctx.state is None:
        return ctx.data.party.kind, birth_of(ctx.data.party), ctx.data.act_from.date()
    return ctx.state.party.kind, ctx.state.party.birth, ctx.state.act_from.date()


def as_citizen(ctx: Context) -> bool:
    return bool(ctx.profile("sole_trader.as_citizen"))
