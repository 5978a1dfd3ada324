"""What a phone takes along to end a case on the spot where no line reaches: the words of the decision, and the scales.

The words are read from the form in force, an organ's own wording included, with ⟦marks⟧ where the facts of a case will stand;
so the sheet that a party signs on the phone says what the paper says.
"""

from __future__ import annotations

import io
from dataclasses import asdict, dataclass
from datetime import date, datetime, time
from decimal import Decimal
from difflib import SequenceMatcher
from functools import lru_cache
from typing import Any

from docx import Document as open_docx

from jinwu.bureau.queries import unit_name
from jinwu.catalog import queries as catalog
from jinwu.documents.editable import docx
from jinwu.documents.papers_data import (
    Correction,
    Manner,
    OfficerShown,
    OnTheSpotDecision,
    PartyShown,
    Payment,
    RemediesShown,
)
from jinwu.documents.render import fixed
from jinwu.documents.templates import TemplateVersion, templates
from jinwu.documents.wordings import force
from jinwu.kit.clock import ZONE
from jinwu.law.on_the_spot import COLLECT_LIMIT
from jinwu.law.parties import PartyKind
from jinwu.law.remedies import remedies_for
from jinwu.law.summary import CollectionGround
from jinwu.law.timers import T13

from . import foresight
from .papers import CORRECTED_ON_THE_SPOT, on_the_spot_ground_text

_FORM = "on_the_spot_decision"
#: Stand in for what a form wants as a figure or a day; each is looked for as it was printed.
_FINE = Decimal("7777.77")
_ACT, _BY = datetime(2001, 2, 3, 4, 5, tzinfo=ZONE), date(2001, 3, 4)
_DECIDED = time(5, 6)
#: Here the form goes over to signatures, which the phone draws itself.
_SIGNED_FROM = "（印章）"


@dataclass(frozen=True)
class Block:
    """Paragraphs of the decision; where they hang on something, `by` says on what and `texts` how."""

    by: str
    texts: dict[str, tuple[str, ...]]


def wording(organ: int, on: date) -> dict[str, list[dict[str, Any]]]:
    """The decision's paragraphs for each kind of party, by what each hangs on. Raises `Problem` as setting a paper does."""
    law = remedies_for("summary", on)
    remedies = RemediesShown(
        reconsideration_first=law.reconsideration_first, reconsideration_days=law.reconsideration_days,
        reconsideration_organ=str(catalog.value("remedies.reconsideration_organ", on, "")), suit_months=law.suit_months,
        suit_days_after=law.suit_days_after, court=str(catalog.value("remedies.court", on, "")),
    )  # fmt: skip
    payee = str(catalog.value("collection.institution", on, ""))
    version = force.version_on(templates[_FORM], on, organ)
    return {
        kind.value: [asdict(one) for one in _blocks(organ, on, kind, remedies, payee, version)] for kind in PartyKind
    }


@lru_cache(maxsize=32)
def _blocks(
    organ: int, on: date, kind: PartyKind, remedies: RemediesShown, payee: str, _version: TemplateVersion
) -> tuple[Block, ...]:
    """The form is set once for each way in which one of its facts may stand, and compared with the first way. Kept as long
    as the same wording is in force."""

    def said(**more: Any) -> list[str]:
        return _printed(_facts(organ, on, kind, remedies, payee, **more), on, organ)

    base = said()
    ways = {
        "statement": {"none": base, "said": said(statement="⟦statement⟧", statement_answer="⟦answer⟧")},
        "correction": {"at_once": base, "by_day": said(correction=Correction(by=_BY)),
                       "done": said(correction=Correction(why_not=CORRECTED_ON_THE_SPOT))},
        "payment": {"bank": base, "on_the_spot": said(payment=Payment(manner=Manner.ON_THE_SPOT, ground="⟦ground⟧"))},
        "penalty": {"fine": base, "both": said(warning=True), "warning": said(warning=True, fine=None),
                    "fine tier": said(discretion="⟦tier⟧"), "both tier": said(warning=True, discretion="⟦tier⟧"),
                    "warning tier": said(warning=True, fine=None, discretion="⟦tier⟧")},
    }  # fmt: skip
    places = {by: _place(base, ways[by].values()) for by in ("statement", "correction", "payment")}
    places["penalty"] = _place(base, [ways["penalty"]["both"], ways["penalty"]["fine tier"]])
    found, done = [], 0
    for by, (start, end) in sorted(places.items(), key=lambda pair: pair[1]):
        found.append(Block("", {"": tuple(base[done:start])}))
        found.append(Block(by, {way: _across(base, other, start, end) for way, other in ways[by].items()}))
        done = end
    return (*found, Block("", {"": tuple(base[done:])}))


