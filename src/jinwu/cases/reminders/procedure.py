"""The reminder (首次提醒) as a table.

DETECTED → ISSUED → CORRECTED → NO_PENALTY; beside the road: NOT_CORRECTED, ESCALATED, WITHDRAWN.
"""

from __future__ import annotations

from typing import Any

from jinwu.law.citations import APL
from jinwu.law.messages import N_
from jinwu.law.roles import Role
from jinwu.law.timers import T80, T81
from jinwu.law.vocabulary import Actor, Procedure
from jinwu.matters.door import procedures
from jinwu.matters.guards import early, no_crime_hold
from jinwu.matters.procedure import common_steps
from jinwu.matters.timing import timers

from ..summary.guards import facts
from . import effects, guards, inputs, prepare
from .state import ReminderState

reminder = Procedure("reminder", N_("First-offence reminder"), 1, ReminderState, basis=(APL(33, 1), APL(33, 3)))

DETECTED = reminder.stage("detected", N_("Found"))
ISSUED = reminder.stage("issued", N_("Reminder given"))
CORRECTED = reminder.stage("corrected", N_("Act corrected"))
NO_PENALTY = reminder.stage("no_penalty", N_("Ended without a penalty"), final=True)
NOT_CORRECTED = reminder.stage("not_corrected", N_("Not corrected"), rail=False)
ESCALATED = reminder.stage("escalated", N_("Went over to a penalty case"), rail=False, final=True)
WITHDRAWN = reminder.stage("withdrawn", N_("Reminder withdrawn"), rail=False, final=True)

HEADS = (Role.UNIT_HEAD, Role.AUTHORITY_HEAD)
TWO: dict[str, Any] = {"by": Role.OFFICER, "actor": Actor.TWO_OFFICERS}
STREET: dict[str, Any] = {**TWO, "happens": True}  # done on the spot, also where no line reaches

step = reminder.step

step(
    "detect", N_("Record a first offence"), stage=((), DETECTED), opening=True, **STREET,
    input=inputs.Detect, effect=effects.detected, prepare=prepare.detecting,
    blocks=[facts.credentials, facts.identity, facts.basis, facts.act_time, guards.harm_fits, guards.first_offence,
            facts.photos_kept],
    marks=[facts.evidence, facts.same_name, guards.not_the_first], basis=[APL(33, 1), APL(42)],
    help=N_("Slight acts, and first ones with slight harm, that are corrected in time stay without a penalty."),
)  # fmt: skip
step(
    "issue", N_("Hand over the reminder"), stage=(DETECTED, ISSUED), **STREET,
    input=inputs.Issue, effect=effects.issued, prepare=prepare.issuing,
    blocks=[no_crime_hold, guards.first_offence, guards.explained, guards.day_to_correct, guards.handed_over],
    marks=[guards.long_term], papers=["reminder"], starts=[T80, T81], basis=[APL(33, 1), APL(33, 3), APL(28)],
    help=N_("It says what is to be done and by when; it is no penalty."),
)  # fmt: skip
step(
    "promise", N_("Take the party's promise"), stage=((ISSUED, NOT_CORRECTED), None), by=Role.OFFICER,
    input=inputs.Promise, effect=effects.promised, blocks=[guards.promised_once], basis=[APL(33, 1)], side=True,
    help=N_("Where the bureau asks for a promise before it lets an act pass."),
)  # fmt: skip
step(
    "check_correction", N_("Check the correction"), stage=((ISSUED, NOT_CORRECTED), None), **TWO,
    leads=(CORRECTED, NOT_CORRECTED), input=inputs.CheckCorrection, effect=effects.checked, prepare=prepare.checking, blocks=[facts.photos_kept],
    stops=["T80", "T81"], basis=[APL(28), APL(33, 1)],
    help=N_("Two officers look again, with photographs before and after."),
)  # fmt: skip
step(
    "record_no_penalty", N_("Record that no penalty follows"), stage=(CORRECTED, NO_PENALTY),
    by=(Role.OFFICER, *HEADS), input=inputs.RecordNoPenalty, effect=effects.unpenalised,
    blocks=[no_crime_hold, guards.reminder_suffices], basis=[APL(33, 1), APL(33, 3)],
    help=N_("The party is educated; the reminder stays in the ledger of first offences."),
)  # fmt: skip
step(
    "escalate", N_("Go over to a penalty case"), stage=((DETECTED, ISSUED, CORRECTED, NOT_CORRECTED), ESCALATED),
    by=(Role.OFFICER, *HEADS), input=inputs.Escalate, effect=effects.escalated, prepare=prepare.cancelling,
    blocks=[guards.ground_holds, guards.case_known], stops=["T80", "T81"], basis=[APL(33, 1), APL(54)], side=True,
    help=N_("Where the act was not corrected, was not the first, or a case is asked for."),
)  # fmt: skip
step(
    "withdraw", N_("Withdraw the reminder"), stage=((DETECTED, ISSUED, CORRECTED, NOT_CORRECTED), WITHDRAWN), by=HEADS,
    input=inputs.Withdraw, effect=effects.withdrawn, prepare=prepare.cancelling, stops=["T80", "T81"], basis=[APL(75)],
    side=True, help=N_("It was given in error; it no longer stands in the ledger of first offences."),
)  # fmt: skip
common_steps(reminder)

early(reminder.steps["record_no_penalty"], guards.reminder_suffices)
early(reminder.steps["promise"], guards.promised_once)

procedures.add(reminder.key, reminder)
for timer in (T80, T81):
    timers.add(timer.key, timer)
