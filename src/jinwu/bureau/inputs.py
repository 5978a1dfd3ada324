"""What an administrator fills in to add or correct a unit, a person, a certificate, a role, a deputy, a device."""

from __future__ import annotations

from datetime import date
from typing import Literal

from jinwu.kit.inputs import StepInput, Widget, field
from jinwu.law.messages import N_

_UNIT = {"widget": Widget.SELECT, "choices": "units"}
_OFFICER = {"widget": Widget.SELECT, "choices": "officers"}
_USER = {"widget": Widget.SELECT, "choices": "users"}


class UnitInput(StepInput):
    """A unit, or what changes in it from a day on."""

    code: str = field(N_("Unit code"), max_length=64, pattern=r"^[a-z0-9_-]+$", help=N_("Small letters and digits"))
    name: str = field(N_("Name"), max_length=120)
    kind: Literal["bureau", "team", "squadron", "section", "township"] = field(
        N_("Kind of unit"),
        labels={
            "bureau": N_("Bureau"),
            "team": N_("Enforcement team"),
            "squadron": N_("Squadron"),
            "section": N_("Section of the bureau"),
            "township": N_("Township or subdistrict"),
        },
    )
    parent: int | None = field(N_("Belongs to"), None, **_UNIT)
    posts: int | None = field(N_("Posts"), None, ge=0, help=N_("As approved for this unit itself"))
    address: str = field(N_("Address"), "", max_length=200)
    phone: str = field(N_("Telephone"), "", max_length=40)
    since: date = field(N_("Holds from"))
    abolished: bool = field(N_("Abolished from that day"), False)


class OfficerInput(StepInput):
    """A person of the enforcement staff and his posting from a day on."""

    name: str = field(N_("Full name"), max_length=60)
    kind: Literal["officer", "auxiliary"] = field(
        N_("Kind of staff"),
        "officer",
        labels={"officer": N_("Enforcement officer"), "auxiliary": N_("Auxiliary staff")},
        help=N_("Auxiliary staff never counts toward the two officers"),
    )
    staff_number: str = field(N_("Staff number"), "", max_length=32)
    unit: int | None = field(N_("Unit"), None, help=N_("Empty: has left the service"), **_UNIT)
    title: str = field(N_("Post title"), "", max_length=60)
    staffed: bool = field(N_("On an approved post"), True)
    since: date = field(N_("Posting holds from"))


class CertificateInput(StepInput):
    """A certificate issued, or an event in its life."""

    event: Literal["issued", "suspended", "resumed", "renewed", "cancelled"] = field(
        N_("What happened"),
        "issued",
        labels={
            "issued": N_("Certificate issued"),
            "suspended": N_("Certificate suspended"),
            "resumed": N_("Returned after suspension"),
            "renewed": N_("Certificate renewed"),
            "cancelled": N_("Certificate cancelled"),
        },
    )
    officer: int = field(N_("Officer"), **_OFFICER)
    number: str = field(N_("Certificate number"), max_length=40)
    kind: str = field(N_("Kind of certificate"), "", max_length=40)
    issuer: str = field(N_("Issued by"), "", max_length=120)
    on: date = field(N_("From which day"))
    expires_on: date | None = field(N_("Valid to"), None, help=N_("Needed when issued or renewed"))
    reason: str = field(N_("Reason"), "", max_length=200)


class AccountInput(StepInput):
    """An account. A password given here must be changed at the first sign-in."""

    username: str = field(N_("Account"), max_length=150, help=N_("A name, or the certificate number"))
    full_name: str = field(N_("Full name"), max_length=60)
    officer: int | None = field(N_("Officer"), None, help=N_("Empty: not an officer"), **_OFFICER)
    password: str = field(
        N_("New password"), "", max_length=128, help=N_("Leave empty to keep the old one; changed at first sign-in")
    )
    is_active: bool = field(N_("May sign in"), True)


class RoleInput(StepInput):
    """A role held in a unit."""

    user: int = field(N_("Account"), **_USER)
    role: str = field(N_("Role"), widget=Widget.SELECT, choices="roles")
    unit: int = field(N_("Unit"), **_UNIT)
    valid_from: date = field(N_("First day"))
    valid_to: date | None = field(N_("Last day"), None, help=N_("Empty: until further notice"))


class DeputyInput(StepInput):
    """Who acts for whom while he is away."""

    principal: int = field(N_("Who is away"), **_USER)
    deputy: int = field(N_("Who acts for him"), **_USER)
    valid_from: date = field(N_("First day"))
    valid_to: date = field(N_("Last day"))
    reason: str = field(N_("Reason"), max_length=200)


class QualificationInput(StepInput):
    """Since when a person reviews penalty decisions, and his legal qualification."""

    user: int = field(N_("Account"), **_USER)
    reviewing_since: date = field(
        N_("Reviews since"), help=N_("The first day on which the person ever reviewed penalty decisions.")
    )
    number: str = field(N_("Number of the legal qualification"), "", max_length=40, help=N_("Empty: none is held."))
    acquired_on: date | None = field(N_("Qualification granted on"), None)


class EquipmentInput(StepInput):
    """A device, and who carries it."""

    kind: Literal["recorder", "meter", "radio", "vehicle"] = field(
        N_("Kind of equipment"),
        labels={
            "recorder": N_("Body recorder"),
            "meter": N_("Measuring instrument"),
            "radio": N_("Radio"),
            "vehicle": N_("Vehicle"),
        },
    )
    serial: str = field(N_("Serial number"), max_length=60)
    model: str = field(N_("Model"), "", max_length=80)
    unit: int = field(N_("Unit"), **_UNIT)
    acquired_on: date = field(N_("In service from"))
    status: Literal["in_service", "repair", "retired"] = field(
        N_("State"),
        "in_service",
        labels={"in_service": N_("In service"), "repair": N_("Under repair"), "retired": N_("Retired")},
    )
    retired_on: date | None = field(N_("Retired on"), None)
    calibration_due: date | None = field(N_("Calibration due"), None)
    officer: int | None = field(N_("Carried by"), None, **_OFFICER)
    carried_from: date | None = field(N_("Carried from"), None)
