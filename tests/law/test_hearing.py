"""Who may ask for a hearing, and how early it is notified."""

from datetime import date
from decimal import Decimal

import pytest

from jinwu.law.calendar import WorkCalendar
from jinwu.law.citations import APL
from jinwu.law.hearing import earliest_day, grounds, in_good_time
from jinwu.law.parameters import NoLawOnDay

CALENDAR = WorkCalendar()
LINE = Decimal("5000")


def right(*lines, further=(), fine=LINE, confiscation=LINE):
    given = [(kind, None if amount is None else Decimal(amount)) for kind, amount in lines]
    return grounds(given, fine=fine, confiscation=confiscation, further=further)


@pytest.mark.parametrize(
    ("lines", "found"),
    [
        ([("fine", "4999.99")], ()),
        ([("fine", "5000.00")], (APL(63, 1, 1),)),
        ([("fine", "5000.01")], (APL(63, 1, 1),)),
        ([("fine", "2500"), ("fine", "2500")], (APL(63, 1, 1),)),
        ([("fine", "2500"), ("confiscation", "2500")], ()),
        ([("confiscation", "4999.99")], ()),
        ([("confiscation", "5000")], (APL(63, 1, 2),)),
        ([("confiscation", None)], (APL(63, 1, 2),)),
        ([("confiscation", "10"), ("confiscation", None)], (APL(63, 1, 2),)),
        ([("warning", None)], ()),
        ([("criticism", None)], ()),
        ([("licence_revoked", None)], (APL(63, 1, 3),)),
        ([("downgraded", None)], (APL(63, 1, 3),)),
        ([("business_suspended", None)], (APL(63, 1, 4),)),
        ([("closed", None), ("fine", "9000")], (APL(63, 1, 1), APL(63, 1, 4))),
        ([("licence_suspended", None)], ()),
        ([], ()),
    ],
)
def test_the_right_by_kind_and_amount(lines, found):
    assert right(*lines) == found


def test_further_kinds_are_the_bureau_s_own():
    assert right(("licence_suspended", None), further=["licence_suspended"]) == (APL(63, 1, 5),)


def test_without_a_line_only_the_kinds_count():
    assert right(("fine", "900000"), ("confiscation", "900000"), fine=None, confiscation=None) == ()


@pytest.mark.parametrize(
    ("notified", "first"),
    [
        (date(2026, 3, 10), date(2026, 3, 19)),
        (date(2025, 9, 25), date(2025, 10, 11)),  # Sunday 28 September and Saturday 11 October are worked
        (date(2025, 9, 26), date(2025, 10, 13)),
        (date(2026, 2, 11), date(2026, 2, 27)),  # across the Spring Festival with its worked Saturdays
        (date(2026, 3, 14), date(2026, 3, 24)),  # notified on a Saturday
    ],
)
def test_seven_working_days_lie_between(notified, first):
    assert earliest_day(notified, CALENDAR) == first
    assert in_good_time(notified, first, CALENDAR)
    assert not in_good_time(notified, date.fromordinal(first.toordinal() - 1), CALENDAR)
    assert in_good_time(notified, date.fromordinal(first.toordinal() + 1), CALENDAR)


def test_the_law_before_july_2021_is_not_held():
    with pytest.raises(NoLawOnDay):
        earliest_day(date(2021, 7, 14), CALENDAR)
