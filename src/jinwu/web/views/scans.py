"""Signed scans (扫描件归位): what the scanner brought, what found its paper by itself, and what waits for a word."""

from __future__ import annotations

from django.conf import settings
from django.http import Http404, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse
from django.views.decorators.http import require_http_methods, require_safe

from jinwu.documents import scans, spool
from jinwu.documents.store import FileRefused
from jinwu.kit.permission import needs
from jinwu.law.messages import N_, say
from jinwu.law.problems import Problem
from jinwu.law.vocabulary import Finding
from jinwu.matters import scanning
from jinwu.matters.errors import DoorError, Refused
from jinwu.matters.models import MatterPaper, Scan
from jinwu.matters.scanning import MOST_FILES, SCANS, STATUSES
from jinwu.record import attempts
from jinwu.ui.toasts import toast

from .. import paper_desk
from ..request import HouseRequest

SHOWN = 50
KNOWN = N_("Brought before, left as they are")
BADGES = {"waiting": "wait", "attached": "done", "discarded": "void"}


@needs(SCANS)
@require_http_methods(["GET", "POST"])
def start(request: HouseRequest) -> HttpResponse:
    """What waits, what was brought lately, and the form for more; what cannot be read is named, the rest is kept."""
    brought: list[Scan] = []
    refused: list[Finding] = []
    if request.method == "POST":
        files = request.FILES.getlist("files")[:MOST_FILES]
        if not files:
            refused.append(Finding(say("No file came with the request."), say("Choose what the scanner made.")))
        for sent in files:
            try:
                brought += scanning.bring(request.user, sent.name or "", sent.read(settings.EVIDENCE_LIMIT + 1))
            except FileRefused as problem:
                what = say("{file}: {what}", file=sent.name or "", what=problem.message)
                refused.append(Finding(what, problem.remedy or say("Send it once more.")))
    own = scanning.scans_of(request.user).select_related("matter")
    context = {
        "waiting": [_shown(one) for one in own.filter(status="waiting").order_by("brought_at", "pk")[: SHOWN * 4]],
        "lately": [_shown(one) for one in own.exclude(status="waiting").order_by("-decided_at", "-pk")[:SHOWN]],
        "brought": _sums(brought), "refused": refused, "most": MOST_FILES,
    }  # fmt: skip
    request.nav = paper_desk.NAV
    context["tabs"] = paper_desk.places(request, "scans")
    return render(request, "web/scans/start.html", context, status=422 if refused else 200)


@needs(SCANS)
@require_http_methods(["GET", "POST"])
def scan(request: HouseRequest, pk: int) -> HttpResponse:
    """One scan beside its first page: assign it to a paper, or discard it."""
    found = _own(request, pk)
    refusal = []
    if request.method == "POST":
        try:
            _answer(request, found)
        except Problem as problem:
            refusal = [problem.finding()]
        except Refused as refused:
            refusal = [Finding(one.what, one.remedy) for one in refused.objections]
        except DoorError:
            refusal = [Finding(say("Somebody acted in this matter at the same moment."), say("Send it once more."))]
        else:
            toast(request, say("Saved."))
            return HttpResponseRedirect(reverse("scans"))
        found.refresh_from_db()
    number = (request.POST.get("number") or request.GET.get("number") or found.number)[:120]
    papers = (
        [] if found.status != "waiting" else list(scanning.papers_of(request.user, number)[:SHOWN]) if number else []
    )
    context = {
        "scan": _shown(found), "number": number, "papers": papers, "refusal": refusal, "note": request.POST.get("note", ""),
        "chosen": _of(found, papers),
    }  # fmt: skip
    request.nav = paper_desk.NAV
    return render(request, "web/scans/scan.html", context, status=422 if refusal else 200)


@needs(SCANS)
@require_safe
def page(request: HouseRequest, pk: int) -> HttpResponse:
    """The first page of a scan as a picture; the opening is recorded."""
    found = _own(request, pk)
    attempts.read(user_id=request.user.pk, what="file", subject=found.sha256)
    try:
        return HttpResponse(scans.page_png(spool.read(found.sha256)), content_type="image/png")
    except (FileRefused, IndexError, spool.SpoolDamaged):
        raise Http404 from None


def _own(request: HouseRequest, pk: int) -> Scan:
    found = scanning.scans_of(request.user).select_related("matter").filter(pk=pk).first()
    if found is None:
        raise Http404
    return found


def _answer(request: HouseRequest, found: Scan) -> None:
    note = request.POST.get("note", "")
    if request.POST.get("answer") == "discard":
        return scanning.discard(request.user, found, note)
    matter, _bar, key = request.POST.get("paper", "").partition("/")
    papers = scanning.papers_of(request.user, request.POST.get("number", ""))
    paper = next((one for one in papers[:SHOWN] if (str(one.matter_id), one.key) == (matter, key)), None)
    if paper is None:
        raise Problem(say("No paper was chosen."), say("Enter the number of the paper and choose it."))
    return scanning.assign(request.user, found, paper, note)


def _of(found: Scan, papers: list[MatterPaper]) -> str:
    """Which of the papers is marked: the one it seems to be, or the only one."""
    seems = [one for one in papers if (one.matter_id, one.key) == (found.matter_id, found.paper)] or papers
    return f"{seems[0].matter_id}/{seems[0].key}" if len(seems) == 1 else ""


def _shown(one: Scan) -> dict:
    return {"row": one, "badge": BADGES[one.status], "word": STATUSES[one.status]}


def _sums(brought: list[Scan]) -> list[tuple[str, int]]:
    """What became of the parts just brought."""
    known = sum(1 for one in brought if one.known)
    fresh = [one.status for one in brought if not one.known]
    sums = [(STATUSES[status], fresh.count(status)) for status in ("attached", "waiting")]
    return [(title, n) for title, n in [*sums, (KNOWN, known)] if n]
