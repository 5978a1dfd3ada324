"""What the forms about money are offered: parties with their sums, applications, demands."""

from __future__ import annotations

from typing import Any

from jinwu.catalog import queries as catalog
from jinwu.law.enforcement import Material
from jinwu.law.messages import say
from jinwu.matters.offers import Asking, Choice, choices, idle, initials, mending
from jinwu.ui.translate import money, translate

from ..state import OrdinaryState
from .knowing import overdue


def _name(state: OrdinaryState, party: str) -> str:
    return next((one.name or "■" for one in state.parties if one.key == party), party)


def _terms(asking: Asking) -> list[Choice]:
    """Applications that wait for an answer."""
    state: OrdinaryState = asking.state
    return [
        (one.key, _name(state, one.party), translate(_KINDS[one.kind]), money(state.ledger.owed(one.party, "fine")))
        for one in (state.ledger.terms if state else ())
        if one.status == "asked"
    ]


_KINDS = {"deferral": say("Deferral"), "instalments": say("Instalments")}


def _demands(asking: Asking) -> list[Choice]:
    """Demands that were served."""
    state: OrdinaryState = asking.state
    return [
        (one.key, _name(state, one.party), one.at.date().isoformat(), money(one.total))
        for one in (state.ledger.demands if state else ())
        if one.served_at
    ]


def _applications(asking: Asking, *statuses: str, unobjected: bool = False) -> list[Choice]:
    """Applications that stand there; `unobjected`: only those that nobody objected to."""
    state: OrdinaryState = asking.state
    return [
        (one.key, _name(state, one.party), one.court, money(one.fine + one.surcharge + one.confiscation))
        for one in (state.ledger.applications if state else ())
        if one.status in statuses and not (unobjected and one.objected_to)
    ]


def _only(parties: list[str]) -> str | None:
    return parties[0] if len(parties) == 1 else None


def _paying(asking: Asking) -> dict[str, Any]:
    """Where one party alone owes something, it and its sum."""
    state: OrdinaryState = asking.state
    party = _only([key for key in state.of_parties() if state.ledger.balance(key)])
    return {"party": party, "amount": state.ledger.balance(party) if party else None, "paid_on": asking.day}


def _refunding(asking: Asking) -> dict[str, Any]:
    state: OrdinaryState = asking.state
    party = _only([key for key in state.of_parties() if state.ledger.refundable(key)])
    return {"party": party, "amount": state.ledger.refundable(party) if party else None}


def _asking(asking: Asking) -> dict[str, Any]:
    state: OrdinaryState = asking.state
    return {
        "party": _only([key for key in state.of_parties() if state.ledger.owed(key, "fine")]),
        "received_on": asking.day,
    }


def _late(asking: Asking) -> dict[str, Any]:
    return {"party": _only([key for key in asking.state.of_parties() if overdue(asking.state, key)])}


def _applying(asking: Asking) -> dict[str, Any]:
    court = str(catalog.value("remedies.court", asking.day, ""))
    return {**_late(asking), "court": court, "materials": [str(one) for one in Material]}


def _ruling(asking: Asking) -> dict[str, Any]:
    return {"ruled_on": asking.day}


def _objecting(asking: Asking) -> dict[str, Any]:
    return {"objected_on": asking.day}


choices.add("terms_asked", _terms)
choices.add("demands_served", _demands)
choices.add("court_applications", lambda asking: _applications(asking, "filed", "accepted", "examining"))
choices.add("rulings_against", lambda asking: _applications(asking, "not_accepted", "refused", unobjected=True))
choices.add("rulings_objected", lambda asking: _applications(asking, "objected"))
for _step, _begin in {
    "pay": _paying, "refund": _refunding, "ask_terms": _asking, "demand": _late, "write_off": _late,
    "apply_to_court": _applying, "court_ruling": _ruling, "object_to_ruling": _objecting,
    "court_above_ruling": _ruling,
}.items():  # fmt: skip
    initials.add(f"ordinary:{_step}", _begin)
for _guard, _mends in {"asked_once": "grant_terms", "demanded_first": "demand"}.items():
    mending.add(_guard, _mends)
for _guard in (
    "anything_charged", "terms_waiting", "party_overdue", "demand_known", "ruling_follows", "ruling_against", "objection_waits",
    "refund_to_party", "anyone_owes",
):  # fmt: skip
    idle.add(_guard, True)
