"""Question templates of records (询问提纲、检查提纲): which is asked of whom, and what a question may be.

A question is a line of data: its text, how it is answered, which fact of the case answers it beforehand, and the answer
of an earlier question that brings it. `{…}` in a text stands for a fact of the case.
"""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date
from typing import Any

from jinwu.law.citations import Citation
from jinwu.law.messages import N_, Message, say
from jinwu.law.problems import Problem

from . import snapshot
from .rows import NAMED, Question, TemplateRow
from .snapshot import latest

FORMS = {"inquiry": N_("Inquiry record"), "scene": N_("Scene record")}
ROLES = {"": N_("Whoever is asked"), "party": N_("Party or its representative"), "witness": N_("Witness of the act"),
         "other": N_("Other person")}  # fmt: skip
KINDS = {
    "choice": N_("Choice"),
    "text": N_("Free text"),
    "number": N_("Number"),
    "date": N_("Day"),
    "yes_no": N_("Yes or no"),
}
#: Facts of a case that a question may name or be answered with.
FACTS = {
    "organ": N_("Organ"), "officers": N_("Officers with their certificates"), "person": N_("Person asked"),
    "identity": N_("Name, number, address and telephone of the person asked"), "relation": N_("What he is to the party"),
    "address": N_("Address of the person asked"), "phone": N_("Telephone of the person asked"),
    "party": N_("Name of the party"), "party_number": N_("Number of the party"), "party_address": N_("Address of the party"),
    "party_phone": N_("Telephone of the party"), "representative": N_("Legal representative"), "place": N_("Place of the act"),
    "act_time": N_("Time of the act"), "violation": N_("Violation"), "found": N_("What was found at first"),
    "photographs": N_("Photographs in the file"), "scene_day": N_("Day of the scene record"),
    "order": N_("Order to correct"), "earlier": N_("Earlier matters of the party"),
}  # fmt: skip
#: Facts about a person: a record of the scene, whose text is kept as it is, names none of them.
PERSONAL = frozenset({"person", "identity", "relation", "address", "phone", "party", "party_number", "party_address", "party_phone",
                      "representative"})  # fmt: skip
MOST = 60


class BadTemplate(Problem):
    """A template that cannot be asked as written: which question, and what is wrong with it."""


def read(rows: Iterable[dict[str, Any]], form: str = "inquiry") -> tuple[Question, ...]:
    """The questions of a template, checked. Raises `BadTemplate`."""
    made: list[Question] = []
    for number, row in enumerate(rows, 1):
        try:
            one = Question.of(row)
        except TypeError as wrong:
            raise BadTemplate(say("Question {n} has parts that no question has.", n=number),
                              say("Use text, kind, options, fact, unit, after, given, must and basis.")) from wrong  # fmt: skip
        _check(one, made, number, form)
        made.append(one)
    if not made:
        raise BadTemplate(say("The template asks nothing."), say("Write at least one question."))
    if len(made) > MOST:
        raise BadTemplate(say("A template has at most {most} questions.", most=MOST), say("Make two templates of it."))
    return tuple(made)


def _check(one: Question, before: list[Question], number: int, form: str) -> None:
    parent = next((each for each in before if each.key == one.after), None)
    wrong: list[tuple[bool, Message, Message]] = [
        (not one.text.strip(), say("Question {n} has no text.", n=number), say("Write what is asked.")),
        (any(each.key == one.key for each in before), say("Question {n} has the mark “{key}” of another.", n=number, key=one.key),
         say("Give each question a mark of its own.")),
        (one.kind not in KINDS, say("Question {n} is answered in a way that is not known.", n=number),
         say("Choose one of those listed.")),
        (one.kind == "choice" and len(set(one.options)) < 2,
         say("Question {n} is answered by choosing, and has fewer than two answers.", n=number), say("Write one answer to a line.")),
        (bool(one.options) and one.kind != "choice", say("Question {n} has answers to choose from, and is not answered by choosing.", n=number),
         say("Take the answers out, or let it be answered by choosing.")),
        (one.after != "" and parent is None, say("Question {n} follows from “{key}”, which is not asked before it.", n=number, key=one.after),
         say("Name the mark of an earlier question.")),
        (one.after != "" and not one.given, say("Question {n} follows from “{key}”, and no answer brings it.", n=number, key=one.after),
         say("Write the answers that bring it.")),
        (parent is not None and bool(parent.choices) and not set(one.given) <= set(parent.choices),
         say("Question {n} follows from an answer that “{key}” does not offer.", n=number, key=one.after),
         say("Write it exactly as it stands among the answers.")),
        (one.after == "" and bool(one.given), say("Question {n} follows from an answer, and from no question.", n=number),
         say("Name the mark of an earlier question.")),
    ]  # fmt: skip
    for name in [one.fact, *NAMED.findall(one.text)]:
        wrong.append((name not in ("", *FACTS), say("Question {n} names the fact “{fact}”, which is not known.", n=number, fact=name),
                      say("Known facts: {facts}.", facts=", ".join(FACTS))))  # fmt: skip
        wrong.append((form == "scene" and name in PERSONAL,
                      say("Question {n} puts a personal fact into the record of the scene.", n=number),
                      say("It stands in the head of the record; take it out.")))  # fmt: skip
    if one.basis:
        try:
            Citation.parse(one.basis)
        except ValueError:
            wrong.append((True, say("Question {n} cites “{basis}”, which is no citation.", n=number, basis=one.basis),
                          say("Write it as APL-43.")))  # fmt: skip
    for found, what, remedy in wrong:
        if found:
            raise BadTemplate(what, remedy)


def template(key: str, on: date) -> TemplateRow | None:
    """The template of that key as it stands on a day."""
    return latest(snapshot.now().questions.get(key, ()), on)


def offered(form: str, on: date, role: str = "", violations: Iterable[str] = ()) -> list[TemplateRow]:
    """The templates of a form that stand on a day, the best one first: for the violation and the role, then for the
    violation, then for the role, then for all; those of other violations last."""
    wanted = frozenset(violations)
    rows = (latest(known, on) for known in snapshot.now().questions.values())
    found = [row for row in rows if row is not None and row.form == form]
    return sorted(found, key=lambda row: (_distance(row, role, wanted), row.key))


def _distance(row: TemplateRow, role: str, violations: frozenset[str]) -> int:
    other_role = row.role not in ("", role)
    other_act = bool(row.violations) and not violations & set(row.violations)
    return 8 * other_role + 4 * other_act + 2 * (not row.violations) + (not row.role)
