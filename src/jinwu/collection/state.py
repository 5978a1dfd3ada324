"""The ledger of a matter: what is owed by whom, what came in, what went back. Pure; every sum in yuan, two places.

Obligations are never edited but for the terms a party was granted: a revoked decision cancels its obligation and leaves a
refund owed for what was paid.
"""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date, datetime
from decimal import Decimal
from typing import Literal

from jinwu.law.money import surcharge_days, surcharge_of
from jinwu.law.periods import Pause
from jinwu.matters.state import Frozen, State, next_key, replaced

ZERO = Decimal("0.00")
OVERPAID = "overpaid"
MISTAKEN = "mistaken"  # meant for another matter, or paid where nothing is owed


class Instalment(Frozen):
    """A part of a fine with its own last day (APL 66)."""

    due: date
    amount: Decimal


class Obligation(Frozen):
    """A sum owed. `owed_by_organ` turns it round: a refund that the organ owes the party.

    `plan` are the terms granted: one part is a deferral, several are instalments; what was paid before them is not in it.
    `surcharge` says on what it runs: the whole fine, its unpaid part, or nothing, where the decision did not state it.
    `missed` says what a missed part does: it runs on that part alone, or the plan falls and it runs on the fine.
    `carried` was paid under the decision that this one's decision replaced.
    """

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
    plan: tuple[Instalment, ...] = ()
    surcharge: Literal["fine", "unpaid", "none"] = "fine"
    missed: Literal["part", "fine"] = "part"
    carried: Decimal = ZERO


class Movement(Frozen):
    """Money that moved on one obligation, with its receipt."""

    key: str
    obligation: str
    kind: Literal["bank", "on_the_spot", "court", "refund", "write_off"]
    amount: Decimal
    on: date
    receipt: str = ""
    reference: str = ""
    ground: str = ""
    entry: int = 0

    @property
    def beyond(self) -> bool:
        """Whether it came in beyond what was owed."""
        return self.kind != "refund" and self.ground in (OVERPAID, MISTAKEN)


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


class Terms(Frozen):
    """A party's application to pay later or in parts, and the answer (APL 66 ¶2)."""

    key: str
    party: str
    kind: Literal["deferral", "instalments"]
    received_on: date
    last_day: date | None = None  # of the term to pay, as it stood then
    reason: str | None = ""
    status: Literal["asked", "granted", "refused"] = "asked"
    decided_on: date | None = None
    answer: str = ""
    entry: int = 0

    @property
    def late(self) -> bool:
        """Whether it came after the last day to pay."""
        return self.last_day is not None and self.received_on > self.last_day


class Demand(Frozen):
    """A demand to perform before the court is asked (ACL 54): what was owed, and what the party said (ACL 36)."""

    key: str
    party: str
    at: datetime
    fine: Decimal
    surcharge: Decimal
    confiscation: Decimal
    served_at: datetime | None = None
    statement: str | None = ""
    outcome: str = ""  # adopted, not_adopted
    answer: str = ""
    stated_at: datetime | None = None
    entry: int = 0

    @property
    def total(self) -> Decimal:
        return self.fine + self.surcharge + self.confiscation


class CourtApplication(Frozen):
    """An application to the people's court for enforcement (ACL 53), and what the court ruled."""

    key: str
    party: str
    at: datetime
    court: str
    fine: Decimal
    surcharge: Decimal
    confiscation: Decimal
    late_ground: str = ""
    status: Literal["filed", "accepted", "examining", "not_accepted", "granted", "refused", "objected"] = "filed"
    ruled_on: date | None = None
    document: str = ""
    reason: str = ""
    accepted_on: date | None = None
    received_on: date | None = None  # the ruling against us: the fifteen days to object run from it
    objected_on: date | None = None
    objected_to: Literal["", "not_accepted", "refused"] = ""
    above: str = ""  # the court above
    entry: int = 0


