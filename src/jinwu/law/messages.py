"""A sentence for a person, kept as its English source and its parameters.

Rules are pure and know no language: they return a `Message`; a page translates it (`jinwu.ui.translate`), the record
stores it as `{"text": …, "params": …}`.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from decimal import Decimal
from typing import Any


def N_(text: str) -> str:
    """Mark an English source string for translation without translating it."""
    return text


@dataclass(frozen=True)
class Message:
    """`text` is a source string with `{name}` places; `params` fills them (str, int, Decimal, date or Message)."""

    text: str
    params: dict[str, Any] = field(default_factory=dict)

    def __str__(self) -> str:
        return self.text.format(**{key: str(value) for key, value in self.params.items()})

    def as_json(self) -> dict[str, Any]:
        """JSON for the record; numbers and dates become strings."""
        return {"text": self.text, "params": {key: _plain(value) for key, value in self.params.items()}}


def say(text: str, **params: Any) -> Message:
    """A `Message`; the literal is collected for translation."""
    return Message(text, params)


def _plain(value: Any) -> Any:
    if isinstance(value, Message):
        return value.as_json()
    if isinstance(value, Decimal):
        return format(value, "f")
    if isinstance(value, bool | int | str) or value is None:
        return value
    return str(value)
