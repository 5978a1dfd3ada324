"""The register of question templates: every version, what it asks, and the form that writes the next one."""

from __future__ import annotations

from typing import Any

from django.db.models import Q, QuerySet
from django.utils.translation import gettext as _

from jinwu.kit import clock
from jinwu.kit.permission import permission
from jinwu.kit.register import Column, Filter, Form, Register, Show, register
from jinwu.law.citations import Citation
from jinwu.law.messages import N_
from jinwu.law.roles import Role
from jinwu.ui.translate import day, translate

from . import snapshot
from .inputs import TemplateInput
from .models import QuestionTemplate
from .queries import cite_short
from .questions import FORMS, ROLES
from .registers import CONFIRMED_FILTER, FROM, LAW, RECORDED, SURE
from .rows import Question
from .templates import save_template, template_choices, template_initial

TEMPLATES = permission("question_templates", N_("Question templates"), Role.ADMINISTRATOR, Role.LEGAL_REVIEWER)


def _templates(_user: Any) -> QuerySet[QuestionTemplate]:
    return QuestionTemplate.objects.current()


def _for(row: QuestionTemplate) -> str:
    form = translate(FORMS[row.form])
    return f"{form} · {translate(ROLES[row.role])}" if row.form == "inquiry" else form


def _violations(row: QuestionTemplate) -> str:
    known = snapshot.now().violations
    return "\n".join(known[code][-1].title if code in known else code for code in row.violations) or _(
        "Every violation"
    )


def _questions(row: QuestionTemplate) -> str:
    return "\n".join(_line(number, Question.of(each)) for number, each in enumerate(row.questions, 1))


def _line(number: int, one: Question) -> str:
    """One question with its answers, and what brings it."""
    lead = _("(after “{answers}”) ").format(answers=" / ".join(one.given)) if one.after else ""
    basis = f"　[{cite_short(Citation.parse(one.basis), clock.today())}]" if one.basis else ""
    choices = f"\n　　{' / '.join(one.choices)}" if one.choices else ""
    return f"{number}. {lead}{one.text}{basis}{choices}"


def _versions(row: QuestionTemplate) -> str:
    rows = QuestionTemplate.objects.filter(key=row.key).exclude(pk=row.pk).order_by("-in_force_from", "-id")
    return "\n".join(
        f"{day(each.in_force_from)} · {each.title} · {each.recorded_by or _('the release')}" for each in rows
    )


register(
    Register(
        key="questions",
        title=N_("Question templates"),
        group=LAW,
        scope=_templates,
        order=("form", "key", "-in_force_from", "id"),
        columns=(
            Column("title", N_("Title of the template"), "title", Show.LINK, sub="key"),
            Column("for", N_("For which record"), _for),
            Column("count", N_("Questions"), lambda row: len(row.questions), Show.NUMBER),
            FROM,
            SURE,
            Column("violations", N_("For which violations"), _violations, Show.LONG, in_list=False),
            Column("questions", N_("What is asked"), _questions, Show.LONG, in_list=False),
            Column("source", N_("Source"), "source", in_list=False),
            Column("note", N_("Note"), "note", Show.LONG, in_list=False),
            Column("versions", N_("Other versions"), _versions, Show.LONG, in_list=False),
            RECORDED,
        ),
        filters=(
            Filter("form", N_("For which record"), lambda: list(FORMS.items()), lambda rows, value: rows.filter(form=value)),
            CONFIRMED_FILTER,
        ),
        search=lambda rows, words: rows.filter(Q(title__icontains=words.strip()) | Q(key__icontains=words.strip())),
        search_hint=N_("Words or key"),
        form=Form(TemplateInput, TEMPLATES, save_template, initial=template_initial, choices=template_choices,
                  add_title=N_("Add a template")),
        note=N_("A version holds from its day on; records keep the questions they were made from. Wording to be confirmed is "
                "practice, not law."),
    )
)  # fmt: skip
