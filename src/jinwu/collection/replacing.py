"""A decision takes the place of another: what was paid counts, what is paid too much goes back. Pure."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date
from decimal import Decimal

from jinwu.matters.state import replaced

from .state import ZERO, Ledger, charge, move

CHANGED = "changed"


def replace_decision(
    ledger: Ledger, old: str, new: str, party: str, sums: Iterable[tuple[str, Decimal]], on: date
) -> Ledger:
    """The sums of the decision `new` (kind, amount) instead of those of `old`, where these had fallen due.

    What was really paid under `old`, its surcharge too, is credited: first on the fine. The rest is owed back. What was
    written off stays so. The new sums have no last day yet (`fall_due`): their term runs from the service of `new`.
    """
    gone = [one for one in ledger.of(party, decision=old) if not one.cancelled and not one.owed_by_organ]
    if not gone:
        return ledger
    left = sum((ledger.paid(one.key) for one in gone), ZERO)
    off = [m for one in gone for m in ledger.movements if m.obligation == one.key and m.kind == "write_off"]
    ended = tuple(one.model_copy(update={"cancelled": on}) if one in gone else one for one in ledger.obligations)
    ledger = ledger.model_copy(update={"obligations": ended})
    for kind, amount in sums:
        if not amount:
            continue
        credited = min(left, amount)
        left -= credited
        ledger = charge(
            ledger, kind=kind, party=party, decision=new, amount=amount, since=on, carried=credited, surcharge="none"
        )
        made = ledger.obligations[-1]
        if off and ledger.open(made):
            last = off[-1]
            ledger = move(ledger, obligation=made.key, kind="write_off", amount=ledger.open(made), on=on, reference=last.reference,
                          ground=last.ground, entry=last.entry)  # fmt: skip
    if left:
        ledger = charge(
            ledger, kind="refund", party=party, decision=new, amount=left, since=on, owed_by_organ=True, ground=CHANGED
        )
    return ledger


def fall_due(ledger: Ledger, party: str, decision: str, due: date, surcharge: str) -> Ledger:
    """The sums of a decision that have no last day yet get it: the decision was served."""
    for one in ledger.of(party, decision=decision):
        if one.due is None and not one.cancelled and not one.owed_by_organ:
            mode = surcharge if one.kind == "fine" else "none"
            obligations = replaced(ledger.obligations, one.key, due=due, surcharge=mode)
            ledger = ledger.model_copy(update={"obligations": obligations})
    return ledger


def rename_decision(ledger: Ledger, old: str, new: str) -> Ledger:
    """What is owed hangs on the decision's number, not on its version: a corrected version takes it over."""
    moved = tuple(
        one.model_copy(update={"decision": new}) if one.decision == old else one for one in ledger.obligations
    )
    return ledger.model_copy(update={"obligations": moved})
