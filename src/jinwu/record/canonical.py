"""The one written form of an entry: RFC 8785 JSON without floats, and the digests made of it."""

from __future__ import annotations

import hashlib
import json
import re
from collections.abc import Mapping
from datetime import date, datetime
from decimal import Decimal
from enum import Enum
from typing import Any
from uuid import UUID

import rfc8785

from jinwu.kit.clock import ZONE
from jinwu.law.messages import Message

#: Tag of the algorithm in force; it stands in every entry, so that another one can follow.
ALGORITHM = "sha256"
SALT_LENGTH = 16

_encode = json.JSONEncoder(ensure_ascii=False, separators=(",", ":"), sort_keys=True, allow_nan=False).encode
_BEYOND_16_BITS = re.compile(rb"[\xf0-\xf4]")
_SAFE = 2**53 - 1
_ENTRY = b"jinwu entry v1\n"
_PERSONAL = b"jinwu personal value v1\n"


class NotCanonical(ValueError):
    """A value that the record does not take: a float, a naive time, raw bytes, a key that is not text."""

    def __init__(self, why: str, *path: str) -> None:
        self.why, self.path = why, path
        super().__init__(f"{'.'.join(path) or 'the body'}: {why}")

    def inside(self, part: str | int) -> NotCanonical:
        """The same, seen from one level further out."""
        return NotCanonical(self.why, str(part), *self.path)


def plain(value: Any) -> Any:
    """`value` in JSON's own types: Decimals and dates as text, times as ISO 8601 at +08:00.

    Raises `NotCanonical` for what has no single written form.
    """
    kind = type(value)
    if kind is str:
        return _text(value)
    if value is None or kind is bool:
        return value
    if kind is int:
        return _integer(value)
    if kind is dict or isinstance(value, Mapping):
        return _mapping(value)
    if kind is list or isinstance(value, list | tuple):
        return _list(value)
    return _scalar(value)


def dumps(value: Any) -> bytes:
    """The RFC 8785 bytes of a plain value. Raises `NotCanonical`.

    RFC 8785 sorts keys by UTF-16. While every character fits 16 bits that is Python's own order, and the standard encoder
    writes the same bytes many times faster (a property test compares the two).
    """
    try:
        written = _encode(value).encode()
        return rfc8785.dumps(value) if _BEYOND_16_BITS.search(written) else written
    except (rfc8785.CanonicalizationError, UnicodeEncodeError) as error:
        raise NotCanonical(str(error)) from error


def entry_hash(payload: bytes) -> bytes:
    """The hash of an entry's exact bytes, kept apart from every other use of the algorithm by its prefix."""
    return hashlib.sha256(_ENTRY + payload).digest()


def personal_digest(salt: bytes, value: bytes) -> bytes:
    """The digest that stands for a personal value (its canonical bytes) in the chain."""
    if len(salt) != SALT_LENGTH:
        raise ValueError(f"a salt has {SALT_LENGTH} bytes")
    return hashlib.sha256(_PERSONAL + salt + value).digest()


def tagged(digest: bytes) -> str:
    """``sha256:…`` in hexadecimal."""
    return f"{ALGORITHM}:{digest.hex()}"


def take(data: Any, path: str) -> Any:
    """The value at a dotted place. Raises `KeyError` where there is none."""
    node = data
    for part in path.split("."):
        node = _child(node, part, path)
    return node


def put(data: Any, path: str, value: Any) -> None:
    """Set the value at a dotted place that exists. Raises `KeyError` where there is none."""
    *parents, last = path.split(".")
    node = data
    for part in parents:
        node = _child(node, part, path)
    _child(node, last, path)
    node[int(last) if isinstance(node, list) else last] = value


def copy(value: Any) -> Any:
    """A deep copy of a plain value."""
    if isinstance(value, dict):
        return {key: copy(item) for key, item in value.items()}
    if isinstance(value, list):
        return [copy(item) for item in value]
    return value


def _child(node: Any, part: str, path: str) -> Any:
    if isinstance(node, dict) and part in node:
        return node[part]
    if isinstance(node, list) and part.isdecimal() and int(part) < len(node):
        return node[int(part)]
    raise KeyError(f"nothing stands at {path!r}")


def _mapping(value: Mapping[Any, Any]) -> dict[str, Any]:
    found = {}
    for key, item in value.items():
        if not isinstance(key, str):
            raise NotCanonical(f"the key {key!r} is not text")
        key = plain(key)
        try:
            found[key] = plain(item)
        except NotCanonical as error:
            raise error.inside(key) from None
    return found


def _list(value: list[Any] | tuple[Any, ...]) -> list[Any]:
    try:
        return [plain(item) for item in value]
    except NotCanonical:
        for i, item in enumerate(value):
            try:
                plain(item)
            except NotCanonical as error:
                raise error.inside(i) from None
        raise


def _scalar(value: Any) -> Any:
    if isinstance(value, Enum):
        return plain(value.value)
    if isinstance(value, Decimal):
        if not value.is_finite():
            raise NotCanonical(f"{value} is not a number")
        return format(value, "f")
    if isinstance(value, datetime):
        if value.utcoffset() is None:
            raise NotCanonical("a time without a zone")
        return value.astimezone(ZONE).isoformat()
    if isinstance(value, date):
        return value.isoformat()
    if isinstance(value, UUID):
        return str(value)
    if isinstance(value, Message):
        return plain(value.as_json())
    if isinstance(value, str):
        return _text(str(value))
    if isinstance(value, float):
        raise NotCanonical("a float; write a Decimal")
    raise NotCanonical(f"{type(value).__name__} has no written form in the record")


def _integer(value: int) -> int:
    if abs(value) > _SAFE:
        raise NotCanonical(f"{value} is beyond the 53 bits that JSON carries; write it as text")
    return value


def _text(value: str) -> str:
    if "\0" in value:
        raise NotCanonical("a text with a zero character")
    return value
