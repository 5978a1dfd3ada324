"""Made-up facts for every paper: what a form is tried and shown with when there is no case yet.

Words are the label of their field in brackets, so that whoever edits a form sees which field stands where.
"""

from __future__ import annotations

import types
from datetime import date, datetime, timedelta
from decimal import Decimal
from enum import Enum, StrEnum
from typing import Annotated, Any, Literal, Union, get_args, get_origin

from django.utils import translation
from pydantic import AwareDatetime, BaseModel
from pydantic.fields import FieldInfo

from jinwu.kit.clock import ZONE
from jinwu.law.parties import PartyKind
from jinwu.ui.translate import translate

from .contexts.decisions import InstalmentApproval
from .contexts.records import Record
from .papers_data import Context, Correction, Manner, OnTheSpotDecision, Payment, Strokes
from .templates import PaperTemplate

#: How long the longest text and the longest list of a trial are.
LONGEST, MOST = 3000, 60
AT = datetime(2023, 5, 10, 9, 30, tzinfo=ZONE)


class Fill(StrEnum):
    """How much of a paper is filled in."""

    FULL = "full"  # every field, two of each list
    BARE = "bare"  # only what the form asks for
    LONG = "long"  # its own texts of `LONGEST` characters, its lists of `MOST`


#: What cannot be made field by field: the parts depend on each other.
_TOGETHER: dict[type[Context], dict[str, Any]] = {
    Correction: {"at_once": False, "by": AT.date(), "why_not": ""},
    Record: {"began": AT, "ended": AT + timedelta(hours=1)},
    Payment: {"manner": Manner.BANK, "payee": "〔缴款渠道〕"},
    OnTheSpotDecision: {"warning": True},
    InstalmentApproval: {"amount": Decimal(100), "instalments": [{"by": AT.date(), "amount": Decimal(100)}]},
}


def sample(paper: PaperTemplate, fill: Fill = Fill.FULL) -> Context:
    """Facts of `paper`, made up. Equal calls give equal facts."""
    with translation.override("zh-hans"):
        return paper.context.model_validate(_facts(paper.context, fill))


def _facts(context: type[BaseModel], fill: Fill) -> dict[str, Any]:
    made = {
        name: _value(info.annotation, info, fill)
        for name, info in context.model_fields.items()
        if fill is not Fill.BARE or info.is_required()
    }
    for kind, together in _TOGETHER.items():
        if issubclass(context, kind):
            made |= together
    return made


def _value(annotation: Any, info: FieldInfo, fill: Fill) -> Any:
    origin, inside = get_origin(annotation), get_args(annotation)
    if origin is Annotated:
        return "" if annotation == Strokes else _value(inside[0], info, fill)
    if origin in (Union, types.UnionType):
        return _value(next(each for each in inside if each is not type(None)), info, fill)
    if origin is Literal:
        return inside[0]
    if origin in (tuple, list):
        return [_numbered(_value(inside[0], info, fill), i) for i in range(_length(info, fill))]
    return _plain(annotation, info, fill)


def _plain(kind: Any, info: FieldInfo, fill: Fill) -> Any:
    if kind in (datetime, AwareDatetime):
        return AT + timedelta(minutes=_own(info, 600))
    if issubclass(kind, BaseModel):
        return _facts(kind, Fill.BARE if fill is Fill.LONG else fill)
    if issubclass(kind, PartyKind):
        return PartyKind.ORGANISATION
    if issubclass(kind, Manner):
        return Manner.BANK
    if issubclass(kind, Enum):
        return next(iter(kind))
    if kind is bool:
        return True
    if kind is date:
        return AT.date() + timedelta(days=_own(info, 200))
    if kind is Decimal:
        return Decimal("0.03") if _below_one(info) else Decimal(100)
    if kind is int:
        return MOST if fill is Fill.LONG else 11 + _own(info, 80)
    return _words(info, fill)


def _words(info: FieldInfo, fill: Fill) -> str:
    label = f"〔{translate(info.title or '')}〕"
    if any(part == Strokes.__metadata__[0] for part in info.metadata):
        return ""
    longest = next((part.max_length for part in info.metadata if hasattr(part, "max_length")), None)
    if fill is Fill.LONG and longest and longest > LONGEST:
        sentence = label + "城市管理综合行政执法，以人民为中心。"
        return (sentence * (LONGEST // len(sentence) + 1))[:LONGEST]
    return label


def _own(info: FieldInfo, most: int) -> int:
    """A number of the field's own, so that days and counts can be told apart on the page."""
    return sum(i * ord(char) for i, char in enumerate(info.title or "", 1)) % most


def _below_one(info: FieldInfo) -> bool:
    return any(getattr(part, "lt", None) == 1 for part in info.metadata)


def _length(info: FieldInfo, fill: Fill) -> int:
    least = next((part.min_length for part in info.metadata if hasattr(part, "min_length")), 0)
    most = next((part.max_length for part in info.metadata if hasattr(part, "max_length")), None)
    wanted = {Fill.FULL: 2, Fill.BARE: 0, Fill.LONG: MOST}[fill]
    return max(least, min(wanted, most) if most else wanted)


def _numbered(value: Any, index: int) -> Any:
    """The first of a list as it is, the others told apart."""
    return f"{value}{index + 1}" if isinstance(value, str) and index else value
