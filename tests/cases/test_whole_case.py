"""From the street to the archive."""

from __future__ import annotations

from decimal import Decimal

import pytest
from tests.cases.street import Street

from jinwu.matters import replay
from jinwu.matters.models import Matter


@pytest.fixture
def street(cast):
    return Street(cast)


def test_a_fine_collected_on_the_spot_goes_all_the_way(street):
    street.to_served()
    assert street.last.stage == "served"
    street.collect()
    street.hand_in()
    street.deposit()
    assert street.file_record().stage == "paid"
    assert street.close().stage == "closed"
    done = street.archive()
    assert done.stage == "archived"
    assert replay.check(street.matter) == []


def test_a_fine_is_paid_at_the_bank(street):
    street.to_served()
    assert street.file_record().stage == "filed"
    assert street.pay().stage == "paid"
    row = Matter.objects.get(pk=street.matter)
    assert row.title == "赵建平擅自占用城市道路案"
    assert row.number.startswith("测城管当罚字〔2026〕第")
    assert street.last.state.ledger.balance() == Decimal(0)
    assert replay.check(street.matter) == []
