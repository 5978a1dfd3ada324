"""Today (今日): what is overdue, due today, due soon; what waits for me; what changed since I looked; what I did."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from django.http import HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.views.decorators.http import require_safe

from jinwu.bureau.models import User
from jinwu.collection.bank import BANK
from jinwu.kit import clock
from jinwu.kit.permission import STAFF, needs
from jinwu.kit.register import registers
from jinwu.law.messages import N_
from jinwu.law.roles import Role
from jinwu.matters import drafts, looks, queries, scope, tasks, terms
from jinwu.matters.door import procedures
from jinwu.matters.models import Draft, Matter
from jinwu.matters.registers import WEEK
from jinwu.matters.tasks import Task
from jinwu.ui.links import resolve
from jinwu.ui.terms import unit

from ..request import HouseRequest
from ..ways import ways_in
from .bank import open_items

MOST = 100
HEADS = frozenset({Role.UNIT_HEAD, Role.AUTHORITY_HEAD})


@dataclass(frozen=True)
class Line:
    """A task as Today shows it."""

    task: Task
    left: int
    why: Any
    act: str
    url: str
    matter_url: str

    @property
    def tone(self) -> str:
        return "late" if self.left < 0 else "soon" if self.left == 0 else ""

    @property
    def unit(self) -> str:
        return unit(self.task.timer.kind, self.left)


@dataclass(frozen=True)
class Awaited:
    """A step that waits for the reader, since how many days (the day it came counts as the first)."""

    one: queries.Waiting
    days: int

    @property
    def url(self) -> str:
        return reverse("matter_step", args=[self.one.matter.pk, self.one.step.key]) + "#next"


@needs(STAFF)
@require_safe
def today(request: HouseRequest) -> HttpResponse:
    """The day's work; heads may look at the whole unit (`?unit=1`)."""
    user, day = request.user, clock.today()
    is_head = bool(request.roles & HEADS)
    whole = is_head and request.GET.get("unit") == "1"
    people = tasks.charged(user, day + WEEK) if whole else []
    person = next((officer for officer, _name in people if str(officer) == request.GET.get("person")), 0)
    found = tasks.tasks_of(user, whole_unit=whole, person=person, until=day + WEEK, limit=MOST)
    lines = [_line(task) for task in found]
    waiting = queries.waiting_for(user, without={task.matter.pk for task in found})
    open_ = queries.open_count(user, MOST + 1)
    context = {
        "day": day, "is_head": is_head, "whole": whole, "people": people, "person": person, "tabs": _tabs(whole) if is_head else (),
        "changes": looks.changes(user, whole_unit=whole, person=person), "queue": _queue(request), "cut": len(found) == MOST,
        "overdue": [line for line in lines if line.task.due < day],
        "now": [line for line in lines if line.task.due == day],
        "week": [line for line in lines if line.task.due > day],
        "waiting": [Awaited(one, (day - terms.local(one.matter.acted_at)).days + 1) for one in waiting],
        "done": queries.recently_done(user), "drafts": _drafts(user),
        "open": open_, "open_cut": open_ > MOST, "most": MOST,
        "bank": open_items(request) if BANK.admits(request.roles, signed_in=True) else None,
        **ways_in(request),
    }  # fmt: skip
    return render(request, "web/today.html", context)


def _tabs(whole: bool) -> list[dict[str, Any]]:
    here = reverse("today")
    return [{"title": N_("My own"), "url": here, "current": not whole, "count": None},
            {"title": N_("The whole unit"), "url": f"{here}?unit=1", "current": whole, "count": None}]  # fmt: skip


def _queue(request: HouseRequest) -> str:
    """The register of all that waits for someone of this role."""
    key = "review_queue" if Role.LEGAL_REVIEWER in request.roles else "approvals" if request.roles & HEADS else ""
    return (
        reverse("register", args=[key])
        if key and registers[key].permission.admits(request.roles, signed_in=True)
        else ""
    )


def due_count(request: Any) -> int | str | None:
    """The small figure beside Today: duties overdue or due within seven days."""
    rows = tasks.running(request.user).filter(shown__lte=clock.today() + WEEK)
    return _capped(rows.order_by()[:MOST].count())


def open_count(request: Any) -> int | str | None:
    """The small figure beside Matters: those under way that are one's own."""
    return _capped(queries.open_count(request.user, MOST))


def _capped(number: int) -> int | str | None:
    return f"{MOST - 1}+" if number >= MOST else number or None


def _line(task: Task) -> Line:
    matter: Matter = task.matter
    page = reverse("matter", args=[matter.pk])
    steps = [s for s in procedures[matter.procedure].steps.values() if task.row.timer in s.stops and not s.side]
    ends = next((s for s in steps if s.possible_from(matter.stage)), steps[0] if steps else None)
    url = reverse("matter_step", args=[matter.pk, ends.key]) if ends else page
    act = ends.title if ends else ""
    return Line(task, terms.left(task.row, clock.today()), terms.why(task.row), act, url, page)


def _drafts(user: User) -> list[dict[str, Any]]:
    """Drafts to go on with; a step of a matter that is not opened yet belongs to the draft of its opening."""
    found = drafts.mine(user, 8)
    named = {one.matter for one in found if one.matter}
    known = set(scope.visible_to(user).filter(pk__in=named).values_list("pk", flat=True)) if named else set()
    return [_draft(one) for one in found if one.matter is None or one.matter in known]


def _draft(one: Draft) -> dict[str, Any]:
    procedure = procedures.get(one.procedure)
    step = procedure.steps.get(one.step) if procedure else None
    url = reverse("matter_step", args=[one.matter, one.step]) if one.matter else resolve("draft.url", one)
    return {"title": step.title if step else one.step, "of": one.title, "at": one.saved_at, "url": url}
