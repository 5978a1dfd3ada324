"""Acts that are not penalised (APL 33), and what makes one of them the first."""

from __future__ import annotations

from datetime import date
from enum import StrEnum

from .citations import APL, Citation
from .messages import N_
from .periods import add_months


class Route(StrEnum):
    """The two ways in which the law lets an act pass without a penalty."""

    LIGHT = "light"  # 轻微不罚: slight, corrected in time, no harm: no penalty
    FIRST = "first"  # 首违不罚: the first, slight harm, corrected in time: may stay without a penalty


ROUTE_TITLES: dict[Route, str] = {
    Route.LIGHT: N_("Slight, without harm"),
    Route.FIRST: N_("First time, with slight harm at most"),
}
NO_PENALTY: Citation = APL(33, 1)
EDUCATION: Citation = APL(33, 3)


def same_window(one: date, other: date, months: int) -> bool:
    """Whether two days lie within `months` of each other: the corresponding day still belongs to the period (CPL 85)."""
    earlier, later = sorted((one, other))
    return later <= add_months(earlier, months)


def window_from(day: date, months: int) -> date:
    """The earliest day that may lie within `months` before `day`; `same_window` says whether it does."""
    return add_months(day, -months)
