from __future__ import annotations

import pytest
from tests.cases.street import Street
from tests.cast import Cast, build_cast


@pytest.fixture
def street(cast) -> Street:
    """A case that is not opened yet."""
    return Street(cast)


@pytest.fixture
def committed(fresh_db) -> Cast:
    """The cast in a database with real commits."""
    return build_cast()
