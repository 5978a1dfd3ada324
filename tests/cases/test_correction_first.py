"""Some matters are penalised only after an order to correct was refused or not met (APL 28)."""

from __future__ import annotations

import pytest
from tests.cases.refusing import refuses

from jinwu.law.citations import APL
from jinwu.matters.errors import InvalidInput

ORDER = {"document": "责令改正通知书（2026）第7号", "ordered_on": "2026-02-10", "outcome": "overdue"}


@pytest.mark.parametrize("violation", ["gas.user", "noise.square"])
def test_without_proof_the_case_is_not_opened(street, violation):
    refuses(lambda: street.open(violation=violation), "prior_measure", APL(28), "prior")


def test_with_proof_it_is(street):
    done = street.open(violation="gas.user", prior=ORDER)
    assert done.state.details["prior"]["document"] == ORDER["document"]
    assert street.notify("50.00").stage == "noticed"


def test_the_earlier_order_is_not_a_later_one(street):
    later = ORDER | {"ordered_on": "2026-03-11"}
    refuses(lambda: street.open(violation="gas.user", prior=later), "prior_measure", APL(28), "prior.ordered_on")


def test_it_is_named(street):
    with pytest.raises(InvalidInput):
        street.open(violation="gas.user", prior=ORDER | {"document": " "})


def test_a_matter_that_asks_for_none_needs_none(street):
    assert street.open(violation="road.occupy").stage == "draft"
