"""An article of law: the wording that governs a day, the others, and what rests on it. As a page, or on the spot."""

from __future__ import annotations

from datetime import date
from typing import Any

from django.http import Http404, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from jinwu.catalog.citing import words
from jinwu.catalog.versions import statute, violations_resting, wording, wordings
from jinwu.kit import clock
from jinwu.kit.permission import REGISTERS, SIGNED_IN, needs
from jinwu.law.citations import Citation
from jinwu.matters.resting import resting

from ..request import HouseRequest


@needs(SIGNED_IN)
@require_safe
def article(request: HouseRequest, key: str) -> HttpResponse:
    """The page of an article (`APL-51`); asked by a script, the part that a dialog shows."""
    citation = _citation(key)
    request.nav = "registers"
    on, named = _day(request.GET.get("on", ""))
    found = wordings(citation)
    shown = wording(found, on)
    context: dict[str, Any] = {
        "citation": citation, "words": words(citation), "statute": statute(citation.statute), "on": on, "named": named,
        "shown": shown, "others": [one for one in found if one is not shown], "text": shown.text(citation) if shown else [],
        "rest": resting(citation), "violations": violations_resting(citation, on),
        "may_registers": REGISTERS.admits(request.roles, signed_in=True),
        "apart": bool(request.headers.get("HX-Request")),
    }  # fmt: skip
    return render(request, "web/article_body.html" if context["apart"] else "web/article.html", context)


def _citation(key: str) -> Citation:
    """The citation of an address; 404 where the catalogue does not know its statute."""
    try:
        citation = Citation.parse(key)
    except ValueError:
        raise Http404 from None
    if citation.key != key or statute(citation.statute) is None:
        raise Http404
    return citation


def _day(asked: str) -> tuple[date, bool]:
    """The day whose wording governs, and whether the address names it."""
    try:
        return date.fromisoformat(asked), True
    except ValueError:
        return clock.today(), False
