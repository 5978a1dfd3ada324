"""Registers of numbers, of forms issued to officers, of documents, and of the words numbers are drawn with."""

from __future__ import annotations

from typing import Any

from django.db import transaction
from django.db.models import Count, Q, QuerySet
from django.utils.translation import gettext as _

from jinwu.bureau.queries import bureau_of, officer_on, officers_in, unit_name, units_of
from jinwu.kit import clock
from jinwu.kit.permission import ADMINISTRATION, permission
from jinwu.kit.register import Column, Filter, Form, Register, Show, register
from jinwu.law.messages import N_, say
from jinwu.law.roles import Role

from . import numbers
from .access import documents_of, organs_of
from .inputs import BlockInput, EndInput, WordInput
from .models import Document, DocumentStatus, FormBlock, Number, NumberClass, NumberCounter, NumberStatus
from .templates import templates
from .words import next_number, number_classes, set_word

PAPERS = N_("Documents")
#: Who keeps the numbered forms: issues blocks, takes them back, records lost ones.
NUMBERED_FORMS = permission("numbered_forms", N_("Numbered forms"), Role.UNIT_HEAD, Role.ARCHIVIST, Role.ADMINISTRATOR)

_NUMBER_STATES = {"unused": "draft", "issued": "done", "void": "void", "lost": "breach"}
_DOCUMENT_STATES = {"issued": "done", "corrected": "mark", "replaced": "mark", "void": "void"}


def _own(rows: QuerySet[Any], user: Any) -> QuerySet[Any]:
    organs = organs_of(user)
    return rows if organs is None else rows.filter(organ__in=organs)


def _check_own(user: Any, organ: int) -> None:
    organs = organs_of(user)
    if organs is not None and organ not in organs:
        raise numbers.NumberRefused(
            say("These are the numbers of another organ."), say("Ask the organ in whose books they stand.")
        )


def _classes() -> list[tuple[str, str]]:
    rows = NumberClass.objects.order_by("code", "-valid_from").values_list("code", "title")
    return list(dict(reversed(rows)).items())


def _class_title(row: Any) -> str:
    return dict(_classes()).get(row.class_code, row.class_code)


def _years() -> list[tuple[str, str]]:
    found = NumberCounter.objects.order_by("-year").values_list("year", flat=True).distinct()
    return [(str(year), str(year)) for year in found]


_CLASS_FILTER = Filter("class", N_("Class of number"), _classes, lambda rows, value: rows.filter(class_code=value))
_YEAR_FILTER = Filter("year", N_("Year"), _years, lambda rows, value: rows.filter(year=int(value)))


# numbers


def _numbers(user: Any) -> QuerySet[Number]:
    return _own(Number.objects.select_related("block__officer"), user)


def _number_state(row: Number) -> tuple[str, str]:
    return _NUMBER_STATES[row.status], row.get_status_display()


def _holder(row: Number) -> str:
    return row.block.officer.name if row.block else ""


def _search_number(rows: QuerySet[Number], words: str) -> QuerySet[Number]:
    words = words.strip()
    return rows.filter(serial=int(words)) if words.isdecimal() and len(words) < 9 else rows.filter(text__contains=words)


def _end(user: Any, row: Number, data: EndInput) -> Number:
    if row.status == NumberStatus.ISSUED:
        raise numbers.NumberRefused(
            say("{number} was issued in a matter.", number=row.text),
            say("Void the document in the matter itself; the number follows it."),
        )
    end = numbers.void if data.status == "void" else numbers.lost
    return end(row, data.reason, clock.now())


