"""Between 14 and 18 the penalty shall be lighter or mitigated (APL 30)."""

from __future__ import annotations

import pytest
from tests.cases.refusing import refuses
from tests.cases.street import person, resident_id

from jinwu.law.citations import APL

YOUNG = person(number=resident_id("20091201"))


def test_a_minor_is_fined_in_the_lightest_tier(street):
    street.open(party=YOUNG)
    assert street.notify().stage == "noticed"
    assert street.decide().stage == "decided"


def test_a_heavier_tier_is_refused_when_told_and_when_decided(street):
    street.open(party=YOUNG)
    refuses(lambda: street.notify("200.00", tier="normal"), "minor_lighter", APL(30), "tier")
    street.notify("200.00")
    refuses(lambda: street.decide("200.00", tier="normal"), "minor_lighter", APL(30), "tier")


def test_a_minor_may_be_mitigated_below_the_minimum(street):
    street.open(party=YOUNG, violation="waste.dump")
    assert street.notify("50.00", tier="", mitigated="minor").stage == "noticed"


def test_without_a_benchmark_the_lower_half_of_the_range_is_light(street):
    street.open(party=YOUNG, violation="road.hang")
    assert street.notify("150.00", tier="").stage == "noticed"


@pytest.mark.parametrize(("birth", "minor"), [("20080310", True), ("20080309", False)])
def test_the_eighteenth_birthday_itself_is_still_lighter(street, birth, minor):
    street.open(party=person(number=resident_id(birth)))
    if minor:
        refuses(lambda: street.notify("200.00", tier="normal"), "minor_lighter", APL(30))
    else:
        assert street.notify("200.00", tier="normal").stage == "noticed"


def test_an_adult_is_not_mitigated_as_a_minor(street):
    street.open(violation="waste.dump")
    refuses(lambda: street.notify("50.00", tier="", mitigated="minor"), "minor_lighter", APL(30), "mitigated")
