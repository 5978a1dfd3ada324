"""Records made from question templates (智慧笔录): what a form is offered to ask, what a record is made of, what was signed.

Rooms declare a guide for a step; pages draw it. An answer stands in the input with its question as it was asked, so that
a record never hangs on a template that came later.
"""

from __future__ import annotations

import hashlib
import re
import unicodedata
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal, InvalidOperation
from typing import Any, Literal

from pydantic import BaseModel, ValidationInfo, field_validator

from jinwu.kit.inputs import Part, Personal, Widget
from jinwu.kit.inputs import field as asked_field
from jinwu.kit.registry import Registry
from jinwu.law.citations import Citation
from jinwu.law.messages import N_, say
from jinwu.law.problems import Problem

from .offers import Asking

#: Between several answers any of which brings a question.
OR = "|"
#: Answers a record holds at most: a template's and those that were added.
MOST = 100
_DAY = re.compile(r"(\d{4})-(\d{2})-(\d{2})")
_WRITTEN_DAY = re.compile(r"(\d{4})\s*[年/.-]\s*(\d{1,2})\s*[月/.-]\s*(\d{1,2})\s*日?")


@dataclass(frozen=True)
class Outline:
    """A template that may be chosen. `fits`: made for this violation and this role."""

    key: str
    title: str
    confirmed: bool
    fits: bool


@dataclass(frozen=True)
class Asked:
    """A question as a form asks it; `answer` is what the case answers beforehand."""

    key: str
    text: str
    kind: str = "text"
    choices: tuple[str, ...] = ()
    answer: str = ""
    unit: str = ""
    after: str = ""
    given: tuple[str, ...] = ()
    must: bool = False
    basis: tuple[Citation, ...] = ()

    def begun(self) -> dict[str, Any]:
        """The answer that the form begins with."""
        return {"key": self.key, "kind": self.kind, "unit": self.unit, "after": self.after, "given": OR.join(self.given),
                "question": self.text, "answer": self.answer}  # fmt: skip


@dataclass(frozen=True)
class Guide:
    """How a step is guided: the templates for a role, best first; the questions of one; the field that names the role, if
    any; the field that the answers become the text of."""

    outlines: Callable[[Asking, str], list[Outline]]
    asked: Callable[[Asking, str, str], tuple[Asked, ...]]
    text: str
    write: Callable[[Sequence[Any]], str]
    role: str = ""
    ends: str = ""  # the field with the time at which the record ended
    personal: bool = False  # what is filled in beforehand holds personal numbers


#: Guides by ``procedure:step``.
guides: Registry[Guide] = Registry("guide of a record")


class Observation(Part):
    """A question with its answer: chosen or typed (`answer`), or in other words (`own`, which goes before). It follows from
    the question `after` when that was answered with one of `given`. `read` is the answer as it was read back."""

    key: str = asked_field(N_("Mark of the question"), "", widget=Widget.HIDDEN, max_length=30)
    kind: Literal["choice", "text", "number", "date", "yes_no"] = asked_field(
        N_("How it is answered"), "text", widget=Widget.HIDDEN
    )
    unit: str = asked_field(N_("Unit of the number"), "", widget=Widget.HIDDEN, max_length=20)
    after: str = asked_field(N_("Follows from the question"), "", widget=Widget.HIDDEN, max_length=30)
    given: str = asked_field(N_("When it was answered with"), "", widget=Widget.HIDDEN, max_length=2100)
    question: str = asked_field(N_("Question asked"), min_length=1, max_length=600)
    answer: str = asked_field(N_("Answer given"), "", widget=Widget.AREA, max_length=3000)
    own: str = asked_field(N_("In other words"), "", widget=Widget.AREA, max_length=3000)
    read: str = asked_field(N_("As it was read back"), "", widget=Widget.HIDDEN, max_length=3000)

    @field_validator("answer")
    @classmethod
    def _of_its_kind(cls, answer: str, info: ValidationInfo) -> str:
        kind = info.data.get("kind", "text")
        if not answer or kind not in ("number", "date"):
            return answer
        return _number(answer) if kind == "number" else _day(answer)

    @property
    def said(self) -> str:
        """What stands in the record: days written out, numbers with their unit."""
        if self.own or not self.answer:
            return self.own
        if self.kind == "date" and (found := _DAY.fullmatch(self.answer)):
            year, month, day = (int(part) for part in found.groups())
            return f"{year}年{month}月{day}日"
        return f"{self.answer}{self.unit}" if self.kind == "number" else self.answer

    @property
    def corrected(self) -> bool:
        """Whether it was changed after it had been read back."""
        return bool(self.read) and self.read != self.said


class Answer(Observation):
    """The same in an inquiry: what a person was asked and said is personal."""

    question: str = asked_field(N_("Question asked"), min_length=1, max_length=600, personal=Personal.STATEMENT)
    answer: str = asked_field(N_("Answer given"), "", widget=Widget.AREA, max_length=3000, personal=Personal.STATEMENT)
    own: str = asked_field(N_("In other words"), "", widget=Widget.AREA, max_length=3000, personal=Personal.STATEMENT)
    read: str = asked_field(
        N_("As it was read back"), "", widget=Widget.HIDDEN, max_length=3000, personal=Personal.STATEMENT
    )


class PageSigned(Part):
    """The signature under one page, from the glass."""

    strokes: str = asked_field(
        N_("Signature"), widget=Widget.SIGNATURE, personal=Personal.SIGNATURE, min_length=1, max_length=60000
    )


