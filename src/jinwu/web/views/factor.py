"""One's own second factor: add an authenticator app, change it, make new recovery codes, give it up."""

from __future__ import annotations

import base64
from typing import Any

from django.contrib.auth import authenticate
from django.http import HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.debug import sensitive_post_parameters
from django.views.decorators.http import require_http_methods, require_POST

from jinwu.bureau import access, factors, locks, passkeys, sessions, tokens
from jinwu.bureau.models import Authenticator
from jinwu.documents.render import code_svg
from jinwu.kit.permission import SIGNED_IN, needs
from jinwu.law.messages import say
from jinwu.ui.toasts import toast

from ..request import HouseRequest
from . import second, signing

_SECRET = "factor_secret"  # of the session: the secret that is shown but not confirmed yet, sealed


@needs(SIGNED_IN)
@never_cache
@sensitive_post_parameters()
@require_http_methods(["GET", "POST"])
def factor(request: HouseRequest) -> HttpResponse:
    """The account's second factor; a POST adds an app, or puts another in its place."""
    if request.method == "GET":
        return _page(request)
    errors = disproved(request)
    if isinstance(errors, HttpResponse):
        return errors
    codes = None
    if not errors:
        codes = factors.add(request.user, _secret(request), _typed(request, "code"))
        if codes is None:
            errors = {"code": _("The app shows another code now. Compare its clock and type the code it shows.")}
    if errors or codes is None:
        return _page(request, errors, status=422)
    request.session.pop(_SECRET, None)
    request.session.pop(signing.FACTOR_FIRST, None)
    access.log("factor_added", request.user, request=request)
    sessions.end(request.user, keep=request.session.session_key)
    tokens.revoke_all(request.user)
    return _codes(request, codes)


@needs(SIGNED_IN)
@never_cache
@sensitive_post_parameters()
@require_POST
def codes(request: HouseRequest) -> HttpResponse:
    """New recovery codes; the old ones end."""
    errors = disproved(request)
    if isinstance(errors, HttpResponse):
        return errors
    if errors or not factors.has(request.user):
        return _page(request, errors, opened="codes", status=422)
    access.log("codes_made", request.user, request=request)
    return _codes(request, factors.fresh_codes(request.user))


@needs(SIGNED_IN)
@never_cache
@sensitive_post_parameters()
@require_POST
def give_up(request: HouseRequest) -> HttpResponse:
    """Sign in by password alone from now on, where no role of his asks for more."""
    if factors.required(request.user):
        return _page(request, {"role": _("Your role asks for a second factor.")}, status=422)
    errors = disproved(request)
    if isinstance(errors, HttpResponse):
        return errors
    if errors:
        return _page(request, errors, opened="give_up", status=422)
    factors.remove(request.user)
    access.log("factor_removed", request.user, request=request)
    toast(request, say("The second factor is removed; you sign in with your password alone."))
    return HttpResponseRedirect(reverse("account"))


_before_factor: tuple[Any, ...] = (factor,)
for _view in _before_factor:
    _view.before_factor = True


def disproved(request: HouseRequest) -> dict[str, str] | HttpResponse:
    """What does not fit of password and present code, by field; the page of the lock-out after the last try. A sign-in
    that somebody left open is not enough to change how the account is opened."""
    user = request.user
    if not locks.open_to(request, user.username):
        return signing.locked_out(request)
    if authenticate(request, username=user.username, password=request.POST.get("password", "")) is None:
        left = signing.tries_left(request)
        access.log("wrong_password", user, request=request)
        return {"password": signing.wrong(left)} if left else signing.locked_out(request)
    if factors.has(user) and not second.proves(request, user, _typed(request, "present")):
        left = second.count_wrong(request, user)
        return {"present": second.wrong(left)} if left else signing.locked_out(request)
    return {}


def _typed(request: HouseRequest, name: str) -> str:
    return "".join(request.POST.get(name, "").split())[: second.LONGEST]


def _secret(request: HouseRequest) -> str:
    """The secret that this sign-in is shown; it stays the same until it is confirmed."""
    kept = factors.unseal(request.session.get(_SECRET, "")) if _SECRET in request.session else None
    if kept is None:
        kept = factors.new_secret()
        request.session[_SECRET] = factors.seal(kept)
    return kept


def _page(
    request: HouseRequest, errors: dict[str, str] | None = None, *, opened: str = "", status: int = 200
) -> HttpResponse:
    user = request.user
    app = Authenticator.objects.filter(user=user).first()
    context: dict[str, Any] = {
        "app": app,
        "errors": errors or {},
        "opened": opened or ("replace" if app and errors else ""),
        "required": factors.required(user),
        "first": signing.FACTOR_FIRST in request.session,
    }
    if app:
        context["codes_left"] = factors.codes_left(user)
        context["codes_given"] = factors.CODES
        context["passkeys"] = user.passkeys.all()
        context["passkeys_possible"] = passkeys.possible(request)
    secret = _secret(request)
    context["picture"] = base64.b64encode(code_svg(factors.uri(user, secret)).encode()).decode()
    context["secret"] = [secret[at : at + 4] for at in range(0, len(secret), 4)]
    return render(request, "web/factor.html", context, status=status)


def _codes(request: HouseRequest, codes: list[str]) -> HttpResponse:
    return render(request, "web/recovery_codes.html", {"codes": codes})
