"""Records (笔录) of what was seen, said and heard, and the receipt of service; signed by those who took part."""

from __future__ import annotations

from datetime import date
from typing import Any

from pydantic import model_serializer, model_validator

from jinwu.kit.inputs import field
from jinwu.law.messages import N_

from ..papers_data import Blank, Line, MissingPart, Moment, OfficerShown, PartyShown
from .parts import LONG, SHORT, Paper, Phrase, Remark, Sentences, Signer


class Record(Paper):
    """What every record bears."""

    organ: Line = field(N_("Organ"))
    case: Phrase = field(N_("Name of the case"))
    began: Moment = field(N_("Began at"))
    ended: Moment = field(N_("Ended at"))
    place: Line = field(N_("Place"))
    officers: tuple[OfficerShown, ...] = field(N_("Officers"), min_length=2)
    signer: Signer = field(N_("Signing of the record"), Signer())

    @model_validator(mode="after")
    def _in_order(self) -> Record:
        if self.ended < self.began:
            raise ValueError("ended before it began")
        return self


class SceneRecord(Record):
    """D12 现场检查（勘验）笔录 (APL 55): what two officers found on the spot."""

    party: PartyShown | None = field(N_("Party"), None)
    present: Blank = field(N_("Party or representative present"), "")  # empty: nobody of the party
    credential_shown: bool = field(N_("Credentials shown"), True)
    description: Sentences = field(N_("What was found"), max_length=LONG)
    witness: Blank = field(N_("Witness"), "")


class InquiryRecord(Record):
    """D14 询问笔录 (APL 55): questions and answers, signed on every page."""

    person: Line = field(N_("Person questioned"))
    role: Blank = field(N_("Relation to the case"), "")
    id_number: Blank = field(N_("Identity number"), "")
    phone: Blank = field(N_("Telephone"), "")
    address: Blank = field(N_("Address"), "")
    time: int | None = field(N_("Which questioning"), None, ge=1)
    interpreter: Blank = field(N_("Interpreter"), "")
    guardian: Blank = field(N_("Guardian present"), "")
    rights_told: bool = field(N_("Rights told"))
    opening: bool = field(N_("Rights told in the opening words"), True)  # else among the questions
    text: Sentences = field(N_("Questions and answers"), max_length=LONG)

    @model_serializer(mode="wrap")
    def _as_before(self, dumped: Any) -> dict[str, Any]:
        """With the opening words the facts have the digest that they had while there was no other way."""
        row = dumped(self)
        if self.opening:
            del row["opening"]
        return row

    @model_validator(mode="after")
    def _told(self) -> InquiryRecord:
        if not self.rights_told:
            raise MissingPart("rights_told")
        return self


class StatementRecord(Record):
    """D44 陈述申辩笔录 (APL 45): what the party says against the notice."""

    party: PartyShown = field(N_("Party"))
    notice: Line = field(N_("Number of the notice"))
    person: Line = field(N_("Person who stated"))
    role: Blank = field(N_("Relation to the case"), "")
    text: Sentences = field(N_("Statement and defence"), max_length=LONG)


class Attendant(Paper):
    """Who took part in a hearing."""

    role: Line = field(N_("Part in the hearing"))
    name: Line = field(N_("Name of the participant"))


class HearingRecord(Record):
    """D45 听证笔录 (APL 64): the decision is made on it."""

    parties: tuple[Line, ...] = field(N_("Parties"), min_length=1)
    presider: Line = field(N_("Presider"))
    recorder: Blank = field(N_("Keeper of the record"), "")
    open_to_public: bool = field(N_("Open to the public"), True)
    present: tuple[Attendant, ...] = field(N_("Those present"), ())
    text: Sentences = field(N_("Course of the hearing"), max_length=LONG)


class CorrectionCheck(Paper):
    """D22 整改复查记录 (APL 28): what the re-check of an order found."""

    organ: Line = field(N_("Organ"))
    party: PartyShown = field(N_("Party"))
    order: Line = field(N_("Number of the order"))
    ordered_on: date = field(N_("Ordered on"))
    requirement: Sentences = field(N_("Requirement"), max_length=SHORT)
    due: date | None = field(N_("Correct by"), None)
    checked_at: Moment = field(N_("Checked at"))
    place: Line = field(N_("Place"))
    found: Remark = field(N_("What was found"), "", max_length=LONG)
    outcome: Line = field(N_("Outcome of the check"))
    officers: tuple[OfficerShown, ...] = field(N_("Officers"), min_length=2)
    signer: Signer = field(N_("Signing of the record"), Signer())


class Delivered(Paper):
    """One paper handed over."""

    title: Line = field(N_("Document"))
    number: Blank = field(N_("Document number"), "")


class ServiceReceipt(Paper):
    """D60 送达回证 (CPL 87): which papers reached whom, where, when, how, and who signed for them."""

    organ: Line = field(N_("Organ"))
    case: Phrase = field(N_("Name of the case"))
    papers: tuple[Delivered, ...] = field(N_("Documents"), min_length=1)
    addressee: Line = field(N_("Addressee"))
    address: Line = field(N_("Place of service"))
    method: Line = field(N_("Manner of service"))
    served_at: Moment | None = field(N_("Time of service"), None)
    receiver: Blank = field(N_("Received by"), "")
    relation: Blank = field(N_("Relation to the addressee"), "")
    witness: Blank = field(N_("Witness"), "")
    officers: tuple[OfficerShown, ...] = field(N_("Officers"), min_length=1)
    signer: Signer = field(N_("Signing of the record"), Signer())
    note: Remark = field(N_("Note"), "", max_length=SHORT)
