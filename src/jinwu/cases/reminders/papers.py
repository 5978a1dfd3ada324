"""What the reminder is filled with (D23 首次提醒告知单)."""

from __future__ import annotations

from jinwu.bureau.queries import unit_name
from jinwu.catalog.queries import cite
from jinwu.documents.contexts.letters import Reminder
from jinwu.documents.papers_data import Receipt
from jinwu.law.citations import Citation
from jinwu.law.leniency import Route
from jinwu.matters.context import Context
from jinwu.matters.papers import PaperMaker, papers

from ..shown import officers, party_shown
from .state import ReminderState


def reminder(ctx: Context, after: ReminderState, number: str) -> Reminder:
    """The sheet as it was handed over, with signature or refusal."""
    act, data = after.violation, ctx.data
    return Reminder(
        organ=unit_name(after.organ, ctx.day), number=number, issued_on=ctx.day, party=party_shown(after.parties[0]),
        act=act.title, act_at=act.act_from, place=act.place, facts=act.facts or "",
        rule=cite(Citation.parse(act.violates), ctx.day), requirement=data.requirement, due=data.correct_by,
        light=after.route is Route.LIGHT, officers=officers(ctx, after),
        received=Receipt(at=ctx.at, refused=data.method == "refused", note=data.note, signature=data.signature),
    )  # fmt: skip


papers.add(
    "reminder",
    PaperMaker("reminder", "首次提醒告知单", "reminder", reminder, numbered="serial", number_class="reminder"),
)
