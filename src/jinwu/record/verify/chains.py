"""Entries and their chains: hashes, links, places, columns, personal values."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any
from uuid import UUID

from django.utils.translation import gettext as _

from .findings import Findings, Problem
from .reading import as_bytes, canonical, stream, tagged


@dataclass(frozen=True)
class _Row:
    id: int
    chain: UUID
    seq: int
    key: UUID
    procedure: str
    step: str
    act_at: datetime
    recorded_at: datetime
    actor: int | None
    algorithm: str
    payload: bytes
    previous: bytes | None
    hash: bytes
    leaf: int | None
    pending: int | None

    def problem(self, what: str, meaning: str) -> Problem:
        return Problem(what, meaning, self.chain, self.seq, self.id, self.id)


@dataclass
class _ChainSoFar:
    """What must be remembered of a chain while it streams by."""

    id: UUID
    seq: int = 0
    hash: bytes | None = None
    last: int | None = None
    gone: list[tuple[_Row, str]] = field(default_factory=list)
    erased: set[tuple[int, str]] = field(default_factory=set)


_ENTRIES = """
SELECT e.id, e.chain, e.seq, e.key, e.procedure, e.step, e.act_at, e.recorded_at, e.actor, e.algorithm, e.payload,
       e.previous, e.hash, l.index, p.entry_id
