"""The street (现场): an on-the-spot penalty on a phone. Four pages; each press of the filled button is recorded.

Rules stand in `law` and `cases`; what is typed is kept in a draft; the door takes the steps.
"""

from __future__ import annotations

import io
from typing import Any
from uuid import UUID, uuid4

from django.http import Http404, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe
from PIL import Image

from jinwu.bureau.queries import officer_on
from jinwu.documents import setting, spool
from jinwu.documents.render import page_png
from jinwu.kit import clock
from jinwu.kit.permission import STREET, needs
from jinwu.law.messages import say
from jinwu.law.problems import Problem
from jinwu.matters import drafts, preview
from jinwu.matters.errors import InvalidInput
from jinwu.matters.viewing import MatterView
from jinwu.record import attempts
from jinwu.ui.forms import StepForm
from jinwu.ui.templatetags.ui import clock_time
from jinwu.ui.toasts import toast

from ..request import HouseRequest
from ..street import knowing, pages, pocket, shown
from ..street.acting import OpeningSheet, StreetSheet, flat
from ..street.beginning import tidy, who_form
from ..street.going import (
    beginning,
    forget_notice,
    gone_on,
    keep,
    keep_notice,
    keep_sheet,
    page_of,
    performed,
    sheet_of,
    sign_anew,
    standing,
    taken,
    to,
    viewer,
)
from ..street.usual import usual

#: The step whose form stands on each page of a matter that is opened.
STEPS = {"facts": "notify", "decision": "decide", "handover": "serve"}
MOST_PAGES = 9


@needs(STREET)
@require_safe
def start(request: HouseRequest) -> HttpResponse:
    """What I began, what I did today, how many forms I have left, and one button."""
    now, user = clock.now(), request.user
    me = officer_on(user.officer_id, now.date()) if user.officer_id else None
    context = {
        "new": reverse("street_party", args=[uuid4()]), "forms": shown.forms(user, request.units, now), "me": me,
        "drafts": shown.drafts_of(user), "cases": shown.cases_of(user, now), "conduct": pocket.conduct(),
    }  # fmt: skip
    return render(request, "web/street/start.html", context)


@needs(STREET)
@require_safe
def go(request: HouseRequest, matter_id: UUID) -> HttpResponse:
    """To the page on which this case goes on."""
    view = standing(request, matter_id)
    return to(page_of(view) if view else beginning(request, matter_id).last_page, matter_id)


@needs(STREET)
@require_http_methods(["GET", "POST"])
def party(request: HouseRequest, matter_id: UUID) -> HttpResponse:
    """1 当事人: who, what he did, and the earlier order where the law asks for one."""
    view = standing(request, matter_id)
    if view:
        return to(page_of(view), matter_id)
    begun = beginning(request, matter_id)
    if request.method != "POST":
        return pages.party(request, begun, begun.page("party"), quiet=True)
    keep(begun, "party", request.POST)
    if request.POST.get("go") == "leave":
        return HttpResponseRedirect(reverse("street"))
    return pages.party(request, begun, request.POST, quiet=request.POST.get("go") == "find")


@needs(STREET)
@require_POST
def check(request: HouseRequest, matter_id: UUID) -> HttpResponse:
    """The number as typed: whether it holds, and whom the book has under it. A part of the first page."""
    known = knowing.known(tidy(request.POST), clock.now(), request.user)
    knowing.told(known, request.user, matter_id)
    return render(request, "web/street/known.html", {"known": known})


@needs(STREET)
@require_safe
def violations(request: HouseRequest) -> HttpResponse:
    """Violations by words, code or initials, as rows of the form."""
    kind, chosen = request.GET.get("party.kind", "person"), request.GET.get("violation", "")
    rows = knowing.violations(request.GET.get("words", ""), kind, chosen, clock.now())
    form = who_form({"party.kind": kind, "violation": chosen}, rows, quiet=True)
    return render(request, "ui/fields/found.html", {"field": form["violation"]})


@needs(STREET)
@require_http_methods(["GET", "POST"])
def facts(request: HouseRequest, matter_id: UUID) -> HttpResponse:
    """2 事实: what was seen, what the party was told and said. Opens the matter, then records the notice."""
    view = standing(request, matter_id)
    if request.method == "POST" and "opening" in request.POST:
        return _open(request, matter_id, stands=view is not None)
    if view:
        return _tell(request, view)
    kept = beginning(request, matter_id).page("party", "facts")
    if not (kept.get("violation") and kept.get("party.number")):
        return to("party", matter_id)
    if "act_from" not in kept:
        kept["act_from"], kept["recheck"] = clock.now().strftime("%Y-%m-%dT%H:%M"), "none"
        kept["recorder"] = usual(request.user, clock.now()).recorder
    return pages.opening(request, OpeningSheet(matter_id, viewer(request), kept, quiet=True))


