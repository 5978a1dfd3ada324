"""Reading the record back: bodies with their personal values in place, two queries however long the chain."""

from __future__ import annotations

import json
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from typing import Any
from uuid import UUID

from . import canonical
from .models import Entry, PersonalValue


@dataclass(frozen=True)
class Opened:
    """An entry as it was written. Erased personal values are None, and `erased` names their places in ``data``."""

    id: int
    chain: UUID
    seq: int
    hash: bytes
    previous: bytes | None
    body: dict[str, Any]
    erased: tuple[str, ...] = ()

    @property
    def step(self) -> str:
        return self.body["step"]

    @property
    def data(self) -> dict[str, Any]:
        return self.body["data"]

    @property
    def act_at(self) -> datetime:
        return datetime.fromisoformat(self.body["act_at"])

    @property
    def recorded_at(self) -> datetime:
        return datetime.fromisoformat(self.body["recorded_at"])


def opened(chain: UUID) -> list[Opened]:
    """All entries of a chain, in order; empty for an unknown chain."""
    return _open(Entry.objects.filter(chain=chain).order_by("seq"))


def steps(chain: UUID, wanted: Iterable[str]) -> list[tuple[int, str, datetime]]:
    """The acts of a chain that took one of the steps `wanted`, without opening them: entry, step, time."""
    found = Entry.objects.filter(chain=chain, step__in=list(wanted)).order_by("seq")
    return list(found.values_list("seq", "step", "act_at"))


def body(entry: Entry) -> dict[str, Any]:
    """The body of one entry with its personal values."""
    return _open([entry])[0].body


def by_key(key: UUID) -> Opened | None:
    """The entry that was sent under `key`."""
    found = _open(Entry.objects.filter(key=key))
    return found[0] if found else None


def recent(chains: Iterable[UUID], limit: int = 20) -> list[Opened]:
    """The latest entries over several chains, newest first."""
    return _open(Entry.objects.filter(chain__in=list(chains)).order_by("-id")[:limit])


def opened_from(entries: Iterable[Entry]) -> list[Opened]:
    """Entries already chosen, opened in their order; one query more."""
    return _open(entries)


def _open(entries: Iterable[Entry]) -> list[Opened]:
    entries = list(entries)
    kept: dict[int, dict[str, str]] = {}
    values = PersonalValue.objects.filter(entry__in=[entry.id for entry in entries])
    for entry_id, path, value in values.values_list("entry_id", "path", "value"):
        kept.setdefault(entry_id, {})[path] = value
    return [_put_back(entry, kept.get(entry.id, {})) for entry in entries]


def _put_back(entry: Entry, values: dict[str, str]) -> Opened:
    found = json.loads(bytes(entry.payload))
    erased = []
    for path in found["personal"]:
        if path not in values:
            erased.append(path)
        canonical.put(found["data"], path, json.loads(values[path]) if path in values else None)
    previous = bytes(entry.previous) if entry.previous is not None else None
    return Opened(entry.id, entry.chain, entry.seq, bytes(entry.hash), previous, found, tuple(erased))
