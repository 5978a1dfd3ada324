"""Money in yuan with two places, in figures and in words, and the surcharge of a fine paid late."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from datetime import date, timedelta
from decimal import ROUND_HALF_UP, Decimal
from math import ceil

import cn2an

from .citations import ACL, APL
from .messages import say
from .parameters import Parameter
from .periods import Pause, merge
from .problems import Problem

FEN = Decimal("0.01")
ZERO = Decimal("0.00")
_MOST = Decimal("1000000000000")  # one 万亿: beyond it an amount is a slip of the finger
_NUMBER = re.compile(r"[+-]?\d+(\.\d+)?")

#: Share of the fine added for each day it is late (加处罚款).
SURCHARGE_RATE: Parameter[Decimal] = Parameter(
    "surcharge.rate",
    ((date(2012, 1, 1), Decimal("0.03"), ACL(45, 1)), (date(2021, 7, 15), Decimal("0.03"), APL(72, 1, 1))),
)
#: The most that the surcharge may come to, as a multiple of the fine.
SURCHARGE_CAP: Parameter[Decimal] = Parameter(
    "surcharge.cap",
    ((date(2012, 1, 1), Decimal("1"), ACL(45, 2)), (date(2021, 7, 15), Decimal("1"), APL(72, 1, 1))),
)


class InvalidAmount(Problem):
    """Not an amount of money."""


def yuan(value: Decimal | int | str) -> Decimal:
    """`value` in yuan with two places, half a fen rounded up. Raises `TypeError` for a float, `InvalidAmount` for no number."""
    if isinstance(value, bool) or not isinstance(value, Decimal | int | str):
        raise TypeError(f"money is Decimal, int or str, never {type(value).__name__}")
    readable = not isinstance(value, str) or _NUMBER.fullmatch(value.strip())
    amount = Decimal(value) if readable else Decimal("NaN")
    if not amount.is_finite() or abs(amount) >= _MOST:
        raise InvalidAmount(
            say("“{value}” is not an amount of money.", value=str(value)),
            say("Write the amount in yuan as a number, for example 150 or 150.50."),
        )
    return amount.quantize(FEN, ROUND_HALF_UP) + ZERO


def words(amount: Decimal | int | str) -> str:
    """The amount in words for documents (人民币大写): 100 → 壹佰元整. Raises `InvalidAmount` below 0."""
    value = yuan(amount)
    if value < 0:
        raise InvalidAmount(
            say("An amount in words cannot be negative: {amount}.", amount=value),
            say("Write the amount without a minus sign."),
        )
    return str(cn2an.an2cn(format(value.normalize(), "f"), "rmb"))


def surcharge(principal: Decimal | int | str, days: int, on: date) -> Decimal:
    """The surcharge of a fine that is `days` days late, by the rate and the cap of the law on `on`.

    Raises `NoLawOnDay` before 2012-01-01, `ValueError` for negative days or a negative principal.
    """
    owed = yuan(principal)
    if days < 0 or owed < 0:
        raise ValueError("neither the days late nor the principal are negative")
    rate, cap = SURCHARGE_RATE.on(on).value, SURCHARGE_CAP.on(on).value
    return yuan(min(owed * cap, owed * rate * days))


def surcharge_of(runs: Iterable[tuple[Decimal, int]], fine: Decimal, on: date) -> Decimal:
    """The surcharge of sums that were late for different numbers of days, never more than the cap allows on `fine`."""
    rate, cap = SURCHARGE_RATE.on(on).value, SURCHARGE_CAP.on(on).value
    return yuan(min(fine * cap, sum((owed * rate * days for owed, days in runs), ZERO)))


def surcharge_days(due: date, until: date, pauses: Sequence[Pause] = ()) -> int:
    """Days that bear a surcharge: after `due`, up to and including `until`, without the days of `pauses`.

    The first and the last day of a reconsideration, suit or deferral both stay free: in doubt for the party (APL 73(3)).
    """
    late = (until - due).days
    if late <= 0:
        return 0
    inclusive = merge(Pause(p.start, None if p.end is None else p.end + timedelta(days=1)) for p in pauses)
    for pause in inclusive:
        first = max(pause.start, due + timedelta(days=1))
        after = until + timedelta(days=1)
        if pause.end is not None:
            after = min(after, pause.end)
        late -= max(0, (after - first).days)
    return late


def days_to_cap(on: date) -> int:
    """The day on which the surcharge reaches its cap under the law of `on` (34 at 3 % a day and 100 %)."""
    return ceil(SURCHARGE_CAP.on(on).value / SURCHARGE_RATE.on(on).value)
