"""Working days: weekends, holidays, make-up workdays, a bureau's own table, and the end of what is published."""

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from jinwu.law.calendar import WorkCalendar

CALENDAR = WorkCalendar()
DAYS = st.dates(date(2019, 1, 1), date(2030, 12, 31))


@pytest.mark.parametrize(
    ("day", "working"),
    [
        (date(2023, 9, 28), True),
        (date(2023, 9, 29), False),  # Mid-Autumn, a Friday
        (date(2023, 10, 6), False),
        (date(2023, 10, 7), True),  # Saturday, made up
        (date(2023, 10, 8), True),  # Sunday, made up
        (date(2023, 10, 9), True),
        (date(2024, 2, 4), True),  # Sunday, made up
        (date(2024, 2, 9), True),  # the eve was no holiday that year
        (date(2024, 2, 10), False),
        (date(2025, 1, 28), False),  # the eve is one since 2025
        (date(2024, 2, 16), False),
        (date(2024, 2, 17), False),  # the last day of the holiday
        (date(2024, 2, 18), True),  # Sunday, made up
        (date(2024, 2, 29), True),
        (date(2026, 1, 1), False),
        (date(2026, 1, 4), True),  # Sunday, made up
        (date(2026, 2, 14), True),  # Saturday, made up
        (date(2026, 2, 23), False),
        (date(2026, 10, 7), False),
        (date(2026, 10, 10), True),  # Saturday, made up
        (date(2026, 11, 21), False),
    ],
)
def test_a_day_is_worked_as_the_state_council_announced(day, working):
    assert CALENDAR.is_working(day) is working


@pytest.mark.parametrize(
    ("start", "n", "end"),
    [
        (date(2023, 9, 28), 1, date(2023, 10, 7)),
        (date(2023, 9, 28), 3, date(2023, 10, 9)),
        (date(2023, 9, 30), 2, date(2023, 10, 8)),
        (date(2024, 2, 9), 1, date(2024, 2, 18)),
        (date(2024, 2, 9), 2, date(2024, 2, 19)),
        (date(2024, 2, 2), 1, date(2024, 2, 4)),
        (date(2025, 12, 31), 1, date(2026, 1, 4)),
        (date(2025, 12, 31), 0, date(2025, 12, 31)),
        (date(2026, 12, 31), 1, date(2027, 1, 4)),  # not published: New Year and the weekend rest
    ],
)
def test_working_days_are_counted_from_the_day_after(start, n, end):
    assert CALENDAR.add_working_days(start, n) == end


def test_working_days_are_not_counted_backwards():
    with pytest.raises(ValueError):
        CALENDAR.add_working_days(date(2026, 1, 1), -1)


def test_the_next_working_day_may_be_the_day_itself():
    assert CALENDAR.next_working(date(2026, 11, 20)) == date(2026, 11, 20)
    assert CALENDAR.next_working(date(2026, 11, 21)) == date(2026, 11, 23)
    assert CALENDAR.next_working(date(2023, 9, 29)) == date(2023, 10, 7)


def test_an_override_goes_before_the_published_calendar():
    flood = WorkCalendar({date(2026, 11, 23): False, date(2026, 11, 21): True})
    assert flood.is_working(date(2026, 11, 21))
    assert not flood.is_working(date(2026, 11, 23))
    assert flood.add_working_days(date(2026, 11, 20), 2) == date(2026, 11, 24)
    assert flood.working_days_between(date(2026, 11, 20), date(2026, 11, 24)) == 2
    assert CALENDAR.is_working(date(2026, 11, 23)), "another calendar is left alone"


def test_beyond_the_published_years_weekends_and_fixed_holidays_rest():
    assert CALENDAR.published_until == date(2026, 12, 31)
    assert CALENDAR.certain(date(2026, 12, 31))
    assert not CALENDAR.certain(date(2027, 1, 1))
    assert not CALENDAR.is_working(date(2027, 1, 1))
    assert not CALENDAR.is_working(date(2027, 10, 1))
    assert CALENDAR.is_working(date(2027, 2, 8))
    assert not CALENDAR.is_working(date(2027, 2, 7))


def test_a_banner_stands_only_past_the_published_years():
    assert CALENDAR.notice(date(2026, 12, 31)) is None
    banner = CALENDAR.notice(date(2027, 1, 1))
    assert banner is not None
    assert "2026-12-31" in str(banner)


def _every_day(year):
    first = date(year, 1, 1)
    return {first + timedelta(days=n): (first + timedelta(days=n)).weekday() < 5 for n in range(365)}


def test_a_table_of_a_whole_year_publishes_it():
    assert WorkCalendar(_every_day(2027)).published_until == date(2027, 12, 31)
    assert WorkCalendar({date(2027, 2, 6): False}, years=[2027]).published_until == date(2027, 12, 31)
    assert WorkCalendar({date(2027, 2, 6): False}).published_until == date(2026, 12, 31)
    assert WorkCalendar({}, years=[2028]).published_until == date(2026, 12, 31), "a gap is not jumped"


def test_years_before_the_library_are_assumed():
    assert not CALENDAR.certain(date(2003, 12, 31))
    assert CALENDAR.certain(date(2004, 1, 1))
    assert CALENDAR.is_working(date(2003, 12, 31))


@given(DAYS, st.integers(0, 400))
def test_counting_and_adding_agree(start, n):
    end = CALENDAR.add_working_days(start, n)
    assert CALENDAR.working_days_between(start, end) == n
    assert CALENDAR.working_days_between(end, start) == -n
    assert n == 0 or CALENDAR.is_working(end)


@given(DAYS, st.integers(0, 40))
def test_adding_counts_day_by_day(start, n):
    day, left = start, n
    while left:
        day += timedelta(days=1)
        left -= CALENDAR.is_working(day)
    assert CALENDAR.add_working_days(start, n) == day


@given(DAYS, DAYS, st.integers(0, 60))
def test_a_later_start_never_ends_earlier(a, b, n):
    a, b = sorted((a, b))
    assert CALENDAR.add_working_days(a, n) <= CALENDAR.add_working_days(b, n)


@given(st.dictionaries(DAYS, st.booleans(), max_size=30), DAYS, st.integers(1, 60))
def test_any_table_of_overrides_is_obeyed(overrides, start, n):
    calendar = WorkCalendar(overrides)
    end = calendar.add_working_days(start, n)
    assert calendar.is_working(end)
    worked = sum(calendar.is_working(start + timedelta(days=k)) for k in range(1, (end - start).days + 1))
    assert worked == n


@pytest.mark.parametrize(("start", "n", "found"), [
    (date(2026, 10, 8), 1, date(2026, 9, 30)),  # over National Day
    (date(2026, 10, 10), 1, date(2026, 10, 9)), (date(2026, 10, 12), 1, date(2026, 10, 10)),  # a make-up Saturday
    (date(2026, 10, 4), 0, date(2026, 10, 4)), (date(2026, 10, 4), 1, date(2026, 9, 30)),
])  # fmt: skip
def test_working_days_counted_back(start, n, found):
    assert CALENDAR.working_days_back(start, n) == found


@given(day=DAYS, n=st.integers(0, 40))
def test_back_and_forth(day, n):
    day = CALENDAR.next_working(day)
    assert CALENDAR.working_days_back(CALENDAR.add_working_days(day, n), n) == day
