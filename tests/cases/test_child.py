"""Under 14 no penalty (APL 30), by the day of the act; with doubt for the minor."""

from __future__ import annotations

import pytest
from tests.cases.refusing import refuses
from tests.cases.street import person, resident_id

from jinwu.law.citations import APL


@pytest.mark.parametrize("birth", ["20120310", "20121231", "20200101"], ids=["14 today", "13", "6"])
def test_a_child_is_not_penalised(street, birth):
    refuses(lambda: street.open(party=person(number=resident_id(birth))), "age", APL(30))


def test_from_the_day_after_the_fourteenth_birthday_a_case_is_opened(street):
    assert street.open(party=person(number=resident_id("20120309"))).stage == "draft"


def test_the_day_of_the_act_counts_not_the_day_of_recording(street):
    street.now = street.now.replace(day=11, hour=0, minute=20)
    change = {"act_from": street.now.replace(day=10, hour=23, minute=50)}
    refuses(lambda: street.open(party=person(number=resident_id("20120310")), **change), "age", APL(30))


def test_without_a_resident_id_the_stated_birth_counts(street):
    stated = {"number_kind": "other", "number": "学生证2026001"}
    refuses(lambda: street.open(party=person(**stated)), "identity", APL(52), "party.birth")
    refuses(lambda: street.open(party=person(**stated, birth="2013-05-01")), "age", APL(30))
    assert street.open(party=person(**stated, birth="1990-05-01")).stage == "draft"


def test_a_birth_after_the_act_is_told(street):
    party = person(number_kind="other", number="护照E1", birth="2027-01-01")
    refuses(lambda: street.open(party=party), "age", APL(30))
