"""Paging by key: the next page begins after the last row seen, so a late page costs what the first one costs."""

from __future__ import annotations

import base64
import binascii
import json
from dataclasses import dataclass
from typing import Any

from django.core.exceptions import FieldDoesNotExist, ValidationError
from django.db.models import F, Field, Q, QuerySet


@dataclass(frozen=True)
class Key:
    """One part of an order: ``-opened_on`` is `name` opened_on, descending."""

    name: str
    descending: bool
    field: Field | None
    nullable: bool

    def value(self, row: Any) -> Any:
        for step in self.name.split("__"):
            row = getattr(row, step, None)
        return row

    def ordering(self, backwards: bool) -> Any:
        """Empty values last going up, first going down: as PostgreSQL sorts by itself."""
        return F(self.name).desc() if self.descending != backwards else F(self.name).asc()

    def beyond(self, value: Any, backwards: bool) -> Q | None:
        """Rows past `value` in this part alone; None where there can be none."""
        up = self.descending == backwards
        if value is None:
            return None if up else Q(**{f"{self.name}__isnull": False})
        past = Q(**{f"{self.name}__{'gt' if up else 'lt'}": value})
        return past | Q(**{f"{self.name}__isnull": True}) if up and self.nullable else past

    def same(self, value: Any) -> Q:
        return Q(**{f"{self.name}__isnull": True}) if value is None else Q(**{self.name: value})

    def parsed(self, value: Any) -> Any:
        """The value of a cursor as the field holds it. Raises `ValidationError`."""
        return self.field.to_python(value) if self.field is not None and value is not None else value


def keys(queryset: QuerySet, order: tuple[str, ...]) -> tuple[Key, ...]:
    """The parts of `order` with what the model says of them; an annotation is taken to be never empty."""
    return tuple(_key(queryset.model, part) for part in order)


def ordered(queryset: QuerySet, parts: tuple[Key, ...], backwards: bool = False) -> QuerySet:
    return queryset.order_by(*(part.ordering(backwards) for part in parts))


def past(parts: tuple[Key, ...], values: tuple[Any, ...], backwards: bool = False) -> Q:
    """Rows after (or, `backwards`, before) the row that holds `values`."""
    found, equal = Q(pk__in=[]), Q()
    for part, value in zip(parts, values, strict=True):
        beyond = part.beyond(value, backwards)
        if beyond is not None:
            found |= equal & beyond
        equal &= part.same(value)
    first, value = parts[0], values[0]
    if len(parts) > 1 and value is not None and not first.nullable:
        # Says again what follows anyway, so that the index of the order is used.
        side = "gte" if first.descending == backwards else "lte"
        return Q(**{f"{first.name}__{side}": value}) & found
    return found


def cursor(parts: tuple[Key, ...], row: Any, number: int) -> str:
    """A place in the list: the keys of `row`, and how many rows lie before the page that it opens or closes."""
    held = [_plain(part.value(row)) for part in parts]
    packed = json.dumps([number, *held], separators=(",", ":"), ensure_ascii=False).encode()
    return base64.urlsafe_b64encode(packed).decode().rstrip("=")


def read(parts: tuple[Key, ...], text: str) -> tuple[int, tuple[Any, ...]] | None:
    """Number and keys of a cursor; None for one that is no cursor of this list."""
    try:
        packed = base64.urlsafe_b64decode(text + "=" * (-len(text) % 4))
        number, *held = json.loads(packed)
        if len(held) != len(parts) or not isinstance(number, int):
            return None
        return max(number, 0), tuple(part.parsed(value) for part, value in zip(parts, held, strict=True))
    except (ValueError, TypeError, binascii.Error, ValidationError):
        return None


def _key(model: Any, text: str) -> Key:
    name, descending = text.removeprefix("-"), text.startswith("-")
    field, nullable = None, False
    owner = model
    for step in name.split("__"):
        try:
            field = owner._meta.pk if step == "pk" else owner._meta.get_field(step)
        except FieldDoesNotExist:
            return Key(name, descending, None, False)
        nullable = nullable or field.null
        owner = field.related_model
    return Key(name, descending, field, nullable)


def _plain(value: Any) -> Any:
    return value if value is None or isinstance(value, int | str) else str(value)
