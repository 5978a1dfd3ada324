"""One act, one fine (APL 29)."""

from __future__ import annotations

from datetime import timedelta

import pytest
from tests.cases.refusing import refuses
from tests.cases.street import Street, person, resident_id

from jinwu.law.citations import APL


def another(first: Street, **change) -> Street:
    """A second case told to the party, of the same act unless changed."""
    second = Street(first.cast, now=first.now + timedelta(minutes=5))
    second.open(**{"act_from": first.last.state.act_from} | change)
    second.notify(tier="" if "violation" in change else "light")  # no benchmark for that one
    return second


@pytest.fixture
def fined(street):
    street.to_served()
    return street


def test_the_same_act_is_not_fined_twice(fined):
    second = another(fined)
    objection = refuses(second.decide, "second_fine", APL(29), "amount")
    assert fined.last.state.number in str(objection.what)


def test_a_decision_not_yet_served_counts_too(street):
    street.open()
    street.notify()
    street.decide()
    refuses(another(street).decide, "second_fine", APL(29))


def test_blanks_in_the_place_make_no_other_act(fined):
    second = another(fined, place="桃北中街 66号 门前人行道")
    refuses(second.decide, "second_fine", APL(29))


@pytest.mark.parametrize(
    "change",
    [
        {"place": "德胜街12号门前人行道"},
        {"party": person(name="钱广", number=resident_id(serial=7))},
        {"violation": "road.leave_uncleared"},
    ],
    ids=["another place", "another party", "another violation"],
)
def test_another_act_is_fined(fined, change):
    second = another(fined, **change)
    assert second.decide(tier="" if "violation" in change else "light").stage == "decided"


def test_what_began_after_the_decision_is_another_act(fined):
    again = Street(fined.cast, now=fined.now + timedelta(hours=3))
    again.open(act_from=again.now - timedelta(minutes=3))
    again.notify()
    assert again.decide().stage == "decided"


def test_an_act_of_days_ago_is_another_act(fined):
    second = another(fined, act_from=fined.now - timedelta(days=3))
    assert second.decide().stage == "decided"


def test_after_a_revocation_the_act_may_be_fined(fined):
    fined.act("revoke", {"organ": "self", "reason": "主要事实不清"}, by=fined.cast.authority_head)
    assert another(fined).decide().stage == "decided"


def test_a_voided_form_is_no_fine(street):
    street.open()
    street.notify()
    street.decide()
    street.act("void_form", {"reason": "误写金额"}, two=True)
    assert street.decide().stage == "decided"


def test_a_corrected_decision_still_counts(fined):
    fined.act("correct", {"what": "place", "text": "桃北中街66号门前人行道", "reason": "地点笔误"}, two=True)
    refuses(another(fined).decide, "second_fine", APL(29))
