"""Setting what stays in the house: internal forms and records are fixed by their act and set after it.

An act writes the facts of such a paper, checked, and their digest goes into the record; the sheet itself is set by
`jinwu serve` while nobody waits, or by whoever opens it first. Equal facts give equal bytes, so nothing depends on when.
Papers that leave the house are set inside their act: what was handed over is those very bytes.
"""

from __future__ import annotations

import logging
from datetime import date
from typing import Any
from uuid import UUID

from django.db import transaction

from jinwu.law.messages import say
from jinwu.law.problems import Problem

from . import spool
from .models import Document, PaperToSet
from .render import Facts, Mark, MarkKind, render

_log = logging.getLogger("jinwu.documents")


class OtherFacts(Problem):
    """What would be set is not what the act fixed."""


def fix(document: UUID, facts: Facts, mark: Mark | None, on: date) -> dict[str, Any]:
    """The row of `PaperToSet` for a document of these facts."""
    marked = {"kind": mark.kind, "note": mark.note, "on": mark.on and mark.on.isoformat()} if mark else None
    return {"document_id": document, "facts": facts.context.model_dump(mode="json"), "mark": marked, "on": on,
            "failed": ""}  # fmt: skip


def issued(document: UUID) -> Document:
    """The document with its bytes: set now where nobody opened it yet.

    Raises `Document.DoesNotExist`, `CannotPrint`, `OtherFacts`.
    """
    with transaction.atomic():
        waiting = _waiting().filter(pk=document).first()
        return _set(waiting) if waiting else Document.objects.get(pk=document)


def read(document: UUID) -> bytes:
    """The bytes of a document. Raises as `issued`, and `spool.SpoolDamaged`."""
    return spool.read(issued(document).sha256)


def set_waiting(most: int = 50) -> int:
    """Set up to `most` of those that wait, the oldest first, each by itself; how many were. One that fails is told, and left
    for its reader."""
    oldest = PaperToSet.objects.filter(failed="").order_by("document__issued_at").values_list("pk", flat=True)[:most]
    return sum(_set_one(document) for document in list(oldest))


def _set_one(document: UUID) -> bool:
    """Set one that waits; False where another sets it now, or it cannot be set."""
    with transaction.atomic():
        waiting = _waiting(skip_locked=True).filter(pk=document).first()
        if waiting is None:
            return False
        try:
            with transaction.atomic():
                _set(waiting)
        except Problem as problem:  # said to whoever opens it; the facts may be personal and stay out of the log
            PaperToSet.objects.filter(pk=document).update(failed=type(problem).__name__)
            _log.error("Document %s could not be set: %s", document, type(problem).__name__)
            return False
        return True


def _waiting(*, skip_locked: bool = False) -> Any:
    locked = PaperToSet.objects.select_for_update(of=("self",), skip_locked=skip_locked)
    return locked.select_related("document")


def _set(waiting: PaperToSet) -> Document:
    document, mark = waiting.document, waiting.mark
    rendered = render(document.template, waiting.facts, on=waiting.on, at=document.issued_at, mark=_mark(mark))
    if rendered.context_digest != document.context_digest:
        raise OtherFacts(
            say("“{title}” would be set from other facts than its act fixed.", title=document.title),
            say("Nothing was set. Run jinwu record verify, and restore what was changed."),
        )
    document.sha256, document.pages = spool.put(rendered.pdf), rendered.pages
    document.save(update_fields=["sha256", "pages"])
    waiting.delete()
    return document


def _mark(kept: dict[str, Any] | None) -> Mark | None:
    if kept is None:
        return None
    return Mark(MarkKind(kept["kind"]), kept["note"], date.fromisoformat(kept["on"]) if kept["on"] else None)
