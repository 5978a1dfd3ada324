"""What the records of scene and inquiry ask for (现场检查笔录、询问笔录): the head, the answers to a template, how it was signed.

The text of a record is what counts. Left empty, it is composed from the answers; one that was typed stays as it is.
"""

from __future__ import annotations

from typing import Literal

from pydantic import field_validator

from jinwu.kit.inputs import Personal, Widget, field
from jinwu.law.messages import N_
from jinwu.matters.guiding import MOST, Answer, Observation, PageSigned, composed, dialogue, findings
from jinwu.matters.inputs import ActInput

from ..inputs import Moment, Photo

#: Pages of one record that are signed on the glass.
PAGES = 30


def _template() -> str:
    return field(N_("Question template"), "", widget=Widget.HIDDEN, max_length=60)


def _refusal() -> str:
    return field(N_("Why it was not signed"), "", max_length=300, help=N_("What he said, and who was there."))


def _signatures() -> list[PageSigned]:
    return field(N_("Signatures, page by page"), [], max_length=PAGES)


def _shown() -> str:
    return field(N_("Digest of the record that was shown"), "", widget=Widget.HIDDEN, pattern=r"^([0-9a-f]{64})?$")


class SceneRecord(ActInput):
    """The scene as two officers found it (D12)."""

    template: str = _template()
    place: str = field(N_("Place inspected"), min_length=2, max_length=200)
    began: Moment = field(N_("Began"))
    ended: Moment = field(N_("Ended"))
    credential_shown: bool = field(N_("Credentials shown"))
    answers: list[Observation] = field(N_("Points of the inspection"), [], max_length=MOST)
    description: str = field(N_("What was found"), "", widget=Widget.AREA, min_length=4, max_length=6000, validate_default=True,
                             help=N_("Left empty, it is written from the points above."))  # fmt: skip
    party_present: str = field(N_("Party or representative present"), "", personal=Personal.NAME, max_length=60)
    witness: str = field(N_("Witness"), "", personal=Personal.NAME, max_length=60)
    recorder: str = field(N_("Recorder"), "", max_length=60, help=N_("Serial number of the recorder that was on."))
    photos: list[Photo] = field(N_("Photographs"), [], widget=Widget.PHOTOS, max_length=50)
    violation: str = field(
        N_("Proves the violation"), "", choices="case_violations", widget=Widget.SELECT, max_length=10
    )
    signed: Literal["signed", "refused", "absent"] = field(
        N_("Signature"), "signed",
        labels={"signed": N_("Signed"), "refused": N_("Refused, noted"), "absent": N_("Not there, noted")},
    )  # fmt: skip
    refusal: str = _refusal()
    signatures: list[PageSigned] = _signatures()
    shown: str = _shown()

    _write = field_validator("description", mode="before")(composed(findings))


class Inquiry(ActInput):
    """A person is asked, and reads what was written (D14)."""

    template: str = _template()
    person: str = field(N_("Person asked"), personal=Personal.NAME, min_length=1, max_length=60)
    person_role: Literal["party", "witness", "other"] = field(
        N_("Asked as"),
        labels={
            "party": N_("Party or its representative"),
            "witness": N_("Witness of the act"),
            "other": N_("Other person"),
        },
    )
    number: str = field(N_("Number of his paper"), "", personal=Personal.NUMBER, max_length=40)
    phone: str = field(N_("Telephone"), "", personal=Personal.CONTACT, max_length=40)
    address: str = field(N_("Address"), "", personal=Personal.ADDRESS, max_length=200)
    place: str = field(N_("Place of the inquiry"), min_length=2, max_length=200)
    began: Moment = field(N_("Began"))
    ended: Moment = field(N_("Ended"))
    rights_told: bool = field(N_("Credentials shown, rights and duties told"))
    answers: list[Answer] = field(N_("Questions of the template"), [], max_length=MOST)
    text: str = field(N_("Questions and answers"), "", widget=Widget.AREA, min_length=10, max_length=12000, validate_default=True,
                      personal=Personal.STATEMENT, help=N_("Left empty, it is written from the answers above."))  # fmt: skip
    interpreter: str = field(
        N_("Interpreter"), "", max_length=60, help=N_("For sign language, a minority or a foreign language.")
    )
    guardian: str = field(N_("Guardian present"), "", max_length=60, help=N_("Where a minor is asked."))
    recorder: str = field(N_("Recorder"), "", max_length=60, help=N_("Serial number of the recorder that was on."))
    violation: str = field(
        N_("Proves the violation"), "", choices="case_violations", widget=Widget.SELECT, max_length=10
    )
    signed: Literal["signed", "refused"] = field(
        N_("Signature"), "signed", labels={"signed": N_("Signed page by page"), "refused": N_("Refused, noted")}
    )
    refusal: str = _refusal()
    signatures: list[PageSigned] = _signatures()
    shown: str = _shown()

    _write = field_validator("text", mode="before")(composed(dialogue))
