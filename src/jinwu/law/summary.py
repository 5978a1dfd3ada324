"""The summary procedure (简易程序): how high a fine decided on the spot may be."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from .citations import APL, Citation
from .liability import (
    Capacity,
    capacity,
    check_age,
    check_limitation,
    limitation_end,
)
from .messages import say
from .money import yuan
from .on_the_spot import (
    GROUND_BASIS,
    GROUND_TITLES,
    CollectionGround,
    check_hand_in,
    check_receipt,
    hand_in_due,
    on_the_spot_ground,
)
from .parameters import Parameter
from .parties import PartyKind, counts_as_citizen
from .vocabulary import Finding

__all__ = [
    "GROUND_BASIS",
    "GROUND_TITLES",
    "Capacity",
    "CollectionGround",
    "Limit",
    "capacity",
    "check_age",
    "check_hand_in",
    "check_limitation",
    "check_receipt",
    "check_summary_fine",
    "hand_in_due",
    "limitation_end",
    "on_the_spot_ground",
    "summary_limit",
]

_APL_2021 = date(2021, 7, 15)
#: Yuan, inclusive. The law before 2021-07-15 had other limits: its matters are taken over as old books.
CITIZEN_LIMIT = Parameter("summary.limit.citizen", ((_APL_2021, Decimal("200.00"), APL(51)),))
ORGANISATION_LIMIT = Parameter("summary.limit.organisation", ((_APL_2021, Decimal("3000.00"), APL(51)),))


@dataclass(frozen=True)
class Limit:
    """The highest on-the-spot fine in yuan, inclusive, and its article."""

    amount: Decimal
    citation: Citation


def summary_limit(party_kind: PartyKind | str, on: date, sole_trader_as_citizen: bool = True) -> Limit:
    """The highest fine of the summary procedure for this kind of party on `on`. Raises `NoLawOnDay` before 2021-07-15."""
    citizen = counts_as_citizen(party_kind, sole_trader_as_citizen)
    found = (CITIZEN_LIMIT if citizen else ORGANISATION_LIMIT).on(on)
    return Limit(found.value, found.citation)


def check_summary_fine(
    amount: Decimal | int | str, party_kind: PartyKind | str, on: date, sole_trader_as_citizen: bool = True
) -> Finding | None:
    """A finding where a fine is too high to be imposed on the spot."""
    limit = summary_limit(party_kind, on, sole_trader_as_citizen)
    fine = yuan(amount)
    if fine <= limit.amount:
        return None
    return Finding(
        say(
            "A fine of {amount} yuan is above the {limit} yuan that may be imposed on this party on the spot.",
            amount=fine,
            limit=limit.amount,
        ),
        say(
            "Choose an amount within the limit if the range allows it, else convert the matter to the ordinary procedure."
        ),
        (limit.citation,),
        "amount",
    )
