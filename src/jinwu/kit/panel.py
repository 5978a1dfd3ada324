"""A panel of a matter's page: a room says what it shows and where; the shell composes."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from .registry import Registry


@dataclass(frozen=True)
class Panel:
    """`context(matter, viewer)` gives the template's context, or None where there is nothing to show."""

    key: str
    title: str
    template: str
    context: Callable[[Any, Any], dict[str, Any] | None]
    place: str = "main"  # "main" or "aside"
    order: int = 100
    kinds: frozenset[str] = frozenset()  # procedures it belongs to; empty: all


panels: Registry[Panel] = Registry("panel")


def panel(declared: Panel) -> Panel:
    """Declare a panel."""
    return panels.add(declared.key, declared)
