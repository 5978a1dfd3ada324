"""What the steps about money ask for."""

from __future__ import annotations

from datetime import date
from decimal import Decimal
from typing import Annotated, Literal

from pydantic import Field

from jinwu.kit.inputs import Part, Personal, Widget, field
from jinwu.law.enforcement import END_GROUNDS, MATERIALS, EndGround, Material
from jinwu.law.messages import N_
from jinwu.matters.inputs import ActInput

from ...inputs import Money

Sum = Annotated[Money, Field(gt=0)]


def _party(label: str = N_("Party")) -> str:
    return field(label, choices="case_parties", widget=Widget.SELECT, max_length=10)


class PayOf(ActInput):
    """A payment of one party, at the bank or by way of the court."""

    party: str = _party()
    amount: Sum = field(N_("Amount"), unit=N_("yuan"))
    paid_on: date = field(N_("Paid on"))
    reference: str = field(N_("Bank reference"), min_length=1, max_length=100)
    receipt: str = field(N_("Number of the fiscal receipt"), "", max_length=60)
    through: Literal["bank", "court"] = field(
        N_("Paid through"), "bank", labels={"bank": N_("Bank"), "court": N_("Court (enforced)")}
    )
    mistaken: bool = field(
        N_("Paid here by mistake"), False, help=N_("Meant for another matter: recorded, and owed back whole.")
    )


class AskTerms(ActInput):
    """The party applies to pay later or in parts (APL 66)."""

    party: str = _party()
    kind: Literal["deferral", "instalments"] = field(
        N_("Asked for"), labels={"deferral": N_("Deferral"), "instalments": N_("Instalments")}
    )
    received_on: date = field(N_("Received on"))
    reason: str = field(
        N_("Economic hardship as stated"),
        widget=Widget.AREA,
        personal=Personal.STATEMENT,
        min_length=2,
        max_length=2000,
    )


class PartOfFine(Part):
    """One part of a fine with its last day."""

    due: date = field(N_("To be paid by"))
    amount: Sum = field(N_("Amount"), unit=N_("yuan"))


class GrantTerms(ActInput):
    """The organ answers the application (APL 66)."""

    terms: str = field(N_("Application"), choices="terms_asked", widget=Widget.SELECT, max_length=10)
    outcome: Literal["granted", "refused"] = field(
        N_("Answer"), labels={"granted": N_("Granted"), "refused": N_("Refused")}
    )
    parts: list[PartOfFine] = field(
        N_("Days and sums"),
        [],
        max_length=60,
        help=N_("One for a deferral, several for instalments; together what is open."),
    )
    reason: str = field(N_("Reason"), min_length=2, max_length=1000, widget=Widget.AREA)


class RefundOf(ActInput):
    """Money goes back to a party through the treasury (退付)."""

    party: str = _party()
    amount: Sum = field(N_("Amount"), unit=N_("yuan"))
    reference: str = field(N_("Bank reference"), min_length=1, max_length=100)
    document: str = field(N_("Approval of the treasury"), "", max_length=60)


class WriteOff(ActInput):
    """Enforcement ends (终结执行): what the party still owes is written off."""

    party: str = _party()
    ground: EndGround = field(N_("Ground"), labels=END_GROUNDS, widget=Widget.CHOICE)
    document: str = field(N_("Document that proves it"), min_length=1, max_length=100)
    reason: str = field(N_("Reason"), min_length=4, max_length=1000, widget=Widget.AREA)


class MakeDemand(ActInput):
    """The party is called upon to perform (催告, ACL 54)."""

    party: str = _party()
    note: str = field(N_("Remark"), "", max_length=500)


class StateOnDemand(ActInput):
    """What the party says to the demand is recorded and rechecked (ACL 36)."""

    demand: str = field(N_("Demand"), choices="demands_served", widget=Widget.SELECT, max_length=10)
    statement: str = field(
        N_("Statement and defence"), widget=Widget.AREA, personal=Personal.STATEMENT, min_length=2, max_length=3000
    )
    outcome: Literal["adopted", "not_adopted"] = field(
        N_("Recheck"), labels={"adopted": N_("Adopted"), "not_adopted": N_("Not adopted")}
    )
    answer: str = field(N_("Reason of the recheck"), min_length=2, max_length=1000)


class Apply(ActInput):
    """The people's court is asked to enforce (ACL 53)."""

    party: str = _party()
    court: str = field(N_("Court"), min_length=2, max_length=120)
    materials: list[Material] = field(N_("Materials"), [], labels=MATERIALS, max_length=4)
    late_ground: str = field(
        N_("Justified ground for applying late"), "", max_length=500, help=N_("Only after the three months.")
    )


class CourtRuling(ActInput):
    """What the court answered (ACL 56–58)."""

    application: str = field(N_("Application"), choices="court_applications", widget=Widget.SELECT, max_length=10)
    outcome: Literal["accepted", "examining", "not_accepted", "granted", "refused"] = field(
        N_("Ruling"), widget=Widget.CHOICE,
        labels={"accepted": N_("Accepted"), "examining": N_("The court examines"), "not_accepted": N_("Not accepted"), "granted": N_("Enforcement granted"),
                "refused": N_("Enforcement refused")},
    )  # fmt: skip
    ruled_on: date = field(N_("Ruled on"))
    document: str = field(N_("Document"), min_length=1, max_length=120)
    reason: str = field(N_("Reason"), "", max_length=1000, widget=Widget.AREA)
    received_on: date | None = field(
        N_("Received on"), None, help=N_("The days to object run from it; left empty, it is the day of the ruling.")
    )


class ObjectToRuling(ActInput):
    """The organ asks the court above to review a ruling against it (ACL 56, 58)."""

    application: str = field(N_("Application"), choices="rulings_against", widget=Widget.SELECT, max_length=10)
    above: str = field(N_("Court above"), min_length=2, max_length=120)
    objected_on: date = field(N_("Objected on"))
    reason: str = field(N_("Reason"), min_length=4, max_length=2000, widget=Widget.AREA)


class LetRulingStand(ActInput):
    """The organ does not object to a ruling against it."""

    application: str = field(N_("Application"), choices="rulings_against", widget=Widget.SELECT, max_length=10)
    reason: str = field(N_("Reason"), min_length=2, max_length=1000, widget=Widget.AREA)


class RulingOfCourtAbove(ActInput):
    """What the court above ruled on the objection."""

    application: str = field(N_("Application"), choices="rulings_objected", widget=Widget.SELECT, max_length=10)
    outcome: Literal["upheld", "overturned"] = field(
        N_("Ruling"), widget=Widget.CHOICE,
        labels={"upheld": N_("The ruling stands"), "overturned": N_("The objection is right")},
    )  # fmt: skip
    ruled_on: date = field(N_("Ruled on"))
    document: str = field(N_("Document"), min_length=1, max_length=120)
    reason: str = field(N_("Reason"), "", max_length=1000, widget=Widget.AREA)


def as_sum(value: Decimal) -> str:
    """A sum as an entry writes it."""
    return format(value, ".2f")
