"""The inspection (行政检查) as a table: on site → recorded → result; re-check after an order to correct; closed.

`inspect` takes the whole road of an ordinary visit on one form.
"""

from __future__ import annotations

from typing import Any

from jinwu.law.citations import APL, O34, O55
from jinwu.law.messages import N_
from jinwu.law.roles import Role
from jinwu.law.timers import I01, I02
from jinwu.law.vocabulary import Actor, Procedure
from jinwu.matters.door import procedures
from jinwu.matters.guards import early
from jinwu.matters.procedure import HEADS, WORKERS, common_steps
from jinwu.matters.timing import timers

from . import effects, guards, inputs, prepare
from . import state as s
from .state import InspectionState

inspection = Procedure(
    s.INSPECTION, N_("Inspection"), 1, InspectionState, basis=(APL(42), APL(54), APL(55), O55(11), O34(0))
)

ON_SITE = inspection.stage(s.ON_SITE, N_("On site"))
RECORDED = inspection.stage(s.RECORDED, N_("Record and result"))
RECTIFYING = inspection.stage(s.RECTIFYING, N_("To be corrected"), rail=False)
CLOSED = inspection.stage(s.CLOSED, N_("Inspection closed"), final=True)

TWO: dict[str, Any] = {"by": Role.OFFICER, "actor": Actor.TWO_OFFICERS}

_OBJECT = [guards.subject_known, guards.object_number, guards.visit_time]
_ENTERPRISE = [guards.enterprise_notice, guards.enterprise_yearly]
_RESULT = [guards.result_told, guards.result_fits, guards.violation_known]

step = inspection.step

step(
    "open", N_("Begin an inspection"), stage=((), ON_SITE), opening=True, **TWO,
    input=inputs.Open, effect=effects.opened, prepare=prepare.opening, blocks=_OBJECT,
    marks=[guards.credentials_not_shown, *_ENTERPRISE], starts=[I01], basis=[APL(54), APL(55)],
    help=N_("Two officers, their credentials shown, before one object; record and result follow."),
)  # fmt: skip
step(
    "inspect", N_("Record a whole inspection"), stage=((), CLOSED), opening=True, **TWO,
    leads=(RECORDED, RECTIFYING), input=inputs.Inspect, effect=effects.inspected, prepare=prepare.whole,
    blocks=[*_OBJECT, guards.visit_photos, *_RESULT],
    marks=[guards.credentials_not_shown, guards.record_incomplete, guards.no_picture, *_ENTERPRISE],
    starts=[I01, I02], basis=[APL(54), APL(55)],
    help=N_("Object, items, result and signature on one form. What is missing can be added later."),
)  # fmt: skip
step(
    "record", N_("Write the record"), stage=(ON_SITE, RECORDED), **TWO,
    leads=(RECTIFYING, CLOSED), input=inputs.WriteRecord, effect=effects.recorded, prepare=prepare.recording,
    blocks=[guards.visit_time, guards.visit_photos],
    marks=[guards.credentials_not_shown, guards.record_incomplete, guards.no_picture], stops=["I01"], starts=[I01],
    basis=[APL(55)], help=N_("What was looked at, item by item, what was found, and who signed."),
)  # fmt: skip
conclude = step(
    "conclude", N_("Enter the result"), stage=(RECORDED, CLOSED), by=Role.OFFICER,
    leads=(RECORDED, RECTIFYING), input=inputs.Conclude, effect=effects.concluded, prepare=prepare.concluding,
    blocks=[guards.no_result_yet, *_RESULT], marks=[guards.record_incomplete], starts=[I02],
    basis=[APL(54), APL(28)], help=N_("An order to correct is looked at again; a clue is counted with its case."),
)  # fmt: skip
complete = step(
    "complete_record", N_("Complete the record"), stage=((RECORDED, RECTIFYING, CLOSED), None), by=Role.OFFICER,
    leads=(RECORDED, RECTIFYING, CLOSED), input=inputs.CompleteRecord, effect=effects.completed, prepare=prepare.recording,
    blocks=[guards.something_lacks, guards.visit_time, guards.visit_photos, guards.completes, guards.result_fits], stops=["I01"],
    starts=[I02], basis=[APL(55)], help=N_("What is added stands beside what was written; the entry says when it came."),
)  # fmt: skip
step(
    "look_again", N_("Look again"), stage=(RECTIFYING, CLOSED), **TWO,
    leads=(RECORDED, RECTIFYING), input=inputs.LookAgain, effect=effects.looked_again, prepare=prepare.leading,
    blocks=[guards.recheck_leads, guards.visit_photos], marks=[guards.recheck_early], stops=["I02"], starts=[I02],
    basis=[APL(28)], help=N_("Whether the order to correct was met."),
)  # fmt: skip
correct = step(
    "correct_result", N_("Put the result right"), stage=((RECORDED, RECTIFYING, CLOSED), None), by=HEADS,
    leads=(RECORDED, RECTIFYING, CLOSED), input=inputs.CorrectResult, effect=effects.result_corrected, prepare=prepare.concluding,
    blocks=[guards.has_result, guards.another_result, *_RESULT], starts=[I01, I02], basis=[APL(54)], side=True,
    help=N_("The wrong result stays in the record with the reason."),
)  # fmt: skip
step(
    "link_case", N_("Link the case it led to"), stage=((RECORDED, RECTIFYING, CLOSED), None), by=WORKERS,
    input=inputs.LinkCase, effect=effects.case_linked, blocks=[guards.case_visible], basis=[APL(54)], side=True,
    help=N_("An inspection that led to a decision is not counted beside it."),
)  # fmt: skip
as_it_stands = step(
    "end_as_it_stands", N_("End with the record as it stands"), stage=(RECORDED, CLOSED), by=HEADS,
    leads=(RECTIFYING,), input=inputs.EndAsItStands, effect=effects.ended_as_it_stands, prepare=prepare.leading,
    blocks=[guards.has_result, guards.something_lacks], stops=["I01"], starts=[I02], basis=[APL(55)], side=True,
    help=N_("Where the record cannot be completed; the inspection is not counted."),
)  # fmt: skip
common_steps(inspection)

early(conclude, guards.no_result_yet)
early(complete, guards.something_lacks)
early(correct, guards.has_result)
early(as_it_stands, guards.has_result, guards.something_lacks)

procedures.add(inspection.key, inspection)
for timer in (I01, I02):
    timers.add(timer.key, timer)
