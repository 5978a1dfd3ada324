"""Hearing (听证): asked for, answered, scheduled, notified, held, reported, beside the stages of the case (APL 63–65).

REQUESTED → DECLINED | ACCEPTED → SCHEDULED ⇄ POSTPONED → HELD → REPORTED; TERMINATED, WITHDRAWN, JOINED. Each request is a
`Hearing` of its own; requests heard together are joined to the first of them. The notice stops the ninety days (T05), the
end of the hearing lets them run again.
"""

from __future__ import annotations

from jinwu.law.citations import APL
from jinwu.law.messages import N_
from jinwu.law.roles import Role
from jinwu.matters.guards import early

from ..clue import HEADS
from ..investigation import known_party
from ..stages import DECIDED, NOTICED, RECHECKED, SERVED, ordinary
from . import effects, guards, inputs, offers, prepare  # noqa: F401
from .asking import hearing_finished, hearing_grounds, hearing_needed, hearing_of, hearing_open

OPEN_TO_HEARINGS = (NOTICED, RECHECKED)
#: A request may come when it is too late; it is received and declined.
RECEIVED_IN = (NOTICED, RECHECKED, DECIDED, SERVED)
ORGANISERS = (Role.LEGAL_REVIEWER, *HEADS)

step = ordinary.step
step(
    "request_hearing", N_("Record a request for a hearing"), stage=(RECEIVED_IN, None), by=(Role.OFFICER, *ORGANISERS),
    input=inputs.RequestHearing, effect=effects.requested, prepare=prepare.requesting, blocks=[known_party, guards.asked_once, guards.posted_before],
    marks=[guards.asked_late], basis=[APL(63), APL(64, 1, 1)], side=True,
    help=N_("A late request is received too, and then answered."),
)  # fmt: skip
_made = [
    step(
        "decline_hearing", N_("Decline a hearing"), stage=(RECEIVED_IN, None), by=HEADS, input=inputs.DeclineHearing,
        effect=effects.declined, blocks=[guards.hearing_fits, guards.decline_grounded], marks=[guards.decline_told], basis=[APL(63), APL(64, 1, 1)], side=True,
        help=N_("Only where the request is late or gives no right; the party is told."),
    ),
    step(
        "accept_hearing", N_("Accept a hearing"), stage=(OPEN_TO_HEARINGS, None), by=ORGANISERS, input=inputs.AcceptHearing,
        effect=effects.accepted, blocks=[guards.hearing_fits], basis=[APL(63)], side=True, help=N_("Several requests may be heard together."),
    ),
    step(
        "schedule_hearing", N_("Schedule the hearing"), stage=(OPEN_TO_HEARINGS, None), by=ORGANISERS,
        input=inputs.ScheduleHearing, effect=effects.scheduled, prepare=prepare.scheduling,
        blocks=[guards.hearing_fits, guards.hearing_lead, guards.closed_with_ground, guards.presider_apart], basis=[APL(64)], side=True,
        help=N_("The presider did not investigate; the notice is to reach the parties seven working days before."),
    ),
    step(
        "notify_hearing", N_("Notify of the hearing"), stage=(OPEN_TO_HEARINGS, None),
        by=(Role.OFFICER, *ORGANISERS), input=inputs.NotifyHearing, effect=effects.notified, prepare=prepare.notifying, blocks=[guards.hearing_fits, guards.hearing_party],
        marks=[guards.notified_late], papers=["hearing_notice"], basis=[APL(64, 1, 2)], side=True,
        help=N_("Each party is told the day and place of the hearing."),
    ),
    step(
        "postpone_hearing", N_("Postpone the hearing"), stage=(OPEN_TO_HEARINGS, None), by=(Role.OFFICER, *ORGANISERS),
        input=inputs.PostponeHearing, effect=effects.postponed, blocks=[guards.hearing_fits], basis=[APL(64)], side=True,
        help=N_("The hearing is moved to another day, for a reason."),
    ),
    step(
        "recuse_presider", N_("Decide on recusing the presider"), stage=(OPEN_TO_HEARINGS, None), by=HEADS,
        input=inputs.RecusePresider, effect=effects.recused, prepare=prepare.recusing, blocks=[guards.hearing_fits, guards.presider_apart],
        basis=[APL(43), APL(64, 1, 4)], side=True, help=N_("A refused objection stays on file too."),
    ),
    step(
        "hold_hearing", N_("Record the hearing"), stage=(OPEN_TO_HEARINGS, None), by=(Role.OFFICER, *ORGANISERS),
        input=inputs.HoldHearing, effect=effects.held, prepare=prepare.holding,
        blocks=[guards.hearing_fits, guards.record_apart, guards.hearing_times, guards.those_present, guards.agents_allowed, guards.record_signed],
        marks=[guards.hearing_short, guards.hearing_recorded], papers=["hearing_record"], basis=[APL(64)], side=True,
        help=N_("The investigators propose, the party defends itself; the record is read and signed."),
    ),
    step(
        "terminate_hearing", N_("Terminate the hearing"), stage=(OPEN_TO_HEARINGS, None), by=(Role.OFFICER, *ORGANISERS),
        input=inputs.TerminateHearing, effect=effects.terminated, prepare=prepare.ending, blocks=[guards.hearing_fits, guards.record_apart, guards.absence_told],
        basis=[APL(64, 1, 6)], side=True, help=N_("Who stays away or leaves without a reason has renounced the right."),
    ),
    step(
        "withdraw_hearing", N_("Record a withdrawn request"), stage=(RECEIVED_IN, None), by=(Role.OFFICER, *ORGANISERS),
        input=inputs.WithdrawHearing, effect=effects.withdrawn, prepare=prepare.withdrawing, blocks=[guards.hearing_fits, guards.hearing_party],
        basis=[APL(63)], side=True,
        help=N_("The party takes its request back."),
    ),
    step(
        "report_hearing", N_("Report on the hearing"), stage=(OPEN_TO_HEARINGS, None), by=(Role.OFFICER, *ORGANISERS),
        input=inputs.ReportHearing, effect=effects.reported, blocks=[guards.hearing_fits, guards.presider_reports], basis=[APL(65)], side=True,
        help=N_("The decision follows the record of the hearing."),
    ),
]  # fmt: skip
for _step in _made:
    early(_step, guards.hearing_waits)

__all__ = ["hearing_finished", "hearing_grounds", "hearing_needed", "hearing_of", "hearing_open"]
