"""What is inspected, and which items are looked at one by one: the bureau's list of matters."""

from __future__ import annotations

import tomllib
from dataclasses import dataclass
from functools import cache
from pathlib import Path

DATA = Path(__file__).resolve().parent / "data" / "subjects.toml"


@dataclass(frozen=True)
class Subject:
    """A matter of inspection and its items."""

    key: str
    title: str
    items: tuple[str, ...]


@cache
def subjects() -> dict[str, Subject]:
    """Every matter of inspection by its key."""
    listed = tomllib.loads(DATA.read_text(encoding="utf-8"))["subject"]
    return {one["key"]: Subject(one["key"], one["title"], tuple(one["items"])) for one in listed}