def _open(request: HouseRequest, matter_id: UUID, *, stands: bool) -> HttpResponse:
    """Open, then notify. The form carries all of page 1, so that a second sending is the same sending."""
    sheet = OpeningSheet(matter_id, viewer(request), request.POST)
    if not stands:
        keep(beginning(request, matter_id), "facts", request.POST)
        if request.POST.get("go") == "back":
            return to("party", matter_id)
        if sheet.form.is_valid() and sheet.notice.is_valid():
            keep_notice(sheet)
    opened = performed(sheet)
    view = standing(request, matter_id)
    if opened is None or view is None:
        if view is None:
            forget_notice(sheet)
        return gone_on(request, sheet) or pages.opening(request, sheet, sheet.status)
    notice = StreetSheet(view, view.procedure.steps["notify"], request.POST)
    if performed(notice, opened.seq):
        return to(page_of(standing(request, matter_id) or view), matter_id)
    return gone_on(request, notice) or pages.telling(request, notice, notice.status)


def _tell(request: HouseRequest, view: MatterView) -> HttpResponse:
    if view.row.stage not in ("draft", "noticed"):
        return _elsewhere(request, view, "notify")
    if request.method != "POST":
        return pages.telling(request, sheet_of(view, "notify"))
    sheet = sheet_of(view, "notify", request.POST)
    if request.POST.get("go") == "back":
        keep_sheet(sheet)
        return HttpResponseRedirect(reverse("street"))
    return taken(request, sheet) or pages.telling(request, sheet, sheet.status)


@needs(STREET)
@require_POST
def scale(request: HouseRequest, matter_id: UUID) -> HttpResponse:
    """The amount as typed on the lawful range. A part of the pages 2 and 3."""
    view, typed = standing(request, matter_id), request.POST.copy()
    for name, value in (pages.of_matter(view) if view else {}).items():
        typed.setlist(name, [value])
    return render(request, "web/street/scale.html", pages.scale(request, typed))


@needs(STREET)
@require_http_methods(["GET", "POST"])
def decision(request: HouseRequest, matter_id: UUID) -> HttpResponse:
    """3 决定: the amount, the order to correct, how it is paid. Decides, on the next of the officer's forms."""
    view = standing(request, matter_id)
    if view is None:
        return to("party", matter_id)
    if view.row.stage != "noticed":
        return _elsewhere(request, view, "decide")
    if request.method != "POST":
        return pages.decision(request, sheet_of(view, "decide"))
    sheet = sheet_of(view, "decide", request.POST)
    if request.POST.get("go") == "back":
        keep_sheet(sheet)
        return to("facts", matter_id)
    return taken(request, sheet) or pages.decision(request, sheet, sheet.status)


@needs(STREET)
@require_safe
def picture(request: HouseRequest, matter_id: UUID) -> HttpResponse:
    """The decision as it would be set from the draft, as a picture: no number is drawn, nothing is written."""
    view = standing(request, matter_id)
    if view is None or view.row.stage != "noticed":
        raise Http404
    sheet = sheet_of(view, "decide")
    form = StepForm(sheet.step.input, flat(sheet.form), choices=sheet.form.choices)
    if not form.is_valid():
        return HttpResponse(status=422)
    try:
        made = preview.draft(
            view.row, "decide", form.input, by=request.user, partner=sheet.partner, at=clock.now()
        )  # fmt: skip
    except (Problem, InvalidInput):
        return HttpResponse(status=422)
    return HttpResponse(_one_beneath_the_other(made.pages), content_type="image/png")


@needs(STREET)
@require_http_methods(["GET", "POST"])
def handover(request: HouseRequest, matter_id: UUID) -> HttpResponse:
    """4 送达: the decision that now exists, signed for or refused; cash against its receipt where that was decided."""
    view = standing(request, matter_id)
    if view is None:
        return to("party", matter_id)
    if page_of(view) != "handover":
        return _elsewhere(request, view, "serve")
    sent = request.POST if request.method == "POST" else None
    if sent and sent.get("go") == "leave":
        return HttpResponseRedirect(reverse("street"))
    serving = None if view.row.stage == "served" else sheet_of(view, "serve", sent)
    collecting = sheet_of(view, "collect", sent) if shown.cash_due(view.state) else None  # type: ignore[arg-type]
    takes_cash = bool(collecting) and (sent is None or serving is None or "cash" in sent)
    if sent is None:
        return pages.handover(request, view, serving, collecting, takes_cash=takes_cash)
    return _hand_over(request, view, serving, collecting if takes_cash else None, collecting)


