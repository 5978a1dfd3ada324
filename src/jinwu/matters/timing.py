"""Starting the periods that a step starts. The dates come from `law/`; this only gathers what they need."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from jinwu.kit.registry import Registry
from jinwu.law import periods
from jinwu.law.vocabulary import Timer

from .context import Context
from .state import State, TimerState

#: Every timer by its key, as declared by procedures.
timers: Registry[Timer] = Registry("timer")


def length_of(ctx: Context, timer: Timer) -> int:
    """The length in force: a number of the law, or the profile's value where it is only recalled or local."""
    return timer.length if isinstance(timer.length, int) else int(ctx.profile(timer.length))


def awaited(state: State) -> list[TimerState]:
    """Running periods that somebody works towards, the nearest first; the party's own windows are not among them."""
    return sorted((t for t in state.running() if timers[t.timer].watched), key=lambda timer: timer.shown)


def started(ctx: Context, state: State | None) -> list[dict[str, Any]]:
    """The timers of the step as the entry writes them. `outcome["starts"]` may move a start: {timer: iso datetime}."""
    moved = ctx.outcome.get("starts", {})
    skipped = ctx.outcome.get("skip_timers", ())
    known = {t.key for t in state.timers} if state else set()
    found = []
    for timer in ctx.step.starts:
        if timer.key in skipped:
            continue
        start = datetime.fromisoformat(moved[timer.key]) if timer.key in moved else ctx.at
        length = length_of(ctx, timer)
        due = periods.due(timer, start, length=length, calendar=ctx.calendar)
        subject = ctx.outcome.get("subject", "p1") if timer.per_party else ""
        key = f"{timer.key}:{subject}" if subject else timer.key
        count = sum(1 for name in known if name == key or name.startswith(f"{key}#"))
        key = f"{key}#{count + 1}" if count else key
        known.add(key)
        found.append(
            TimerState(
                key=key, timer=timer.key, subject=subject, length=length, start=start, due=due.day, shown=due.shown,
                hour=due.hour, certain=due.certain,
            ).model_dump(mode="json", exclude_defaults=True)
        )  # fmt: skip
    return found
