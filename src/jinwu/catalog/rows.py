"""What the queries hand out: frozen rows, without a database behind them, and the two refusals."""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import date
from functools import cached_property
from typing import Any

from jinwu.kit.grams import grams
from jinwu.law.citations import Citation
from jinwu.law.discretion import Tier
from jinwu.law.parties import PartyKind, counts_as_citizen
from jinwu.law.penalty import Base, PenaltyRule
from jinwu.law.problems import Problem
from jinwu.law.summary import summary_limit

from .chinese import search_form


class LawMissing(Problem):
    """The law or choice of a day is not in the catalogue: what is missing, and what to do next."""


class BasisNotLoaded(LawMissing):
    """No legal basis is loaded for that day: the matter is refused in exactly those words."""


class ProfileMissing(LawMissing):
    """The profile has no value for that day."""


@dataclass(frozen=True)
class Dates:
    """A row's id and the days it is in force."""

    id: int
    in_force_from: date
    in_force_to: date | None


@dataclass(frozen=True)
class ProfileRow(Dates):
    """A value of the profile; `confirmed` False is shown wherever the value is used."""

    key: str
    title: str
    value: Any
    confirmed: bool
    source: str

    @property
    def filled(self) -> bool:
        """False where the release only keeps the place: the bureau has not said its own yet."""
        return not (isinstance(self.value, str) and self.value.startswith("（待填"))


#: A fact of the case in the text of a question.
NAMED = re.compile(r"\{([^{}]*)\}")
#: The same in brackets: it goes with them where the case does not know it.
BRACKETED = re.compile(r"（\{([^{}]*)\}）")
#: What stands in a question where the case does not know the fact: room to write by hand.
UNKNOWN = "＿＿＿"
YES_NO = ("是", "否")


@dataclass(frozen=True)
class Question:
    """One question. It follows from the question `after` when that was answered with one of `given`."""

    key: str
    text: str
    kind: str = "text"
    options: tuple[str, ...] = ()
    fact: str = ""
    unit: str = ""
    after: str = ""
    given: tuple[str, ...] = ()
    must: bool = False
    basis: str = ""

    @classmethod
    def of(cls, row: dict[str, Any]) -> Question:
        """The line of data as a question. Raises `TypeError` for parts that no question has."""
        return cls(**{name: tuple(value) if isinstance(value, list) else value for name, value in row.items()})

    @property
    def choices(self) -> tuple[str, ...]:
        return self.options or (YES_NO if self.kind == "yes_no" else ())

    def asked(self, facts: dict[str, str]) -> str:
        """The text with the facts of the case in it."""
        known = BRACKETED.sub(lambda found: f"（{fact}）" if (fact := facts.get(found[1])) else "", self.text)
        return NAMED.sub(lambda found: facts.get(found[1]) or UNKNOWN, known)

    def as_data(self) -> dict[str, Any]:
        """The line as the catalogue holds it: what is empty is left out."""
        row = {"key": self.key, "text": self.text, "kind": self.kind, "options": list(self.options), "fact": self.fact,
               "unit": self.unit, "after": self.after, "given": list(self.given), "must": self.must, "basis": self.basis}  # fmt: skip
        return {name: value for name, value in row.items() if value}


@dataclass(frozen=True)
class TemplateRow(Dates):
    """A template as it stands on a day."""

    key: str
    title: str
    form: str
    role: str
    violations: tuple[str, ...]
    questions: tuple[Question, ...]
    confirmed: bool


@dataclass(frozen=True)
class TierRow(Dates):
    """A step of the discretion benchmark with where it was published."""

    party_kind: str
    tier: Tier
    source: str
    confirmed: bool
    order: int


@dataclass(frozen=True)
class Also:
    """What the law adds to the fine. `mode`: must, where_any (where there is any), may, refused (correction refused)."""

    kind: str
    mode: str
    note: str = ""


@dataclass(frozen=True)
class ArticleRow:
    """An article in one wording: `summary` in our own words, `paragraphs` as imported (empty: not imported)."""

    id: int
    citation: Citation
    edition: date
    summary: str
    chapter: str
    section: str
    paragraphs: tuple[dict[str, Any], ...]
    confirmed: bool

    @property
    def text(self) -> str:
        """The full text, a line for each paragraph and item; empty where it is not imported."""
        lines = []
        for paragraph in self.paragraphs:
            lines.append(paragraph["text"])
            lines += [item["text"] for item in paragraph.get("items", ())]
        return "\n".join(lines)


@dataclass(frozen=True)
class ViolationRow(Dates):
    """A violation as one day's law has it. Texts are Chinese, ready for a document."""

    code: str
    title: str
    act_citations: tuple[Citation, ...]  # what the act violates
    penalty_citations: tuple[Citation, ...]  # what it is punished by
    rule: PenaltyRule
    prior: str  # N none, C correction refused or overdue first, W warning first, CW both
    prior_note: str
    also: tuple[Also, ...]
    organ: str
    correction: str
    keywords: tuple[str, ...]
    initials: str
    common: bool
    confirmed: bool
    replaced_by: str
    successor: str
    note: str
    benchmark: tuple[TierRow, ...] = ()

    @property
    def act_citation(self) -> Citation:
        """The article the act violates; `act_citations` where there are several."""
        return self.act_citations[0]

    @property
    def penalty_citation(self) -> Citation:
        """The article that punishes it; `penalty_citations` where there are several."""
        return self.penalty_citations[0]

    def tiers(self, party_kind: str, sole_trader_as_citizen: bool = True) -> tuple[Tier, ...]:
        """The steps of the benchmark for a kind of party, light to heavy; empty where none is published."""
        return tuple(row.tier for row in self.tier_rows(party_kind, sole_trader_as_citizen))

    def tier_rows(self, party_kind: str, sole_trader_as_citizen: bool = True) -> tuple[TierRow, ...]:
        """The same with id, source and whether they are confirmed."""
        like = PartyKind.PERSON if counts_as_citizen(party_kind, sole_trader_as_citizen) else PartyKind.ORGANISATION
        for kind in (party_kind, like, ""):
            found = [row for row in self.benchmark if row.party_kind == kind]
            if found:
                return tuple(sorted(found, key=lambda row: row.order))
        return ()

    def summary_allowed(self, on: date, party_kind: str | None = None, sole_trader_as_citizen: bool = True) -> bool:
        """Whether a warning or a fine within the limits of APL 51 may end it on the spot, for one kind of party or any.

        A fine counted from an amount that must be appraised is never decided on the spot.
        """
        if not self.rule.summary_kinds or any(each.mode == "must" for each in self.also):
            return False
        if self.rule.with_warning:
            return True
        kinds = [party_kind] if party_kind else list(PartyKind)
        return any(self._fine_within(kind, on, sole_trader_as_citizen) for kind in kinds)

    def _fine_within(self, kind: str, on: date, sole_trader_as_citizen: bool) -> bool:
        try:
            limit = summary_limit(kind, on, sole_trader_as_citizen).amount
            return self.rule.bounds_for(kind, Base(units=1), sole_trader_as_citizen).low <= limit
        except Problem:  # no law of that day, no fine for this kind of party, a local rule, an amount to appraise
            return False

    @cached_property
    def searchable(self) -> str:
        return search_form("".join([self.title, *self.keywords]))

    @cached_property
    def bigrams(self) -> frozenset[str]:
        return frozenset(grams(search_form(self.title), *map(search_form, self.keywords)))
