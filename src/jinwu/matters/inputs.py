"""Inputs that every kind of work shares."""

from __future__ import annotations

from datetime import datetime
from typing import Annotated, Literal
from uuid import UUID

from pydantic import AfterValidator, AwareDatetime, Field

from jinwu.kit import clock
from jinwu.kit.inputs import Part, Personal, StepInput, Widget, field
from jinwu.law.messages import N_


def _in_china(moment: datetime) -> datetime:
    if not 1990 <= moment.year <= 2100:
        raise ValueError("this year cannot be meant")
    return moment.astimezone(clock.ZONE)


#: Whatever zone a device sends, days are counted in China's: the law of a day hangs on it.
Moment = Annotated[AwareDatetime, AfterValidator(_in_china)]
Digest = Annotated[str, Field(pattern=r"^[0-9a-f]{64}$")]


class Photo(Part):
    """A photograph by its digest; the bytes were uploaded before."""

    sha256: Digest = field(N_("Photograph"))
    title: str = field(N_("What it shows"), "", max_length=100)
    taken_at: Moment | None = field(N_("Taken"), None)


class ActInput(StepInput):
    """Base of every act's input: an act recorded late says why."""

    late_reason: str | None = field(
        N_("Why it is recorded late"),
        None,
        max_length=500,
        help=N_("Only if the act is recorded long after it happened."),
    )


class HandOver(ActInput):
    officer: int = field(N_("New handler"), choices="officers", widget=Widget.SELECT)
    reason: str = field(N_("Reason"), max_length=500)


class PlaceHold(ActInput):
    kind: Literal["remedy_pending", "evidence_locked", "crime_suspected"] = field(
        N_("Kind of hold"), widget=Widget.CHOICE,
        labels={
            "remedy_pending": N_("Reconsideration or litigation is pending"),
            "evidence_locked": N_("The evidence is locked"),
            "crime_suspected": N_("A crime is suspected"),
        },
    )  # fmt: skip
    party: str = field(
        N_("Party that sought the remedy"), "", choices="hold_parties", widget=Widget.SELECT, max_length=10,
        help=N_("Only its surcharge stands still; empty: that of all."),
    )  # fmt: skip
    reason: str = field(N_("Reason"), max_length=500, widget=Widget.AREA)


class LiftHold(ActInput):
    hold: str = field(N_("Hold"), choices="holds", widget=Widget.SELECT)
    reason: str = field(N_("Reason"), max_length=500, widget=Widget.AREA)


class Relate(ActInput):
    other: UUID = field(N_("The other matter"))
    kind: Literal["arising_from", "merged", "split", "transferred", "refiled"] = field(
        N_("Kind of link"),
        labels={
            "arising_from": N_("From the same inspection"), "merged": N_("Merged"), "split": N_("Split off"),
            "transferred": N_("Transferred"), "refiled": N_("Filed anew"),
        },
    )  # fmt: skip
    note: str = field(N_("Note"), "", max_length=500)


class AttachScan(ActInput):
    paper: str = field(N_("Document"), choices="papers", widget=Widget.SELECT)
    scan: str = field(N_("Signed scan"), widget=Widget.FILE, pattern=r"^[0-9a-f]{64}$",
                      help=N_("PDF or picture of the signed and sealed paper."))  # fmt: skip
    note: str = field(N_("Note"), "", max_length=200, help=N_("For instance why it has other pages than were issued."))


SEALS = {
    "organ": N_("Seal of the organ"), "special": N_("Seal for enforcement only"), "other": N_("Another seal"),
}  # fmt: skip


class Seal(ActInput):
    """A paper is sealed: how often, with which seal, by whose approval."""

    paper: str = field(N_("Document"), choices="papers", widget=Widget.SELECT, max_length=10)
    seal: Literal["organ", "special", "other"] = field(N_("Which seal"), "organ", labels=SEALS, widget=Widget.CHOICE)
    copies: int = field(N_("Copies"), 1, ge=1, le=500)
    approved_by: str = field(N_("Approved by"), min_length=1, max_length=60)
    remark: str = field(N_("Remark"), "", max_length=300)
    electronic: bool = field(N_("Electronic seal"), False,
                             help=N_("A file with the organ's certificate beside the issued one, which stays as it is."))  # fmt: skip
    again: str = field(N_("Why it is sealed once more"), "", max_length=300,
                       help=N_("Only if this paper was sealed before."))  # fmt: skip


class ErasePersonal(ActInput):
    """Personal values leave the side table of the record; their digests stay."""

    classes: list[Personal] = field(
        N_("What is erased"), min_length=1,
        labels={"name": N_("Names"), "number": N_("Identity numbers"), "address": N_("Addresses"),
                "contact": N_("Telephone numbers"), "statement": N_("Statements"), "signature": N_("Signatures")},
    )  # fmt: skip
    reason: str = field(N_("Reason and basis"), min_length=4, max_length=500, widget=Widget.AREA)
    erased: list[dict] | None = field(N_("Places"), None, widget=Widget.HIDDEN)


class TakeNote(ActInput):
    text: str = field(N_("Note"), widget=Widget.AREA, max_length=2000, personal=Personal.STATEMENT)
