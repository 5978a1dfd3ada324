"""Pages for what went wrong: each says what happened and what to do next. The API gets a problem document instead."""

from __future__ import annotations

from dataclasses import dataclass
from types import SimpleNamespace
from typing import Any
from urllib.parse import urlencode, urlsplit

from django.http import HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.template.loader import render_to_string
from django.urls import reverse
from django.utils.translation import gettext as _

from jinwu.api.problems import problem, wants_problem
from jinwu.bureau.models.accounts import ROLE_CHOICES
from jinwu.kit.permission import Permission
from jinwu.ui.context import Shell

from ..links import safe_next
from ..request import HouseRequest


@dataclass(frozen=True)
class Trouble:
    """What a person is told: what happened, why, what to do next."""

    status: int
    title: str
    detail: str
    remedy: str


def sign_in_first(request: HouseRequest, *, kept: bool = False) -> HttpResponse:
    """To the sign-in page and back afterwards; 401 for the API, and for what a script of a page sends. `kept`: what was
    typed is a draft now."""
    if wants_problem(request):
        return problem(401, detail=_("Send a token, or sign in on the site."), instance=request.path)
    back = {"next": _return_to(request)} | ({"kept": "1"} if kept else {})
    target = f"{reverse('sign_in')}?{urlencode(back)}"
    if request.headers.get("HX-Request"):
        response = HttpResponse(status=401)
        response["HX-Redirect"] = target
        return response
    if request.method == "POST" and request.headers.get("Sec-Fetch-Dest") == "empty":
        said = (
            _("Kept; your sign-in has ended: sign in again before you send.") if kept else _("Your sign-in has ended.")
        )
        return HttpResponse(said, status=401, content_type="text/plain; charset=utf-8")
    return HttpResponseRedirect(target)


def password_first(request: HouseRequest) -> HttpResponse:
    """Whoever signed in with a password that someone else set chooses one first."""
    if wants_problem(request):
        detail = _("Sign in on the site and choose a password of your own first.")
        return problem(403, detail=detail, kind="password", instance=request.path)
    return HttpResponseRedirect(reverse("password"))


def factor_first(request: HouseRequest) -> HttpResponse:
    """Whose role asks for a second factor adds one first."""
    if wants_problem(request):
        detail = _("Your role asks for a second factor: sign in on the site and add one first.")
        return problem(403, detail=detail, kind="factor", instance=request.path)
    return HttpResponseRedirect(reverse("factor"))


def denied(request: HouseRequest, permission: Permission) -> HttpResponse:
    """403: which role may, and whom to ask."""
    if wants_problem(request):
        return problem(403, detail=who_may(permission), instance=request.path)
    return page(
        request,
        Trouble(
            403,
            _("This page is not open to your role"),
            who_may(permission),
            _("If your work needs it, ask the administrator of your unit to give you the role."),
        ),
    )


def who_may(permission: Permission) -> str:
    """A sentence naming the roles that hold `permission`."""
    names = _(", ").join(str(title) for role, title in ROLE_CHOICES if role in permission.roles)
    if not names:
        return _("No role may open it.")
    return _("“{what}” is open to: {roles}.").format(what=_(permission.title), roles=names)


def bad_request(request: HouseRequest, exception: Exception | None = None) -> HttpResponse:
    trouble = Trouble(
        400,
        _("The request cannot be understood"),
        _("The browser sent something incomplete or malformed; nothing was changed."),
        _("Go back, reload the page and try once more."),
    )
    return problem(400, detail=trouble.detail, instance=request.path) if wants_problem(request) else _bare(trouble)


def missing(request: HouseRequest, exception: Exception | None = None) -> HttpResponse:
    trouble = Trouble(
        404,
        _("There is nothing here"),
        _("The address does not exist, or what it shows is not yours to see."),
        _("Check the address, or look it up in the list of matters or the registers."),
    )
    if wants_problem(request):
        return problem(404, detail=trouble.detail, instance=request.path)
    return page(request, trouble)


def conflict(request: HouseRequest, detail: str = "") -> HttpResponse:
    """409: someone else was faster."""
    trouble = Trouble(
        409,
        _("Someone acted in between"),
        detail or _("What this form was built on has changed since you opened it; nothing was written."),
        _("Open the page again, read what happened, and send once more if it still holds."),
    )
    if wants_problem(request):
        return problem(409, detail=trouble.detail, instance=request.path)
    return page(request, trouble)


def broken(request: HouseRequest) -> HttpResponse:
    """500: drawn without the database, which may be what broke."""
    number = getattr(request, "id", "")
    trouble = Trouble(
        500,
        _("Something broke on our side"),
        _("It was not your doing, and nothing was half-written."),
        _("Try again; if it stays, tell the administrator this number: {number}").format(number=number),
    )
    if wants_problem(request):
        return problem(500, detail=trouble.detail, instance=request.path, request=number)
    return _bare(trouble)


def csrf_failed(request: HouseRequest, reason: str = "") -> HttpResponse:
    """The form came from another site, from a page opened before signing in, or without cookies."""
    if wants_problem(request):
        return problem(
            403,
            detail=_("A session may act only with its CSRF token (header X-CSRFToken); a token of the API needs none."),
            kind="csrf",
            instance=request.path,
        )
    return page(
        request,
        Trouble(
            403,
            _("This form has expired"),
            _("It was opened before you signed in, or the browser keeps no cookies; nothing was changed."),
            _("Go back, reload the page and send the form again."),
        ),
    )


def forbidden(request: HouseRequest, exception: Exception | None = None) -> HttpResponse:
    """403 raised by the framework itself."""
    trouble = Trouble(
        403,
        _("This is not allowed"),
        _("The server refused the request; nothing was changed."),
        _("Go back and take the way that the pages offer."),
    )
    return (
        problem(403, detail=trouble.detail, instance=request.path) if wants_problem(request) else page(request, trouble)
    )


def page(request: HouseRequest, trouble: Trouble) -> HttpResponse:
    """What happened, what next, and the way back."""
    return render(request, "ui/error.html", _context(trouble), status=trouble.status)


def _bare(trouble: Trouble) -> HttpResponse:
    """The same without a request: nothing is asked of the database or the session."""
    shell = Shell(SimpleNamespace(COOKIES={}, GET={}))
    html = render_to_string("web/error_bare.html", {**_context(trouble), "shell": shell})
    return HttpResponse(html, status=trouble.status)


def _context(trouble: Trouble) -> dict[str, Any]:
    back = [{"url": "/", "word": _("To the first page")}]
    return {
        "code": trouble.status,
        "heading": trouble.title,
        "why": _("{one} {two}").format(one=trouble.detail, two=trouble.remedy),
        "next": back,
    }


def _return_to(request: HouseRequest) -> str:
    """The page that was asked for; of something sent, or of a part, the page it was sent from."""
    came = request.headers.get("HX-Current-URL") or request.headers.get("Referer", "")
    if request.method in ("GET", "HEAD") and not request.headers.get("HX-Request"):
        return request.get_full_path()
    where = urlsplit(safe_next(request, came))
    return f"{where.path}?{where.query}" if where.query else where.path
