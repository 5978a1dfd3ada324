"""Where things lead. `ui` knows no matter: rooms above say how an article is named, and which page opens it.

Known keys: ``article.words`` (Citation → 处罚法第五十一条), ``article.url`` (Citation, optional day → address or ""),
``article.summary`` (Citation, optional day → one sentence or ""), ``row.url`` (register key, primary key → address), ``number.url`` (register key, primary
key, column key → the page that opens a masked number), ``register.url`` (register key → its
list), ``matter.url`` (id → address), ``photo.url`` (SHA-256 → address),
``help.url`` (name of a page's address → its chapter of the manual).
"""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from jinwu.kit.registry import Registry

resolvers: Registry[Callable[..., str]] = Registry("link resolver")


def resolver(key: str, function: Callable[..., str]) -> Callable[..., str]:
    """Declare how `key` is resolved; a key is declared once."""
    return resolvers.add(key, function)


def resolve(key: str, *args: Any, default: str = "") -> str:
    """The words or address for `args`; `default` where no room has declared a resolver, or it knows none."""
    found = resolvers.get(key)
    return (found(*args) or default) if found else default
