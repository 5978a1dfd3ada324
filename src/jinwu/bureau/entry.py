"""Adding and correcting: what the forms of the registers save. What held before stays readable."""

from __future__ import annotations

from typing import Any

from django.contrib.auth.password_validation import validate_password
from django.core.exceptions import ValidationError
from django.db import transaction

from jinwu.kit import clock
from jinwu.law.messages import Message, say
from jinwu.law.problems import Problem
from jinwu.law.roles import Role

from . import access, certificates, sessions, tokens, units
from .inputs import (
    AccountInput,
    CertificateInput,
    DeputyInput,
    EquipmentInput,
    OfficerInput,
    QualificationInput,
    RoleInput,
    UnitInput,
)
from .models import (
    Certificate,
    Deputy,
    Equipment,
    EquipmentIssue,
    Officer,
    OfficerKind,
    Posting,
    ReviewerQualification,
    RoleHolding,
    Unit,
    UnitKind,
    User,
)
from .models.accounts import ROLE_CHOICES
from .scopes import officers_of, own_units, users_of

#: Roles of those who act in the authority's name; auxiliary staff (执法辅助人员) holds none of them.
OF_OFFICERS = frozenset({Role.OFFICER, Role.UNIT_HEAD, Role.AUTHORITY_HEAD, Role.LEGAL_REVIEWER})


class NotSaved(Problem):
    """A row that cannot be saved as it was filled in."""


@transaction.atomic
def save_unit(user: User | None, row: Unit | None, data: UnitInput) -> Unit:
    """Found a unit, or change it from a day on; code and kind stay."""
    parent = _of_mine(user, data.parent) if data.parent else None
    facts = {"parent": parent, "posts": data.posts, "address": data.address, "phone": data.phone}
    if row is not None:
        if parent is not None and parent.pk in units.below(row):
            raise NotSaved(say("A unit cannot belong to itself"), say("Choose a unit outside of it"))
        _say_so(units.change, row, data.since, name=data.name, abolished=data.abolished, **facts)
        return row
    if Unit.objects.filter(code=data.code).exists():
        raise NotSaved(say("The code {code} is taken", code=data.code), say("Choose another code"))
    if parent is None and data.kind != UnitKind.BUREAU:
        raise NotSaved(say("Only a bureau stands on its own"), say("Choose the unit it belongs to"))
    return units.found(data.code, data.name, data.kind, on=data.since, **facts)


@transaction.atomic
def save_officer(user: User | None, row: Officer | None, data: OfficerInput) -> Officer:
    """Enter an officer, or correct him; another unit, title or standing is a new posting from its day."""
    unit = _of_mine(user, data.unit) if data.unit else None
    if row is None and unit is None:
        raise NotSaved(say("A new officer needs a unit"), say("Choose the unit he is posted to"))
    officer = row or Officer()
    officer.name, officer.kind, officer.staff_number = data.name, data.kind, data.staff_number
    officer.save()
    last = officer.postings.order_by("-valid_from", "-id").first()
    if last is None or (last.unit_id, last.title, last.staffed) != (data.unit, data.title, data.staffed):
        if last is not None and data.since < last.valid_from:
            raise NotSaved(
                say("A later posting of {name} is already entered, from {day}", name=officer.name, day=last.valid_from),
                say("Give that day or a later one"),
            )
        Posting.objects.create(
            officer=officer, unit=unit, title=data.title, staffed=data.staffed, valid_from=data.since
        )
    return officer


def save_certificate(user: User | None, row: Certificate | None, data: CertificateInput) -> Certificate:
    """Issue a certificate, or record an event in the life of one."""
    if (row is None) != (data.event == "issued"):
        raise NotSaved(
            say("A certificate is issued once; what follows is an event of the one that is there"),
            say("Add a certificate for a new card, open the old one for what happened to it"),
        )
    if row is not None:
        certificates.change(row, data.event, on=data.on, reason=data.reason, expires_on=data.expires_on, by=user)
        return row
    if data.expires_on is None:
        raise NotSaved(say("A certificate has a last day"), say("Give the last day printed on the card"))
    officer = _officer(user, data.officer)
    return certificates.issue(
        officer, data.number, on=data.on, expires_on=data.expires_on, kind=data.kind, issuer=data.issuer, by=user
    )


@transaction.atomic
def save_account(user: User | None, row: User | None, data: AccountInput) -> User:
    """Open an account, or correct it."""
    account = row or User()
    account.username, account.full_name = User.normalize_username(data.username), data.full_name
    account.officer = _officer(user, data.officer) if data.officer else None
    was_active, account.is_active = account.is_active, data.is_active
    others = User.objects.exclude(pk=account.pk)
    if others.filter(username=account.username).exists():
        raise NotSaved(say("The account {name} is taken", name=account.username), say("Choose another name"))
    if account.officer and others.filter(officer=account.officer).exists():
        raise NotSaved(
            say("{name} already has an account", name=account.officer.name), say("Correct the account that is there")
        )
    if data.password:
        _set_password(account, data.password)
    elif row is None:
        account.set_unusable_password()
    account.save()
    if row is not None:
        _end_sign_ins(user, account, was_active=was_active, password_set=bool(data.password))
    return account


def _end_sign_ins(user: User | None, account: User, *, was_active: bool, password_set: bool) -> None:
    """An account that is closed or got another password is signed in nowhere; its tokens end with it."""
    if was_active != account.is_active:
        access.log("opened" if account.is_active else "closed", account, by=user)
    if password_set:
        access.log("password_set", account, by=user)
    if not account.is_active or password_set:
        sessions.end(account)
        tokens.revoke_all(account)


