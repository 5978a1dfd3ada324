"""Letters to the party and to other organs before the decision: orders, notices, commissions, transfers."""

from __future__ import annotations

from datetime import date
from typing import Any

from pydantic import model_validator

from jinwu.kit.inputs import field
from jinwu.law.messages import N_

from ..papers_data import Blank, Line, MissingPart, Moment, OfficerShown, PartyShown, Receipt, RemediesShown, _received
from .parts import LONG, SHORT, Finding, Paper, PenaltyShown, Phrase, ProofShown, Remark, Sentences, total


class Letter(Paper):
    """What every letter bears: organ, number, day and whom to ask."""

    organ: Line = field(N_("Organ"))
    number: Line = field(N_("Document number"))
    issued_on: date = field(N_("Date of issue"))
    contact: Blank = field(N_("Contact of the organ"), "")


class Reminder(Letter):
    """D23 首次提醒告知单 (APL 33): not a penalty; kept, so that there is no second first time."""

    party: PartyShown = field(N_("Party"))
    act: Phrase = field(N_("Unlawful act"))
    act_at: Moment = field(N_("Time of the act"))
    place: Phrase = field(N_("Place of the act"))
    facts: Sentences = field(N_("Facts"), max_length=SHORT)
    rule: Phrase = field(N_("Provision violated"))
    requirement: Sentences = field(N_("Requirement"), max_length=SHORT)
    due: date | None = field(N_("Correct by"), None)  # none: at once
    light: bool = field(N_("Slight and without harm"), False)  # 轻微不罚, else 首违不罚
    promise: Remark = field(N_("Promise of the party"), "", max_length=SHORT)
    officers: tuple[OfficerShown, ...] = field(N_("Officers"), min_length=2, max_length=2)
    received: Receipt | None = field(N_("Receipt by the party"), None)

    def shown(self) -> dict[str, Any]:
        return super().shown() | {"received": _received(self.received)}


class CorrectionOrder(Letter):
    """D20 责令改正通知书 (APL 28): what is to be done, by when, and what follows if it is not."""

    party: PartyShown = field(N_("Party"))
    act: Phrase = field(N_("Unlawful act"))
    act_at: Moment = field(N_("Time of the act"))
    place: Phrase = field(N_("Place of the act"))
    rule: Phrase = field(N_("Provision violated"))
    basis: Phrase = field(N_("Basis of the order"))
    kind: Line = field(N_("Kind of order"))  # at_once, by_day, stop_act, stop_work, clear
    requirement: Sentences = field(N_("Requirement"), max_length=SHORT)
    due: date | None = field(N_("Correct by"), None)
    remedies: RemediesShown | None = field(N_("Remedies"), None)
    officers: tuple[OfficerShown, ...] = field(N_("Officers"), min_length=2, max_length=2)

    @model_validator(mode="after")
    def _dated(self) -> CorrectionOrder:
        if self.kind == "by_day" and self.due is None:
            raise MissingPart("due")
        return self


class SampleShown(Paper):
    """One sample of the receipt."""

    name: Line = field(N_("Thing"))
    kind: Blank = field(N_("Specification"), "")
    drawn_from: Line = field(N_("Quantity sampled from"))
    drawn: Line = field(N_("Quantity drawn"))
    code: Line = field(N_("Number of the sample"))


class SamplingNotice(Letter):
    """D16 抽样取证凭证 (APL 56): what was drawn, from how much, under which number, sealed before whom."""

    party: PartyShown = field(N_("Party"))
    act: Phrase = field(N_("Unlawful act"))
    drawn_at: Moment = field(N_("Time of sampling"))
    place: Phrase = field(N_("Place of sampling"))
    method: Sentences = field(N_("How the samples were drawn"), max_length=SHORT)
    samples: tuple[SampleShown, ...] = field(N_("Samples"), min_length=1)
    witness: Blank = field(N_("Witness"), "")
    officers: tuple[OfficerShown, ...] = field(N_("Officers"), min_length=2, max_length=2)


class PreservationNotice(Letter):
    """D17 先行登记保存证据通知书 (APL 56): what is kept, where, until when, and that nobody may move it."""

    party: PartyShown = field(N_("Party"))
    act: Phrase = field(N_("Unlawful act"))
    items: tuple[Line, ...] = field(N_("Items preserved"), min_length=1)
    in_place: bool = field(N_("Kept in place"), True)
    kept_at: Phrase = field(N_("Place of keeping"))
    since: Moment = field(N_("Preserved from"))
    days: int = field(N_("Working days until the outcome"), ge=1)
    until: date = field(N_("Outcome due by"))
    officers: tuple[OfficerShown, ...] = field(N_("Officers"), min_length=2, max_length=2)


