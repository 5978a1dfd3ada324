"""The registers of inspections (检查台账) and of patrols (巡查台账)."""

from __future__ import annotations

from datetime import date
from typing import Any

from django.db.models import QuerySet
from django.utils.translation import gettext as _

from jinwu.bureau.models import User
from jinwu.bureau.queries import unit_name
from jinwu.kit import clock
from jinwu.kit.grams import query_grams
from jinwu.kit.permission import STAFF
from jinwu.kit.register import Column, Filter, Register, Show, register
from jinwu.law.messages import N_
from jinwu.matters import scope

from .inputs import KIND_LABELS, OBJECT_LABELS, REASON_LABELS, RESULT_LABELS
from .models import Inspection, Patrol
from .patrol import CLUE_LABELS
from .subjects import subjects

GROUP = N_("Inspections")


def inspections(user: User | None) -> QuerySet[Inspection]:
    """Inspections this user may see."""
    return _listed(Inspection.objects.filter(matter__in=scope.visible_to(user)))


def patrols(user: User | None) -> QuerySet[Patrol]:
    """Patrols this user may see."""
    return _listed(Patrol.objects.filter(matter__in=scope.visible_to(user)))


def _listed(rows: QuerySet[Any]) -> QuerySet[Any]:
    """With matter and officer, without what a list does not show of a matter."""
    return rows.select_related("matter__handler").defer("matter__state", "matter__grams", "matter__head_hash")


def _result(row: Inspection) -> tuple[str, Any] | None:
    if not row.result:
        return "open", N_("No result yet")
    return ("done" if row.result == "no_problem" else "info"), RESULT_LABELS[row.result]


def _complete(row: Inspection) -> tuple[str, Any]:
    return ("done", N_("Complete")) if row.complete else ("mark", N_("Incomplete"))


def _counts(row: Inspection) -> str:
    if row.counted:
        return _("Yes, by {day}").format(day=row.counted_on)
    return _("No")


def _unit(row: Any) -> str:
    return unit_name(row.unit_id, clock.today())


def _clue(row: Patrol) -> tuple[str, Any] | None:
    if not row.clue:
        return None
    return ("open", N_("Clue to be followed")) if row.clue == "open" else ("done", CLUE_LABELS[row.clue])


def _years(first: int) -> list[tuple[str, str]]:
    return [(str(year), str(year)) for year in range(clock.today().year, clock.today().year - first, -1)]


def _of_year(field: str) -> Any:
    def narrow(rows: QuerySet[Any], value: str) -> QuerySet[Any]:
        return rows.filter(**{f"{field}__range": (date(int(value), 1, 1), date(int(value), 12, 31))})

    return narrow


def _found(rows: QuerySet[Any], words: str) -> QuerySet[Any]:
    wanted = query_grams(words)
    return rows.filter(matter__grams__contains=wanted) if wanted else rows


register(
    Register(
        key="inspections",
        title=N_("Register of inspections"),
        group=GROUP,
        permission=STAFF,
        scope=inspections,
        order=("-visited_on", "-matter_id"),
        search=_found,
        search_hint=N_("Object or place"),
        filters=(
            Filter("year", N_("Year"), lambda: _years(6), _of_year("visited_on")),
            Filter("result", N_("Result of the inspection"), lambda: list(RESULT_LABELS.items()), lambda rows, v: rows.filter(result=v)),
            Filter("kind", N_("Kind of inspection"), lambda: list(KIND_LABELS.items()), lambda rows, v: rows.filter(kind=v)),
            Filter("subject", N_("What is inspected"), lambda: [(one.key, one.title) for one in subjects().values()],
                   lambda rows, v: rows.filter(subject=v)),
            Filter("complete", N_("Inspection record"), lambda: [("yes", N_("Complete")), ("no", N_("Incomplete"))],
                   lambda rows, v: rows.filter(complete=v == "yes")),
        ),
        columns=(
            Column("object", N_("Object of the inspection"), "object", Show.LINK, sub=lambda row: row.matter.place),
            Column("subject", N_("What is inspected"), "subject_title"),
            Column("day", N_("Day of the visit"), "visited_on", Show.DATE),
            Column("kind", N_("Kind of inspection"), lambda row: KIND_LABELS[row.kind]),
            Column("result", N_("Result of the inspection"), _result, Show.STATE),
            Column("record", N_("Inspection record"), _complete, Show.STATE),
            Column("officer", N_("Officer"), "matter.handler.name"),
            Column("unit", N_("Unit"), _unit, in_list=False),
            Column("object_kind", N_("Kind of object"), lambda row: OBJECT_LABELS[row.object_kind], in_list=False),
            Column("reason", N_("Ground of the inspection"), lambda row: REASON_LABELS[row.reason], in_list=False),
            Column("counted", N_("Counted as an inspection"), _counts, in_list=False),
            Column("matter", N_("Matter"), "matter_id", Show.MATTER, in_list=False),
            Column("case", N_("Case it led to"), "led_to_case", Show.MATTER, in_list=False),
        ),
        note=N_("Counted is one object with a complete record and a result, unless a decided case arose from it."),
    )
)  # fmt: skip
register(
    Register(
        key="patrols",
        title=N_("Register of patrols"),
        group=GROUP,
        permission=STAFF,
        scope=patrols,
        order=("-patrolled_on", "-matter_id"),
        search=_found,
        search_hint=N_("Area"),
        filters=(
            Filter("year", N_("Year"), lambda: _years(6), _of_year("patrolled_on")),
            Filter("clue", N_("Clue"), lambda: [("open", N_("Clue to be followed")), *CLUE_LABELS.items()],
                   lambda rows, v: rows.filter(clue=v)),
        ),
        columns=(
            Column("area", N_("Area"), "area", Show.LINK),
            Column("day", N_("Day of the patrol"), "patrolled_on", Show.DATE),
            Column("met", N_("What was met"), "met", Show.NUMBER),
            Column("cleared", N_("Put right on the spot"), "cleared", Show.NUMBER),
            Column("advised", N_("Persons advised"), "advised", Show.NUMBER),
            Column("clue", N_("Clue"), _clue, Show.STATE),
            Column("officer", N_("Officer"), "matter.handler.name"),
            Column("unit", N_("Unit"), _unit, in_list=False),
            Column("matter", N_("Matter"), "matter_id", Show.MATTER, in_list=False),
            Column("led_to", N_("Matter it led to"), "led_to", Show.MATTER, in_list=False),
        ),
        note=N_("A patrol has no object of its own and never counts as an inspection."),
    )
)  # fmt: skip
