"""What the forms of the summary procedure are offered: violations, tiers, sums, and which step mends a refusal."""

from __future__ import annotations

from typing import Any

from jinwu.catalog import queries as catalog
from jinwu.catalog.queries import BasisNotLoaded
from jinwu.matters.offers import Asking, Choice, choices, idle, initials, mending
from jinwu.ui.translate import money

from ..state import CaseState


def _violations(asking: Asking) -> list[Choice]:
    """Violations of the day that may end on the spot, common ones first."""
    found = catalog.violations(asking.day)
    return [(row.code, row.title, catalog.cite_short(row.penalty_citation, asking.day)) for row in found]


def _tiers(asking: Asking) -> list[Choice]:
    """The tiers of the benchmark for this violation and kind of party, light to heavy."""
    state: CaseState = asking.state
    if state is None or state.party is None or state.party.kind is None:
        return []
    act = state.violations[0]
    try:
        row = catalog.violation(act.code, act.law_day)
    except BasisNotLoaded:
        return []
    as_citizen = bool(catalog.value("sole_trader.as_citizen", asking.day, True))
    tiers = row.tiers(state.party.kind, as_citizen)
    return [(tier.key, tier.title, tier.conditions, f"{money(tier.low)}—{money(tier.high)}") for tier in tiers]


def _as_told(asking: Asking) -> dict[str, Any]:
    """A decision begins with what the party was told."""
    notice = asking.state.notice
    if notice is None:
        return {}
    return {"warning": "warning" in notice.kinds, "amount": notice.amount, "tier": notice.tier}


def _paying(asking: Asking) -> dict[str, Any]:
    return {"amount": asking.state.ledger.balance() or None, "paid_on": asking.day}


def _collecting(asking: Asking) -> dict[str, Any]:
    decision = asking.state.decision
    ground = decision.ground_of_collection if decision else ""
    return {"amount": asking.state.ledger.balance() or None, "ground": ground or None}


def _refunding(asking: Asking) -> dict[str, Any]:
    return {"amount": asking.state.ledger.refundable() or None}


choices.add("violations", _violations)
choices.add("tiers", _tiers)
for _step, _begin in {"decide": _as_told, "pay": _paying, "collect": _collecting, "refund": _refunding}.items():
    initials.add(f"summary:{_step}", _begin)
for _guard, _mends in {
    "on_record": "file_record",
    "settled": "pay",
    "not_heavier": "notify",
    "no_crime_hold": "lift_hold",
    "within_limit": "convert",
    "second_fine": "abandon",
}.items():
    mending.add(_guard, _mends)
for _guard in ("cash_out", "cash_handed_in", "filed_once", "something_owed", "still_owed", "refund_open"):
    idle.add(_guard, True)
