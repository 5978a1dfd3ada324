"""Rows of several tables written in one statement: what a step changes goes to the database in one round trip."""

from __future__ import annotations

from collections.abc import Iterable
from functools import cache
from typing import Any

from django.db import connection
from django.db.models import Field, Model


class Batch:
    """Inserts, updates and deletes, collected and then run together.

    They are parts of one statement and do not see each other: no row may be named twice.
    """

    def __init__(self) -> None:
        self._parts: list[str] = []
        self._values: list[Any] = []

    def insert(self, model: type[Model], rows: Iterable[dict[str, Any]]) -> None:
        """Add rows; a column that a row does not name gets the field's default."""
        fields = [field for field in _columns(model).own if not getattr(field, "db_returning", False)]
        marks = []
        for row in rows:
            marks.append(f"({', '.join(['%s'] * len(fields))})")
            self._values += [_stored(field, _given(field, row)) for field in fields]
        names = ", ".join(_quoted(field.column) for field in fields)
        self._parts.append(f"INSERT INTO {_quoted(model._meta.db_table)} ({names}) VALUES {', '.join(marks)}")

    def update(self, model: type[Model], where: dict[str, Any], values: dict[str, Any]) -> None:
        """Change `values` in the rows that `where` names; nothing when `values` is empty."""
        if values:
            sets = ", ".join(self._equals(model, values))
            self._parts.append(f"UPDATE {_quoted(model._meta.db_table)} SET {sets} WHERE {self._where(model, where)}")

    def delete(self, model: type[Model], where: dict[str, Any]) -> None:
        """Remove the rows that `where` names."""
        self._parts.append(f"DELETE FROM {_quoted(model._meta.db_table)} WHERE {self._where(model, where)}")

    def run(self) -> None:
        """Write everything collected, in one statement."""
        if not self._parts:
            return
        *before, last = self._parts
        named = ", ".join(f"part{i} AS ({part})" for i, part in enumerate(before))
        with connection.cursor() as cursor:
            cursor.execute(f"WITH {named} {last}" if named else last, self._values)
        self._parts, self._values = [], []

    def _where(self, model: type[Model], where: dict[str, Any]) -> str:
        return " AND ".join(self._equals(model, where))

    def _equals(self, model: type[Model], values: dict[str, Any]) -> list[str]:
        found = []
        for name, value in values.items():
            field = _columns(model).by_name[name]
            self._values.append(_stored(field, value))
            found.append(f"{_quoted(field.column)} = %s")
        return found


class _Columns:
    def __init__(self, model: type[Model]) -> None:
        self.own: tuple[Field, ...] = model._meta.concrete_fields
        self.by_name = {name: field for field in self.own for name in (field.name, field.attname)}


@cache
def _columns(model: type[Model]) -> _Columns:
    return _Columns(model)


def _given(field: Field, row: dict[str, Any]) -> Any:
    if field.attname in row:
        return row[field.attname]
    return row[field.name] if field.name in row else field.get_default()


def _stored(field: Field, value: Any) -> Any:
    return field.get_db_prep_save(value, connection)


@cache
def _quoted(name: str) -> str:
    return connection.ops.quote_name(name)
