"""The rows of the ledger."""

from __future__ import annotations

from collections.abc import Iterable

from jinwu.matters.projection import Row, projectors
from jinwu.matters.state import State

from .models import CashRow, CourtRow, DemandRow, InstalmentRow, MovementRow, ObligationRow, TermsRow
from .state import Ledger


def ledger_rows(state: State) -> Iterable[Row]:
    """One row an obligation, a part of one, a movement, a sum of cash, an application, a demand."""
    ledger: Ledger = getattr(state, "ledger", None) or Ledger()
    for one in ledger.obligations:
        yield Row(
            ObligationRow,
            one.key,
            {
                "kind": one.kind, "party": one.party, "decision": one.decision, "amount": one.amount,
                "paid": ledger.paid(one.key), "written_off": ledger.written_off(one.key), "still_open": ledger.open(one),
                "since": one.since, "due": one.due, "cancelled": one.cancelled,
                "owed_by_organ": one.owed_by_organ,
            },
        )  # fmt: skip
        for number, (part, left) in enumerate(ledger.in_parts(one) if one.plan else (), 1):
            values = {"obligation": one.key, "due": part.due, "amount": part.amount, "still_open": left}
            yield Row(InstalmentRow, f"{one.key}.{number}", values)
    party = {one.key: one.party for one in ledger.obligations}
    for move in ledger.movements:
        values = {"obligation": move.obligation, "party": party[move.obligation], "kind": move.kind,
                  "amount": move.amount, "on": move.on, "receipt": move.receipt, "reference": move.reference, "ground": move.ground}  # fmt: skip
        yield Row(MovementRow, move.key, values)
    for cash in ledger.cash:
        values = {"amount": cash.amount, "collected_at": cash.collected_at, "handed_in_at": cash.handed_in_at,
                  "deposited_at": cash.deposited_at}  # fmt: skip
        yield Row(CashRow, cash.key, values)
    yield from _enforcement(ledger)


def _enforcement(ledger: Ledger) -> Iterable[Row]:
    for terms in ledger.terms:
        values = {"party": terms.party, "kind": terms.kind, "received_on": terms.received_on, "status": terms.status,
                  "decided_on": terms.decided_on}  # fmt: skip
        yield Row(TermsRow, terms.key, values)
    for demand in ledger.demands:
        values = {"party": demand.party, "amount": demand.total, "at": demand.at, "served_at": demand.served_at}
        yield Row(DemandRow, demand.key, values)
    for one in ledger.applications:
        values = {"party": one.party, "amount": one.fine + one.surcharge + one.confiscation, "at": one.at,
                  "court": one.court, "status": one.status, "ruled_on": one.ruled_on}  # fmt: skip
        yield Row(CourtRow, one.key, values)


projectors.add("collection", ledger_rows)
