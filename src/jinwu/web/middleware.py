"""What holds for every request: an id, the security headers, the language, and who may open the page."""

from __future__ import annotations

import operator
from collections.abc import Callable
from typing import Any
from uuid import uuid4

from django.conf import settings
from django.http import Http404, HttpResponse
from django.utils import translation
from django.utils.cache import add_never_cache_headers, patch_vary_headers
from django.utils.functional import SimpleLazyObject, new_method_proxy

from jinwu.bureau import queries as bureau
from jinwu.bureau import sessions
from jinwu.kit import clock
from jinwu.kit.permission import Denied, permission_of

from . import expired
from .request import HouseRequest
from .views import errors
from .views.signing import FACTOR_FIRST

Respond = Callable[[HouseRequest], HttpResponse]

CONTENT_POLICY = "; ".join(
    (
        "default-src 'self'",
        "img-src 'self' data: blob:",
        "object-src 'self'",
        "base-uri 'none'",
        "form-action 'self'",
        "frame-ancestors 'self'",
    )
)
HEADERS = {
    "Content-Security-Policy": CONTENT_POLICY,
    "Permissions-Policy": "camera=(self), geolocation=(self), microphone=(), payment=(), usb=()",
    "Cross-Origin-Opener-Policy": "same-origin",
    "Cross-Origin-Resource-Policy": "same-origin",
}


class RequestMiddleware:
    """Outermost: one id for all that a request leaves behind, and headers on every answer, errors included."""

    def __init__(self, get_response: Respond) -> None:
        self.get_response = get_response

    def __call__(self, request: HouseRequest) -> HttpResponse:
        request.id = uuid4().hex
        response = self.get_response(request)
        response["X-Request-Id"] = request.id
        for name, value in HEADERS.items():
            response.headers.setdefault(name, value)
        return response


class LanguageMiddleware:
    """Chinese, unless this person chose another language (cookie). The browser's own wish is not asked."""

    def __init__(self, get_response: Respond) -> None:
        self.get_response = get_response
        self.known = {code for code, _title in settings.LANGUAGES}

    def __call__(self, request: HouseRequest) -> HttpResponse:
        chosen = request.COOKIES.get(settings.LANGUAGE_COOKIE_NAME, "")
        language = chosen if chosen in self.known else settings.LANGUAGE_CODE
        with translation.override(language):
            request.LANGUAGE_CODE = language
            response = self.get_response(request)
        response.headers.setdefault("Content-Language", language)
        patch_vary_headers(response, ["Cookie"])
        return response


class PermissionMiddleware:
    """Default deny. A view without a permission does not exist; one that asks for a role is opened by that role only.

    Leaves `request.roles` and `request.units` (lazy, one query each) for the view.
    """

    def __init__(self, get_response: Respond) -> None:
        self.get_response = get_response

    def __call__(self, request: HouseRequest) -> HttpResponse:
        request.roles = lazily(lambda: _roles(request))
        request.units = lazily(lambda: _units(request))
        request.unit_name = lazily(lambda: _unit_name(request))
        request.bureau_name = lazily(lambda: _bureau_name(request))
        response = self.get_response(request)
        if _personal(request):
            sessions.touch(request)
            response.headers.pop("Cache-Control", None)
            add_never_cache_headers(response)
        return response

    def process_view(self, request: HouseRequest, view: Callable[..., Any], args: Any, kwargs: Any) -> Any:
        required = permission_of(view, request.method or "GET")
        if required is None:
            raise Http404
        if required.public:
            return None
        if not request.user.is_authenticated:
            return errors.sign_in_first(request, kept=expired.keep(request, view, args, kwargs))
        roles = frozenset() if required.signed_in else request.roles
        if not required.admits(roles, signed_in=True):
            return errors.denied(request, required)
        if request.user.must_change_password and not getattr(view, "before_password", False):
            return errors.password_first(request)
        if _factor_missing(request) and not getattr(view, "before_factor", False):
            return errors.factor_first(request)
        return None

    def process_exception(self, request: HouseRequest, exception: Exception) -> HttpResponse | None:
        if isinstance(exception, Denied):
            return errors.denied(request, exception.permission)
        return None


class Lazy(SimpleLazyObject):
    """A lazy set or list that also joins and meets with others."""

    __and__ = new_method_proxy(operator.and_)
    __or__ = new_method_proxy(operator.or_)
    __sub__ = new_method_proxy(operator.sub)
    __rand__ = __and__
    __ror__ = __or__


def lazily(read: Callable[[], Any]) -> Any:
    """What `read` gives, read when it is first looked at."""
    return Lazy(read)


def _roles(request: HouseRequest) -> frozenset:
    if not request.user.is_authenticated:
        return frozenset()
    return bureau.roles_on(request.user, clock.today())


def _units(request: HouseRequest) -> list[int]:
    if not request.user.is_authenticated:
        return []
    return bureau.units_of(request.user, clock.today())


def _unit_name(request: HouseRequest) -> str:
    """The unit of this person's first role."""
    units = list(request.units)
    return bureau.unit_name(units[0]) if units else ""


def _bureau_name(request: HouseRequest) -> str:
    units = list(request.units)
    return bureau.unit_name(bureau.bureau_of(units[0])) if units else ""


def _factor_missing(request: HouseRequest) -> bool:
    """Whether this sign-in has still to add the second factor that a role asks for; a token was given after it."""
    return not getattr(request, "token", "") and FACTOR_FIRST in request.session


def _personal(request: HouseRequest) -> bool:
    """Whether the answer was made for someone signed in; asks the database nothing that was not asked already."""
    user = getattr(request, "_cached_user", None)
    return user is not None and user.is_authenticated
