"""Periods of law: start excluded, last rest day, months, hours, pauses, extensions."""

from datetime import UTC, date, datetime, timedelta
from itertools import pairwise
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st

from jinwu.law.calendar import WorkCalendar
from jinwu.law.citations import APL
from jinwu.law.periods import Pause, add_months, due, local_day, merge, overdue, remaining
from jinwu.law.timers import T13, T18, T19, T22, TIMERS
from jinwu.law.vocabulary import Bound, DayKind, Timer

CALENDAR = WorkCalendar()
SHANGHAI = ZoneInfo("Asia/Shanghai")
DAYS = st.dates(date(2020, 1, 1), date(2026, 6, 30))


def timer(kind, bound=Bound.AUTHORITY):
    return Timer("T", "", 1, kind, (APL(85),), bound)


def end(kind, start, length, bound=Bound.AUTHORITY, **more):
    return due(timer(kind, bound), start, length=length, calendar=CALENDAR, **more)


@pytest.mark.parametrize(
    ("kind", "start", "length", "last"),
    [
        (DayKind.CALENDAR_DAYS, date(2026, 11, 4), 15, date(2026, 11, 19)),
        (DayKind.CALENDAR_DAYS, date(2024, 2, 14), 15, date(2024, 2, 29)),
        (DayKind.WORKING_DAYS, date(2023, 9, 28), 2, date(2023, 10, 8)),
        (DayKind.WORKING_DAYS, date(2026, 11, 20), 7, date(2026, 12, 1)),
        (DayKind.MONTHS, date(2026, 3, 31), 3, date(2026, 6, 30)),
        (DayKind.MONTHS, date(2023, 8, 31), 6, date(2024, 2, 29)),
        (DayKind.MONTHS, date(2025, 8, 29), 6, date(2026, 2, 28)),
        (DayKind.YEARS, date(2024, 2, 29), 2, date(2026, 2, 28)),
        (DayKind.YEARS, date(2024, 3, 1), 2, date(2026, 3, 1)),
    ],
)
def test_the_start_day_is_not_counted(kind, start, length, last):
    assert end(kind, start, length, Bound.RELEASE).day == last


@pytest.mark.parametrize(
    ("bound", "day", "shown"),
    [
        (Bound.PARTY, date(2023, 10, 7), date(2023, 10, 7)),
        (Bound.AUTHORITY, date(2023, 10, 7), date(2023, 9, 30)),
        (Bound.RELEASE, date(2023, 9, 30), date(2023, 9, 30)),
    ],
)
def test_a_last_day_in_the_holidays_rolls_by_whose_period_it_is(bound, day, shown):
    found = end(DayKind.CALENDAR_DAYS, date(2023, 9, 15), 15, bound)
    assert (found.day, found.shown) == (day, shown)


def test_a_made_up_saturday_is_a_last_day_like_any_other():
    assert end(DayKind.CALENDAR_DAYS, date(2023, 9, 22), 15, Bound.PARTY).day == date(2023, 10, 7)


@pytest.mark.parametrize(
    ("start", "hours", "ends"),
    [
        (datetime(2026, 11, 20, 10, 20, tzinfo=SHANGHAI), 24, datetime(2026, 11, 21, 11, tzinfo=SHANGHAI)),
        (datetime(2026, 11, 20, 10, 0, tzinfo=SHANGHAI), 24, datetime(2026, 11, 21, 11, tzinfo=SHANGHAI)),
        (datetime(2026, 12, 31, 23, 59, tzinfo=SHANGHAI), 1, datetime(2027, 1, 1, 1, tzinfo=SHANGHAI)),
        (datetime(2026, 11, 20, 16, 30, tzinfo=UTC), 2, datetime(2026, 11, 21, 3, tzinfo=SHANGHAI)),
    ],
)
def test_hours_begin_with_the_next_full_hour(start, hours, ends):
    found = end(DayKind.HOURS, start, hours)
    assert found.hour == ends
    assert found.day == ends.date()
    assert not overdue(found, ends)
    assert overdue(found, ends + timedelta(minutes=1))


