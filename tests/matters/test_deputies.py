"""Deputies while a head is away: with his powers, from a day to a day, in their own name."""

from __future__ import annotations

from datetime import date, timedelta

import pytest
from tests.cases.refusing import refuses

from jinwu.bureau import queries
from jinwu.bureau.models import Deputy
from jinwu.matters.errors import NoMatter
from jinwu.record import reader


def deputise(street, principal, first: date, last: date) -> None:
    Deputy.objects.create(
        principal=principal, deputy=street.cast.deputy_head, valid_from=first, valid_to=last, reason="外出学习"
    )
    queries.forget_roles()


def revoke(street, **more):
    data = {"organ": "self", "reason": "主要事实不清"}
    return street.act("revoke", data, by=street.cast.deputy_head, **more)


@pytest.fixture
def served(street):
    street.to_served()
    return street


def test_in_his_days_he_acts_in_his_own_name(served):
    deputise(served, served.cast.authority_head, date(2026, 3, 9), date(2026, 3, 10))
    assert revoke(served).stage == "revoked"
    assert reader.opened(served.matter)[-1].body["by"]["name"] == "吴琳"


def test_after_them_he_reaches_nothing(served):
    deputise(served, served.cast.authority_head, date(2026, 3, 9), date(2026, 3, 10))
    served.wait(days=1)
    with pytest.raises(NoMatter):
        revoke(served)


def test_nor_by_dating_it_back(served):
    deputise(served, served.cast.authority_head, date(2026, 3, 9), date(2026, 3, 10))
    then = served.now
    served.wait(hours=20)
    with pytest.raises(NoMatter):
        revoke(served, at=then + timedelta(minutes=1))


def test_nobody_deputises_for_an_officers_certificate(served):
    deputise(served, served.cast.officer, date(2026, 3, 9), date(2026, 3, 20))
    with pytest.raises(NoMatter):
        served.act("take_note", {"text": "备注"}, by=served.cast.deputy_head)


def test_a_unit_heads_deputy_has_a_unit_heads_powers_and_no_more(served):
    deputise(served, served.cast.unit_head, date(2026, 3, 9), date(2026, 3, 20))
    refuses(lambda: revoke(served), "role")
    data = {"kind": "remedy_pending", "reason": "申请复议"}
    assert served.act("place_hold", data, by=served.cast.deputy_head).state.holds_now()
