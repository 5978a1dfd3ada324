"""What the law asks of payments, terms, refunds, the end of enforcement, the demand and the way to the court."""

from __future__ import annotations

from datetime import date

from jinwu.collection.queries import reference_used
from jinwu.law.citations import ACL, APL
from jinwu.law.enforcement import EndGround, Material
from jinwu.law.messages import N_, say
from jinwu.law.parties import PartyKind
from jinwu.law.vocabulary import Finding, block, mark
from jinwu.matters.context import Context

from ..asking import party_of
from .knowing import overdue, to_pay
from .prepare import lapsed_term

_NOTHING_LEFT = say("Nothing is left to do here.")
_FROM_THE_LIST = say("Choose one from the list.")


@block("day_of_payment", N_("Day of the payment"), APL(67))
def day_of_payment(ctx: Context) -> Finding | None:
    slip = say("Enter the day on the bank's slip.")
    if ctx.data.paid_on > ctx.recorded_at.date():
        return Finding(say("The payment is dated in the future."), slip, field="paid_on")
    owed = to_pay(ctx.state, ctx.data.party)
    if not owed or ctx.data.mistaken:
        return None
    since = min(one.since for one in owed)
    if ctx.data.paid_on < since:
        return Finding(
            say("The payment is dated before the fine was owed, on {day}.", day=since), slip, field="paid_on"
        )
    return None


@block("reference_once", N_("Bank reference used once"), APL(67))
def reference_once(ctx: Context) -> Finding | None:
    number, check = ctx.data.reference, say("Compare with the bank's slip: the same payment is recorded once.")
    incoming = [one for one in ctx.state.ledger.movements if one.kind in ("bank", "court")]
    if any(one.reference == number for one in incoming):
        return Finding(say("The bank reference {number} stands for another payment.", number=number), check,
                       field="reference")  # fmt: skip
    if reference_used(number, ctx.matter):
        return Finding(say("The bank reference {number} stands in another matter.", number=number), check,
                       field="reference")  # fmt: skip
    return None


@mark("payer_owes", N_("The payer owes something"), APL(67))
def payer_owes(ctx: Context) -> Finding | None:
    if ctx.data.mistaken or ctx.state.ledger.balance(ctx.data.party):
        return None
    return Finding(say("This party owes nothing; what it paid is owed back."),
                   say("Return it, or record it where it was meant."))  # fmt: skip


@block("anything_charged", N_("Something is owed"), APL(67))
def anything_charged(ctx: Context) -> Finding | None:
    if ctx.state.ledger.obligations:
        return None
    return Finding(say("No decision on money has been served in this case."), say("Serve the decision first."))


# terms (APL 66)


@block("received_day", N_("Day of the application"), APL(66, 2))
def received_day(ctx: Context) -> Finding | None:
    if ctx.data.received_on <= ctx.recorded_at.date():
        return None
    return Finding(say("The application is dated in the future."), say("Enter the day it was received."),
                   field="received_on")  # fmt: skip


@block("fine_open", N_("A fine is open"), APL(66, 2))
def fine_open(ctx: Context) -> Finding | None:
    if ctx.state.ledger.owed(ctx.data.party, "fine"):
        return None
    return Finding(say("This party has no fine to pay."), _NOTHING_LEFT, field="party")


@block("asked_once", N_("One application at a time"), APL(66, 2))
def asked_once(ctx: Context) -> Finding | None:
    if not any(one.party == ctx.data.party and one.status == "asked" for one in ctx.state.ledger.terms):
        return None
    return Finding(say("An application of this party waits for its answer."), say("Answer it first."), field="party")


@mark("asked_in_time", N_("Asked for within the term to pay"), APL(66, 1), APL(66, 2))
def asked_in_time(ctx: Context) -> Finding | None:
    term = ctx.state.timer("T13", ctx.data.party)
    if term is None or ctx.data.received_on <= term.due:
        return None
    return Finding(say("The application came after the last day to pay, {day}.", day=term.due),
                   say("It is received, and declined with that reason."))  # fmt: skip