def test_hours_need_a_moment_and_know_no_pause():
    with pytest.raises(ValueError):
        end(DayKind.HOURS, date(2026, 11, 20), 24)
    with pytest.raises(ValueError):
        end(DayKind.HOURS, datetime(2026, 11, 20, 8), 24, pauses=[Pause(date(2026, 11, 20), None)])


def test_a_moment_belongs_to_its_day_in_china():
    assert local_day(datetime(2026, 11, 20, 17, tzinfo=UTC)) == date(2026, 11, 21)
    late = datetime(2026, 11, 19, 16, 30, tzinfo=UTC)
    assert end(DayKind.CALENDAR_DAYS, late, 15, Bound.RELEASE).day == date(2026, 12, 5)


@pytest.mark.parametrize(
    ("pauses", "last"),
    [
        ([], date(2026, 3, 31)),
        ([Pause(date(2026, 3, 10), date(2026, 3, 15))], date(2026, 4, 5)),
        ([Pause(date(2026, 3, 10), date(2026, 3, 10))], date(2026, 3, 31)),
        ([Pause(date(2026, 3, 10), date(2026, 3, 15)), Pause(date(2026, 3, 12), date(2026, 3, 20))], date(2026, 4, 10)),
        ([Pause(date(2026, 3, 10), date(2026, 3, 15)), Pause(date(2026, 3, 15), date(2026, 3, 20))], date(2026, 4, 10)),
        # 30 March waits until 4 April; the next day would end it and is paused itself until the 8th
        ([Pause(date(2026, 3, 30), date(2026, 4, 4)), Pause(date(2026, 4, 5), date(2026, 4, 8))], date(2026, 4, 8)),
        ([Pause(date(2026, 2, 1), date(2026, 2, 20))], date(2026, 3, 31)),  # over before the start
        ([Pause(date(2026, 2, 20), date(2026, 3, 6))], date(2026, 4, 4)),  # only 2 to 5 March count as paused
        ([Pause(date(2026, 4, 1), date(2026, 5, 1))], date(2026, 3, 31)),  # begins after the end
        ([Pause(date(2026, 3, 31), date(2026, 4, 2))], date(2026, 4, 2)),  # on the last day
    ],
)
def test_paused_days_move_the_end(pauses, last):
    assert end(DayKind.CALENDAR_DAYS, date(2026, 3, 1), 30, Bound.RELEASE, pauses=pauses).day == last


def test_pauses_count_in_working_days_and_months_too():
    testing = [Pause(date(2026, 3, 9), date(2026, 3, 16))]  # a working week
    assert end(DayKind.WORKING_DAYS, date(2026, 3, 6), 5, pauses=testing).day == date(2026, 3, 20)
    assert end(DayKind.MONTHS, date(2026, 3, 1), 3, Bound.RELEASE, pauses=testing).day == date(2026, 6, 8)


def test_an_open_pause_keeps_the_end_open():
    held = [Pause(date(2026, 3, 10), None, "appraisal")]
    found = end(DayKind.CALENDAR_DAYS, date(2026, 3, 1), 30, Bound.RELEASE, pauses=held)
    assert found.paused
    assert found.day == date(2026, 3, 31), "the earliest end possible"
    later = end(DayKind.CALENDAR_DAYS, date(2026, 3, 1), 30, Bound.RELEASE, pauses=held, as_of=date(2026, 3, 20))
    assert later.paused
    assert later.day == date(2026, 4, 10)
    after = end(DayKind.CALENDAR_DAYS, date(2026, 3, 1), 5, Bound.RELEASE, pauses=held, as_of=date(2026, 3, 20))
    assert not after.paused
    assert after.day == date(2026, 3, 6)


