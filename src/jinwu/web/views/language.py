"""Chinese or English, remembered in a cookie."""

from __future__ import annotations

from django.conf import settings
from django.http import HttpResponse, HttpResponseRedirect
from django.views.decorators.http import require_POST

from jinwu.kit.permission import PUBLIC, needs

from ..links import safe_next
from ..request import HouseRequest

YEAR = 365 * 24 * 3600


@needs(PUBLIC)
@require_POST
def language(request: HouseRequest) -> HttpResponse:
    """Remember the chosen language and go back to the page. An unknown one changes nothing."""
    response = HttpResponseRedirect(safe_next(request, request.POST.get("next")))
    chosen = request.POST.get("language", "")
    if chosen in dict(settings.LANGUAGES):
        response.set_cookie(
            settings.LANGUAGE_COOKIE_NAME,
            chosen,
            max_age=YEAR,
            samesite="Lax",
            httponly=True,
            secure=settings.SESSION_COOKIE_SECURE,
        )
    return response
