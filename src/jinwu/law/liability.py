"""Whether a person answers for an act at all: age on its day, and the limitation of the penalty."""

from __future__ import annotations

from datetime import date
from enum import StrEnum

from .citations import APL
from .messages import say
from .periods import add_years
from .vocabulary import Finding

NO_PENALTY_BELOW = 14  #: years of age, APL 30
LIGHTER_BELOW = 18  #: years of age, APL 30
LIMITATION_YEARS = 2  #: APL 36(1)
SERIOUS_LIMITATION_YEARS = 5  #: APL 36(1): life, health or financial safety, with harmful consequences


class Capacity(StrEnum):
    """How far a person answers for an act, by age (APL 30)."""

    NONE = "none"  # under 14: no penalty, the guardian is ordered to discipline
    LIGHTER = "lighter"  # 14 to 17: shall be lighter or mitigated
    FULL = "full"


def has_completed(birth: date, years: int, day: date) -> bool:
    """Whether someone has completed `years` years of life (周岁) on `day`: from the day after that birthday on.

    So the courts count in criminal matters (法释〔2006〕1号, 2); the penalty law is silent, and doubt favours the minor.
    """
    return day > add_years(birth, years)


def capacity(birth: date, act: date) -> Capacity:
    """How far someone born on `birth` answers for an act of the day `act`."""
    if not has_completed(birth, NO_PENALTY_BELOW, act):
        return Capacity.NONE
    return Capacity.FULL if has_completed(birth, LIGHTER_BELOW, act) else Capacity.LIGHTER


def check_age(birth: date, act: date) -> Finding | None:
    """A finding where the person was too young to be penalised on the day of the act, or was not born yet."""
    if birth > act:
        return Finding(
            say("The birth date {birth} lies after the act of {act}.", birth=birth, act=act),
            say("Check the identity number and the day of the act."),
            (APL(30),),
        )
    if capacity(birth, act) is not Capacity.NONE:
        return None
    return Finding(
        say(
            "The party, born on {birth}, had not completed 14 years on the day of the act, {act}: no penalty is imposed.",
            birth=birth,
            act=act,
        ),
        say("Order the guardian to discipline the minor and record the education instead."),
        (APL(30),),
    )


def limitation_end(act_end: date, serious: bool = False) -> date:
    """The last day on which an act that ended on `act_end` could be discovered in time (APL 36).

    `serious`: it touches life, health or financial safety and had harmful consequences: five years instead of two.
    """
    return add_years(act_end, SERIOUS_LIMITATION_YEARS if serious else LIMITATION_YEARS)


def check_limitation(act_end: date, discovered: date, serious: bool = False) -> Finding | None:
    """A finding where the act was discovered (first recorded clue, not the filing) after the limitation."""
    end = limitation_end(act_end, serious)
    if discovered <= end:
        return None
    return Finding(
        say(
            "The act ended on {act_end} and was discovered on {discovered}; a penalty was possible for acts discovered until {end}.",
            act_end=act_end,
            discovered=discovered,
            end=end,
        ),
        say("Impose no penalty; if the act goes on or an earlier clue exists, enter that date with its evidence."),
        (APL(36),),
    )
