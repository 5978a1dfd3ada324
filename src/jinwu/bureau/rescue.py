"""What is done to somebody else's account so that he, and nobody else, can sign in: each act is recorded."""

from __future__ import annotations

from django.http import HttpRequest

from . import access, factors, locks, sessions, tokens
from .models import User


def unlock(account: User, *, by: User | None = None, request: HttpRequest | None = None) -> None:
    """Forget the wrong tries of an account."""
    locks.unlock(account)
    access.log("unlocked", account, request=request, by=by)


def end_all(account: User, *, by: User | None = None, request: HttpRequest | None = None) -> None:
    """End its sign-ins and its tokens."""
    _end(account)
    access.log("ended_all", account, request=request, by=by)


def remove_factor(account: User, reason: str, *, by: User | None = None, request: HttpRequest | None = None) -> None:
    """Take a lost second factor away. What was signed in with it ends too: the phone may be in strange hands."""
    factors.remove(account)
    _end(account)
    access.log("factor_removed", account, request=request, by=by, reason=reason)


def _end(account: User) -> None:
    sessions.end(account)
    tokens.revoke_all(account)
