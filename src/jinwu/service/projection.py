"""The rows of service."""

from __future__ import annotations

from collections.abc import Iterable

from jinwu.matters.projection import Row, projectors
from jinwu.matters.state import State

from .models import ServiceAttempt


def service_rows(state: State) -> Iterable[Row]:
    """One row an attempt."""
    for one in getattr(state, "services", ()):
        yield Row(
            ServiceAttempt,
            one.key,
            {
                "paper": one.paper, "addressee": one.addressee, "attempt": one.attempt, "method": one.method.value,
                "at": one.at, "served": one.served, "note": one.note,
            },
        )  # fmt: skip


projectors.add("service", service_rows)
