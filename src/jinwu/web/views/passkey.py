"""Passkeys over JSON, for the script `passkey.js`: make one on the account's page, use one at the second step."""

from __future__ import annotations

import json
from typing import Any

from django.http import HttpResponse, HttpResponseRedirect, JsonResponse
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.debug import sensitive_post_parameters
from django.views.decorators.http import require_POST

from jinwu.api.problems import problem
from jinwu.bureau import access, factors, locks, passkeys
from jinwu.kit.permission import PUBLIC, SIGNED_IN, needs
from jinwu.law.messages import say
from jinwu.ui.toasts import toast

from ..request import HouseRequest
from . import factor, second

_STATE = "passkey_state"  # of the session: what the browser was asked


@needs(SIGNED_IN)
@never_cache
@sensitive_post_parameters()
@require_POST
def offer(request: HouseRequest) -> HttpResponse:
    """What the browser needs to make a passkey, for whoever shows password and present code."""
    if not factors.has(request.user) or not passkeys.possible(request):
        return _refused(request, _("Add an authenticator app first; passkeys need the site's name and HTTPS."))
    errors = factor.disproved(request)
    if isinstance(errors, HttpResponse):
        return _refused(request, _("Too many wrong tries; wait a while."), 429)
    if errors:
        return _refused(request, next(iter(errors.values())))
    options, request.session[_STATE] = passkeys.offer(request, request.user)
    return JsonResponse(options)


@needs(SIGNED_IN)
@require_POST
def add(request: HouseRequest) -> HttpResponse:
    """Keep the passkey that the browser made."""
    state = request.session.pop(_STATE, None)
    label = request.POST.get("label", "").strip()[:60] or _("Passkey")
    made = passkeys.add(request, request.user, state, _credential(request), label) if state else None
    if made is None:
        return _refused(request, _("The passkey could not be checked; try once more."))
    access.log("passkey_added", request.user, request=request, reason=label)
    toast(request, say("The passkey is added."))
    return JsonResponse({"next": reverse("factor")})


@needs(SIGNED_IN)
@require_POST
def remove(request: HouseRequest) -> HttpResponse:
    """Give up one of one's own passkeys; the app stays."""
    number = request.POST.get("passkey", "")
    gone = request.user.passkeys.filter(pk=number).delete()[0] if number.isdigit() else 0
    if gone:
        access.log("passkey_removed", request.user, request=request)
        toast(request, say("The passkey is removed."))
    return HttpResponseRedirect(reverse("factor"))


@needs(PUBLIC)
@never_cache
@require_POST
def ask(request: HouseRequest) -> HttpResponse:
    """What the browser needs to sign, for whose password was right a moment ago."""
    user = second.pending(request)
    if user is None or not user.passkeys.exists():
        return _refused(request, _("Sign in with your password first."))
    options, request.session[_STATE] = passkeys.ask(request, user)
    return JsonResponse(options)


@needs(PUBLIC)
@never_cache
@require_POST
def answer(request: HouseRequest) -> HttpResponse:
    """The second step by passkey. A signature that does not fit counts as a wrong code."""
    user, state = second.pending(request), request.session.pop(_STATE, None)
    if user is None or state is None:
        return _refused(request, _("Sign in with your password first."))
    if not locks.open_to(request, user.username):
        return _refused(request, _("Too many wrong tries; wait a while."), 429)
    if not passkeys.check(request, user, state, _credential(request)):
        left = second.count_wrong(request, user)
        return _refused(request, second.wrong(left) if left else _("Too many wrong tries; wait a while."))
    done = second.complete(request, user)
    told = JsonResponse({"next": done["Location"]})
    told.cookies = done.cookies
    return told


def _credential(request: HouseRequest) -> dict[str, Any]:
    try:
        sent = json.loads(request.POST.get("credential", ""))
    except ValueError:
        return {}
    return sent if isinstance(sent, dict) else {}


def _refused(request: HouseRequest, detail: str, status: int = 422) -> HttpResponse:
    return problem(status, detail=detail, instance=request.path)
