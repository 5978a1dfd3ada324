"""Who acts: the user behind a step, the officer he is, his roles on the day, and the partner beside him."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime
from uuid import UUID

from django.db import connection

from jinwu.bureau.models import User
from jinwu.bureau.queries import OfficerOnDay, held_on, is_bureau_wide, officers_on, roles_on, units_of
from jinwu.law.roles import Role
from jinwu.law.vocabulary import Step

from .state import By


class SystemActor:
    """The clock: takes the steps that a lapse of time brings about."""

    name = "system"


SYSTEM = SystemActor()


@dataclass(frozen=True)
class Acting:
    """An actor on a day."""

    by: By
    roles: frozenset[Role]
    officer: OfficerOnDay | None
    partner: OfficerOnDay | None
    units: frozenset[int]
    wide: bool
    user: User | None


def acting(by: User | SystemActor, partner: int | None, day: date, today: date | None = None) -> Acting:
    """The actor with his roles and certificate on `day`, and the partner (an officer's id), or None.

    Where the act is recorded on a later day (`today`), he must hold the role then too, and sees what he sees today: who
    has left an office takes no acts in it by dating them back.
    """
    if isinstance(by, SystemActor):
        return Acting(By(user=None, name=by.name), frozenset({Role.SYSTEM}), None, None, frozenset(), True, None)
    ids = [i for i in (by.officer_id, partner) if i]
    found = officers_on(ids, day) if ids else {}
    officer = found.get(by.officer_id) if by.officer_id else None
    second = found.get(partner) if partner else None
    unit = officer.unit_id if officer else None
    named = By(
        user=by.pk, name=officer.name if officer else by.get_full_name(), officer=by.officer_id,
        certificate=officer.certificate_no if officer else "", unit=unit,
    )  # fmt: skip
    today = today or day
    roles = roles_on(by, day) & roles_on(by, today)
    return Acting(named, roles, officer, second, frozenset(units_of(by, today)), is_bureau_wide(by, today), by)


def seat(who: Acting, step: Step, day: date) -> int:
    """The unit to which a matter opened by this actor belongs: the officer's own, else where he holds the role; or 0."""
    if who.by.unit or who.user is None:
        return who.by.unit or 0
    return min((held.unit for held in held_on(who.user, day).held if held.role in step.by), default=0)


def confirmed(matter: UUID, partner: int, at: datetime) -> datetime | None:
    """When the partner confirmed that he is present for this matter, if that still holds at `at`."""
    with connection.cursor() as cursor:
        cursor.execute(_CONFIRMED, {"matter": matter, "partner": partner, "at": at})
        return cursor.fetchone()[0]


_CONFIRMED = """
SELECT max(given_at) FROM matters_presence
WHERE matter = %(matter)s AND officer_id = %(partner)s AND given_at <= %(at)s AND valid_until >= %(at)s
"""


def partner_by(officer: OfficerOnDay) -> By:
    """The partner as the entry names him."""
    return By(
        user=None, name=officer.name, officer=officer.id, certificate=officer.certificate_no, unit=officer.unit_id
    )