def test_extensions_are_added_to_the_length():
    plain = end(DayKind.CALENDAR_DAYS, date(2026, 1, 5), 90, Bound.RELEASE)
    longer = end(DayKind.CALENDAR_DAYS, date(2026, 1, 5), 90, Bound.RELEASE, extensions=(30, 60))
    assert longer.day - plain.day == timedelta(days=90)
    with pytest.raises(ValueError):
        end(DayKind.CALENDAR_DAYS, date(2026, 1, 5), 90, extensions=(-1,))
    with pytest.raises(ValueError):
        end(DayKind.CALENDAR_DAYS, date(2026, 1, 5), 0)


def test_a_pause_does_not_end_before_it_starts():
    with pytest.raises(ValueError):
        Pause(date(2026, 1, 2), date(2026, 1, 1))


def test_an_end_past_the_published_calendar_is_not_certain():
    assert end(DayKind.CALENDAR_DAYS, date(2026, 12, 1), 15, Bound.PARTY).certain
    assert not end(DayKind.CALENDAR_DAYS, date(2026, 12, 25), 15, Bound.PARTY).certain
    assert not end(DayKind.WORKING_DAYS, date(2026, 12, 28), 7).certain
    assert end(DayKind.CALENDAR_DAYS, date(2026, 12, 25), 15, Bound.RELEASE).certain, "no calendar is asked"
    known_day = WorkCalendar({date(2027, 1, 5): True})
    assert not due(timer(DayKind.WORKING_DAYS), date(2026, 12, 28), length=5, calendar=known_day).certain


@pytest.mark.parametrize(
    ("today", "left"),
    [
        (date(2026, 11, 4), 9),
        (date(2026, 11, 16), 1),
        (date(2026, 11, 17), 0),
        (date(2026, 11, 18), -1),
        (date(2026, 11, 21), -3),
    ],
)
def test_working_days_left(today, left):
    found = end(DayKind.WORKING_DAYS, date(2026, 11, 3), 10)
    assert found.day == date(2026, 11, 17)
    assert remaining(found, today, DayKind.WORKING_DAYS, CALENDAR) == left


def test_a_weekend_after_the_last_day_is_late():
    friday = end(DayKind.WORKING_DAYS, date(2026, 11, 18), 2)
    assert friday.day == date(2026, 11, 20)
    assert remaining(friday, date(2026, 11, 21), DayKind.WORKING_DAYS, CALENDAR) == -1
    assert remaining(friday, date(2026, 11, 23), DayKind.WORKING_DAYS, CALENDAR) == -1
    assert remaining(friday, date(2026, 11, 24), DayKind.WORKING_DAYS, CALENDAR) == -2


def test_paying_within_fifteen_days_of_receipt():
    assert due(T13, date(2023, 9, 14), length=15, calendar=CALENDAR).day == date(2023, 10, 7)
    assert due(T13, date(2023, 9, 25), length=15, calendar=CALENDAR).day == date(2023, 10, 10)


def test_months_of_suit_and_of_court_enforcement():
    assert due(T19, date(2025, 8, 31), length=6, calendar=CALENDAR).day == date(2026, 2, 28)  # a made-up Saturday
    court = due(T22, date(2026, 6, 30), length=3, calendar=CALENDAR)
    assert (court.day, court.shown) == (date(2026, 9, 30), date(2026, 9, 30))
    assert due(T18, date(2026, 8, 4), length=60, calendar=CALENDAR).day == date(2026, 10, 8)


def test_every_timer_names_an_article_and_a_length():
    for key, declared in TIMERS.items():
        assert declared.key == key
        assert declared.basis
        assert isinstance(declared.length, int) or declared.length == f"{key}.length"


@given(st.dates(date(1950, 1, 1), date(2090, 12, 31)), st.integers(0, 240))
def test_months_keep_the_day_or_take_the_last(day, n):
    found = add_months(day, n)
    assert (found.year * 12 + found.month) - (day.year * 12 + day.month) == n
    assert found.day == day.day or ((found + timedelta(days=1)).day == 1 and found.day < day.day)


