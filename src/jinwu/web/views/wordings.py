"""Forms of documents (文书式样): the national ones, the organ's own wordings over them, written, tried, approved."""

from __future__ import annotations

from typing import Any

from django.db import IntegrityError
from django.http import Http404, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from jinwu.bureau.queries import unit_name
from jinwu.documents import samples
from jinwu.documents.access import organs_of
from jinwu.documents.models import Wording, WordingStatus
from jinwu.documents.permissions import APPROVE_FORMS, FORMS, WRITE_FORMS
from jinwu.documents.templates import LocalVersion, PaperTemplate, templates
from jinwu.documents.wordings import force, life, queries, trial
from jinwu.kit import clock
from jinwu.kit.permission import needs
from jinwu.law.messages import Message, say
from jinwu.law.problems import Problem
from jinwu.law.vocabulary import Finding
from jinwu.ui.toasts import toast
from jinwu.ui.translate import translate

from .. import answers, paper_desk
from ..request import HouseRequest

#: Pictures of a wording beside its editor are read, not printed.
PPI = 80


@needs(FORMS)
@require_safe
def start(request: HouseRequest) -> HttpResponse:
    """Every form, what it is set with today, and what waits."""
    organ = _organ(request)
    request.nav = paper_desk.NAV
    rows = queries.forms(organ, clock.today())
    context = {"rows": rows, "organ": unit_name(organ), "waiting": [one for one in rows if one.open],
               "tabs": paper_desk.places(request, "forms")}  # fmt: skip
    return render(request, "web/forms/start.html", context)


@needs(FORMS)
@require_safe
def form(request: HouseRequest, key: str) -> HttpResponse:
    """One form: its pages with made-up facts, and the history of its wordings."""
    organ, paper = _organ(request), _paper(key)
    today = clock.today()
    request.nav = paper_desk.NAV
    context = {
        "paper": paper, "national": paper.on(today), "local": force.in_force(organ, paper, today),
        "history": queries.history(organ, key), "open": _open(organ, key), "organ": unit_name(organ),
        "may_write": _may(request, WRITE_FORMS), "may_stop": _may(request, APPROVE_FORMS),
        "pages": range(1, len(_pages(paper, organ)) + 1),
    }  # fmt: skip
    return render(request, "web/forms/form.html", context)


@needs(FORMS)
@require_safe
def page(request: HouseRequest, key: str, number: int) -> HttpResponse:
    """A page of the form as it is set today, with made-up facts, as PNG."""
    return answers.page(_pages(_paper(key), _organ(request)), number)


@needs(WRITE_FORMS)
@require_http_methods(["GET", "POST"])
def write(request: HouseRequest, key: str) -> HttpResponse:
    """The editor: the wording, from which day and why; beside it the pages as they would be set."""
    organ, paper = _organ(request), _paper(key)
    draft = _open(organ, key)
    if draft is not None and draft.status == WordingStatus.PROPOSED:
        return HttpResponseRedirect(reverse("form_wording", args=[key, draft.pk]))
    typed, findings = _typed(request, organ, paper, draft), []
    if request.method == "POST":
        try:
            row = _keep(request, organ, paper, typed)
        except Problem as problem:
            findings = _findings(problem)
        except IntegrityError:  # two people began the first draft at once
            findings = _findings(life.WordingOutOfTurn(
                say("Somebody else has begun a draft of this form."), say("Open the form again and go on with that one.")
            ))  # fmt: skip
        else:
            toast(
                request, say("Handed in for approval.") if row.status == WordingStatus.PROPOSED else say("Draft kept.")
            )
            return HttpResponseRedirect(reverse("form_wording", args=[key, row.pk]))
        draft = _open(organ, key)
    request.nav = paper_desk.NAV
    context = {
        "paper": paper, "typed": typed, "draft": draft, "findings": findings, "earliest": life.earliest(),
        "fields": trial.fields(paper), "lines": max(20, min(60, typed["source"].count("\n") + 4)),
        "longest": trial.LONGEST, "fills": samples.Fill,
    }  # fmt: skip
    return render(request, "web/forms/write.html", context, status=422 if findings else 200)


@needs(WRITE_FORMS)
@require_POST
def look(request: HouseRequest, key: str) -> HttpResponse:
    """A page of the wording that is being typed, with made-up facts, as PNG; 422 with a sentence where it cannot be set."""
    organ, paper = _organ(request), _paper(key)
    typed = _typed(request, organ, paper, None)
    fill = samples.Fill(typed["fill"]) if typed["fill"] in list(samples.Fill) else samples.Fill.FULL
    national = paper.on(answers.day(typed["since"], life.earliest()))
    source = typed["source"]
    version = LocalVersion(
        national.number, national.since, national.file, text=source, digest=life.digest_of(source)
    )  # fmt: skip
    try:
        made = trial.pages(paper, version, fill, ppi=PPI)
    except Problem as problem:
        return answers.unset([translate(one.what) for one in _findings(problem)])
    return answers.page(made, answers.asked_page(request))


@needs(FORMS)
@require_safe
def wording(request: HouseRequest, key: str, pk: int) -> HttpResponse:
    """One wording: what it changes, its pages, who wrote and who approved it, and what can be done with it."""
    return _wording(request, _found(request, key, pk))


@needs(FORMS)
@require_safe
def wording_page(request: HouseRequest, key: str, pk: int, number: int) -> HttpResponse:
    """A page of a wording with made-up facts, as PNG."""
    row, paper = _found(request, key, pk), _paper(key)
    if not row.source:
        raise Http404
    try:
        made = trial.pages(paper, force.local(row, paper.on(row.since)), ppi=PPI)
    except Problem:
        raise Http404 from None
    return answers.page(made, number)


