"""The street without a line: the page a phone keeps, what it takes along, its worker, and what it sends later."""

from __future__ import annotations

import json
from uuid import UUID

from django.contrib.staticfiles import finders
from django.contrib.staticfiles.storage import staticfiles_storage
from django.http import HttpResponse, JsonResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.csrf import ensure_csrf_cookie
from django.views.decorators.http import require_POST, require_safe

from jinwu.api.problems import problem
from jinwu.documents import numbers
from jinwu.kit.permission import PUBLIC, STREET, needs

from ..request import HouseRequest
from ..street import pocket, sending

WORKER = "web/pocket/worker.js"


@needs(STREET)
@ensure_csrf_cookie
@require_safe
def start(request: HouseRequest) -> HttpResponse:
    """The page: what is kept on this phone, and the empty forms of each kind of work. The phone keeps the page itself."""
    request.nav = "street"
    context = {
        "kinds": pocket.shown(request), "words": pocket.WORDS, "scripts": pocket.SCRIPTS, "user": request.user.pk,
        "conduct": pocket.conduct(),
    }  # fmt: skip
    return render(request, "web/pocket/start.html", context)


@needs(STREET)
@never_cache
@require_POST
def taken(request: HouseRequest) -> HttpResponse:
    """What the phone takes along, and the numbered forms that it holds from now on."""
    device = _device(request.POST.get("device", ""))
    found = pocket.facts(request, device) if device else {}
    if not found:
        return problem(409, _("You are posted to no unit today, so nothing can be prepared for the street."),
                       kind="street", instance=request.path)  # fmt: skip
    return JsonResponse(found, json_dumps_params={"ensure_ascii": False})


@needs(STREET)
@require_POST
def send(request: HouseRequest) -> HttpResponse:
    """One case as the phone kept it. 200 with what was recorded; 422 where an act cannot be, with what was recorded before
    it; 403 where it is another officer's."""
    try:
        kept = sending.Kept.read(json.loads(request.body))
    except (ValueError, UnicodeDecodeError) as unfit:
        return problem(400, _("This is no case of a phone."), str(unfit), kind="street", instance=request.path)
    if kept.user != request.user.pk:
        return problem(403, _("This case was recorded by another officer; he signs in on this phone and sends it."),
                       kind="street", instance=request.path)  # fmt: skip
    sent = sending.send(kept, request.user)
    answer = {
        "taken": [{"step": act.step.key, "seq": one.seq, "repeated": one.repeated} for act, one in sent.done],
        "marks": sent.marks, "number": sent.number, "wrong": sent.wrong,
        "url": reverse("matter", args=[kept.matter]) if sent.done else "",
    }  # fmt: skip
    if sent.wrong:
        return problem(
            422, detail=" ".join(one["what"] for one in sent.wrong), kind="street", instance=request.path, **answer
        )
    return JsonResponse(answer, json_dumps_params={"ensure_ascii": False})


@needs(STREET)
@require_POST
def forget(request: HouseRequest) -> HttpResponse:
    """The phone gives back the forms that it holds."""
    device = _device(request.POST.get("device", ""))
    released = numbers.release_forms(request.user.officer_id, device) if device and request.user.officer_id else 0
    return JsonResponse({"released": released})


@needs(PUBLIC)
@require_safe
def worker(request: HouseRequest) -> HttpResponse:
    """The script that answers for the pages of the street where there is no line; it must lie in their folder."""
    if path := finders.find(WORKER):
        with open(str(path), encoding="utf-8") as script:
            text = script.read()
    else:
        with staticfiles_storage.open(WORKER) as script:
            text = script.read().decode()
    answer = HttpResponse(text, content_type="text/javascript; charset=utf-8")
    answer["Cache-Control"] = "no-cache"
    return answer


def _device(text: str) -> str:
    try:
        return str(UUID(text))
    except ValueError:
        return ""
