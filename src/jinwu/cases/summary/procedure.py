"""The summary procedure (简易程序, APL 51–53) as a table.

DRAFT → NOTICED → DECIDED → SERVED → FILED → PAID | OVERDUE → CLOSED → ARCHIVED; beside the road: CONVERTED, VOIDED, REVOKED.
"""

from __future__ import annotations

from typing import Any

from jinwu.casefile.archiving import archiving, file_complete, file_tidy
from jinwu.law.citations import ACL, APL, FINES
from jinwu.law.messages import N_
from jinwu.law.roles import Role
from jinwu.law.timers import T12, T13, T14, T15, T16, T18, T19, T52, T66, T67
from jinwu.law.vocabulary import Actor, Procedure
from jinwu.matters.door import procedures
from jinwu.matters.guards import early, no_crime_hold
from jinwu.matters.jobs import Lapse, lapse
from jinwu.matters.procedure import common_steps
from jinwu.matters.timing import timers

from ..publication import publication_steps
from ..state import CaseState
from . import effects, inputs, prepare
from .guards import deciding, facts, money

summary = Procedure("summary", N_("Summary procedure"), 1, CaseState, basis=(APL(51), APL(52), APL(53)))

DRAFT = summary.stage("draft", N_("Recorded on the spot"))
NOTICED = summary.stage("noticed", N_("Told and heard"))
DECIDED = summary.stage("decided", N_("Decided"))
SERVED = summary.stage("served", N_("Served"))
FILED = summary.stage("filed", N_("On record"))
OVERDUE = summary.stage("overdue", N_("Payment overdue"), rail=False)
PAID = summary.stage("paid", N_("Paid"))
CLOSED = summary.stage("closed", N_("Closed"))
ARCHIVED = summary.stage("archived", N_("Archived"), final=True)
CONVERTED = summary.stage("converted", N_("Converted to the ordinary procedure"), rail=False, final=True)
VOIDED = summary.stage("voided", N_("Ended without a penalty"), rail=False, final=True)
REVOKED = summary.stage("revoked", N_("Decision revoked"), rail=False)

AFTER_SERVICE = (SERVED, FILED, OVERDUE, PAID)
HEADS = (Role.UNIT_HEAD, Role.AUTHORITY_HEAD)
TWO: dict[str, Any] = {"by": Role.OFFICER, "actor": Actor.TWO_OFFICERS}
STREET: dict[str, Any] = {**TWO, "happens": True}  # done on the spot, also where no line reaches

step = summary.step

