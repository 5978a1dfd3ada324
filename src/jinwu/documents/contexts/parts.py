"""Parts that several papers hold, and how facts become the strings a template sets."""

from __future__ import annotations

from datetime import date, datetime
from decimal import Decimal
from typing import Annotated, Any

from pydantic import AfterValidator, BeforeValidator, model_serializer

from jinwu.kit.inputs import field
from jinwu.law.messages import N_

from ..papers_data import (
    Blank,
    Context,
    Line,
    Moment,
    PartyShown,
    Strokes,
    Text,
    Yuan,
    _printable,
    amount,
    chinese_day,
    count,
    moment,
    sentence,
)


def _closed(text: str) -> str:
    return "\n".join(part if part.startswith(("问：", "答：")) else sentence(part) for part in _parts(text))


def _parts(text: str) -> list[str]:
    return [part for line in text.split("\n") if (part := line.strip())]


Note = Annotated[str, BeforeValidator(_printable)]  # several paragraphs, may be empty
Sentences = Annotated[Text, AfterValidator(_closed)]  # paragraphs that end in full stops
Remark = Annotated[Note, AfterValidator(_closed)]  # the same, may be empty
Phrase = Annotated[Line, AfterValidator(lambda text: text.rstrip("。；，"))]  # stands within a sentence of the form

#: Longest text of facts, questions and answers: some eight pages.
LONG = 20000
SHORT = 6000


def shown(value: Any) -> Any:
    """A fact as a template sets it: days and times in figures, sums in words and figures, counts in Chinese figures."""
    if isinstance(value, bool) or value is None or isinstance(value, str):
        return value
    if isinstance(value, datetime):
        return moment(value)
    if isinstance(value, date):
        return chinese_day(value)
    if isinstance(value, Decimal):
        return amount(value)
    if isinstance(value, int):
        return count(value)
    if isinstance(value, tuple | list):
        return [shown(each) for each in value]
    if isinstance(value, PartyShown):
        return {"rows": value.rows(), "you": value.you, "name": value.name, "address": value.address}
    if isinstance(value, Paper):
        return value.shown()
    return {name: shown(getattr(value, name)) for name in type(value).model_fields}


class Paper(Context):
    """Base of contexts whose fields a template sets as they are."""

    def shown(self) -> dict[str, Any]:
        return {name: shown(getattr(self, name)) for name in type(self).model_fields}


class Opinion(Paper):
    """An opinion on an internal sheet. Without a name the sheet leaves room for it."""

    role: Line = field(N_("Whose opinion"))
    opinion: Note = field(N_("Opinion"), "", max_length=SHORT)
    name: Blank = field(N_("Name of who gave it"), "")
    at: Moment | None = field(N_("Given at"), None)
    strokes: Strokes = field(N_("Signature"), "")

    def shown(self) -> dict[str, Any]:
        return super().shown() | {"at": chinese_day(self.at.date()) if self.at else ""}


class Finding(Paper):
    """One violation as a letter words it: the act, what was found, and the rules."""

    act: Phrase = field(N_("Unlawful act"))
    act_at: Moment = field(N_("Time of the act"))
    act_to: Moment | None = field(N_("End of the act"), None)
    place: Phrase = field(N_("Place of the act"))
    facts: Sentences = field(N_("Facts"), max_length=LONG)
    rule: Phrase = field(N_("Provision violated"))
    basis: Phrase = field(N_("Basis of the penalty"))
    discretion: Blank = field(N_("Discretion"), "")

    def shown(self) -> dict[str, Any]:
        until = f"至{moment(self.act_to)}" if self.act_to and self.act_to > self.act_at else ""
        return super().shown() | {"when": moment(self.act_at) + until}


class ProofShown(Paper):
    """One item of evidence: its kind, its title and source, and what it proves."""

    kind: Line = field(N_("Kind of evidence"))
    title: Phrase = field(N_("Title of the evidence"))
    source: Blank = field(N_("Source of the evidence"), "")
    proves: Annotated[Blank, AfterValidator(lambda text: text.rstrip("。；，"))] = field(N_("What it proves"), "")


class PenaltyShown(Paper):
    """One line of a penalty: its kind in words, its sum, or what it takes."""

    kind: Line = field(N_("Kind of penalty"))
    amount: Yuan | None = field(N_("Amount"), None, gt=0)
    detail: Blank = field(N_("What the penalty takes"), "")


def total(penalties: tuple[PenaltyShown, ...]) -> dict[str, str] | None:
    """The sum of a penalty where it is made of several sums."""
    sums = [each.amount for each in penalties if each.amount is not None]
    return amount(sum(sums, Decimal(0))) if len(sums) > 1 else None


class Instalment(Paper):
    """One part of a fine paid in parts."""

    by: date = field(N_("To be paid by"))
    amount: Yuan = field(N_("Amount"), gt=0)


class Signer(Paper):
    """Who signs a record at its end, and how; a refusal is noted with its reason."""

    signed: Blank = field(N_("Signed or refused"), "")  # "", signed, refused, absent
    note: Remark = field(N_("Note on signing"), "")
    signature: Strokes = field(N_("Signature"), "")
    pages: tuple[Strokes, ...] = field(N_("Signatures, page by page"), ())

    @model_serializer(mode="wrap")
    def _as_before(self, dumped: Any) -> dict[str, Any]:
        """Without signatures of pages the facts have the digest that they had before there were any."""
        row = dumped(self)
        if not self.pages:
            del row["pages"]
        return row
