"""Registers of units and of what is entrusted to them."""

from __future__ import annotations

from typing import Any

from django.db.models import Count, IntegerField, OuterRef, Q, QuerySet, Subquery
from django.db.models.functions import Coalesce
from django.utils.translation import gettext as _

from jinwu.kit import clock
from jinwu.kit.permission import ADMINISTRATION
from jinwu.kit.register import Column, Filter, Form, Register, Show, register
from jinwu.law.messages import N_

from .. import asof, entry, inputs, scopes
from ..models import Entrustment, Standing, Unit, UnitKind, User
from ..queries import unit_name, unit_on
from ..tree import tree
from .common import GROUP, choices, days, in_force, named


def _units(user: User | None) -> QuerySet[Unit]:
    here = asof.postings(clock.today()).filter(unit=OuterRef("pk"), staffed=True, officer__kind="officer")
    count = here.order_by().values("unit").annotate(count=Count("pk")).values("count")
    return scopes.units_seen(user).annotate(staffed=Coalesce(Subquery(count, output_field=IntegerField()), 0))


def _today(unit: Unit) -> Any:
    return unit_on(unit.pk, clock.today())


def _indented(unit: Unit) -> str:
    depth = len(tree().at(clock.today()).path(unit.pk)) - 1
    return "　" * max(depth, 0) + unit_name(unit.pk)


def _parent(unit: Unit) -> str:
    today = _today(unit)
    return unit_name(today.parent) if today else ""


def _standing(unit: Unit) -> str:
    today = _today(unit)
    return str(Standing(today.standing).label) if today else ""


def _state(unit: Unit) -> tuple[str, str]:
    today = _today(unit)
    if today is None:
        return "wait", _("Not yet founded")
    return ("void", _("Abolished")) if today.abolished else ("pass", _("Holds today"))


def _history(unit: Unit) -> str:
    lines = []
    for version in unit.versions.all():
        parts = [version.valid_from.isoformat(), version.name, unit_name(version.parent_id, version.valid_from)]
        if version.posts is not None:
            parts.append(_("{count} posts").format(count=version.posts))
        if version.abolished:
            parts.append(_("Abolished"))
        lines.append(" · ".join(part for part in parts if part))
    return "\n".join(lines)


def _search(units: QuerySet[Unit], words: str) -> QuerySet[Unit]:
    return units.filter(Q(code__icontains=words) | Q(versions__name__icontains=words)).distinct()


def _initial(unit: Unit) -> dict[str, Any]:
    today = _today(unit)
    known = {"code": unit.code, "kind": unit.kind, "since": clock.today()}
    if today:
        known |= {name: getattr(today, name) for name in ("name", "parent", "posts", "address", "phone", "abolished")}
    return known


register(
    Register(
        key="units",
        title=N_("Units"),
        group=GROUP,
        scope=_units,
        order=("position", "id"),
        columns=(
            Column("name", N_("Unit"), _indented, Show.LINK, sub="code"),
            Column("kind", N_("Kind of unit"), "get_kind_display"),
            Column("standing", N_("Acts as"), _standing),
            Column("posts", N_("Posts"), lambda unit: getattr(_today(unit), "posts", None), Show.NUMBER),
            Column("staffed", N_("Staffed"), lambda unit: getattr(unit, "staffed", None), Show.NUMBER),
            Column("state", N_("State"), _state, Show.STATE),
            Column("parent", N_("Belongs to"), _parent, in_list=False),
            Column("address", N_("Address"), lambda unit: getattr(_today(unit), "address", ""), in_list=False),
            Column("phone", N_("Telephone"), lambda unit: getattr(_today(unit), "phone", ""), in_list=False),
            Column("history", N_("History of changes"), _history, Show.LONG, in_list=False),
        ),
        filters=(Filter("kind", N_("Kind of unit"), named(UnitKind), lambda rows, value: rows.filter(kind=value)),),
        search=_search,
        search_hint=N_("Name or code"),
        form=Form(inputs.UnitInput, ADMINISTRATION, entry.save_unit, _initial, choices, N_("Add a unit")),
        note=N_("Names, places in the tree and posts are kept by day; what held before stays readable."),
    )
)


def _matters(entrustment: Entrustment) -> str:
    return "、".join(entrustment.matters) or _("All matters of the organ")


def _amounts(entrustment: Entrustment) -> str:
    kinds = {"person": _("Citizens"), "organisation": _("Organisations"), "sole_trader": _("Sole traders")}
    lines = []
    for line in entrustment.lines.all():
        limit = _("without limit") if line.up_to is None else _("up to {amount} yuan").format(amount=f"{line.up_to:,}")
        lines.append(f"{kinds.get(line.party_kind, line.party_kind)}: {limit}")
    return "\n".join(lines)


def _entrustment_state(row: Entrustment) -> tuple[str, str]:
    if row.published_on is None or row.published_on > clock.today():
        return "block", _("Not published: without effect")
    return in_force(row)


register(
    Register(
        key="entrustments",
        title=N_("Entrustments"),
        group=GROUP,
        scope=scopes.entrustments_of,
        order=("-valid_from", "id"),
        columns=(
            Column("title", N_("Entrustment"), "title", Show.LINK, sub=days),
            Column("organ", N_("Entrusting organ"), lambda row: unit_name(row.organ_id)),
            Column("organisation", N_("Entrusted organisation"), lambda row: unit_name(row.organisation_id)),
            Column("published_on", N_("Published on"), "published_on", Show.DATE),
            Column("state", N_("State"), _entrustment_state, Show.STATE),
            Column("amounts", N_("Decides"), _amounts, Show.LONG, in_list=False),
            Column("matters", N_("Matters"), _matters, Show.LONG, in_list=False),
            Column("url", N_("Published at"), "published_url", in_list=False),
        ),
        search=lambda rows, words: rows.filter(title__icontains=words),
        search_hint=N_("Title of the entrustment"),
        note=N_("Holds only within its matters, amounts and days, and once published."),
    )
)
