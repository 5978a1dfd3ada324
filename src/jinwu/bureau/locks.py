"""The lock-out after wrong passwords and codes: counted by account and place, so that nobody can lock a colleague out.

A place is an address. A browser that signed in to an account before carries a signed cookie and is a place of its own for that
account: what others type in vain, at the same office address even, does not count there. From browsers that never signed in,
an account also bears only `AXES_FAILURE_LIMIT` times `SIGN_IN_PLACES` wrong tries from all places together.
"""

from __future__ import annotations

import hashlib
import ipaddress
import secrets
from datetime import datetime, timedelta
from typing import Any

from axes.handlers.proxy import AxesProxyHandler
from axes.helpers import get_cool_off
from axes.models import AccessAttempt
from django.conf import settings
from django.core import signing
from django.db.models import Max, Sum
from django.http import HttpRequest, HttpResponse
from django.utils import timezone
from django.utils.crypto import constant_time_compare, salted_hmac

from jinwu.kit import whence

from .models import User

COOKIE = "jinwu_browser"
KEPT = timedelta(days=180)
MOST = 12  # accounts that one browser is known to
_SALT = "jinwu.bureau.locks"


def open_to(request: HttpRequest, username: str) -> bool:
    """Whether the account may be tried from here now. Also says for whom the request's place is asked."""
    request.trying = username  # type: ignore[attr-defined]
    if not AxesProxyHandler.is_allowed(request, {"username": username}):
        return False
    return _known(request, username) is not None or _tries(username) < _most()


def place(request: HttpRequest) -> str | None:
    """Where the tries of this request count (`AXES_CLIENT_IP_CALLABLE`): an address, of the machine or of a known browser."""
    browser = _known(request, getattr(request, "trying", ""))
    if browser is not None:
        return _address_of(browser)
    try:
        return str(ipaddress.ip_address(whence.network(whence.address(request)).partition("/")[0]))
    except ValueError:
        return None


def remember(request: HttpRequest, response: HttpResponse, user: User) -> None:
    """This browser signed in to the account: from now on it is a place of its own for it, until the password changes."""
    kept = _cookie(request)
    known = {name: proof for name, proof in kept.get("known", {}).items() if name != str(user.pk)}
    known = dict(list(known.items())[-(MOST - 1) :]) | {str(user.pk): _proof(user)}
    value = signing.dumps({"id": kept.get("id") or secrets.token_hex(8), "known": known}, salt=_SALT, compress=True)
    response.set_cookie(
        COOKIE, value, max_age=KEPT, path="/", secure=settings.SESSION_COOKIE_SECURE, httponly=True, samesite="Lax"
    )


def seconds_left(request: HttpRequest) -> int:
    """How long the account that this request tries stays locked from here; the whole time where that is not known."""
    whole = _cool_off()
    rows = AccessAttempt.objects.filter(
        username=getattr(request, "trying", ""), attempt_time__gt=timezone.now() - whole
    )
    here = rows.filter(ip_address=place(request)).aggregate(at=Max("attempt_time"))["at"]
    last: datetime | None = here or rows.aggregate(at=Max("attempt_time"))["at"]
    left = (last + whole - timezone.now()) if last else whole
    return max(1, int(left.total_seconds()))


def locked(user: User) -> bool:
    """Whether somewhere the account is locked now."""
    tries = _recent(user.username).values("ip_address").annotate(count=Sum("failures_since_start"))
    counts = [each["count"] for each in tries]
    return any(count >= settings.AXES_FAILURE_LIMIT for count in counts) or sum(counts) >= _most()


def unlock(user: User) -> None:
    """Forget the wrong tries of an account, everywhere."""
    AxesProxyHandler.reset_attempts(username=user.username)


def _recent(username: str) -> Any:
    return AccessAttempt.objects.filter(username=username, attempt_time__gt=timezone.now() - _cool_off())


def _tries(username: str) -> int:
    return _recent(username).aggregate(count=Sum("failures_since_start"))["count"] or 0


def _most() -> int:
    return settings.AXES_FAILURE_LIMIT * settings.SIGN_IN_PLACES


def _cool_off() -> timedelta:
    return get_cool_off() or timedelta()


def _cookie(request: HttpRequest) -> dict[str, Any]:
    try:
        return signing.loads(request.COOKIES.get(COOKIE, ""), salt=_SALT, max_age=KEPT)
    except signing.BadSignature:
        return {}


def _known(request: HttpRequest, username: str) -> str | None:
    """The id of this browser, if it signed in to the account since its password was set."""
    if not username or COOKIE not in request.COOKIES:
        return None
    kept, user = _cookie(request), User.objects.filter(username=username).first()
    if user is None or not constant_time_compare(kept.get("known", {}).get(str(user.pk), ""), _proof(user)):
        return None
    return kept["id"]


def _proof(user: User) -> str:
    return salted_hmac(_SALT, f"{user.pk}:{user.password}", algorithm="sha256").hexdigest()[:32]


def _address_of(browser: str) -> str:
    """An address that no machine has (RFC 4193), for the table of axes knows places as addresses only."""
    return str(ipaddress.IPv6Address(b"\xfd" + hashlib.sha256(browser.encode()).digest()[:15]))
