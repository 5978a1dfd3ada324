"""The list of matters (事项)."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

from django.db.models import F, IntegerField, QuerySet, Value
from django.utils.translation import gettext as _

from jinwu.bureau.models import User
from jinwu.bureau.queries import held_on
from jinwu.catalog.queries import work_calendar
from jinwu.kit import clock
from jinwu.kit.permission import STAFF
from jinwu.kit.register import Column, Filter, Register, Show, register
from jinwu.law import periods
from jinwu.law.messages import N_
from jinwu.ui.terms import left_words, tone
from jinwu.ui.translate import day_short, translate

from . import scope
from .door import procedures
from .models import Matter
from .timing import timers

#: Days that "soon" looks ahead, on Today and in the list. A matter of the page, not of law.
WEEK = timedelta(days=7)


def reading(user: User | None) -> QuerySet[Matter]:
    """What the user may see, with who reads, so that the filters "mine" and "my unit" know it."""
    rows = scope.visible_to(user).select_related("handler")
    officer = user.officer_id if user else None
    held = held_on(user, clock.today()).held if user else ()
    return rows.annotate(
        reader=Value(officer or 0, IntegerField()), reader_unit=Value(held[0].unit if held else 0, IntegerField())
    )


def due_word(row: Matter) -> tuple[str, str] | None:
    """The next deadline as a badge: overdue, soon, or how long still."""
    if row.final or row.due is None or row.due_timer not in timers:
        return None
    kind = timers[row.due_timer].kind
    due = periods.Due(row.due_on, row.due_on, None, True)
    days = periods.remaining(due, clock.today(), kind, work_calendar())
    return tone(days) or "open", left_words(days, kind)


def procedure_word(row: Matter) -> str:
    return procedures[row.procedure].title


def stage_word(row: Matter) -> str:
    return procedures[row.procedure].stages[row.stage].title


def _due_day(row: Matter) -> str:
    return day_short(row.due, clock.today()) if row.due and not row.final else ""


def _title(row: Matter) -> str:
    return row.title or _("Untitled")


def _stages() -> list[tuple[str, str]]:
    many = len(procedures) > 1
    return [
        (f"{one.key}:{stage.key}", f"{translate(one.title)} · {translate(stage.title)}" if many else stage.title)
        for one in procedures
        for stage in one.stages.values()
    ]


def _of_stage(rows: QuerySet[Matter], value: str) -> QuerySet[Matter]:
    procedure, _colon, stage = value.partition(":")
    return rows.filter(procedure=procedure, stage=stage)


def _due_within(rows: QuerySet[Matter], value: str) -> QuerySet[Matter]:
    today = clock.today()
    if value == "overdue":
        return rows.filter(final=False, due_on__lt=today)
    return rows.filter(final=False, due_on__gte=today, due_on__lte=today + (WEEK if value == "week" else timedelta()))


def _handled(rows: QuerySet[Matter], value: str) -> QuerySet[Matter]:
    return rows.filter(handler_id=F("reader")) if value == "me" else rows.filter(unit_id=F("reader_unit"))


def _status(rows: QuerySet[Matter], value: str) -> QuerySet[Matter]:
    return rows.filter(final=value == "final")


def _found(rows: QuerySet[Matter], words: str) -> QuerySet[Matter]:
    return scope.matching(rows, words)


def _procedures() -> list[tuple[str, Any]]:
    return [(one.key, one.title) for one in procedures]


register(
    Register(
        key="matters",
        title=N_("Matters"),
        scope=reading,
        order=("final", "due_on", "id"),
        permission=STAFF,
        group=N_("Matters"),
        search=_found,
        search_hint=N_("Party, place or number"),
        filters=(
            Filter("handler", N_("Handler"), lambda: [("me", N_("me")), ("unit", N_("my unit"))], _handled),
            Filter("status", N_("Status"), lambda: [("open", N_("under way")), ("final", N_("ended"))], _status),
            Filter("due", N_("Deadline"), lambda: [("overdue", N_("overdue")), ("today", N_("today")),
                                                   ("week", N_("within seven days"))], _due_within),
            Filter("procedure", N_("Procedure"), _procedures, lambda rows, value: rows.filter(procedure=value)),
            Filter("stage", N_("Stage"), _stages, _of_stage),
        ),
        columns=(
            Column("title", N_("Matter and party"), _title, Show.LINK, sub="party_label"),
            Column("number", N_("Document number"), "number"),
            Column("procedure", N_("Procedure"), procedure_word),
            Column("stage", N_("Stage"), stage_word),
            Column("due", N_("Deadline"), due_word, Show.STATE, sub=_due_day),
            Column("handler", N_("Handler"), "handler.name"),
            Column("place", N_("Place"), "place", in_list=False),
            Column("opened", N_("Begun"), "opened_at", Show.DATETIME, in_list=False),
            Column("decided", N_("Decided"), "decided_on", Show.DATE, in_list=False),
            Column("acted", N_("Last act"), "acted_at", Show.DATE),
        ),
    )
)  # fmt: skip
