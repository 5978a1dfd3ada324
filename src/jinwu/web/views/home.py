"""The first page: today's work, or the registers for those who do no work on matters."""

from __future__ import annotations

from django.http import HttpResponse, HttpResponseRedirect
from django.urls import NoReverseMatch, reverse

from jinwu.kit.permission import SIGNED_IN, STAFF, needs

from ..request import HouseRequest


@needs(SIGNED_IN)
def home(request: HouseRequest) -> HttpResponse:
    """To the page where this person's work begins."""
    works = STAFF.admits(request.roles, signed_in=True)
    for name in ("today", "registers") if works else ("registers", "account"):
        try:
            return HttpResponseRedirect(reverse(name))
        except NoReverseMatch:
            continue
    return HttpResponseRedirect(reverse("account"))
