"""The second step of signing in: after the right password, a code of the authenticator app or a recovery code."""

from __future__ import annotations

from typing import Any

from django.conf import settings
from django.contrib.auth.signals import user_login_failed
from django.http import HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse
from django.utils.crypto import constant_time_compare
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.debug import sensitive_post_parameters
from django.views.decorators.http import require_http_methods

from jinwu.bureau import access, factors, locks, passkeys
from jinwu.bureau.models import User
from jinwu.kit import clock
from jinwu.kit.permission import PUBLIC, needs

from ..request import HouseRequest

_PENDING = "second_step"
LONGEST = 40  # characters of a code


def ask(request: HouseRequest, user: User, target: str) -> HttpResponse:
    """Remember whose password was right, for a few minutes and in no sign-in yet, and ask for the code."""
    request.session.cycle_key()
    request.session[_PENDING] = {
        "user": user.pk,
        "hash": user.get_session_auth_hash(),
        "at": clock.now().timestamp(),
        "next": target,
    }
    return HttpResponseRedirect(reverse("second_step"))


@needs(PUBLIC)
@never_cache
@sensitive_post_parameters("code")
@require_http_methods(["GET", "POST"])
def step(request: HouseRequest) -> HttpResponse:
    """The page of the code. `?way=recovery` asks for a recovery code instead."""
    from . import signing

    user = pending(request)
    if user is None:
        return HttpResponseRedirect(reverse("sign_in"))
    if request.method == "GET":
        return _page(request, user)
    if not locks.open_to(request, user.username):
        return signing.locked_out(request)
    code = request.POST.get("code", "").strip()[:LONGEST]
    if not code:
        return _page(request, user, _("Enter the code."), status=422)
    if proves(request, user, code):
        return complete(request, user)
    left = count_wrong(request, user)
    if left is None:
        request.session.flush()
        return signing.locked_out(request)
    return _page(request, user, wrong(left), status=422)


def complete(request: HouseRequest, user: User) -> HttpResponse:
    """Begin the sign-in that waited for the second step."""
    from . import signing

    return signing.complete(request, user, request.session.pop(_PENDING)["next"], proved=True)


def proves(request: HouseRequest, user: User, code: str) -> bool:
    """Whether the code is good now; it is used up by asking."""
    how = factors.check(user, code)
    if how == "recovery":
        access.log("code_used", user, request=request)
    return bool(how)


def count_wrong(request: HouseRequest, user: User) -> int | None:
    """A wrong code counts toward the same lock-out as a wrong password; how many tries remain, None for none."""
    from . import signing

    access.log("wrong_code", user, request=request)
    user_login_failed.send(__name__, credentials={"username": user.username}, request=request)
    return signing.tries_left(request)


def wrong(left: int) -> str:
    """The sentence under the field."""
    return _("This code is wrong or was used already; tries left: {count}").format(count=left)


def pending(request: HouseRequest) -> User | None:
    """Whose password was right a moment ago, if it still is his password."""
    kept: dict[str, Any] = request.session.get(_PENDING) or {}
    if not kept or clock.now().timestamp() - kept["at"] > settings.SECOND_STEP:
        return None
    user = User.objects.filter(pk=kept["user"], is_active=True).first()
    if user is None or not constant_time_compare(kept["hash"], user.get_session_auth_hash()):
        return None
    return user


def _page(request: HouseRequest, user: User, error: str = "", *, status: int = 200) -> HttpResponse:
    context = {
        "error": error,
        "recovery": request.GET.get("way") == "recovery",
        "readable": factors.readable(user),
        "account": user,
        "passkey": passkeys.possible(request) and user.passkeys.exists(),
    }
    return render(request, "web/second_step.html", context, status=status)