@block("terms_waiting", N_("An application waits"), APL(66, 2))
def terms_waiting(ctx: Context) -> Finding | None:
    if ctx.data is None:
        if any(one.status == "asked" for one in ctx.state.ledger.terms):
            return None
        return Finding(say("No application for other terms waits for an answer."), _NOTHING_LEFT)
    if any(one.key == ctx.data.terms and one.status == "asked" for one in ctx.state.ledger.terms):
        return None
    return Finding(say("There is no such application, or it was answered."), _FROM_THE_LIST, field="terms")


@block("terms_in_time", N_("Asked for within the term to pay"), APL(66, 1), APL(66, 2))
def terms_in_time(ctx: Context) -> Finding | None:
    asked = _asked(ctx)
    if asked is None or ctx.data.outcome != "granted" or not asked.late:
        return None
    return Finding(say("The application came after the last day to pay, {day}.", day=asked.last_day),
                   say("Decline it with that reason; only an agreement on enforcement remains."), field="outcome")  # fmt: skip


@block("parts_sum", N_("The parts sum to the fine"), APL(66, 2))
def parts_sum(ctx: Context) -> Finding | None:
    asked = _asked(ctx)
    if asked is None or ctx.data.outcome != "granted":
        return None
    parts = ctx.data.parts
    wanted = 1 if asked.kind == "deferral" else 2
    if len(parts) < wanted or (asked.kind == "deferral" and len(parts) > 1):
        what = (say("A deferral has one day for the whole sum.") if asked.kind == "deferral"
                else say("Instalments are at least two parts."))  # fmt: skip
        return Finding(what, say("Enter each part with its last day."), field="parts")
    total, still = sum(part.amount for part in parts), ctx.state.ledger.owed(asked.party, "fine")
    if total != still:
        return Finding(say("The parts sum to {total} yuan; {open} yuan of the fine are open.", total=total, open=still),
                       say("Let the parts sum to what is open."), field="parts")  # fmt: skip
    return None


@block("parts_days", N_("Days of the parts"), APL(66, 2))
def parts_days(ctx: Context) -> Finding | None:
    asked = _asked(ctx)
    if asked is None or ctx.data.outcome != "granted":
        return None
    last: date | None = None
    for number, part in enumerate(ctx.data.parts):
        where = f"parts.{number}.due"
        if part.due <= ctx.day:
            return Finding(say("The part would be due on {day}, which has passed.", day=part.due),
                           say("Choose a day ahead."), field=where)  # fmt: skip
        if asked.last_day and part.due <= asked.last_day:
            return Finding(say("Until {day} the party may pay anyway.", day=asked.last_day),
                           say("Choose a day after the term to pay."), field=where)  # fmt: skip
        rolled = ctx.calendar.next_working(part.due)
        if last and rolled <= last:
            return Finding(say("The parts are not in the order of their days, or two fall on one working day."),
                           say("Let each part follow the one before."), field=where)  # fmt: skip
        last = rolled
    return None


def _asked(ctx: Context):
    return next((one for one in ctx.state.ledger.terms if one.key == ctx.data.terms), None)


# money back, and the end


@block("refund_to_party", N_("A refund is owed"), APL(75), ACL(41))
def refund_to_party(ctx: Context) -> Finding | None:
    if ctx.data is None:
        return None if ctx.state.ledger.refundable() else Finding(say("Nothing is to be returned."), _NOTHING_LEFT)
    owed = ctx.state.ledger.refundable(ctx.data.party)
    if ctx.data.amount <= owed:
        return None
    return Finding(say("{owed} yuan are to be returned to this party; {amount} yuan would be too much.", owed=owed,
                       amount=ctx.data.amount), say("Return at most what is owed."), field="amount")  # fmt: skip


@block("party_owes", N_("The party owes something"), APL(67), ACL(40))
def party_owes(ctx: Context) -> Finding | None:
    if ctx.state.ledger.balance(ctx.data.party):
        return None
    return Finding(say("This party owes nothing."), _NOTHING_LEFT, field="party")


@block("anyone_owes", N_("The party owes something"), APL(67), ACL(40))
def anyone_owes(ctx: Context) -> Finding | None:
    return None if ctx.state.ledger.balance() else Finding(say("No fine is owed."), _NOTHING_LEFT)


