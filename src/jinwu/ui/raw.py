"""From the flat names of a sent form (``party.name``, ``items.0.count``) to the nested data an input model reads.

Only what the model asks for is taken. Text is folded where people type the same thing in several ways: full-width digits,
thousands separators and 元 in amounts, 2026年11月20日 for a day.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable, Mapping
from datetime import datetime
from enum import Enum
from typing import Any

from jinwu.kit.clock import ZONE
from jinwu.kit.inputs import FieldSpec, Widget

_WRITTEN_DAY = re.compile(r"(\d{4})\s*[年/.\-]\s*(\d{1,2})\s*[月/.\-]\s*(\d{1,2})\s*日?")
_AMOUNT_NOISE = str.maketrans("", "", ",，元¥￥ ")
_TRUE = frozenset({"on", "true", "1", "yes"})


def nested(specs: Iterable[FieldSpec], data: Mapping[str, Any], prefix: str = "") -> dict[str, Any]:
    """The data of `specs` under `prefix`; a field left blank is left out, so that its default or "missing" applies."""
    found: dict[str, Any] = {}
    for spec in specs:
        path = f"{prefix}{spec.name}"
        value = _value(spec, data, path)
        if spec.fields and not spec.many and not spec.required and _untouched(spec.fields, value):
            continue
        if not _blank(value):
            found[spec.name] = value
        elif spec.required and spec.fields and not spec.many:
            found[spec.name] = {}  # so that each field missing inside is named
        elif spec.widget is not Widget.CHECK and not spec.required and isinstance(spec.default, str):
            found[spec.name] = ""  # emptied on purpose: the default does not come back
    return found


def indexes(data: Mapping[str, Any], path: str) -> list[int]:
    """The numbers of the items sent for the list at `path`, in order."""
    inside = re.compile(re.escape(path) + r"\.(\d+)(?:\.|$)")
    return sorted({int(match[1]) for key in data if (match := inside.match(key))})


def filled(spec: FieldSpec, data: Mapping[str, Any], path: str) -> list[tuple[int, dict[str, Any]]]:
    """The items of a list of groups in which something was filled in, with the numbers under which they were sent."""
    items = ((index, nested(spec.fields, data, f"{path}.{index}.")) for index in indexes(data, path))
    return [(index, item) for index, item in items if not _untouched(spec.fields, item)]


def values(data: Mapping[str, Any], path: str) -> list[str]:
    """Every value sent under one name."""
    if hasattr(data, "getlist"):
        return [str(value) for value in data.getlist(path)]
    value = data.get(path, [])
    return [str(one) for one in value] if isinstance(value, list | tuple) else [str(value)]


def fold(widget: Widget, text: str) -> str:
    """The text as the model reads it."""
    text = text.strip()
    if widget in (Widget.MONEY, Widget.NUMBER):
        return unicodedata.normalize("NFKC", text).translate(_AMOUNT_NOISE)
    if widget is Widget.DATE:
        return _day(text)
    if widget is Widget.DATETIME:
        return _moment(text)
    return text


def photographs(spec: FieldSpec, data: Mapping[str, Any], path: str) -> list[tuple[str, str]]:
    """The photographs sent under one name: (digest, when it was taken or empty) each."""
    digests, taken = values(data, path), values(data, f"{path}.taken")
    taken += [""] * (len(digests) - len(taken))
    return [(digest, moment) for digest, moment in zip(digests, taken, strict=False) if digest]


def _value(spec: FieldSpec, data: Mapping[str, Any], path: str) -> Any:
    if spec.fields and spec.many and spec.widget is Widget.PHOTOS:
        return _photographs(spec, data, path)
    if spec.fields and spec.many:
        return [item for _index, item in filled(spec, data, path)]
    if spec.fields:
        return nested(spec.fields, data, f"{path}.")
    if spec.many:
        sent = values(data, path) or [str(data[f"{path}.{index}"]) for index in indexes(data, path)]
        return [folded for text in sent if (folded := fold(spec.widget, text))]
    if spec.widget is Widget.CHECK:
        return str(data.get(path, "")).lower() in _TRUE
    return fold(spec.widget, str(data.get(path) or ""))


def _photographs(spec: FieldSpec, data: Mapping[str, Any], path: str) -> list[dict[str, str]]:
    """Each digest in the first field of its group, the time in the field that holds one."""
    digest = spec.fields[0].name
    taken = next((child.name for child in spec.fields if child.widget is Widget.DATETIME), "")
    found = photographs(spec, data, path)
    return [{digest: sha256} | ({taken: moment} if taken and moment else {}) for sha256, moment in found]


def _blank(value: Any) -> bool:
    """Nothing was filled in; an unticked box alone fills in nothing."""
    if isinstance(value, dict):
        return all(_blank(one) or one is False for one in value.values())
    return value is None or value == "" or value == []


def _untouched(specs: Iterable[FieldSpec], value: Mapping[str, Any]) -> bool:
    """Nothing was filled in beside what the form itself began with, and that alone would not do."""
    if _blank(value):
        return True
    lacking = any(spec.required and spec.widget is not Widget.CHECK and _blank(value.get(spec.name)) for spec in specs)
    return lacking and all(_as_begun(spec, value.get(spec.name)) for spec in specs)


def _as_begun(spec: FieldSpec, value: Any) -> bool:
    if spec.fields and isinstance(value, dict):
        return all(_as_begun(inner, value.get(inner.name)) for inner in spec.fields)
    begun = spec.default.value if isinstance(spec.default, Enum) else spec.default
    return _blank(value) or value is False or (begun is not None and str(value) == str(begun))


def _day(text: str) -> str:
    written = _WRITTEN_DAY.fullmatch(unicodedata.normalize("NFKC", text))
    return "{}-{:0>2}-{:0>2}".format(*written.groups()) if written else text


def _moment(text: str) -> str:
    try:
        moment = datetime.fromisoformat(text)
    except ValueError:
        return text
    return (moment if moment.tzinfo else moment.replace(tzinfo=ZONE)).isoformat()
