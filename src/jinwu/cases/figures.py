"""What is counted of penalty cases: by date of the decision, the original decision whatever became of it later."""

from __future__ import annotations

from decimal import Decimal
from typing import Any

from django.db.models import Count, QuerySet, Sum

from jinwu.bureau.queries import subtree
from jinwu.kit.figure import Figure, Span, figure
from jinwu.law.messages import N_
from jinwu.matters.models import Matter
from jinwu.matters.scope import visible_to

from .models import DecisionRow

_NOTE = N_(
    "By date of the decision, 1 January to 31 December; the original decision counts, also where it was later revoked."
)


def decisions(span: Span, procedure: str = "") -> QuerySet[DecisionRow]:
    """The decisions counted: originals that took effect, of the unit and everything beneath it, as the viewer may see."""
    found = DecisionRow.objects.filter(
        unit_id__in=subtree(span.unit_id, span.last), decided_on__range=span.days, version=1
    ).exclude(status="void")
    if span.user is not None:
        found = found.filter(matter__in=visible_to(span.user))
    return found.filter(procedure=procedure) if procedure else found


def _count(procedure: str = "") -> Any:
    return lambda span: decisions(span, procedure).aggregate(n=Count("id"))["n"]


def _fines(procedure: str = "") -> Any:
    return lambda span: decisions(span, procedure).aggregate(n=Sum("fine"))["n"] or Decimal("0.00")


def _rows(procedure: str = "") -> Any:
    return lambda span: Matter.objects.filter(pk__in=decisions(span, procedure).values("matter_id"))


def _figure(code: str, title: str, unit: str, value: Any, procedure: str = "", *, headline: bool = False) -> None:
    figure(Figure(code, title, unit, value, _rows(procedure), "matters", _NOTE, headline, order=10))


_figure("penalty.count", N_("Administrative penalties"), "件", _count(), headline=True)
_figure("penalty.fines", N_("Fines and confiscations"), "元", _fines(), headline=True)
_figure("penalty.summary.count", N_("Penalties by summary procedure"), "件", _count("summary"), "summary")
_figure("penalty.summary.fines", N_("Fines by summary procedure"), "元", _fines("summary"), "summary")
_figure("penalty.ordinary.count", N_("Penalties by ordinary procedure"), "件", _count("ordinary"), "ordinary")
_figure("penalty.ordinary.fines", N_("Fines by ordinary procedure"), "元", _fines("ordinary"), "ordinary")


def clues(span: Span) -> QuerySet[Matter]:
    """Clues registered in the year, whatever became of them; a case split off from another came by no clue of its own."""
    units = subtree(span.unit_id, span.last)
    found = visible_to(span.user).filter(procedure="ordinary", unit_id__in=units, opened_at__year=span.year)
    return found.exclude(state__details__has_key="split_from")


figure(
    Figure(
        "clues.received", N_("Clues registered"), "条", lambda span: clues(span).count(), clues, "matters",
        N_("By the day on which the clue was registered, from whatever source."), order=25,
    )
)  # fmt: skip
