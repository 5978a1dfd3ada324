"""A field of a form as it is drawn: its label, what it holds, what may be chosen, what is wrong with it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime
from decimal import Decimal
from enum import Enum
from typing import TYPE_CHECKING, Any

from django.template.loader import render_to_string
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _
from pydantic import BaseModel

from jinwu.kit.clock import ZONE
from jinwu.kit.inputs import FieldSpec, Widget

from . import raw
from .translate import translate

if TYPE_CHECKING:
    from .forms import StepForm

#: Several controls answer one question: a fieldset with a legend.
_GROUPED = frozenset(
    {
        Widget.PARTY,
        Widget.VIOLATION,
        Widget.SEGMENT,
        Widget.CHOICE,
        Widget.PHOTOS,
        Widget.SIGNATURE,
        Widget.GROUP,
    }
)
#: More choices than these are searched and scrolled.
MANY = 8
_CALLED = {
    Widget.PHOTOS: "photos",
    Widget.FILE: "photos",
    Widget.PARTY: "find_party",
    Widget.VIOLATION: "find_violation",
}


@dataclass(frozen=True)
class Option:
    """A choice: what is sent, its title, a small line beneath, a figure at its end."""

    value: str
    title: str
    small: str = ""
    end: str = ""
    chosen: bool = False


def field_id(path: str) -> str:
    """The id of a field on the page: ``f-party-name``."""
    return "f-" + path.replace(".", "-") if path else "f"


@dataclass(frozen=True)
class BoundField:
    """A field of a form as it is drawn."""

    form: StepForm
    spec: FieldSpec
    path: str
    first: Any = None  # what it holds before it is sent
    index: int | None = None

    @property
    def id(self) -> str:
        return field_id(self.path)

    @property
    def label(self) -> str:
        return translate(self.spec.label)

    @property
    def hint(self) -> str:
        return self.form.hints.get(self.path) or translate(self.spec.help)

    @property
    def unit(self) -> str:
        return translate(self.spec.unit)

    @property
    def caption(self) -> str:
        """The label with its unit: 罚款（元）."""
        return _("{label} ({unit})").format(label=self.label, unit=self.unit) if self.unit else self.label

    @property
    def widget(self) -> str:
        """Name of the template that draws the control."""
        if self.spec.widget is Widget.PARTY and self.spec.fields:  # filled in, not picked
            return Widget.GROUP.value
        if not self.spec.many or self.spec.widget is Widget.PHOTOS:
            return self.spec.widget.value
        if self.spec.fields:
            return "item" if self.index is not None else "items"
        return "several" if self.options else "lines"

    @property
    def template(self) -> str:
        return f"ui/fields/{self.widget}.html"

    @property
    def grouped(self) -> bool:
        """Drawn as a fieldset with a legend: several controls answer one question."""
        return self.spec.widget in _GROUPED or self.spec.many

    @property
    def required(self) -> bool:
        return self.spec.required

    @property
    def optional(self) -> bool:
        """Said beside the label; a box to tick says nothing, nor does a choice that is made from the start."""
        chosen = self.spec.options and self.spec.default not in (None, "")
        return not (self.spec.required or chosen or self.spec.widget in (Widget.CHECK, Widget.HIDDEN))

    @property
    def errors(self) -> list[str]:
        return self.form.errors.get(self.path, [])

    @property
    def described_by(self) -> str:
        """Ids of hint and error, for aria-describedby."""
        ids = [f"{self.id}-hint"] if self.hint else []
        return " ".join([*ids, f"{self.id}-error"] if self.errors else ids)

    @property
    def value(self) -> str:
        """What stands in the control."""
        if self.form.bound:
            return str((self.form.data or {}).get(self.path) or "")
        return _shown(self.spec.default if self.first is None else self.first, self.spec.widget)

    @property
    def values(self) -> list[str]:
        """What stands in a control that holds several."""
        if self.form.bound:
            return [value for value in raw.values(self.form.data or {}, self.path) if value]
        held = (self.spec.default if self.first is None else self.first) or []
        return [_shown(one, self.spec.widget) for one in (held if isinstance(held, list | tuple) else [held])]

    @property
    def photographs(self) -> list[tuple[str, str]]:
        """Digest and time (may be empty) of each photograph it holds."""
        if self.form.bound:
            return raw.photographs(self.spec, self.form.data or {}, self.path)
        held = (self.spec.default if self.first is None else self.first) or []
        return [(str(one.get("sha256", "")), str(one.get("taken_at") or "")) if isinstance(one, Mapping) else (str(one), "")
                for one in map(_plain, held)]  # fmt: skip

    @property
    def checked(self) -> bool:
        if self.form.bound:
            return self.path in (self.form.data or {})
        return bool(self.spec.default if self.first is None else self.first)

    @property
    def options(self) -> list[Option]:
        chosen = set(self.values if self.spec.many else [self.value])
        rows = self.spec.options or self.form.choices.get(self.spec.choices, ())
        return [
            Option(row[0], translate(row[1]), *[translate(text) for text in row[2:4]], chosen=row[0] in chosen)
            if len(row) >= 4
            else Option(row[0], translate(row[1]), translate(row[2]) if len(row) > 2 else "", chosen=row[0] in chosen)
            for row in rows
        ]

    @property
    def fields(self) -> list[BoundField]:
        """The fields of a group."""
        held = self.first if isinstance(self.first, Mapping) else {}
        return [
            BoundField(self.form, spec, f"{self.path}.{spec.name}", held.get(spec.name)) for spec in self.spec.fields
        ]

    @property
    def items(self) -> list[BoundField]:
        """The items of a list of groups: those sent, or those it holds, at least one."""
        if self.form.bound:
            numbers = raw.indexes(self.form.data or {}, self.path)
            return [self._item(number, None) for number in numbers or [0]]
        held = list(self.first or self.spec.default or []) or [None]
        return [self._item(number, one) for number, one in enumerate(held)]

    @property
    def spare(self) -> BoundField:
        """An empty item with ``__n__`` for its number: the page copies it when one is added."""
        return BoundField(self.form, self.spec, f"{self.path}.__n__", {}, -1)

    @property
    def long(self) -> bool:
        """So many choices that a search among them helps."""
        return len(self.options) > MANY

    @property
    def url(self) -> str:
        """The address this control calls, given by the form's `urls`."""
        return self.form.urls.get(_CALLED.get(self.spec.widget, ""), "")

    def inner(self, steps: list[str]) -> BoundField:
        """The field further in. Raises `KeyError` where there is none."""
        if not steps:
            return self
        first, *rest = steps
        if self.spec.many and first.isdigit():
            return self._item(int(first), None).inner(rest)
        for bound in self.fields:
            if bound.spec.name == first:
                return bound.inner(rest)
        raise KeyError(f"{self.path}.{first}")

    def _item(self, number: int, held: Any) -> BoundField:
        return BoundField(self.form, self.spec, f"{self.path}.{number}", _plain(held), number)

    def __str__(self) -> SafeString:
        return render_to_string("ui/field.html", {"field": self})

    __html__ = __str__


def _plain(held: Any) -> Any:
    return held.model_dump() if isinstance(held, BaseModel) else held


def _shown(value: Any, widget: Widget) -> str:
    if value is None or value == "":
        return ""
    if isinstance(value, Enum):
        return str(value.value)
    if isinstance(value, datetime):
        return (value.astimezone(ZONE) if value.tzinfo else value).strftime("%Y-%m-%dT%H:%M")
    if isinstance(value, date):
        return value.isoformat()
    if isinstance(value, Decimal):
        return format(value, ".2f") if widget is Widget.MONEY else format(value, "f")
    return str(value)
