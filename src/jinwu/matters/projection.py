"""From a state to its tables, and back again as a check.

A room says once which rows a state has; what changed between two states is written in one statement, and replay compares
the rows a state should have with those that stand there.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from typing import Any
from uuid import UUID

from django.db.models import Model

from jinwu.kit.registry import Registry

from . import models as m
from .state import State
from .writing import Batch


@dataclass(frozen=True)
class Row:
    """A row of `model` for the part `key` of a matter's state."""

    model: type[Model]
    key: str
    values: dict[str, Any]


Projector = Callable[[State], Iterable[Row]]
projectors: Registry[Projector] = Registry("projector")

Rows = dict[tuple[type[Model], str], dict[str, Any]]


def rows_of(state: State | None) -> Rows:
    """Every row that `state` should have, by table and key."""
    if state is None:
        return {}
    return {(row.model, row.key): row.values for projector in projectors for row in projector(state)}


def project(batch: Batch, matter: UUID, before: State | None, after: State) -> None:
    """Add to `batch` what changed: new rows, changed ones by key, vanished ones."""
    old, new = rows_of(before), rows_of(after)
    added: dict[type[Model], list[dict[str, Any]]] = {}
    for (model, key), values in new.items():
        known = old.get((model, key))
        if known is None:
            added.setdefault(model, []).append({"matter_id": matter, "key": key, **values})
        elif known != values:
            changed = {name: value for name, value in values.items() if known.get(name) != value}
            batch.update(model, {"matter_id": matter, "key": key}, changed)
    for model, rows in added.items():
        batch.insert(model, rows)
    for model, key in old.keys() - new.keys():
        batch.delete(model, {"matter_id": matter, "key": key})


def differences(matter: UUID, state: State) -> list[str]:
    """What stands in the tables and should not, or should and does not; empty when they agree."""
    wanted = rows_of(state)
    found: list[str] = []
    tables = {model for model, _ in wanted} | projected_models()
    for model in sorted(tables, key=lambda model: model._meta.label):
        stored = {row.key: row for row in model.objects.filter(matter_id=matter)}  # type: ignore[attr-defined]
        keys = {key for row_model, key in wanted if row_model is model}
        found += [f"{model._meta.label} {key} is missing" for key in sorted(keys - stored.keys())]
        found += [f"{model._meta.label} {key} should not be there" for key in sorted(stored.keys() - keys)]
        for key in sorted(keys & stored.keys()):
            for name, value in wanted[model, key].items():
                field = model._meta.get_field(name)
                have = getattr(stored[key], field.attname if name.endswith("_id") else name)
                if field.to_python(have) != field.to_python(value):
                    found.append(f"{model._meta.label} {key}.{name} is {have!r}, the record says {value!r}")
    return found


def projected_models() -> set[type[Model]]:
    """Every table that is a projection: the concrete subclasses of `Part`."""
    return {model for model in m.Part.__subclasses__() if not model._meta.abstract}


def common_rows(state: State) -> Iterable[Row]:
    """The rows every matter has."""
    handler = state.handler
    for party in state.parties:
        yield Row(
            m.MatterParty,
            party.key,
            {"role": party.role, "kind": party.kind or "", "party_id": party.party, "name": party.name or ""},
        )
    for one in state.people:
        values = {"officer_id": one.officer, "role": one.role, "since": one.since, "until": one.until}
        yield Row(m.MatterOfficer, one.key, values)
    for guest in state.participants:
        yield Row(m.MatterParticipant, guest.key, {"organ": guest.organ, "name": guest.name, "post": guest.post})
    for timer in state.timers:
        yield Row(
            m.MatterTimer,
            timer.key,
            {
                "timer": timer.timer, "subject": timer.subject, "unit_id": state.unit,
                "officer_id": handler.officer if handler else None, "length": timer.length, "start": timer.start,
                "due": timer.due, "shown": timer.shown, "certain": timer.certain,
                "pauses": [p.model_dump(mode="json") for p in timer.pauses], "extensions": list(timer.extensions),
                "ended": timer.ended, "outcome": timer.outcome,
            },
        )  # fmt: skip
    for hold in state.holds:
        values = {"kind": hold.kind, "reason": hold.reason, "since": hold.since, "until": hold.until}
        yield Row(m.MatterHold, hold.key, values)
    for relation in state.relations:
        yield Row(
            m.MatterRelation, relation.key, {"kind": relation.kind, "other": relation.other, "note": relation.note}
        )
    for paper in state.papers:
        yield Row(
            m.MatterPaper,
            paper.key,
            {
                "document_id": paper.document, "paper": paper.paper, "title": paper.title, "number": paper.number,
                "sha256": paper.sha256, "status": paper.status, "scan": paper.scan, "at": paper.at,
            },
        )  # fmt: skip
    for item in state.evidence:
        values = {"sha256": item.sha256, "kind": item.kind, "title": item.title, "taken_at": item.taken_at}
        yield Row(m.MatterEvidence, item.key, values)
    sealed = {paper.key: paper for paper in state.papers} if state.seals else {}
    for use in state.seals:
        values = use.model_dump(exclude={"key", "entry"})
        paper = sealed[use.paper]
        yield Row(m.MatterSeal, use.key, values | {"title": paper.title, "number": paper.number})
    for mark in state.marks:
        values = {"guard": mark.guard, "entry": mark.entry, "what": mark.what, "basis": list(mark.basis)}
        yield Row(m.MatterMark, mark.key, values)


projectors.add("matters", common_rows)
