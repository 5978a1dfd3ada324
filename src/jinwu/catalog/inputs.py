"""What is filled in to change the profile, the work calendar and the question templates."""

from __future__ import annotations

from datetime import date
from typing import Literal

from jinwu.kit.inputs import YES_NO, Part, StepInput, Widget, field
from jinwu.law.messages import N_

from .questions import FORMS, KINDS, MOST, ROLES


class ProfileInput(StepInput):
    """A value of the profile from a day on."""

    key: str = field(
        N_("Key"), max_length=100, pattern=r"^[A-Za-z0-9]+([._][A-Za-z0-9]+)*$", help=N_("The key stays as it is.")
    )
    title: str = field(N_("What it decides"), max_length=200)
    value: str = field(
        N_("Value"), max_length=2000, widget=Widget.AREA, help=N_("A number, yes or no, a text, or a list [ … ].")
    )
    in_force_from: date = field(N_("In force from"), help=N_("Values of earlier days stay as they are."))
    confirmed: Literal["yes", "no"] = field(N_("Confirmed"), "no", labels=YES_NO)
    source: str = field(N_("Source"), "", max_length=300, help=N_("The document that decides it."))
    note: str = field(N_("Note"), "", max_length=1000, widget=Widget.AREA)


class CalendarInput(StepInput):
    """A day that differs from the calendar library."""

    day: date = field(N_("Day"))
    working: Literal["yes", "no"] = field(N_("Working day"), labels=YES_NO)
    note: str = field(N_("Note"), "", max_length=200, help=N_("Such as the holiday, or the day it makes up for."))
    source: str = field(N_("Source"), max_length=300, help=N_("The notice that announces it."))


class QuestionInput(Part):
    """One question of a template."""

    text: str = field(N_("Question asked"), widget=Widget.AREA, min_length=1, max_length=500,
                      help=N_("{place}, {party} and other facts of the case may stand in it."))  # fmt: skip
    kind: Literal["choice", "text", "number", "date", "yes_no"] = field(
        N_("How it is answered"), "choice", labels=KINDS, widget=Widget.SELECT
    )
    options: str = field(
        N_("Answers to choose from"), "", widget=Widget.AREA, max_length=2000, help=N_("One answer to a line.")
    )
    fact: str = field(N_("Answered beforehand by"), "", choices="facts", widget=Widget.SELECT, max_length=30)
    unit: str = field(N_("Unit of the number"), "", max_length=20)
    key: str = field(N_("Mark of the question"), "", max_length=30, pattern=r"^([a-z][a-z0-9_]*)?$",
                     help=N_("Small Latin letters; a question that follows names it. Left empty, one is given."))  # fmt: skip
    after: str = field(N_("Follows from the question"), "", max_length=30, help=N_("The mark of an earlier question."))
    given: str = field(
        N_("When it was answered with"), "", widget=Widget.AREA, max_length=2000, help=N_("One answer to a line.")
    )
    must: bool = field(N_("Must be asked"), False)
    basis: str = field(N_("Basis of the question"), "", max_length=40, help=N_("An article as APL-43."))


class TemplateInput(StepInput):
    """A question template from a day on."""

    key: str = field(
        N_("Key of the template"),
        max_length=60,
        pattern=r"^[a-z0-9_]+(\.[a-z0-9_]+)*$",
        help=N_("The key stays as it is."),
    )
    title: str = field(N_("Title of the template"), min_length=2, max_length=200)
    form: Literal["inquiry", "scene"] = field(N_("For which record"), "inquiry", labels=FORMS)
    role: Literal["", "party", "witness", "other"] = field(N_("Asked of"), "", labels=ROLES, widget=Widget.SELECT)
    violations: list[str] = field(
        N_("For which violations"),
        [],
        choices="violations",
        max_length=80,
        help=N_("None chosen: for every violation."),
    )
    in_force_from: date = field(
        N_("Asked from"), help=N_("Records of earlier days keep the questions they were made from.")
    )
    questions: list[QuestionInput] = field(N_("Questions"), ordered=True, min_length=1, max_length=MOST)
    confirmed: Literal["yes", "no"] = field(N_("Wording confirmed"), "no", labels=YES_NO)
    source: str = field(N_("Source"), "", max_length=300, help=N_("The document that decides it."))
    note: str = field(N_("Note"), "", max_length=1000, widget=Widget.AREA)
