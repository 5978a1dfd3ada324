from __future__ import annotations

import pytest
from tests.cases.street import Street


@pytest.fixture
def street(cast) -> Street:
    """A case that is not opened yet, on Tuesday 10 March 2026."""
    return Street(cast)
