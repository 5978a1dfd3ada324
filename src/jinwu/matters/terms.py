"""A running period as a page shows it: what, by when, how long still, and why."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, datetime, timedelta
from typing import Any

from django.utils.translation import gettext as _

from jinwu.catalog.queries import work_calendar
from jinwu.kit import clock
from jinwu.law import periods
from jinwu.law.messages import Message, say
from jinwu.law.vocabulary import DayKind, Timer
from jinwu.ui import rulers, terms
from jinwu.ui.translate import joined

from .state import TimerState
from .timing import reckoned, timers

_LENGTHS = {
    DayKind.WORKING_DAYS: lambda n: say("{n} working days", n=n),
    DayKind.CALENDAR_DAYS: lambda n: say("{n} calendar days", n=n),
    DayKind.HOURS: lambda n: say("{n} hours", n=n),
    DayKind.MONTHS: lambda n: say("{n} months", n=n),
    DayKind.YEARS: lambda n: say("{n} years", n=n),
}


def length_words(kind: DayKind, length: int) -> Message:
    """A length as one says it: 15 calendar days."""
    return _LENGTHS[kind](length)


def left(running: Any, today: date) -> int:
    """Days left of a period (`TimerState` or its row) until the date warned by; negative when overdue."""
    declared = timers[running.timer]
    due = periods.Due(running.due, running.shown, getattr(running, "hour", None), running.certain)
    return periods.remaining(due, today, declared.kind, work_calendar())


def why(running: Any) -> Message:
    """Start and length in one sentence."""
    declared = timers[running.timer]
    length = length_words(declared.kind, running.length + sum(running.extensions))
    return say("It began on {day} and lasts {length}.", day=local(running.start), length=length)


def deadline(running: TimerState, today: date, whose: str = "") -> terms.Deadline:
    """The period as `{% deadline %}` draws it; `whose` names the party where there are several."""
    declared = timers[running.timer]
    running = _as_of(running, today)
    days = left(running, today)
    said = [why(running)]
    said += [say("It stands still since {day}.", day=pause.start) for pause in running.pauses if pause.end is None]
    if running.due != running.shown:
        said.append(say("Its legal end is {day}; the earlier day is the safe one.", day=running.due))
    if not running.certain:
        said.append(say("The holidays of that year are not published yet."))
    text = joined(*said)
    title = say("{title} ({whose})", title=say(declared.title), whose=whose) if whose else declared.title
    return terms.Deadline(
        title, running.shown, days, declared.kind, text, declared.basis, _ruler(running, declared, days, today),
        since=local(running.start),
    )  # fmt: skip


def _as_of(running: TimerState, today: date) -> TimerState:
    """A period that stands still, its end moved on to where it would be if it ran again today."""
    if not running.paused:
        return running
    due = reckoned(running, work_calendar(), as_of=today)
    return running.model_copy(update={"due": due.day, "shown": due.shown, "certain": due.certain})


def local(moment: datetime) -> date:
    return moment.astimezone(clock.ZONE).date()


def _ruler(running: TimerState, declared: Timer, days: int, today: date) -> rulers.Ruler | None:
    if declared.kind is DayKind.HOURS:
        return None
    pauses = list(_pauses(running, declared, today))
    span = (running.shown - local(running.start)).days - sum(lasted for _after, lasted in pauses)
    length = running.length + sum(running.extensions)
    if declared.kind is DayKind.WORKING_DAYS:
        whole = length
    else:  # a last day moved on by a holiday lengthens it; months and years count down in days
        whole = max(length, span) if declared.kind is DayKind.CALENDAR_DAYS else span
    used = max(whole - days, 0)
    label = _("{whole} in all, {used} gone, {left} left").format(whole=whole, used=used, left=max(days, 0))
    return rulers.period(whole, used, pauses, label)


def _pauses(running: TimerState, declared: Timer, today: date) -> Iterator[tuple[int, int]]:
    """Each pause as the ruler draws it: what was counted before it began, and how long it lasted."""
    working = declared.kind is DayKind.WORKING_DAYS
    count = work_calendar().working_days_between if working else lambda a, b: (b - a).days
    begun, paused = local(running.start), 0
    for pause in periods.merge(periods.Pause(one.start, one.end) for one in running.pauses):
        lasted = count(pause.start, pause.end or max(today, pause.start))
        yield max(count(begun, pause.start - timedelta(days=1)) - paused, 0), lasted
        paused += lasted
