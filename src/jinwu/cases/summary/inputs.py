"""What the steps of the summary procedure ask for."""

from __future__ import annotations

from datetime import date
from decimal import Decimal
from typing import Annotated, Literal

from pydantic import Field

from jinwu.kit.inputs import Personal, Widget, field
from jinwu.law.messages import N_
from jinwu.law.summary import GROUND_TITLES, CollectionGround
from jinwu.matters.inputs import ActInput
from jinwu.service.state import METHOD_LABELS

from ..inputs import Moment, Money, PartyInput, Penalty, Photo, PriorMeasure

GROUND_LABELS = {str(key): title for key, title in GROUND_TITLES.items()}


class OpenSummary(ActInput):
    """On the spot: who, what, where, when, and what proves it."""

    party: PartyInput = field(N_("Party"), widget=Widget.PARTY)
    violation: str = field(N_("Violation"), widget=Widget.VIOLATION, choices="violations", max_length=40)
    act_from: Moment = field(N_("When it began"))
    act_to: Moment | None = field(N_("When it ended"), None)
    place: str = field(N_("Place"), min_length=2, max_length=200)
    facts: str = field(N_("Facts"), widget=Widget.AREA, min_length=4, max_length=3000)
    photos: list[Photo] = field(N_("Photographs"), [], widget=Widget.PHOTOS, max_length=20)
    latitude: Annotated[Decimal, Field(ge=-90, le=90, decimal_places=6)] | None = field(
        N_("Latitude"), None, widget=Widget.HIDDEN
    )
    longitude: Annotated[Decimal, Field(ge=-180, le=180, decimal_places=6)] | None = field(
        N_("Longitude"), None, widget=Widget.HIDDEN
    )
    credential_shown: bool = field(N_("Credentials shown"))
    recorder: str = field(N_("Recorder"), "", max_length=60, help=N_("Serial number of the recorder that was on."))
    prior: PriorMeasure | None = field(N_("Earlier order to correct"), None)


class NotifyOrally(Penalty):
    """Told on the spot, and heard (APL 44, 45)."""

    told_facts: bool = field(N_("Facts, reasons, basis and the intended penalty were told"))
    told_rights: bool = field(N_("The right to state and defend was told"))
    statement: str = field(
        N_("Statement and defence"), "", widget=Widget.AREA, personal=Personal.STATEMENT, max_length=3000,
        help=N_("Write what was said; leave empty if the party said nothing."),
    )  # fmt: skip
    recheck: Literal["none", "adopted", "not_adopted"] = field(
        N_("Recheck"), "none",
        labels={"none": N_("Nothing to recheck"), "adopted": N_("Adopted"), "not_adopted": N_("Not adopted")},
    )  # fmt: skip
    recheck_reason: str = field(N_("Reason of the recheck"), "", max_length=500)


class Decide(Penalty):
    """The decision on the spot."""

    correction: Literal["at_once", "by_day", "done"] = field(
        N_("Order to correct"), "at_once",
        labels={"at_once": N_("Correct at once"), "by_day": N_("Correct by a day"), "done": N_("Corrected on the spot")},
    )  # fmt: skip
    correct_by: date | None = field(N_("Correct by"), None)
    payment: Literal["bank", "on_the_spot"] = field(
        N_("Payment"), "bank", labels={"bank": N_("At the bank"), "on_the_spot": N_("Collected on the spot")}
    )
    ground: CollectionGround | None = field(
        N_("Ground for collecting on the spot"), None, labels=GROUND_LABELS, widget=Widget.CHOICE
    )
    requested: bool = field(N_("The party asks to pay here"), False)
    form: str = field(
        N_("Number of the form"), "", widget=Widget.HIDDEN, max_length=80
    )  # drawn on the phone, without a line


class Serve(ActInput):
    """The decision is handed over on the spot (APL 52)."""

    method: Literal["signed", "refused"] = field(N_("How it was handed over"), labels=METHOD_LABELS)
    signature: str = field(N_("Signature"), "", widget=Widget.SIGNATURE, personal=Personal.SIGNATURE, max_length=60000)
    note: str = field(N_("Note of the refusal"), "", max_length=500, help=N_("Why he would not sign, who was there."))
    recorder: str = field(N_("Recorder"), "", max_length=60)
    shown: str = field(N_("Digest of the paper that was shown"), "", widget=Widget.HIDDEN, pattern=r"^([0-9a-f]{64})?$")
    sheet: str = field(N_("Decision as the phone showed it"), "", widget=Widget.HIDDEN, personal=Personal.STATEMENT,
                       max_length=8000)  # fmt: skip


