"""The one way rows of law are written: what is the same is left alone, what differs supersedes the old row."""

from __future__ import annotations

from typing import Any, TypeVar

from django.db import connection, transaction

from . import epoch
from .models import LawRow

T = TypeVar("T", bound=LawRow)


def put(model: type[T], key: dict[str, Any], values: dict[str, Any], *, by: str = "") -> tuple[T, bool]:
    """The current row of `key` with `values`, and whether it had to be written.

    Writers wait for each other until their transaction ends, so a key never has two current rows.
    """
    with transaction.atomic():
        lock()
        current = model.objects.current().filter(**key).first()
        if current is not None and all(getattr(current, name) == value for name, value in values.items()):
            return current, False
        kept = {name: getattr(current, name) for name in _columns(model)} if current else {}
        row = model(**{**kept, **key, **values}, recorded_by=by, supersedes=current)
        row.full_clean(exclude=_exempt(model), validate_unique=False, validate_constraints=False)
        row.save(force_insert=True)
        return row, True


def lock() -> None:
    """One writer of the catalogue at a time, until the transaction ends."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT 1 FROM catalog_epoch WHERE id = 1 FOR UPDATE")
    epoch.forget()


def _columns(model: type[LawRow]) -> list[str]:
    own = {"id", "recorded_at", "recorded_by", "supersedes"}
    return [field.name for field in model._meta.concrete_fields if field.name not in own]


def _exempt(model: type[LawRow]) -> list[str]:
    return [
        field.name
        for field in model._meta.concrete_fields
        if field.is_relation or field.get_internal_type() == "JSONField"
    ]