def _pauses(from_=date(2020, 1, 1)):
    return st.lists(
        st.builds(
            lambda start, length: Pause(start, None if length is None else start + timedelta(days=length)),
            st.dates(from_, date(2026, 6, 30)),
            st.one_of(st.none(), st.integers(0, 90)),
        ),
        max_size=6,
    )


def _covered(pauses, day):
    return any(p.start <= day and (p.end is None or day < p.end) for p in pauses)


@given(_pauses(), st.dates(date(2020, 1, 1), date(2027, 1, 1)))
def test_merging_keeps_what_is_paused(pauses, day):
    merged = merge(pauses)
    assert merge(merged) == merged
    assert _covered(merged, day) == _covered(pauses, day)
    assert [(p.start, p.end) for p in merge(reversed(pauses))] == [(p.start, p.end) for p in merged]
    for a, b in pairwise(merged):
        assert a.end is not None
        assert a.end < b.start


def test_merging_keeps_reasons_and_documents():
    held = merge(
        [
            Pause(date(2026, 1, 5), date(2026, 1, 9), "hearing", "D1"),
            Pause(date(2026, 1, 1), date(2026, 1, 6), "appraisal", "D2"),
            Pause(date(2026, 1, 9), None, "hearing", "D3"),
        ]
    )
    assert held == [Pause(date(2026, 1, 1), None, "appraisal; hearing", "D2; D1; D3")]


COUNTED = st.sampled_from([DayKind.WORKING_DAYS, DayKind.CALENDAR_DAYS])
DATED = st.sampled_from([kind for kind in DayKind if kind is not DayKind.HOURS])
BOUNDS = st.sampled_from(list(Bound))


@given(COUNTED, DAYS, st.integers(1, 120), _pauses())
def test_exactly_the_days_outside_pauses_count(kind, start, length, pauses):
    closed = [pause for pause in pauses if pause.end is not None]
    found = end(kind, start, length, Bound.RELEASE, pauses=closed).day
    days = [start + timedelta(days=k) for k in range(1, (found - start).days + 1)]
    counted = [
        day for day in days if not _covered(closed, day) and (kind is DayKind.CALENDAR_DAYS or CALENDAR.is_working(day))
    ]
    assert len(counted) == length
    assert counted[-1] == found


@given(DATED, BOUNDS, DAYS, DAYS, st.integers(1, 90))
def test_a_later_start_is_never_due_earlier(kind, bound, a, b, length):
    a, b = sorted((a, b))
    assert end(kind, a, length, bound).day <= end(kind, b, length, bound).day


@given(DATED, BOUNDS, DAYS, st.integers(1, 90), st.integers(0, 60), _pauses(), _pauses())
def test_more_time_never_ends_earlier(kind, bound, start, length, more, pauses, others):
    plain = end(kind, start, length, bound, pauses=pauses)
    assert plain.day <= end(kind, start, length, bound, pauses=pauses, extensions=(more,)).day
    assert plain.day <= end(kind, start, length, bound, pauses=pauses + others).day


@given(DATED, BOUNDS, DAYS, st.integers(1, 90))
def test_what_is_warned_by_is_never_later_than_the_end(kind, bound, start, length):
    found = end(kind, start, length, bound)
    assert start < found.shown <= found.day
    assert bound is Bound.RELEASE or CALENDAR.is_working(found.day)


@given(DATED, BOUNDS, DAYS, st.integers(1, 90), st.integers(-120, 120))
def test_days_left_agree_with_the_end(kind, bound, start, length, shift):
    found = end(kind, start, length, bound)
    today = found.shown + timedelta(days=shift)
    left = remaining(found, today, kind, CALENDAR)
    assert (left < 0) == (today > found.shown)
    if today == found.shown:
        assert left == 0
    if overdue(found, today):
        assert left < 0
