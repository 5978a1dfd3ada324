"""The manual: its contents with a search, and its chapters."""

from __future__ import annotations

from django.http import Http404, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from jinwu.kit import clock
from jinwu.kit.permission import SIGNED_IN, needs
from jinwu.matters.kinds import procedures

from ..manual import chapters, reading
from ..request import HouseRequest


@needs(SIGNED_IN)
@require_safe
def contents(request: HouseRequest) -> HttpResponse:
    """Every chapter; with `words`, the sections in which the words stand."""
    words, today = request.GET.get("words", "").strip(), clock.today()
    context = {
        "groups": reading.contents(),
        "words": words,
        "hits": reading.find(words, today),
        "procedures": list(procedures),
    }
    return render(request, "web/manual/contents.html", context)


@needs(SIGNED_IN)
@require_safe
def chapter(request: HouseRequest, key: str) -> HttpResponse:
    """One chapter."""
    if key not in chapters.BY_KEY:
        raise Http404
    request.nav = "manual"
    context = {"page": reading.page(key, clock.today()), "groups": reading.contents()}
    return render(request, "web/manual/chapter.html", context)
