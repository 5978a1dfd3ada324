"""The logs of refused attempts, reads and signing in against their chained daily digests."""

from __future__ import annotations

import hashlib
import json
from datetime import datetime
from typing import Any
from uuid import UUID

from django.utils.translation import gettext as _

from jinwu.kit.clock import ZONE

from .findings import Findings, Problem
from .reading import as_bytes, canonical, stream, tagged

_LOGS = {
    "refused": ("record_refusedattempt", "id at recorded_at user step chain guards findings"),
    "reads": ("record_readlog", "id recorded_at user what subject reason"),
    "access": ("record_accesslog", "id recorded_at event user by address device reason"),
}
_SINCE_THE_FIRST = {"refused", "reads"}  # digests of earlier versions know no others; once named, a log stays named


def check_logs(findings: Findings, using: str) -> None:
    previous, expected, until = None, 1, dict.fromkeys(_LOGS, 0)
    meaning = _("Someone changed, added or removed rows of the logs beside the record, or their digest.")
    named = _SINCE_THE_FIRST
    query = "SELECT seq, day, payload, previous, hash FROM record_logdigest ORDER BY seq"
    for seq, day, payload, before, digest in stream(query, using):
        payload, digest = bytes(payload), bytes(digest)
        try:
            body = json.loads(payload)
            good = (
                hashlib.sha256(b"jinwu log day v1\n" + payload).digest() == digest
                and seq == expected == body["seq"]
                and day.isoformat() == body["day"]
                and as_bytes(before) == previous
                and body["previous"] == tagged(previous)
                and named <= set(body["logs"]) <= set(_LOGS)
                and all(_log_agrees(name, told, until, using) for name, told in body["logs"].items())
            )
            named = set(body["logs"])
        except (ValueError, KeyError, TypeError):
            good = False
        if not good:
            findings.add(Problem(_("The digest of the logs of {day} does not hold.").format(day=day), meaning))
        previous, expected = digest, seq + 1


def _log_agrees(name: str, told: dict[str, Any], until: dict[str, int], using: str) -> bool:
    table, names = _LOGS[name]
    columns = names.split()
    after, until[name] = until[name], told["until"]
    digest, count = hashlib.sha256(b"jinwu log rows v1\n"), 0
    quoted = ", ".join(f'"{column}"' for column in columns)
    query = f"SELECT {quoted} FROM {table} WHERE id > %s AND id <= %s ORDER BY id"
    for row in stream(query, using, [after, told["until"]]):
        values = {column: _written(column, value) for column, value in zip(columns, row, strict=True)}
        digest.update(hashlib.sha256(canonical(values)).digest())
        count += 1
    return told["after"] == after and count == told["count"] and told["digest"] == f"sha256:{digest.hexdigest()}"


def _written(column: str, value: Any) -> Any:
    if column == "findings":
        return json.loads(value) if isinstance(value, str) else value
    if isinstance(value, datetime):
        return value.astimezone(ZONE).isoformat()
    return str(value) if isinstance(value, UUID) else value
