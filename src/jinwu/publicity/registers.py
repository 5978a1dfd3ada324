"""The register of publication (公示台账): what is due, overdue, published, withheld, to be withdrawn, withdrawn."""

from __future__ import annotations

from typing import Any

from django.db.models import QuerySet

from jinwu.cases.models import PublicationRow
from jinwu.cases.publication.inputs import PLACES
from jinwu.cases.publication.panels import GROUNDS, WORDS
from jinwu.catalog.queries import work_calendar
from jinwu.kit import clock
from jinwu.kit.permission import STAFF
from jinwu.kit.register import Column, Filter, Register, Show, register
from jinwu.law import periods
from jinwu.law.messages import N_
from jinwu.law.timers import T50, T52
from jinwu.matters.scope import matching, visible_to
from jinwu.ui.terms import left_words, tone
from jinwu.ui.translate import day_short

#: What somebody must still do, and the period within which.
WAITING = {"due": T50, "to_withdraw": T52}


def publications(user: Any) -> QuerySet[PublicationRow]:
    """The publications of the matters that the user may see."""
    rows = PublicationRow.objects.select_related("matter")
    return rows if user is None else rows.filter(matter__in=visible_to(user))


def state_of(row: PublicationRow) -> tuple[str, str]:
    """What became of it; what is overdue by how long."""
    if row.status in WAITING and row.due_on and row.due_on < clock.today():
        return "late", LATE[row.status]
    return WORDS[row.status]


LATE = {"due": N_("Publication overdue"), "to_withdraw": N_("Withdrawal overdue")}


def due_word(row: PublicationRow) -> tuple[str, Any] | None:
    """The days left of what is still to be done."""
    if row.status not in WAITING or row.due_on is None:
        return None
    kind = WAITING[row.status].kind
    days = periods.remaining(periods.Due(row.due_on, row.due_on, None, True), clock.today(), kind, work_calendar())
    return tone(days) or "open", left_words(days, kind)


def _due_day(row: PublicationRow) -> str:
    return day_short(row.due_on, clock.today()) if row.due_on and row.status in WAITING else ""


def _place(row: PublicationRow) -> str:
    return PLACES.get(row.where, "")


def _ground(row: PublicationRow) -> str:
    return GROUNDS.get(row.ground, "")


def _states() -> list[tuple[str, str]]:
    return [("overdue", N_("overdue")), *((key, word) for key, (_tone, word) in WORDS.items())]


def _of_state(rows: QuerySet[PublicationRow], value: str) -> QuerySet[PublicationRow]:
    if value == "overdue":
        return rows.filter(status__in=WAITING, due_on__lt=clock.today())
    return rows.filter(status=value)


def _found(rows: QuerySet[PublicationRow], words: str) -> QuerySet[PublicationRow]:
    return rows.filter(matter__in=matching(visible_to(None), words))


register(
    Register(
        key="publications",
        title=N_("Publication of decisions"),
        scope=publications,
        order=("-decided_on", "-id"),
        permission=STAFF,
        group=N_("Publicity"),
        search=_found,
        search_hint=N_("Party, place or number"),
        filters=(
            Filter("status", N_("Status"), _states, _of_state),
            Filter("where", N_("Published where"), lambda: list(PLACES.items()),
                   lambda rows, value: rows.filter(where=value)),
        ),
        columns=(
            Column("number", N_("Document number"), "number", Show.LINK, sub="matter.party_label"),
            Column("decided", N_("Decided on"), "decided_on", Show.DATE),
            Column("status", N_("Status"), state_of, Show.STATE),
            Column("due", N_("Deadline"), due_word, Show.STATE, sub=_due_day),
            Column("published", N_("Day of publication"), "published_on", Show.DATE),
            Column("days", N_("Working days from the decision"), "days", Show.NUMBER),
            Column("where", N_("Published where"), _place),
            Column("address", N_("Address or reference"), "address", in_list=False),
            Column("withdrawn", N_("Withdrawn on"), "withdrawn_on", Show.DATE),
            Column("ground", N_("Ground"), _ground, in_list=False),
            Column("reason", N_("Reason"), "reason", Show.LONG, in_list=False),
            Column("matter", N_("Matter"), "matter_id", Show.MATTER, in_list=False),
        ),
        note=N_("Decisions of the ordinary procedure within the days of the profile; those made on the spot as they come."),
    )
)  # fmt: skip
