"""The ledger of a matter: what is owed, what came in, what went back. Pure; every sum in yuan, two places.

Obligations are never edited: a revoked decision cancels its obligation and leaves a refund owed for what was paid.
"""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date, datetime
from decimal import Decimal
from typing import Literal

from jinwu.law.money import surcharge, surcharge_days
from jinwu.law.periods import Pause
from jinwu.matters.state import Frozen, next_key, replaced

ZERO = Decimal("0.00")
OVERPAID = "overpaid"


class Obligation(Frozen):
    """A sum owed. `owed_by_organ` turns it round: a refund that the organ owes the party."""

    key: str
    kind: Literal["fine", "surcharge", "confiscation", "refund"]
    party: str
    decision: str
    amount: Decimal
    since: date
    due: date | None = None
    cancelled: date | None = None
    owed_by_organ: bool = False
    ground: str = ""


class Movement(Frozen):
    """Money that moved on one obligation, with its receipt."""

    key: str
    obligation: str
    kind: Literal["bank", "on_the_spot", "refund", "write_off"]
    amount: Decimal
    on: date
    receipt: str = ""
    reference: str = ""
    ground: str = ""
    entry: int = 0

    @property
    def beyond(self) -> bool:
        """Whether it came in beyond what was owed."""
        return self.kind != "refund" and self.ground == OVERPAID


class Cash(Frozen):
    """Cash collected on the spot on its way: officer → organ → bank (APL 71)."""

    key: str
    movement: str
    amount: Decimal
    collected_at: datetime
    handed_in_at: datetime | None = None
    handed_in_receipt: str = ""
    deposited_at: datetime | None = None
    deposit_slip: str = ""


class Ledger(Frozen):
    obligations: tuple[Obligation, ...] = ()
    movements: tuple[Movement, ...] = ()
    cash: tuple[Cash, ...] = ()

    def moved(self, obligation: str) -> Decimal:
        """What has been paid on an obligation; what came in beyond it is owed back and does not count."""
        return sum((m.amount for m in self.movements if m.obligation == obligation and not m.beyond), ZERO)

    def open(self, obligation: Obligation) -> Decimal:
        """What is still owed on it; never below zero."""
        if obligation.cancelled:
            return ZERO
        return max(obligation.amount - self.moved(obligation.key), ZERO)

    def balance(self) -> Decimal:
        """What the parties still owe."""
        return sum((self.open(o) for o in self.obligations if not o.owed_by_organ), ZERO)

    def refundable(self) -> Decimal:
        """What the organ still owes."""
        return sum((self.open(o) for o in self.obligations if o.owed_by_organ), ZERO)

    def settled(self) -> bool:
        """Nothing is owed in either direction."""
        return self.balance() == ZERO and self.refundable() == ZERO

    def cash_out(self) -> tuple[Cash, ...]:
        """Cash that has not been handed in."""
        return tuple(c for c in self.cash if c.handed_in_at is None)

    def fine(self) -> Obligation | None:
        """The fine in force."""
        return next((o for o in self.obligations if o.kind == "fine" and not o.cancelled), None)


def charge(ledger: Ledger, **fields: object) -> Ledger:
    """Add an obligation."""
    new = Obligation(key=next_key("o", ledger.obligations), **fields)  # type: ignore[arg-type]
    return ledger.model_copy(update={"obligations": (*ledger.obligations, new)})


def move(ledger: Ledger, **fields: object) -> Ledger:
    """Add a movement."""
    new = Movement(key=next_key("m", ledger.movements), **fields)  # type: ignore[arg-type]
    return ledger.model_copy(update={"movements": (*ledger.movements, new)})


def surcharge_on(ledger: Ledger, fine: Obligation, day: date, pauses: Iterable[Pause] = ()) -> Decimal:
    """The surcharge that has run on a fine by `day`, on the full fine until it is paid (APL 72 ¶1(1); ACL 45).

    It is fixed when the fine is paid; a fine paid in time bears none, whatever comes in later.
    """
    if fine.due is None or fine.cancelled:
        return ZERO
    fixed = [o for o in ledger.obligations if o.kind == "surcharge" and o.decision == fine.decision]
    if fixed:
        return fixed[0].amount
    if not ledger.open(fine):
        return ZERO
    return surcharge(fine.amount, surcharge_days(fine.due, day, tuple(pauses)), on=day)


