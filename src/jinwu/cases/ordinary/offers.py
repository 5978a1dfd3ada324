"""What the forms of the ordinary procedure are offered, what they begin with, and which step mends a refusal."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from jinwu.catalog import queries as catalog
from jinwu.catalog.queries import BasisNotLoaded
from jinwu.matters.offers import Asking, Choice, choices, idle, initials, mending
from jinwu.ui.translate import money

from .decision import undecided
from .lines import told_lines
from .questioning import inquiring, inspecting
from .serving import CORRECTED, DECISIONS, addressee_of
from .state import OrdinaryState

#: Roles of those who investigate.
INVESTIGATE = ("handler", "co_handler")
#: Papers that go to a party and are served on it.
TO_SERVE = ("prior_notice", *DECISIONS, *CORRECTED, "correction_order", "preservation_notice", "sampling_notice",
            "hearing_notice", "inquiry_notice", "preservation_outcome", "period_notice", "recusal_decision", "revocation_decision", "demand_notice", "instalment_approval", "appraisal_commission")  # fmt: skip


def _case(asking: Asking) -> OrdinaryState | None:
    return asking.state if isinstance(asking.state, OrdinaryState) else None


def _parties(which: Callable[[OrdinaryState], tuple[str, ...]]) -> Callable[[Asking], list[Choice]]:
    def offered(asking: Asking) -> list[Choice]:
        state = _case(asking)
        keys = which(state) if state else ()
        return [(one.key, one.name or "当事人待查") for one in state.parties if one.key in keys] if state else []

    return offered


def _violations(asking: Asking) -> list[Choice]:
    state = _case(asking)
    return [(one.key, one.title, one.place) for one in state.violations] if state else []


def _tiers(asking: Asking) -> list[Choice]:
    """The tiers of every violation of the case for its party."""
    state, found = _case(asking), {}
    as_citizen = bool(catalog.value("sole_trader.as_citizen", asking.day, True))
    for one in state.violations if state else ():
        party = next((p for p in state.parties if p.key == one.party), None) if state else None
        try:
            row = catalog.violation(one.code, one.law_day)
        except BasisNotLoaded:
            continue
        for tier in row.tiers(party.kind, as_citizen) if party and party.kind else ():
            found[tier.key] = (tier.key, tier.title, tier.conditions, f"{money(tier.low)}—{money(tier.high)}")
    return list(found.values())


def _investigators(asking: Asking) -> list[Choice]:
    """Those who investigate now; a presider sits beside them in the case and is none of them."""
    state = _case(asking)
    now = [one for one in state.people if one.until is None and one.role in INVESTIGATE] if state else []
    return [(str(one.officer), one.name) for one in now]


def _open(where: str, title: Callable[[Any], str], is_open: Callable[[Any], bool]) -> Callable[[Asking], list[Choice]]:
    def offered(asking: Asking) -> list[Choice]:
        state = _case(asking)
        return [(one.key, title(one)) for one in getattr(state, where) if is_open(one)] if state else []

    return offered


def _to_serve(asking: Asking) -> list[Choice]:
    """Issued papers that go to a party, newest first."""
    state = _case(asking)
    if state is None:
        return []
    served = {one.paper for one in state.services if one.served}
    return [(one.key, one.title, one.number) for one in reversed(state.papers)
            if one.paper in TO_SERVE and one.status == "issued" and one.key not in served]  # fmt: skip


def _first_party(asking: Asking) -> str | None:
    state = _case(asking)
    return next(iter(state.of_parties()), None) if state else None


def _noticing(asking: Asking) -> dict[str, Any]:
    """The lines that the worksheet proposes for the first party not yet told."""
    state = _case(asking)
    if state is None:
        return {}
    told = {one.party for one in state.notices}
    party = next((key for key in state.of_parties() if key not in told), _first_party(asking))
    tiers, proposed = {row[0]: row[1] for row in state.worksheet}, dict(state.proposed)
    lines = [
        {"violation": one.key, "kind": "fine", "tier": tiers.get(one.key, ""), "amount": proposed.get(one.key)}
        for one in state.violations
        if one.party == party
    ]
    return {"party": party, "lines": lines}


def _deciding(asking: Asking) -> dict[str, Any]:
    """The decision begins with what the party was told."""
    state = _case(asking)
    if state is None:
        return {}
    party = next(iter(undecided(state)), None)
    if party is None:
        return {}
    lines = [
        {"violation": one.violation, "kind": one.kind, "amount": one.amount, "tier": one.tier}
        for one in told_lines(state, party)
    ]
    notice = state.notice_of(party)
    return {"party": party, "lines": lines, "apart": notice.apart if notice else ""}


def _of_first_party(asking: Asking) -> dict[str, Any]:
    return {"party": _first_party(asking)}


def _registering(asking: Asking) -> dict[str, Any]:
    return {"received_at": asking.at}


def _filing(asking: Asking) -> dict[str, Any]:
    state = _case(asking)
    if state is None:
        return {}
    registrar = next((one.officer for one in state.people if one.until is None), None)
    clue = state.clue
    return {"handler": registrar, "act": {"place": state.place, "facts": (clue.finding or clue.text) if clue else ""}}


def _serving(asking: Asking) -> dict[str, Any]:
    state = _case(asking)
    offered = _to_serve(asking)
    if state is None or not offered:
        return {}
    paper = next(one for one in state.papers if one.key == offered[0][0])
    return {"paper": paper.key, "party": addressee_of(state, paper) or _first_party(asking), "method": "direct"}


for _key, _list in {
    "case_parties": _parties(lambda state: state.of_parties()),
    "undecided_parties": _parties(undecided),
    "decided_parties": _parties(lambda state: tuple(key for key in state.of_parties() if state.decision_of(key))),
    "case_violations": _violations,
    "case_tiers": _tiers,
    "investigators": _investigators,
    "open_orders": _open("orders", lambda one: one.requirement or "", lambda one: one.outcome in ("", "partly", "not_corrected")),
    "open_preservations": _open("preservations", lambda one: one.items or "", lambda one: not one.outcome),
    "open_appraisals": _open("appraisals", lambda one: one.by, lambda one: one.until is None),
    "papers_to_serve": _to_serve,
}.items():  # fmt: skip
    choices.add(_key, _list)
for _step, _begin in {
    "register_clue": _registering, "file": _filing, "notify": _noticing, "decide": _deciding, "decide_none": _deciding, "serve": _serving,
    "order_correction": _of_first_party, "hear_statement": _of_first_party, "waive": _of_first_party, "preserve": _of_first_party,
    "call_in": _of_first_party, "confirm_address": _of_first_party, "inquire": inquiring, "record_scene": inspecting,
}.items():  # fmt: skip
    initials.add(f"ordinary:{_step}", _begin)
for _guard, _mends in {
    "first_evidence": "check_clue", "elements_proven": "take_evidence", "all_known": "identify_party",
    "reviewed_first": "review_again", "told_and_served": "serve", "not_heavier_than_told": "notify",
    "nothing_preserved": "end_preservation", "correction_first": "order_correction", "deliberated": "deliberate",
    "all_performed": "pay", "answered": "hear_statement", "file_complete": "attach_scan", "no_transfer_open": "take_back_from_police",
}.items():  # fmt: skip
    if _guard not in mending:
        mending.add(_guard, _mends)
for _guard in (
    "party_unknown",
    "review_stands",
    "review_needed_again",
    "with_police",
    "clue_extended_once",
):
    idle.add(_guard, True)