@block("ground_fits_party", N_("Ground for ending enforcement"), ACL(40))
def ground_fits_party(ctx: Context) -> Finding | None:
    party = party_of(ctx.state, ctx.data.party)
    if party is None or party.kind is None:
        return None
    organisation = party.kind is PartyKind.ORGANISATION
    if ctx.data.ground is EndGround.DIED and organisation:
        return Finding(say("An organisation does not die."), say("Name the ground that applies."), field="ground")
    if ctx.data.ground is EndGround.DISSOLVED and party.kind is PartyKind.PERSON:
        return Finding(say("A person is not dissolved."), say("Name the ground that applies."), field="ground")
    return None


# lapse, demand, court


@block("term_lapsed", N_("Term to pay lapsed"), APL(72), ACL(45))
def term_lapsed(ctx: Context) -> Finding | None:
    if lapsed_term(ctx.state, ctx.day):
        return None
    return Finding(say("The term to pay has not lapsed."), say("Wait for its last day."))


@block("party_overdue", N_("The party is overdue"), ACL(53), ACL(54))
def party_overdue(ctx: Context) -> Finding | None:
    if ctx.data is None:
        if any(overdue(ctx.state, key) for key in ctx.state.of_parties()):
            return None
        return Finding(say("No party is overdue."), say("Wait for the last day to pay."))
    if overdue(ctx.state, ctx.data.party):
        return None
    return Finding(say("This party is not overdue: its term runs, or it owes nothing."),
                   say("Wait for the last day to pay."), field="party")  # fmt: skip


@block("demand_known", N_("A demand that was served"), ACL(36))
def demand_known(ctx: Context) -> Finding | None:
    served = {one.key for one in ctx.state.ledger.demands if one.served_at}
    if served if ctx.data is None else ctx.data.demand in served:
        return None
    return Finding(say("There is no such demand, or it was not served."), _FROM_THE_LIST, field="demand")


@block("demanded_first", N_("Ten working days after the demand"), ACL(54), met_by=("demand",))
def demanded_first(ctx: Context) -> Finding | None:
    term = ctx.state.timer("T21", ctx.data.party)
    if term is None:
        return Finding(say("The party has not been called upon to perform."), say("Make a demand and serve it first."),
                       field="party")  # fmt: skip
    if ctx.day > term.due:
        return None
    return Finding(
        say("The party may still perform until {day}.", day=term.due), say("Wait for that day."), field="party"
    )


@block("statement_answered", N_("What the party stated on the demand"), ACL(36), met_by=("record_statement_on_demand",))
def statement_answered(ctx: Context) -> Finding | None:
    mine = [one for one in ctx.state.ledger.demands if one.party == ctx.data.party and one.served_at]
    if not mine or mine[-1].outcome != "adopted":
        return None
    return Finding(say("What the party stated on the demand was adopted."),
                   say("Act on it first: correct the decision, or make a new demand."), field="party")  # fmt: skip


@block("remedies_over", N_("No remedy pending or open"), ACL(53))
def remedies_over(ctx: Context) -> Finding | None:
    if any(hold.kind == "remedy_pending" and hold.party in ("", ctx.data.party) for hold in ctx.state.holds_now()):
        return Finding(say("Reconsideration or litigation is pending."), say("Wait for its result."))
    windows = [
        one for one in ctx.state.running() if one.subject == ctx.data.party and one.timer in ("T18", "T19", "T20")
    ]
    last = max((one.due for one in windows), default=None)
    if last is None or ctx.day > last:
        return None
    return Finding(
        say("The party may still seek a remedy until {day}.", day=last), say("Wait for that day."), field="party"
    )


@block("within_window", N_("Three months to apply"), ACL(53))
def within_window(ctx: Context) -> Finding | None:
    window = ctx.state.timer("T22", ctx.data.party)
    if window is None or ctx.day <= window.due or ctx.data.late_ground:
        return None
    return Finding(say("The three months to apply ended on {day}.", day=window.due),
                   say("Name the justified ground for applying late; the court decides whether it accepts."),
                   field="late_ground")  # fmt: skip


@block("materials_complete", N_("Materials for the court"), ACL(55))
def materials_complete(ctx: Context) -> Finding | None:
    if set(Material) <= set(ctx.data.materials):
        return None
    return Finding(say("The materials for the court are not complete."), say("Add what is missing; the court asks for all of it."),
                   field="materials")  # fmt: skip