def _hand_over(
    request: HouseRequest, view: MatterView, serving: StreetSheet | None, cash: StreetSheet | None,
    collecting: StreetSheet | None,
) -> HttpResponse:  # fmt: skip
    """Serve, then collect. What the cash needs is looked at first, so that a missing receipt holds nothing up halfway."""
    takes_cash, seen = cash is not None, None
    if cash and not cash.form.is_valid():
        return pages.handover(request, view, serving, collecting, takes_cash=takes_cash, status=422)
    if serving:
        served = performed(serving)
        if served is None:
            now = standing(request, view.row.pk) or view
            sign_anew(now, serving, again=True)
            return gone_on(request, serving) or pages.handover(
                request, now, serving, collecting, takes_cash=takes_cash, status=serving.status
            )
        seen, view = served.seq, standing(request, view.row.pk) or view
    if cash:
        cash.view = view
        if performed(cash, seen) is None:
            return gone_on(request, cash) or pages.handover(
                request, view, None, cash, takes_cash=True, status=cash.status
            )
    return to("done", view.row.pk)


@needs(STREET)
@require_safe
def issued(request: HouseRequest, matter_id: UUID, paper: str) -> HttpResponse:
    """A paper that was issued, as a picture of its very bytes; the opening is recorded."""
    view = standing(request, matter_id)
    found = next((one for one in view.state.papers if one.key == paper), None) if view else None
    if found is None:
        raise Http404
    try:
        document = setting.issued(found.document)
        drawn = [page_png(document.sha256, number) for number in range(1, min(document.pages, MOST_PAGES) + 1)]
    except (spool.SpoolDamaged, IndexError, Problem):
        raise Http404 from None
    attempts.read(user_id=request.user.pk, what="file", subject=document.sha256)
    return HttpResponse(_one_beneath_the_other(drawn), content_type="image/png")


@needs(STREET)
@require_safe
def done(request: HouseRequest, matter_id: UUID) -> HttpResponse:
    """The decision is handed over: its number, what is due next, how long it took, the next case."""
    view = standing(request, matter_id)
    page = page_of(view) if view else "party"
    if view is None or page != "done":
        return to(page, matter_id)
    state: Any = view.state
    service = state.services[-1] if state.services else None
    since = shown.used(request, matter_id, state.opened_at)
    context = {
        "view": view, "state": state, "service": service, "due": shown.due(view), "prints": shown.prints(view),
        "took": shown.minutes(since, service.at) if service else "", "new": reverse("street_party", args=[uuid4()]),
        "next": next((step for step, found in view.next if not found and not step.side), None),
    }  # fmt: skip
    return render(request, "web/street/done.html", context)


@needs(STREET)
@require_POST
def save(request: HouseRequest, matter_id: UUID, page: str) -> HttpResponse:
    """Keep a page while one types."""
    view = standing(request, matter_id)
    if view and "opening" not in request.POST and page in STEPS:
        step = "collect" if page == "handover" and view.row.stage == "served" else STEPS[page]
        kept = keep_sheet(sheet_of(view, step, request.POST))
    elif view is None and page in ("party", "facts"):
        kept = keep(beginning(request, matter_id), page, request.POST)
    else:
        return HttpResponse(status=204)
    said = _("{time} kept by itself").format(time=clock_time(kept.saved_at)) if kept else _("Too long to be kept.")
    return HttpResponse(said, status=200 if kept else 413, content_type="text/plain; charset=utf-8")


@needs(STREET)
@require_POST
def discard(request: HouseRequest, matter_id: UUID) -> HttpResponse:
    """Throw a draft away; nothing of it was ever recorded."""
    drafts.discard(request.user, matter_id)
    toast(request, say("The draft is thrown away; nothing of it was recorded."))
    return HttpResponseRedirect(reverse("street"))


def _elsewhere(request: HouseRequest, view: MatterView, step: str) -> HttpResponse:
    """A page that is not the matter's now. An equal second sending is answered like the first one; anything else is a
    step out of order, which the door refuses in its own words."""
    if request.method != "POST":
        return to(page_of(view), view.row.pk)
    sheet = sheet_of(view, step, request.POST)
    return taken(request, sheet) or pages.refused(request, sheet)


def _one_beneath_the_other(drawn: list[bytes]) -> bytes:
    """The pages of a paper as one tall picture."""
    if len(drawn) == 1:
        return drawn[0]
    sheets = [Image.open(io.BytesIO(one)).convert("L") for one in drawn]
    whole = Image.new("L", (max(one.width for one in sheets), sum(one.height for one in sheets)), 255)
    top = 0
    for one in sheets:
        whole.paste(one, (0, top))
        top += one.height
    out = io.BytesIO()
    whole.save(out, "PNG")
    return out.getvalue()
