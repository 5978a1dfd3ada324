"""How a period of law runs: its start, its pauses, its extensions, and the day it ends (CPL 85)."""

from __future__ import annotations

from calendar import monthrange
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from zoneinfo import ZoneInfo

from .calendar import WorkCalendar
from .citations import CPL
from .vocabulary import Bound, DayKind, Timer

COUNTING = CPL(85)  #: start day excluded; a last rest day rolls forward; posted in time is in time
_ZONE = ZoneInfo("Asia/Shanghai")
_DAY = timedelta(days=1)


@dataclass(frozen=True)
class Pause:
    """Time that does not count: from `start` on, until `end`, which counts again (None: still paused).

    `document` is the paper that proves it. A pause that starts and ends on one day stops nothing.
    """

    start: date
    end: date | None
    reason: str = ""
    document: str = ""

    def __post_init__(self) -> None:
        if self.end is not None and self.end < self.start:
            raise ValueError("a pause ends before it starts")


@dataclass(frozen=True)
class Due:
    """When a period ends.

    `day`: its legal end. `shown`: the date warned by, never later. `hour`: the moment, for periods in hours.
    `certain`: False where it lies beyond the published calendar. `paused`: a pause is still open, the end is not fixed yet.
    """

    day: date
    shown: date
    hour: datetime | None
    certain: bool
    paused: bool = False


def merge(pauses: Iterable[Pause]) -> list[Pause]:
    """The pauses in order, those that touch or overlap made one; reasons and documents joined."""
    merged: list[Pause] = []
    for pause in sorted(pauses, key=lambda p: (p.start, p.end is None, p.end or p.start)):
        last = merged[-1] if merged else None
        if last is None or (last.end is not None and last.end < pause.start):
            merged.append(pause)
            continue
        end = None if last.end is None or pause.end is None else max(last.end, pause.end)
        merged[-1] = Pause(last.start, end, _join(last.reason, pause.reason), _join(last.document, pause.document))
    return merged


def add_months(day: date, n: int) -> date:
    """The corresponding day `n` months later, or the last of that month where there is none."""
    year, month = divmod(day.year * 12 + day.month - 1 + n, 12)
    return date(year, month + 1, min(day.day, monthrange(year, month + 1)[1]))


def add_years(day: date, n: int) -> date:
    """The corresponding day `n` years later; 29 February becomes the 28th where there is none."""
    return add_months(day, 12 * n)


def due(
    timer: Timer,
    start: datetime | date,
    *,
    length: int,
    calendar: WorkCalendar,
    pauses: Sequence[Pause] = (),
    extensions: Sequence[int] = (),
    as_of: date | None = None,
) -> Due:
    """When the period of `timer` that began with `start` ends.

    `length` and `extensions` are in the timer's own unit. An open pause counts up to `as_of` (None: not at all), so the
    end given is then the earliest possible. Raises `ValueError` for a length below 1 and for pauses of a period in hours.
    """
    if length < 1 or any(more < 0 for more in extensions):
        raise ValueError("a period is at least 1 long and is never shortened by an extension")
    whole = length + sum(extensions)
    if timer.kind is DayKind.HOURS:
        return _due_in_hours(start, whole, calendar, pauses)
    first = local_day(start)
    closed = merge(_closed(pause, as_of) for pause in pauses)
    if timer.kind in (DayKind.MONTHS, DayKind.YEARS):
        months = whole * (12 if timer.kind is DayKind.YEARS else 1)
        end = _shifted(first, add_months(first, months), closed)
    else:
        end = _counted(first, whole, timer.kind, calendar, closed)
    rolled = end if timer.bound is Bound.RELEASE else calendar.next_working(end)
    shown = rolled if timer.bound is Bound.PARTY else end
    if timer.kind is DayKind.WORKING_DAYS:
        certain = end <= calendar.published_until
    else:
        certain = timer.bound is Bound.RELEASE or (calendar.certain(end) and calendar.certain(rolled))
    return Due(
        day=rolled,
        shown=shown,
        hour=None,
        certain=certain,
        paused=any(pause.end is None and pause.start <= end for pause in pauses),
    )


def days_to_reach(start: datetime | date, until: date, length: int, extensions: Iterable[int] = ()) -> int:
    """Days by which a period in calendar days is to be extended so that it ends on `until`; 0 where it does so already."""
    return max((until - local_day(start)).days - length - sum(extensions), 0)


def remaining(due: Due, today: date, kind: DayKind, calendar: WorkCalendar) -> int:
    """Days left until the date warned by: working days for periods in working days, else calendar days.

    0 on the last day, negative afterwards (at least one day late, even over a weekend).
    """
    if kind is not DayKind.WORKING_DAYS:
        return (due.shown - today).days
    left = calendar.working_days_between(today, due.shown)
    return min(left, -1) if today > due.shown else left


def overdue(due: Due, now: datetime | date) -> bool:
    """Whether the legal end has passed. A period in hours needs a moment to be judged by the hour."""
    if due.hour is not None and isinstance(now, datetime):
        return _local(now) > due.hour
    return local_day(now) > due.day


def local_day(moment: datetime | date) -> date:
    """The day in China of a moment; a date is its own day. A naive moment is taken as China's time."""
    return _local(moment).date() if isinstance(moment, datetime) else moment


def _local(moment: datetime) -> datetime:
    return moment.replace(tzinfo=_ZONE) if moment.tzinfo is None else moment.astimezone(_ZONE)


def _due_in_hours(start: datetime | date, hours: int, calendar: WorkCalendar, pauses: Sequence[Pause]) -> Due:
    if not isinstance(start, datetime):
        raise ValueError("a period in hours begins at a moment, not on a day")
    if pauses:
        raise ValueError("a period in hours is not paused")
    begin = _local(start).replace(minute=0, second=0, microsecond=0) + timedelta(hours=1)
    end = begin + timedelta(hours=hours)
    return Due(end.date(), end.date(), end, True)


def _closed(pause: Pause, as_of: date | None) -> Pause:
    if pause.end is not None:
        return pause
    return Pause(pause.start, max(pause.start, as_of) if as_of else pause.start, pause.reason, pause.document)


def _counted(start: date, length: int, kind: DayKind, calendar: WorkCalendar, pauses: list[Pause]) -> date:
    """The day on which `length` days after `start` are over, those inside a pause left out."""
    last, left = start, length
    for pause in pauses:
        held_from, runs_again = max(pause.start, start + _DAY), pause.end
        if runs_again is None or runs_again <= held_from:
            continue
        before = _count(last, held_from - _DAY, kind, calendar)
        if before >= left:
            break
        left -= before
        last = runs_again - _DAY
    return _advance(last, left, kind, calendar)


def _count(after: date, until: date, kind: DayKind, calendar: WorkCalendar) -> int:
    if kind is DayKind.WORKING_DAYS:
        return calendar.working_days_between(after, until)
    return (until - after).days


def _advance(after: date, n: int, kind: DayKind, calendar: WorkCalendar) -> date:
    if kind is DayKind.WORKING_DAYS:
        return calendar.add_working_days(after, n)
    return after + timedelta(days=n)


def _shifted(start: date, end: date, pauses: list[Pause]) -> date:
    """`end` moved on by every paused day that lies after `start` and not after the end so far."""
    for pause in pauses:
        held_from = max(pause.start, start + _DAY)
        if held_from > end:
            break
        if pause.end is not None and pause.end > held_from:
            end += pause.end - held_from
    return end


def _join(a: str, b: str) -> str:
    return "; ".join(dict.fromkeys(part for text in (a, b) if text for part in text.split("; ")))
