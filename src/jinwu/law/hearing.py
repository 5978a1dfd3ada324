"""Hearings (听证): which penalties give the right to one, and how early it is notified (APL 63, 64). Pure."""

from __future__ import annotations

from collections.abc import Collection, Iterable
from datetime import date
from decimal import Decimal

from .calendar import WorkCalendar
from .citations import APL, Citation
from .parameters import Parameter

#: Working days that lie between the notice of a hearing and the hearing, its own day counted (APL 64, 85).
LEAD = Parameter("hearing.lead_days", ((date(2021, 7, 15), 7, APL(64, 1, 2)),))
#: Agents a party may send (APL 64).
AGENTS = Parameter("hearing.agents", ((date(2021, 7, 15), 2, APL(64, 1, 5)),))

#: Kinds of penalty that give the right whatever their amount.
_KINDS: dict[str, Citation] = {
    "downgraded": APL(63, 1, 3),
    "licence_revoked": APL(63, 1, 3),
    "business_suspended": APL(63, 1, 4),
    "closed": APL(63, 1, 4),
}

#: One line of an intended penalty: its kind, and its amount where it has one.
Intended = tuple[str, Decimal | None]


def grounds(
    lines: Iterable[Intended], *, fine: Decimal | None, confiscation: Decimal | None, further: Collection[str] = ()
) -> tuple[Citation, ...]:
    """Why a party may ask for a hearing against the intended lines; empty where it may not.

    `fine` and `confiscation` are the amounts in yuan from which on (inclusive) the right exists, None where there is no
    such line; the sums of all lines are compared with them. Confiscated goods without an amount give the right: their
    value is not known to be small. `further` are kinds that the bureau counts among the other heavy ones (APL 63(5)).
    """
    lines = list(lines)
    found: dict[Citation, None] = {}
    fines = [amount for kind, amount in lines if kind == "fine" and amount is not None]
    taken = [amount for kind, amount in lines if kind == "confiscation"]
    if fines and fine is not None and sum(fines) >= fine:
        found[APL(63, 1, 1)] = None
    if taken and (None in taken or (confiscation is not None and sum(a for a in taken if a) >= confiscation)):
        found[APL(63, 1, 2)] = None
    for kind, _amount in lines:
        if kind in _KINDS:
            found[_KINDS[kind]] = None
        elif kind in further:
            found[APL(63, 1, 5)] = None
    return tuple(sorted(found))


def earliest_day(notified: date, calendar: WorkCalendar) -> date:
    """The first day on which a hearing notified on `notified` may be held. The day of the notice is not counted (CPL 85)."""
    return calendar.add_working_days(notified, LEAD.on(notified).value)


def in_good_time(notified: date, held: date, calendar: WorkCalendar) -> bool:
    """Whether the notice lies early enough before the hearing."""
    return held >= earliest_day(notified, calendar)
