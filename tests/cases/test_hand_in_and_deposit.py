"""Cash goes to the organ within two working days and to the bank within two more (APL 71)."""

from __future__ import annotations

from datetime import date, datetime

import pytest
from tests.cases.refusing import refuses
from tests.cases.street import Street

from jinwu.kit import clock
from jinwu.law.citations import APL


def collected(cast, day: date) -> Street:
    street = Street(cast, now=datetime(day.year, day.month, day.day, 10, 0, tzinfo=clock.ZONE))
    street.to_served()
    street.collect()
    return street


def on(street: Street, day: date) -> Street:
    street.now = datetime(day.year, day.month, day.day, 10, 0, tzinfo=clock.ZONE)
    return street


DUE = [
    (date(2026, 3, 10), date(2026, 3, 12)),  # Tuesday to Thursday
    (date(2026, 3, 13), date(2026, 3, 17)),  # over a weekend
    (date(2026, 4, 30), date(2026, 5, 7)),  # over the May holidays
    (date(2026, 5, 8), date(2026, 5, 11)),  # Saturday 9 May is worked in its stead
    (date(2026, 9, 30), date(2026, 10, 9)),  # over the National Day
]


@pytest.mark.parametrize(("day", "due"), DUE)
def test_the_two_working_days(cast, day, due):
    timer = collected(cast, day).last.state.timer("T14")
    assert (timer.due, timer.length) == (due, 2)


def test_on_its_last_day_it_is_in_time(cast):
    street = on(collected(cast, date(2026, 4, 30)), date(2026, 5, 7))
    done = street.hand_in()
    assert (done.state.timer("T14").outcome, done.state.marks) == ("met", ())
    assert done.state.timer("T15").due == date(2026, 5, 9)  # a make-up Saturday
    done = on(street, date(2026, 5, 9)).deposit()
    assert (done.state.timer("T15").outcome, done.state.marks) == ("met", ())


def test_late_is_taken_and_marked(cast):
    street = on(collected(cast, date(2026, 3, 10)), date(2026, 3, 13))
    done = street.hand_in()
    assert done.state.timer("T14").outcome == "late"
    assert [(mark.guard, mark.basis) for mark in done.state.marks] == [("late:T14", ("APL-71", "APL-85"))]
    done = on(street, date(2026, 3, 18)).deposit()
    assert [mark.guard for mark in done.state.marks] == ["late:T14", "late:T15"]


def test_two_sums_are_handed_in_together(street):
    street.to_served()
    street.collect("40.00", receipt="1")
    street.collect("60.00", receipt="2")
    done = street.hand_in()
    assert not done.state.ledger.cash_out()
    assert [t.outcome for t in done.state.timers if t.timer == "T14"] == ["met", "met"]
    assert street.deposit().state.ledger.cash[1].deposited_at is not None


def test_nothing_is_handed_in_twice(street):
    street.to_served()
    refuses(street.hand_in, "cash_out", APL(71))
    street.collect()
    refuses(street.deposit, "cash_handed_in", APL(71))
    street.hand_in()
    refuses(street.hand_in, "cash_out", APL(71))
    street.deposit()
    refuses(street.deposit, "cash_handed_in", APL(71))


def test_only_the_fiscal_clerk_pays_it_into_the_bank(street):
    street.to_served()
    street.collect()
    street.hand_in()
    refuses(lambda: street.act("deposit", {"slip": "B1"}), "role")


def test_a_matter_with_cash_outside_is_not_closed(street):
    street.to_served()
    street.collect()
    street.file_record()
    refuses(street.close, "settled", APL(71))
