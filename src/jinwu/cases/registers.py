"""The fines that stand, line by line: what a drawing of like cases counts, as far as the reader may see it."""

from __future__ import annotations

from datetime import date
from decimal import Decimal, InvalidOperation
from typing import Any

from django.db.models import QuerySet

from jinwu.bureau.models import User
from jinwu.catalog import queries as catalog
from jinwu.catalog.queries import BasisNotLoaded
from jinwu.catalog.rows import ViolationRow
from jinwu.kit import clock
from jinwu.kit.permission import STAFF
from jinwu.kit.register import Column, Filter, Register, Show, register
from jinwu.law.messages import N_, say
from jinwu.law.parties import PARTY_TITLES, PartyKind
from jinwu.matters.scope import matching, visible_to
from jinwu.ui.translate import day, money

from .models import LineRow

#: Stands in an address for a fine of a violation that has no tiers.
NO_TIER = "-"


def fines(user: User | None) -> QuerySet[LineRow]:
    """The fines in force of the matters that the user may see."""
    rows = LineRow.objects.filter(kind="fine", stands=True, amount__isnull=False).select_related("matter")
    return rows if user is None else rows.filter(matter__in=visible_to(user))


def _violation_of(code: str, on: date) -> ViolationRow | None:
    try:
        return catalog.violation(code, on)
    except BasisNotLoaded:
        return None


def _violation(row: LineRow) -> str:
    found = _violation_of(row.code, row.decided_on or clock.today())
    return found.title if found else row.code


def _tier(row: LineRow) -> str:
    found = _violation_of(row.code, row.decided_on or clock.today())
    tiers = found.benchmark if found else ()
    return next(
        (one.tier.title for one in tiers if (one.tier.key, one.party_kind) == (row.tier, row.party_kind)), ""
    ) or next((one.tier.title for one in tiers if one.tier.key == row.tier), row.tier)


def _kind(row: LineRow) -> str:
    return PARTY_TITLES[PartyKind(row.party_kind)] if row.party_kind else ""


def _named(code: str) -> str:
    """The title of a violation that was ever fined here or stands in the law of today."""
    found = _violation_of(code, clock.today())
    return found.title if found else code if LineRow.objects.filter(code=code).exists() else ""


def _amounts(text: str) -> tuple[Decimal, Decimal] | None:
    """``500`` or ``500-800``."""
    low, _dash, high = text.partition("-")
    try:
        found = Decimal(low), Decimal(high or low)
    except InvalidOperation:
        return None
    return found if all(one.is_finite() and 0 <= one < Decimal("1e12") for one in found) else None


def _amount_words(text: str) -> Any:
    found = _amounts(text)
    return "—".join(dict.fromkeys(map(money, found))) if found else ""


def _since(text: str) -> date | None:
    try:
        return date.fromisoformat(text)
    except ValueError:
        return None


def _since_words(text: str) -> Any:
    found = _since(text)
    return say("after {day}", day=day(found)) if found else ""


def _in_tier(rows: QuerySet[LineRow], value: str) -> QuerySet[LineRow]:
    return rows.filter(tier="" if value == NO_TIER else value)


def _of_amount(rows: QuerySet[LineRow], value: str) -> QuerySet[LineRow]:
    found = _amounts(value)
    return rows.filter(amount__gte=found[0], amount__lte=found[1]) if found else rows


def _found(rows: QuerySet[LineRow], words: str) -> QuerySet[LineRow]:
    return rows.filter(matter__in=matching(visible_to(None), words))


def _kinds() -> list[tuple[str, str]]:
    return [(kind.value, title) for kind, title in PARTY_TITLES.items()]


register(
    Register(
        key="fines",
        title=N_("Fines in force"),
        scope=fines,
        order=("-id",),
        permission=STAFF,
        group=N_("Matters"),
        search=_found,
        search_hint=N_("Party, place or number"),
        filters=(
            Filter("violation", N_("Violation"), list, lambda rows, value: rows.filter(code=value), _named),
            Filter("tier", N_("Tier"), list, _in_tier, lambda value: N_("without tiers") if value == NO_TIER else value[:40]),
            Filter("party_kind", N_("Kind of party"), _kinds, lambda rows, value: rows.filter(party_kind=value)),
            Filter("amount", N_("Amount"), list, _of_amount, _amount_words),
            Filter("since", N_("Decided"), list, lambda rows, value: rows.filter(decided_on__gt=_since(value)), _since_words),
        ),
        columns=(
            Column("party", N_("Party"), "matter.party_label", Show.LINK, sub="matter.number"),
            Column("violation", N_("Violation"), _violation),
            Column("tier", N_("Tier"), _tier),
            Column("party_kind", N_("Kind of party"), _kind),
            Column("amount", N_("Amount"), "amount", Show.MONEY),
            Column("decided", N_("Decided"), "decided_on", Show.DATE),
            Column("matter", N_("Matter"), "matter_id", Show.MATTER, sub="matter.title"),
        ),
        note=N_("What stands, by the decision that imposed it; revoked and replaced ones are left out. Opened from the drawings of like cases."),
    )
)  # fmt: skip
