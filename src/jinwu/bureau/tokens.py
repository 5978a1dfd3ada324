"""Tokens of the API: shown once, kept as a digest, good until a day or until revoked."""

from __future__ import annotations

import hashlib
import secrets
from datetime import timedelta

from jinwu.kit import clock

from .models import ApiToken, User

PREFIX = "jinwu_"


def issue(user: User, label: str, days: int = 90) -> str:
    """A new token of `user`, accepted for `days` days from today. Returned in full only here."""
    plain = PREFIX + secrets.token_urlsafe(32)
    now = clock.now()
    ApiToken.objects.create(
        user=user, label=label, digest=_digest(plain), created_at=now, expires_on=now.date() + timedelta(days=days)
    )
    return plain


def user_of(plain: str) -> User | None:
    """The active account a token belongs to; None for an unknown, expired or revoked one."""
    if not plain.startswith(PREFIX):
        return None
    today = clock.today()
    user = next(iter(User.objects.raw(_OWNER, {"digest": _digest(plain), "today": today})), None)
    if user is not None and user.token_used_on != today:
        ApiToken.objects.filter(pk=user.token_id).update(last_used_on=today)
    return user


_OWNER = """
SELECT u.*, t.id AS token_id, t.last_used_on AS token_used_on
FROM bureau_apitoken t JOIN bureau_user u ON u.id = t.user_id
WHERE t.digest = %(digest)s AND t.revoked_at IS NULL AND t.expires_on >= %(today)s AND u.is_active
"""


def revoke(token: ApiToken) -> None:
    """Stop accepting a token; revoking twice keeps the first time."""
    if token.revoked_at is None:
        token.revoked_at = clock.now()
        token.save(update_fields=["revoked_at"])


def revoke_all(user: User) -> int:
    """Stop accepting every token of an account; how many there were."""
    return ApiToken.objects.filter(user=user, revoked_at=None).update(revoked_at=clock.now())


def revoke_one(user: User, number: str) -> bool:
    """Stop accepting the token with this id, if it is one of this account's."""
    found = (
        ApiToken.objects.filter(user=user, pk=number, revoked_at=None) if number.isdigit() else ApiToken.objects.none()
    )
    return bool(found.update(revoked_at=clock.now()))


def give_back(plain: str) -> None:
    """Revoke the token written `plain`; an unknown one changes nothing."""
    token = ApiToken.objects.filter(digest=_digest(plain)).first()
    if token is not None:
        revoke(token)


def _digest(plain: str) -> str:
    return hashlib.sha256(plain.encode()).hexdigest()