def standing(answers: Sequence[Observation]) -> list[Observation]:
    """The answers that belong into the record: those given, whose question was brought by the answers before it."""
    found: dict[str, Observation] = {}
    kept = []
    for one in answers:
        parent = found.get(one.after)
        if not one.said or (one.after and (parent is None or parent.said not in one.given.split(OR))):
            continue
        kept.append(one)
        if one.key:
            found[one.key] = one
    return kept


def dialogue(answers: Sequence[Observation]) -> str:
    """Questions and answers, a line each; a correction under its answer, where it is signed or fingerprinted."""
    lines = []
    for one in standing(answers):
        lines += [f"问：{one.question}", f"答：{one.said}"]
        if one.corrected:
            lines.append(_correction(one))
    return "\n".join(lines)


def findings(answers: Sequence[Observation]) -> str:
    """What was seen, a line for each point."""
    lines = []
    for one in standing(answers):
        lines.append(f"{one.question.rstrip('：:？?')}：{one.said}")
        if one.corrected:
            lines.append(_correction(one))
    return "\n".join(lines)


def _correction(one: Observation) -> str:
    return f"（以上更正处已经核对：原记为“{one.read}”，更正为“{one.said}”。更正处签名或者捺指印：　　　　　　）"


def composed(write: Callable[[Sequence[Any]], str]) -> Callable[[str, ValidationInfo], str]:
    """A validator for the text of a record: left empty, it is written from the answers."""

    def text_of(text: str, info: ValidationInfo) -> str:
        if text or not isinstance(text, str):
            return text
        answers = info.data.get("answers")
        return write(answers) if answers is not None else _UNREAD

    return text_of


#: The text where the answers could not be read: what is wrong with them is told at them.
_UNREAD = "＿" * 10


def shown(data: BaseModel, pages: int) -> str:
    """Digest of a record as it was shown before it was signed: everything that it says, and on how many pages."""
    told = data.model_dump_json(exclude={"signatures", "shown", "late_reason"}, exclude_defaults=True)
    return hashlib.sha256(f"{pages}\n{told}".encode()).hexdigest()


# what a form does with the answers


@dataclass
class Arranged:
    """The answers of a form, as they were sent, while they are put in another order. All values are plain data."""

    answers: list[dict[str, Any]] = field(default_factory=list)

    def move(self, number: int, by: int) -> None:
        """Move a question with those that follow from it past the one before or after it."""
        blocks = self._blocks()
        at = next((i for i, block in enumerate(blocks) if number in block), None)
        to = None if at is None else at + by
        if at is None or to is None or not 0 <= to < len(blocks):
            return
        blocks[at], blocks[to] = blocks[to], blocks[at]
        self.answers = [self.answers[i] for block in blocks for i in block]

    def drop(self, number: int) -> None:
        """Take a question away, with those that follow from it."""
        gone = next((block for block in self._blocks() if block[0] == number), [number])
        self.answers = [one for i, one in enumerate(self.answers) if i not in gone]

    def add(self) -> None:
        """One more question, in free words."""
        if len(self.answers) < MOST:
            self.answers.append({"key": "", "kind": "text", "question": "", "answer": ""})

    def read_back(self) -> None:
        """What was answered has been read to the person: from now on a change is a correction."""
        self.answers = [{**one, "read": said(one)} for one in self.answers]

    def _blocks(self) -> list[list[int]]:
        blocks: list[list[int]] = []
        home: dict[str, int] = {}
        for i, one in enumerate(self.answers):
            after = str(one.get("after") or "")
            at = home.get(after) if after else None
            if at is None:
                at = len(blocks)
                blocks.append([])
            blocks[at].append(i)
            if one.get("key"):
                home[str(one["key"])] = at
        return blocks


def written(answers: Sequence[dict[str, Any]], guide: Guide) -> str:
    """The text of what was answered so far; what cannot be read is left out."""
    found = [one for each in answers if (one := _read(each))]
    return guide.write(found)


def said(one: dict[str, Any]) -> str:
    """What an answer of a form would say in the record; empty for one that cannot be read."""
    found = _read(one)
    return found.said if found else ""


def _read(one: dict[str, Any]) -> Observation | None:
    try:
        return Observation(**{name: value for name, value in one.items() if name in Observation.model_fields})
    except ValueError:
        return None


def _number(answer: str) -> str:
    folded = unicodedata.normalize("NFKC", answer).replace(",", "").strip()
    try:
        found = Decimal(folded)
    except InvalidOperation:
        found = Decimal("NaN")
    if not found.is_finite() or len(folded) > 20:
        raise Problem(
            say("“{answer}” is not a number.", answer=answer[:40]), say("Write digits, or say it in other words.")
        )
    return format(found, "f")


def _day(answer: str) -> str:
    folded = unicodedata.normalize("NFKC", answer).strip()
    written = _WRITTEN_DAY.fullmatch(folded)
    try:
        if written is None:
            raise ValueError
        return date(*(int(part) for part in written.groups())).isoformat()
    except ValueError:
        raise Problem(say("“{answer}” is not a day of the calendar.", answer=answer[:40]),
                      say("Write it as 2026-11-20, or say it in other words.")) from None  # fmt: skip


def unanswered(answers: Iterable[Observation], must: Iterable[Asked]) -> list[Asked]:
    """Questions that must be asked and are not in the record."""
    there = {one.key for one in standing(list(answers))}
    return [one for one in must if one.must and one.key not in there]
