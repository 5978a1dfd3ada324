"""Writing what the door decided: the entry, the matter's row, the projection of its state."""

from __future__ import annotations

import json
from typing import Any
from uuid import UUID

from pydantic import BaseModel

from jinwu.kit.grams import grams
from jinwu.kit.inputs import personal_paths
from jinwu.law.vocabulary import Procedure
from jinwu.record import reader, writer
from jinwu.record.models import Entry

from . import erasure
from .acting import Acting
from .context import Context
from .models import NO_DUE, Draft, Matter, MatterOfficer
from .projection import project
from .state import Act, By, State
from .timing import nearest

ERASED = "■"  # stands for a personal value that was erased


def locked(matter: UUID) -> Matter | None:
    """The matter's row, locked until the transaction ends; None where there is none yet."""
    return next(iter(Matter.objects.raw("SELECT * FROM matters_matter WHERE id = %s FOR UPDATE", [matter])), None)


def may_see(row: Matter, who: Acting) -> bool:
    """Whether the actor may see the matter: by unit, by role over the bureau, or because he is in charge of it."""
    if who.wide and who.user is None:
        return True
    if row.unit_id in who.units:
        return True
    officer = who.by.officer if who.user and who.user.is_active else None
    return bool(officer) and MatterOfficer.objects.filter(matter=row, officer=officer, until=None).exists()


def append(ctx: Context, act: Act, row: Matter | None, key: UUID) -> Entry:
    """The entry of an act: exact canonical bytes, personal fields as digests."""
    data = ctx.data.model_dump(mode="json", exclude_defaults=True)
    body = {
        "procedure": ctx.procedure.key, "procedure_version": ctx.procedure.version, "step": act.step,
        "schema": ctx.step.input.schema_number, "act_at": act.at.isoformat(), "recorded_at": act.recorded_at.isoformat(),
        "by": _named(act.by), "partner": _named(act.partner, ctx), "unit": ctx.unit, "organ": ctx.organ, "data": data,
        "outcome": act.outcome, "basis": [citation.key for citation in ctx.step.basis],
        "guards": [guard.key for guard in ctx.step.blocks], "law": sorted(ctx.law_used),
        "profile": sorted(ctx.profile_used),
    }  # fmt: skip
    if act.step == erasure.STEP:
        return erasure.append(
            ctx.procedure, set(ctx.data.classes), chain=ctx.matter, seq=act.seq, previous=bytes(row.head_hash),
            body=body, key=key, actor=act.by.user,
        )  # fmt: skip
    return writer.append(
        chain=ctx.matter, seq=act.seq, previous=bytes(row.head_hash) if row else None, body=body,
        personal=concrete_paths(ctx.step.input, data), key=key, actor=act.by.user,
    )  # fmt: skip


def save(ctx: Context, row: Matter | None, before: State | None, after: State, entry: Entry) -> None:
    """The matter's own row, the projection of its state and what else the step writes; the draft of an opening is gone."""
    fields = matter_fields(ctx.procedure, after)
    fields |= {"head_seq": entry.seq, "head_hash": entry.hash, "acted_at": ctx.recorded_at}
    if row is None:
        ctx.batch.insert(Matter, [{"id": ctx.matter, **fields}])
        ctx.batch.delete(Draft, {"id": ctx.matter})
    else:
        changed = {name: value for name, value in fields.items() if getattr(row, name) != value}
        ctx.batch.update(Matter, {"id": ctx.matter}, changed)
    project(ctx.batch, ctx.matter, before, after)
    ctx.batch.run()


def matter_fields(procedure: Procedure, state: State) -> dict[str, Any]:
    """The columns of `Matter` that follow from a state."""
    stage = procedure.stages[state.stage]
    next_timer = None if stage.final else nearest(state)
    handler = state.handler
    label = "、".join(party.name or "" for party in state.parties if party.role == "party")[:300]
    return {
        "procedure": state.procedure, "stage": state.stage, "final": stage.final, "title": state.title,
        "number": state.number, "party_label": label, "place": state.place, "unit_id": state.unit,
        "organ_id": state.organ, "handler_id": handler.officer if handler else None, "opened_at": state.opened_at,
        "decided_on": state.decided_on, "closed_at": state.closed_at,
        "due_on": next_timer.shown if next_timer else NO_DUE, "due_timer": next_timer.timer if next_timer else "",
        "marks": len(state.marks), "held": bool(state.holds_now()), "state": state.model_dump(mode="json"),
        "grams": grams(state.title, label, state.place, *(paper.number for paper in state.papers)),
    }  # fmt: skip


def concrete_paths(model: type[BaseModel], data: dict[str, Any]) -> list[str]:
    """The personal paths that `data` really holds: ``party.name``, ``photos.0.title``."""
    found: list[str] = []
    for path in personal_paths(model):
        found += _expand(data, path.split("."), "")
    return found


def _expand(node: Any, parts: list[str], prefix: str) -> list[str]:
    if not parts:
        return [prefix[:-1]] if node not in (None, "") else []
    name, *rest = parts
    many = name.endswith("[]")
    child = node.get(name.removesuffix("[]")) if isinstance(node, dict) else None
    if child is None:
        return []
    here = f"{prefix}{name.removesuffix('[]')}."
    if not many:
        return _expand(child, rest, here)
    return [path for i, item in enumerate(child) for path in _expand(item, rest, f"{here}{i}.")]


def since(matter: UUID, seen: int) -> list[dict[str, Any]]:
    """What happened after entry `seen`: for telling the user of a stale form."""
    entries = Entry.objects.filter(chain=matter, seq__gt=seen).order_by("seq")[:5]
    return [{"seq": e.seq, "step": e.step, "by": reader.body(e)["by"]["name"], "at": e.act_at} for e in entries]


def same_act(entry: Entry, data: BaseModel, partner: int | None) -> bool:
    """Whether the entry was made from the same input beside the same partner."""
    body = reader.body(entry)
    if partner != (body["partner"] or {}).get("officer"):
        return False
    given = json.loads(data.model_dump_json(exclude_defaults=True))
    if entry.step == erasure.STEP:  # the places it erased are the door's own addition
        return given == {name: value for name, value in body["data"].items() if name != "erased"}
    return given == body["data"]


def outcome_of(entry: Entry) -> dict[str, Any]:
    """What the door computed for an entry."""
    return reader.body(entry)["outcome"]


def _named(by: By | None, ctx: Context | None = None) -> dict[str, Any] | None:
    if by is None:
        return None
    named = {"user": by.user, "name": by.name, "officer": by.officer, "certificate": by.certificate, "unit": by.unit}
    if ctx and ctx.partner_confirmed:
        named["confirmed_at"] = ctx.partner_confirmed.isoformat()
    return named
