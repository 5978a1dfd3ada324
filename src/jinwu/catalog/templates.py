"""Question templates as a bureau edits them: what was asked once is never changed, a correction is a row of a later day."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

from jinwu.kit import clock
from jinwu.law.messages import say

from . import questions, snapshot
from .changes import ChangeRefused, named
from .inputs import QuestionInput, TemplateInput
from .models import QuestionTemplate
from .writing import put

_LINES = ("options", "given")


def save_template(user: Any, row: QuestionTemplate | None, data: TemplateInput) -> QuestionTemplate:
    """Write the template from its day on. One that stands already may have been asked and stays as it is; one whose day
    has not come is corrected. Raises `ChangeRefused` and `questions.BadTemplate`."""
    _may_stand(row, data)
    asked = questions.read(_rows(data.questions), data.form)
    values = {
        "title": data.title,
        "form": data.form,
        "role": data.role if data.form == "inquiry" else "",
        "violations": data.violations,
        "questions": [one.as_data() for one in asked],
        "confirmed": data.confirmed == "yes",
        "source": data.source,
        "note": data.note,
    }
    return put(QuestionTemplate, {"key": data.key, "in_force_from": data.in_force_from}, values, by=named(user))[0]


def template_initial(row: QuestionTemplate) -> dict[str, Any]:
    """The form of a new version, filled from the old one, asked from the first day on which it can be."""
    asked = [
        {name: "\n".join(value) if name in _LINES else value for name, value in each.items()} for each in row.questions
    ]
    return {
        "key": row.key,
        "title": row.title,
        "form": row.form,
        "role": row.role,
        "violations": row.violations,
        "in_force_from": max(row.in_force_from, clock.today() + timedelta(days=1)),
        "questions": asked,
        "confirmed": "yes" if row.confirmed else "no",
        "source": row.source,
        "note": row.note,
    }


def template_choices(_user: Any) -> dict[str, list[tuple[str, str]]]:
    """Violations of today, and the facts of a case."""
    known = snapshot.now().violations
    return {
        "violations": [(code, rows[-1].title) for code, rows in known.items()],
        "facts": list(questions.FACTS.items()),
    }


def _may_stand(row: QuestionTemplate | None, data: TemplateInput) -> None:
    today = clock.today()
    if row is not None and data.key != row.key:
        raise ChangeRefused(
            say("The key of a template cannot change ({old} to {new}).", old=row.key, new=data.key),
            say("Leave the key as it is, or add a new template."),
        )
    if data.in_force_from < today:
        raise ChangeRefused(
            say("Questions cannot be asked from a day that has passed ({day}).", day=data.in_force_from),
            say("Give today or a later day."),
        )
    standing = QuestionTemplate.objects.current().filter(key=data.key, in_force_from=data.in_force_from)
    if data.in_force_from == today and standing.exists():
        raise ChangeRefused(
            say("A version of today stands already and may have been asked."), say("Let the new one begin tomorrow.")
        )
    if row is None and QuestionTemplate.objects.current().filter(key=data.key).exists():
        raise ChangeRefused(
            say("There is a template “{key}” already.", key=data.key),
            say("Open it and correct it, or give another key."),
        )


def _rows(lines: list[QuestionInput]) -> list[dict[str, Any]]:
    """The questions as data; one without a mark gets the next free one."""
    taken, made = {one.key for one in lines}, []
    for number, one in enumerate(lines, 1):
        row = one.model_dump()
        row |= {name: [line.strip() for line in row[name].splitlines() if line.strip()] for name in _LINES}
        if not one.key:
            row["key"] = next(key for key in (f"q{number}", f"q{number}_{len(taken)}") if key not in taken)
            taken.add(row["key"])
        made.append(row)
    return made