register(
    Register(
        key="numbers",
        title=N_("Numbers"),
        group=PAPERS,
        scope=_numbers,
        order=("-year", "-serial", "id"),
        columns=(
            Column("text", N_("Document number"), "text", Show.LINK, sub=_class_title),
            Column("status", N_("State"), _number_state, Show.STATE),
            Column("issued_on", N_("Drawn on"), "issued_on", Show.DATE),
            Column("holder", N_("Form issued to"), _holder),
            Column(
                "phone",
                N_("On a phone"),
                lambda row: _("yes") if row.device and row.status == NumberStatus.UNUSED else "",
                in_list=False,
            ),
            Column("matter", N_("Matter"), "matter", Show.MATTER),
            Column("reason", N_("Reason"), "reason", in_list=False),
            Column("ended_at", N_("Void or lost since"), "ended_at", Show.DATETIME, in_list=False),
            Column("organ", N_("Organ"), lambda row: unit_name(row.organ_id, row.issued_on), in_list=False),
        ),
        filters=(
            _CLASS_FILTER,
            _YEAR_FILTER,
            Filter(
                "status",
                N_("State"),
                lambda: [(value, str(title)) for value, title in NumberStatus.choices],
                lambda rows, value: rows.filter(status=value),
            ),
        ),
        search=_search_number,
        search_hint=N_("Number or part of it"),
        form=Form(input=EndInput, permission=NUMBERED_FORMS, save=_end, add=False),
        note=N_("Every number drawn stays here. None is reused; void and lost ones keep their reason."),
    )
)


# forms


def _blocks(user: Any) -> QuerySet[FormBlock]:
    rows = FormBlock.objects.select_related("officer").annotate(
        left=Count("numbers", filter=Q(numbers__status=NumberStatus.UNUSED)),
        used=Count("numbers", filter=Q(numbers__status=NumberStatus.ISSUED)),
        spoilt=Count("numbers", filter=Q(numbers__status__in=[NumberStatus.VOID, NumberStatus.LOST])),
    )
    return _own(rows, user)


def _block_choices(user: Any) -> dict[str, list[tuple[str, str]]]:
    today = clock.today()
    staff = [one for one in officers_in(units_of(user, today), today) if one.certified]
    return {
        "classes": _classes(),
        "officers": [(str(one.id), f"{one.name}　{one.certificate_no}") for one in staff],
    }


def _issue(user: Any, row: FormBlock | None, data: BlockInput) -> FormBlock:
    today = clock.today()
    officer = officer_on(int(data.officer), today)
    if officer is None or officer.unit_id is None:
        raise numbers.NumberRefused(
            say("This officer serves in no unit today."), say("Choose an officer who is posted to a unit.")
        )
    organ = bureau_of(officer.unit_id, today)
    _check_own(user, organ)
    with transaction.atomic():
        block = numbers.issue_block(
            data.class_code,
            organ,
            officer.id,
            data.count,
            today,
            device=data.device,
            by=str(user),
        )
    return _blocks(None).get(pk=block.pk)


register(
    Register(
        key="form_blocks",
        title=N_("Numbered forms"),
        group=PAPERS,
        scope=_blocks,
        order=("-issued_on", "-id"),
        columns=(
            Column("range", N_("Forms"), str, Show.LINK, sub=_class_title),
            Column("officer", N_("Officer"), "officer.name"),
            Column("left", N_("Unused"), "left", Show.NUMBER),
            Column("used", N_("Used"), "used", Show.NUMBER),
            Column("spoilt", N_("Void or lost"), "spoilt", Show.NUMBER),
            Column("issued_on", N_("Given out on"), "issued_on", Show.DATE),
            Column("device", N_("Device or book"), "device", in_list=False),
            Column("by", N_("Given out by"), "issued_by", in_list=False),
        ),
        filters=(
            _CLASS_FILTER,
            _YEAR_FILTER,
            Filter(
                "left",
                N_("Forms left"),
                lambda: [("yes", N_("Some left")), ("no", N_("Used up"))],
                lambda rows, value: rows.filter(left__gt=0) if value == "yes" else rows.filter(left=0),
            ),
        ),
        search=lambda rows, words: rows.filter(officer__name__contains=words.strip()),
        search_hint=N_("Name of the officer"),
        form=Form(
            input=BlockInput,
            permission=NUMBERED_FORMS,
            save=_issue,
            choices=_block_choices,
            add_title=N_("Issue a block of forms"),
            edit=False,
        ),
        note=N_("Forms of a year are used in that year only; what is left over is handed back and voided."),
    )
)


