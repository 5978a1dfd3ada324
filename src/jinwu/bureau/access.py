"""What happens around signing in, for the log that supervisors and administrators read."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.http import HttpRequest

from jinwu.kit import whence
from jinwu.law.messages import N_
from jinwu.record import attempts
from jinwu.record.models import AccessLog

from .models import User

#: Event → its words. A key is never used again for something else: rows are kept for good.
EVENTS = {
    "signed_in": N_("Signed in"),
    "signed_out": N_("Signed out"),
    "wrong_password": N_("Wrong password"),
    "wrong_code": N_("Wrong code of the second factor"),
    "locked": N_("Locked after wrong tries"),
    "unlocked": N_("Unlocked"),
    "ended": N_("Sign-in ended"),
    "ended_all": N_("All sign-ins ended"),
    "password_changed": N_("Password changed"),
    "password_set": N_("Password set by someone else"),
    "closed": N_("Account closed"),
    "opened": N_("Account opened again"),
    "factor_added": N_("Authenticator app added"),
    "factor_removed": N_("Second factor removed"),
    "passkey_added": N_("Passkey added"),
    "passkey_removed": N_("Passkey removed"),
    "codes_made": N_("New recovery codes made"),
    "code_used": N_("Recovery code used"),
    "token_issued": N_("Token of the API issued"),
    "token_revoked": N_("Token of the API revoked"),
}
SHOWN_TO_ONESELF = 12


def log(
    event: str, user: User | None, *, request: HttpRequest | None = None, by: User | None = None, reason: str = ""
) -> None:
    """Write one event of the account `user`; `by` is who did it, where that was somebody else."""
    if event not in EVENTS:
        raise ValueError(f"no event {event!r}")
    attempts.access(
        event,
        user_id=user.pk if user else None,
        by=by.pk if by and by != user else None,
        address=whence.address(request) if request else "",
        device=whence.device(request) if request else "",
        reason=reason,
    )


def locked_out(request: HttpRequest, username: str, **_signal: Any) -> None:
    """The receiver of axes' signal. A name that is no account is not kept: it may be a password in the wrong field."""
    log("locked", User.objects.filter(username=username).first(), request=request)


@dataclass(frozen=True)
class Event:
    """One event as its owner reads it."""

    title: str
    recorded_at: datetime
    address: str
    device: str
    reason: str


def lately(user: User) -> list[Event]:
    """The last events of an account, the newest first."""
    rows = AccessLog.objects.filter(user=user.pk).order_by("-id")[:SHOWN_TO_ONESELF]
    return [Event(EVENTS[row.event], row.recorded_at, row.address, row.device, row.reason) for row in rows]
