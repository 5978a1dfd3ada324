"""A deadline as a page shows it: what, by when, how long still, and why."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.utils.translation import gettext as _

from jinwu.law.vocabulary import DayKind

from .rulers import Ruler

#: At this many days left or fewer a deadline is drawn in ochre. A matter of drawing, not of law.
SOON = 3


@dataclass(frozen=True)
class Deadline:
    """`left` counts in `kind` (negative: overdue; None: not counted now, `word` says why)."""

    title: Any
    day: date | None
    left: int | None
    kind: DayKind = DayKind.WORKING_DAYS
    why: Any = ""
    basis: Iterable[Any] = ()
    ruler: Ruler | None = None
    word: Any = ""
    state: str = ""
    since: date | None = None  # the day whose law governs: that of the step which started it

    @property
    def tone(self) -> str:
        """``late``, ``soon``, ``paused`` or empty; as given, else by what is left."""
        return self.state or tone(self.left)

    @property
    def unit(self) -> str:
        return unit(self.kind, self.left or 0)


def tone(left: int | None) -> str:
    """How a number of days left is drawn: ``late``, ``soon`` or plain."""
    if left is None:
        return ""
    return "late" if left < 0 else "soon" if left <= SOON else ""


def unit(kind: DayKind | str, count: int = 0) -> str:
    """The word beside a count of what is left: 工作日, 自然日, 小时. Months and years count down in days."""
    count = abs(count)
    if kind == DayKind.WORKING_DAYS:
        return _("working day") if count == 1 else _("working days")
    if kind == DayKind.HOURS:
        return _("hour") if count == 1 else _("hours")
    return _("calendar day") if count == 1 else _("calendar days")


def left_words(left: int, kind: DayKind | str) -> str:
    """The badge of a deadline in a list: 逾期2日, 今天, 3工作日."""
    if left < 0:
        return _("overdue by {n} {unit}").format(n=-left, unit=unit(kind, left))
    if left == 0:
        return _("due today")
    return _("{n} {unit}").format(n=left, unit=unit(kind, left))
