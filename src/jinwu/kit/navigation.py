"""Entries of the spine (the left navigation), declared by shells."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from .permission import Permission
from .registry import Registry


@dataclass(frozen=True)
class NavItem:
    """`title` is two characters long in Chinese; `count(request)` gives the small figure beside it, or None."""

    key: str
    title: str
    url_name: str
    permission: Permission
    gap: bool = False
    count: Callable[[Any], int | str | None] | None = None


navigation: Registry[NavItem] = Registry("navigation entry")
