"""The remedies clause follows the law of the decision's day: since 2024 reconsideration comes first (ARL 23)."""

from __future__ import annotations

from datetime import datetime

import pytest
from tests.cases.reading import text_of
from tests.cases.street import Street

from jinwu.kit import clock


def decided(cast, *when: int) -> Street:
    street = Street(cast, now=datetime(*when, tzinfo=clock.ZONE))
    street.open()
    street.notify()
    street.decide()
    return street


@pytest.mark.parametrize("when", [(2023, 12, 31, 10), (2022, 5, 5, 10)])
def test_before_2024_either_way_is_open(cast, when):
    street = decided(cast, *when)
    said = text_of(street, "on_the_spot_decision")
    assert "六十日内" in said
    assert "六个月内" in said
    timers = [t.timer for t in street.serve().state.running()]
    assert "T18" in timers
    assert "T19" in timers


@pytest.mark.parametrize("when", [(2024, 1, 1, 10), (2026, 3, 10, 10)])
def test_since_2024_reconsideration_comes_first(cast, when):
    street = decided(cast, *when)
    said = text_of(street, "on_the_spot_decision")
    assert "六十日内" in said
    assert "十五日内" in said
    assert "六个月" not in said
    timers = [t.timer for t in street.serve().state.running()]
    assert "T18" in timers
    assert "T19" not in timers


def test_never_fifteen_days_for_reconsideration(cast):
    said = text_of(decided(cast, 2026, 3, 10, 10), "on_the_spot_decision")
    assert "十五日内申请行政复议" not in said
    assert "测试市人民政府" in said
    assert "测试区人民法院" in said
