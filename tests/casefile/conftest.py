from __future__ import annotations

import pytest
from tests.cases.ordinary.road import Road
from tests.cases.street import Street


@pytest.fixture
def road(cast) -> Road:
    """An ordinary case that is not opened yet, on Tuesday 10 March 2026."""
    return Road(cast)


@pytest.fixture
def street(cast) -> Street:
    """A summary case that is not opened yet, on the same day."""
    return Street(cast)
