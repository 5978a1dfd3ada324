"""Working days of the People's Republic: weekends, statutory holidays and make-up workdays, year by year.

The State Council announces the rest days of each year in the autumn before. What a released library knows is used first
of all; a bureau's own table goes before it, so that next year can be entered on the day it is announced.
"""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterable, Mapping
from datetime import date, timedelta
from functools import lru_cache

import chinese_calendar
from chinese_calendar import constants

from .messages import Message, say

_LIBRARY_YEARS = range(min(constants.holidays).year, max(constants.holidays).year + 1)
#: Holidays of fixed date under 全国年节及纪念日放假办法: at rest even in a year whose calendar is not out yet.
_FIXED = frozenset({(1, 1), (5, 1), (5, 2), (10, 1), (10, 2), (10, 3)})
_DAY = timedelta(days=1)


class WorkCalendar:
    """Which days are working days.

    `overrides` says of single days whether they are worked; `years` names years whose overrides are complete (a year
    with all its days among the overrides is complete by itself).
    """

    def __init__(self, overrides: Mapping[date, bool] | None = None, years: Iterable[int] = ()) -> None:
        self._overrides = dict(overrides or {})
        complete = set(years) | _whole_years(self._overrides)
        last = _LIBRARY_YEARS[-1]
        while last + 1 in complete:
            last += 1
        self._first = _LIBRARY_YEARS[0]
        self._last = last
        self._by_year: dict[int, tuple[int, ...]] = {}
        self._changed = {day.year for day in self._overrides}

    @property
    def published_until(self) -> date:
        """The last day whose calendar is known; beyond it only weekends and fixed holidays are."""
        return date(self._last, 12, 31)

    def certain(self, day: date) -> bool:
        """Whether the calendar of `day` is known rather than assumed."""
        return self._first <= day.year <= self._last or day in self._overrides

    def is_working(self, day: date) -> bool:
        """Whether `day` is worked: override, else the published calendar, else Monday to Friday without fixed holidays."""
        known = self._overrides.get(day)
        return _library_working(day) if known is None else known

    def next_working(self, day: date) -> date:
        """The first working day from `day` on, `day` itself included."""
        while not self.is_working(day):
            day += _DAY
        return day

    def add_working_days(self, start: date, n: int) -> date:
        """The `n`-th working day after `start`, which itself is not counted. `n` is 0 (`start` itself) or more."""
        if n < 0:
            raise ValueError("working days are counted forward")
        if n == 0:
            return start
        year, left = start.year, n
        days = self._working(year)
        at = bisect_right(days, start.toordinal())
        while len(days) - at < left:
            left -= len(days) - at
            year, at = year + 1, 0
            days = self._working(year)
        return date.fromordinal(days[at + left - 1])

    def working_days_back(self, start: date, n: int) -> date:
        """The `n`-th working day before `start`, which itself is not counted. `n` is 0 (`start` itself) or more."""
        day = start
        for _ in range(n):
            day -= _DAY
            while not self.is_working(day):
                day -= _DAY
        return day

    def working_days_between(self, a: date, b: date) -> int:
        """Working days after `a` up to and including `b`; negative where `b` lies before `a`."""
        if b < a:
            return -self.working_days_between(b, a)
        return sum(
            bisect_right(days, b.toordinal()) - bisect_right(days, a.toordinal())
            for days in (self._working(year) for year in range(a.year, b.year + 1))
        )

    def notice(self, day: date) -> Message | None:
        """The banner for pages that reckon up to `day`; None while its calendar is known."""
        if day <= self.published_until:
            return None
        return say(
            "The working days after {until} are not published here yet: later dates are reckoned with weekends and fixed holidays only.",
            until=self.published_until,
        )

    def _working(self, year: int) -> tuple[int, ...]:
        """Ordinals of the working days of `year`."""
        if year not in self._changed:
            return _library_year(year)
        if year not in self._by_year:
            self._by_year[year] = tuple(day.toordinal() for day in _days_of(year) if self.is_working(day))
        return self._by_year[year]


def _library_working(day: date) -> bool:
    if day.year in _LIBRARY_YEARS:
        return bool(chinese_calendar.is_workday(day))
    return day.weekday() < 5 and (day.month, day.day) not in _FIXED


@lru_cache(maxsize=128)
def _library_year(year: int) -> tuple[int, ...]:
    return tuple(day.toordinal() for day in _days_of(year) if _library_working(day))


def _days_of(year: int) -> list[date]:
    first = date(year, 1, 1)
    return [first + timedelta(days=n) for n in range((date(year, 12, 31) - first).days + 1)]


def _whole_years(overrides: Mapping[date, bool]) -> set[int]:
    return {year for year in {day.year for day in overrides} if all(day in overrides for day in _days_of(year))}
