"""Internal sheets: filing, not filing, report, legal review, collective discussion, closing. Never handed to the party."""

from __future__ import annotations

from datetime import date

from pydantic import model_validator

from jinwu.kit.inputs import field
from jinwu.law.messages import N_

from ..papers_data import Blank, Line, Moment, OfficerShown, PartyShown
from .parts import LONG, SHORT, Finding, Note, Opinion, Paper, PenaltyShown, Phrase, ProofShown, Remark, Sentences


class Sheet(Paper):
    """What every internal sheet bears: the opinions in the order they are given."""

    organ: Line = field(N_("Organ"))
    unit: Line = field(N_("Unit"))
    opinions: tuple[Opinion, ...] = field(N_("Opinions"), min_length=1)


class FilingApproval(Sheet):
    """D04 立案审批表 (APL 54): with it the ninety days begin."""

    number: Line = field(N_("Document number"))
    source: Line = field(N_("Source of the case"))
    received_at: Moment = field(N_("Clue received"))
    parties: tuple[PartyShown, ...] = field(N_("Parties"), ())  # none: not yet known
    act: Phrase = field(N_("Unlawful act"))
    act_at: Moment | None = field(N_("Time of the act"), None)
    place: Line = field(N_("Place of the act"))
    summary: Sentences = field(N_("Summary of the case"), max_length=LONG)
    rule: Line = field(N_("Provision violated"))
    basis: Line = field(N_("Basis of filing"))
    officers: tuple[OfficerShown, ...] = field(N_("Officers"), min_length=2)
    filed_on: date = field(N_("Filed on"))
    due: date | None = field(N_("Decision due by"), None)


class NotFiled(Sheet):
    """D05 不予立案审批表: why a clue does not become a case."""

    source: Line = field(N_("Source of the case"))
    received_at: Moment = field(N_("Clue received"))
    parties: tuple[PartyShown, ...] = field(N_("Parties"), ())
    summary: Sentences = field(N_("Content of the clue"), max_length=LONG)
    finding: Remark = field(N_("Result of the check"), "", max_length=LONG)
    reason: Sentences = field(N_("Reason of not filing"), max_length=SHORT)
    officers: tuple[OfficerShown, ...] = field(N_("Officers"), ())
    reporter_told: Blank = field(N_("Answer to the reporter"), "")


class InvestigationReport(Sheet):
    """D40 案件调查终结报告 (APL 57): facts, evidence, basis, discretion, proposal."""

    filing: Line = field(N_("Filing number"))
    case: Phrase = field(N_("Name of the case"))
    filed_on: date = field(N_("Filed on"))
    closed_on: date = field(N_("Investigation closed on"))
    parties: tuple[PartyShown, ...] = field(N_("Parties"), min_length=1)
    officers: tuple[OfficerShown, ...] = field(N_("Officers"), min_length=2)
    findings: tuple[Finding, ...] = field(N_("Violations found"), min_length=1)
    facts: Remark = field(N_("Facts found"), "", max_length=LONG)  # empty: those of the violations
    evidence: tuple[ProofShown, ...] = field(N_("Evidence"), min_length=1)
    evidence_text: Remark = field(N_("Analysis of the evidence"), "", max_length=LONG)
    circumstances: Remark = field(N_("Circumstances weighed"), "", max_length=SHORT)
    correction: Remark = field(N_("Correction"), "", max_length=SHORT)
    proposal: Sentences = field(N_("Proposal"), max_length=LONG)


class ReviewPoint(Paper):
    """One of the points of a legal review."""

    title: Line = field(N_("Point of review"))
    passed: bool = field(N_("Passed"))


class ReviewOpinion(Paper):
    """D41 法制审核意见书 (APL 58)."""

    organ: Line = field(N_("Organ"))
    unit: Line = field(N_("Unit"))
    case: Phrase = field(N_("Name of the case"))
    parties: tuple[Line, ...] = field(N_("Parties"), min_length=1)
    occasion: Line = field(N_("Occasion of the review"))
    points: tuple[ReviewPoint, ...] = field(N_("Points of review"), ())
    conclusion: Line = field(N_("Conclusion"))
    opinion: Remark = field(N_("Opinion"), "", max_length=LONG)
    reviewer: Line = field(N_("Reviewer"))
    at: Moment = field(N_("Reviewed at"))


class VoteShown(Paper):
    """What one member said and voted."""

    name: Line = field(N_("Member of the committee"))
    vote: Line = field(N_("Vote"))
    reason: Note = field(N_("Reason of the vote"), "", max_length=SHORT)


class CommitteeMinutes(Paper):
    """D42 重大案件集体讨论记录 (APL 57 ¶2): who took part, what each said, what was concluded."""

    organ: Line = field(N_("Organ"))
    sitting: Blank = field(N_("Number of the sitting"), "")
    level: Line = field(N_("Level of the sitting"))
    case: Phrase = field(N_("Name of the case"))
    parties: tuple[Line, ...] = field(N_("Parties"), min_length=1)
    at: Moment = field(N_("Time of the sitting"))
    place: Blank = field(N_("Place"), "")
    chair: Line = field(N_("Chair"))
    members: int = field(N_("Members of the committee"), ge=1)
    counsel: Remark = field(N_("Opinion of counsel"), "", max_length=LONG)
    report: Remark = field(N_("Report of the case"), "", max_length=LONG)
    votes: tuple[VoteShown, ...] = field(N_("Votes"), min_length=1)
    outcome: Line = field(N_("Outcome of the sitting"))
    conclusion: Sentences = field(N_("Conclusion"), max_length=LONG)

    @model_validator(mode="after")
    def _no_more_than_members(self) -> CommitteeMinutes:
        if len(self.votes) > self.members:
            raise ValueError("more votes than members")
        return self


class PartyOutcome(Paper):
    """What was decided on one party and how it was performed."""

    party: Line = field(N_("Party"))
    decision: Blank = field(N_("Number of the decision"), "")
    decided_on: date | None = field(N_("Date of the decision"), None)
    penalties: tuple[PenaltyShown, ...] = field(N_("Penalty"), ())
    served: Blank = field(N_("Service"), "")
    performed: Blank = field(N_("Performance"), "")


class ClosingReport(Sheet):
    """D70 结案审批表."""

    number: Blank = field(N_("Filing number"), "")
    case: Phrase = field(N_("Name of the case"))
    filed_on: date | None = field(N_("Filed on"), None)
    officers: tuple[OfficerShown, ...] = field(N_("Officers"), min_length=1)
    parties: tuple[PartyOutcome, ...] = field(N_("Parties"), min_length=1)
    facts: Remark = field(N_("Facts found"), "", max_length=LONG)
    outcome: Line = field(N_("Manner of closing"))
    closed_on: date = field(N_("Closed on"))
