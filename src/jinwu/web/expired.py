"""What somebody sent when his sign-in had just run out: kept as his draft, so that nothing typed is lost.

Nothing is done in his name: a draft is seen by its owner only, once he signed in again.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from django.conf import settings
from django.http import Http404, HttpResponse

from jinwu.bureau import queries as bureau
from jinwu.bureau import sessions
from jinwu.kit import clock
from jinwu.kit.permission import Denied, permission_of

from .request import HouseRequest


def kept_by(keeper: Callable[..., HttpResponse]) -> Callable[[Any], Any]:
    """Decorate the view of a form with the view that keeps its draft; both take the same parts of the address."""

    def mark(view: Any) -> Any:
        view.kept_by = keeper
        return view

    return mark


def keep(request: HouseRequest, view: Any, args: Any, kwargs: Any) -> bool:
    """Keep what was posted as a draft of him whose sign-in has run out; whether that was possible."""
    keeper = getattr(view, "kept_by", None)
    if keeper is None or request.method != "POST" or "discard" in request.POST:
        return False
    user = sessions.run_out(request.COOKIES.get(settings.SESSION_COOKIE_NAME, ""))
    if user is None:
        return False
    stranger, nothing = request.user, request.roles
    request.user, request.roles = user, bureau.roles_on(user, clock.today())
    try:
        required = permission_of(keeper, "POST")
        admitted = required is not None and required.admits(request.roles, signed_in=True)
        return admitted and keeper(request, *args, **kwargs).status_code == 200
    except (Http404, Denied):
        return False
    finally:
        request.user, request.roles = stranger, nothing
