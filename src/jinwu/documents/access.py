"""Who may see a document: whoever may see its matter. The room of matters, above this one, says which those are."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from django.db.models import QuerySet

from jinwu.bureau.queries import bureau_of, units_of
from jinwu.kit import clock

from .models import Document

_visible: list[Callable[[Any], Any]] = []


def follow(visible_matters: Callable[[Any], Any]) -> None:
    """`visible_matters(user)` is the queryset of the ids of the matters that a user may see. Declared once."""
    _visible[:] = [visible_matters]


def documents_of(user: Any) -> QuerySet[Document]:
    """The documents that `user` may see; None is the system itself. Without a declared scope nobody sees any."""
    if user is None:
        return Document.objects.all()
    if not _visible:
        return Document.objects.none()
    return Document.objects.filter(matter__in=_visible[0](user))


def organs_of(user: Any) -> list[int] | None:
    """The organs in whose books the user's units work; None: all of them (the system itself)."""
    if user is None:
        return None
    today = clock.today()
    return sorted({bureau_of(unit, today) for unit in units_of(user, today)})