begin = step(
    "open", N_("Record on the spot"), stage=((), DRAFT), opening=True, **STREET,
    input=inputs.OpenSummary, effect=effects.opened, prepare=prepare.opening,
    blocks=[facts.credentials, facts.identity, facts.basis, facts.act_time, facts.summary_allowed,
            facts.prior_measure, facts.age, facts.limitation, facts.photos_kept],
    marks=[facts.evidence, facts.same_name], basis=[APL(51), APL(52)],
    help=N_("Facts must be conclusive and the basis in force; two certified officers are there."),
)  # fmt: skip
step(
    "notify", N_("Tell and hear the party"), stage=((DRAFT, NOTICED), NOTICED), **STREET,
    input=inputs.NotifyOrally, effect=effects.notified,
    blocks=[deciding.told, deciding.heard, deciding.some_penalty, deciding.warning_allowed, deciding.warned_first,
            deciding.in_range, deciding.within_limit, deciding.minor_lighter],
    basis=[APL(44), APL(45), APL(62)],
    help=N_("Facts, reasons, basis and the intended penalty are told; what the party says is heard and rechecked."),
)  # fmt: skip
decide = step(
    "decide", N_("Decide on the spot"), stage=(NOTICED, DECIDED), **STREET,
    input=inputs.Decide, effect=effects.decided,
    blocks=[no_crime_hold, deciding.some_penalty, deciding.warning_allowed, deciding.warned_first, deciding.in_range, deciding.within_limit, deciding.not_heavier,
            facts.age, deciding.minor_lighter, deciding.second_fine, facts.limitation, deciding.correction,
            deciding.payment, deciding.wording_complete, deciding.numbered_form],
    papers=["on_the_spot_decision"], starts=[T12], basis=[APL(51), APL(52)],
    help=N_("The decision is written on the next of your numbered forms."),
)  # fmt: skip
step(
    "serve", N_("Hand over the decision"), stage=(DECIDED, SERVED), **STREET,
    input=inputs.Serve, effect=effects.served, prepare=prepare.serving,
    blocks=[deciding.served_properly, deciding.not_served_yet, deciding.signed_what_was_shown], marks=[deciding.refusal_recorded, deciding.device_sheet],
    starts=[T13, T18, T19], basis=[APL(52), APL(61)],
    help=N_("The party signs on the decision, or the refusal is noted on it."),
)  # fmt: skip
step(
    "collect", N_("Collect on the spot"), stage=(AFTER_SERVICE, None), by=Role.OFFICER, happens=True,
    leads=(FILED, PAID), input=inputs.Collect, effect=effects.collected, prepare=prepare.after_money,
    blocks=[money.collectable, money.receipt_once], starts=[T14, T66], basis=[APL(68), APL(69), APL(70)], side=True,
    help=N_("Only on a ground of the law, and against a fiscal receipt."),
)  # fmt: skip
step(
    "file_record", N_("Report for the record"), stage=(AFTER_SERVICE, None), by=(Role.OFFICER, *HEADS),
    leads=(FILED, PAID), input=inputs.FileRecord, effect=effects.filed, prepare=prepare.filing, blocks=[deciding.filed_once],
    papers=["on_the_spot_filing"], stops=["T12"], starts=[T66], basis=[APL(52, 3)],
    help=N_("The decision is reported to the organ with its record form."),
)  # fmt: skip
step(
    "hand_in", N_("Hand in the collected cash"), stage=((*AFTER_SERVICE, REVOKED), None), by=(Role.OFFICER, Role.FISCAL_CLERK),
    input=inputs.HandIn, effect=effects.handed_in, blocks=[money.cash_out], stops=["T14"], starts=[T15],
    basis=[APL(71)],
    help=N_("Cash collected on the spot goes from the officer to the bureau."),
)  # fmt: skip
step(
    "deposit", N_("Pay the cash into the bank"), stage=((*AFTER_SERVICE, REVOKED), None), by=Role.FISCAL_CLERK,
    input=inputs.Deposit, effect=effects.deposited, blocks=[money.cash_handed_in], stops=["T15"], basis=[APL(71)],
    help=N_("The bureau pays the cash into the bank."),
)  # fmt: skip
step(
    "pay", N_("Record a payment"), stage=((*AFTER_SERVICE, REVOKED), None), by=Role.FISCAL_CLERK,
    leads=(FILED, PAID), input=inputs.Pay, effect=effects.paid, prepare=prepare.paying,
    blocks=[money.something_owed, money.paid_day, money.receipt_once], starts=[T66], basis=[APL(67), APL(72)],
    help=N_("A late payment is taken and its surcharge computed; too much is owed back."),
)  # fmt: skip
step(
    "lapse", N_("Term to pay lapsed"), stage=((SERVED, FILED), None), by=Role.SYSTEM, actor=Actor.SYSTEM,
    leads=(OVERDUE,), input=inputs.ActInput, effect=effects.overdue, prepare=prepare.lapsing, blocks=[money.lapsed],
    stops=["T13"], starts=[T16], basis=[APL(72), ACL(45), FINES(9)],
    help=N_("The day to pay has passed; the surcharge begins to run."),
)  # fmt: skip
step(
    "close", N_("Close the case"), stage=((PAID, REVOKED), CLOSED), by=HEADS,
    input=inputs.Close, effect=effects.closed, blocks=[money.settled, deciding.on_record],
    stops=["T66"], starts=[T67], basis=[APL(47), APL(52, 3)],
    help=N_("All is performed and the case is closed."),
)  # fmt: skip
step(
    "archive", N_("File into the archive"), stage=(CLOSED, ARCHIVED), by=Role.ARCHIVIST,
    input=inputs.Archive, effect=effects.archived, prepare=archiving, blocks=[file_complete], marks=[file_tidy],
    stops=["T67"], basis=[APL(47)],
    help=N_("The bound file goes to the archive with its number."),
)  # fmt: skip
step(
    "void_form", N_("Void a spoiled form"), stage=(DECIDED, NOTICED), **TWO,
    input=inputs.VoidForm, effect=effects.form_voided, prepare=prepare.voiding, stops=["T12"], basis=[APL(52)],
    side=True, help=N_("Its number stays in the register as void; the decision is written anew."),
)  # fmt: skip
step(
    "correct", N_("Correct a slip in the decision"), stage=((DECIDED, *AFTER_SERVICE), None), **TWO,
    input=inputs.Correct, effect=effects.corrected, prepare=prepare.correcting, blocks=[deciding.decision_stands],
    papers=["corrected_decision"], basis=[APL(75)], side=True,
    help=N_("For slips of the pen only; the penalty itself does not change."),
)  # fmt: skip
step(
    "convert", N_("Convert to the ordinary procedure"), stage=((DRAFT, NOTICED), CONVERTED), by=HEADS,
    input=inputs.Convert, effect=effects.converted, basis=[APL(51), APL(54)], side=True,
    help=N_("Where facts are not conclusive, disputed, or the limits would be exceeded."),
)  # fmt: skip
step(
    "abandon", N_("End without a penalty"), stage=((DRAFT, NOTICED), VOIDED), by=(Role.OFFICER, *HEADS),
    input=inputs.Abandon, effect=effects.abandoned, basis=[APL(33), APL(40)], side=True,
    help=N_("No penalty follows; the case ends here."),
)  # fmt: skip
step(
    "revoke", N_("Revoke the decision"), stage=((DECIDED, *AFTER_SERVICE, CLOSED, ARCHIVED), REVOKED), by=Role.AUTHORITY_HEAD,
    input=inputs.Revoke, effect=effects.revoked, prepare=prepare.revoking, blocks=[deciding.decision_stands],
    stops=["T12", "T13", "T16", "T18", "T19", "T66", "T67"], starts=[T66, T52], basis=[APL(75), APL(48)], side=True,
    help=N_("What was paid is owed back; statistics keep the original decision."),
)  # fmt: skip
step(
    "refund", N_("Return money"), stage=((*AFTER_SERVICE, REVOKED), None), by=Role.FISCAL_CLERK,
    input=inputs.Refund, effect=effects.refunded, prepare=prepare.refunding, blocks=[money.refund_owed],
    starts=[T66], basis=[APL(75)], side=True,
    help=N_("What was paid without being owed goes back."),
)  # fmt: skip
publication_steps(summary, (DECIDED, *AFTER_SERVICE, CLOSED, ARCHIVED), flag="publication.summary")
common_steps(summary)

early(decide, no_crime_hold, deciding.numbered_form)
early(summary.steps["hand_in"], money.cash_out)
early(summary.steps["deposit"], money.cash_handed_in)
early(summary.steps["file_record"], deciding.filed_once)
early(summary.steps["pay"], money.something_owed)
early(summary.steps["refund"], money.refund_open)
early(summary.steps["collect"], money.still_owed)
early(summary.steps["archive"], file_complete)
early(summary.steps["close"], money.settled, deciding.on_record)

procedures.add(summary.key, summary)
for timer in (T12, T13, T14, T15, T16, T18, T19, T66, T67):
    timers.add(timer.key, timer)
lapse(Lapse(summary.key, T13.key, "lapse"))
