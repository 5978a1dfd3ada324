"""The paper a step will make, as a picture, before the step is taken: nothing is written, no number is drawn."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.db import transaction

from jinwu.bureau.models import User
from jinwu.documents.render import Mark, MarkKind, preview
from jinwu.kit import clock
from jinwu.law.messages import say
from jinwu.law.problems import Problem

from . import papers, timing
from .acting import acting, partner_by
from .context import Context
from .door import objections, parse, procedures, state_of
from .models import Matter
from .state import Act, fold

OPEN_NUMBER = "签发时取号"


class NoPreview(Problem):
    """The step makes no such paper, cannot be taken from here, or lacks what the paper must say."""


@dataclass(frozen=True)
class Draft:
    """The pages of a paper as PNG."""

    title: str
    pages: list[bytes]


def draft(
    matter: Matter, key: str, data: Any, *, by: User, partner: int | None, at: datetime, paper: str = ""
) -> Draft:
    """The paper (the step's first one unless named) as it would be set now, marked as a draft.

    Raises `InvalidInput`, and a `Problem` that says why nothing can be set (`NoPreview`, `documents.render.Incomplete`).
    """
    step = procedures[matter.procedure].steps[key]
    wanted = paper or next(iter(step.papers), "")
    if wanted not in step.papers or not step.possible_from(matter.stage):
        raise NoPreview(say("This step makes no such document now."), say("Open the matter again."))
    with transaction.atomic():
        try:
            template, title, context, number_day = _set(matter, key, data, by, partner, at, wanted)
        finally:
            transaction.set_rollback(True)
    organ = state_of(matter).organ
    pages = preview(template, context, on=number_day, at=at, mark=Mark(MarkKind.DRAFT), organ=organ)
    return Draft(title, pages)


def _set(matter: Matter, key: str, data: Any, by: User, partner: int | None, at: datetime, paper: str) -> tuple:
    at = at.astimezone(clock.ZONE)
    procedure = procedures[matter.procedure]
    step, state, who = procedure.steps[key], state_of(matter), acting(by, partner, at.date())
    ctx = Context(
        procedure=procedure, step=step, matter=matter.pk, state=state, data=parse(step, data), at=at, recorded_at=at,
        by=who.by, roles=who.roles, officer=who.officer, partner=who.partner, unit=state.unit, organ=state.organ,
        user=by,
    )  # fmt: skip
    try:
        return _filled(ctx, matter, paper)
    except Problem:
        raise
    except ValueError as unfit:  # half-filled data does not make a paper; the step's own guards say what is missing
        against = objections(step.blocks, ctx)
        if not against:
            raise
        raise NoPreview(against[0].what, against[0].remedy, against[0].basis) from unfit


def _filled(ctx: Context, matter: Matter, paper: str) -> tuple:
    """Template, title, context and day of the paper, for data that the guards have not seen."""
    procedure, step, state = ctx.procedure, ctx.step, ctx.state
    if step.prepare:
        ctx.outcome.update(step.prepare(ctx))
    ctx.outcome["timers"] = timing.started(ctx, state)
    made = papers.wanted(ctx)
    maker = papers.papers[paper if paper in made or not made else made[0]]
    for each in (papers.papers[one] for one in step.papers):
        if each.numbered in ("serial", "form"):
            ctx.outcome[f"number:{each.number_class}"] = OPEN_NUMBER
    act = Act(
        seq=matter.head_seq + 1, matter=matter.pk, step=step.key, data=ctx.data, outcome=ctx.outcome, at=ctx.at,
        recorded_at=ctx.at, by=ctx.by, partner=partner_by(ctx.partner) if ctx.partner else None,
    )  # fmt: skip
    after = fold(state, act, step, procedure.state)
    number = after.number if maker.numbered == "same" else OPEN_NUMBER if maker.numbered else ""
    return maker.template, maker.title, maker.context(ctx, after, number), ctx.day