class Collect(ActInput):
    """Cash, against a fiscal receipt (APL 68–70)."""

    amount: Annotated[Money, Field(gt=0)] = field(N_("Amount"), unit=N_("yuan"))
    ground: CollectionGround = field(
        N_("Ground for collecting on the spot"), labels=GROUND_LABELS, widget=Widget.CHOICE
    )
    requested: bool = field(N_("The party asks to pay here"), False)
    receipt: str = field(N_("Number of the fiscal receipt"), max_length=60)


class HandIn(ActInput):
    receipt: str = field(N_("Receipt of the bureau"), "", max_length=60)


class Deposit(ActInput):
    slip: str = field(N_("Number of the bank slip"), min_length=1, max_length=60)


class FileRecord(ActInput):
    """The decision is reported to the organ for the record (APL 52)."""

    opinion: str = field(N_("Remark"), "", max_length=500)


class Pay(ActInput):
    """A payment at the bank."""

    amount: Annotated[Money, Field(gt=0)] = field(N_("Amount"), unit=N_("yuan"))
    paid_on: date = field(N_("Paid on"))
    reference: str = field(N_("Bank reference"), min_length=1, max_length=100)
    receipt: str = field(N_("Number of the fiscal receipt"), "", max_length=60)


class Refund(ActInput):
    """Money goes back to the party."""

    amount: Annotated[Money, Field(gt=0)] = field(N_("Amount"), unit=N_("yuan"))
    reference: str = field(N_("Bank reference"), min_length=1, max_length=100)


class Correct(ActInput):
    """A slip of the pen in the decision is corrected (补正); the penalty itself does not change."""

    what: Literal["name", "address", "place", "facts", "legal_representative"] = field(
        N_("What is corrected"),
        labels={"name": N_("Name of the party"), "address": N_("Address"), "place": N_("Place"), "facts": N_("Facts"),
                "legal_representative": N_("Legal representative")},
        widget=Widget.CHOICE,
    )  # fmt: skip
    text: str = field(
        N_("Corrected text"), personal=Personal.STATEMENT, min_length=1, max_length=3000, widget=Widget.AREA
    )
    reason: str = field(N_("Reason"), min_length=2, max_length=500)


class Convert(ActInput):
    """The matter leaves the summary procedure for the ordinary one."""

    ground: Literal["facts_unclear", "facts_disputed", "limit_exceeded", "other"] = field(
        N_("Ground"),
        labels={
            "facts_unclear": N_("The facts are not conclusive"), "facts_disputed": N_("The party disputes the facts"),
            "limit_exceeded": N_("The penalty would exceed the limits"), "other": N_("Another ground"),
        },
        widget=Widget.CHOICE,
    )  # fmt: skip
    reason: str = field(N_("Reason"), min_length=2, max_length=1000, widget=Widget.AREA)


class Revoke(ActInput):
    """The decision is revoked; money paid is owed back."""

    organ: Literal["self", "reconsideration", "court", "superior"] = field(
        N_("Revoked by"),
        labels={"self": N_("This organ"), "reconsideration": N_("Reconsideration organ"), "court": N_("Court"),
                "superior": N_("Superior organ")},
    )  # fmt: skip
    document: str = field(N_("Document"), "", max_length=120)
    reason: str = field(N_("Reason"), min_length=2, max_length=1000, widget=Widget.AREA)


class VoidForm(ActInput):
    """A numbered form was spoiled; its number stays in the register as void."""

    reason: str = field(N_("Reason"), min_length=2, max_length=300)


class Abandon(ActInput):
    """Nothing is penalised: the matter was begun in error, or no penalty is due."""

    reason: str = field(N_("Reason"), min_length=2, max_length=500, widget=Widget.AREA)


class Close(ActInput):
    """The case is closed."""

    opinion: str = field(N_("Remark"), "", max_length=500)


class Archive(ActInput):
    """The case goes into a volume of summary cases."""

    volume: str = field(N_("Volume"), min_length=1, max_length=60)
