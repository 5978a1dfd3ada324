"""What is looked up and reckoned before an entry on a hearing is written."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from jinwu.matters.context import Context

from ..asking import named_officers
from .asking import asked_on, hearing_of, late


def requesting(ctx: Context) -> dict[str, Any]:
    """Whether the request is late; the party's days to ask end with it."""
    mine = ctx.state.running("T09", subject=ctx.data.party)
    day = asked_on(ctx)
    out: dict[str, Any] = {"late": late(ctx), "ends": [one.key for one in mine]}
    return out | {"ended_on": day.date().isoformat()} if mine else out


def scheduling(ctx: Context) -> dict[str, Any]:
    officers = named_officers(ctx, [ctx.data.presider, ctx.data.recorder])
    return {"presider_name": officers[ctx.data.presider].name, "recorder_name": officers[ctx.data.recorder].name}


def notifying(ctx: Context) -> dict[str, Any]:
    """The first notice stops the ninety days, where the bureau counts from it."""
    out: dict[str, Any] = {"subject": ctx.data.party}
    if ctx.profile("hearing.pauses_from") == "notice":
        out["pauses"] = [_pause(ctx, ctx.at)]
    return out


def recusing(ctx: Context) -> dict[str, Any]:
    new = ctx.data.presider if ctx.data.granted else None
    return {"presider_name": named_officers(ctx, [new])[new].name} if new else {}


def holding(ctx: Context) -> dict[str, Any]:
    """The ninety days run again from the day on which the hearing ended."""
    if ctx.profile("hearing.pauses_from") == "notice":
        return {"resumes": [_resume(ctx, ctx.data.ended)]}
    return {"pauses": [_pause(ctx, ctx.data.began) | {"end": ctx.data.ended.date().isoformat()}]}


def ending(ctx: Context) -> dict[str, Any]:
    return {"resumes": [_resume(ctx, ctx.at)]}


def withdrawing(ctx: Context) -> dict[str, Any]:
    known = hearing_of(ctx.state, ctx.data.hearing)
    alone = known is not None and set(known.parties) <= {ctx.data.party}
    return {"resumes": [_resume(ctx, ctx.at)]} if alone else {}


def _pause(ctx: Context, at: datetime) -> dict[str, Any]:
    return {"timer": "T05", "start": at.date().isoformat(), "reason": "hearing", "document": ctx.data.hearing}


def _resume(ctx: Context, at: datetime) -> dict[str, Any]:
    return {"timer": "T05", "end": at.date().isoformat(), "reason": "hearing", "document": ctx.data.hearing}
