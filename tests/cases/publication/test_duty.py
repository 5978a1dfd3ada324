"""The duty to publish, as a procedure has it whose deciding step starts T50: per party, in time and late."""

from __future__ import annotations

from datetime import date, datetime

import pytest
from tests.cases.publication.walk import publish, row, withhold
from tests.cases.refusing import refuses

from jinwu.cases.publication import on_revoked
from jinwu.kit import clock


def test_seven_working_days_from_the_decision(bound):
    assert bound.last.state.timer("T50").due == date(2026, 3, 19)
    assert (row(bound).status, row(bound).due_on) == ("due", date(2026, 3, 19))


@pytest.mark.parametrize(
    ("on", "outcome"), [(date(2026, 3, 18), "met"), (date(2026, 3, 19), "met"), (date(2026, 3, 20), "late")]
)
def test_in_time_on_the_last_day_and_late(bound, on, outcome):
    bound.now = datetime.combine(on, bound.now.time(), clock.ZONE)
    publish(bound)
    assert bound.last.state.timer("T50").outcome == outcome
    assert [mark.guard for mark in bound.last.state.marks] == (["late:T50"] if outcome == "late" else [])
    assert row(bound).status == "published"


def test_the_day_of_publication_counts_not_the_day_of_recording(bound):
    bound.now = datetime(2026, 3, 24, 9, 0, tzinfo=clock.ZONE)
    publish(bound, published_on="2026-03-19")
    assert bound.last.state.timer("T50").outcome == "met"
    assert not bound.last.state.marks


def test_withholding_ends_the_duty(bound):
    withhold(bound)
    assert bound.last.state.timer("T50").outcome == "cancelled"
    assert row(bound).status == "withheld"


def test_a_revocation_before_publication_ends_it(bound):
    assert on_revoked(bound.last.state) == {"ends": ["T50:p1"], "cancelled": ["T50:p1"], "skip_timers": ["T52"]}
    assert on_revoked(bound.last.state, "p2") == {"ends": [], "cancelled": [], "skip_timers": ["T52"]}
    publish(bound)
    assert on_revoked(bound.last.state) == {"ends": [], "cancelled": [], "skip_timers": []}


def test_a_voided_form_leaves_no_row(street):
    street.open()
    street.notify()
    street.decide()
    street.act("void_form", {"reason": "误写金额"}, two=True)
    street.decide()
    street.serve()
    publish(street)
    assert row(street).number == street.last.state.number
    refuses(lambda: publish(street), "something_to_publish")
