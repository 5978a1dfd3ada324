"""One's own account: roles, units, second factor, sign-ins, what happened lately, tokens of the API."""

from __future__ import annotations

from django.http import HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse
from django.views.decorators.http import require_POST

from jinwu.bureau import access, factors, sessions, tokens
from jinwu.bureau.models.accounts import ROLE_CHOICES
from jinwu.kit import clock
from jinwu.kit.permission import SIGNED_IN, needs
from jinwu.law.messages import say
from jinwu.ui.toasts import toast

from ..request import HouseRequest


@needs(SIGNED_IN)
def account(request: HouseRequest) -> HttpResponse:
    """Who I am here, what I may do, and where I am signed in."""
    context = {
        "roles": [title for role, title in ROLE_CHOICES if role in request.roles],
        "has_factor": factors.has(request.user),
        "sessions": sessions.of(request.user),
        "present": request.session.session_key,
        "lately": access.lately(request.user),
        "tokens": request.user.tokens.filter(revoked_at=None, expires_on__gte=clock.today()),
    }
    return render(request, "web/account.html", context)


@needs(SIGNED_IN)
@require_POST
def end(request: HouseRequest) -> HttpResponse:
    """End one other sign-in, or all others, or a token."""
    user, which = request.user, request.POST.get("which", "")
    if which == "others":
        if sessions.end(user, keep=request.session.session_key):
            access.log("ended_all", user, request=request)
        toast(request, say("The other sign-ins have ended."))
    elif which.startswith("token-"):
        if tokens.revoke_one(user, which.removeprefix("token-")):
            access.log("token_revoked", user, request=request)
        toast(request, say("The token is no longer accepted."))
    else:
        if sessions.end_one(user, which):
            access.log("ended", user, request=request)
        toast(request, say("The sign-in has ended."))
    return HttpResponseRedirect(reverse("account"))
