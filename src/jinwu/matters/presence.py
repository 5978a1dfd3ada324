"""The second officer's own confirmation that he is there (APL 42)."""

from __future__ import annotations

from datetime import timedelta
from uuid import UUID

from jinwu.bureau import pins
from jinwu.bureau.models import Officer, User
from jinwu.catalog.queries import profile
from jinwu.kit import clock
from jinwu.law.messages import say
from jinwu.law.problems import Problem

from .models import Presence


class WrongPin(Problem):
    """The second officer's code is not this one."""


def confirm_by_pin(matter: UUID, officer: Officer, pin: str, *, on_device_of: User) -> Presence:
    """On the first officer's device, with the second officer's own PIN.

    Raises `WrongPin`, and what `pins.check_pin` raises (`PinNotSet`, `PinLocked`).
    """
    if not pins.check_pin(officer, pin):
        raise WrongPin(
            say("This is not the confirmation code of {name}.", name=officer.name),
            say("Let {name} enter it again; after five wrong ones it is locked for a while.", name=officer.name),
        )
    return _confirm(matter, officer.pk, "pin", on_device_of)


def confirm_own(matter: UUID, user: User) -> Presence:
    """In the second officer's own sign-in. Raises `ValueError` for a user who is no officer."""
    if not user.officer_id:
        raise ValueError("only an officer can confirm his presence")
    return _confirm(matter, user.officer_id, "own", user)


def _confirm(matter: UUID, officer: int, method: str, by: User) -> Presence:
    now = clock.now()
    hours = int(profile("presence.valid_hours", now.date()).value)
    return Presence.objects.create(
        matter=matter, officer_id=officer, method=method, by=by, given_at=now, valid_until=now + timedelta(hours=hours)
    )