class Ledger(Frozen):
    obligations: tuple[Obligation, ...] = ()
    movements: tuple[Movement, ...] = ()
    cash: tuple[Cash, ...] = ()
    terms: tuple[Terms, ...] = ()
    demands: tuple[Demand, ...] = ()
    applications: tuple[CourtApplication, ...] = ()

    def moved(self, obligation: str) -> Decimal:
        """What has gone from an obligation, paid or written off; what came in beyond it is owed back and does not count."""
        carried = next((o.carried for o in self.obligations if o.key == obligation), ZERO)
        return sum((m.amount for m in self.movements if m.obligation == obligation and not m.beyond), carried)

    def written_off(self, obligation: str) -> Decimal:
        """What was written off of it."""
        return sum((m.amount for m in self.movements if m.obligation == obligation and m.kind == "write_off"), ZERO)

    def paid(self, obligation: str) -> Decimal:
        """What was really paid on it."""
        return self.moved(obligation) - self.written_off(obligation)

    def open(self, obligation: Obligation) -> Decimal:
        """What is still owed on it; never below zero."""
        if obligation.cancelled:
            return ZERO
        return max(obligation.amount - self.moved(obligation.key), ZERO)

    def owed(self, party: str = "", kind: str = "") -> Decimal:
        """What the parties, or one of them, still owe; of one kind."""
        return sum((self.open(o) for o in self.of(party, kind) if not o.owed_by_organ), ZERO)

    def balance(self, party: str = "") -> Decimal:
        """What the parties, or one of them, still owe."""
        return self.owed(party)

    def refundable(self, party: str = "") -> Decimal:
        """What the organ still owes."""
        return sum((self.open(o) for o in self.of(party) if o.owed_by_organ), ZERO)

    def settled(self) -> bool:
        """Nothing is owed in either direction."""
        return self.balance() == ZERO and self.refundable() == ZERO

    def cash_out(self) -> tuple[Cash, ...]:
        """Cash that has not been handed in."""
        return tuple(c for c in self.cash if c.handed_in_at is None)

    def of(self, party: str = "", kind: str = "", decision: str = "") -> tuple[Obligation, ...]:
        """Obligations, cancelled ones too, of a party, a kind, a decision; empty: of any."""
        return tuple(
            o
            for o in self.obligations
            if party in ("", o.party) and kind in ("", o.kind) and decision in ("", o.decision)
        )

    def fine(self, party: str = "", decision: str = "") -> Obligation | None:
        """The fine in force, of one party where it is named: the one still open before one that is paid."""
        found = [o for o in self.of(party, "fine", decision) if not o.cancelled]
        return next((o for o in found if self.open(o)), found[0] if found else None)

    def in_parts(self, fine: Obligation) -> tuple[tuple[Instalment, Decimal], ...]:
        """The parts of a fine, each with what is still open of it; payments fill the earliest first."""
        left = self.moved(fine.key) - (fine.amount - sum((p.amount for p in fine.plan), ZERO) if fine.plan else ZERO)
        found = []
        for part in _parts(fine):
            taken = min(max(left, ZERO), part.amount)
            left -= taken
            found.append((part, ZERO if fine.cancelled else part.amount - taken))
        return tuple(found)

    def next_part(self, fine: Obligation) -> Instalment | None:
        """The part that is to be paid next; None where nothing is open."""
        return next((part for part, still in self.in_parts(fine) if still), None)


def _parts(fine: Obligation) -> tuple[Instalment, ...]:
    if fine.plan:
        return fine.plan
    return (Instalment(due=fine.due, amount=fine.amount),) if fine.due else ()


def charge(ledger: Ledger, **fields: object) -> Ledger:
    """Add an obligation."""
    new = Obligation(key=next_key("o", ledger.obligations), **fields)  # type: ignore[arg-type]
    return ledger.model_copy(update={"obligations": (*ledger.obligations, new)})


def move(ledger: Ledger, **fields: object) -> Ledger:
    """Add a movement."""
    new = Movement(key=next_key("m", ledger.movements), **fields)  # type: ignore[arg-type]
    return ledger.model_copy(update={"movements": (*ledger.movements, new)})


