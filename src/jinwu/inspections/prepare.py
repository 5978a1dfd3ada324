"""What is looked up before an entry is written: the object in the book, titles, what counts, where it leads."""

from __future__ import annotations

import hashlib
from datetime import datetime, time
from typing import Any

from jinwu.kit import clock
from jinwu.law.parties import PartyKind
from jinwu.matters.context import Context
from jinwu.matters.state import Act
from jinwu.parties import book

from .state import RECORDED, RECTIFYING, InspectionState, stage_of
from .subjects import subjects


def opening(ctx: Context) -> dict[str, Any]:
    """The object, the items of its list, unit and organ."""
    out = _object(ctx)
    return _led(ctx, out)


def whole(ctx: Context) -> dict[str, Any]:
    """Everything a visit on one form needs."""
    out = {**_object(ctx), **_signature(ctx), **_result(ctx)}
    return _led(ctx, out)


def recording(ctx: Context) -> dict[str, Any]:
    return _led(ctx, _signature(ctx))


def concluding(ctx: Context) -> dict[str, Any]:
    return _led(ctx, _result(ctx))


def leading(ctx: Context) -> dict[str, Any]:
    """Only where the matter stands afterwards."""
    return _led(ctx, {})


def _object(ctx: Context) -> dict[str, Any]:
    data = ctx.data
    subject = subjects()[data.subject]
    out: dict[str, Any] = {
        "version": ctx.procedure.version, "unit": ctx.unit, "organ": ctx.organ, "subject_title": subject.title,
        "expected": list(subject.items),
    }  # fmt: skip
    if data.object.number and data.object.kind != "site":
        party, _new = book.ensure(
            data.object.kind, _identity(data.object), on=ctx.day, by=ctx.user, organ=ctx.organ or None
        )
        out["party"] = str(party.pk)
    return out


def _identity(thing: Any) -> book.Identity:
    number = "id_number" if thing.kind == PartyKind.PERSON else "credit_code"
    return book.Identity(name=thing.name, operator=thing.operator, address=thing.address, **{number: thing.number})


def _signature(ctx: Context) -> dict[str, Any]:
    if not ctx.data.signature:
        return {}
    return {"signature": hashlib.sha256(ctx.data.signature.encode()).hexdigest()}


def _result(ctx: Context) -> dict[str, Any]:
    """Whether a result of this kind counts that day, and the title of the violation suspected."""
    out: dict[str, Any] = {"counts": ctx.data.result in ctx.profile("inspection.counted_results")}
    if ctx.data.violation:
        out["violation_title"] = ctx.violation(ctx.data.violation, ctx.day).title
    return out


def _led(ctx: Context, out: dict[str, Any]) -> dict[str, Any]:
    """The stage after the step and the periods that begin with it: the record to be completed, the re-check."""
    act = Act(0, ctx.matter, ctx.step.key, ctx.data, out, ctx.at, ctx.recorded_at, ctx.by, ctx.second)
    after: InspectionState = ctx.step.effect(ctx.state, act)
    out["stage"] = stage_of(after)
    before: InspectionState | None = ctx.state
    running = {one.timer for one in before.running()} if before else set()
    skip: list[str] = []
    starts: dict[str, str] = {}
    ends: list[str] = []
    if after.visit is None or (out["stage"] == RECORDED and after.lacks):
        if ctx.step.key == "record" and before is not None and (known := before.timer("I01")):
            starts["I01"] = known.start.isoformat()  # writing a part of it does not lengthen the period
        elif "I01" in running:
            skip.append("I01")
    else:
        skip.append("I01")
        ends += ["I01"] if "I01" in running else []
    if out["stage"] != RECTIFYING:
        skip.append("I02")
    elif after.correct_by:
        starts["I02"] = max(datetime.combine(after.correct_by, time(), clock.ZONE), ctx.at).isoformat()
    if ctx.step.key == "correct_result" and "I02" in running:
        ends.append("I02")
        out["cancelled"] = ["I02"]
    out |= {"skip_timers": skip} | ({"starts": starts} if starts else {}) | ({"ends": ends} if ends else {})
    return out
