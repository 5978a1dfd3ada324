"""`jinwu bench lifecycle [--cases N] [--clients 1,16]`: the lawful minimum of an ordinary case over HTTP, papers included."""

from __future__ import annotations

from . import steps


def run(words: list[str]) -> int:
    """Measure and print; 1 when a call was not answered as it should."""
    return steps.run(words, "lifecycle", "ordinary")
