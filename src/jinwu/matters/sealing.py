"""The register of every use of the seal (用印登记), and the papers that wait for it.

The forms of the street are sealed in advance: their register is that of the blocks issued, where each number is accounted for.
"""

from __future__ import annotations

from datetime import datetime, timedelta
from typing import Any
from uuid import uuid4

from django.db.models import Exists, OuterRef, QuerySet

from jinwu.bureau.models import User
from jinwu.documents.templates import templates
from jinwu.kit import clock
from jinwu.kit.permission import permission
from jinwu.kit.register import Column, Filter, Register, Show, register
from jinwu.law.messages import N_
from jinwu.law.roles import Role
from jinwu.ui.links import resolve

from . import scope
from .door import Done, Request, perform_many
from .errors import DoorError
from .inputs import SEALS
from .models import Matter, MatterPaper, MatterSeal
from .papers import papers

SEAL = permission("seal", N_("Use the seal"), Role.ARCHIVIST, Role.UNIT_HEAD)
READ_SEALS = permission(
    "seal_uses", N_("Register of the seal"), Role.ARCHIVIST, Role.UNIT_HEAD, Role.AUTHORITY_HEAD, Role.SUPERVISOR
)
#: How far back the page looks for papers without a seal. A matter of the page, not of law.
RECENT = timedelta(days=60)


def outward() -> list[str]:
    """The papers that leave the house and are sealed one by one; pre-sealed forms are not among them."""
    return [one.key for one in papers if not templates[one.template].inside and one.numbered != "form"]


def waiting(user: User) -> QuerySet[MatterPaper]:
    """Papers that were issued lately and bear no seal yet, the oldest first."""
    used = MatterSeal.objects.filter(matter=OuterRef("matter"), paper=OuterRef("key"))
    found = MatterPaper.objects.filter(
        matter__in=scope.visible_to(user), paper__in=outward(), status="issued",
        document__issued_at__gte=clock.now() - RECENT,
    )  # fmt: skip
    return found.filter(~Exists(used)).select_related("document", "matter").order_by("at", "pk")


def seal(
    user: User, chosen: list[MatterPaper], data: dict[str, Any], at: datetime
) -> list[tuple[MatterPaper, Done | DoorError]]:
    """Seal these papers, each on its own merits. Of one matter they are taken one after the other."""
    left, results = list(chosen), []
    while left:
        turn = list({one.matter_id: one for one in reversed(left)}.values())
        heads = dict(Matter.objects.filter(pk__in=[one.matter_id for one in turn]).values_list("pk", "head_seq"))
        asked = [
            Request(one.matter_id, "seal", data | {"paper": one.key}, uuid4(), heads[one.matter_id]) for one in turn
        ]
        results += zip(turn, perform_many(asked, by=user, at=at), strict=True)
        left = [one for one in left if one not in turn]
    return results


def _uses(user: User | None) -> QuerySet[MatterSeal]:
    return MatterSeal.objects.filter(matter__in=scope.visible_to(user)).select_related("matter")


def _file(row: MatterSeal) -> tuple[str, str] | None:
    return (resolve("file.url", row.file), f"{row.file[:8]}…") if row.file else None


register(
    Register(
        key="seal_uses",
        title=N_("Uses of the seal"),
        group=N_("Documents"),
        scope=_uses,
        order=("-at", "-id"),
        permission=READ_SEALS,
        note=N_(
            "The forms of the street are sealed in advance; they are accounted for in the register of form blocks."
        ),
        columns=(
            Column("title", N_("Title"), "title", Show.LINK, sub="number"),
            Column("at", N_("Sealed at"), "at", Show.DATETIME),
            Column("seal", N_("Which seal"), lambda row: SEALS[row.seal]),
            Column("copies", N_("Copies"), "copies", Show.NUMBER),
            Column("approved_by", N_("Approved by"), "approved_by"),
            Column("file", N_("Electronic seal"), _file, Show.FILE),
            Column("by", N_("Sealed by"), "by"),
            Column("again", N_("Why it is sealed once more"), "again", in_list=False),
            Column("remark", N_("Remark"), "remark", in_list=False),
            Column("certificate", N_("Digest of the certificate"), "certificate", in_list=False),
            Column("matter", N_("Matter"), "matter_id", Show.MATTER),
        ),
        filters=(
            Filter("seal", N_("Which seal"), lambda: list(SEALS.items()), lambda rows, value: rows.filter(seal=value)),
            Filter(
                "file",
                N_("Electronic seal"),
                lambda: [("file", N_("with a file"))],
                lambda rows, value: rows.exclude(file=""),
            ),
            Filter(
                "again", N_("Sealed"), lambda: [("again", N_("once more"))], lambda rows, value: rows.exclude(again="")
            ),
        ),
        search=lambda rows, words: rows.filter(number__contains=words.strip()),
        search_hint=N_("Number or part of it"),
    )
)
