"""Which wording a paper bears: the organ's own one in force on the day, else the national form."""

from __future__ import annotations

import time
from datetime import date
from threading import Lock

from django.db import connection

from jinwu.kit import clock

from ..models import Wording, WordingStatus
from ..templates import LocalVersion, PaperTemplate, TemplateVersion

#: How long what was read is used again. Approval is for a later day, so a new wording is never late: it is read anew when
#: its day comes. Taking one out of force reaches every process within this time.
SECONDS = 5.0

_lock = Lock()
_read: dict[str, tuple[float, date, dict[tuple[int, str], list[Wording]]]] = {}


def version_on(paper: PaperTemplate, day: date, organ: int | None) -> TemplateVersion:
    """The wording of `paper` on `day` for `organ`. Raises `NoTemplateOnDay`."""
    national = paper.on(day)
    found = in_force(organ, paper, day) if organ is not None else None
    if found is None or not found.source:
        return national
    return local(found, national)


def local(wording: Wording, national: TemplateVersion) -> LocalVersion:
    """A wording as a version of the form it rests on."""
    return LocalVersion(
        national.number, wording.since, national.file, wording=wording.pk, text=wording.source, digest=wording.digest
    )


def in_force(organ: int, paper: PaperTemplate, day: date) -> Wording | None:
    """The organ's wording in force on `day`; none where the national form it rests on is no longer that of the day."""
    begun = [each for each in _approved().get((organ, paper.key), ()) if each.since <= day]
    found = max(begun, key=lambda each: (each.since, each.number or 0), default=None)
    if found is None or found.base != paper.on(day).number:
        return None
    if found.stopped_at is not None and day >= found.stopped_at.astimezone(clock.ZONE).date():
        return None
    return found


def forget() -> None:
    """Read anew what is in force, in this process."""
    with _lock:
        _read.clear()


def _approved() -> dict[tuple[int, str], list[Wording]]:
    database, today, now = str(connection.settings_dict["NAME"]), clock.today(), time.monotonic()
    kept = _read.get(database)
    if kept is None or now - kept[0] > SECONDS or today > kept[1]:
        rows: dict[tuple[int, str], list[Wording]] = {}
        for row in Wording.objects.filter(status__in=[WordingStatus.APPROVED, WordingStatus.STOPPED]):
            rows.setdefault((row.organ_id, row.template), []).append(row)
        kept = (now, today, rows)
        with _lock:
            _read[database] = kept
    return kept[2]
