"""Signing in to the API: a token in the Authorization header, or the session of the site with its CSRF token."""

from __future__ import annotations

from collections.abc import Callable

from django.http import HttpResponse
from django.utils.translation import gettext as _

from jinwu.bureau import tokens
from jinwu.web.request import HouseRequest

from .problems import of_api, problem

SCHEME = "bearer "


class TokenMiddleware:
    """`Authorization: Bearer …` on an address of the API makes its owner the user of the request.

    A request with a token needs no CSRF token: no browser sends one by itself. A token that is wrong, revoked or
    expired answers 401 and never falls back to the session.
    """

    def __init__(self, get_response: Callable[[HouseRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HouseRequest) -> HttpResponse:
        header = request.headers.get("Authorization", "")
        if of_api(request) and header[: len(SCHEME)].lower() == SCHEME:
            token = header[len(SCHEME) :].strip()
            user = tokens.user_of(token)
            if user is None:
                return problem(
                    401,
                    _("The token is not valid"),
                    _("It is wrong, revoked or expired. Get a new one at {path}.").format(path="/api/v1/token"),
                    kind="token",
                    instance=request.path,
                )
            request.token = token
            request.user = request._cached_user = user
            request._dont_enforce_csrf_checks = True
        return as_problem(request, self.get_response(request))


def as_problem(request: HouseRequest, response: HttpResponse) -> HttpResponse:
    """On an address of the API an error is a problem, whoever raised it: the framework's 405 and 413 too."""
    if response.status_code < 400 or not of_api(request):
        return response
    if response.get("Content-Type", "").startswith("application/problem+json"):
        return response
    changed = problem(response.status_code, instance=request.path)
    for name in ("Allow", "Retry-After"):
        if name in response:
            changed[name] = response[name]
    return changed
