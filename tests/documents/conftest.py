from __future__ import annotations

import pytest


@pytest.fixture
def organs(db):
    from tests.documents.cast import found_organs

    found_organs()


@pytest.fixture
def busy_organs(fresh_db, django_db_blocker):
    """The same in a database with real commits; its name."""
    from tests.documents.cast import found_organs

    with django_db_blocker.unblock():
        found_organs()
        yield fresh_db
