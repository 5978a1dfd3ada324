"""What came in and went back in a case, for its file."""

from __future__ import annotations

from collections.abc import Iterable

from jinwu.casefile.plans import Paid

from .state import CaseState

MOVEMENTS = {
    "bank": "银行缴款", "on_the_spot": "当场收缴", "court": "法院执行", "refund": "退付", "write_off": "核销",
}  # fmt: skip


def payments(state: CaseState) -> Iterable[Paid]:
    """Every movement of money with its receipt, in order."""
    names = {party.key: party.name or "■" for party in state.parties}
    owed = {one.key: names.get(one.party, "■") for one in state.ledger.obligations}
    for one in state.ledger.movements:
        yield Paid(one.on, owed.get(one.obligation, "■"), MOVEMENTS[one.kind], one.amount, one.receipt or one.reference)