FROM record_entry e LEFT JOIN record_leaf l ON l.entry_id = e.id LEFT JOIN record_pending p ON p.entry_id = e.id
ORDER BY e.chain, e.seq
"""
_PERSONAL = """
SELECT v.entry_id, v.path, v.salt, v.value
FROM record_personalvalue v JOIN record_entry e ON e.id = v.entry_id ORDER BY e.chain, e.seq
"""


def check_entries(findings: Findings, using: str) -> int:
    count, chain = 0, None
    values = _Grouped(stream(_PERSONAL, using))
    for fields in stream(_ENTRIES, using):
        row = _Row(*fields[:10], bytes(fields[10]), as_bytes(fields[11]), bytes(fields[12]), *fields[13:])
        count += 1
        if chain is None or chain.id != row.chain:
            _finish(chain, findings)
            chain = _ChainSoFar(row.chain)
        _check_entry(row, chain, values.of(row.id), findings)
    _finish(chain, findings)
    return count


def _check_entry(row: _Row, chain: _ChainSoFar, values: dict[str, tuple[bytes, str]], findings: Findings) -> None:
    if hashlib.sha256(b"jinwu entry v1\n" + row.payload).digest() != row.hash:
        findings.add(
            row.problem(
                _("its stored bytes do not give its hash."), _("Someone changed the bytes or the hash after recording.")
            )
        )
    body = _parsed(row, findings)
    if body is not None:
        _check_columns(row, body, findings)
        _check_link(row, chain, body, findings)
        _check_personal(row, chain, body, values, findings)
    if row.seq != chain.seq + 1:
        order = row.id if chain.last is None else chain.last + 0.5
        findings.add(
            Problem(
                _("it is missing; the next one there is entry {next}.").format(next=row.seq),
                _("Someone deleted it, or changed the order of the chain."),
                row.chain,
                chain.seq + 1,
                None,
                order,
            )
        )
    if (row.leaf is None) == (row.pending is None):
        what = _("it has no place in the tree and does not wait for one.") if row.leaf is None else _(
            "it has a place in the tree and waits for another."
        )  # fmt: skip
        findings.add(row.problem(what, _("Someone changed the tree's queue or removed a leaf.")))
    chain.seq, chain.hash, chain.last = row.seq, row.hash, row.id


def _parsed(row: _Row, findings: Findings) -> dict[str, Any] | None:
    meaning = _("Someone replaced the bytes by something the program does not write.")
    try:
        body = json.loads(row.payload)
        data, personal = body["data"], body["personal"]
        known = isinstance(data, dict) and isinstance(personal, list)
        if body["v"] == 1 and body["alg"] == row.algorithm == "sha256" and known and canonical(body) == row.payload:
            return body
    except (ValueError, KeyError, TypeError, RecursionError):
        pass
    findings.add(row.problem(_("its payload is not a canonical body of version 1 under SHA-256."), meaning))
    return None


def _check_columns(row: _Row, body: dict[str, Any], findings: Findings) -> None:
    repeated = {
        "chain": (str(row.chain), body["chain"]),
        "seq": (row.seq, body["seq"]),
        "key": (str(row.key), body["key"]),
        "procedure": (row.procedure, body.get("procedure")),
        "step": (row.step, body.get("step")),
        "act_at": (row.act_at, _moment(body.get("act_at"))),
        "recorded_at": (row.recorded_at, _moment(body.get("recorded_at"))),
        "actor": (row.actor, (body.get("by") or {}).get("user")),
        "previous": (tagged(row.previous), body["previous"]),
    }
    for name, (stored, hashed) in repeated.items():
        if stored != hashed:
            findings.add(
                row.problem(
                    _("its column {name} says {stored}, the hashed bytes say {hashed}.").format(
                        name=name, stored=stored, hashed=hashed
                    ),
                    _("Someone changed the column, or moved the entry to another place."),
                )
            )


def _check_link(row: _Row, chain: _ChainSoFar, body: dict[str, Any], findings: Findings) -> None:
    if row.seq == chain.seq + 1 and body["previous"] != tagged(chain.hash):
        findings.add(
            row.problem(
                _("it does not name the hash of the entry before it."),
                _("Someone rewrote the entry before, or put another one in its place."),
            )
        )


def _check_personal(
    row: _Row, chain: _ChainSoFar, body: dict[str, Any], values: dict[str, tuple[bytes, str]], findings: Findings
) -> None:
    if row.step == "erase_personal":
        _note_erased(row, chain, body, findings)
    for path in body["personal"]:
        if path not in values:
            chain.gone.append((row, path))
            continue
        salt, value = values.pop(path)
        digest = hashlib.sha256(b"jinwu personal value v1\n" + salt + value.encode()).hexdigest()
        if _at(body["data"], path) != {"digest": f"sha256:{digest}"}:
            findings.add(
                row.problem(
                    _("its personal value {path} does not give the digest in the chain.").format(path=path),
                    _("Someone changed the value or its salt."),
                )
            )
    for path in values:
        findings.add(
            row.problem(
                _("a personal value {path} stands beside it that it does not name.").format(path=path),
                _("Someone added it later."),
            )
        )


def _note_erased(row: _Row, chain: _ChainSoFar, body: dict[str, Any], findings: Findings) -> None:
    try:
        named = [(one["seq"], path) for one in body["data"]["erased"] for path in one["paths"]]
        chain.erased.update(place for place in named if place[0] < row.seq)
    except (KeyError, TypeError):
        findings.add(
            row.problem(_("it does not say what it erased."), _("An entry that erases names entries and places."))
        )


def _finish(chain: _ChainSoFar | None, findings: Findings) -> None:
    for row, path in chain.gone if chain else ():
        if (row.seq, path) not in chain.erased:
            findings.add(
                row.problem(
                    _("its personal value {path} is gone, and no entry says that it was erased.").format(path=path),
                    _("Someone deleted it outside the record."),
                )
            )


def check_orphans(findings: Findings, using: str) -> None:
    """Side rows whose entry is gone; foreign keys prevent them until someone drops those."""
    for table, what in (
        ("record_personalvalue", _("a personal value belongs to it, but it is missing.")),
        ("record_pending", _("it waits for a place in the tree, but it is missing.")),
    ):
        query = f"SELECT s.entry_id FROM {table} s LEFT JOIN record_entry e ON e.id = s.entry_id WHERE e.id IS NULL"
        for (entry,) in stream(query, using):
            findings.add(Problem(what, _("Someone deleted the entry."), None, None, entry, entry))


class _Grouped:
    """Personal values of one entry after another, read beside the entries in the same order."""

    def __init__(self, rows: Iterator[tuple[Any, ...]]) -> None:
        self.rows = rows
        self.next = next(rows, None)

    def of(self, entry: int) -> dict[str, tuple[bytes, str]]:
        found = {}
        while self.next is not None and self.next[0] == entry:
            found[self.next[1]] = (bytes(self.next[2]), self.next[3])
            self.next = next(self.rows, None)
        return found


def _at(data: Any, path: str) -> Any:
    for part in path.split("."):
        if isinstance(data, list):
            data = data[int(part)] if part.isdecimal() and int(part) < len(data) else None
        else:
            data = data.get(part) if isinstance(data, dict) else None
    return data


def _moment(text: Any) -> datetime | None:
    try:
        return datetime.fromisoformat(text)
    except (TypeError, ValueError):
        return None
