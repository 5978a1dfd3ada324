"""Figures of penalty cases taken apart: table 1 of the annual report, the months, the laws fines rest on."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Callable, Mapping, Sequence
from decimal import Decimal
from typing import Any

from django.db.models import Count, OuterRef, QuerySet, Subquery, Sum
from django.db.models.functions import ExtractMonth
from django.utils.translation import gettext as _

from jinwu.catalog.queries import statute_name
from jinwu.kit.figure import NOT_APPLICABLE, Band, Breakdown, Drawn, Span, breakdown
from jinwu.law.messages import N_, say
from jinwu.matters.door import procedures
from jinwu.matters.registers import reading

from .figures import decisions
from .kinds import ALLOWED, KINDS
from .models import DecisionRow, LineRow, ViolationRow

Values = Mapping[tuple[str, str], Any]
AMOUNT = "amount"
COUNT = "count"


def _procedures(_span: Span) -> list[Band]:
    return [Band(key, procedures[key].title) for key in ALLOWED]


def _with_total(bands: Callable[[Span], list[Band]]) -> Callable[[Span], Sequence[Band]]:
    return lambda span: [*bands(span), Band("", N_("Total"))]


def _opened(span: Span, found: QuerySet[DecisionRow]) -> QuerySet[Any]:
    """The matters of those decisions, as their register lists them."""
    return reading(span.user).filter(pk__in=found.values("matter_id"))


# table 1: procedure × kind, each decision counted once under its heaviest kind


def _kinds(_span: Span) -> list[Band]:
    return [*(Band(key, title, "宗") for key, title in KINDS.items()), Band("", N_("Total"), "宗"),
            Band(AMOUNT, N_("Fines and confiscations"), "元")]  # fmt: skip


def _by_kind(span: Span) -> Values:
    found: dict[tuple[str, str], Any] = defaultdict(int)
    for procedure in ("", *ALLOWED):
        found[procedure, AMOUNT] = Decimal("0.00")
    counted = decisions(span).values("procedure", "heaviest").annotate(n=Count("id"), fines=Sum("fine"))
    for group in counted.order_by():
        for procedure in (group["procedure"], ""):
            found[procedure, group["heaviest"]] += group["n"]
            found[procedure, ""] += group["n"]
            found[procedure, AMOUNT] += group["fines"]
    return {**found, **{(p, kind): NOT_APPLICABLE for p, allowed in ALLOWED.items() for kind in KINDS.keys() - allowed}}


def _rows_of_kind(span: Span, procedure: str, kind: str) -> QuerySet[Any]:
    found = decisions(span, procedure)
    if kind == AMOUNT:
        found = found.filter(fine__gt=0)
    return _opened(span, found.filter(heaviest=kind) if kind in KINDS else found)


breakdown(
    Breakdown(
        code="penalty.by_kind",
        title=N_("Table 1: administrative penalties"),
        lines=_with_total(_procedures),
        columns=_kinds,
        values=_by_kind,
        rows=_rows_of_kind,
        register="matters",
        note=N_("By date of the decision; several kinds in one decision count once, under the heaviest."),
    )
)

# the months


def _months(_span: Span) -> list[Band]:
    return [Band(str(month), say("month {month}", month=month), "件") for month in range(1, 13)]


def _by_month(span: Span) -> Values:
    groups = decisions(span).annotate(month=ExtractMonth("decided_on")).values("month", "procedure")
    return {(str(g["month"]), g["procedure"]): g["n"] for g in groups.annotate(n=Count("id")).order_by()}


def _rows_of_month(span: Span, month: str, procedure: str) -> QuerySet[Any]:
    found = decisions(span, procedure)
    return _opened(span, found.filter(decided_on__month=int(month)) if month else found)


breakdown(
    Breakdown(
        code="penalty.by_month",
        title=N_("Penalties by month"),
        lines=_months,
        columns=_procedures,
        values=_by_month,
        rows=_rows_of_month,
        register="matters",
        drawn=Drawn.COLUMNS,
        note=N_("By date of the decision."),
    )
)

# the laws: each line of a fine under the statute that punishes its violation


def _fine_lines(span: Span) -> QuerySet[LineRow]:
    basis = ViolationRow.objects.filter(matter=OuterRef("matter"), key=OuterRef("violation"))
    original = decisions(span).filter(matter=OuterRef("matter"), key=OuterRef("decision"))
    lines = LineRow.objects.filter(kind="fine").annotate(
        basis=Subquery(basis.values("basis__penalty_citations")[:1]), counted=Subquery(original.values("pk")[:1])
    )
    return lines.exclude(counted=None)


def _by_statute(span: Span) -> Values:
    amounts: dict[str, Decimal] = defaultdict(Decimal)
    counts: Counter[str] = Counter()
    groups = _fine_lines(span).values("basis").annotate(sum=Sum("amount"), n=Count("counted", distinct=True))
    for group in groups.order_by():
        statute = _statute(group["basis"])
        amounts[statute] += group["sum"] or Decimal(0)
        counts[statute] += group["n"]
    return {**{(key, AMOUNT): value for key, value in amounts.items()}, **{(k, COUNT): n for k, n in counts.items()}}


def _statutes(span: Span) -> list[Band]:
    """The statutes that fines of the year rest on, by their code: in no order of amounts."""
    found = {_statute(basis) for basis in _fine_lines(span).values_list("basis", flat=True).distinct().order_by()}
    return [Band(code, statute_name(code) if code else _("Not known")) for code in sorted(found)]


def _statute(citations: str | None) -> str:
    return (citations or "").partition(" ")[0].partition("-")[0]


def _rows_of_statute(span: Span, statute: str, _column: str) -> QuerySet[Any]:
    lines = _fine_lines(span)
    found = lines.filter(basis__startswith=f"{statute}-") if statute else lines
    return reading(span.user).filter(pk__in=found.values("matter_id"))


breakdown(
    Breakdown(
        code="penalty.by_statute",
        title=N_("Fines by the law they rest on"),
        lines=_statutes,
        columns=lambda _span: [Band(AMOUNT, N_("Amount"), "元"), Band(COUNT, N_("Decisions"), "件")],
        values=_by_statute,
        rows=_rows_of_statute,
        register="matters",
        drawn=Drawn.BARS,
        note=N_("By date of the decision; the statute of the article that sets the penalty."),
    )
)
