"""Internal sheets beside the road: the approval of a decision, the recheck of a statement, the report on a hearing."""

from __future__ import annotations

from datetime import date

from jinwu.kit.inputs import field
from jinwu.law.messages import N_

from ..papers_data import Blank, Line, Moment, OfficerShown, PartyShown
from .parts import LONG, SHORT, Finding, Note, Paper, PenaltyShown, Phrase, ProofShown, Remark
from .records import Attendant
from .sheets import Sheet


class DecisionApproval(Sheet):
    """D46 行政处罚决定审批表 (APL 57): everything that the head weighed, on one sheet, of one party."""

    number: Blank = field(N_("Number of the decision"), "")
    case: Phrase = field(N_("Name of the case"))
    filed_on: date | None = field(N_("Filed on"), None)
    decided_on: date = field(N_("Date of the decision"))
    party: PartyShown = field(N_("Party"))
    officers: tuple[OfficerShown, ...] = field(N_("Officers"), min_length=1)
    findings: tuple[Finding, ...] = field(N_("Violations found"), min_length=1)
    evidence: tuple[ProofShown, ...] = field(N_("Evidence"), ())
    circumstances: Remark = field(N_("Circumstances weighed"), "", max_length=SHORT)
    rights: Remark = field(N_("Notice, statement and hearing"), "", max_length=LONG)
    review: Remark = field(N_("Opinion of legal review"), "", max_length=LONG)
    discussion: Remark = field(N_("Conclusion of the collective discussion"), "", max_length=LONG)
    penalties: tuple[PenaltyShown, ...] = field(N_("Penalty"), ())  # none: no penalty
    ground: Remark = field(N_("Ground for no penalty"), "", max_length=SHORT)
    correction: Remark = field(N_("Correction"), "", max_length=SHORT)


class StatementShown(Paper):
    """What one party stated against its notice."""

    party: Line = field(N_("Party"))
    notice: Blank = field(N_("Number of the notice"), "")
    statement: Note = field(N_("Statement and defence"), "", max_length=LONG)


class RecheckOpinion(Sheet):
    """D44 陈述申辩复核意见书 (APL 45): what was stated, what the recheck found, what of it is adopted."""

    case: Phrase = field(N_("Name of the case"))
    statements: tuple[StatementShown, ...] = field(N_("Statements"), min_length=1)
    rechecked_on: date = field(N_("Rechecked on"))
    outcome: Line = field(N_("Outcome of the recheck"))
    reason: Remark = field(N_("Facts, reasons and evidence rechecked"), "", max_length=LONG)
    changed: bool = field(N_("Facts, basis, kind or amount change"), False)
    officers: tuple[OfficerShown, ...] = field(N_("Officers"), min_length=1)


class HearingReport(Sheet):
    """D45 听证报告（意见书） (APL 64, 65): the presider to the head, on the record of the hearing."""

    case: Phrase = field(N_("Name of the case"))
    parties: tuple[Line, ...] = field(N_("Parties"), min_length=1)
    began: Moment | None = field(N_("Began at"), None)
    ended: Moment | None = field(N_("Ended at"), None)
    place: Blank = field(N_("Place"), "")
    open_to_public: bool = field(N_("Open to the public"), True)
    presider: Line = field(N_("Presider"))
    recorder: Blank = field(N_("Keeper of the record"), "")
    present: tuple[Attendant, ...] = field(N_("Those present"), ())
    proposal: Remark = field(N_("Facts, evidence and penalty proposed by the investigators"), "", max_length=LONG)
    defence: Remark = field(N_("Defence and questioning of the evidence"), "", max_length=LONG)
    advice: Line = field(N_("Advice"))
    reported_on: date = field(N_("Reported on"))
