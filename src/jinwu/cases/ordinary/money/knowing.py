"""What is known of the money of a case: what a decision obliges to, who is overdue, where the case stands. Pure."""

from __future__ import annotations

from datetime import date, datetime
from decimal import Decimal

from jinwu.collection import state as ledgers
from jinwu.collection.replacing import fall_due
from jinwu.collection.state import ZERO, Demand, Ledger, Obligation
from jinwu.matters.context import Context
from jinwu.matters.state import replaced

from ...state import Decision
from ..stages import AFTER_SERVICE, DECIDED, OVERDUE, PERFORMED, SERVED
from ..state import OrdinaryState

#: The paper of a demand; its service starts the ten working days.
DEMAND = "demand_notice"


def confiscated(decision: Decision) -> Decimal:
    """The money that a decision confiscates; goods without a sum are handed over, not paid."""
    return sum((line.amount or ZERO for line in decision.lines if line.kind == "confiscation"), ZERO)


def owes_money(decision: Decision) -> bool:
    """Whether something is to be paid under the decision."""
    return bool(decision.fine or confiscated(decision))


def surcharge_mode(ctx: Context) -> str:
    """On what a surcharge runs: the fine or its unpaid part; on nothing where the decision does not state it (ACL 45)."""
    return str(ctx.profile("surcharge.principal")) if ctx.profile("collection.surcharge") else "none"


def charge_decision(
    ledger: Ledger, decision: Decision, party: str, on: date, due: date | str | None, *, surcharge: str = "fine"
) -> Ledger:
    """What the party owes from the day its decision was served: the fine, and the money confiscated. Once only; what a
    changed decision took over gets its last day."""
    if any(not one.cancelled and not one.owed_by_organ for one in ledger.of(party, decision=decision.key)):
        return fall_due(ledger, party, decision.key, due, surcharge) if isinstance(due, date) else ledger
    for kind, amount in (("fine", decision.fine), ("confiscation", confiscated(decision))):
        if amount:
            ledger = ledgers.charge(ledger, kind=kind, party=party, decision=decision.key, amount=amount, since=on, due=due,
                                    surcharge=surcharge if kind == "fine" else "none")  # fmt: skip
    return ledger


def cancel_decision(ledger: Ledger, decision: str, party: str, on: date, ground: str) -> Ledger:
    """A decision falls: what its party still owes is cancelled, what it paid is owed back."""
    return ledgers.cancel(ledger, decision, on, ground)


def surcharge(state: OrdinaryState, party: str, day: date, incoming: Decimal = ZERO) -> Decimal:
    """What has run on the party's fine by `day`, were `incoming` paid on it."""
    fine = state.ledger.fine(party)
    return ledgers.surcharge_on(state.ledger, fine, day, ledgers.pauses_of(state, party), incoming) if fine else ZERO


def overdue(state: OrdinaryState, party: str) -> bool:
    """Whether the party's term to pay, or that of a part, has lapsed with something open. A changed decision that is not
    served yet has no term."""
    return (
        any(one.due for one in to_pay(state, party) if state.ledger.open(one))
        and state.timer("T13", party) is not None
        and not state.running("T13", subject=party)
    )


def to_pay(state: OrdinaryState, party: str) -> tuple[Obligation, ...]:
    """What the party owes under its decisions, paid or not."""
    return tuple(one for one in state.ledger.of(party) if not one.owed_by_organ and not one.cancelled)


def nothing_owed(state: OrdinaryState) -> bool:
    """Whether every decision on money was served and no party owes anything."""
    for party in state.of_parties():
        decision = state.decision_of(party)
        if decision and owes_money(decision) and not to_pay(state, party) and not state.out_of_reach(party):
            return False
    return state.ledger.balance() == ZERO


def money_done(state: OrdinaryState) -> bool:
    """Whether all is settled: nothing is owed, and nothing is to be returned. Only then is a case closed."""
    return nothing_owed(state) and state.ledger.refundable() == ZERO


def stage_after_money(state: OrdinaryState) -> str:
    """Where the money leads: performed, overdue, or served and waiting. Empty before the decision and after the end."""
    if state.stage not in (DECIDED, *AFTER_SERVICE):
        return ""
    if nothing_owed(state):
        return PERFORMED
    return OVERDUE if any(overdue(state, party) for party in state.of_parties()) else SERVED


def window_start(state: OrdinaryState, party: str) -> date | None:
    """The day from which the three months to ask the court run: the last day of the remedies, or of the terms (ACL 53; APL 72).

    After reconsideration only the suit that follows it counts.
    """
    remedy = state.timer("T20", party) or state.timer("T19", party) or state.timer("T18", party)
    fine = state.ledger.fine(party)
    days = [remedy.due] if remedy else []
    days += [part.due for part in fine.plan] if fine else []
    return max(days, default=None)


def demand_of(state: OrdinaryState, paper: str) -> Demand | None:
    """The demand that a paper of the case is; each demand makes one paper."""
    made = [one.key for one in state.papers if one.paper == DEMAND]
    place = made.index(paper) if paper in made else len(made)
    return state.ledger.demands[place] if place < len(state.ledger.demands) else None


def demand_served(ledger: Ledger, demand: str, at: datetime) -> Ledger:
    """The demand reached its party."""
    return ledger.model_copy(update={"demands": replaced(ledger.demands, demand, served_at=at)})
