"""What steps of every penalty case ask for: the party, a photograph, an earlier order, the penalty itself."""

from __future__ import annotations

from datetime import date
from decimal import Decimal
from typing import Annotated, Literal

from pydantic import Field

from jinwu.kit.inputs import Part, Personal, Widget, field
from jinwu.law.discretion import LENIENCY_TITLES, Leniency
from jinwu.law.messages import N_
from jinwu.law.parties import PartyKind
from jinwu.matters.inputs import ActInput, Digest, Moment, Photo

__all__ = ["Digest", "Moment", "Money", "PartyInput", "Penalty", "Photo", "PriorMeasure"]

Money = Annotated[Decimal, Field(max_digits=14, decimal_places=2, ge=0)]

MITIGATION_LABELS = {str(key): title for key, title in LENIENCY_TITLES.items()}
KIND_LABELS = {"person": N_("Person"), "sole_trader": N_("Sole trader"), "organisation": N_("Organisation")}


class PartyInput(Part):
    """Who is penalised, as he proved it on the spot."""

    kind: PartyKind = field(N_("Kind of party"), labels=KIND_LABELS, widget=Widget.SEGMENT)
    name: str = field(N_("Name of the party"), personal=Personal.NAME, min_length=1, max_length=100)
    number_kind: Literal["resident_id", "credit_code", "other"] = field(
        N_("Kind of number"), "resident_id",
        labels={"resident_id": N_("Resident ID"), "credit_code": N_("Credit code"), "other": N_("Other paper")},
    )  # fmt: skip
    number: str = field(N_("Number"), personal=Personal.NUMBER, max_length=40)
    birth: date | None = field(
        N_("Date of birth"), None, personal=Personal.NUMBER, help=N_("Only without a resident ID.")
    )
    operator: str = field(N_("Operator"), "", personal=Personal.NAME, max_length=100, help=N_("Of a sole trader."))
    operator_number: str = field(N_("Operator's resident ID"), "", personal=Personal.NUMBER, max_length=40)
    legal_representative: str = field(N_("Legal representative"), "", personal=Personal.NAME, max_length=100)
    address: str = field(N_("Address"), "", personal=Personal.ADDRESS, max_length=200)
    phone: str = field(N_("Telephone"), "", personal=Personal.CONTACT, max_length=40)


class PriorMeasure(Part):
    """Proof that the party was told to correct, or warned, before a fine, where the matter asks for it."""

    document: str = field(N_("Document that ordered it"), min_length=1, max_length=100)
    ordered_on: date = field(N_("Ordered on"))
    outcome: Literal["refused", "overdue"] = field(
        N_("Outcome"), labels={"refused": N_("Refused to correct"), "overdue": N_("Not corrected in time")}
    )


class Penalty(ActInput):
    """The penalty as intended, or as decided."""

    warning: bool = field(N_("Warning"), False)
    amount: Money | None = field(N_("Fine"), None, unit=N_("yuan"))
    tier: str = field(N_("Tier"), "", choices="tiers", widget=Widget.CHOICE, max_length=40)
    units: int | None = field(
        N_("Number of places or bays"), None, ge=1, le=10000, help=N_("Only where the fine counts by them.")
    )
    mitigated: Leniency | None = field(
        N_("Ground for mitigation"),
        None,
        labels=MITIGATION_LABELS,
        help=N_("Only for a fine below the statutory minimum."),
    )
