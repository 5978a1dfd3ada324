"""The steps about money."""

from __future__ import annotations

from jinwu.law.citations import ACL, APL, FINES
from jinwu.law.messages import N_
from jinwu.law.roles import Role
from jinwu.law.timers import T16, T17, T21, T22, T23, T23E, T23R, T24, T24A, T24R, T66
from jinwu.law.vocabulary import Actor
from jinwu.matters.guards import early
from jinwu.matters.inputs import ActInput
from jinwu.matters.jobs import Lapse, lapse
from jinwu.matters.timing import timers

from ...summary.guards.money import receipt_once
from ..investigation import known_party
from ..stages import AFTER_SERVICE, CLOSED, DECIDED, OVERDUE, RECHECKED, REVOKED, SERVED, ordinary
from . import effects, guards, inputs, prepare

#: One party may be served, and be late, before another one's decision is; it may pay before the other is decided on.
WITH_MONEY = (DECIDED, *AFTER_SERVICE)
UNPAID = (DECIDED, SERVED, OVERDUE)

step = ordinary.step

pay = step(
    "pay", N_("Record a payment"), stage=((RECHECKED, *WITH_MONEY, CLOSED, REVOKED), None), by=Role.FISCAL_CLERK,
    leads=AFTER_SERVICE, input=inputs.PayOf, effect=effects.paid, prepare=prepare.paying,
    blocks=[known_party, guards.day_of_payment, receipt_once, guards.reference_once], marks=[guards.payer_owes],
    starts=[T66], basis=[APL(67), APL(72)],
    help=N_("A late payment is taken and its surcharge computed; too much is owed back."),
)  # fmt: skip
step(
    "ask_terms", N_("Receive an application to pay later or in parts"), stage=(UNPAID, None),
    by=(Role.OFFICER, Role.FISCAL_CLERK), input=inputs.AskTerms, effect=effects.asked,
    blocks=[known_party, guards.received_day, guards.fine_open, guards.asked_once], marks=[guards.asked_in_time],
    basis=[APL(66, 2)], side=True, help=N_("A late application is received too, and answered."),
)  # fmt: skip
grant = step(
    "grant_terms", N_("Answer an application for other terms"), stage=(UNPAID, None), by=Role.AUTHORITY_HEAD,
    leads=AFTER_SERVICE, input=inputs.GrantTerms, effect=effects.answered, prepare=prepare.answering,
    blocks=[guards.terms_waiting, guards.terms_in_time, guards.parts_sum, guards.parts_days],
    papers=["instalment_approval"], basis=[APL(66, 2)], side=True, help=N_("No surcharge runs while the party pays by the days granted."),
)  # fmt: skip
step(
    "lapse", N_("Term to pay lapsed"), stage=(WITH_MONEY, None), by=Role.SYSTEM, actor=Actor.SYSTEM,
    leads=(OVERDUE,), input=ActInput, effect=effects.lapsed, prepare=prepare.lapsing, blocks=[guards.term_lapsed],
    starts=[T16, T17, T22], basis=[APL(72), ACL(45), ACL(53), FINES(9)],
    help=N_("The day to pay has passed; the surcharge begins to run."),
)  # fmt: skip
demand = step(
    "demand", N_("Demand performance"), stage=(UNPAID, None), by=(Role.OFFICER, Role.UNIT_HEAD),
    input=inputs.MakeDemand, effect=effects.demanded, prepare=prepare.demanding,
    blocks=[known_party, guards.party_overdue], papers=["demand_notice"], basis=[ACL(35), ACL(54), APL(72)], side=True,
    help=N_("With the sum owed on that day, the manner, and the right to state and defend."),
)  # fmt: skip
state_on = step(
    "record_statement_on_demand", N_("Record what the party states on the demand"), stage=(UNPAID, None),
    by=(Role.OFFICER, Role.UNIT_HEAD), input=inputs.StateOnDemand, effect=effects.stated,
    blocks=[guards.demand_known], basis=[ACL(36)], side=True,
    help=N_("What the party says to the demand is heard and rechecked."),
)  # fmt: skip
apply = step(
    "apply_to_court", N_("Apply to the court for enforcement"), stage=(UNPAID, None), by=Role.AUTHORITY_HEAD,
    input=inputs.Apply, effect=effects.applied, prepare=prepare.applying,
    blocks=[known_party, guards.party_overdue, guards.remedies_over, guards.demanded_first, guards.statement_answered,
            guards.within_window, guards.materials_complete, guards.applied_once],
    starts=[T23], basis=[ACL(53), ACL(54), ACL(55)], side=True,
    help=N_("The court is asked to enforce what the party did not perform."),
)  # fmt: skip
ruling = step(
    "court_ruling", N_("Record the court's ruling"), stage=((*WITH_MONEY, CLOSED), None),
    by=(Role.OFFICER, Role.UNIT_HEAD, Role.LEGAL_REVIEWER), input=inputs.CourtRuling, effect=effects.ruled,
    prepare=prepare.ruling,
    blocks=[guards.ruling_follows, guards.received_in_order], starts=[T23R, T23E, T24], basis=[ACL(56), ACL(57), ACL(58)], side=True,
    help=N_("What the court answered, and when it came."),
)  # fmt: skip
object_to = step(
    "object_to_ruling", N_("Object to the court's ruling"), stage=((*WITH_MONEY, CLOSED), None), by=Role.AUTHORITY_HEAD,
    input=inputs.ObjectToRuling, effect=effects.objected, prepare=prepare.objecting,
    blocks=[guards.ruling_against, guards.not_anew], starts=[T24A, T24R], basis=[ACL(56, 2), ACL(58, 3)], side=True,
    help=N_("At the court above, within fifteen days from the ruling."),
)  # fmt: skip
let_stand = step(
    "let_ruling_stand", N_("Let the court's ruling stand"), stage=((*WITH_MONEY, CLOSED), None), by=Role.AUTHORITY_HEAD,
    input=inputs.LetRulingStand, effect=effects.left_standing, prepare=prepare.letting_stand, blocks=[guards.ruling_against],
    basis=[ACL(56, 2), ACL(58, 3)], side=True,
    help=N_("Nobody objects; the ruling holds."),
)  # fmt: skip
above = step(
    "court_above_ruling", N_("Record the ruling of the court above"), stage=((*WITH_MONEY, CLOSED), None),
    by=(Role.OFFICER, Role.UNIT_HEAD, Role.LEGAL_REVIEWER), input=inputs.RulingOfCourtAbove, effect=effects.answered_above,
    prepare=prepare.ruling_above, blocks=[guards.objection_waits], starts=[T23R], basis=[ACL(56, 2), ACL(58, 3)], side=True,
    help=N_("What the court above ruled on the objection."),
)  # fmt: skip
refund = step(
    "refund", N_("Return money"), stage=((*WITH_MONEY, CLOSED, REVOKED), None), by=Role.FISCAL_CLERK,
    input=inputs.RefundOf, effect=effects.refunded, prepare=prepare.refunding,
    blocks=[known_party, guards.refund_to_party], starts=[T66], basis=[APL(75), ACL(41)], side=True,
    help=N_("What was paid without being owed goes back."),
)  # fmt: skip
write_off = step(
    "write_off", N_("End enforcement and write off"), stage=(UNPAID, None), by=Role.AUTHORITY_HEAD,
    leads=AFTER_SERVICE, input=inputs.WriteOff, effect=effects.written_off, prepare=prepare.after_write_off,
    blocks=[known_party, guards.party_owes, guards.ground_fits_party], starts=[T66], basis=[ACL(40)], side=True,
    help=N_("Nothing can be enforced any more; what is owed is written off."),
)  # fmt: skip

early(pay, guards.anything_charged)
early(grant, guards.terms_waiting)
early(demand, guards.party_overdue)
early(state_on, guards.demand_known)
early(apply, guards.party_overdue)
early(ruling, guards.ruling_follows)
early(object_to, guards.ruling_against)
early(let_stand, guards.ruling_against)
early(above, guards.objection_waits)
early(refund, guards.refund_to_party)
early(write_off, guards.anyone_owes)

lapse(Lapse(ordinary.key, "T13", "lapse"))

for _timer in (T16, T17, T21, T22, T23, T23E, T23R, T24, T24A, T24R, T66):
    if _timer.key not in timers:
        timers.add(_timer.key, _timer)
