"""Registers of accounts, roles and deputies: for administrators."""

from __future__ import annotations

from typing import Any

from django.db.models import Q, QuerySet
from django.urls import reverse
from django.utils.translation import gettext as _

from jinwu.kit import clock
from jinwu.kit.permission import ADMINISTRATION
from jinwu.kit.register import Column, Filter, Form, Register, Show, register
from jinwu.law.messages import N_

from .. import entry, inputs, scopes
from ..models import Deputy, ReviewerQualification, RoleHolding, User
from ..models.accounts import ROLE_CHOICES
from ..queries import unit_name
from .common import choices, days, in_force, of_unit, unit_filter

GROUP = N_("Accounts")


def _users(user: User | None) -> QuerySet[User]:
    return scopes.users_of(user).prefetch_related("holdings")


def _roles(user: User) -> str:
    today = clock.today()
    titles = dict(ROLE_CHOICES)
    held = [each for each in user.holdings.all() if in_force(each, today)[0] == "pass"]
    return "、".join(f"{titles[each.role]} ({unit_name(each.unit_id)})" for each in held)


def _user_state(user: User) -> tuple[str, str]:
    if not user.is_active:
        return "void", _("Account closed")
    if not user.has_usable_password():
        return "gap", _("No password yet")
    return ("todo", _("Must change the password")) if user.must_change_password else ("pass", _("May sign in"))


def _access(user: User) -> tuple[str, str]:
    return reverse("account_access", args=[user.pk]), _("Sign-ins, lock-out, second factor")


def _user_initial(user: User) -> dict[str, Any]:
    return {name: getattr(user, name) for name in ("username", "full_name", "is_active")} | {"officer": user.officer_id}


register(
    Register(
        key="users",
        title=N_("Accounts"),
        group=GROUP,
        permission=ADMINISTRATION,
        scope=_users,
        order=("username", "id"),
        columns=(
            Column("username", N_("Account"), "username", Show.LINK),
            Column("name", N_("Full name"), "name"),
            Column("officer", N_("Officer"), lambda user: user.officer.name if user.officer else ""),
            Column("roles", N_("Roles today"), _roles),
            Column("state", N_("State"), _user_state, Show.STATE),
            Column("access", N_("Signing in"), _access, Show.FILE, in_list=False),
            Column("last_login", N_("Last signed in"), "last_login", Show.DATETIME, in_list=False),
        ),
        filters=(
            Filter(
                "active",
                N_("State"),
                lambda: [("yes", _("May sign in")), ("no", _("Account closed"))],
                lambda rows, value: rows.filter(is_active=value == "yes"),
            ),
        ),
        search=lambda rows, words: rows.filter(Q(username__icontains=words) | Q(full_name__icontains=words)),
        search_hint=N_("Account or name"),
        form=Form(
            inputs.AccountInput, ADMINISTRATION, entry.save_account, _user_initial, choices, N_("Open an account")
        ),
    )
)


def _role_initial(row: RoleHolding) -> dict[str, Any]:
    return {name: getattr(row, name) for name in ("role", "valid_from", "valid_to")} | {
        "user": row.user_id,
        "unit": row.unit_id,
    }


register(
    Register(
        key="roles",
        title=N_("Roles"),
        group=GROUP,
        permission=ADMINISTRATION,
        scope=scopes.holdings_of,
        order=("user__username", "id"),
        columns=(
            Column("user", N_("Account"), "user.name", Show.LINK, sub="user.username"),
            Column("role", N_("Role"), "get_role_display"),
            Column("unit", N_("Unit"), of_unit),
            Column("days", N_("Days held"), days),
            Column("state", N_("State"), in_force, Show.STATE),
        ),
        filters=(
            Filter(
                "role",
                N_("Role"),
                lambda: [(key, str(title)) for key, title in ROLE_CHOICES],
                lambda rows, value: rows.filter(role=value),
            ),
            unit_filter(lambda rows, units: rows.filter(unit__in=units)),
        ),
        search=lambda rows, words: rows.filter(
            Q(user__username__icontains=words) | Q(user__full_name__icontains=words)
        ),
        search_hint=N_("Account or name"),
        form=Form(inputs.RoleInput, ADMINISTRATION, entry.save_role, _role_initial, choices, N_("Give a role")),
        note=N_("A role ends with its last day; to end it at once, give yesterday as the last day."),
    )
)


def _deputy_initial(row: Deputy) -> dict[str, Any]:
    return {name: getattr(row, name) for name in ("valid_from", "valid_to", "reason")} | {
        "principal": row.principal_id,
        "deputy": row.deputy_id,
    }


register(
    Register(
        key="deputies",
        title=N_("Deputies"),
        group=GROUP,
        permission=ADMINISTRATION,
        scope=scopes.deputies_of,
        order=("-valid_from", "id"),
        columns=(
            Column("principal", N_("Who is away"), "principal.name", Show.LINK),
            Column("deputy", N_("Who acts for him"), "deputy.name"),
            Column("days", N_("Days held"), days),
            Column("reason", N_("Reason"), "reason"),
            Column("state", N_("State"), in_force, Show.STATE),
        ),
        form=Form(inputs.DeputyInput, ADMINISTRATION, entry.save_deputy, _deputy_initial, choices, N_("Name a deputy")),
        note=N_("What is personal does not pass on: an officer's certificate, a reviewer's qualification."),
    )
)


def _qualification_initial(row: ReviewerQualification) -> dict[str, Any]:
    return {name: getattr(row, name) for name in ("reviewing_since", "number", "acquired_on")} | {"user": row.user_id}


def _qualified(row: ReviewerQualification) -> tuple[str, str]:
    return ("pass", _("Holds the legal qualification")) if row.number else ("gap", _("None is held"))


register(
    Register(
        key="qualifications",
        title=N_("Legal reviewers"),
        group=GROUP,
        permission=ADMINISTRATION,
        scope=scopes.qualifications_of,
        order=("user__username", "id"),
        columns=(
            Column("user", N_("Account"), "user.name", Show.LINK, sub="user.username"),
            Column("since", N_("Reviews since"), "reviewing_since", Show.DATE),
            Column("number", N_("Number of the legal qualification"), "number"),
            Column("acquired_on", N_("Qualification granted on"), "acquired_on", Show.DATE),
            Column("state", N_("State"), _qualified, Show.STATE),
        ),
        form=Form(
            inputs.QualificationInput, ADMINISTRATION, entry.save_qualification, _qualification_initial, choices,
            N_("Enter a reviewer"),
        ),
        note=N_("Who reviews penalty decisions for the first time must have passed the national legal examination (APL 58)."),
    )
)  # fmt: skip
