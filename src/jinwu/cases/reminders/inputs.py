"""What the steps of a reminder ask for."""

from __future__ import annotations

from datetime import date
from typing import Literal
from uuid import UUID

from jinwu.kit.inputs import Personal, Widget, field
from jinwu.law.leniency import ROUTE_TITLES, Route
from jinwu.law.messages import N_
from jinwu.matters.inputs import ActInput
from jinwu.service.state import METHOD_LABELS

from ..inputs import Moment, PartyInput, Photo

ROUTES = {str(key): title for key, title in ROUTE_TITLES.items()}
HARM = {"none": N_("No harm was done"), "slight": N_("Slight harm was done")}
OUTCOMES = {"corrected": N_("Act corrected"), "not_corrected": N_("Not corrected")}
ESCALATIONS = {
    "not_corrected": N_("Not corrected in time"),
    "not_first": N_("It was not the first time"),
    "harm": N_("The harm was more than slight"),
    "case_required": N_("The bureau decides on no penalty in a filed case"),
    "other": N_("Another ground"),
}


class Detect(ActInput):
    """On the spot: who, what, where, when, what proves it, and why no penalty may follow."""

    party: PartyInput = field(N_("Party"), widget=Widget.PARTY)
    violation: str = field(N_("Violation"), widget=Widget.VIOLATION, choices="all_violations", max_length=40)
    act_from: Moment = field(N_("When it began"))
    act_to: Moment | None = field(N_("When it ended"), None)
    place: str = field(N_("Place"), min_length=2, max_length=200)
    facts: str = field(N_("Facts"), widget=Widget.AREA, min_length=4, max_length=3000)
    photos: list[Photo] = field(N_("Photographs"), [], widget=Widget.PHOTOS, max_length=20)
    credential_shown: bool = field(N_("Credentials shown"))
    recorder: str = field(N_("Recorder"), "", max_length=60, help=N_("Serial number of the recorder that was on."))
    route: Route = field(N_("Ground of leniency"), Route.FIRST, labels=ROUTES, widget=Widget.CHOICE)
    harm: Literal["none", "slight"] = field(N_("Harm"), labels=HARM)


class Issue(ActInput):
    """The reminder is handed over, with what is to be done and by when."""

    requirement: str = field(N_("What is to be done"), widget=Widget.AREA, min_length=4, max_length=500)
    correct_by: date | None = field(N_("Correct by"), None, help=N_("Empty: at once."))
    explained: bool = field(N_("Act, basis and what follows if it is not corrected were explained"))
    method: Literal["signed", "refused"] = field(N_("How it was handed over"), labels=METHOD_LABELS)
    note: str = field(N_("Note of the refusal"), "", max_length=500, help=N_("Why he would not sign, who was there."))
    signature: str = field(N_("Signature"), "", widget=Widget.SIGNATURE, personal=Personal.SIGNATURE, max_length=60000)


class Promise(ActInput):
    """The party promises to correct (告知承诺)."""

    promise: str = field(
        N_("Promise of the party"), widget=Widget.AREA, personal=Personal.STATEMENT, min_length=2, max_length=500
    )


class CheckCorrection(ActInput):
    """What was found when the officers looked again."""

    outcome: Literal["corrected", "not_corrected"] = field(N_("How far it was corrected"), labels=OUTCOMES)
    finding: str = field(N_("What was found"), widget=Widget.AREA, min_length=2, max_length=1000)
    photos: list[Photo] = field(N_("Photographs"), [], widget=Widget.PHOTOS, max_length=20)


class RecordNoPenalty(ActInput):
    """No penalty follows; the party is educated (APL 33)."""

    education: str = field(
        N_("How the party was educated"), widget=Widget.AREA, min_length=4, max_length=1000,
        help=N_("What was explained, by whom, and what the party answered."),
    )  # fmt: skip


class Escalate(ActInput):
    """A reminder does not suffice: the act goes over to a penalty case."""

    ground: Literal["not_corrected", "not_first", "harm", "case_required", "other"] = field(
        N_("Ground"), labels=ESCALATIONS, widget=Widget.CHOICE
    )
    reason: str = field(N_("Reason"), widget=Widget.AREA, min_length=2, max_length=1000)
    other: UUID | None = field(N_("The case, if it is open already"), None)


class Withdraw(ActInput):
    """The reminder was given in error; it counts for nothing."""

    reason: str = field(N_("Reason"), widget=Widget.AREA, min_length=2, max_length=500)
