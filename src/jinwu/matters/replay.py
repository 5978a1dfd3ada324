"""Replay: folding a matter's entries anew must give its state and its tables."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from datetime import datetime
from typing import Any
from uuid import UUID

from pydantic import BaseModel, ValidationError

from jinwu.law.vocabulary import Procedure
from jinwu.record import reader

from .kinds import procedures
from .models import Matter
from .projection import differences
from .state import Act, By, State, fold
from .storing import ERASED, matter_fields


def acts(matter: UUID, procedure: Procedure) -> list[Act]:
    """The entries of a matter, opened: what `fold` reads."""
    return [_act(opened.body, opened.seq, matter, procedure) for opened in reader.opened(matter)]


def folded(acts: Iterable[Act], procedure: Procedure) -> Iterator[tuple[Act, State | None, State]]:
    """Each act with the state before and after it."""
    state: State | None = None
    for act in acts:
        before, state = state, fold(state, act, procedure.steps[act.step], procedure.state)
        yield act, before, state


def refold(matter: UUID, procedure: Procedure) -> State:
    """The state that the record gives. Raises `LookupError` for an unknown matter."""
    states = [after for _act, _before, after in folded(acts(matter, procedure), procedure)]
    if not states:
        raise LookupError(f"no entries for {matter}")
    return states[-1]


def check(matter: UUID) -> list[str]:
    """Where the tables differ from what the record gives; empty when they agree."""
    row = Matter.objects.get(pk=matter)
    procedure = procedures[row.procedure]
    state = refold(matter, procedure)
    found = (
        []
        if state == procedure.state.model_validate(row.state)
        else ["the stored state is not the fold of the entries"]
    )
    for name, value in matter_fields(procedure, state).items():
        field = Matter._meta.get_field(name.removesuffix("_id") if name.endswith("_id") else name)
        if field.to_python(getattr(row, name)) != field.to_python(value):
            found.append(f"Matter.{name} is {getattr(row, name)!r}, the record says {value!r}")
    return found + differences(matter, state)


def _act(body: dict[str, Any], seq: int, matter: UUID, procedure: Procedure) -> Act:
    step = procedure.steps[body["step"]]
    return Act(
        seq=seq, matter=matter, step=body["step"], data=_input(step.input, body["data"]),
        outcome=body["outcome"], at=datetime.fromisoformat(body["act_at"]),
        recorded_at=datetime.fromisoformat(body["recorded_at"]), by=_by(body["by"]),
        partner=_by(body["partner"]) if body["partner"] else None,
    )  # fmt: skip


def _by(named: dict[str, Any]) -> By:
    return By(named["user"], named["name"], named["officer"], named["certificate"], named["unit"])


def _input(model: type[BaseModel], data: dict[str, Any]) -> BaseModel:
    """The input of an act; an erased value reads as ■, as many as the field asks for, or as absent where it was no text."""
    filled = _without_gaps(data)
    try:
        return model.model_validate(filled)
    except ValidationError as wrong:
        for error in wrong.errors():
            *way, last = error["loc"]
            node = filled
            for part in way:
                node = node[part]
            if node.get(last) != ERASED:
                raise
            if error["type"] == "string_too_short":
                node[last] = ERASED * error["ctx"]["min_length"]
            else:
                del node[last]
        return model.model_validate(filled)


def _without_gaps(value: Any) -> Any:
    """Erased personal values read as ■."""
    if isinstance(value, dict):
        return {key: ERASED if item is None else _without_gaps(item) for key, item in value.items()}
    if isinstance(value, list):
        return [_without_gaps(item) for item in value]
    return value