def pauses_of(state: State, party: str = "") -> list[Pause]:
    """Days on which no surcharge of a party runs: a remedy is pending (APL 73), its own or one of the whole matter."""
    return [
        Pause(hold.since.date(), hold.until.date() if hold.until else None, hold.reason)
        for hold in state.holds
        if hold.kind == "remedy_pending" and (not party or hold.party in ("", party))
    ]


def surcharge_on(
    ledger: Ledger, fine: Obligation, day: date, pauses: Iterable[Pause] = (), incoming: Decimal = ZERO
) -> Decimal:
    """The surcharge that has run on a fine by `day`, on the full fine until it is paid (APL 72 ¶1(1); ACL 45).

    It is fixed when the fine is paid; a fine paid in time bears none, whatever comes in later. Under terms it runs only
    after the last day of a part that was missed. `incoming` is what is being paid on `day`.
    """
    if fine.due is None or fine.cancelled or fine.surcharge == "none":
        return ZERO
    fixed = [o for o in ledger.of(fine.party, "surcharge", fine.decision) if not o.cancelled]
    if fixed:
        return fixed[0].amount
    if not ledger.open(fine):
        return ZERO
    paid = [(fine.since, fine.carried)] if fine.carried else []
    paid += [(m.on, m.amount) for m in ledger.movements if m.obligation == fine.key and not m.beyond]
    if incoming:
        paid.append((day, incoming))
    until = max([day, *(on for on, _amount in paid)])
    return surcharge_of(_runs(fine, sorted(paid), until, tuple(pauses)), fine.amount, on=until)


def _runs(
    fine: Obligation, paid: list[tuple[date, Decimal]], until: date, pauses: tuple[Pause, ...]
) -> list[tuple[Decimal, int]]:
    """Sums with the days each was late: of the fine, or of every part of its plan."""
    before = fine.amount - sum((part.amount for part in _parts(fine)), ZERO)
    left = _without(paid, before)
    runs: list[tuple[Decimal, int]] = []
    for part in _parts(fine):
        late = _late(part.due, part.amount, left, until, pauses, fine.surcharge == "unpaid")
        if fine.missed == "fine" and any(days for _owed, days in late):  # the plan falls with the first part missed
            return _late(part.due, fine.amount, paid, until, pauses, fine.surcharge == "unpaid")
        runs += late
        left = _without(left, part.amount)
    return runs


def _without(paid: list[tuple[date, Decimal]], amount: Decimal) -> list[tuple[date, Decimal]]:
    """The payments that are left when the first `amount` of them is taken away."""
    found = []
    for on, sum_paid in paid:
        taken = min(sum_paid, amount)
        amount -= taken
        if sum_paid > taken:
            found.append((on, sum_paid - taken))
    return found


def _late(
    due: date, amount: Decimal, paid: list[tuple[date, Decimal]], until: date, pauses: tuple[Pause, ...], unpaid: bool
) -> list[tuple[Decimal, int]]:
    """Days after `due` on which a sum was open: on the whole of it until all is paid, or on what was unpaid."""
    runs, owed, since = [], amount, due
    for on, sum_paid in [*paid, (until, ZERO)]:
        if owed <= ZERO:
            break
        if on > since:
            runs.append((owed if unpaid else amount, surcharge_days(since, on, pauses)))
            since = on
        owed -= sum_paid
    return runs


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
    party: str = "",
    decision: str = "",
    mistaken: bool = False,
) -> Ledger:
    """Money comes in, of one party where it is named: the fine first, then what is confiscated, then the surcharge (fixed
    once the fine is paid in full); the rest is owed back. `mistaken`: it was meant for something else and goes back whole.
    """
    paper = {"kind": kind, "on": day, "receipt": receipt, "reference": reference, "entry": entry}
    fine = ledger.fine(party, decision)
    if mistaken:
        return _owed_back(ledger, amount, party, decision, MISTAKEN, paper)
    left = amount
    for one in (fine, *ledger.of(party, "confiscation", decision)):
        if one is not None:
            ledger, left = _pay(ledger, one, left, paper)
    if fine is not None:
        ledger = _with_surcharge(ledger, fine, surcharge_due, day)
    for one in ledger.of(party, "surcharge", decision):
        ledger, left = _pay(ledger, one, left, paper)
    if not left:
        return ledger
    owes = any(not o.owed_by_organ for o in ledger.of(party, decision=decision))
    return _owed_back(ledger, left, party, decision, OVERPAID if owes else MISTAKEN, paper)


