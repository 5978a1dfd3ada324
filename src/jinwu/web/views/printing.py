"""Printing in batches (批量打印): the day's papers as one file, labels for their envelopes, the papers of a sitting."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date
from uuid import UUID

from django.http import Http404, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.views.decorators.http import require_http_methods, require_safe

from jinwu.bureau.queries import unit_name
from jinwu.casefile.pdf import Sheets, merge
from jinwu.cases.ordinary.agenda import PAPERS, agenda
from jinwu.catalog import queries as catalog
from jinwu.documents import setting
from jinwu.documents.access import documents_of
from jinwu.documents.models import Document, DocumentStatus
from jinwu.documents.templates import outward, templates
from jinwu.kit import clock
from jinwu.kit.permission import ACTING, COMMITTEE, needs
from jinwu.law.messages import say
from jinwu.law.problems import Problem
from jinwu.matters.door import state_of
from jinwu.matters.models import Matter
from jinwu.record import attempts
from jinwu.service.addressing import Addressee, addressee
from jinwu.service.labels import Label, LabelSheet, labels
from jinwu.ui.translate import translate

from .. import answers, paper_desk
from ..request import HouseRequest
from .sitting import asked

#: Papers listed for a day, and printed in one run.
MOST = 200


@needs(paper_desk.PAPER_DESK)
@require_safe
def desk(request: HouseRequest) -> HttpResponse:
    """The first of the places where papers are handled that admits this person."""
    return HttpResponseRedirect(paper_desk.first(request))


@needs(ACTING)
@require_http_methods(["GET", "POST"])
def start(request: HouseRequest) -> HttpResponse:
    """The papers that went out on a day (`day`, `kind`); those ticked are printed as one file, or their labels."""
    day, kind = answers.day(request.GET.get("day", ""), clock.today()), request.GET.get("kind", "")
    listed = _papers(request, day, kind)
    refusal = []
    if request.method == "POST":
        ticked = set(request.POST.getlist("paper"))
        chosen = [one for one in listed if str(one.pk) in ticked]
        try:
            if not chosen:
                raise Problem(say("No paper is ticked."), say("Tick the papers that are to be printed."))
            if request.POST.get("answer") == "labels":
                return _labels(request, chosen, day)
            return _run(request, chosen, day, duplex=request.POST.get("duplex") == "1")
        except Problem as problem:
            refusal = [problem.finding()]
    kinds = sorted({(one.template, translate(templates[one.template].title)) for one in _papers(request, day, "")})
    context = {"papers": listed, "day": day, "kind": kind, "kinds": kinds, "refusal": refusal, "most": MOST,
               "full": len(listed) == MOST, "tabs": paper_desk.places(request, "printing")}  # fmt: skip
    request.nav = paper_desk.NAV
    return render(request, "web/printing.html", context, status=422 if refusal else 200)


@needs(COMMITTEE)
@require_safe
def sitting_papers(request: HouseRequest) -> HttpResponse:
    """What the members read before a sitting (`?level=&team=`): the papers of each case, in the order of the agenda."""
    waiting = agenda(request.user, clock.today())
    level, code = asked(request, waiting)
    parts: list[Sheets] = []
    for number, item in enumerate((one for one in waiting if (one.level, one.code) == (level, code)), 1):
        case = f"{number}. {item.matter.title}"
        wanted = [one for one in item.state.papers if one.paper in PAPERS and one.status == "issued"]
        for paper in sorted(wanted, key=lambda one: (PAPERS.index(one.paper), one.at)):
            parts.append(Sheets(f"{paper.title}　{paper.number}".strip(), setting.read(paper.document), case))
            attempts.read(user_id=request.user.pk, what="sitting", subject=str(paper.document))
    if not parts:
        raise Http404
    made = merge(parts, title=translate(say("Papers of the sitting")), at=clock.now())
    return answers.pdf(made.pdf, f"sitting-{clock.today():%Y%m%d}.pdf")


def _papers(request: HouseRequest, day: date, kind: str) -> list[Document]:
    """The papers of that day which go out, the oldest first."""
    every = outward()
    rows = documents_of(request.user).filter(
        template__in=[kind] if kind in every else every, issued_at__date=day, status=DocumentStatus.ISSUED
    )
    return list(rows.select_related("number").order_by("issued_at", "pk")[:MOST])


def _run(request: HouseRequest, chosen: list[Document], day: date, *, duplex: bool) -> HttpResponse:
    parts = [Sheets(_title(one), setting.read(one.pk), numbered=False) for one in chosen]
    made = merge(parts, title=translate(say("Papers of {day}", day=day)), at=clock.now(), duplex=duplex)
    for one in chosen:
        attempts.read(user_id=request.user.pk, what="print", subject=str(one.pk))
    return answers.pdf(made.pdf, f"papers-{day:%Y%m%d}.pdf")


def _labels(request: HouseRequest, chosen: list[Document], day: date) -> HttpResponse:
    """One label for each addressee and matter: what goes to the same one lies in one envelope."""
    found: dict[tuple[UUID, str, str], tuple[Addressee, str, list[str]]] = {}
    nowhere = []
    for document, to, organ in _addressed(chosen):
        if to is None or not to.address or document.matter is None:
            nowhere.append(_title(document))
            continue
        key = (document.matter, to.name, to.address)
        found.setdefault(key, (to, organ, []))[2].append(_title(document))
    if not found:
        raise Problem(
            say("No address is known for {papers}.", papers="、".join(nowhere)),
            say("Let the party confirm its address for service, or add it to the party."),
        )
    made = [Label(to.name, to.address, to.phone, organ, tuple(papers)) for to, organ, papers in found.values()]
    for matter, _name, _address in found:
        attempts.read(user_id=request.user.pk, what="labels", subject=str(matter))
    sheet = LabelSheet.model_validate(catalog.profile("service.label_sheet", day).value)
    return answers.pdf(labels(made, sheet, clock.now()), f"labels-{day:%Y%m%d}.pdf")


def _addressed(chosen: Iterable[Document]) -> Iterable[tuple[Document, Addressee | None, str]]:
    """Each document with whom it is addressed to and which organ sends it."""
    chosen = list(chosen)
    rows = Matter.objects.in_bulk({one.matter for one in chosen if one.matter})
    states = {pk: state_of(row) for pk, row in rows.items()}
    for document in chosen:
        state = states.get(document.matter) if document.matter else None
        paper = next((one for one in state.papers if one.document == document.pk), None) if state else None
        if state is None or paper is None or document.matter is None:
            yield document, None, ""
        else:
            yield document, addressee(document.matter, state, paper), unit_name(state.organ)


def _title(document: Document) -> str:
    return f"{document.title} {document.number.text if document.number else ''}".strip()