def save_role(user: User | None, row: RoleHolding | None, data: RoleInput) -> RoleHolding:
    """Give a role, or set its days; another role or unit is a new holding."""
    if data.valid_to and data.valid_to < data.valid_from and row is None:
        raise NotSaved(say("The last day lies before the first"), say("Check both days"))
    if data.role not in dict(ROLE_CHOICES):
        raise NotSaved(say("There is no such role"), say("Choose a role from the list"))
    holding = row or RoleHolding(valid_from=data.valid_from)
    asked = (data.user, data.role, data.unit)
    if row is not None and (row.user_id, row.role, row.unit_id) != asked:
        raise NotSaved(say("A role that was held stays as it was"), say("End it with its last day and add the new one"))
    holding.user_id, holding.role, holding.unit = data.user, data.role, _of_mine(user, data.unit)
    account = users_of(user).filter(pk=data.user).first()
    if account is None:
        raise NotSaved(say("There is no such account"), say("Choose an account from the list"))
    if row is None and data.role in OF_OFFICERS and account.officer and account.officer.kind == OfficerKind.AUXILIARY:
        raise NotSaved(
            say("{name} is auxiliary staff and never counts as an officer", name=account.officer.name),
            say("Auxiliary staff patrols, informs and helps; an officer acts and signs"),
        )
    holding.valid_from, holding.valid_to = data.valid_from, data.valid_to
    holding.save()
    return holding


def save_deputy(user: User | None, row: Deputy | None, data: DeputyInput) -> Deputy:
    """Name a deputy for some days."""
    if data.principal == data.deputy:
        raise NotSaved(say("Nobody is his own deputy"), say("Choose another person"))
    if data.valid_to < data.valid_from:
        raise NotSaved(say("The last day lies before the first"), say("Check both days"))
    if users_of(user).filter(pk__in=[data.principal, data.deputy]).count() != 2:
        raise NotSaved(say("There is no such account"), say("Choose an account from the list"))
    deputy = row or Deputy()
    for name in ("valid_from", "valid_to", "reason"):
        setattr(deputy, name, getattr(data, name))
    deputy.principal_id, deputy.deputy_id = data.principal, data.deputy
    deputy.save()
    return deputy


def save_qualification(
    user: User | None, row: ReviewerQualification | None, data: QualificationInput
) -> ReviewerQualification:
    """Enter what is known of a reviewer; a correction is a row of its own."""
    if not users_of(user).filter(pk=data.user).exists():
        raise NotSaved(say("There is no such account"), say("Choose an account from the list"))
    if bool(data.number) != bool(data.acquired_on):
        raise NotSaved(say("Number and day of the qualification belong together"), say("Enter both, or neither"))
    return ReviewerQualification.objects.create(
        user_id=data.user, reviewing_since=data.reviewing_since, number=data.number, acquired_on=data.acquired_on
    )


@transaction.atomic
def save_equipment(user: User | None, row: Equipment | None, data: EquipmentInput) -> Equipment:
    """Enter a device, or correct it; a new carrier ends the old one's keeping."""
    device = row or Equipment()
    if Equipment.objects.exclude(pk=device.pk).filter(kind=data.kind, serial=data.serial).exists():
        raise NotSaved(
            say("A device with the serial number {number} is already entered", number=data.serial),
            say("Check the number on the device"),
        )
    if data.status == "retired" and data.retired_on is None:
        raise NotSaved(say("A retired device needs the day it was retired"), say("Give that day"))
    for name in ("kind", "serial", "model", "acquired_on", "status", "retired_on", "calibration_due"):
        setattr(device, name, getattr(data, name))
    device.unit = _of_mine(user, data.unit)
    device.save()
    _hand_over(user, device, data)
    return device


def _hand_over(user: User | None, device: Equipment, data: EquipmentInput) -> None:
    since = data.carried_from or clock.today()
    current = device.issues.filter(valid_to=None).first()
    if current is not None and current.officer_id == data.officer:
        return
    device.issues.filter(valid_to=None).update(valid_to=since)
    if data.officer:
        officer = _officer(user, data.officer)
        EquipmentIssue.objects.create(equipment=device, officer=officer, valid_from=since)


def _set_password(account: User, password: str) -> None:
    try:
        validate_password(password, account)
    except ValidationError:
        raise NotSaved(
            say("This password is too short or too common"), say("Choose ten characters or more, not a common word")
        ) from None
    account.set_password(password)
    account.must_change_password = True


def _officer(user: User | None, officer_id: int) -> Officer:
    found = officers_of(user).filter(pk=officer_id).first()
    if found is None:
        raise NotSaved(say("There is no such officer"), say("Choose an officer from the list"))
    return found


def _of_mine(user: User | None, unit_id: int) -> Unit:
    if user is not None and unit_id not in own_units(user):
        raise NotSaved(say("This unit belongs to another bureau"), say("Choose a unit from the list"))
    found = Unit.objects.filter(pk=unit_id).first()
    if found is None:
        raise NotSaved(say("There is no such unit"), say("Choose a unit from the list"))
    return found


def _say_so(act: Any, *args: Any, **named: Any) -> Any:
    try:
        return act(*args, **named)
    except ValueError as error:
        raise NotSaved(_plain(error), say("Give a later day")) from None


def _plain(error: ValueError) -> Message:
    return say("This cannot be recorded: {why}", why=str(error))
