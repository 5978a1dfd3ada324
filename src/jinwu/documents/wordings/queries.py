"""Reading local wordings: what each form is set with today, and what became of the others."""

from __future__ import annotations

import difflib
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.db.models import QuerySet

from ..access import organs_of
from ..models import Wording, WordingStatus
from ..templates import PaperTemplate, templates
from . import force


@dataclass(frozen=True)
class FormRow:
    """A paper, what it is set with today, and the wording that is being written or waits."""

    paper: PaperTemplate
    national: int
    since: date
    local: Wording | None
    open: Wording | None


def wordings_of(user: Any) -> QuerySet[Wording]:
    """The wordings of the organs in whose books `user` works; None: all."""
    organs = organs_of(user)
    return Wording.objects.all() if organs is None else Wording.objects.filter(organ__in=organs)


def forms(organ: int, day: date) -> list[FormRow]:
    """Every form of the house on `day`, in the order of the catalogue."""
    waiting = {
        row.template: row
        for row in Wording.objects.filter(organ=organ, status__in=[WordingStatus.DRAFT, WordingStatus.PROPOSED])
    }
    found = []
    for paper in sorted(templates, key=lambda each: each.code):
        national = paper.on(day)
        local = force.in_force(organ, paper, day)
        local = local if local and local.source else None
        found.append(FormRow(paper, national.number, national.since, local, waiting.get(paper.key)))
    return found


def history(organ: int, key: str) -> list[Wording]:
    """Every wording of a form that was approved, the latest first."""
    rows = Wording.objects.filter(organ=organ, template=key, status__in=[WordingStatus.APPROVED, WordingStatus.STOPPED])
    return list(rows.order_by("-number"))


def begun_from(organ: int, paper: PaperTemplate, day: date) -> str:
    """What a new wording starts from: the one in force, else the national form."""
    local = force.in_force(organ, paper, day)
    return local.source if local and local.source else paper.on(day).source


@dataclass(frozen=True)
class Change:
    """A line of a comparison: `kind` is "same", "out" or "in"; `line` counts in the new text, or the old one for "out"."""

    kind: str
    line: int
    text: str


def changes(before: str, after: str, around: int = 2) -> list[Change | None]:
    """What differs, with `around` lines beside it; None where lines were left out."""
    old, new = before.splitlines(), after.splitlines()
    found: list[Change | None] = []
    for group in difflib.SequenceMatcher(None, old, new, autojunk=False).get_grouped_opcodes(around):
        if found:
            found.append(None)
        found += _lines(group, old, new)
    return found


def _lines(group: list[tuple[str, int, int, int, int]], old: list[str], new: list[str]) -> Iterator[Change]:
    for tag, i, i_end, j, j_end in group:
        if tag == "equal":
            yield from (Change("same", at + 1, new[at]) for at in range(j, j_end))
        else:
            yield from (Change("out", at + 1, old[at]) for at in range(i, i_end))
            yield from (Change("in", at + 1, new[at]) for at in range(j, j_end))
