"""What the law asks of collecting, handing in, paying, returning, and of closing."""

from __future__ import annotations

from jinwu.law.citations import ACL, APL
from jinwu.law.messages import N_, say
from jinwu.law.summary import check_receipt, on_the_spot_ground
from jinwu.law.vocabulary import Finding, block
from jinwu.matters.context import Context

from ... import queries
from ...state import CaseState


@block("collectable", N_("Ground and receipt"), APL(68), APL(69), APL(70))
def collectable(ctx: Context) -> Finding | None:
    state: CaseState = ctx.state
    fine = state.ledger.fine()
    if fine is None:
        return Finding(say("No fine is owed."), say("Nothing is to be collected."))
    if ctx.data.amount > state.ledger.open(fine):
        return Finding(say("{owed} yuan are owed; {amount} yuan cannot be collected.", owed=state.ledger.open(fine),
                           amount=ctx.data.amount),
                       say("Collect at most what is owed."), field="amount")  # fmt: skip
    return on_the_spot_ground(fine.amount, ctx.data.ground, ctx.day, requested=ctx.data.requested) or check_receipt(
        ctx.data.receipt
    )


@block("receipt_once", N_("Receipt used once"), APL(70))
def receipt_once(ctx: Context) -> Finding | None:
    number, check = ctx.data.receipt, say("Check the number on the receipt.")
    if not number:
        return None
    if any(move.receipt == number for move in ctx.state.ledger.movements):
        return Finding(say("The receipt {number} stands for another payment.", number=number), check, field="receipt")
    if queries.receipt_used(number, ctx.matter):
        return Finding(say("The receipt {number} stands in another matter.", number=number), check, field="receipt")
    return None


@block("cash_out", N_("Cash to hand in"), APL(71))
def cash_out(ctx: Context) -> Finding | None:
    if ctx.state.ledger.cash_out():
        return None
    return Finding(say("No collected cash is waiting to be handed in."), say("Nothing is left to do here."))


@block("cash_handed_in", N_("Cash handed in"), APL(71), met_by=("hand_in",))
def cash_handed_in(ctx: Context) -> Finding | None:
    if any(c.handed_in_at and not c.deposited_at for c in ctx.state.ledger.cash):
        return None
    return Finding(
        say("No cash has been handed in that is not yet at the bank."), say("Wait for the officer to hand it in.")
    )


@block("paid_day", N_("Day of the payment"), APL(67))
def paid_day(ctx: Context) -> Finding | None:
    if ctx.data.paid_on > ctx.recorded_at.date():
        return Finding(
            say("The payment is dated in the future."), say("Enter the day on the bank's slip."), field="paid_on"
        )
    owed_since = min((one.since for one in ctx.state.ledger.obligations), default=None)
    if owed_since and ctx.data.paid_on < owed_since:
        return Finding(say("The payment is dated before the fine was owed, on {day}.", day=owed_since),
                       say("Enter the day on the bank's slip."), field="paid_on")  # fmt: skip
    return None


@block("something_owed", N_("A fine is owed"), APL(67))
def something_owed(ctx: Context) -> Finding | None:
    if ctx.state.ledger.obligations:
        return None
    return Finding(say("No fine is owed in this matter."), say("Check the number of the decision."))


@block("refund_owed", N_("A refund is owed"), APL(75))
def refund_owed(ctx: Context) -> Finding | None:
    owed = ctx.state.ledger.refundable()
    if ctx.data.amount <= owed:
        return None
    return Finding(say("{owed} yuan are to be returned; {amount} yuan would be too much.", owed=owed,
                       amount=ctx.data.amount), say("Return at most what is owed."), field="amount")  # fmt: skip


@block("refund_open", N_("A refund is owed"), APL(75))
def refund_open(ctx: Context) -> Finding | None:
    if ctx.state.ledger.refundable():
        return None
    return Finding(say("Nothing is to be returned."), say("Nothing is left to do here."))


@block("still_owed", N_("A fine is owed"), APL(67))
def still_owed(ctx: Context) -> Finding | None:
    if ctx.state.ledger.balance():
        return None
    return Finding(say("No fine is owed."), say("Nothing is to be collected."))


@block("lapsed", N_("Term to pay lapsed"), APL(72), ACL(45))
def lapsed(ctx: Context) -> Finding | None:
    timer = next(iter(ctx.state.running("T13")), None)
    if timer and ctx.day > timer.due:
        return None
    return Finding(say("The term to pay has not lapsed."), say("Wait for its last day."))


@block("settled", N_("All sums settled"), APL(67), APL(71), met_by=("pay", "deposit"))
def settled(ctx: Context) -> Finding | None:
    ledger = ctx.state.ledger
    if ledger.balance():
        return Finding(say("{owed} yuan are still owed.", owed=ledger.balance()), say("Record the payment first."))
    if ledger.refundable():
        return Finding(
            say("{owed} yuan are still to be returned.", owed=ledger.refundable()), say("Return them first.")
        )
    if any(c.deposited_at is None for c in ledger.cash):
        return Finding(say("Cash collected on the spot has not reached the bank."),
                       say("Hand it in and have it paid into the bank first."))  # fmt: skip
    return None
