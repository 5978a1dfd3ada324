"""The money of a case on its page: each party's sums, terms and enforcement, and what moved."""

from __future__ import annotations

from decimal import Decimal
from typing import Any

from jinwu.collection.state import MISTAKEN, OVERPAID, Cash, Ledger, Obligation, pauses_of, surcharge_on
from jinwu.law.enforcement import END_GROUNDS
from jinwu.law.messages import N_, say
from jinwu.law.summary import GROUND_TITLES
from jinwu.matters.viewing import MatterView, Viewer

from .state import CaseState

OBLIGATIONS = {
    "fine": N_("Fine"), "surcharge": N_("Surcharge"), "confiscation": N_("Confiscation"),
    "refund": N_("Owed back to the party"),
}  # fmt: skip
MOVEMENTS = {
    "bank": N_("Paid at the bank"), "on_the_spot": N_("Collected on the spot"), "court": N_("Enforced by the court"),
    "refund": N_("Returned"), "write_off": N_("Written off"),
}  # fmt: skip
GROUNDS = {
    **{str(key): title for key, title in GROUND_TITLES.items()}, **END_GROUNDS,
    OVERPAID: N_("More than was owed"), MISTAKEN: N_("Paid here by mistake"),
    "revoked": N_("The decision was revoked"), "changed": N_("The decision was changed"),
}  # fmt: skip
TERMS = {
    "deferral": {"asked": ("wait", N_("Deferral asked for")), "granted": ("done", N_("Deferral granted")),
                 "refused": ("void", N_("Deferral refused"))},
    "instalments": {"asked": ("wait", N_("Instalments asked for")), "granted": ("done", N_("Instalments granted")),
                    "refused": ("void", N_("Instalments refused"))},
}  # fmt: skip
COURT = {
    "filed": ("wait", N_("Court asked to enforce")), "accepted": ("doing", N_("Accepted by the court")),
    "not_accepted": ("void", N_("Not accepted by the court")), "granted": ("done", N_("Enforcement granted")),
    "refused": ("void", N_("Enforcement refused")), "examining": ("doing", N_("Examined by the court")),
    "objected": ("wait", N_("Objected to at the court above")),
}  # fmt: skip


def ledger(view: MatterView, viewer: Viewer) -> dict[str, Any] | None:
    """What each party owes, what came in, where collected cash is, and the surcharge that has run."""
    state: CaseState = view.state  # type: ignore[assignment]
    book = state.ledger
    if not book.obligations:
        return None
    parties = list(dict.fromkeys(one.party for one in book.obligations))
    several = len([one for one in state.parties if one.role == "party"]) > 1
    name = {one.key: one.name or "■" for one in state.parties}
    of = {one.key: one.party for one in book.obligations}
    moves = [
        {"title": MOVEMENTS[one.kind], "amount": one.amount, "on": one.on, "paper": one.receipt or one.reference,
         "ground": GROUNDS.get(one.ground, ""), "party": name.get(of[one.obligation], "") if several else ""}
        for one in book.movements
    ]  # fmt: skip
    return {
        "parties": [_party(view, state, key, name.get(key, "") if several else "") for key in parties],
        "moves": moves, "cash": [_cash(one) for one in book.cash], "balance": book.balance(),
        "refundable": book.refundable(), "several": several,
    }  # fmt: skip


def _party(view: MatterView, state: CaseState, party: str, name: str) -> dict[str, Any]:
    book = state.ledger
    owed = [
        {"title": OBLIGATIONS[one.kind], "amount": one.amount, "due": None if one.plan else one.due,
         "cancelled": one.cancelled, "parts": _parts(view, book, one), "written_off": book.written_off(one.key),
         "carried": one.carried}
        for one in book.of(party)
    ]  # fmt: skip
    return {
        "name": name, "owed": owed, "balance": book.balance(party), "refundable": book.refundable(party),
        "surcharge": _surcharge(view, state, party), "steps": _steps(book, party),
    }  # fmt: skip


def _parts(view: MatterView, book: Ledger, one: Obligation) -> list[dict[str, Any]]:
    """The parts of a plan: paid, missed, or to come."""
    if not one.plan:
        return []
    return [
        {"due": part.due, "amount": part.amount, "state": ("done", N_("Paid")) if not left
         else ("late", N_("Missed")) if view.today > part.due else ("wait", N_("To come"))}
        for part, left in book.in_parts(one)
    ]  # fmt: skip


def _surcharge(view: MatterView, state: CaseState, party: str) -> Decimal | None:
    """What would be added if the fine were paid today; None where nothing runs."""
    fine = state.ledger.fine(party)
    if fine is None or not state.ledger.open(fine):
        return None
    still = state.ledger.open(fine)
    return surcharge_on(state.ledger, fine, view.today, pauses_of(state, party), still) or None


def _steps(book: Ledger, party: str) -> list[dict[str, Any]]:
    """Applications for terms, demands and the court, in the order of their days."""
    found = [
        {"state": TERMS[one.kind][one.status], "on": one.decided_on or one.received_on, "note": one.answer}
        for one in book.terms if one.party == party
    ]  # fmt: skip
    found += [
        {"state": ("done", N_("Demand served")) if one.served_at else ("wait", N_("Demand made")),
         "on": (one.served_at or one.at).date(), "note": say("{amount} yuan", amount=one.total)}
        for one in book.demands if one.party == party
    ]  # fmt: skip
    found += [
        {"state": COURT[one.status], "on": one.ruled_on or one.at.date(), "note": one.document or one.court}
        for one in book.applications if one.party == party
    ]  # fmt: skip
    return sorted(found, key=lambda one: one["on"])


def _cash(one: Cash) -> dict[str, Any]:
    if one.deposited_at:
        state, word, at = "done", N_("At the bank"), one.deposited_at
    elif one.handed_in_at:
        state, word, at = "doing", N_("Handed in"), one.handed_in_at
    else:
        state, word, at = "wait", N_("With the officer"), one.collected_at
    return {"amount": one.amount, "state": state, "word": word, "at": at}