@block("applied_once", N_("One application at a time"), ACL(53))
def applied_once(ctx: Context) -> Finding | None:
    standing = ("filed", "accepted", "examining", "granted", "objected")
    if not any(one.party == ctx.data.party and one.status in standing for one in ctx.state.ledger.applications):
        return None
    return Finding(say("The court has an application against this party."), say("Wait for its ruling."), field="party")


_FOLLOWS = {
    "filed": ("accepted", "not_accepted"), "accepted": ("examining", "granted", "refused"), "examining": ("granted", "refused"),
}  # fmt: skip


@block("ruling_follows", N_("Order of the court's answers"), ACL(56), ACL(57))
def ruling_follows(ctx: Context) -> Finding | None:
    if ctx.data is None:
        if any(one.status in _FOLLOWS for one in ctx.state.ledger.applications):
            return None
        return Finding(say("No application waits for the court."), _NOTHING_LEFT)
    found = next((one for one in ctx.state.ledger.applications if one.key == ctx.data.application), None)
    if found is None:
        return Finding(say("There is no such application."), _FROM_THE_LIST, field="application")
    if ctx.data.outcome not in _FOLLOWS.get(found.status, ()):
        return Finding(say("This ruling does not follow from where the application stands."),
                       say("An application is accepted first, then granted or refused."), field="outcome")  # fmt: skip
    if not found.at.date() <= ctx.data.ruled_on <= ctx.recorded_at.date():
        return Finding(say("The ruling is dated before the application, or in the future."),
                       say("Enter the day on the ruling."), field="ruled_on")  # fmt: skip
    if ctx.data.outcome in ("not_accepted", "refused") and not ctx.data.reason:
        return Finding(say("The court's reason is missing."), say("Enter it from the ruling."), (ACL(58),), "reason")
    return None


_AGAINST = ("not_accepted", "refused")


@block("received_in_order", N_("Day the ruling was received"), ACL(56, 2), ACL(58, 3))
def received_in_order(ctx: Context) -> Finding | None:
    received = ctx.data.received_on
    if received is None or ctx.data.ruled_on <= received <= ctx.recorded_at.date():
        return None
    return Finding(say("The ruling cannot be received before it was made, or in the future."),
                   say("Enter the day it came."), field="received_on")  # fmt: skip


@block("ruling_against", N_("A ruling against the application"), ACL(56, 2), ACL(58, 3))
def ruling_against(ctx: Context) -> Finding | None:
    against = [one for one in ctx.state.ledger.applications if one.status in _AGAINST and not one.objected_to]
    if ctx.data is None:
        return None if against else Finding(say("No ruling stands against an application."), _NOTHING_LEFT)
    found = next((one for one in against if one.key == ctx.data.application), None)
    if found is None:
        return Finding(say("There is no such ruling, or it was objected to."), _FROM_THE_LIST, field="application")
    on = getattr(ctx.data, "objected_on", None)
    if on and found.received_on and not found.received_on <= on <= ctx.recorded_at.date():
        return Finding(say("The objection is dated before the ruling came, or in the future."),
                       say("Enter the day on the objection."), field="objected_on")  # fmt: skip
    return None


@block("not_anew", N_("No later application"), ACL(53))
def not_anew(ctx: Context) -> Finding | None:
    found = next((one for one in ctx.state.ledger.applications if one.key == ctx.data.application), None)
    later = [one for one in ctx.state.ledger.applications if found and one.party == found.party and one.at > found.at]
    if not later:
        return None
    return Finding(say("The court has been asked anew since."), say("Wait for the ruling on that application."),
                   field="application")  # fmt: skip


@block("objection_waits", N_("An objection to a ruling waits"), ACL(56, 2), ACL(58, 3))
def objection_waits(ctx: Context) -> Finding | None:
    waiting = [one for one in ctx.state.ledger.applications if one.status == "objected"]
    if ctx.data is None:
        return None if waiting else Finding(say("No objection waits for the court above."), _NOTHING_LEFT)
    found = next((one for one in waiting if one.key == ctx.data.application), None)
    if found is None:
        return Finding(say("There is no such objection."), _FROM_THE_LIST, field="application")
    if found.objected_on and not found.objected_on <= ctx.data.ruled_on <= ctx.recorded_at.date():
        return Finding(say("The ruling is dated before the objection, or in the future."),
                       say("Enter the day on the ruling."), field="ruled_on")  # fmt: skip
    return None
