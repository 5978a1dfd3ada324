from __future__ import annotations

import pytest
from tests.cases.ordinary.road import Road


@pytest.fixture
def road(cast) -> Road:
    """An ordinary case that is not opened yet, on Tuesday 10 March 2026."""
    return Road(cast)
