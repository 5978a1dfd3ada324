"""The catalogue in this process: read once per epoch and part, shared by all threads, never changed."""

from __future__ import annotations

from collections import OrderedDict
from collections.abc import Iterable
from datetime import date
from functools import cached_property
from itertools import groupby
from typing import Any, TypeVar

from jinwu.law.calendar import WorkCalendar
from jinwu.law.citations import Citation
from jinwu.law.discretion import Tier
from jinwu.law.penalty import PenaltyRule

from . import epoch
from .models import (
    Article,
    BenchmarkTier,
    CalendarDay,
    ProfileValue,
    QuestionTemplate,
    Statute,
    StatuteVersion,
    Violation,
)
from .rows import Also, ArticleRow, Dates, ProfileRow, Question, TemplateRow, TierRow, ViolationRow

_KEPT = 4
_snapshots: OrderedDict[str, Snapshot] = OrderedDict()
Row = TypeVar("Row", bound=Dates)


def now() -> Snapshot:
    """The snapshot of the epoch this transaction sees."""
    token = epoch.current()
    found = _snapshots.get(token)
    if found is None:
        found = _snapshots[token] = Snapshot()
        while len(_snapshots) > _KEPT:
            _snapshots.popitem(last=False)
    return found


def latest(rows: Iterable[Row], on: date) -> Row | None:
    """The row that came into force last before or on a day, if it is still in force then."""
    begun = [row for row in rows if row.in_force_from <= on]
    last = max(begun, key=lambda row: (row.in_force_from, row.id), default=None)
    return last if last and (last.in_force_to is None or on <= last.in_force_to) else None


class Snapshot:
    """One state of the catalogue; each part is read when first asked for."""

    def __init__(self) -> None:
        self._articles: dict[str, dict[tuple[date, int], ArticleRow]] = {}

    @cached_property
    def profile(self) -> dict[str, tuple[ProfileRow, ...]]:
        rows = ProfileValue.objects.current().order_by("key", "in_force_from")
        return _grouped(
            (row.key, ProfileRow(*_dates(row), row.key, row.title, row.value, row.confirmed, row.source))
            for row in rows
        )

    @cached_property
    def statutes(self) -> dict[str, Statute]:
        return {statute.code: statute for statute in Statute.objects.all()}

    @cached_property
    def versions(self) -> dict[str, tuple[Any, ...]]:
        rows = StatuteVersion.objects.current().select_related("statute").order_by("statute__code", "in_force_from")
        return _grouped((row.statute.code, row) for row in rows)

    @cached_property
    def violations(self) -> dict[str, tuple[ViolationRow, ...]]:
        tiers = self._tiers
        rows = Violation.objects.current().order_by("code", "in_force_from")
        return _grouped((row.code, _violation(row, tiers.get(row.code, ()))) for row in rows)

    @cached_property
    def _tiers(self) -> dict[str, tuple[TierRow, ...]]:
        rows = BenchmarkTier.objects.current().order_by("violation_code", "order", "id")
        return _grouped((row.violation_code, _tier(row)) for row in rows)

    @cached_property
    def questions(self) -> dict[str, tuple[TemplateRow, ...]]:
        rows = QuestionTemplate.objects.current().order_by("key", "in_force_from")
        return _grouped((row.key, _template(row)) for row in rows)

    @cached_property
    def calendar(self) -> WorkCalendar:
        days = CalendarDay.objects.current().values_list("day", "working")
        complete = latest(self.profile.get("calendar.years", ()), date.max)
        return WorkCalendar(dict(days), complete.value if complete else ())

    def article(self, citation: Citation, on: date) -> ArticleRow | None:
        """The article in the wording of that day; where no version was in force yet, in none."""
        version = latest(self.versions.get(citation.statute, ()), on)
        return self.wording(citation, version.edition) if version else None

    def wording(self, citation: Citation, edition: date) -> ArticleRow | None:
        """The article in one version of its statute."""
        return self._articles_of(citation.statute).get((edition, citation.article))

    def _articles_of(self, code: str) -> dict[tuple[date, int], ArticleRow]:
        if code not in self._articles:
            rows = Article.objects.current().filter(statute__code=code, branch=0)
            self._articles[code] = {(row.edition, row.number): _article(row, code) for row in rows}
        return self._articles[code]


def _grouped(pairs: Iterable[tuple[str, Any]]) -> dict[str, tuple[Any, ...]]:
    return {key: tuple(row for _key, row in group) for key, group in groupby(pairs, key=lambda pair: pair[0])}


def _dates(row: Any) -> tuple[int, date, date | None]:
    return row.id, row.in_force_from, row.in_force_to


def _tier(row: BenchmarkTier) -> TierRow:
    tier = Tier(row.key, row.title, row.low, row.high, row.conditions)
    return TierRow(*_dates(row), row.party_kind, tier, row.source, row.confirmed, row.order)


def _article(row: Article, code: str) -> ArticleRow:
    return ArticleRow(
        row.id,
        Citation(code, row.number),
        row.edition,
        row.summary,
        row.chapter,
        row.section,
        tuple(row.paragraphs),
        row.confirmed,
    )


def _template(row: QuestionTemplate) -> TemplateRow:
    asked = tuple(Question.of(each) for each in row.questions)
    return TemplateRow(
        *_dates(row), row.key, row.title, row.form, row.role, tuple(row.violations), asked, row.confirmed
    )


def _citations(keys: str) -> tuple[Citation, ...]:
    return tuple(Citation.parse(key) for key in keys.split())


def _violation(row: Violation, benchmark: tuple[TierRow, ...]) -> ViolationRow:
    return ViolationRow(
        *_dates(row),
        code=row.code,
        title=row.title,
        act_citations=_citations(row.act_citations),
        penalty_citations=_citations(row.penalty_citations),
        rule=PenaltyRule.from_json(row.rule),
        prior=row.prior,
        prior_note=row.prior_note,
        also=tuple(Also(**each) for each in row.also),
        organ=row.organ,
        correction=row.correction,
        keywords=tuple(row.keywords),
        initials=row.initials,
        common=row.common,
        confirmed=row.confirmed,
        replaced_by=row.replaced_by,
        successor=row.successor,
        note=row.note,
        benchmark=benchmark,
    )
