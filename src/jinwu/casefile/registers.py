"""The register of the archive (归档登记簿): archive numbers, volumes bound with their digests, how long they are kept."""

from __future__ import annotations

from typing import Any

from django.db.models import OuterRef, QuerySet, Subquery
from django.utils.translation import gettext as _

from jinwu.bureau.queries import unit_name
from jinwu.kit.register import Column, Filter, Register, Show, register
from jinwu.law.messages import N_
from jinwu.matters.kinds import procedures
from jinwu.matters.scope import visible_to
from jinwu.ui.translate import day, translate

from .models import Bound, Filed
from .order import OPEN


def _filed(user: Any) -> QuerySet[Filed]:
    bound = Bound.objects.filter(organ=OuterRef("organ"), number=OuterRef("number"), volume=OPEN, part=1).order_by(
        "-bound_at", "-id"
    )
    return Filed.objects.filter(matter__in=visible_to(user)).select_related("matter").annotate(
        bound_pages=Subquery(bound.values("pages")[:1]), bound_sha256=Subquery(bound.values("sha256")[:1]),
        bound_on=Subquery(bound.values("bound_at")[:1]),
    )  # fmt: skip


def _kept(row: Filed) -> str:
    return _("permanently") if row.permanent else day(row.kept_until)


def _years() -> list[tuple[str, str]]:
    found = Filed.objects.order_by("-year").values_list("year", flat=True).distinct()
    return [(str(year), str(year)) for year in found]


def _terms() -> list[tuple[str, str]]:
    return [("yes", N_("Kept permanently")), ("no", N_("Kept for a term"))]


register(
    Register(
        key="archive",
        title=N_("Register of the archive"),
        group=N_("Documents"),
        scope=_filed,
        order=("-year", "-serial", "-id"),
        columns=(
            Column("number", N_("Archive number"), "number", Show.LINK, sub="shelf"),
            Column("case", N_("Case"), "matter.title", sub="matter.number"),
            Column("place", N_("Place in the volume"), "place", Show.NUMBER),
            Column("closed", N_("Closed on"), "closed_on", Show.DATE),
            Column("kept", N_("Kept until"), _kept),
            Column("pages", N_("Number of pages"), "bound_pages", Show.NUMBER),
            Column("matter", N_("Matter"), "matter_id", Show.MATTER),
            Column("procedure", N_("Procedure"), lambda row: translate(procedures[row.procedure].title), in_list=False),
            Column("unit", N_("Handling unit"), lambda row: unit_name(row.unit_id, row.closed_on), in_list=False),
            Column("items", N_("Items"), "items", Show.NUMBER, in_list=False),
            Column("bound", N_("Last bound"), "bound_on", Show.DATETIME, in_list=False),
            Column("sha256", N_("Digest of the volume"), "bound_sha256", in_list=False),
        ),
        filters=(
            Filter("year", N_("Year"), _years, lambda rows, value: rows.filter(year=int(value))),
            Filter("term", N_("Retention period"), _terms, lambda rows, value: rows.filter(permanent=value == "yes")),
        ),
        search=lambda rows, words: rows.filter(number__startswith=words.strip()),
        search_hint=N_("Archive number"),
        note=N_("Pages and digest are those of the open volume as it was last bound."),
    )
)
