"""Forms of the house and of the party beside the road: clue, withdrawal, preservation, photographs, confiscated things, agent."""

from __future__ import annotations

from datetime import date

from jinwu.kit.inputs import field
from jinwu.law.messages import N_

from ..papers_data import Blank, Line, Moment, OfficerShown, PartyShown, Strokes
from .parts import LONG, SHORT, Note, Paper, Phrase, Remark, Sentences
from .sheets import Sheet


class ClueRegistration(Sheet):
    """D01 案件线索登记表. Who reported it stands on the reporter's sheet of the internal volume, and not here."""

    source: Line = field(N_("Source of the case"))
    received_at: Moment = field(N_("Clue received"))
    sender: Blank = field(N_("Sending organ"), "")
    reported: Line = field(N_("Whether somebody reported it"))
    suspect: Blank = field(N_("Who is said to have done it"), "")
    place: Line = field(N_("Place of the act"))
    content: Sentences = field(N_("Content of the clue"), max_length=LONG)
    registered_by: Line = field(N_("Registered by"))
    registered_at: Moment = field(N_("Registered on"))


class FilingWithdrawal(Sheet):
    """D06 撤销立案审批表: why a case that was filed is not pursued."""

    number: Blank = field(N_("Filing number"), "")
    case: Phrase = field(N_("Name of the case"))
    filed_on: date | None = field(N_("Filed on"), None)
    withdrawn_on: date = field(N_("Withdrawn on"))
    parties: tuple[PartyShown, ...] = field(N_("Parties"), ())
    officers: tuple[OfficerShown, ...] = field(N_("Officers"), min_length=1)
    summary: Remark = field(N_("Summary of the case"), "", max_length=LONG)
    reason: Sentences = field(N_("Reason of the withdrawal"), max_length=SHORT)


class PreservationApproval(Sheet):
    """D17 先行登记保存证据审批表 (APL 56): the head approves it before, or at once after it was urgent."""

    case: Phrase = field(N_("Name of the case"))
    party: PartyShown = field(N_("Party"))
    officers: tuple[OfficerShown, ...] = field(N_("Officers"), min_length=1)
    items: tuple[Line, ...] = field(N_("Items preserved"), min_length=1)
    in_place: bool = field(N_("Kept in place"), True)
    since: Moment = field(N_("Preserved from"))
    until: date | None = field(N_("Outcome due by"), None)


class PhotoRow(Paper):
    """One photograph: its number is its place; the file is known by its digest."""

    title: Blank = field(N_("What the photograph shows"), "")
    taken_at: Moment | None = field(N_("Taken at"), None)
    digest: Line = field(N_("Digest of the file"))


class PhotoSheet(Paper):
    """D15 现场照片（图片、影像资料）证据: by whom, when and where taken, what they show, signed by two officers."""

    organ: Line = field(N_("Organ"))
    case: Phrase = field(N_("Name of the case"))
    party: Blank = field(N_("Party"), "")
    place: Line = field(N_("Place"))
    taken_by: Line = field(N_("Taken by"))
    at: Moment = field(N_("Time of the act"))
    shows: Remark = field(N_("What it proves"), "", max_length=LONG)
    photos: tuple[PhotoRow, ...] = field(N_("Photographs"), min_length=1)
    officers: tuple[OfficerShown, ...] = field(N_("Officers"), min_length=1)


class ThingTaken(Paper):
    """One line of what is confiscated."""

    name: Line = field(N_("Thing"))
    amount: Blank = field(N_("Amount"), "")


class ConfiscationList(Paper):
    """D50 没收（罚没）物品清单及处理记录 (APL 74): what is taken, and room for what becomes of it."""

    organ: Line = field(N_("Organ"))
    case: Phrase = field(N_("Name of the case"))
    party: Line = field(N_("Party"))
    decision: Line = field(N_("Number of the decision"))
    decided_on: date = field(N_("Date of the decision"))
    things: tuple[ThingTaken, ...] = field(N_("Things confiscated"), min_length=1)
    officers: tuple[OfficerShown, ...] = field(N_("Officers"), min_length=1)


class PowerOfAttorney(Paper):
    """D24 授权委托书: the party's own form, filled in with what is known of case and party."""

    organ: Line = field(N_("Organ"))
    case: Phrase = field(N_("Name of the case"))
    party: PartyShown = field(N_("Party"))


class HearingRequest(Paper):
    """D45 听证申请书（登记） (APL 63, 64): who asked for a hearing, when, how and why."""

    organ: Line = field(N_("Organ"))
    case: Phrase = field(N_("Name of the case"))
    party: PartyShown = field(N_("Party"))
    notice: Blank = field(N_("Number of the notice"), "")
    served_on: date | None = field(N_("Notice served on"), None)
    requested_at: Moment = field(N_("Hearing asked for on"))
    manner: Line = field(N_("How it was asked for"))
    reason: Note = field(N_("Reason given"), "", max_length=LONG)
    late: bool = field(N_("Asked for after the term"), False)
    received_by: Line = field(N_("Received by"))
    strokes: Strokes = field(N_("Signature"), "")
