"""A period as pages show it: how long still, why, and its ruler."""

from __future__ import annotations

from datetime import date, datetime

import pytest

from jinwu.kit import clock
from jinwu.law.timers import T12, T13, T19
from jinwu.matters import terms
from jinwu.matters.state import PauseState, TimerState
from jinwu.ui.rulers import Stretch

pytestmark = pytest.mark.django_db(databases=["default", "log"])
START = datetime(2026, 11, 2, 9, 0, tzinfo=clock.ZONE)


def running(timer, length, due, **more):
    return TimerState(key=timer.key, timer=timer.key, length=length, start=START, due=due, shown=due, **more)


@pytest.mark.parametrize(
    ("timer", "length", "due", "today", "left", "tone"),
    [
        (T12, 3, date(2026, 11, 5), date(2026, 11, 2), 3, "soon"),
        (T12, 3, date(2026, 11, 5), date(2026, 11, 5), 0, "soon"),
        (T12, 3, date(2026, 11, 5), date(2026, 11, 9), -2, "late"),
        (T13, 15, date(2026, 11, 17), date(2026, 11, 4), 13, ""),
        (T19, 6, date(2027, 5, 2), date(2026, 11, 4), 179, ""),
    ],
)
def test_what_is_left_counts_in_the_periods_own_days(timer, length, due, today, left, tone):
    term = terms.deadline(running(timer, length, due), today)
    assert (term.left, term.tone) == (left, tone)
    assert term.basis == timer.basis
    assert term.ruler


def test_a_pause_is_hatched_and_uses_nothing_up():
    pause = PauseState(start=date(2026, 11, 5), end=date(2026, 11, 10))
    term = terms.deadline(running(T13, 15, date(2026, 11, 22), pauses=(pause,)), date(2026, 11, 12))
    assert term.left == 10
    assert [(p.kind, int(p.end - p.start)) for p in term.ruler.pieces if p.end > p.start] == [
        (Stretch.USED, 2),
        (Stretch.PAUSED, 5),
        (Stretch.USED, 3),
        (Stretch.LEFT, 10),
    ]


def test_an_uncertain_day_says_so():
    term = terms.deadline(running(T13, 15, date(2026, 11, 17), certain=False), date(2026, 11, 4))
    assert "尚未公布" in term.why
