"""The papers this installation can print. A room declares its own with `template(...)`; here stand those of penalty cases."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from pathlib import Path

from jinwu.kit.registry import Registry
from jinwu.law.messages import N_, say
from jinwu.law.problems import Problem

from .contexts import approvals, crime, decisions, forms, letters, notices, records, sheets
from .papers_data import Context, OnTheSpotDecision, OnTheSpotFiling

FOLDER = Path(__file__).parent / "typst"
#: What every template may import: ``#import "@jinwu/official:1.0.0": *``.
PACKAGES = FOLDER / "packages"


class PageForm(StrEnum):
    """What it is printed on."""

    A4 = "a4"
    ROLL_80 = "roll_80"  # a thermal printer's roll of 80 mm: one long page


@dataclass(frozen=True)
class TemplateVersion:
    """A wording in force from a day on, and the file that sets it: a name under `FOLDER`, or another room's own path."""

    number: int
    since: date
    file: str | Path

    @property
    def path(self) -> Path:
        return FOLDER / self.file

    @property
    def source(self) -> str:
        """What the form says, as its file has it."""
        return self.path.read_text("utf-8")


@dataclass(frozen=True)
class LocalVersion(TemplateVersion):
    """An organ's own wording over the version `number` of the national form (`wordings`); `digest` is that of its `text`."""

    wording: int = 0
    text: str = ""
    digest: str = ""

    @property
    def source(self) -> str:
        return self.text


@dataclass(frozen=True)
class PaperTemplate:
    """One kind of paper. `code` is the catalogue's (D49); `chinese` the title it bears; `number_class` the class its
    number is drawn from, empty where it has none of its own. `inside`: an internal form or a record, which stays in the
    house; its facts are fixed by the act, and it is set after it (`setting`)."""

    key: str
    code: str
    title: str
    chinese: str
    context: type[Context]
    versions: tuple[TemplateVersion, ...]
    number_class: str = ""
    form: PageForm = PageForm.A4
    inside: bool = False

    def on(self, day: date) -> TemplateVersion:
        """The wording in force on `day`. Raises `NoTemplateOnDay`."""
        found = [version for version in self.versions if version.since <= day]
        if not found:
            raise NoTemplateOnDay(
                say("No form of “{paper}” is held for {day}.", paper=say(self.title), day=day),
                say("The earliest one is of {day}; check the date.", day=self.versions[0].since),
            )
        return max(found, key=lambda version: version.since)


class NoTemplateOnDay(Problem):
    """The paper did not exist in this form on that day."""


templates: Registry[PaperTemplate] = Registry("paper template")


def template(declared: PaperTemplate) -> PaperTemplate:
    """Declare a paper."""
    return templates.add(declared.key, declared)


def outward() -> list[str]:
    """The papers that leave the house, by key."""
    return [paper.key for paper in templates if not paper.inside]


#: The penalty law in force since then shapes the wording.
_APL_2021 = date(2021, 7, 15)

ON_THE_SPOT_DECISION = template(
    PaperTemplate(
        key="on_the_spot_decision",
        code="D49",
        title=N_("On-the-spot penalty decision"),
        chinese="当场行政处罚决定书",
        context=OnTheSpotDecision,
        versions=(TemplateVersion(1, _APL_2021, "on_the_spot_decision.typ"),),
        number_class="on_the_spot_decision",
    )
)
ON_THE_SPOT_SLIP = template(
    PaperTemplate(
        key="on_the_spot_slip",
        code="D49",
        title=N_("On-the-spot penalty decision, receipt form"),
        chinese="当场行政处罚决定书",
        context=OnTheSpotDecision,
        versions=(TemplateVersion(1, _APL_2021, "on_the_spot_slip.typ"),),
        number_class="on_the_spot_decision",
        form=PageForm.ROLL_80,
    )
)
ON_THE_SPOT_FILING = template(
    PaperTemplate(
        key="on_the_spot_filing",
        code="D49-2",
        title=N_("Record-filing form of an on-the-spot penalty"),
        chinese="当场行政处罚备案表",
        context=OnTheSpotFiling,
        versions=(TemplateVersion(1, _APL_2021, "on_the_spot_filing.typ"),),
        inside=True,
    )
)

