"""Collecting a fine on the spot (当场收缴): when it is lawful, the receipt, and handing the money in."""

from __future__ import annotations

from datetime import date
from decimal import Decimal
from enum import StrEnum

from .calendar import WorkCalendar
from .citations import APL, Citation
from .messages import N_, say
from .money import yuan
from .parameters import Parameter
from .periods import Due, due
from .timers import T14
from .vocabulary import Finding

#: Yuan, inclusive: fines that may be collected on the spot without another ground.
COLLECT_LIMIT = Parameter("summary.collect", ((date(2021, 7, 15), Decimal("100.00"), APL(68, 1, 1)),))


class CollectionGround(StrEnum):
    """Why a fine is collected on the spot rather than paid to the bank."""

    SMALL = "small"  # 100 yuan or less
    HARD_LATER = "hard_later"  # hard to enforce later
    REMOTE_REQUEST = "remote_request"  # remote, on the water or hard to reach, and the party asks for it


GROUND_TITLES: dict[CollectionGround, str] = {
    CollectionGround.SMALL: N_("The fine is 100 yuan or less"),
    CollectionGround.HARD_LATER: N_("Hard to enforce later if not collected now"),
    CollectionGround.REMOTE_REQUEST: N_("Remote or on the water, and the party asks to pay here"),
}
GROUND_BASIS: dict[CollectionGround, Citation] = {
    CollectionGround.SMALL: APL(68, 1, 1),
    CollectionGround.HARD_LATER: APL(68, 1, 2),
    CollectionGround.REMOTE_REQUEST: APL(69),
}


def on_the_spot_ground(
    amount: Decimal | int | str,
    ground: CollectionGround | str,
    on: date,
    *,
    requested: bool = False,
    summary: bool = True,
) -> Finding | None:
    """A finding where `ground` does not allow collecting a fine of `amount` on the spot.

    `requested`: the party asked to pay here. `summary`: the decision was made on the spot; an ordinary decision may only
    be collected on the third ground. Raises `NoLawOnDay` before 2021-07-15.
    """
    ground = CollectionGround(ground)
    small = COLLECT_LIMIT.on(on)
    fine = yuan(amount)
    basis = (GROUND_BASIS[ground],)
    to_the_bank = say("Let the party pay at the designated bank or electronically, or choose the ground that applies.")
    if not summary and ground is not CollectionGround.REMOTE_REQUEST:
        return Finding(
            say("Only fines decided on the spot may be collected on this ground."), to_the_bank, basis, "ground"
        )
    if ground is CollectionGround.SMALL and fine > small.value:
        return Finding(
            say(
                "The fine of {amount} yuan is above the {limit} yuan that may be collected on the spot without another ground.",
                amount=fine,
                limit=small.value,
            ),
            to_the_bank,
            basis,
            "ground",
        )
    if ground is CollectionGround.REMOTE_REQUEST and not requested:
        return Finding(
            say(
                "In remote places a fine is collected on the spot only where the party asks for it, and no request is recorded."
            ),
            say("Record the party's own request, or let the party pay at the designated bank or electronically."),
            basis,
            "requested",
        )
    return None


def check_receipt(receipt: str | None) -> Finding | None:
    """A finding where money is taken without the number of a uniform fiscal receipt."""
    if receipt and receipt.strip():
        return None
    return Finding(
        say("Money is collected on the spot only against a uniform receipt of the fiscal department."),
        say("Enter the number of the receipt handed to the party; without one the party may refuse to pay."),
        (APL(70),),
        "receipt",
    )


def hand_in_due(collected: date, calendar: WorkCalendar, landed: date | None = None) -> Due:
    """Until when the officer hands the money in; on the water the period begins with landing."""
    return due(T14, landed or collected, length=int(T14.length), calendar=calendar)


def check_hand_in(
    collected: date, handed_in: date, calendar: WorkCalendar, landed: date | None = None
) -> Finding | None:
    """A finding (a mark, never a block: the money is taken in all the same) where it was handed in late."""
    end = hand_in_due(collected, calendar, landed).day
    if handed_in <= end:
        return None
    return Finding(
        say(
            "The fine collected on {collected} was to be handed in by {end} and came on {handed_in}.",
            collected=collected,
            end=end,
            handed_in=handed_in,
        ),
        say("Take the money in, note the reason, and pay it to the bank within two working days."),
        T14.basis,
        "handed_in",
    )
