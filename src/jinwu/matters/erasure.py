"""Erasing personal values of a matter: an act like any other, after which state and tables are folded anew.

The chain keeps the digests, so it still verifies; the values leave the side table and every projected row. Papers already
issued keep what is printed on them: they are the file, and leave with it when its term ends.
"""

from __future__ import annotations

from typing import Any
from uuid import UUID

from jinwu.documents import setting
from jinwu.documents.models import PaperToSet
from jinwu.kit.inputs import Personal, personal_paths
from jinwu.law.vocabulary import Procedure
from jinwu.record import erasure, reader
from jinwu.record.models import Entry

from .context import Context

STEP = erasure.STEP


def places(procedure: Procedure, matter: UUID, classes: set[Personal]) -> dict[int, list[str]]:
    """Where personal values of these classes still stand, by entry."""
    found: dict[int, list[str]] = {}
    for opened in reader.opened(matter):
        known = personal_paths(procedure.steps[opened.body["step"]].input)
        kept = [
            path
            for path in opened.body["personal"]
            if path not in opened.erased and known.get(_general(path)) in classes
        ]
        if kept:
            found[opened.seq] = kept
    return found


def papers_first(ctx: Context) -> dict[str, Any]:
    """Documents that are not set yet are set before their facts would be all that is left of the values."""
    for waiting in PaperToSet.objects.filter(document__matter=ctx.matter).values_list("pk", flat=True):
        setting.issued(waiting)
    return {}


def append(procedure: Procedure, classes: set[Personal], *, chain: UUID, key: UUID, **body: Any) -> Entry:
    """The entry that erases, and the erasing. Raises `record.erasure.NothingToErase`."""
    return erasure.erase(chain=chain, key=key, paths=places(procedure, chain, classes), **body)


def _general(path: str) -> str:
    """``photos.0.title`` as the model names it: ``photos[].title``."""
    parts: list[str] = []
    for part in path.split("."):
        if part.isdigit() and parts:
            parts[-1] += "[]"
        else:
            parts.append(part)
    return ".".join(parts)
