"""The form of a record that a template guides: its questions as they are drawn, and what a button does to them.

Every button works without scripts: the form is sent, put in another order, and drawn again with what was typed. With them
the same answer replaces only the questions.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import cached_property
from typing import TYPE_CHECKING, Any

from django.template.loader import render_to_string
from django.utils.safestring import SafeString

from jinwu.kit import clock
from jinwu.law.citations import Citation
from jinwu.matters import guiding
from jinwu.matters.guiding import OR, Arranged, Asked, Guide, Observation, Outline
from jinwu.matters.offers import Asking
from jinwu.ui import raw
from jinwu.ui.bound import BoundField

if TYPE_CHECKING:
    from .stepping import StepSheet

#: What stands in the form beside the head of the record, drawn here.
_OWN = ("template", "answers", "signatures")


@dataclass(frozen=True)
class Row:
    """A question on the page. `errors` are those of its answer."""

    number: int
    sent: Mapping[str, str]
    asked: Asked
    errors: list[str]
    first: bool
    last: bool

    @property
    def path(self) -> str:
        return f"answers.{self.number}"

    @property
    def id(self) -> str:
        return f"f-answers-{self.number}"

    @property
    def free(self) -> bool:
        """Asked beside the template: its words are typed."""
        return not self.asked.key

    @property
    def basis(self) -> tuple[Citation, ...]:
        return self.asked.basis

    @property
    def choices(self) -> list[tuple[str, bool]]:
        """(answer, whether it is the one given)."""
        return [(choice, choice == self.answer) for choice in self.asked.choices]

    @property
    def answer(self) -> str:
        return self.sent.get("answer", "")

    @property
    def own(self) -> str:
        """What was said in other words; an answer that the template does not offer is one."""
        strange = self.answer if self.asked.choices and self.answer not in self.asked.choices else ""
        return self.sent.get("own", "") or strange

    @property
    def brought_by(self) -> str:
        """The answers that bring the question, as they are read."""
        return " / ".join(self.asked.given)

    @property
    def given(self) -> str:
        return OR.join(self.asked.given)

    @property
    def read(self) -> str:
        return self.sent.get("read", "")

    @property
    def corrected(self) -> bool:
        return bool(self.read) and guiding.said(dict(self.sent)) != self.read


class Guided:
    """The questions of a sheet. What is drawn comes from what was sent, else from what the form begins with."""

    def __init__(self, sheet: StepSheet, guide: Guide) -> None:
        self.sheet, self.guide = sheet, guide

    @property
    def asking(self) -> Asking:
        return self.sheet.asking

    @property
    def role(self) -> str:
        return self._value(self.guide.role) if self.guide.role else ""

    @cached_property
    def outlines(self) -> list[Outline]:
        return self.guide.outlines(self.asking, self.role)

    @cached_property
    def chosen(self) -> Outline | None:
        """The template that the form is asked by; None: it is written freely."""
        wanted = self._value("template")
        return next((one for one in self.outlines if one.key == wanted), None)

    @cached_property
    def rows(self) -> list[Row]:
        known = {one.key: one for one in self._asked()}
        sent = self._answers()
        errors = self.sheet.form.errors if self.sheet.form.bound else {}
        found = []
        for place, (number, one) in enumerate(sent):
            asked = known.get(one.get("key", "")) or _asked(one)
            wrong = [
                said
                for name in ("answer", "own", "question", "")
                for said in errors.get(f"answers.{number}.{name}".rstrip("."), [])
            ]
            found.append(Row(number, one, asked, wrong, place == 0, place == len(sent) - 1))
        return found

    @property
    def errors(self) -> list[str]:
        """What is wrong with the answers as a whole."""
        return self.sheet.form.errors.get("answers", []) if self.sheet.form.bound else []

    @property
    def read_back(self) -> bool:
        """Whether the record was read back: changes are corrections from now on."""
        return any(row.read for row in self.rows)

    @property
    def signatures(self) -> list[str]:
        """Strokes of the pages that were signed."""
        form = self.sheet.form
        if form.bound:
            numbers = raw.indexes(form.data or {}, "signatures")
            return [str((form.data or {}).get(f"signatures.{number}.strokes") or "") for number in numbers]
        return [str(one.get("strokes", "")) for one in form.initial.get("signatures") or []]

    @property
    def signature_errors(self) -> list[str]:
        form = self.sheet.form
        return (
            [said for path, all_said in form.errors.items() if path.startswith("signatures") for said in all_said]
            if form.bound
            else []
        )

    def fields(self, bound: Iterable[BoundField]) -> list[Any]:
        """The fields of the sheet with the questions and the pages to sign in their places; a guided record has no free text."""
        drawn: list[Any] = []
        for one in bound:
            if one.spec.name == "answers":
                drawn.append(self._drawn("web/guided/questions.html"))
            elif one.spec.name == "signatures":
                drawn.append(self._drawn("web/guided/signing.html"))
            elif one.spec.name not in _OWN and not (one.spec.name == self.guide.text and self._hides_text(one)):
                drawn.append(one)
        return drawn

    def _hides_text(self, text: BoundField) -> bool:
        return bool(self.rows) and not text.value

    def _drawn(self, name: str) -> SafeString:
        return render_to_string(name, {"guided": self, "sheet": self.sheet})

    def _asked(self) -> tuple[Asked, ...]:
        return self.guide.asked(self.asking, self.chosen.key, self.role) if self.chosen else ()

    def _answers(self) -> list[tuple[int, dict[str, str]]]:
        form = self.sheet.form
        if not form.bound:
            return [(number, _texts(one)) for number, one in enumerate(form.initial.get("answers") or [])]
        data = form.data or {}
        return [(number, {name: str(data.get(f"answers.{number}.{name}") or "") for name in Observation.model_fields})
                for number in raw.indexes(data, "answers")]  # fmt: skip

    def _value(self, name: str) -> str:
        form = self.sheet.form
        return str((form.data or {}).get(name) or "") if form.bound else str(form.initial.get(name) or "")


def rearranged(sheet: StepSheet, guide: Guide, action: str) -> dict[str, Any]:
    """What the form holds after a button: `use` another template, `suit` the role, `read` back, `add`, and `up`, `down`,
    `drop` with the number of a question. What was signed before is not signed any more."""
    typed = sheet.form.raw
    name, _colon, number = action.partition(":")
    held = Arranged(_numbered(sheet, typed))
    at = next((place for place, one in enumerate(held.answers) if one.pop("number") == number), -1)
    for one in held.answers:
        one.pop("number", None)
    if name in ("use", "suit"):
        _use(sheet, guide, typed, held, suit=name == "suit")
    elif name == "read":
        held.read_back()
        if guide.ends and not typed.get(guide.ends):
            typed[guide.ends] = clock.now().isoformat()
    elif name == "add":
        held.add()
    elif name == "drop":
        held.drop(at)
    elif name in ("up", "down"):
        held.move(at, -1 if name == "up" else 1)
    kept = {key: value for key, value in typed.items() if key not in ("signatures", "shown")}
    return kept | {"answers": held.answers}


def _numbered(sheet: StepSheet, typed: Mapping[str, Any]) -> list[dict[str, Any]]:
    """The answers as typed, each with the number under which it was sent."""
    spec = next(one for one in sheet.form.specs if one.name == "answers")
    return [{**item, "number": str(number)} for number, item in raw.filled(spec, sheet.form.data or {}, "answers")]


def _use(sheet: StepSheet, guide: Guide, typed: dict[str, Any], held: Arranged, *, suit: bool) -> None:
    """Ask by another template. Answers to questions that both ask stay, and so do those in free words; without a template
    the text is what was answered so far."""
    role = str(typed.get(guide.role) or "") if guide.role else ""
    outlines = guide.outlines(sheet.asking, role)
    wanted = next((one.key for one in outlines if one.fits), "") if suit else str(typed.get("template") or "")
    asked = guide.asked(sheet.asking, wanted, role) if wanted else ()
    before = {one["key"]: one for one in held.answers if one.get("key")}
    free = [one for one in held.answers if not one.get("key")]
    if not asked:
        typed["template"] = ""
        typed[guide.text] = typed.get(guide.text) or guiding.written(held.answers, guide)
        held.answers = []
        return
    if typed.get(guide.text):
        free.append({"key": "", "kind": "text", "question": "其他情况", "answer": typed.pop(guide.text)})
    typed["template"], typed[guide.text] = wanted, ""
    held.answers = [{**one.begun(), **_kept(before.get(one.key))} for one in asked] + free


def _kept(before: Mapping[str, Any] | None) -> dict[str, Any]:
    return {name: before[name] for name in ("answer", "own", "read") if before.get(name)} if before else {}


def _asked(one: Mapping[str, str]) -> Asked:
    """A question that no template of today asks: as it stands in the form."""
    given = tuple(part for part in one.get("given", "").split(OR) if part)
    return Asked(one.get("key", ""), one.get("question", ""), one.get("kind") or "text", (), "", one.get("unit", ""),
                 one.get("after", ""), given)  # fmt: skip


def _texts(one: Any) -> dict[str, str]:
    return {name: str(value) for name, value in dict(one).items() if value}
