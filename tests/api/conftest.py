from __future__ import annotations

from datetime import datetime

import pytest
from tests.cast import build_cast

from jinwu.kit import clock


@pytest.fixture
def today():
    """A quiet Friday; the clock stands still."""
    with clock.fixed(datetime(2026, 11, 20, 10, 0, tzinfo=clock.ZONE)):
        yield clock.today()


@pytest.fixture
def cast(db, today):
    return build_cast()
