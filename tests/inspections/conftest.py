from __future__ import annotations

import pytest
from tests.inspections.visits import Visits


@pytest.fixture
def visits(cast) -> Visits:
    """Inspections on Tuesday 10 March 2026."""
    return Visits(cast)
