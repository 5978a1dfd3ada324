from __future__ import annotations

import pytest
from tests.cases.publication.walk import bind
from tests.cases.street import Street


@pytest.fixture
def bound(street, monkeypatch) -> Street:
    """A served decision that is to be published."""
    return bind(street, monkeypatch)
