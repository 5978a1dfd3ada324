"""Letters beside the road: called in, told of a period or an outcome, recused, asked to help, announced, confirmed."""

from __future__ import annotations

from datetime import date
from typing import Any

from jinwu.kit.inputs import field
from jinwu.law.messages import N_

from ..papers_data import Blank, Line, Moment, OfficerShown, PartyShown, Strokes
from .letters import Letter
from .parts import LONG, SHORT, Paper, Phrase, Remark, Sentences


class InquiryNotice(Letter):
    """D13 询问通知书 (APL 55 ¶2): when and where to come, and what to bring."""

    addressee: Line = field(N_("Person called in"))
    organisation: bool = field(N_("An organisation is called in"), False)
    case: Phrase = field(N_("Name of the case"))
    on: Moment = field(N_("Time of the inquiry"))
    place: Phrase = field(N_("Place of the inquiry"))
    materials: tuple[Phrase, ...] = field(N_("Materials to bring"), ())
    officers: tuple[OfficerShown, ...] = field(N_("Officers"), min_length=2, max_length=2)

    def shown(self) -> dict[str, Any]:
        return super().shown() | {"you": "你单位" if self.organisation else "你"}


class HearingAnnouncement(Paper):
    """D45 听证公告 (APL 64): a hearing that is open is announced with its day, place and matter."""

    organ: Line = field(N_("Organ"))
    case: Phrase = field(N_("Name of the case"))
    on: Moment = field(N_("Time of the hearing"))
    place: Phrase = field(N_("Place of the hearing"))
    presider: Line = field(N_("Presider"))
    recorder: Blank = field(N_("Keeper of the record"), "")
    published_on: date = field(N_("Announced on"))
    contact: Blank = field(N_("Contact of the organ"), "")


class AddressConfirmation(Paper):
    """D26 送达地址（含电子送达）确认书 (APL 61): where documents reach the party, and whether electronically."""

    organ: Line = field(N_("Organ"))
    case: Phrase = field(N_("Name of the case"))
    party: PartyShown = field(N_("Party"))
    address: Line = field(N_("Address for service"))
    electronic: bool = field(N_("Agrees to electronic service"), False)
    channel: Blank = field(N_("Fax, mail or account"), "")
    confirmed_on: date = field(N_("Confirmed on"))
    strokes: Strokes = field(N_("Signature"), "")
    officers: tuple[OfficerShown, ...] = field(N_("Officers"), min_length=1)


class PreservationOutcome(Letter):
    """D17 先行登记保存证据处理通知书 (APL 56): what became of the things within the seven working days."""

    party: PartyShown = field(N_("Party"))
    notice: Phrase = field(N_("Number of the notice"))
    since: Moment = field(N_("Preserved from"))
    items: tuple[Line, ...] = field(N_("Items preserved"), min_length=1)
    outcome: Phrase = field(N_("Outcome"))
    note: Remark = field(N_("Note"), "", max_length=SHORT)
    officers: tuple[OfficerShown, ...] = field(N_("Officers"), min_length=2, max_length=2)


class PeriodNotice(Letter):
    """D18 鉴定期间告知书: the party is told what was commissioned, of whom, and until when."""

    party: PartyShown = field(N_("Party"))
    case: Phrase = field(N_("Name of the case"))
    institution: Phrase = field(N_("Institution commissioned"))
    kind: Line = field(N_("Kind of appraisal"))
    question: Sentences = field(N_("Question to be answered"), max_length=SHORT)
    since: Moment = field(N_("Commissioned on"))
    until: date = field(N_("Result wanted by"))


class RecusalDecision(Letter):
    """D25 回避决定书 (APL 43): on the party's application, who withdraws and who takes his place."""

    party: PartyShown = field(N_("Party"))
    case: Phrase = field(N_("Name of the case"))
    officer: Line = field(N_("Who withdraws"))
    reason: Phrase = field(N_("Reason"))
    successor: Line = field(N_("Who takes his place"))


class HelpLetter(Letter):
    """D19 协助调查函 (APL 26): which organ is asked for what."""

    addressee: Line = field(N_("Receiving organ"))
    case: Phrase = field(N_("Name of the case"))
    party: Blank = field(N_("Party"), "")
    asked: Sentences = field(N_("What is asked for"), max_length=LONG)
    due: date | None = field(N_("Answer wanted by"), None)
    officers: tuple[OfficerShown, ...] = field(N_("Officers"), min_length=2, max_length=2)


class AdviceLetter(Letter):
    """D82 行政执法建议书 (APL 6): what a case has shown, and what is advised; it binds nobody."""

    addressee: Line = field(N_("Receiving organ"))
    case: Phrase = field(N_("Name of the case"))
    found: Sentences = field(N_("What the case has shown"), max_length=LONG)
    advice: Sentences = field(N_("What is advised"), max_length=LONG)
    due: date | None = field(N_("Answer wanted by"), None)


class DesignationRequest(Letter):
    """D07 指定管辖请示 (APL 25): who else is competent, what is disputed, and what the organ thinks."""

    addressee: Line = field(N_("Receiving organ"))
    case: Phrase = field(N_("Name of the case"))
    party: Blank = field(N_("Party"), "")
    other: Phrase = field(N_("The other organ"))
    dispute: Sentences = field(N_("What is disputed, and what was agreed on before"), max_length=LONG)
    opinion: Sentences = field(N_("Own opinion"), max_length=SHORT)
