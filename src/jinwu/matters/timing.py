"""Starting, pausing and extending the periods of a matter. The dates come from `law/`; this gathers what they need.

What a step's `prepare` returns may say of running periods (all of them stand in the entry with what follows from them):

- ``starts``: ``{timer: iso datetime}`` moves the start of a period that the step starts; ``skip_timers`` leaves one out;
  ``lengths``: ``{timer: n}`` is a term that an officer set himself;
  ``subject`` names the party for whom a per-party period runs; ``ends`` ends running periods by timer or by key.
- ``pauses``: ``[{"timer": "T05", "start": iso date, "reason": "hearing", "document": "h1"}]`` opens a pause. `reason` and
  `document` (the paper or part that proves it) are what a pause is known by: the same pause is opened once.
- ``resumes``: ``[{"timer": "T05", "end": iso date, "reason": "hearing", "document": "h1"}]`` ends it; the day of the end
  counts again. A pause that is not open is passed over.
- ``extends``: ``[{"timer": "T05", "days": 30}]`` lengthens the period in its own unit. How often and by whom is a guard's.

`timer` is a timer's key (``T05``, every one of that kind that runs) or that of one period (``T09:p2``). Pauses that overlap
count once (`law.periods.merge`). A period that the step ends while it is paused ends its pauses with it.
The door adds ``moved``: each changed period with its pauses, extensions and new last day. Replay only reads that.
"""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date, datetime
from typing import Any

from jinwu.kit.registry import Registry
from jinwu.law import periods
from jinwu.law.calendar import WorkCalendar
from jinwu.law.vocabulary import DayKind, Timer

from .context import Context
from .state import PauseState, State, TimerState

#: Every timer by its key, as declared by procedures.
timers: Registry[Timer] = Registry("timer")


def length_of(ctx: Context, timer: Timer) -> int:
    """The length in force: a number of the law, or the profile's value where it is only recalled or local."""
    return timer.length if isinstance(timer.length, int) else int(ctx.profile(timer.length))


def awaited(state: State) -> list[TimerState]:
    """Running periods that somebody works towards, the nearest first; the party's own windows are not among them."""
    return sorted((t for t in state.running() if timers[t.timer].watched), key=lambda timer: timer.shown)


def nearest(state: State) -> TimerState | None:
    """The period that ends next; one that stands still is not waited for."""
    return next((timer for timer in awaited(state) if not timer.paused), None)


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
        length = ctx.outcome.get("lengths", {}).get(timer.key) or length_of(ctx, timer)
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


def reckoned(timer: TimerState, calendar: WorkCalendar, as_of: date | None = None) -> periods.Due:
    """When a running period ends, its pauses and extensions counted; an open pause counts up to `as_of`."""
    pauses = [periods.Pause(p.start, p.end, p.reason, p.document) for p in timer.pauses]
    return periods.due(
        timers[timer.timer], timer.start, length=timer.length, calendar=calendar, pauses=pauses,
        extensions=timer.extensions, as_of=as_of,
    )  # fmt: skip


def moved(ctx: Context, state: State | None) -> list[dict[str, Any]]:
    """Running periods that the step pauses, resumes or extends, as the entry writes them; those it ends while paused too."""
    out = ctx.outcome
    ends = {*ctx.step.stops, *out.get("ends", ())}
    found = []
    for before in state.running() if state else ():
        names = (before.timer, before.key)
        if timers[before.timer].kind is DayKind.HOURS:
            continue
        pauses = _resumed(before.pauses, _of(names, out.get("resumes", ())))
        pauses = _paused(pauses, _of(names, out.get("pauses", ())))
        if ends & set(names):
            pauses = tuple(_closed(pause, ctx.day) if pause.end is None else pause for pause in pauses)
        extensions = (*before.extensions, *(int(one["days"]) for one in _of(names, out.get("extends", ()))))
        if pauses == before.pauses and extensions == before.extensions:
            continue
        after = before.model_copy(update={"pauses": pauses, "extensions": extensions})
        due = reckoned(after, ctx.calendar)
        found.append({
            "key": before.key, "pauses": [pause.model_dump(mode="json") for pause in pauses],
            "extensions": list(extensions), "due": due.day.isoformat(), "shown": due.shown.isoformat(),
            "certain": due.certain,
        })  # fmt: skip
    return found


def _of(names: tuple[str, str], requests: Iterable[dict[str, Any]]) -> list[dict[str, Any]]:
    return [one for one in requests if one["timer"] in names]


def _paused(pauses: tuple[PauseState, ...], requests: list[dict[str, Any]]) -> tuple[PauseState, ...]:
    for one in requests:
        new = PauseState(**{name: value for name, value in one.items() if name != "timer"})
        if not any(p.end is None and (p.reason, p.document) == (new.reason, new.document) for p in pauses):
            pauses = (*pauses, new)
    return pauses


def _resumed(pauses: tuple[PauseState, ...], requests: list[dict[str, Any]]) -> tuple[PauseState, ...]:
    ended = {(one.get("reason", ""), one.get("document", "")): date.fromisoformat(one["end"]) for one in requests}
    return tuple(
        _closed(pause, ended[pause.reason, pause.document])
        if pause.end is None and (pause.reason, pause.document) in ended
        else pause
        for pause in pauses
    )


def _closed(pause: PauseState, end: date) -> PauseState:
    """A pause that ends on the day it began, or before, stops nothing."""
    return pause.model_copy(update={"end": max(pause.start, end)})
