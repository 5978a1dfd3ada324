"""An article through the versions of its statute: which wording governed a day, and which others there are."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from typing import Any

from jinwu.law.citations import Citation

from . import snapshot
from .models import Statute, StatuteVersion
from .rows import ArticleRow, ViolationRow
from .snapshot import latest


@dataclass(frozen=True)
class Wording:
    """An article as one version of its statute has it; `article` None: the catalogue does not hold it in that version."""

    version: StatuteVersion
    article: ArticleRow | None

    def governs(self, on: date) -> bool:
        """Whether this version was in force that day."""
        until = self.version.in_force_to
        return self.version.in_force_from <= on and (until is None or on <= until)

    def text(self, citation: Citation) -> list[dict[str, Any]]:
        """Paragraphs and items of the full text, those that the citation points at with `cited`; empty: not loaded."""
        paragraphs = self.article.paragraphs if self.article else ()
        whole = citation.paragraph or (1 if citation.item else None)
        return [_paragraph(number, one, whole, citation.item) for number, one in enumerate(paragraphs, 1)]


def _paragraph(number: int, one: dict[str, Any], cited: int | None, item: int | None) -> dict[str, Any]:
    here = number == cited
    items = [{**each, "cited": here and each["number"] == item} for each in one.get("items", ())]
    return {"text": one["text"], "items": items, "cited": here and item is None}


def statute(code: str) -> Statute | None:
    """The statute of a code, if the catalogue knows it."""
    return snapshot.now().statutes.get(code)


def wordings(citation: Citation) -> list[Wording]:
    """Every version of the statute with what it says in that place, newest first."""
    held = snapshot.now()
    versions = sorted(held.versions.get(citation.statute, ()), key=lambda one: one.in_force_from, reverse=True)
    return [Wording(one, held.wording(citation, one.edition)) for one in versions]


def wording(found: Iterable[Wording], on: date) -> Wording | None:
    """The one of these that governed a day; None: no version was in force."""
    by_version = {one.version.pk: one for one in found}
    version = latest([one.version for one in by_version.values()], on)
    return by_version[version.pk] if version else None


def violations_resting(citation: Citation, on: date) -> list[ViolationRow]:
    """The violations of that day that the article forbids or punishes, by code."""
    place = (citation.statute, citation.article)
    rows = (row for known in snapshot.now().violations.values() if (row := latest(known, on)))
    return sorted(
        (row for row in rows if any((c.statute, c.article) == place for c in (*row.act_citations, *row.penalty_citations))),
        key=lambda row: row.code,
    )  # fmt: skip