def _pay(ledger: Ledger, one: Obligation, left: Decimal, paper: dict[str, object]) -> tuple[Ledger, Decimal]:
    """What fits of `left` goes on one obligation; the ledger, and what is left over."""
    part = min(left, ledger.open(one))
    if part <= ZERO:
        return ledger, left
    return move(ledger, obligation=one.key, amount=part, **paper), left - part


def _owed_back(
    ledger: Ledger, amount: Decimal, party: str, decision: str, ground: str, paper: dict[str, object]
) -> Ledger:
    """A refund is owed for money that came in beyond what was owed; it stands on the party's own obligation if it has one."""
    own = [o for o in ledger.of(party, decision=decision) if not o.owed_by_organ]
    one = next((o for o in own if o.kind == "fine"), own[0] if own else None)
    charged = charge(
        ledger, kind="refund", party=one.party if one else party, decision=one.decision if one else decision, amount=amount,
        since=paper["on"], owed_by_organ=True, ground=ground,
    )  # fmt: skip
    on = one.key if one else charged.obligations[-1].key
    return move(charged, obligation=on, amount=amount, ground=ground, **paper)


def paid_on(ledger: Ledger, party: str = "") -> list[date]:
    """The days on which something was paid on the fine in force."""
    fine = ledger.fine(party)
    return [m.on for m in ledger.movements if fine and m.obligation == fine.key and not m.beyond]


def _with_surcharge(ledger: Ledger, fine: Obligation, amount: Decimal, day: date) -> Ledger:
    """The surcharge is fixed once the fine is paid in full."""
    known = any(not o.cancelled for o in ledger.of(fine.party, "surcharge", fine.decision))
    if ledger.open(fine) or not amount or known:
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
        paid[one.party] = paid.get(one.party, ZERO) + ledger.paid(one.key)
        kept.append(one.model_copy(update={"cancelled": day}))
    ledger = ledger.model_copy(update={"obligations": tuple(kept)})
    for party, amount in paid.items():
        if amount > ZERO:
            ledger = charge(ledger, kind="refund", party=party, decision=decision, amount=amount, since=day,
                            owed_by_organ=True, ground=ground)  # fmt: skip
    return ledger


def refund(
    ledger: Ledger, amount: Decimal, day: date, *, receipt: str, reference: str, entry: int, party: str = ""
) -> Ledger:
    """The organ pays back, oldest refund first."""
    left = amount
    for one in [o for o in ledger.of(party) if o.owed_by_organ and ledger.open(o)]:
        part = min(left, ledger.open(one))
        if part:
            ledger = move(ledger, obligation=one.key, kind="refund", amount=part, on=day, receipt=receipt,
                          reference=reference, ground=one.ground, entry=entry)  # fmt: skip
            left -= part
    return ledger


def write_off(ledger: Ledger, party: str, day: date, *, ground: str, document: str, entry: int) -> Ledger:
    """Enforcement ends (ACL 40): whatever the party still owes is written off, with ground and paper."""
    for one in ledger.of(party):
        if not one.owed_by_organ and ledger.open(one):
            ledger = move(ledger, obligation=one.key, kind="write_off", amount=ledger.open(one), on=day,
                          reference=document, ground=ground, entry=entry)  # fmt: skip
    return ledger


def grant(ledger: Ledger, fine: Obligation, plan: Iterable[Instalment], missed: str) -> Ledger:
    """The fine is to be paid by the parts of `plan`; they sum to what is open of it."""
    return ledger.model_copy(
        update={"obligations": replaced(ledger.obligations, fine.key, plan=tuple(plan), missed=missed)}
    )
