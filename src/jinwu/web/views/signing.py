"""Signing in with a password, signing out, and one's own password. What comes after the password: `second`."""

from __future__ import annotations

import math
from dataclasses import dataclass
from typing import Any

from django.conf import settings
from django.contrib.auth import authenticate, login, logout, update_session_auth_hash
from django.contrib.auth.forms import PasswordChangeForm
from django.http import HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.csrf import ensure_csrf_cookie
from django.views.decorators.debug import sensitive_post_parameters
from django.views.decorators.http import require_http_methods, require_POST

from jinwu.api.problems import problem, wants_problem
from jinwu.bureau import access, factors, locks, sessions
from jinwu.bureau.models import User
from jinwu.bureau.tree import tree
from jinwu.kit import clock
from jinwu.kit.permission import PUBLIC, SIGNED_IN, needs
from jinwu.law.messages import say
from jinwu.ui.toasts import toast

from .. import demonstration
from ..links import safe_next
from ..request import HouseRequest
from . import second

BACKEND = (
    "django.contrib.auth.backends.ModelBackend"  # named: who comes from the second step was not just authenticated
)
FACTOR_FIRST = "factor_first"  # of the session: a role asks for a second factor that the account has not


@dataclass(frozen=True)
class Attempt:
    """One try to sign in: the account, or why not. `left` tries remain; None where the account is locked."""

    user: Any = None
    left: int | None = None

    @property
    def locked(self) -> bool:
        return self.user is None and not self.left


def attempt(request: HouseRequest, typed: str, password: str) -> Attempt:
    """Check a name and a password. Site and API share it, so that both count toward the same lock-out."""
    name = _account(typed)
    if not locks.open_to(request, name):
        return Attempt()
    user = authenticate(request, username=name, password=password)
    if user is not None:
        return Attempt(user)
    access.log("wrong_password", User.objects.filter(username=name).first(), request=request)
    return Attempt(left=tries_left(request))


def tries_left(request: HouseRequest) -> int | None:
    """How many tries remain after the one that failed; None where it was the last."""
    failures = getattr(request, "axes_failures_since_start", None) or 0
    return max(settings.AXES_FAILURE_LIMIT - failures, 0) or None


@needs(PUBLIC)
@never_cache
@ensure_csrf_cookie
@sensitive_post_parameters("password")
@require_http_methods(["GET", "POST"])
def sign_in(request: HouseRequest) -> HttpResponse:
    """The sign-in page; `next` leads back to the page that asked for it."""
    target = safe_next(request, request.POST.get("next") or request.GET.get("next"))
    if request.method == "GET":
        if request.user.is_authenticated:
            return HttpResponseRedirect(target)
        return _page(request, target)
    typed = request.POST.get("username", "").strip()
    password = request.POST.get("password", "")
    if not typed or not password:
        return _page(request, target, typed, _("Fill in your account and your password."), status=422)
    tried = attempt(request, typed, password)
    if tried.user is not None:
        if factors.has(tried.user):
            return second.ask(request, tried.user, target)
        return complete(request, tried.user, target)
    if tried.locked:
        return locked_out(request)
    return _page(request, target, typed, wrong(tried.left or 0), status=422)


def complete(request: HouseRequest, user: User, target: str, *, proved: bool = False) -> HttpResponse:
    """Begin the sign-in of an account that showed all it is asked for; `proved`: with a second factor."""
    login(request, user, backend=BACKEND)
    sessions.begin(request)
    access.log("signed_in", user, request=request)
    if not proved and factors.required(user):
        request.session[FACTOR_FIRST] = True
    response = HttpResponseRedirect(reverse("password") if user.must_change_password else target)
    locks.remember(request, response, user)
    return response


@needs(SIGNED_IN)
@require_POST
def sign_out(request: HouseRequest) -> HttpResponse:
    """End the session."""
    access.log("signed_out", request.user, request=request)
    logout(request)
    return HttpResponseRedirect(reverse("sign_in"))


@needs(SIGNED_IN)
@sensitive_post_parameters()
@require_http_methods(["GET", "POST"])
def password(request: HouseRequest) -> HttpResponse:
    """Change one's own password; other sessions of the account end."""
    form = PasswordChangeForm(request.user, request.POST or None)
    if request.method == "POST" and form.is_valid():
        user: Any = form.save(commit=False)
        user.must_change_password = False
        user.save(update_fields=["password", "must_change_password"])
        update_session_auth_hash(request, user)
        sessions.end(user, keep=request.session.session_key)
        access.log("password_changed", user, request=request)
        toast(request, say("Password changed; other sign-ins of this account have ended."))
        return HttpResponseRedirect(reverse("account"))
    status = 422 if form.errors else 200
    return render(request, "web/password.html", {"form": form}, status=status)


_before_password: tuple[Any, ...] = (sign_out, password)
for _view in _before_password:  # what may be done before a password of one's own is chosen, or a second factor added
    _view.before_password = _view.before_factor = True


def wrong(left: int) -> str:
    """The sentence under the password field."""
    return _("Account or password is wrong; tries left: {count}").format(count=left)


def locked_out(request: HouseRequest, response: Any = None, credentials: Any = None) -> HttpResponse:
    """429: too many wrong passwords; for how long, and who can help (`AXES_LOCKOUT_CALLABLE`)."""
    seconds = locks.seconds_left(request)
    minutes = math.ceil(seconds / 60)
    sentence = _("Too many wrong passwords: the account is locked for {count} min.").format(count=minutes)
    if wants_problem(request):
        answer = problem(429, detail=sentence, kind="locked", instance=request.path)
    else:
        answer = _page(request, "/", locked=sentence, status=429)
    answer["Retry-After"] = str(seconds)
    return answer


def _page(
    request: HouseRequest, target: str, typed: str = "", error: str = "", *, locked: str = "", status: int = 200
) -> HttpResponse:
    context = {
        "next": target,
        "typed": typed,
        "error": error,
        "locked": locked,
        "bureau_name": _bureau_name(),
        "demonstration": demonstration.note(),
        "kept": "kept" in request.GET and not locked,
    }
    return render(request, "web/sign_in.html", context, status=status)


def _account(typed: str) -> str:
    """The account's name for what was typed: itself, or the owner's of that certificate number."""
    found = User.objects.filter(officer__certificates__number=typed).values_list("username", flat=True).first()
    return found or typed


def _bureau_name() -> str:
    """Whose books these are: the first unit of the tree."""
    today = clock.today()
    return next((tree().name(unit, today) for unit in tree().at(today).walk()), "")
