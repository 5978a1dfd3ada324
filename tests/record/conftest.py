"""What tests of the record share."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest
from django.db import connections
from tests.record.making import MOMENT, Chain

from jinwu.kit import clock


@pytest.fixture
def chain() -> Chain:
    return Chain()


@pytest.fixture
def as_owner() -> Callable[..., None]:
    """Run SQL as the owner of the tables, committed at once."""

    def run(*statements: str, params: list[Any] | None = None) -> None:
        with connections["owner"].cursor() as cursor:
            for statement in statements:
                cursor.execute(statement, params if "%s" in statement else None)

    return run


@pytest.fixture
def hours() -> Callable[[int, int], Any]:
    """Stop the clock at an hour and minute of the day of `MOMENT`."""
    return lambda hour, minute: clock.fixed(MOMENT.replace(hour=hour, minute=minute))


@pytest.fixture
def days() -> Callable[[int], Any]:
    """Stop the clock on a day of the month of `MOMENT`."""
    return lambda day: clock.fixed(MOMENT.replace(day=day))
