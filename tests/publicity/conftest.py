from __future__ import annotations

import pytest
from tests.cases.publication.walk import bind
from tests.cases.street import Street


@pytest.fixture
def bound(cast, monkeypatch) -> Street:
    """A served decision that is to be published, of Tuesday 10 March 2026."""
    return bind(Street(cast), monkeypatch)