#: The ordinary procedure: key, code of the catalogue, title, the title it bears, context, whether it has its own numbers.
_ORDINARY: tuple[tuple[str, str, str, str, type[Context], bool], ...] = (
    ("filing_approval", "D04", N_("Filing approval"), "立案审批表", sheets.FilingApproval, True),
    ("not_filed", "D05", N_("Approval of not filing"), "不予立案审批表", sheets.NotFiled, False),
    ("scene_record", "D12", N_("Scene record"), "现场检查（勘验）笔录", records.SceneRecord, False),
    ("inquiry_record", "D14", N_("Inquiry record"), "询问笔录", records.InquiryRecord, False),
    ("sampling_notice", "D16", N_("Receipt for samples"), "抽样取证凭证", letters.SamplingNotice, True),
    ("preservation_notice", "D17", N_("Notice of registered preservation"), "先行登记保存证据通知书",
     letters.PreservationNotice, True),
    ("appraisal_commission", "D18", N_("Commission of an appraisal"), "鉴定（检测、检验）委托书",
     letters.AppraisalCommission, True),
    ("correction_order", "D20", N_("Order to correct"), "责令改正通知书", letters.CorrectionOrder, True),
    ("correction_check", "D22", N_("Record of the re-check"), "整改复查记录", records.CorrectionCheck, False),
    ("reminder", "D23", N_("Reminder of a first offence"), "首次提醒告知单", letters.Reminder, True),
    ("investigation_report", "D40", N_("Report closing the investigation"), "案件调查终结报告",
     sheets.InvestigationReport, False),
    ("review_opinion", "D41", N_("Opinion of legal review"), "法制审核意见书", sheets.ReviewOpinion, False),
    ("committee_minutes", "D42", N_("Minutes of the collective discussion"), "重大案件集体讨论记录",
     sheets.CommitteeMinutes, False),
    ("prior_notice", "D43", N_("Prior notice of a penalty"), "行政处罚事先告知书", letters.PriorNotice, True),
    ("statement_record", "D44", N_("Record of statement and defence"), "陈述申辩笔录", records.StatementRecord, False),
    ("hearing_notice", "D45", N_("Notice of a hearing"), "行政处罚听证通知书", letters.HearingNotice, True),
    ("hearing_record", "D45-2", N_("Record of a hearing"), "听证笔录", records.HearingRecord, False),
    ("penalty_decision", "D47", N_("Penalty decision"), "行政处罚决定书", decisions.PenaltyDecision, True),
    ("no_penalty_decision", "D48", N_("Decision of no penalty"), "不予行政处罚决定书", decisions.NoPenaltyDecision, True),
    ("revocation_decision", "D51", N_("Revocation of a penalty decision"), "撤销行政处罚决定书",
     decisions.RevocationDecision, True),
    ("changed_decision", "D51-2", N_("Change of a penalty decision"), "变更行政处罚决定书", decisions.ChangedDecision, True),
    ("service_receipt", "D60", N_("Receipt of service"), "送达回证", records.ServiceReceipt, False),
    ("service_announcement", "D61", N_("Service by public notice"), "送达公告", letters.ServiceAnnouncement, False),
    ("instalment_approval", "D62", N_("Deferral or instalments of a fine"), "延期（分期）缴纳罚款通知书",
     decisions.InstalmentApproval, True),
    ("demand_notice", "D63", N_("Demand to perform"), "履行行政决定催告书", decisions.DemandNotice, True),
    ("closing_report", "D70", N_("Closing approval"), "结案审批表", sheets.ClosingReport, False),
    ("crime_report", "D81-2", N_("Report on a suspected crime"), "涉嫌犯罪案件情况调查报告", crime.CrimeReport, False),
    ("crime_transfer", "D81", N_("Transfer of a suspected crime"), "涉嫌犯罪案件移送书", crime.CrimeTransfer, True),
    ("inquiry_notice", "D13", N_("Notice of an inquiry"), "询问通知书", notices.InquiryNotice, True),
    ("address_confirmation", "D26", N_("Confirmed address for service"), "送达地址（含电子送达）确认书",
     notices.AddressConfirmation, False),
    ("clue_registration", "D01", N_("Registration of a clue"), "案件线索登记表", forms.ClueRegistration, False),
    ("filing_withdrawal", "D06", N_("Approval of withdrawing the filing"), "撤销立案审批表", forms.FilingWithdrawal, False),
    ("photo_sheet", "D15", N_("Photographs as evidence"), "现场照片（图片、影像资料）证据", forms.PhotoSheet, False),
    ("preservation_approval", "D17-2", N_("Approval of registered preservation"), "先行登记保存证据审批表",
     forms.PreservationApproval, False),
    ("preservation_outcome", "D17-3", N_("Notice of what became of preserved things"), "先行登记保存证据处理通知书",
     notices.PreservationOutcome, True),
    ("period_notice", "D18-2", N_("Notice of the period of an appraisal"), "鉴定（检测、检验）期间告知书",
     notices.PeriodNotice, True),
    ("designation_request", "D07", N_("Request for a designation of jurisdiction"), "指定管辖请示", notices.DesignationRequest, True),
    ("advice_letter", "D82", N_("Letter of advice"), "行政执法建议书", notices.AdviceLetter, True),
    ("help_letter", "D19", N_("Letter asking for help"), "协助调查函", notices.HelpLetter, True),
    ("power_of_attorney", "D24", N_("Power of attorney"), "授权委托书", forms.PowerOfAttorney, False),
    ("recusal_decision", "D25", N_("Decision on recusal"), "回避决定书", notices.RecusalDecision, True),
    ("hearing_request", "D45-5", N_("Request for a hearing"), "听证申请书（登记）", forms.HearingRequest, False),
    ("confiscation_list", "D50", N_("List of confiscated things"), "没收（罚没）物品清单及处理记录", forms.ConfiscationList, False),
    ("recheck_opinion", "D44-2", N_("Opinion on the recheck of a statement"), "陈述申辩复核意见书",
     approvals.RecheckOpinion, False),
    ("hearing_announcement", "D45-3", N_("Announcement of a hearing"), "听证公告", notices.HearingAnnouncement, False),
    ("hearing_report", "D45-4", N_("Report on a hearing"), "听证报告（意见书）", approvals.HearingReport, False),
    ("decision_approval", "D46", N_("Approval of a decision"), "行政处罚决定审批表", approvals.DecisionApproval, False),
    ("transfer_letter", "D80", N_("Letter transferring a case"), "案件移送函", letters.TransferLetter, True),
)  # fmt: skip
#: Classes of number of the ordinary papers; what has no number class is not numbered.
NUMBER_CLASSES = {"filing_approval": "filing"}
#: Internal forms and records (N and B of the catalogue): they stay in the house.
_INSIDE = frozenset({
    "filing_approval", "not_filed", "scene_record", "inquiry_record", "correction_check", "investigation_report",
    "review_opinion", "committee_minutes", "statement_record", "hearing_record", "service_receipt", "closing_report", "crime_report",
    "address_confirmation", "recheck_opinion", "hearing_report", "decision_approval", "clue_registration", "filing_withdrawal",
    "photo_sheet", "preservation_approval", "power_of_attorney", "hearing_request", "confiscation_list",
})  # fmt: skip

for _key, _code, _title, _chinese, _context, _numbered in _ORDINARY:
    template(
        PaperTemplate(
            key=_key,
            code=_code,
            title=_title,
            chinese=_chinese,
            context=_context,
            versions=(TemplateVersion(1, _APL_2021, f"{_key}.typ"),),
            number_class=NUMBER_CLASSES.get(_key, _key) if _numbered else "",
            inside=_key in _INSIDE,
        )
    )
