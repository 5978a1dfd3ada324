"""What is looked up before an entry of publication is written: which decision, which period ends, how many days it took."""

from __future__ import annotations

from typing import Any

from jinwu.matters.context import Context

from . import guards, reading


def publishing(ctx: Context) -> dict[str, Any]:
    """The period of that decision ends on the day it was published."""
    decision = guards.chosen(ctx, reading.to_publish)
    assert decision is not None
    day = ctx.data.published_on
    due = reading.duty(ctx.state, decision)
    before = reading.publication_of(ctx.state, decision)
    first = before.days if before and before.status == "published" else None  # the corrected text of what was published
    return {
        "publication_of": reading.root_of(ctx.state, decision).key,
        "publication_days": ctx.calendar.working_days_between(decision.decided_on, day) if first is None else first,
        "ends": [due.key] if due and due.ended is None else [], "ended_on": day.isoformat(),
    }  # fmt: skip


def withholding(ctx: Context) -> dict[str, Any]:
    """The period of that decision no longer runs."""
    decision = guards.chosen(ctx, reading.to_publish)
    assert decision is not None
    due = reading.duty(ctx.state, decision)
    ends = [due.key] if due and due.ended is None else []
    return {"publication_of": reading.root_of(ctx.state, decision).key, "ends": ends, "cancelled": ends}


def withdrawing(ctx: Context) -> dict[str, Any]:
    """The period of three days, where it runs, ends on the day of withdrawal."""
    decision = guards.chosen(ctx, reading.to_withdraw)
    made = reading.publication_of(ctx.state, decision) if decision else None
    assert decision is not None
    assert made is not None
    due = reading.withdrawal(ctx.state, decision)
    return {"publication": made.key, "ends": [due.key] if due else [], "ended_on": ctx.data.withdrawn_on.isoformat()}
