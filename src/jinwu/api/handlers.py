"""From an exception to a problem document."""

from __future__ import annotations

import logging
from collections.abc import Iterable
from typing import Any

from django.core.exceptions import PermissionDenied, SuspiciousOperation
from django.http import Http404, HttpResponse
from django.utils.translation import gettext as _
from ninja import NinjaAPI
from ninja.errors import HttpError, ValidationError

from jinwu.kit.permission import Denied
from jinwu.ui.translate import translate
from jinwu.web.request import HouseRequest

from .problems import problem

log = logging.getLogger("jinwu.api")


def install(api: NinjaAPI) -> None:
    """Let `api` answer every exception with a problem."""
    from jinwu.matters.errors import InvalidInput, KeyReused, NoMatter, Refused, Stale

    answers: dict[Any, Any] = {
        Exception: broken,
        Http404: missing,
        NoMatter: missing,
        HttpError: plain,
        ValidationError: invalid,
        InvalidInput: invalid,
        Denied: denied,
        PermissionDenied: forbidden,
        SuspiciousOperation: bad_request,
        Refused: refused,
        Stale: stale,
        KeyReused: key_reused,
    }
    for kind, handler in answers.items():
        api.add_exception_handler(kind, handler)


def missing(request: HouseRequest, exception: Exception) -> HttpResponse:
    detail = _("It does not exist, or it is not yours to see.")
    return problem(404, detail=detail, instance=request.path)


def plain(request: HouseRequest, exception: HttpError) -> HttpResponse:
    if exception.status_code == 400:
        return bad_request(request, exception)
    return problem(exception.status_code, detail=str(exception), instance=request.path)


def bad_request(request: HouseRequest, exception: Exception) -> HttpResponse:
    return problem(400, detail=_("The request is malformed."), instance=request.path)


def forbidden(request: HouseRequest, exception: Exception) -> HttpResponse:
    return problem(403, instance=request.path)


def denied(request: HouseRequest, exception: Denied) -> HttpResponse:
    from jinwu.web.views.errors import who_may

    return problem(403, detail=who_may(exception.permission), instance=request.path)


def invalid(request: HouseRequest, exception: Any) -> HttpResponse:
    """Input that does not fit: each error names its field."""
    errors = [{"field": _dotted(e["loc"]), "what": e["msg"], "code": e["type"]} for e in exception.errors]
    return problem(
        422, detail=_("Look at the fields named in errors and send again."), instance=request.path, errors=errors
    )


def refused(request: HouseRequest, exception: Any) -> HttpResponse:
    """A step the law does not allow now: nothing was changed."""
    return problem(
        422,
        _("The step is refused"),
        _("Nothing was changed. Each finding says what is wrong, which article asks for it, and what to do next."),
        kind="refused",
        findings=findings(exception.objections),
        instance=request.path,
    )


def stale(request: HouseRequest, exception: Any) -> HttpResponse:
    """Someone acted on the matter since the form was built."""
    return problem(
        409,
        detail=_("Someone acted on this matter since your form was opened. Read what happened and send again."),
        kind="stale",
        instance=request.path,
        seen=exception.seen,
        head=exception.head,
        since=exception.since,
    )


def key_reused(request: HouseRequest, exception: Any) -> HttpResponse:
    return problem(
        409,
        _("This key already stands for another act"),
        _("Draw a new key for every act; send the same key only to repeat the same act."),
        kind="key-reused",
        instance=request.path,
    )


def broken(request: HouseRequest, exception: Exception) -> HttpResponse:
    log.error("request %s failed", getattr(request, "id", "-"), exc_info=exception)
    return problem(
        500,
        detail=_(
            "It was not your doing, and nothing was half-written. Tell the administrator the number of the request."
        ),
        instance=request.path,
        request=getattr(request, "id", ""),
    )


def findings(objections: Iterable[Any]) -> list[dict[str, Any]]:
    """What the guards found, translated: guard, what, article, remedy, field."""
    return [
        {
            "guard": one.guard,
            "what": translate(one.what),
            "article": [citation.key for citation in one.basis],
            "remedy": translate(one.remedy),
            "field": one.field,
        }
        for one in objections
    ]


def _dotted(places: Iterable[Any]) -> str:
    """``("body", "given", "party", "name")`` → ``party.name``: the first two are our own names."""
    source, *parts = [str(place) for place in places]
    if source == "body":
        return ".".join(parts[1:])
    return ".".join(parts if source in ("query", "path", "header") else [source, *parts])