# documents


def _documents(user: Any) -> QuerySet[Document]:
    return documents_of(user).select_related("number")


def _document_state(row: Document) -> tuple[str, str]:
    return _DOCUMENT_STATES[row.status], row.get_status_display()


def _number_of(row: Document) -> str:
    return row.number.text if row.number else ""


def _form_of(row: Document) -> str:
    paper = templates.get(row.template)
    return _("{code}, version {version}").format(
        code=paper.code if paper else row.template, version=row.template_version
    )


register(
    Register(
        key="documents",
        title=N_("Documents issued"),
        group=PAPERS,
        scope=_documents,
        order=("-issued_at", "-id"),
        columns=(
            Column("title", N_("Title"), "title", Show.LINK, sub=_number_of),
            Column("issued_at", N_("Issued at"), "issued_at", Show.DATETIME),
            Column("pages", N_("Number of pages"), "pages", Show.NUMBER),
            Column("status", N_("State"), _document_state, Show.STATE),
            Column("matter", N_("Matter"), "matter", Show.MATTER),
            Column("form", N_("Form and version"), _form_of, in_list=False),
            Column("sha256", N_("Digest of the file"), "sha256", in_list=False),
            Column("context", N_("Digest of the facts"), "context_digest", in_list=False),
        ),
        filters=(
            Filter(
                "paper",
                N_("Kind of document"),
                lambda: [(paper.key, paper.title) for paper in templates],
                lambda rows, value: rows.filter(template=value),
            ),
            Filter(
                "status",
                N_("State"),
                lambda: [(value, str(title)) for value, title in DocumentStatus.choices],
                lambda rows, value: rows.filter(status=value),
            ),
        ),
        search=lambda rows, words: rows.filter(number__text__contains=words.strip()),
        search_hint=N_("Number or part of it"),
    )
)


# words


def _words(user: Any) -> QuerySet[NumberClass]:
    return _own(NumberClass.objects.all(), user)


def _word_state(row: NumberClass) -> tuple[str, str]:
    today = clock.today()
    if row.valid_to and row.valid_to < today:
        return "void", _("No longer in force")
    return ("wait", _("Not yet in force")) if row.valid_from > today else ("done", _("In force"))


def _word_choices(user: Any) -> dict[str, list[tuple[str, str]]]:
    return {
        "organs": [(str(organ), unit_name(organ)) for organ in organs_of(user) or []],
        "classes": list(number_classes().items()),
    }


def _save_word(user: Any, row: NumberClass | None, data: WordInput) -> NumberClass:
    _check_own(user, int(data.organ))
    title = number_classes()[data.class_code]
    return set_word(
        int(data.organ), data.class_code, title, data.word, data.since, reason=data.reason, by=user.name
    )  # fmt: skip


register(
    Register(
        key="number_words",
        title=N_("Words of numbering"),
        group=PAPERS,
        scope=_words,
        order=("code", "-valid_from", "id"),
        columns=(
            Column("word", N_("Word of numbering"), "word", Show.LINK, sub="title"),
            Column("organ", N_("Organ"), lambda row: unit_name(row.organ_id)),
            Column("code", N_("Code of the class"), "code"),
            Column("from", N_("In force from"), "valid_from", Show.DATE),
            Column("to", N_("In force until"), "valid_to", Show.DATE),
            Column("state", N_("State"), _word_state, Show.STATE),
            Column("next", N_("Next number"), lambda row: next_number(row, clock.today()), in_list=False),
            Column("reason", N_("Why it is changed"), "reason", in_list=False),
            Column("by", N_("Set by"), "set_by", in_list=False),
            Column("at", N_("Set at"), "set_at", Show.DATETIME, in_list=False),
        ),
        note=N_("What was numbered keeps its word. A new one begins on its day; the count of the year goes on."),
        form=Form(
            input=WordInput,
            permission=ADMINISTRATION,
            save=_save_word,
            choices=_word_choices,
            add_title=N_("Add a word of numbering"),
            edit=False,
        ),
    )
)
