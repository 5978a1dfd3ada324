"""Letters beside the road: called in to an inquiry, a hearing announced, an address confirmed."""

from __future__ import annotations

from datetime import date
from typing import Any

from jinwu.kit.inputs import field
from jinwu.law.messages import N_

from ..papers_data import Blank, Line, Moment, OfficerShown, PartyShown, Strokes
from .letters import Letter
from .parts import Paper, Phrase


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
