"""Like cases alike (类案同罚): the spread of earlier fines, and whether one stands apart from it (APL 5 ¶2, 34). Pure.

How cases are compared is no law: the measure is a bureau's own, dated, and handed in.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from decimal import Decimal
from enum import StrEnum
from functools import cached_property
from math import ceil, floor

from .messages import N_
from .money import yuan


class Side(StrEnum):
    """On which side a fine stands apart from those of like cases."""

    LIGHTER = "lighter"
    HEAVIER = "heavier"


SIDE_TITLES: dict[Side, str] = {
    Side.LIGHTER: N_("Lighter than in like cases"),
    Side.HEAVIER: N_("Heavier than in like cases"),
}


@dataclass(frozen=True)
class Measure:
    """How a bureau compares: how far back, from how many on, and what then stands apart.

    `fence` is the multiple of the middle half's width beyond it; `near` the share of the median within which nothing
    stands apart, however narrow the middle half is; `rare` the share of like cases that, once as many were fined so or
    further out, makes an amount a usual one.
    """

    months: int
    least: int
    fence: Decimal
    near: Decimal
    rare: Decimal


@dataclass(frozen=True)
class Spread:
    """Fines of like cases: each amount with how many there are, ascending."""

    amounts: tuple[tuple[Decimal, int], ...] = ()

    @classmethod
    def of(cls, amounts: Iterable[tuple[Decimal, int]]) -> Spread:
        return cls(tuple(sorted((yuan(amount), number) for amount, number in amounts if number)))

    @cached_property
    def count(self) -> int:
        return sum(number for _amount, number in self.amounts)

    @property
    def low(self) -> Decimal:
        return self.amounts[0][0]

    @property
    def high(self) -> Decimal:
        return self.amounts[-1][0]

    @cached_property
    def quartiles(self) -> tuple[Decimal, Decimal, Decimal]:
        """Lower quartile, median, upper quartile, each between its two neighbours; needs one fine at least."""
        lower, median, upper = (self._at(Decimal(n) / 4) for n in (1, 2, 3))
        return lower, median, upper

    @property
    def median(self) -> Decimal:
        return self.quartiles[1]

    def enough(self, measure: Measure) -> bool:
        """Whether there are so many that one may be said to stand apart."""
        return self.count >= measure.least

    def side(self, amount: Decimal, measure: Measure) -> Side | None:
        """The side on which `amount` stands apart; None where it does not, or where too few are known."""
        if not self.enough(measure):
            return None
        lower, median, upper = self.quartiles
        if abs(amount - median) <= median * measure.near:
            return None
        reach = (upper - lower) * measure.fence
        if amount < lower - reach:
            found, beyond = Side.LIGHTER, sum(number for each, number in self.amounts if each <= amount)
        elif amount > upper + reach:
            found, beyond = Side.HEAVIER, sum(number for each, number in self.amounts if each >= amount)
        else:
            return None
        return found if beyond < self.count * measure.rare else None

    def _at(self, share: Decimal) -> Decimal:
        place = (self.count - 1) * share
        below, above = self._nth(floor(place)), self._nth(ceil(place))
        return yuan(below + (above - below) * (place - floor(place)))

    def _nth(self, index: int) -> Decimal:
        seen = 0
        for amount, number in self.amounts:
            seen += number
            if index < seen:
                return amount
        raise IndexError(index)