def _facts(
    organ: int, on: date, kind: PartyKind, remedies: RemediesShown, payee: str, **more: Any
) -> OnTheSpotDecision:
    party = PartyShown(
        kind=kind, name="⟦name⟧", sex="⟦sex⟧", id_number="⟦number⟧", credit_code="⟦code⟧", operator="⟦operator⟧",
        legal_rep="⟦representative⟧", address="⟦address⟧", phone="⟦phone⟧",
    )  # fmt: skip
    return OnTheSpotDecision(**{
        "organ": unit_name(organ, on), "number": "⟦form⟧", "party": party, "act": "⟦act⟧", "act_at": _ACT, "place": "⟦place⟧",
        "facts": "⟦facts⟧", "rule": "⟦rule⟧", "basis": "⟦basis⟧", "fine": _FINE, "correction": Correction(at_once=True),
        "payment": Payment(manner=Manner.BANK, days=int(T13.length), payee=payee or "⟦payee⟧"), "remedies": remedies,
        "officers": (OfficerShown(name="⟦me⟧", certificate_no="—"), OfficerShown(name="⟦partner⟧", certificate_no="—")),
        "decided_at": datetime.combine(on, _DECIDED, ZONE), "decided_place": "⟦place⟧",
    } | more)  # fmt: skip


def _printed(facts: OnTheSpotDecision, on: date, organ: int) -> list[str]:
    """The paragraphs of the paper as far as the signatures, with marks for what stood in for figures and days."""
    made = open_docx(io.BytesIO(docx(fixed(_FORM, facts, on=on, organ=organ))))
    shown = facts.shown()
    marks = {shown["act_at"]: "⟦act_at⟧", shown["decided_at"]: "⟦decided_at⟧"}
    if facts.fine:
        marks |= {shown["fine"]["words"]: "⟦fine_words⟧", shown["fine"]["figures"]: "⟦fine⟧"}
    if facts.correction.by:
        marks[shown["correction"]["by"]] = "⟦correct_by⟧"
    found = []
    for paragraph in made.paragraphs:
        text = paragraph.text
        if _SIGNED_FROM in text:
            break
        for printed, mark in marks.items():
            text = text.replace(printed, mark)
        found.append(text)
    return found


def _place(base: list[str], others: Any) -> tuple[int, int]:
    """The paragraphs of `base` that stand otherwise in one of `others`."""
    changed = [code for other in others for code in _opcodes(base, other) if code[0] != "equal"]
    return min(code[1] for code in changed), max(code[2] for code in changed)


def _across(base: list[str], other: list[str], start: int, end: int) -> tuple[str, ...]:
    """What stands in `other` where `base` has its paragraphs from `start` to `end`."""
    equal = [(i1, i2, j1) for tag, i1, i2, j1, _j2 in _opcodes(base, other) if tag == "equal"]
    first = next((j1 + start - i1 for i1, i2, j1 in equal if i1 <= start <= i2), 0)
    last = next((j1 + end - i1 for i1, i2, j1 in reversed(equal) if i1 <= end <= i2), len(other))
    return tuple(other[first:last])


def _opcodes(base: list[str], other: list[str]) -> list[tuple[str, int, int, int, int]]:
    return SequenceMatcher(None, base, other, autojunk=False).get_opcodes()


def scales(on: date) -> dict[str, dict[str, Any]]:
    """Each violation that may end on the spot: its words and articles, and for each kind of party range, tiers and limit."""
    return {row.code: _violation(row, on) for row in catalog.violations(on, "summary")}


def _violation(row: Any, on: date) -> dict[str, Any]:
    return {
        "title": row.title, "rule": catalog.cite(row.act_citation, on),
        "basis": catalog.cite(row.penalty_citation, on), "warning": row.rule.with_warning,
        "prior": (row.prior_note or row.title) if row.prior != "N" else "",
        "words": " ".join([row.code, row.initials, *row.keywords]),
        "kinds": {kind.value: _scale(row.code, kind, on) for kind in PartyKind},
    }  # fmt: skip


def _scale(code: str, kind: PartyKind, on: date) -> dict[str, Any]:
    found = foresight.scale(code, kind, act=on, on=on)
    return {
        "low": str(found.bounds.low) if found.bounds else "", "high": str(found.bounds.high) if found.bounds else "",
        "limit": str(found.limit.amount), "units": found.counts_units,
        "tiers": [{"key": one.key, "title": one.title, "conditions": one.conditions, "low": str(one.low), "high": str(one.high)}
                  for one in found.tiers if one.low <= found.limit.amount],
    }  # fmt: skip


def grounds(on: date) -> dict[str, Any]:
    """Why a fine may be collected on the spot, as the decision says it, and up to which fine without more."""
    return {
        "small": str(COLLECT_LIMIT.on(on).value),
        "texts": {ground.value: on_the_spot_ground_text(ground, on) for ground in CollectionGround},
    }
