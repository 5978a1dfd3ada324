"""When the term to pay lapses, time itself takes the step; twice does no harm."""

from __future__ import annotations

from datetime import date, datetime, timedelta

import pytest
from tests.cases.street import Street

from jinwu.kit import clock
from jinwu.matters import jobs, replay
from jinwu.matters.models import Matter
from jinwu.record.models import Entry


def tick(street: Street, day: date) -> int:
    street.now = datetime(day.year, day.month, day.day, 3, 0, tzinfo=clock.ZONE)
    with street.clock():
        return jobs.tick()


def stage(street: Street) -> str:
    return Matter.objects.get(pk=street.matter).stage


def test_on_the_last_day_nothing_lapses(street):
    street.to_served()
    assert tick(street, date(2026, 3, 25)) == 0
    assert stage(street) == "served"


def test_the_day_after_it_does_and_a_second_time_changes_nothing(street):
    street.to_served()
    assert tick(street, date(2026, 3, 26)) == 1
    before = Entry.objects.count()
    assert tick(street, date(2026, 3, 26)) == 0
    assert tick(street, date(2026, 4, 26)) == 0
    assert (stage(street), Entry.objects.count()) == ("overdue", before)
    assert replay.check(street.matter) == []


@pytest.mark.parametrize(
    ("served", "due"),
    [
        (date(2026, 4, 16), date(2026, 5, 6)),  # the fifteenth day is 1 May
        (date(2026, 9, 10), date(2026, 9, 28)),  # 25 September, the Mid-Autumn Festival, then a weekend
        (date(2026, 2, 13), date(2026, 2, 28)),  # a make-up Saturday is a working day
        (date(2026, 3, 13), date(2026, 3, 30)),  # a Saturday
    ],
)
def test_a_last_rest_day_rolls_forward(cast, served, due):
    street = Street(cast, now=datetime(served.year, served.month, served.day, 10, tzinfo=clock.ZONE))
    assert street.to_served().state.timer("T13").due == due
    assert tick(street, due) == 0
    assert tick(street, due + timedelta(days=1)) == 1


def test_the_surcharge_runs_from_the_term_however_late_the_clock_comes_round(street):
    street.to_served()
    tick(street, date(2026, 4, 10))
    state = jobs_state(street)
    timer = state.timer("T16")
    assert timer.start.date() == date(2026, 3, 25)
    assert timer.due == date(2026, 4, 28)  # the 34th day, on which it equals the fine
    assert state.marks == ()  # the party is late, not the bureau


def test_what_was_paid_does_not_lapse(street):
    street.to_served()
    street.pay()
    assert tick(street, date(2026, 3, 26)) == 0


def test_what_was_paid_late_before_the_clock_came_round_does_not_lapse_either(street):
    street.to_served()
    street.now = street.now.replace(day=26)
    assert street.pay().state.ledger.balance() == 3
    assert tick(street, date(2026, 3, 27)) == 0


def test_an_overdue_fine_paid_with_its_surcharge_closes(street):
    street.to_served()
    street.file_record()
    tick(street, date(2026, 3, 27))
    street.seen += 1
    assert street.pay("100.00").stage == "overdue"
    assert street.pay("6.00", reference="TX2").stage == "paid"
    assert street.close().stage == "closed"


def test_a_revoked_decision_does_not_lapse(street):
    street.to_served()
    street.act("revoke", {"organ": "self", "reason": "主要事实不清"}, by=street.cast.authority_head)
    assert tick(street, date(2026, 3, 26)) == 0


def jobs_state(street: Street):
    from jinwu.matters.door import state_of

    return state_of(Matter.objects.get(pk=street.matter))
