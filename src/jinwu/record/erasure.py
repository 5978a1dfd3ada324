"""Erasing personal values: an act of its own on the same chain. The digests stay, so the chain still verifies."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any
from uuid import UUID

from django.db import connection, transaction

from . import canonical, writer
from .models import Entry, PersonalValue

STEP = "erase_personal"


class NothingToErase(Exception):
    """No personal value stands at a place that was to be erased: a wrong place, or erased before."""


def erase(
    *,
    chain: UUID,
    seq: int,
    previous: bytes | None,
    body: dict[str, Any],
    paths: Mapping[int, Iterable[str]],
    key: UUID,
    actor: int | None = None,
) -> Entry:
    """Append the entry that erases, then delete the values; both or neither.

    `paths` names, for each entry of this chain by its `seq`, the places inside ``data`` whose values go. `body` is the
    act's own, with the step ``erase_personal``; its reason and basis are the caller's. What the entry erases is added to
    its data as ``erased``. Tables outside the record that repeat the values are the caller's to clear.

    Raises `NothingToErase`, and what `writer.append` raises.
    """
    if body["step"] != STEP:
        raise ValueError(f"only the step {STEP!r} erases personal values")
    wanted = {number: sorted(set(places)) for number, places in paths.items()}
    with transaction.atomic():
        entries = _entries(chain, wanted)
        named = [
            {"seq": number, "entry": canonical.tagged(bytes(entries[number].hash)), "paths": places}
            for number, places in sorted(wanted.items())
        ]
        recorded = {**body, "data": {**body["data"], "erased": named}}
        entry = writer.append(chain=chain, seq=seq, previous=previous, body=recorded, key=key, actor=actor)
        _delete(entry, [(entries[number].id, place) for number, places in wanted.items() for place in places])
    return entry


def _entries(chain: UUID, wanted: Mapping[int, list[str]]) -> dict[int, Entry]:
    entries = {entry.seq: entry for entry in Entry.objects.filter(chain=chain, seq__in=wanted)}
    values = PersonalValue.objects.filter(entry__in=[entry.id for entry in entries.values()])
    there = set(values.values_list("entry__seq", "path"))
    for number, places in wanted.items():
        for place in places:
            if (number, place) not in there:
                raise NothingToErase(f"entry {number} of chain {chain} keeps no personal value at {place!r}")
    if not any(wanted.values()):
        raise NothingToErase("no place was named")
    return entries


def _delete(erasing: Entry, places: list[tuple[int, str]]) -> None:
    with connection.cursor() as cursor:
        cursor.execute("SELECT set_config('jinwu.erasing_entry', %s, true)", [str(erasing.id)])
        cursor.execute(
            "DELETE FROM record_personalvalue AS kept USING unnest(%s::bigint[], %s::text[]) AS gone (entry_id, path)"
            " WHERE kept.entry_id = gone.entry_id AND kept.path = gone.path",
            [[entry for entry, _ in places], [path for _, path in places]],
        )
        cursor.execute("SELECT set_config('jinwu.erasing_entry', '', true)")
