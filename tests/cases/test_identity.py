"""A wrong number is told at once, and which kind of wrong it is (APL 52)."""

from __future__ import annotations

import pytest
from tests.cases.refusing import refuses
from tests.cases.street import Street, organisation, person, resident_id

from jinwu.law.citations import APL
from jinwu.matters.models import MatterParty
from jinwu.parties.models import Party, PartyIdentity

GOOD = resident_id()
SHOP = {
    "kind": "sole_trader", "name": "矿区老赵水果店", "number_kind": "credit_code", "number": "92140300MA0HNH2Y8E",
    "operator": "赵建平",
}  # fmt: skip
WRONG = {
    "too short": (person(number=GOOD[:17]), "party.number"),
    "first generation": (person(number="140303790612001"), "party.number"),
    "a letter": (person(number="14030319790612A" + GOOD[15:]), "party.number"),
    "no region": (person(number=resident_id(area="000303")), "party.number"),
    "31 February": (person(number=resident_id("19790231")), "party.number"),
    "born tomorrow": (person(number=resident_id("20260311")), "party.number"),
    "check digit": (person(number=GOOD[:17] + ("0" if GOOD[17] != "0" else "1")), "party.number"),
    "digits swapped": (person(number=GOOD[:3] + GOOD[4] + GOOD[3] + GOOD[5:]), "party.number"),
    "nothing": (person(number=""), "party.number"),
    "nothing on another paper": (person(number_kind="other", number="", birth="1980-01-01"), "party.number"),
    "no birth on another paper": (person(number_kind="other", number="E12345678"), "party.birth"),
    "a person's credit code": (person(number_kind="credit_code", birth="1980-01-01"), "party.number_kind"),
    "an organisation's resident ID": (organisation(number=GOOD), "party.number"),
    "code too short": (organisation(number="91140300MA0HNH2Y"), "party.number"),
    "code with I": (organisation(number="91140300MI0HNH2Y8H"), "party.number"),
    "code's check": (organisation(number="91140300MA0HNH2Y8A"), "party.number"),
    "no legal representative": (organisation(legal_representative=""), "party.legal_representative"),
    "no operator": (SHOP | {"operator": ""}, "party.operator"),
    "operator's number": (SHOP | {"operator_number": GOOD[:17] + "Z"}, "party.operator_number"),
    "shop's number": (SHOP | {"number": "92140300MA0HNH2Y8F"}, "party.number"),
}


@pytest.mark.parametrize(("party", "field"), WRONG.values(), ids=WRONG)
def test_a_wrong_number(street, party, field):
    refuses(lambda: street.open(party=party), "identity", APL(52), field)


@pytest.mark.parametrize(
    "party",
    [person(number=GOOD.lower()), person(number=f" {GOOD} "), SHOP, SHOP | {"operator_number": GOOD}, organisation()],
)
def test_a_right_one(street, party):
    assert street.open(party=party).stage == "draft"


def test_the_party_is_found_again_by_number(street):
    street.open()
    again = Street(street.cast, now=street.now)
    again.open(place="德胜街8号门前")
    assert Party.objects.count() == 1
    assert MatterParty.objects.values("party").distinct().count() == 1


def test_an_identity_is_as_of_the_act_whatever_becomes_of_the_book(street):
    street.open()
    later = Street(street.cast, now=street.now)
    later.open(party=person(address="城区新华街5号"), place="德胜街8号门前")
    assert PartyIdentity.objects.count() == 2
    assert street.last.state.party.address == "矿区沙坪街31号"
    street.notify()
    assert street.decide().state.party.address == "矿区沙坪街31号"


def test_the_same_number_under_another_name_is_marked(street):
    street.open()
    other = Street(street.cast, now=street.now)
    done = other.open(party=person(name="赵健平"), place="德胜街8号门前")
    assert [(mark.guard, mark.basis) for mark in done.state.marks] == [("same_name", ("APL-40",))]
    assert "赵" not in str(done.outcome["marks"])  # a mark stands in the chain in clear
