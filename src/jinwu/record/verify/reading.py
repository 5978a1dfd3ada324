"""Reading the record in streams, and the written forms that checks compare. Nothing here is shared with the writer."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

import rfc8785
from django.db import connections, transaction

_BEYOND_16_BITS = re.compile(rb"[\xf0-\xf4]")


@contextmanager
def snapshot(using: str) -> Iterator[None]:
    """One repeatable snapshot, so that acts recorded meanwhile do not look like changes."""
    nested = connections[using].in_atomic_block
    with transaction.atomic(using=using):
        if not nested:
            with connections[using].cursor() as cursor:
                cursor.execute("SET TRANSACTION ISOLATION LEVEL REPEATABLE READ, READ ONLY")
        yield


def stream(query: str, using: str, params: list[Any] | None = None) -> Iterator[tuple[Any, ...]]:
    with connections[using].chunked_cursor() as cursor:
        cursor.execute(query, params)
        while rows := cursor.fetchmany(1000):
            yield from rows


def canonical(value: Any) -> bytes:
    """RFC 8785. Its order of keys (by UTF-16) is Python's own while every character fits 16 bits."""
    quick = json.dumps(value, ensure_ascii=False, separators=(",", ":"), sort_keys=True).encode()
    return rfc8785.dumps(value) if _BEYOND_16_BITS.search(quick) else quick


def tagged(digest: bytes | None) -> str | None:
    return None if digest is None else f"sha256:{digest.hex()}"


def as_bytes(value: Any) -> bytes | None:
    return None if value is None else bytes(value)
