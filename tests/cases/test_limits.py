"""Limits of the summary procedure, inclusive (APL 51): 200 yuan for citizens, 3000 for organisations."""

from __future__ import annotations

from datetime import date

import pytest
from tests.cases.refusing import refuses
from tests.cases.street import organisation, person

from jinwu.catalog.models import ProfileValue
from jinwu.catalog.writing import put
from jinwu.law.citations import APL

SHOP = {
    "kind": "sole_trader", "name": "矿区老赵水果店", "number_kind": "credit_code", "number": "92140300MA0HNH2Y8E",
    "operator": "赵建平", "address": "矿区沙坪街31号",
}  # fmt: skip


def sole_traders_as_citizens(yes: bool) -> None:
    values = {"value": yes, "title": "个体工商户视为公民", "confirmed": True, "source": "tests", "note": ""}
    put(ProfileValue, {"key": "sole_trader.as_citizen", "in_force_from": date(2020, 1, 1)}, values, by="tests")


@pytest.mark.parametrize(
    ("party", "amount", "tier", "within"),
    [
        (person(), "199.99", "light", True),
        (person(), "200.00", "light", True),
        (person(), "200.00", "normal", True),
        (person(), "200.01", "normal", False),
        (person(), "2000.00", "normal", False),
        (organisation(), "200.01", "light", True),
        (organisation(), "2999.99", "light", True),
        (organisation(), "3000.00", "normal", True),
        (organisation(), "3000.01", "normal", False),
        (SHOP, "200.00", "light", True),
        (SHOP, "200.01", "normal", False),
    ],
)
def test_the_limit_by_party(street, party, amount, tier, within):
    street.open(party=party)
    if within:
        assert street.notify(amount, tier=tier).stage == "noticed"
        assert street.decide(amount, tier=tier).stage == "decided"
    else:
        refuses(lambda: street.notify(amount, tier=tier), "within_limit", APL(51), "amount")


@pytest.mark.parametrize(("amount", "within"), [("3000.00", True), ("3000.01", False)])
def test_a_profile_may_count_sole_traders_as_organisations(street, amount, within):
    sole_traders_as_citizens(False)
    street.open(party=SHOP)
    if within:
        assert street.notify(amount).stage == "noticed"
    else:
        refuses(lambda: street.notify(amount, tier="normal"), "within_limit", APL(51))


def test_the_limit_is_asked_again_when_deciding(street):
    street.open()
    street.notify("200.00")
    refuses(lambda: street.decide("200.01", tier="normal"), "within_limit", APL(51))


def test_what_cannot_end_on_the_spot_is_not_opened(street):
    refuses(lambda: street.open(violation="air.site_dust", party=organisation()), "summary_allowed", APL(51))
    refuses(lambda: street.open(violation="air.barbecue"), "summary_allowed", APL(51))  # with mandatory confiscation
