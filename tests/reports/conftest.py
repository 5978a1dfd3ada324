from __future__ import annotations

from datetime import datetime

import pytest
from tests.cases.street import Street, organisation
from tests.cast import build_cast
from tests.reports.year import MARCH, MAY, another

from jinwu.kit import clock
from jinwu.kit.figure import Span, figures


@pytest.fixture
def today():
    """The end of the year is near; the clock stands still."""
    with clock.fixed(datetime(2026, 11, 20, 10, 0, tzinfo=clock.ZONE)):
        yield clock.today()


@pytest.fixture
def cast(db, today):
    return build_cast()


@pytest.fixture
def year(cast):
    """Two citizens fined on the pavement in March and May, a company in May: 100 + 50 + 2 000 yuan."""
    Street(cast, MARCH).to_served("100.00")
    Street(cast, MAY).to_served("50.00", party=another(2))
    company = Street(cast, MAY.replace(hour=15))
    company.to_served("2000.00", party=organisation(), violation="air.spill", facts="运输车辆未密闭，沿途遗撒砂石。")
    return cast


@pytest.fixture
def value(cast):
    """The value of a figure for the bureau in a year, as somebody may see it."""

    def asked(code, year=2026, user=None, unit=None):
        return figures[code].value(Span(unit or cast.bureau.pk, year, user))

    return asked
