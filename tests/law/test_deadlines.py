"""Whole years of deadlines, counted by hand (deadlines_2025.toml, deadlines_2026.toml), and a counter that only counts days."""

from __future__ import annotations

import tomllib
from datetime import date, datetime, timedelta
from pathlib import Path
from typing import Any
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st

from jinwu.law.calendar import WorkCalendar
from jinwu.law.citations import APL
from jinwu.law.periods import Pause, due
from jinwu.law.timers import TIMERS
from jinwu.law.vocabulary import Bound, DayKind, Timer

CALENDAR = WorkCalendar()
SHANGHAI = ZoneInfo("Asia/Shanghai")
DAY = timedelta(days=1)
YEARS = {year: tomllib.loads(Path(__file__).with_name(f"deadlines_{year}.toml").read_text()) for year in (2025, 2026)}
CASES = [(year, case) for year, table in YEARS.items() for case in table["case"]]
KINDS = {
    "WD": DayKind.WORKING_DAYS,
    "CD": DayKind.CALENDAR_DAYS,
    "M": DayKind.MONTHS,
    "Y": DayKind.YEARS,
    "H": DayKind.HOURS,
}


def announced(year: int) -> tuple[set[date], set[date]]:
    """The rest days and the worked weekend days of the year as the table has them."""
    rest: set[date] = set()
    for span in YEARS[year]["rest"]:
        first, _, last = span.partition("/")
        day = date.fromisoformat(first)
        while day <= date.fromisoformat(last or first):
            rest.add(day)
            day += DAY
    return rest, {date.fromisoformat(day) for day in YEARS[year]["worked"]}


REST = set().union(*(announced(year)[0] for year in YEARS))
WORKED = set().union(*(announced(year)[1] for year in YEARS))


def is_worked(day: date) -> bool:
    """Whether the day is worked, by the announcements alone."""
    return day in WORKED or (day.weekday() < 5 and day not in REST)


def timer_of(case: dict[str, Any]) -> Timer:
    if "timer" in case:
        return TIMERS[case["timer"]]
    return Timer("", "", 1, KINDS[case["kind"]], (APL(85),), Bound(case["bound"]))


def as_pause(span: list[str]) -> Pause:
    return Pause(date.fromisoformat(span[0]), date.fromisoformat(span[1]) if span[1] else None)


def named(case: tuple[int, dict[str, Any]]) -> str:
    _year, one = case
    return f"{one.get('timer') or one['kind']} from {one['start']}"


@pytest.mark.parametrize("year", YEARS)
def test_every_day_of_the_year_is_worked_as_announced(year):
    day = date(year, 1, 1)
    while day.year == year:
        assert CALENDAR.is_working(day) is is_worked(day), day
        day += DAY


@pytest.mark.parametrize("case", CASES, ids=named)
def test_counted_by_hand(case):
    _year, one = case
    timer = timer_of(one)
    start = one["start"].replace(tzinfo=SHANGHAI) if isinstance(one["start"], datetime) else one["start"]
    found = due(
        timer, start, length=one.get("length") or int(timer.length), calendar=CALENDAR,
        pauses=[as_pause(span) for span in one.get("pauses", ())], extensions=one.get("extensions", ()),
        as_of=one.get("as_of"),
    )  # fmt: skip
    if "hour" in one:
        assert found.hour == one["hour"].replace(tzinfo=SHANGHAI)
        return
    assert found.day == one["due"]
    assert found.shown == one.get("shown", one["due"])
    assert found.certain is one.get("certain", True)
    assert found.paused is any(not span[1] for span in one.get("pauses", ()))


def test_the_table_is_long_enough_and_has_every_kind():
    assert len(CASES) >= 60
    assert {timer_of(one).kind for _year, one in CASES} == set(DayKind)
    assert {timer_of(one).bound for _year, one in CASES} == set(Bound)
    ends = {(one["start"] + DAY).day == 1 and one["start"].month for year, one in CASES if one["start"].year == 2026}
    assert set(range(1, 13)) - ends <= {12}  # a period from each month's end of 2026, December's at its edge


def test_beyond_the_last_year_loaded_there_is_a_warning():
    beyond = [one["due"] for _year, one in CASES if one.get("certain") is False]
    assert beyond
    assert all("2026-12-31" in str(CALENDAR.notice(day)) for day in beyond)
    assert CALENDAR.notice(date(2026, 12, 31)) is None


def counted(start: date, length: int, kind: DayKind, bound: Bound, pauses: list[Pause]) -> tuple[date, date]:
    """The last day and the one warned by, by going from day to day and nothing else."""
    day, left = start, length
    while left:
        day += DAY
        paused = any(one.start <= day < one.end for one in pauses if one.end)
        if not paused and (kind is DayKind.CALENDAR_DAYS or is_worked(day)):
            left -= 1
    rolled = day
    while bound is not Bound.RELEASE and not is_worked(rolled):
        rolled += DAY
    return rolled, rolled if bound is Bound.PARTY else day


@given(
    start=st.dates(date(2025, 1, 1), date(2026, 3, 31)),
    length=st.integers(1, 60),
    extensions=st.lists(st.integers(0, 30), max_size=2),
    kind=st.sampled_from([DayKind.WORKING_DAYS, DayKind.CALENDAR_DAYS]),
    bound=st.sampled_from(list(Bound)),
    pauses=st.lists(
        st.builds(
            lambda first, days: Pause(first, first + timedelta(days=days)),
            st.dates(date(2024, 12, 1), date(2026, 6, 30)),
            st.integers(0, 30),
        ),
        max_size=4,
    ),
)
def test_a_counter_that_knows_no_shortcut_agrees(start, length, extensions, kind, bound, pauses):
    found = due(
        Timer("", "", 1, kind, (APL(85),), bound), start, length=length, calendar=CALENDAR, pauses=pauses, extensions=extensions
    )  # fmt: skip
    day, shown = counted(start, length + sum(extensions), kind, bound, pauses)
    if day.year > 2026 or shown.year > 2026:
        return
    assert (found.day, found.shown) == (day, shown)
