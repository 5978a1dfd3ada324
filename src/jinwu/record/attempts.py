"""Logs beside the record: refused attempts, reads of protected data, and signing in.

They are written on a connection of their own (alias ``log``), so that they stand when the caller's transaction is rolled
back, and they never lengthen a matter's chain. They hold no personal value of a party. Each day's rows are digested and chained.
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterable, Mapping
from datetime import date, datetime
from typing import Any
from uuid import UUID

from django.db import connections, transaction
from django.db.models import Max

from jinwu.kit import clock

from . import canonical
from .models import AccessLog, LogDigest, ReadLog, RefusedAttempt

ALIAS = "log"
#: Writers of a log hold this lock shared, the digest holds it alone: no row can be on its way while a day is closed.
LOCK = 0x6A77_6C6F

Log = RefusedAttempt | ReadLog | AccessLog
LOGS: dict[str, type[Log]] = {"refused": RefusedAttempt, "reads": ReadLog, "access": AccessLog}

_DAY = b"jinwu log day v1\n"
_ROWS = b"jinwu log rows v1\n"


def refused(
    *, user_id: int | None, step: str, chain: UUID | None, findings: Iterable[Mapping[str, Any]], at: datetime
) -> None:
    """Log a refused step. `findings` name their ``guard`` and say ``what`` (a message as JSON); parameters are dropped,
    because what was filled in has no place in a log. `at` is when the act was said to have happened.
    """
    kept = [_without_parameters(finding) for finding in findings]
    row = RefusedAttempt(
        at=at,
        recorded_at=clock.now(),
        user=user_id,
        step=step,
        chain=chain,
        guards=[finding["guard"] for finding in kept],
        findings=kept,
    )
    _add(row)


def read(*, user_id: int | None, what: str, subject: str, reason: str = "") -> None:
    """Log that protected data are about to be shown: `what` kind (``party.number``), of which `subject` (an id)."""
    _add(ReadLog(recorded_at=clock.now(), user=user_id, what=what, subject=str(subject), reason=reason))


def access(
    event: str, *, user_id: int | None, by: int | None = None, address: str = "", device: str = "", reason: str = ""
) -> None:
    """Log an event of signing in (`jinwu.bureau.access.EVENTS`). `by` is who did it, where that was somebody else."""
    row = AccessLog(
        recorded_at=clock.now(), event=event, user=user_id, by=by, address=address, device=device, reason=reason
    )
    _add(row)


def close_day(day: date) -> LogDigest:
    """Digest what the logs hold up to the end of `day` and chain it to the digest before; closing a day twice changes
    nothing. A row written later, under whatever date, is covered by the next digest.

    Raises `ValueError` for a day that is not over, or that lies before one already closed.
    """
    if day >= clock.today():
        raise ValueError(f"{day} is not over yet")
    with transaction.atomic(using=ALIAS):
        _lock_alone()
        known = LogDigest.objects.using(ALIAS).filter(day=day).first()
        return known or _close(day, _last_digest())


def close_past_days(today: date) -> LogDigest | None:
    """Close the latest day before `today` of which rows are not digested yet; None where there are none."""
    with transaction.atomic(using=ALIAS):
        _lock_alone()
        last = _last_digest()
        days = [day for name, model in LOGS.items() if (day := _latest_day(model, _until(last, name), today))]
        if last is not None:
            days = [max(day, last.day) for day in days]
        if not days or (last is not None and max(days) == last.day):
            return None
        return _close(max(days), last)


def _close(day: date, last: LogDigest | None) -> LogDigest:
    if last is not None and day <= last.day:
        raise ValueError(f"{last.day} is closed already; {day} lies before it")
    previous = bytes(last.hash) if last is not None else None
    seq = last.seq + 1 if last is not None else 1
    payload = canonical.dumps(
        canonical.plain(
            {
                "v": 1,
                "alg": canonical.ALGORITHM,
                "seq": seq,
                "day": day,
                "previous": canonical.tagged(previous) if previous is not None else None,
                "logs": {name: _range(model, _until(last, name), day) for name, model in LOGS.items()},
            }
        )
    )
    return LogDigest.objects.using(ALIAS).create(
        seq=seq,
        day=day,
        payload=payload,
        previous=previous,
        hash=hashlib.sha256(_DAY + payload).digest(),
        made_at=clock.now(),
    )


def _range(model: type[Log], after: int, day: date) -> dict[str, Any]:
    """The rows after id `after` up to the last one of `day`: first and last id, how many, the digest over them all."""
    until = model.objects.using(ALIAS).filter(id__gt=after, recorded_at__date__lte=day).aggregate(Max("id"))["id__max"]
    rows = model.objects.using(ALIAS).filter(id__gt=after, id__lte=until or after).order_by("id").values()
    digest, count = hashlib.sha256(_ROWS), 0
    for row in rows.iterator(chunk_size=2000):
        digest.update(hashlib.sha256(canonical.dumps(canonical.plain(row))).digest())
        count += 1
    return {"after": after, "until": until or after, "count": count, "digest": canonical.tagged(digest.digest())}


def _latest_day(model: type[Log], after: int, today: date) -> date | None:
    rows = model.objects.using(ALIAS).filter(id__gt=after, recorded_at__date__lt=today)
    return rows.aggregate(day=Max("recorded_at__date"))["day"]


def _until(digest: LogDigest | None, name: str) -> int:
    if digest is None:
        return 0
    kept = json.loads(bytes(digest.payload))["logs"]
    return kept[name]["until"] if name in kept else 0  # a log that there was not yet


def _last_digest() -> LogDigest | None:
    return LogDigest.objects.using(ALIAS).order_by("-seq").first()


def _lock_alone() -> None:
    with connections[ALIAS].cursor() as cursor:
        cursor.execute("SELECT pg_advisory_xact_lock(%s)", [LOCK])


def _add(row: Log) -> None:
    with transaction.atomic(using=ALIAS):
        with connections[ALIAS].cursor() as cursor:
            cursor.execute("SELECT pg_advisory_xact_lock_shared(%s)", [LOCK])
        row.save(using=ALIAS, force_insert=True)


def _without_parameters(finding: Mapping[str, Any]) -> dict[str, Any]:
    found = canonical.plain(finding)
    what = found.get("what")
    return {
        "guard": found.get("guard", ""),
        "what": what["text"] if isinstance(what, dict) else "",
        "basis": found.get("basis", []),
        "field": found.get("field", ""),
    }
