"""The remedies clause follows the law of the day of the decision."""

from datetime import date

import pytest

from jinwu.law.calendar import WorkCalendar
from jinwu.law.citations import ARL, ALitL
from jinwu.law.parameters import NoLawOnDay, Parameter
from jinwu.law.remedies import remedies_for, windows

CALENDAR = WorkCalendar()


@pytest.mark.parametrize(
    ("kind", "on", "first", "clause"),
    [
        ("summary", date(2023, 12, 31), False, "either_2017"),
        ("summary", date(2024, 1, 1), True, "reconsideration_first"),
        ("summary", date(2026, 11, 20), True, "reconsideration_first"),
        ("ordinary", date(2023, 12, 31), False, "either_2017"),
        ("ordinary", date(2024, 1, 1), False, "either"),
    ],
)
def test_reconsideration_comes_first_for_penalties_on_the_spot_since_2024(kind, on, first, clause):
    found = remedies_for(kind, on)
    assert found.reconsideration_first is first
    assert found.clause_key == clause
    assert (found.reconsideration_days, found.suit_months, found.suit_days_after) == (60, 6, 15)
    assert (ARL(23, 1, 1) in found.basis) is first
    assert (ALitL(46, 1) in found.basis) is not first


def test_the_government_alone_reconsiders_since_2024():
    assert not remedies_for("ordinary", date(2023, 12, 31)).government_only
    assert remedies_for("ordinary", date(2024, 1, 1)).government_only
    assert remedies_for("summary", date(2024, 1, 1)).through_deciding_organ
    assert not remedies_for("summary", date(2023, 12, 31)).through_deciding_organ


def test_older_law_and_other_decisions_are_not_held():
    with pytest.raises(NoLawOnDay):
        remedies_for("ordinary", date(2015, 4, 30))
    with pytest.raises(ValueError):
        remedies_for("verdict", date(2026, 1, 1))


def test_where_reconsideration_comes_first_there_is_no_direct_suit():
    now = windows(remedies_for("summary", date(2026, 8, 4)), date(2026, 8, 4), CALENDAR)
    assert now.reconsideration.day == date(2026, 10, 8)
    assert now.suit is None
    then = windows(remedies_for("summary", date(2023, 8, 31)), date(2023, 8, 31), CALENDAR)
    assert then.reconsideration.day == date(2023, 10, 30)
    assert then.suit.day == date(2024, 2, 29)


def test_parameters_have_one_value_a_day():
    rate = Parameter("x", ((date(2020, 1, 1), 1, ARL(1)), (date(2024, 1, 1), 2, ARL(2))))
    assert rate.on(date(2023, 12, 31)).value == 1
    assert rate.on(date(2024, 1, 1)) == (2, ARL(2), date(2024, 1, 1))
    with pytest.raises(ValueError):
        Parameter("x", ((date(2024, 1, 1), 1, ARL(1)), (date(2020, 1, 1), 2, ARL(2))))
    with pytest.raises(ValueError):
        Parameter("x", ())
