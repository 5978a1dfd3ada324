"""The ledger of first offences (首违台账)."""

from __future__ import annotations

from typing import Any

from django.db.models import QuerySet

from jinwu.kit.permission import STAFF
from jinwu.kit.register import Column, Filter, Register, Show, register
from jinwu.law.leniency import ROUTE_TITLES, Route
from jinwu.law.messages import N_
from jinwu.matters.scope import matching, visible_to

from ..models import ReminderRow
from .procedure import reminder

_TONES = {"detected": "draft", "issued": "doing", "corrected": "doing", "no_penalty": "done", "not_corrected": "wait",
          "escalated": "breach", "withdrawn": "void"}  # fmt: skip


def ledger(user: Any) -> QuerySet[ReminderRow]:
    """The reminders of the matters that the user may see."""
    rows = ReminderRow.objects.select_related("matter")
    return rows if user is None else rows.filter(matter__in=visible_to(user))


def state_of(row: ReminderRow) -> tuple[str, str]:
    return _TONES[row.status], reminder.stages[row.status].title


def _route(row: ReminderRow) -> str:
    return ROUTE_TITLES[Route(row.route)]


def _states() -> list[tuple[str, str]]:
    return [(stage.key, stage.title) for stage in reminder.stages.values()]


def _found(rows: QuerySet[ReminderRow], words: str) -> QuerySet[ReminderRow]:
    return rows.filter(matter__in=matching(visible_to(None), words))


register(
    Register(
        key="reminders",
        title=N_("First-offence reminders"),
        scope=ledger,
        order=("-found_on", "-id"),
        permission=STAFF,
        group=N_("Matters"),
        search=_found,
        search_hint=N_("Party, place or number"),
        filters=(
            Filter("status", N_("Status"), _states, lambda rows, value: rows.filter(status=value)),
            Filter("route", N_("Ground of leniency"), lambda: [(str(key), title) for key, title in ROUTE_TITLES.items()],
                   lambda rows, value: rows.filter(route=value)),
        ),
        columns=(
            Column("party", N_("Party"), "matter.party_label", Show.LINK, sub="title"),
            Column("number", N_("Document number"), "number"),
            Column("route", N_("Ground of leniency"), _route),
            Column("found", N_("Found on"), "found_on", Show.DATE),
            Column("issued", N_("Given on"), "issued_on", Show.DATE),
            Column("correct_by", N_("Correct by"), "correct_by", Show.DATE),
            Column("status", N_("Status"), state_of, Show.STATE),
            Column("matter", N_("Matter"), "matter_id", Show.MATTER, in_list=False),
        ),
        note=N_("A reminder is no penalty and is not published; it is kept, so that there is no second first time."),
    )
)  # fmt: skip
