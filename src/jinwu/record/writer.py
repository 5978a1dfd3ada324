"""Adding to the record. One statement writes the entry, its personal values and its place in the queue for the tree."""

from __future__ import annotations

import os
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from itertools import pairwise
from typing import Any
from uuid import UUID

from django.db import connections

from . import canonical
from .models import Entry

#: Names that the writer itself adds to a body.
HEADER = frozenset({"v", "alg", "chain", "seq", "previous", "key", "personal"})
VERSION = 1


class KeyUsed(Exception):
    """The key already stands in the record: the same sending came twice, or a key was drawn twice."""

    def __init__(self, key: UUID) -> None:
        self.key = key
        super().__init__(f"the key {key} is already in the record")


class SeqTaken(Exception):
    """Another act took this place in the chain first."""

    def __init__(self, chain: UUID, seq: int) -> None:
        self.chain, self.seq = chain, seq
        super().__init__(f"entry {seq} of chain {chain} was written by another act")


@dataclass(frozen=True)
class Sealed:
    """An entry ready to be stored, and its personal values as (path, salt, canonical JSON)."""

    entry: Entry
    personal: tuple[tuple[str, bytes, str], ...]


def append(
    *,
    chain: UUID,
    seq: int,
    previous: bytes | None,
    body: dict[str, Any],
    personal: Iterable[str] = (),
    key: UUID,
    actor: int | None = None,
) -> Entry:
    """Add one entry inside the caller's transaction; one round trip to the database.

    `body` names at least ``procedure``, ``step``, ``act_at``, ``recorded_at`` and ``data``; who acted stands in
    ``by.user``. `personal` are dotted places inside ``data`` (``party.name``, ``photos.0.note``): the chain gets their
    salted digests, the values go to a side table. `previous` is the hash of entry `seq` - 1, None for the first.

    The entry returned carries `body`: what `reader.opened` will give.

    Raises `KeyUsed`, `SeqTaken` (the caller's transaction stays usable), `canonical.NotCanonical`, `ValueError`.
    """
    sealed = seal(chain=chain, seq=seq, previous=previous, body=body, personal=personal, key=key, actor=actor)
    return insert([sealed])[0]


def seal(
    *,
    chain: UUID,
    seq: int,
    previous: bytes | None,
    body: dict[str, Any],
    personal: Iterable[str] = (),
    key: UUID,
    actor: int | None = None,
) -> Sealed:
    """The entry as it will be stored: pure, apart from the salts. See `append`."""
    if (seq == 1) != (previous is None) or seq < 1:
        raise ValueError(f"entry {seq} of a chain: the first has no previous hash, every later one has")
    taken = HEADER & body.keys()
    if taken:
        raise ValueError(f"the writer sets {', '.join(sorted(taken))} itself")
    opened = canonical.plain(body)
    user = (opened.get("by") or {}).get("user")
    if actor is not None and actor != user:
        raise ValueError(f"the actor {actor} is not the one the body names ({user})")
    data, paths, values = _digested(opened["data"], personal)
    opened |= {
        "v": VERSION,
        "alg": canonical.ALGORITHM,
        "chain": str(chain),
        "seq": seq,
        "previous": canonical.tagged(previous) if previous is not None else None,
        "key": str(key),
        "personal": paths,
    }
    payload = canonical.dumps({**opened, "data": data})
    entry = Entry(
        chain=chain,
        seq=seq,
        key=key,
        procedure=opened["procedure"],
        step=opened["step"],
        act_at=datetime.fromisoformat(opened["act_at"]),
        recorded_at=datetime.fromisoformat(opened["recorded_at"]),
        actor=user,
        algorithm=canonical.ALGORITHM,
        payload=payload,
        previous=previous,
        hash=canonical.entry_hash(payload),
    )
    entry.body = opened
    return Sealed(entry, values)


def insert(sealed: list[Sealed], using: str = "default") -> list[Entry]:
    """Store sealed entries in the order given, in one statement. Raises `KeyUsed`, `SeqTaken`."""
    entries = [one.entry for one in sealed]
    values = [(str(one.entry.key), *value) for one in sealed for value in one.personal]
    columns = [[getattr(entry, name) for entry in entries] for name in _COLUMNS]
    sides = [list(column) for column in zip(*values, strict=True)] or [[], [], [], []]
    with connections[using].cursor() as cursor:
        cursor.execute(_INSERT, [*columns, *sides])
        stored = dict(cursor.fetchall())
    for entry in entries:
        if entry.key not in stored:
            raise _refusal(entry, using)
        entry.id = stored[entry.key]
        entry._state.adding, entry._state.db = False, using
    return entries


_COLUMNS = ("chain", "seq", "key", "procedure", "step", "act_at", "recorded_at", "actor", "algorithm", "payload",
            "previous", "hash")  # fmt: skip

# A conflict is answered with a missing row instead of an error, so that the caller's transaction lives on.
_INSERT = """
WITH given AS (
    SELECT * FROM unnest(%s::uuid[], %s::int[], %s::uuid[], %s::text[], %s::text[], %s::timestamptz[],
                         %s::timestamptz[], %s::bigint[], %s::text[], %s::bytea[], %s::bytea[], %s::bytea[])
    WITH ORDINALITY AS g (chain, seq, key, procedure, step, act_at, recorded_at, actor, algorithm, payload, previous,
                          hash, place)
), entered AS (
    INSERT INTO record_entry (chain, seq, key, procedure, step, act_at, recorded_at, actor, algorithm, payload,
                              previous, hash)
    SELECT chain, seq, key, procedure, step, act_at, recorded_at, actor, algorithm, payload, previous, hash
    FROM given ORDER BY place
    ON CONFLICT DO NOTHING
    RETURNING id, key
), queued AS (
    INSERT INTO record_pending (entry_id) SELECT id FROM entered
), apart AS (
    INSERT INTO record_personalvalue (entry_id, path, salt, value)
    SELECT entered.id, side.path, side.salt, side.value
    FROM unnest(%s::uuid[], %s::text[], %s::bytea[], %s::text[]) AS side (key, path, salt, value)
    JOIN entered ON entered.key = side.key
)
SELECT key, id FROM entered
"""


def _digested(data: Any, personal: Iterable[str]) -> tuple[Any, list[str], tuple[tuple[str, bytes, str], ...]]:
    """A copy of `data` with digests at the personal places, the places, and what stood there. Absent answers stay null."""
    given = {path for path in personal if canonical.take(data, path) is not None}
    paths = sorted(given, key=lambda path: path.split("."))
    for before, after in pairwise(paths):
        if after.startswith(f"{before}."):
            raise ValueError(f"the personal place {after!r} lies inside {before!r}")
    if not paths:
        return data, [], ()
    covered = canonical.copy(data)
    values = []
    salts = os.urandom(canonical.SALT_LENGTH * len(paths))
    for i, path in enumerate(paths):
        salt = salts[i * canonical.SALT_LENGTH : (i + 1) * canonical.SALT_LENGTH]
        value = canonical.dumps(canonical.take(data, path))
        canonical.put(covered, path, {"digest": canonical.tagged(canonical.personal_digest(salt, value))})
        values.append((path, salt, value.decode()))
    return covered, paths, tuple(values)


def _refusal(entry: Entry, using: str) -> Exception:
    if Entry.objects.using(using).filter(key=entry.key).exists():
        return KeyUsed(entry.key)
    return SeqTaken(entry.chain, entry.seq)
