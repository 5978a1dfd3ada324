"""What the steps of an inspection ask for."""

from __future__ import annotations

from datetime import date
from typing import Literal
from uuid import UUID

from jinwu.kit.inputs import Part, Personal, Widget, field
from jinwu.law.messages import N_
from jinwu.matters.inputs import ActInput, Moment, Photo

from .state import Result

OBJECT_LABELS = {
    "organisation": N_("Organisation"), "sole_trader": N_("Sole trader"), "person": N_("Person"),
    "site": N_("Site, vehicle or facility"),
}  # fmt: skip
KIND_LABELS = {
    "daily": N_("Daily inspection"), "special": N_("Special inspection"), "double_random": N_("Double random"),
    "follow_up": N_("Follow-up inspection"),
}  # fmt: skip
REASON_LABELS = {
    "plan": N_("Plan of the year"), "campaign": N_("Campaign"), "drawn": N_("Drawn at random"),
    "complaint": N_("Complaint or report"), "safety": N_("Safety risk"), "assigned": N_("Assigned from above"),
    "transferred": N_("Passed on by another organ"), "other": N_("Ground not listed"),
}  # fmt: skip
FINDING_LABELS = {"ok": N_("In order"), "problem": N_("Problem"), "not_applicable": N_("Does not apply")}
RESULT_LABELS = {
    "no_problem": N_("No problem found"), "rectify": N_("Ordered to correct"), "clue": N_("Clue to a violation"),
    "not_found": N_("Object not found"), "refused": N_("Inspection refused"), "other": N_("Another result"),
}  # fmt: skip
SIGNED_LABELS = {
    "signed": N_("Signed the record"), "refused": N_("Refused to sign the record"), "absent": N_("Nobody there to sign"),
}  # fmt: skip
RECHECK_LABELS = {
    "corrected": N_("Was corrected"), "partly": N_("Partly corrected"), "not_corrected": N_("Not corrected"),
    "object_gone": N_("The object is gone"),
}  # fmt: skip
NEXT_LABELS = {"wait": N_("A new day is set"), "clue": N_("Goes on as a clue")}
EXEMPT_LABELS = {"complaint": N_("Set off by a complaint"), "safety": N_("Set off by a safety risk")}


class Object(Part):
    """What is inspected: a party of the book by its number, or something named."""

    kind: Literal["organisation", "sole_trader", "person", "site"] = field(
        N_("Kind of object"), labels=OBJECT_LABELS, widget=Widget.SELECT
    )
    name: str = field(N_("Name of the object"), personal=Personal.NAME, min_length=1, max_length=100)
    number: str = field(
        N_("Credit code or identity number"), "", personal=Personal.NUMBER, max_length=40,
        help=N_("With it the object is found again in the book of parties."),
    )  # fmt: skip
    operator: str = field(N_("Operator"), "", personal=Personal.NAME, max_length=100, help=N_("Of a sole trader."))
    address: str = field(N_("Address"), "", personal=Personal.ADDRESS, max_length=200)


class Item(Part):
    """One item of the list."""

    item: str = field(
        N_("Item of the list"), choices="inspection_items", widget=Widget.SELECT, min_length=1, max_length=100
    )
    finding: Literal["ok", "problem", "not_applicable"] = field(N_("Finding"), labels=FINDING_LABELS)
    note: str = field(N_("Note"), "", max_length=500)


class Base(ActInput):
    """Object, matter and ground of an inspection."""

    object: Object = field(N_("Object of the inspection"))
    subject: str = field(N_("What is inspected"), choices="inspection_subjects", widget=Widget.SELECT, max_length=40)
    kind: Literal["daily", "special", "double_random", "follow_up"] = field(
        N_("Kind of inspection"), "daily", labels=KIND_LABELS, widget=Widget.SELECT
    )
    reason: Literal["plan", "campaign", "drawn", "complaint", "safety", "assigned", "transferred", "other"] = field(
        N_("Ground of the inspection"), "plan", labels=REASON_LABELS, widget=Widget.SELECT
    )
    place: str = field(N_("Place"), min_length=2, max_length=200)
    began: Moment = field(N_("When it began"))
    credential_shown: bool = field(N_("Credentials shown"))
    approval: str = field(N_("Approval of the inspection"), "", max_length=100, help=N_("Number of the approval form."))
    notice: str = field(N_("Inspection notice"), "", max_length=100, help=N_("Number of the notice handed over."))
    exempt: Literal["complaint", "safety"] | None = field(
        N_("Without notice because"), None, labels=EXEMPT_LABELS, widget=Widget.SELECT
    )


