"""What the law says of a case that is still being typed: asked while the officer stands before the party.

Nothing is written and no attempt is logged; the guards are those of the procedure itself.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime
from decimal import Decimal
from functools import cached_property
from types import SimpleNamespace
from typing import Any
from uuid import UUID

from jinwu.bureau.models import User
from jinwu.catalog import queries as catalog
from jinwu.catalog.rows import ViolationRow
from jinwu.law.discretion import Leniency, Tier
from jinwu.law.on_the_spot import COLLECT_LIMIT
from jinwu.law.parties import PartyKind
from jinwu.law.penalty import Base, BaseMissing, Bounds, NoFine
from jinwu.law.summary import CollectionGround, Limit, on_the_spot_ground, summary_limit
from jinwu.law.vocabulary import Guard
from jinwu.matters.context import Context
from jinwu.matters.errors import Objection
from jinwu.matters.offers import Choice
from jinwu.matters.state import By
from jinwu.ui.translate import money

from ..inputs import PartyInput
from .guards import deciding, facts
from .inputs import NotifyOrally, OpenSummary
from .procedure import begin, summary

OF_PARTY = (facts.identity, facts.age)
OF_VIOLATION = (facts.basis, facts.summary_allowed, facts.prior_measure)
OF_NOTICE = (deciding.told, deciding.heard, deciding.some_penalty, deciding.warning_allowed, deciding.warned_first,
             deciding.in_range, deciding.within_limit, deciding.minor_lighter)  # fmt: skip


def of_party(party: PartyInput, at: datetime, user: User) -> list[Objection]:
    """What stands against this party, an act of `at` assumed: a wrong number, a child under 14."""
    return _asked(OF_PARTY, at, user, party=party, act_from=at, act_to=None)


def of_violation(party: PartyInput, code: str, prior: Any, at: datetime, user: User) -> list[Objection]:
    """What stands against ending this violation on the spot; `prior` is the earlier order to correct, or None."""
    return _asked(OF_VIOLATION, at, user, party=party, violation=code, prior=prior, act_from=at, act_to=None)


def of_notice(opening: OpenSummary, notice: NotifyOrally, at: datetime, user: User) -> list[Objection]:
    """What stands against telling the party this penalty, before the matter is opened."""
    return _asked(OF_NOTICE, at, user, **dict(opening), **{k: v for k, v in dict(notice).items() if k != "late_reason"})


def of_amount(
    kind: PartyKind, code: str, act: datetime, at: datetime, user: User, *, amount: Decimal, tier: str,
    units: int | None, mitigated: Leniency | None,
) -> list[Objection]:  # fmt: skip
    """What stands against this amount in this tier: the range, the tier, the limit of the procedure."""
    party = SimpleNamespace(kind=kind)
    return _asked((deciding.in_range, deciding.within_limit), at, user, party=party, violation=code, act_from=act,
                  amount=amount, tier=tier, units=units, mitigated=mitigated)  # fmt: skip


@dataclass(frozen=True)
class Scale:
    """What may be imposed on the spot for one violation and kind of party: range, tiers, and the limit (inclusive).

    `bounds` is None where the range is not known yet: `why` says what is missing.
    """

    row: ViolationRow
    limit: Limit
    tiers: tuple[Tier, ...]
    bounds: Bounds | None
    why: BaseMissing | NoFine | None = None

    @property
    def counts_units(self) -> bool:
        """Whether the fine counts by places or bays that the officer must enter."""
        return isinstance(self.why, BaseMissing)

    @cached_property
    def choices(self) -> list[Choice]:
        """The tiers as a form offers them; those above the limit are no choice on the spot."""
        return [
            (tier.key, tier.title, tier.conditions, f"{money(tier.low)}—{money(tier.high)}")
            for tier in self.tiers
            if tier.low <= self.limit.amount
        ]

    def tier(self, key: str) -> Tier | None:
        return next((tier for tier in self.tiers if tier.key == key), None)


def scale(code: str, kind: PartyKind | str, *, act: date, on: date, units: int | None = None) -> Scale:
    """The scale for an act of the day `act`, decided on `on`. Raises `BasisNotLoaded`."""
    row = catalog.violation(code, act)
    as_citizen = bool(catalog.value("sole_trader.as_citizen", on, True))
    limit = summary_limit(kind, on, as_citizen)
    tiers = row.tiers(kind, as_citizen)
    try:
        bounds = row.rule.bounds_for(kind, Base(units=units), as_citizen)
    except (BaseMissing, NoFine) as why:
        return Scale(row, limit, tiers, None, why)
    return Scale(row, limit, tiers, bounds)


def ground(amount: Decimal | None, on: date) -> str:
    """The ground on which a fine of `amount` may be collected on the spot without more; empty where none does."""
    if not amount or on_the_spot_ground(amount, CollectionGround.SMALL, on):
        return ""
    return CollectionGround.SMALL.value


def collect_limit(on: date) -> Limit:
    """The highest fine collected on the spot without another ground, with its article."""
    found = COLLECT_LIMIT.on(on)
    return Limit(found.value, found.citation)


def _asked(guards: Iterable[Guard], at: datetime, user: User, **data: Any) -> list[Objection]:
    ctx = Context(
        procedure=summary, step=begin, matter=UUID(int=0), state=None, data=SimpleNamespace(**data), at=at, recorded_at=at,
        by=By(user=user.pk, name=user.name, officer=user.officer_id), roles=frozenset(), user=user,
    )  # fmt: skip
    found = ((guard, guard.check(ctx)) for guard in guards)
    return [Objection.of(guard, finding) for guard, finding in found if finding]