@needs(WRITE_FORMS)
@require_POST
def turn_in(request: HouseRequest, key: str, pk: int) -> HttpResponse:
    """Hand a draft in, or throw it away."""
    row = _found(request, key, pk)
    try:
        if request.POST.get("answer") == "discard":
            life.discard(row)
            toast(request, say("The draft was thrown away."))
            return HttpResponseRedirect(reverse("form", args=[key]))
        life.hand_in(request.user, row)
    except Problem as problem:
        return _wording(request, row, problem)
    toast(request, say("Handed in for approval."))
    return HttpResponseRedirect(reverse("form_wording", args=[key, pk]))


@needs(APPROVE_FORMS)
@require_POST
def decide(request: HouseRequest, key: str, pk: int) -> HttpResponse:
    """The second person's answer: approve, send back, or take out of force."""
    row, said = _found(request, key, pk), request.POST.get("reason", "")
    answers = {
        "approve": (lambda: life.approve(request.user, row), say("Approved.")),
        "send_back": (lambda: life.send_back(request.user, row, said), say("Sent back.")),
        "stop": (lambda: life.stop(request.user, row, said), say("Taken out of force.")),
    }
    answer = answers.get(request.POST.get("answer", ""))
    try:
        if answer is None:
            raise Problem(say("Nothing was chosen."), say("Choose what is to become of the wording."))
        answer[0]()
    except Problem as problem:
        return _wording(request, row, problem)
    toast(request, answer[1])
    return HttpResponseRedirect(reverse("form_wording", args=[key, pk]))


def _wording(request: HouseRequest, row: Wording, problem: Problem | None = None) -> HttpResponse:
    row = Wording.objects.filter(pk=row.pk).first() or row
    paper = _paper(row.template)
    national = paper.on(row.since)
    before = queries.history(row.organ_id, row.template)
    earlier = next((one for one in before if one.number and one.number < (row.number or 1 << 15)), None)
    request.nav = paper_desk.NAV
    own = row.drafted_by_id == request.user.pk
    context = {
        "paper": paper, "row": row, "national": national, "earlier": earlier,
        "changes": queries.changes(earlier.source if earlier and earlier.source else national.source,
                                   row.source or national.source),
        "pages": range(1, _count(paper, row) + 1), "findings": _findings(problem) if problem else [],
        "may_write": _may(request, WRITE_FORMS), "may_decide": _may(request, APPROVE_FORMS), "own": own,
        "in_force": force.in_force(row.organ_id, paper, clock.today()),
    }  # fmt: skip
    return render(request, "web/forms/wording.html", context, status=422 if problem else 200)


def _count(paper: PaperTemplate, row: Wording) -> int:
    if not row.source:
        return 0
    try:
        return len(trial.pages(paper, force.local(row, paper.on(row.since)), ppi=PPI))
    except Problem:
        return 0


def _pages(paper: PaperTemplate, organ: int) -> tuple[bytes, ...]:
    return trial.pages(paper, force.version_on(paper, clock.today(), organ), ppi=PPI)


def _keep(request: HouseRequest, organ: int, paper: PaperTemplate, typed: dict[str, Any]) -> Wording:
    """Keep what was typed, then hand it in where that is asked; one that cannot be handed in is kept as a draft."""
    since = answers.day(typed["since"], life.earliest())
    source = "" if request.POST.get("answer") == "national" else typed["source"]
    row = life.write(request.user, organ, paper, source, since, typed["reason"], seen=typed["seen"])
    typed["seen"] = row.digest
    return row if request.POST.get("answer") == "keep" else life.hand_in(request.user, row)


def _typed(request: HouseRequest, organ: int, paper: PaperTemplate, draft: Wording | None) -> dict[str, Any]:
    kept = {
        "source": draft.source if draft and draft.source else queries.begun_from(organ, paper, clock.today()),
        "since": (draft.since if draft else life.earliest()).isoformat(),
        "reason": draft.reason if draft else "", "seen": draft.digest if draft else "", "fill": samples.Fill.FULL.value,
    }  # fmt: skip
    if request.method != "POST":
        return kept
    most = {"source": trial.LONGEST + 1, "reason": 300}
    return {name: request.POST.get(name, value)[: most.get(name, 64)] for name, value in kept.items()}


def _findings(problem: Problem) -> list[Finding]:
    """Each thing that is wrong; what to do stands under the last of them."""
    *first, last = (getattr(problem, "findings", None) or [problem.message])[:8]
    return [*(Finding(one, Message("")) for one in first), Finding(last, problem.remedy)]


def _open(organ: int, key: str) -> Wording | None:
    return Wording.objects.filter(
        organ=organ, template=key, status__in=[WordingStatus.DRAFT, WordingStatus.PROPOSED]
    ).first()


def _found(request: HouseRequest, key: str, pk: int) -> Wording:
    row = queries.wordings_of(request.user).filter(template=key, pk=pk).first()
    if row is None:
        raise Http404
    return row


def _paper(key: str) -> PaperTemplate:
    paper = templates.get(key)
    if paper is None:
        raise Http404
    return paper


def _organ(request: HouseRequest) -> int:
    """The organ whose forms are kept: that of the person's unit."""
    organs = organs_of(request.user)
    if not organs:
        raise Http404
    return organs[0]


def _may(request: HouseRequest, permission: Any) -> bool:
    return permission.admits(request.roles, signed_in=True)