class Record(ActInput):
    """The record of the visit, item by item."""

    ended: Moment | None = field(N_("When it ended"), None)
    items: list[Item] = field(N_("Items of the list"), [], max_length=60)
    rest_in_order: bool = field(N_("Every other item of the list was looked at and is in order"), False)
    found: str = field(N_("What the inspection found"), "", widget=Widget.AREA, max_length=3000)
    photos: list[Photo] = field(N_("Photographs"), [], widget=Widget.PHOTOS, max_length=20)
    recorder: str = field(N_("Recorder"), "", max_length=60, help=N_("Serial number of the recorder that was on."))
    signed: Literal["signed", "refused", "absent"] | None = field(
        N_("Signature on the record"), None, labels=SIGNED_LABELS
    )
    signature: str = field(N_("Signature"), "", widget=Widget.SIGNATURE, personal=Personal.SIGNATURE, max_length=60000)
    sign_note: str = field(
        N_("Note instead of the signature"), "", max_length=500, help=N_("Why it is not signed, who was there.")
    )


class Outcome(ActInput):
    """The result, and what follows from it."""

    result: Result = field(N_("Result of the inspection"), labels=RESULT_LABELS, widget=Widget.SELECT)
    result_note: str = field(N_("Remark on the result"), "", max_length=1000)
    requirement: str = field(
        N_("What is to be corrected"),
        "",
        widget=Widget.AREA,
        max_length=1000,
        help=N_("Only with an order to correct."),
    )
    correct_by: date | None = field(N_("Correct by"), None, help=N_("Empty: at once."))
    violation: str = field(
        N_("Violation suspected"), "", choices="inspection_violations", widget=Widget.SELECT, max_length=40
    )


class Open(Base):
    """The visit begins."""


class WriteRecord(Record):
    """The record of a visit that was opened before."""

    credential_shown: bool = field(N_("Credentials shown"))


class Conclude(Outcome):
    """How the inspection ended."""


class Inspect(Outcome, Record, Base):
    """A whole visit on one form: object, record, result."""


class CompleteRecord(Record):
    """What was missing; what is left empty stays as it was."""

    credential_shown: bool = field(N_("Credentials shown"), False)
    reason: str = field(N_("Why it was missing"), min_length=2, max_length=500)


class CorrectResult(Outcome):
    """The result was entered wrongly."""

    reason: str = field(N_("Reason"), min_length=2, max_length=500, widget=Widget.AREA)


class LookAgain(ActInput):
    """Whether the order to correct was met."""

    outcome: Literal["corrected", "partly", "not_corrected", "object_gone"] = field(
        N_("What the re-check showed"), labels=RECHECK_LABELS, widget=Widget.CHOICE
    )
    found: str = field(N_("What the inspection found"), widget=Widget.AREA, min_length=2, max_length=2000)
    photos: list[Photo] = field(N_("Photographs"), [], widget=Widget.PHOTOS, max_length=20)
    next: Literal["wait", "clue"] | None = field(N_("What follows"), None, labels=NEXT_LABELS)
    correct_by: date | None = field(N_("New day to correct by"), None)


class LinkCase(ActInput):
    """The case that this inspection led to."""

    other: UUID = field(N_("The case"))
    note: str = field(N_("Note"), "", max_length=500)


class EndAsItStands(ActInput):
    """The record cannot be completed any more."""

    reason: str = field(N_("Reason"), min_length=2, max_length=500, widget=Widget.AREA)
