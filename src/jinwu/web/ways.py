"""Where the rooms' words lead on this site (`jinwu.ui.links`)."""

from __future__ import annotations

from datetime import date
from typing import Any

from django.urls import reverse

from jinwu.catalog.versions import statute
from jinwu.kit import clock
from jinwu.kit.permission import STREET
from jinwu.law.citations import Citation
from jinwu.matters.door import procedures
from jinwu.ui.links import resolver

from .manual.chapters import for_page
from .request import HouseRequest

#: Registers whose rows are matters.
MATTERS = ("matters", "review_queue", "approvals")


def row_url(register: str, pk: Any) -> str:
    """The page of one row of a register; a matter has a page of its own."""
    if register == "bank_items":
        return reverse("bank_item", args=[pk])
    return matter_url(pk) if register in MATTERS else reverse("register_row", args=[register, pk])


def matter_url(pk: Any) -> str:
    """The page of a matter."""
    return reverse("matter", args=[pk])


def record_url(pk: Any) -> str:
    """Every entry of a matter."""
    return reverse("matter_record", args=[pk])


def presence_url(pk: Any) -> str:
    """Where an officer confirms that he is present."""
    return reverse("matter_presence", args=[pk])


def file_url(sha256: str) -> str:
    """A paper, scan or photograph as it was kept."""
    return reverse("file", args=[sha256]) if sha256 else ""


def document_url(document: Any) -> str:
    """A document of a matter."""
    return reverse("document", args=[document])


def editable_url(document: Any) -> str:
    """An editable copy of a document, made when it is asked for."""
    return reverse("document_editable", args=[document])


def photo_url(sha256: str) -> str:
    """A photograph made small."""
    return reverse("file_small", args=[sha256]) if sha256 else ""


def copy_url(matter: Any, key: str, seq: int = 0) -> str:
    """A copy of a paper, or the sheet of the act `seq`, set when it is asked for."""
    return reverse("matter_copy_of", args=[matter, key, seq]) if seq else reverse("matter_copy", args=[matter, key])


def casefile_url(matter: Any, volume: str, part: int = 1) -> str:
    """A volume of the bound file, in one of its parts."""
    page = reverse("matter_casefile", args=[matter, volume])
    return f"{page}?part={part}" if part > 1 else page


def article_url(citation: Citation, on: date | None = None) -> str:
    """The page of an article, in the wording of a day (today); empty where the catalogue does not know its statute."""
    if statute(citation.statute) is None:
        return ""
    page = reverse("article", args=[citation.key])
    return f"{page}?on={on.isoformat()}" if on and on != clock.today() else page


def step_url(matter: Any, step: str) -> str:
    """The form of a step of a matter."""
    return reverse("matter_step", args=[matter, step]) + "#next"


def register_url(key: str) -> str:
    """The list of a register."""
    return reverse("register", args=[key])


def help_url(page: str) -> str:
    """The chapter of the manual that explains a page, by the name of its address."""
    found = for_page(page)
    return reverse("manual_chapter", args=[found.key]) if found else reverse("help")


def on_the_street(procedure: str, step: str) -> bool:
    """Whether that step is taken on the pages of the street."""
    return (procedure, step) == ("summary", "open")


def draft_url(draft: Any) -> str:
    """Where a matter that is not opened yet goes on: on the street, or with the form of its first step."""
    procedure = procedures.get(draft.procedure)
    step = procedure.steps.get(draft.step) if procedure else None
    if step is None or not step.opening:
        return ""
    if on_the_street(draft.procedure, draft.step):
        return reverse("street_go", args=[draft.pk])
    return reverse("matter_open", args=[draft.procedure, draft.step, draft.pk])


def ways_in(request: HouseRequest) -> dict[str, bool]:
    """Which buttons begin something new: a matter of any kind, a penalty on the spot."""
    opening = (step for procedure in procedures for step in procedure.steps.values() if step.opening)
    return {
        "may_open": any(step.by & request.roles for step in opening),
        "on_street": STREET.admits(request.roles, signed_in=True),
    }


for _key, _way in {
    "article.url": article_url,
    "help.url": help_url,
    "row.url": row_url,
    "register.url": register_url,
    "step.url": step_url,
    "matter.url": matter_url,
    "record.url": record_url,
    "presence.url": presence_url,
    "file.url": file_url,
    "document.url": document_url,
    "editable.url": editable_url,
    "photo.url": photo_url,
    "draft.url": draft_url,
    "copy.url": copy_url,
    "casefile.url": casefile_url,
}.items():
    resolver(_key, _way)
