"""Kind and amount of the penalty: a basis for the kind (APL 38), the statutory range, the tier (APL 34), mitigation (APL 32)."""

from __future__ import annotations

import pytest
from tests.cases.refusing import refuses
from tests.cases.street import organisation

from jinwu.law.citations import APL
from jinwu.matters.errors import InvalidInput


@pytest.fixture
def dumped(street):
    """Rubbish dumped by a person: 100 to 500 yuan, tiers 100–200, 200–300, 300–500."""
    street.open(violation="waste.dump")
    return street


def test_above_the_tier(street):
    street.open(party=organisation())
    refuses(lambda: street.notify("3000.00", tier="heavy"), "in_range", APL(34), "amount")


def test_below_the_tier(street):
    street.open()
    refuses(lambda: street.notify("19.99"), "in_range", APL(34), "amount")
    assert street.notify("20.00").stage == "noticed"


def test_below_the_statutory_minimum(dumped):
    refuses(lambda: dumped.notify("99.99"), "in_range", APL(32), "amount")
    assert dumped.notify("100.00").stage == "noticed"


def test_mitigated_below_the_minimum_on_a_ground(dumped):
    assert dumped.notify("99.99", tier="", mitigated="reduced_harm").stage == "noticed"
    assert dumped.decide("99.99", tier="", mitigated="reduced_harm").stage == "decided"


def test_inside_the_range_nothing_is_mitigated(dumped):
    refuses(lambda: dumped.notify("150.00", mitigated="reduced_harm"), "in_range", APL(32), "amount")


def test_a_tier_is_chosen_where_the_benchmark_has_them(street):
    street.open()
    refuses(lambda: street.notify(tier=""), "in_range", APL(34), "tier")
    refuses(lambda: street.notify(tier="worst"), "in_range", APL(34), "tier")


def test_some_penalty_is_chosen(street):
    street.open()
    for amount in (None, "0"):
        refuses(lambda amount=amount: street.notify(amount), "some_penalty", APL(9), "amount")


def test_a_warning_needs_a_basis_that_allows_it(street):
    street.open()
    refuses(lambda: street.notify(warning=True), "warning_allowed", APL(38), "warning")
    street.notify()
    refuses(lambda: street.decide(warning=True), "warning_allowed", APL(38), "warning")


def test_a_warning_alone(street):
    street.open(violation="appear.litter")
    assert street.notify(None, tier="", warning=True).stage == "noticed"
    done = street.decide(None, tier="", warning=True)
    assert [line.kind for line in done.state.decision.lines] == ["warning"]


def test_a_fine_left_to_a_local_rule_that_is_not_loaded(street):
    street.open(violation="appear.litter")
    refuses(lambda: street.notify("50.00", tier=""), "in_range", field="amount")


def test_where_a_warning_comes_first_it_needs_no_earlier_order(street):
    street.open(violation="drain.into_rain")
    refuses(lambda: street.notify("200.00", tier=""), "warned_first", APL(28), "amount")
    assert street.notify(None, tier="", warning=True).stage == "noticed"


@pytest.mark.parametrize("amount", ["100.005", "-1", "many", "1e400"])
def test_what_is_no_sum_of_money(street, amount):
    street.open()
    with pytest.raises(InvalidInput):
        street.notify(amount)
