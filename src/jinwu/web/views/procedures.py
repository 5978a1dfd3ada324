"""The kinds of work explained from their tables: each procedure as a picture, each step in words."""

from __future__ import annotations

from django.http import Http404, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from jinwu.kit import clock
from jinwu.kit.permission import SIGNED_IN, needs
from jinwu.law.vocabulary import Procedure
from jinwu.matters.explaining import explain
from jinwu.matters.kinds import procedures

from ..flows import figures
from ..request import HouseRequest


@needs(SIGNED_IN)
@require_safe
def index(request: HouseRequest) -> HttpResponse:
    """Every kind of work."""
    return render(request, "web/procedures.html", {"procedures": list(procedures)})


@needs(SIGNED_IN)
@require_safe
def procedure(request: HouseRequest, key: str) -> HttpResponse:
    """The way of one kind of work as a picture, and the same in words."""
    found = _procedure(key)
    return render(request, "web/procedure.html", {"procedure": found, "figures": figures(found, clock.today())})


@needs(SIGNED_IN)
@require_safe
def step(request: HouseRequest, key: str, step: str) -> HttpResponse:
    """One step in words: who, what is asked before it, what it makes, what follows."""
    found = _procedure(key)
    if step not in found.steps:
        raise Http404
    one = explain(found, found.steps[step], clock.today())
    return render(request, "web/procedure_step.html", {"procedure": found, "one": one})


def _procedure(key: str) -> Procedure:
    if key not in procedures:
        raise Http404
    return procedures[key]
