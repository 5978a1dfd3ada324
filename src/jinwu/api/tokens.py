"""Getting and giving back a token."""

from __future__ import annotations

from datetime import date

from django.http import HttpResponse
from django.utils.translation import gettext as _
from ninja import Router
from ninja.schema import Schema
from pydantic import Field

from jinwu.bureau import access, factors, tokens
from jinwu.bureau.models import User
from jinwu.kit.permission import PUBLIC, SIGNED_IN, needs
from jinwu.law.messages import N_
from jinwu.web.request import HouseRequest
from jinwu.web.views import second
from jinwu.web.views.signing import attempt, locked_out, wrong

from .problems import problem

router = Router(tags=[N_("Signing in")])


class Credentials(Schema):
    """The account of the site; `label` says where the token will live, `code` is the second factor's, where there is one."""

    username: str = Field(max_length=150)
    password: str = Field(max_length=200)
    code: str = Field(default="", max_length=40)
    label: str = Field(default="API", max_length=60)


class TokenOut(Schema):
    """Shown once; only its digest is kept."""

    token: str
    expires_on: date


def _unlocked(view):
    """No session takes part here, so no CSRF token is asked."""
    view.csrf_exempt = True
    return view


@router.post("/token", response=TokenOut, summary=N_("Get a token for an account and its password"))
@needs(PUBLIC)
@_unlocked
def issue(request: HouseRequest, given: Credentials):
    """A token for an account and its password. Wrong passwords count toward the same lock-out as on the site (429)."""
    tried = attempt(request, given.username.strip(), given.password)
    if tried.locked:
        return locked_out(request)
    if tried.user is None:
        return problem(401, detail=wrong(tried.left or 0), kind="credentials", instance=request.path)
    if tried.user.must_change_password:
        return problem(
            403,
            detail=_("Sign in on the site and choose a password of your own first."),
            kind="password",
            instance=request.path,
        )
    refused = _without_factor(request, tried.user, given.code)
    if refused is not None:
        return refused
    access.log("token_issued", tried.user, request=request, reason=given.label)
    plain = tokens.issue(tried.user, given.label)
    expires_on = tried.user.tokens.latest("created_at").expires_on
    return TokenOut(token=plain, expires_on=expires_on)


@router.delete("/token/current", response={204: None}, summary=N_("Revoke the token this request is sent with"))
@needs(SIGNED_IN)
def revoke(request: HouseRequest):
    """Revoke the token this request was sent with."""
    sent = getattr(request, "token", "")
    if not sent:
        return problem(400, detail=_("Send the token that is to be revoked."), instance=request.path)
    tokens.give_back(sent)
    access.log("token_revoked", request.user, request=request)
    return HttpResponse(status=204)


def _without_factor(request: HouseRequest, user: User, code: str) -> HttpResponse | None:
    """The refusal of a token to whoever shows less than the site asks of him."""
    if not factors.has(user):
        if not factors.required(user):
            return None
        detail = _("Your role asks for a second factor: sign in on the site and add one first.")
        return problem(403, detail=detail, kind="factor", instance=request.path)
    if not code:
        detail = _("This account has a second factor: send its code as “code”.")
        return problem(401, detail=detail, kind="code", instance=request.path)
    if second.proves(request, user, code):
        return None
    left = second.count_wrong(request, user)
    if left is None:
        return locked_out(request)
    return problem(401, detail=second.wrong(left), kind="code", instance=request.path)
