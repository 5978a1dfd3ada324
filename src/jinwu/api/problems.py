"""Errors of the API: RFC 9457 problem documents, never a page."""

from __future__ import annotations

from collections.abc import Iterable
from http import HTTPStatus
from typing import Any

from django.http import HttpResponse, JsonResponse
from django.utils.translation import gettext as _

from jinwu.web.request import HouseRequest

CONTENT_TYPE = "application/problem+json"
#: What a step was refused for is one of these; every problem's `type` is this prefix and a stable word.
TYPE = "urn:jinwu:problem:"
_WORDS = {
    400: "bad-request",
    401: "not-signed-in",
    403: "not-allowed",
    404: "not-found",
    405: "method",
    409: "conflict",
    413: "too-large",
    415: "media-type",
    422: "invalid",
    429: "too-many",
    500: "broken",
}


def problem(
    status: int,
    title: str = "",
    detail: str = "",
    *,
    kind: str = "",
    findings: Iterable[dict[str, Any]] = (),
    instance: str = "",
    **more: Any,
) -> HttpResponse:
    """A problem document. `kind` is the stable last word of its type; `findings` say guard, what, article, remedy, field."""
    body: dict[str, Any] = {
        "type": TYPE + (kind or _WORDS.get(status, "error")),
        "title": title or default_title(status),
        "status": status,
        "detail": detail,
    }
    if instance:
        body["instance"] = instance
    found = list(findings)
    if found:
        body["findings"] = found
    body.update(more)
    response = JsonResponse(body, status=status, content_type=CONTENT_TYPE, json_dumps_params={"ensure_ascii": False})
    if status == HTTPStatus.UNAUTHORIZED:
        response["WWW-Authenticate"] = 'Bearer realm="jinwu"'
    return response


def wants_problem(request: HouseRequest) -> bool:
    """Whether this request is one to the API, or of a script that reads JSON only."""
    return of_api(request) or request.headers.get("Accept", "").startswith("application/json")


def of_api(request: HouseRequest) -> bool:
    """Whether this request is one to the API: only there a token signs in."""
    return request.path.startswith("/api/")


def default_title(status: int) -> str:
    """A short sentence for a status, in the language of the request."""
    titles = {
        400: _("The request cannot be understood"),
        401: _("Sign in first"),
        403: _("Not allowed"),
        404: _("There is nothing here"),
        405: _("This address does not take this method"),
        409: _("The matter has moved on"),
        413: _("Too large"),
        415: _("This kind of content is not taken"),
        422: _("Something in the input is not right"),
        429: _("Too many tries"),
        500: _("Something broke on our side"),
    }
    return titles.get(status, _("Error"))