def receive(
    ledger: Ledger,
    amount: Decimal,
    day: date,
    *,
    kind: str,
    receipt: str,
    reference: str,
    surcharge_due: Decimal,
    entry: int,
) -> Ledger:
    """Money comes in: the fine first, then its surcharge (fixed once the fine is paid in full), the rest is owed back."""
    fine = ledger.fine()
    if fine is None:
        return _owed_back(ledger, amount, day, kind, receipt, reference, entry)
    left = amount
    part = min(left, ledger.open(fine))
    if part:
        ledger = move(ledger, obligation=fine.key, kind=kind, amount=part, on=day, receipt=receipt, reference=reference,
                      entry=entry)  # fmt: skip
        left -= part
    ledger = _with_surcharge(ledger, fine, surcharge_due, day)
    extra = next((o for o in ledger.obligations if o.kind == "surcharge" and not o.cancelled), None)
    if extra and left and ledger.open(extra):
        part = min(left, ledger.open(extra))
        ledger = move(ledger, obligation=extra.key, kind=kind, amount=part, on=day, receipt=receipt, reference=reference,
                      entry=entry)  # fmt: skip
        left -= part
    return _owed_back(ledger, left, day, kind, receipt, reference, entry) if left else ledger


def _owed_back(
    ledger: Ledger, amount: Decimal, day: date, kind: str, receipt: str, reference: str, entry: int
) -> Ledger:
    fine = next((o for o in ledger.obligations if o.kind == "fine"), None)
    if fine is None:
        return ledger
    ledger = move(ledger, obligation=fine.key, kind=kind, amount=amount, on=day, receipt=receipt, reference=reference,
                  ground=OVERPAID, entry=entry)  # fmt: skip
    return charge(ledger, kind="refund", party=fine.party, decision=fine.decision, amount=amount, since=day,
                  owed_by_organ=True, ground=OVERPAID)  # fmt: skip


def paid_on(ledger: Ledger) -> list[date]:
    """The days on which something was paid on the fine in force."""
    fine = ledger.fine()
    return [m.on for m in ledger.movements if fine and m.obligation == fine.key and not m.beyond]


def _with_surcharge(ledger: Ledger, fine: Obligation, amount: Decimal, day: date) -> Ledger:
    """The surcharge is fixed once the fine is paid in full."""
    if ledger.open(fine) or not amount or any(o.kind == "surcharge" and not o.cancelled for o in ledger.obligations):
        return ledger
    return charge(ledger, kind="surcharge", party=fine.party, decision=fine.decision, amount=amount, since=day, due=day)


def collect(
    ledger: Ledger, amount: Decimal, at: datetime, *, receipt: str, ground: str, surcharge_due: Decimal, entry: int
) -> Ledger:
    """Cash collected on the spot: it pays the fine, and it must be handed in. Too late, its surcharge stays owed."""
    fine = ledger.fine()
    if fine is None:
        return ledger
    ledger = move(ledger, obligation=fine.key, kind="on_the_spot", amount=amount, on=at.date(), receipt=receipt,
                  ground=ground, entry=entry)  # fmt: skip
    cash = Cash(key=next_key("c", ledger.cash), movement=ledger.movements[-1].key, amount=amount, collected_at=at)
    ledger = ledger.model_copy(update={"cash": (*ledger.cash, cash)})
    return _with_surcharge(ledger, fine, surcharge_due, at.date())


def hand_in(ledger: Ledger, at: datetime, receipt: str) -> Ledger:
    """The officer hands all his cash of this matter to the organ."""
    cash = ledger.cash
    for one in ledger.cash_out():
        cash = replaced(cash, one.key, handed_in_at=at, handed_in_receipt=receipt)
    return ledger.model_copy(update={"cash": cash})


def deposit(ledger: Ledger, at: datetime, slip: str) -> Ledger:
    """The organ pays it into the bank."""
    cash = ledger.cash
    for one in ledger.cash:
        if one.handed_in_at and not one.deposited_at:
            cash = replaced(cash, one.key, deposited_at=at, deposit_slip=slip)
    return ledger.model_copy(update={"cash": cash})


def cancel(ledger: Ledger, decision: str, day: date, ground: str) -> Ledger:
    """A decision falls: what is open is cancelled, what was paid is owed back."""
    paid: dict[str, Decimal] = {}
    kept = []
    for one in ledger.obligations:
        if one.decision != decision or one.cancelled:
            kept.append(one)
            continue
        if one.owed_by_organ:
            kept.append(one)
            continue
        paid[one.party] = paid.get(one.party, ZERO) + ledger.moved(one.key)
        kept.append(one.model_copy(update={"cancelled": day}))
    ledger = ledger.model_copy(update={"obligations": tuple(kept)})
    for party, amount in paid.items():
        if amount > ZERO:
            ledger = charge(ledger, kind="refund", party=party, decision=decision, amount=amount, since=day,
                            owed_by_organ=True, ground=ground)  # fmt: skip
    return ledger


def refund(ledger: Ledger, amount: Decimal, day: date, *, receipt: str, reference: str, entry: int) -> Ledger:
    """The organ pays back, oldest refund first."""
    left = amount
    for one in [o for o in ledger.obligations if o.owed_by_organ and ledger.open(o)]:
        part = min(left, ledger.open(one))
        if part:
            ledger = move(ledger, obligation=one.key, kind="refund", amount=part, on=day, receipt=receipt,
                          reference=reference, ground=one.ground, entry=entry)  # fmt: skip
            left -= part
    return ledger
