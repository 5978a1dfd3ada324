"""Collecting on the spot needs a ground of the law (APL 68, 69) and a fiscal receipt (APL 70)."""

from __future__ import annotations

import pytest
from tests.cases.refusing import refuses
from tests.cases.street import Street, organisation, person, resident_id

from jinwu.law.citations import APL
from jinwu.matters.errors import InvalidInput


@pytest.mark.parametrize(
    ("amount", "change", "article"),
    [
        ("100.00", {"ground": "small"}, None),
        ("100.01", {"ground": "small"}, APL(68, 1, 1)),
        ("150.00", {"ground": "hard_later"}, None),
        ("150.00", {"ground": "remote_request"}, APL(69)),
        ("150.00", {"ground": "remote_request", "requested": True}, None),
    ],
)
def test_the_grounds(street, amount, change, article):
    street.to_served(amount)
    if article is None:
        done = street.collect(amount, **change)
        assert done.state.ledger.balance() == 0
        assert done.state.ledger.cash[0].amount == done.state.decision.fine
    else:
        refuses(lambda: street.collect(amount, **change), "collectable", article)


def test_the_ground_is_asked_when_the_decision_names_it(street):
    street.open()
    street.notify("150.00")
    refuses(lambda: street.decide("150.00", payment="on_the_spot"), "payment", APL(68), "ground")
    refuses(lambda: street.decide("150.00", payment="on_the_spot", ground="small"), "payment", APL(68, 1, 1), "ground")
    assert street.decide("150.00", payment="on_the_spot", ground="hard_later").stage == "decided"


def test_the_whole_fine_counts_not_the_part_collected(street):
    street.to_served("150.00")
    refuses(lambda: street.collect("50.00", ground="small"), "collectable", APL(68, 1, 1))


def test_without_a_receipt_nothing_is_collected(street):
    street.to_served()
    refuses(lambda: street.collect(receipt=" "), "collectable", APL(70), "receipt")
    with pytest.raises(InvalidInput):
        street.act("collect", {"amount": "100.00", "ground": "small"})


def test_a_receipt_serves_in_one_matter(street):
    street.to_served()
    street.collect(receipt="0012345678")
    other = Street(street.cast, now=street.now)
    other.to_served(party=person(name="钱广", number=resident_id(serial=3)))
    refuses(lambda: other.collect(receipt="0012345678"), "receipt_once", APL(70), "receipt")
    refuses(lambda: other.pay(receipt="0012345678"), "receipt_once", APL(70), "receipt")


def test_a_receipt_serves_once_in_its_own_matter_too(street):
    street.to_served()
    street.collect("40.00", receipt="0012345678")
    refuses(lambda: street.collect("60.00", receipt="0012345678"), "receipt_once", APL(70), "receipt")
    assert street.collect("60.00", receipt="0012345679").state.ledger.balance() == 0


def test_not_more_than_is_owed(street):
    street.to_served("90.00")
    refuses(lambda: street.collect("90.01"), "collectable", APL(68), "amount")


def test_nothing_is_collected_before_the_decision_is_handed_over(street):
    street.open()
    street.notify()
    street.decide()
    refuses(street.collect, "in_order", APL(4))


def test_a_warning_is_not_collected(street):
    street.open(violation="appear.litter")
    street.notify(None, tier="", warning=True)
    refuses(lambda: street.decide(None, tier="", warning=True, payment="on_the_spot"), "payment", field="payment")
    street.decide(None, tier="", warning=True)
    street.serve()
    refuses(street.collect, "collectable")


def test_an_organisation_may_be_hard_to_reach_later(street):
    street.to_served("3000.00", party=organisation())
    assert street.collect("3000.00", ground="hard_later").state.ledger.balance() == 0
