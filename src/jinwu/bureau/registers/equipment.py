"""Register of equipment."""

from __future__ import annotations

from typing import Any

from django.db.models import Prefetch, Q, QuerySet
from django.utils.translation import gettext as _

from jinwu.kit import clock
from jinwu.kit.permission import ADMINISTRATION
from jinwu.kit.register import Column, Filter, Form, Register, Show, register
from jinwu.law.messages import N_

from .. import entry, inputs, scopes
from ..models import Equipment, EquipmentIssue, EquipmentKind, EquipmentStatus, User
from .common import GROUP, choices, days, named, of_unit, unit_filter

_BADGES = {"in_service": "pass", "repair": "paused", "retired": "void"}


def _devices(user: User | None) -> QuerySet[Equipment]:
    issues = EquipmentIssue.objects.select_related("officer")
    return scopes.equipment_of(user).prefetch_related(Prefetch("issues", issues))


def _carrier(device: Equipment) -> str:
    return next((issue.officer.name for issue in device.issues.all() if issue.valid_to is None), "")


def _carriers(device: Equipment) -> str:
    return "\n".join(f"{issue.officer.name} · {days(issue)}" for issue in device.issues.all())


def _state(device: Equipment) -> tuple[str, str]:
    late = device.calibration_due and device.calibration_due < clock.today()
    if late and device.status == EquipmentStatus.IN_SERVICE:
        return "breach", _("Calibration overdue")
    return _BADGES[device.status], device.get_status_display()


def _initial(device: Equipment) -> dict[str, Any]:
    names = ("kind", "serial", "model", "acquired_on", "status", "retired_on", "calibration_due")
    issue = next((each for each in device.issues.all() if each.valid_to is None), None)
    return {name: getattr(device, name) for name in names} | {
        "unit": device.unit_id,
        "officer": issue.officer_id if issue else None,
        "carried_from": issue.valid_from if issue else None,
    }


register(
    Register(
        key="equipment",
        title=N_("Equipment"),
        group=GROUP,
        scope=_devices,
        order=("kind", "serial", "id"),
        columns=(
            Column("serial", N_("Serial number"), "serial", Show.LINK, sub="model"),
            Column("kind", N_("Kind of equipment"), "get_kind_display"),
            Column("unit", N_("Unit"), of_unit),
            Column("carrier", N_("Carried by"), _carrier),
            Column("calibration_due", N_("Calibration due"), "calibration_due", Show.DATE),
            Column("state", N_("State"), _state, Show.STATE),
            Column("acquired_on", N_("In service from"), "acquired_on", Show.DATE, in_list=False),
            Column("retired_on", N_("Retired on"), "retired_on", Show.DATE, in_list=False),
            Column("carriers", N_("Carried so far"), _carriers, Show.LONG, in_list=False),
        ),
        filters=(
            Filter("kind", N_("Kind of equipment"), named(EquipmentKind), lambda rows, value: rows.filter(kind=value)),
            Filter("status", N_("State"), named(EquipmentStatus), lambda rows, value: rows.filter(status=value)),
            unit_filter(lambda rows, units: rows.filter(unit__in=units)),
        ),
        search=lambda rows, words: rows.filter(
            Q(serial__icontains=words)
            | Q(model__icontains=words)
            | Q(pk__in=EquipmentIssue.objects.filter(officer__name__icontains=words, valid_to=None).values("equipment"))
        ),
        search_hint=N_("Serial number, model or who carries it"),
        form=Form(inputs.EquipmentInput, ADMINISTRATION, entry.save_equipment, _initial, choices, N_("Add a device")),
    )
)
