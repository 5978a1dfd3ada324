"""What a step asks for, as one typed model. Form, OpenAPI, offline form, import and payload derive from it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime
from decimal import Decimal
from enum import Enum, StrEnum
from functools import cache
from types import MappingProxyType, UnionType
from typing import Annotated, Any, ClassVar, Literal, Union, get_args, get_origin

from pydantic import AwareDatetime, BaseModel, ConfigDict, Field, model_validator

from ..law.messages import N_


class Personal(StrEnum):
    """Class of personal data: it stands in the record as a salted digest, its value in a side table (PIPL)."""

    NAME = "name"
    NUMBER = "number"  # identity numbers: masked on pages unless opened
    ADDRESS = "address"
    CONTACT = "contact"
    STATEMENT = "statement"  # what a person said
    SIGNATURE = "signature"


class Widget(StrEnum):
    """How a field is drawn; the default follows from the type."""

    TEXT = "text"
    AREA = "area"
    NUMBER = "number"
    MONEY = "money"
    DATE = "date"
    DATETIME = "datetime"
    CHECK = "check"
    SEGMENT = "segment"  # few choices side by side
    CHOICE = "choice"  # choices as rows
    SELECT = "select"
    PHOTOS = "photos"  # list of evidence digests
    SIGNATURE = "signature"  # strokes from the glass, as SVG path data
    FILE = "file"
    HIDDEN = "hidden"
    GROUP = "group"  # a nested model
    PARTY = "party"
    VIOLATION = "violation"


@dataclass(frozen=True)
class Meta:
    """What pydantic cannot say about a field."""

    label: str
    help: str = ""
    widget: Widget | None = None
    personal: Personal | None = None
    unit: str = ""
    choices: str = ""  # key of a choice list that the room offers (e.g. "partners")
    labels: dict[str, str] | None = None  # labels of enum or literal values
    ordered: bool = False  # a list whose items may be moved: their order counts


def field(
    label: str,
    default: Any = ...,
    *,
    help: str = "",
    widget: Widget | None = None,
    personal: Personal | None = None,
    unit: str = "",
    choices: str = "",
    labels: dict[str, str] | None = None,
    ordered: bool = False,
    **constraints: Any,
) -> Any:
    """A field of a step input. `constraints` are pydantic's (``max_length``, ``ge``, ``decimal_places`` …)."""
    meta = Meta(label, help, widget, personal, unit, choices, labels, ordered)
    info = Field(default, title=label, description=help or None, **constraints)
    info.metadata.append(meta)
    return info


def _storable(data: Any) -> Any:
    """Refuse text that no database and no document can hold: the null character, halves of a surrogate pair."""
    if isinstance(data, dict):
        for value in data.values():
            if isinstance(value, str) and any(char == "\0" or "\ud800" <= char <= "\udfff" for char in value):
                raise ValueError("text holds a character that cannot be kept")
    return data


class StepInput(BaseModel):
    """Base of every step's input. `schema_number` rises when the shape changes; old payloads are upcast."""

    model_config = ConfigDict(extra="forbid", frozen=True, str_strip_whitespace=True)
    schema_number: ClassVar[int] = 1
    _kept = model_validator(mode="before")(_storable)


class Part(BaseModel):
    """A nested group of fields inside a step input."""

    model_config = ConfigDict(extra="forbid", frozen=True, str_strip_whitespace=True)
    _kept = model_validator(mode="before")(_storable)


@dataclass(frozen=True)
class FieldSpec:
    """One field as a form, a schema or an importer sees it."""

    name: str
    label: str
    widget: Widget
    required: bool
    default: Any = None
    help: str = ""
    unit: str = ""
    personal: Personal | None = None
    options: tuple[tuple[str, str], ...] = ()
    choices: str = ""
    many: bool = False
    fields: tuple[FieldSpec, ...] = ()
    max_length: int | None = None
    ordered: bool = False


@cache
def fields_of(model: type[BaseModel]) -> tuple[FieldSpec, ...]:
    """The fields of an input model, nested groups included, in the order declared."""
    return tuple(_spec(name, info) for name, info in model.model_fields.items())


@cache
def personal_paths(model: type[BaseModel]) -> Mapping[str, Personal]:
    """Dotted paths of the personal fields of a model; ``[]`` stands for "each item of a list"."""
    found: dict[str, Personal] = {}
    for spec in fields_of(model):
        if spec.personal:
            found[spec.name] = spec.personal
        for name, info in _children(spec, spec.name):
            found[name] = info
    return MappingProxyType(found)


def _children(spec: FieldSpec, path: str) -> list[tuple[str, Personal]]:
    found = []
    inner = f"{path}[]" if spec.many else path
    for child in spec.fields:
        if child.personal:
            found.append((f"{inner}.{child.name}", child.personal))
        found.extend(_children(child, f"{inner}.{child.name}"))
    return found


def _spec(name: str, info: Any) -> FieldSpec:
    meta = next((m for m in info.metadata if isinstance(m, Meta)), None)
    if meta is None:
        meta = Meta(info.title or name)
    kind, many = _unwrap(info.annotation)
    children: tuple[FieldSpec, ...] = ()
    options: tuple[tuple[str, str], ...] = ()
    labels = meta.labels or {}
    if isinstance(kind, type) and issubclass(kind, BaseModel):
        widget, children = Widget.GROUP, fields_of(kind)
    elif isinstance(kind, type) and issubclass(kind, Enum):
        options = tuple((str(item.value), labels.get(str(item.value), str(item.value))) for item in kind)
        widget = Widget.SEGMENT if len(options) <= 3 else Widget.SELECT
    elif get_origin(kind) is Literal:
        options = tuple((str(item), labels.get(str(item), str(item))) for item in get_args(kind))
        widget = Widget.SEGMENT if len(options) <= 3 else Widget.SELECT
    else:
        widget = _PLAIN.get(kind, Widget.TEXT)
    return FieldSpec(
        name=name,
        label=meta.label,
        widget=meta.widget or widget,
        required=info.is_required(),
        default=None if info.is_required() else info.get_default(call_default_factory=True),
        help=meta.help,
        unit=meta.unit,
        personal=meta.personal,
        options=options,
        choices=meta.choices,
        many=many,
        fields=children,
        max_length=next((m.max_length for m in info.metadata if hasattr(m, "max_length")), None),
        ordered=meta.ordered,
    )


_PLAIN: dict[Any, Widget] = {
    bool: Widget.CHECK,
    int: Widget.NUMBER,
    Decimal: Widget.MONEY,
    date: Widget.DATE,
    datetime: Widget.DATETIME,
    AwareDatetime: Widget.DATETIME,
}


def _unwrap(annotation: Any) -> tuple[Any, bool]:
    """The inner type of ``X | None``, ``list[X]``, ``tuple[X, ...]`` and ``Annotated[X, …]``, and whether it is many."""
    origin = get_origin(annotation)
    if origin is Annotated:
        return _unwrap(get_args(annotation)[0])
    if origin in (Union, UnionType):
        inner = [arg for arg in get_args(annotation) if arg is not type(None)]
        return _unwrap(inner[0])
    if origin in (list, tuple):
        return _unwrap(get_args(annotation)[0])[0], True
    return annotation, False


#: Shared labels of yes/no answers.
YES_NO = {"yes": N_("Yes"), "no": N_("No")}
