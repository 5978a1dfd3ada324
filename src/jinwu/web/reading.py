"""Reads of protected data that a page makes again and again while one types: recorded once a day and sign-in."""

from __future__ import annotations

from jinwu.kit import clock
from jinwu.record import attempts

from .request import HouseRequest

_READ = "read_today"  # of the session: the day, and what was recorded on it
MOST = 300


def once(request: HouseRequest, what: str, subject: str, reason: str) -> None:
    """Record the read unless this sign-in recorded the same one today."""
    today, one = clock.today().isoformat(), f"{what} {subject} {reason}"
    day, known = request.session.get(_READ) or ("", [])
    known = known if day == today else []
    if one in known:
        return
    attempts.read(user_id=request.user.pk, what=what, subject=subject, reason=reason)
    request.session[_READ] = (today, [*known[-MOST:], one])
