"""The rows of the ledger."""

from __future__ import annotations

from collections.abc import Iterable

from jinwu.matters.projection import Row, projectors
from jinwu.matters.state import State

from .models import CashRow, MovementRow, ObligationRow
from .state import Ledger


def ledger_rows(state: State) -> Iterable[Row]:
    """One row an obligation, a movement, a sum of cash."""
    ledger: Ledger = getattr(state, "ledger", None) or Ledger()
    for one in ledger.obligations:
        yield Row(
            ObligationRow,
            one.key,
            {
                "kind": one.kind, "party": one.party, "decision": one.decision, "amount": one.amount,
                "paid": ledger.moved(one.key), "since": one.since, "due": one.due, "cancelled": one.cancelled,
                "owed_by_organ": one.owed_by_organ,
            },
        )  # fmt: skip
    for move in ledger.movements:
        values = {"obligation": move.obligation, "kind": move.kind, "amount": move.amount, "on": move.on,
                  "receipt": move.receipt, "reference": move.reference, "ground": move.ground}  # fmt: skip
        yield Row(MovementRow, move.key, values)
    for cash in ledger.cash:
        values = {"amount": cash.amount, "collected_at": cash.collected_at, "handed_in_at": cash.handed_in_at,
                  "deposited_at": cash.deposited_at}  # fmt: skip
        yield Row(CashRow, cash.key, values)


projectors.add("collection", ledger_rows)
