"""Sign-ins: kept in the database with whose they are and since when, so that each can be shown and ended.

A sign-in ends after `SESSION_IDLE` without a request, and at the latest `SESSION_COOKIE_AGE` after it began. Nothing is asked
beyond the one query that every session costs; when it was last seen is written once a minute at most. The time is the machine's
real one: a demonstration whose clock stands elsewhere ends nobody's sign-in.
"""

from __future__ import annotations

from datetime import datetime, timedelta
from typing import Any

from django.conf import settings
from django.contrib.auth import HASH_SESSION_KEY
from django.contrib.sessions.backends.db import SessionStore as DatabaseStore
from django.db.models import QuerySet
from django.http import HttpRequest
from django.utils import timezone
from django.utils.crypto import constant_time_compare

from jinwu.kit import whence

from .models import Session, User

MINUTE = timedelta(minutes=1)
REMEMBERED = timedelta(days=1)  # whose a sign-in was, after it ran out: what he typed meanwhile becomes his draft
_ADDRESS, _DEVICE = "address", "device"


class SessionStore(DatabaseStore):
    """The engine of `SESSION_ENGINE`. `row` is what the database held when the session was read."""

    row: Session | None = None

    @classmethod
    def get_model_class(cls) -> type[Session]:
        return Session

    def create(self) -> None:
        self.row = None
        super().create()

    def create_model_instance(self, data: dict[str, Any]) -> Session:
        now = timezone.now()
        began = self.row.began_at if self.row else now
        return Session(
            session_key=self._get_or_create_session_key(),
            session_data=self.encode(data),
            expire_date=until(began, now),
            user_id=data.get("_auth_user_id"),
            began_at=began,
            seen_at=now,
            address=data.get(_ADDRESS, ""),
            device=data.get(_DEVICE, ""),
        )

    def _get_session_from_db(self) -> Session | None:
        self.row = Session.objects.filter(session_key=self.session_key, expire_date__gt=timezone.now()).first()
        if self.row is None:
            self._session_key = None
        return self.row


def until(began: datetime, seen: datetime) -> datetime:
    """When a sign-in ends if nothing more is asked."""
    return min(began + timedelta(seconds=settings.SESSION_COOKIE_AGE), seen + timedelta(seconds=settings.SESSION_IDLE))


def begin(request: HttpRequest) -> None:
    """Note with a new sign-in where it came from; clear away those that were over long ago."""
    request.session[_ADDRESS] = whence.address(request)[:64]
    request.session[_DEVICE] = whence.device(request)
    Session.objects.filter(expire_date__lte=timezone.now() - REMEMBERED).delete()


def touch(request: HttpRequest) -> None:
    """Somebody is there: keep it, to the minute. Asks the database nothing where the session was not read."""
    row: Session | None = getattr(request.session, "row", None)
    now = timezone.now()
    if row is None or now - row.seen_at < MINUTE:
        return
    row.seen_at, row.expire_date = now, until(row.began_at, now)
    Session.objects.filter(pk=row.pk).update(seen_at=row.seen_at, expire_date=row.expire_date)


def of(user: User) -> QuerySet[Session]:
    """The sign-ins of an account that are not over, the latest seen first."""
    return Session.objects.filter(user=user, expire_date__gt=timezone.now()).order_by("-seen_at", "session_key")


def run_out(key: str) -> User | None:
    """Whose sign-in this was, if it ran out by itself a while ago; one that was ended is forgotten."""
    now = timezone.now()
    over = Session.objects.filter(session_key=key, expire_date__lte=now, expire_date__gt=now - REMEMBERED)
    row = over.filter(user__is_active=True).select_related("user").first()
    if row is None:
        return None
    proof = SessionStore().decode(row.session_data).get(HASH_SESSION_KEY, "")
    return row.user if constant_time_compare(proof, row.user.get_session_auth_hash()) else None


def end(user: User, *, keep: str | None = None) -> int:
    """End every sign-in of an account but the one with the key `keep`; how many ended."""
    return of(user).exclude(pk=keep or "").delete()[0]


def end_one(user: User, handle: str) -> bool:
    """End the sign-in that a page calls `handle`, if it is one of this account's."""
    found = next((one for one in of(user) if one.handle == handle), None)
    return found is not None and bool(found.delete()[0])
