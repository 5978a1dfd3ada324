"""The seal (用印): which papers wait for it, and many of them sealed at once."""

from __future__ import annotations

from typing import Any

from django.http import HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse
from django.views.decorators.http import require_http_methods

from jinwu.documents import esign
from jinwu.kit import clock
from jinwu.kit.permission import needs
from jinwu.law.messages import say
from jinwu.law.vocabulary import Finding
from jinwu.matters import sealing
from jinwu.matters.door import Done
from jinwu.matters.errors import DoorError, InvalidInput, Refused
from jinwu.matters.inputs import SEALS
from jinwu.matters.models import MatterPaper
from jinwu.matters.sealing import SEAL
from jinwu.ui.toasts import toast

from .. import paper_desk
from ..request import HouseRequest

SHOWN = 200
FIELDS = ("seal", "copies", "approved_by", "remark")


@needs(SEAL)
@require_http_methods(["GET", "POST"])
def start(request: HouseRequest) -> HttpResponse:
    """The papers without a seal; those that are ticked are sealed, each on its own merits."""
    refusal: list[Finding] = []
    typed: dict[str, Any] = {"seal": "organ", "copies": "1", "approved_by": "", "remark": ""}
    if request.method == "POST":
        typed |= {name: request.POST.get(name, "").strip() for name in FIELDS}
        typed["electronic"] = request.POST.get("electronic") == "on"
        refusal, done = _sealed(request, typed)
        if done:
            toast(request, say("Sealed: {count}", count=done))
        if not refusal:
            return HttpResponseRedirect(reverse("seals"))
    rows = list(sealing.waiting(request.user)[: SHOWN + 1])
    context = {
        "papers": rows[:SHOWN], "more": len(rows) > SHOWN, "refusal": refusal, "typed": typed, "seals": list(SEALS.items()),
        "days": sealing.RECENT.days, "chosen": request.POST.getlist("paper"), "electronic": esign.available(),
    }  # fmt: skip
    request.nav = paper_desk.NAV
    context["tabs"] = paper_desk.places(request, "seals")
    return render(request, "web/seals.html", context, status=422 if refusal else 200)


def _sealed(request: HouseRequest, typed: dict[str, Any]) -> tuple[list[Finding], int]:
    """What was refused, and how many were sealed."""
    ticked = set(request.POST.getlist("paper")[:SHOWN])
    chosen = [one for one in sealing.waiting(request.user)[:SHOWN] if str(one.pk) in ticked]
    if not chosen:
        return [Finding(say("No paper was chosen."), say("Tick what is sealed now."))], 0
    results = sealing.seal(request.user, chosen, typed, clock.now())
    refusal = [one for paper, answer in results if not isinstance(answer, Done) for one in _why(paper, answer)]
    return refusal, sum(1 for _paper, answer in results if isinstance(answer, Done))


def _why(paper: MatterPaper, answer: DoorError) -> list[Finding]:
    """A wrong field is the same for all papers: it is said of each number."""
    number = paper.number or paper.title
    if isinstance(answer, Refused):
        return [Finding(say("{number}: {what}", number=number, what=one.what), one.remedy) for one in answer.objections]
    if isinstance(answer, InvalidInput):
        return [Finding(say("{number}: something is not filled in.", number=number),
                        say("Copies are a number from 1 on, and who approved it is named."))]  # fmt: skip
    return [
        Finding(
            say("{number}: somebody acted in this matter at the same moment.", number=number), say("Send it once more.")
        )
    ]
