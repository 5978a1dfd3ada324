"""No penalty for what was discovered after two years (APL 36)."""

from __future__ import annotations

from datetime import datetime

import pytest
from tests.cases.refusing import refuses

from jinwu.kit import clock
from jinwu.law.citations import APL


def act_on(year: int, month: int, day: int) -> datetime:
    return datetime(year, month, day, 9, 0, tzinfo=clock.ZONE)


def test_the_last_day_of_two_years(street):
    assert street.open(act_from=act_on(2024, 3, 10)).stage == "draft"


def test_the_day_after(street):
    refuses(lambda: street.open(act_from=act_on(2024, 3, 9)), "limitation", APL(36))


def test_an_act_that_goes_on_is_counted_from_its_end(street):
    assert street.open(act_from=act_on(2023, 1, 1), act_to=act_on(2026, 3, 10)).stage == "draft"


def test_discovery_counts_not_the_decision(street):
    street.open(act_from=act_on(2024, 3, 10))
    street.wait(days=3)
    street.confirm()
    street.notify()
    assert street.decide().stage == "decided"


@pytest.mark.parametrize("change", [{"act_from": act_on(2026, 3, 11)}, {"act_to": act_on(2026, 3, 11)}])
def test_an_act_does_not_lie_ahead(street, change):
    refuses(lambda: street.open(**change), "act_time", APL(40), next(iter(change)))


def test_an_act_does_not_end_before_it_began(street):
    refuses(lambda: street.open(act_to=act_on(2026, 3, 9)), "act_time", APL(40), "act_to")
