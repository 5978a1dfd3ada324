"""The figure counts what was given in the year, and opens the rows it counted."""

from __future__ import annotations

from datetime import datetime

import pytest
from tests.cases.reminders.walk import Walk

from jinwu.kit import clock
from jinwu.kit.figure import Span, figures


def counted(cast, year: int, user=None, unit=None) -> int:
    span = Span((unit or cast.bureau).pk, year, user)
    figure = figures["reminders.issued"]
    assert figure.value(span) == figure.rows(span).count()
    return figure.value(span)


@pytest.mark.parametrize(
    ("at", "years"),
    [
        (datetime(2025, 12, 31, 23, 50, tzinfo=clock.ZONE), {2025: 1, 2026: 0}),
        (datetime(2026, 1, 1, 0, 10, tzinfo=clock.ZONE), {2025: 0, 2026: 1}),
    ],
    ids=["last hour", "first hour"],
)
def test_by_the_day_it_was_given(cast, at, years):
    walk = Walk(cast, now=at)
    walk.to_issued()
    assert {year: counted(cast, year) for year in years} == years


def test_what_is_only_found_is_not_counted(walk):
    walk.detect()
    assert counted(walk.cast, 2026) == 0


@pytest.mark.parametrize("end", ["no_penalty", "escalated", "withdrawn"])
def test_whatever_became_of_it(walk, end):
    walk.to_issued()
    if end == "withdrawn":
        walk.act("withdraw", {"reason": "认错当事人。"}, by=walk.cast.unit_head)
    elif end == "escalated":
        walk.escalate("harm")
    else:
        walk.check()
        walk.no_penalty()
    assert walk.last.stage == end
    assert counted(walk.cast, 2026) == 1


def test_as_the_viewer_may_see(walk):
    walk.to_issued()
    cast = walk.cast
    assert counted(cast, 2026, cast.statistician) == 1
    assert counted(cast, 2026, cast.colleague) == 0
    assert counted(cast, 2026, unit=cast.squadron) == 1
    assert counted(cast, 2026, unit=cast.second_squadron) == 0
