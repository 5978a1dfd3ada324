from __future__ import annotations

import pytest
from tests.cases.reminders.walk import Walk


@pytest.fixture
def walk(cast) -> Walk:
    """A reminder that is not begun yet, on Tuesday 10 March 2026."""
    return Walk(cast)