class AppraisalCommission(Letter):
    """D18 鉴定（检测、检验）委托书: who is asked what; the period does not count towards the ninety days."""

    institution: Line = field(N_("Institution commissioned"))
    kind: Line = field(N_("Kind of appraisal"))  # 检测, 检验, 鉴定, 价格认定
    case: Phrase = field(N_("Name of the case"))
    party: PartyShown | None = field(N_("Party"), None)
    question: Sentences = field(N_("Question to be answered"), max_length=SHORT)
    materials: tuple[Line, ...] = field(N_("Materials handed over"), ())
    since: Moment = field(N_("Commissioned on"))
    due: date | None = field(N_("Result wanted by"), None)
    officers: tuple[OfficerShown, ...] = field(N_("Officers"), min_length=2, max_length=2)


class PriorNotice(Letter):
    """D43 行政处罚事先告知书 (APL 44, 45, 63, 64): what is intended and why, and what the party may do about it."""

    party: PartyShown = field(N_("Party"))
    findings: tuple[Finding, ...] = field(N_("Violations found"), min_length=1)
    evidence: tuple[ProofShown, ...] = field(N_("Evidence"), min_length=1)
    reasons: Remark = field(N_("Circumstances weighed"), "", max_length=SHORT)
    penalties: tuple[PenaltyShown, ...] = field(N_("Intended penalty"), min_length=1)
    statement_days: int = field(N_("Days to state and defend"), ge=1)
    hearing_right: bool = field(N_("Right to a hearing"), False)
    hearing_days: int | None = field(N_("Days to ask for a hearing"), None, ge=1)
    again: Blank = field(N_("Notice that this one replaces"), "")
    address: Blank = field(N_("Address of the organ"), "")

    @model_validator(mode="after")
    def _whole(self) -> PriorNotice:
        if self.hearing_right and self.hearing_days is None:
            raise MissingPart("hearing_days")
        return self

    def shown(self) -> dict[str, Any]:
        return super().shown() | {"total": total(self.penalties)}


class HearingNotice(Letter):
    """D45 行政处罚听证通知书 (APL 64): when, where, before whom, and the party's rights there."""

    party: PartyShown = field(N_("Party"))
    case: Phrase = field(N_("Name of the case"))
    requested_on: date = field(N_("Hearing asked for on"))
    on: Moment = field(N_("Time of the hearing"))
    place: Phrase = field(N_("Place of the hearing"))
    open_to_public: bool = field(N_("Open to the public"), True)
    why_closed: Blank = field(N_("Why it is closed"), "")
    presider: Line = field(N_("Presider"))
    recorder: Blank = field(N_("Keeper of the record"), "")
    postponed: bool = field(N_("Hearing postponed"), False)

    @model_validator(mode="after")
    def _reasoned(self) -> HearingNotice:
        if not self.open_to_public and not self.why_closed:
            raise MissingPart("why_closed")
        return self


class TransferLetter(Letter):
    """D80 案件移送函: which case goes to whom, why, and with which materials."""

    addressee: Line = field(N_("Receiving organ"))
    case: Phrase = field(N_("Name of the case"))
    party: PartyShown | None = field(N_("Party"), None)
    facts: Sentences = field(N_("Facts"), max_length=LONG)
    reason: Phrase = field(N_("Reason of the transfer"))
    basis: Phrase = field(N_("Basis of the transfer"))
    materials: tuple[Line, ...] = field(N_("Materials handed over"), ())
    officers: tuple[OfficerShown, ...] = field(N_("Officers"), ())


class ServiceAnnouncement(Paper):
    """D61 送达公告 (CPL 95): which paper is served by public notice, why, and when it counts as served."""

    organ: Line = field(N_("Organ"))
    party: Line = field(N_("Party"))
    paper: Line = field(N_("Document"))
    number: Line = field(N_("Document number"))
    reason: Phrase = field(N_("Reason of public notice"))
    content: Sentences = field(N_("Main content"), max_length=SHORT)
    days: int = field(N_("Days until it counts as served"), ge=1)
    collect_at: Blank = field(N_("Where the document is handed out"), "")
    published_on: date = field(N_("Announced on"))
    contact: Blank = field(N_("Contact of the organ"), "")
