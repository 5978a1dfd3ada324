"""What the public page says of a document: title, number, day, organ and how it stands; nothing else leaves this module.

A code is the beginning of the digest of a document's facts. Sixteen signs are printed under the QR code and are asked
for with the number; the QR code itself carries thirty-two.
"""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass
from datetime import date
from typing import Any

from jinwu.bureau.queries import unit_name
from jinwu.cases.models import DecisionRow
from jinwu.documents.templates import outward
from jinwu.kit import clock
from jinwu.law.messages import N_
from jinwu.matters.models import MatterPaper, MatterSeal

PRINTED, CARRIED = 16, 32
_CODE = re.compile(r"[0-9a-f]{16,64}")
_OPENING, _CLOSING = "([{〔【〖《〈<「", ")]}〕】〗》〉>」"
_BRACKETS = str.maketrans({**dict.fromkeys(_OPENING, "["), **dict.fromkeys(_CLOSING, "]")})

#: How a document stands: key → the word on the page, and the sentence under it.
STANDINGS = {
    "stands": (N_("Genuine and in force"), N_("This document was issued by the organ and stands as it is.")),
    "corrected": (N_("Corrected"), N_("A slip in this document was put right; the corrected one holds.")),
    "changed": (N_("Changed"), N_("Another document has taken the place of this one.")),
    "revoked": (
        N_("Revoked"),
        N_("This document was issued, and the decision was revoked. It has no effect any more."),
    ),
    "void": (N_("Void"), N_("This form was made void. It has no effect.")),
}


@dataclass(frozen=True)
class Found:
    """All that is told of a document. `by` are title and number of the document that changed how it stands."""

    title: str
    number: str
    day: date
    organ: str
    standing: str
    by: tuple[str, str] | None = None
    same: bool | None = (
        None  # whether a file that was sent is the issued one, or it with the electronic seal; None: none was
    )


def code_of(typed: str) -> str:
    """A code as it is kept; empty for what is none."""
    code = re.sub(r"[\s\-·.]", "", unicodedata.normalize("NFKC", typed)).lower()
    return code if _CODE.fullmatch(code) else ""


def find(code: str, number: str = "", sha256: str = "") -> Found | None:
    """The document of this code that left the house; with fewer signs than the QR code carries, only with its number.

    `sha256` is the digest of a file to be compared with it.
    """
    rows = MatterPaper.objects.filter(document__context_digest__startswith=code, document__template__in=outward())
    wanted = _plain(number)
    for row in rows.select_related("document", "matter").order_by("-at", "-pk")[:20]:
        if (len(code) >= CARRIED and not wanted) or _plain(row.number) == wanted:
            return _told(row, sha256)
    return None


def _plain(number: str) -> str:
    """A number without what people type differently: width, blanks, kinds of brackets."""
    return re.sub(r"\s", "", unicodedata.normalize("NFKC", number)).translate(_BRACKETS)


def _told(row: MatterPaper, sha256: str) -> Found:
    standing, by = _standing(row)
    organ, day = row.matter.organ_id, _day(row)
    same = _is_file(row, sha256) if sha256 else None
    return Found(row.document.title, row.number, day, unit_name(organ, day), standing, by, same)


def _is_file(row: MatterPaper, sha256: str) -> bool:
    sealed = MatterSeal.objects.filter(matter=row.matter_id, paper=row.key, file=sha256)
    return row.document.sha256 == sha256 or sealed.exists()


def _standing(row: MatterPaper) -> tuple[str, tuple[str, str] | None]:
    """What became of the decision whose number it bears goes before what became of the sheet."""
    decision = _decision(row)
    fate = decision.status if decision else ""
    if fate == "revoked":
        return "revoked", _revocation(row)
    if fate == "changed":
        return "changed", _successor(row, decision)
    if fate == "void" or row.document.status == "void":
        return "void", None
    if row.document.status == "replaced":
        return "changed", None
    if row.document.status == "corrected":
        return "corrected", _later(row, number=row.number)
    return "stands", None


def _decision(row: MatterPaper) -> DecisionRow | None:
    if not row.number:
        return None
    found = DecisionRow.objects.filter(matter=row.matter_id, number=row.number)
    return found.order_by("-version", "-pk").first()


def _successor(row: MatterPaper, decision: DecisionRow | None) -> tuple[str, str] | None:
    found = DecisionRow.objects.filter(matter=row.matter_id, replaces=decision.key).first() if decision else None
    if found is None:
        return None
    return _later(row, number=found.number) or ("", found.number)


def _revocation(row: MatterPaper) -> tuple[str, str] | None:
    """The document that revokes it, where the day tells which one it is."""
    decisions = row.matter.state.get("decisions", ())
    ended = {one.get("ended_on") for one in decisions if one.get("number") == row.number and one["status"] == "revoked"}
    papers = MatterPaper.objects.filter(matter=row.matter_id, paper="revocation_decision").exclude(status="void")
    found = [one for one in papers if _day(one).isoformat() in ended]
    return (found[0].title, found[0].number) if len(found) == 1 else None


def _day(row: MatterPaper) -> date:
    return row.at.astimezone(clock.ZONE).date()


def _later(row: MatterPaper, **which: Any) -> tuple[str, str] | None:
    found = MatterPaper.objects.filter(matter=row.matter_id, at__gt=row.at, **which).order_by("-at", "-pk").first()
    return (found.title, found.number) if found else None
