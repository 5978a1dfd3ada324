"""The decision is reported to the organ for the record (APL 52) within the days of the profile."""

from __future__ import annotations

from datetime import date, datetime

import pytest
from tests.cases.reading import text_of
from tests.cases.refusing import refuses
from tests.cases.street import Street

from jinwu.kit import clock
from jinwu.law.citations import APL


@pytest.mark.parametrize(
    ("day", "due"),
    [
        (date(2026, 3, 10), date(2026, 3, 13)),
        (date(2026, 4, 3), date(2026, 4, 9)),  # Qingming
        (date(2026, 2, 13), date(2026, 2, 25)),  # Saturday 14 February is worked, then the Spring Festival
    ],
)
def test_three_working_days_from_the_decision(cast, day, due):
    street = Street(cast, now=datetime(day.year, day.month, day.day, 10, tzinfo=clock.ZONE))
    assert street.to_served().state.timer("T12").due == due
    street.now = datetime(due.year, due.month, due.day, 17, tzinfo=clock.ZONE)
    done = street.file_record()
    assert (done.state.timer("T12").outcome, done.state.marks) == ("met", ())


def test_late_is_taken_marked_and_printed(street):
    street.to_served()
    street.wait(days=6)
    done = street.file_record(late_reason="系统故障")
    assert done.state.timer("T12").outcome == "late"
    assert [(mark.guard, mark.explained) for mark in done.state.marks] == [("late:T12", "系统故障")]
    assert "系统故障" in text_of(street, "on_the_spot_filing")


def test_once(street):
    street.to_served()
    street.file_record()
    refuses(street.file_record, "filed_once", APL(52, 3))


def test_not_before_it_is_handed_over(street):
    street.open()
    street.notify()
    street.decide()
    refuses(street.file_record, "in_order")


def test_a_warning_on_record_waits_for_nothing_more(street):
    street.open(violation="appear.litter")
    street.notify(None, tier="", warning=True)
    street.decide(None, tier="", warning=True)
    street.serve()
    done = street.file_record()
    assert done.stage == "paid"
    assert done.state.timer("T13") is None
    assert street.close().stage == "closed"


def test_the_form_says_how_it_was_served_and_collected(street):
    street.to_served()
    street.collect(receipt="0012345678")
    street.file_record()
    said = text_of(street, "on_the_spot_filing")
    assert "当场签收" in said
    assert "0012345678" in said
