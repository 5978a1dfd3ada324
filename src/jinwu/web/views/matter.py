"""A matter's page: head, progress, next steps with their forms, and the panels that the rooms declare."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any
from urllib.parse import urlencode
from uuid import UUID

from django.http import Http404, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.template.loader import render_to_string
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from jinwu.bureau.models import Officer
from jinwu.bureau.models.accounts import ROLE_CHOICES
from jinwu.bureau.queries import partners_of, unit_name
from jinwu.kit import clock
from jinwu.kit.panel import panels
from jinwu.kit.permission import ACTING, STAFF, STREET, needs
from jinwu.law.messages import N_, say
from jinwu.law.problems import Problem
from jinwu.law.vocabulary import Step
from jinwu.matters import drafts, looks, presence, preview, scope, terms
from jinwu.matters.door import Done, examine_step
from jinwu.matters.errors import InvalidInput, NoMatter
from jinwu.matters.guiding import guides
from jinwu.matters.guiding import shown as shown_digest
from jinwu.matters.models import Draft, Matter
from jinwu.matters.panels import ENTRY_KINDS, Shown, shown
from jinwu.matters.registers import due_word
from jinwu.matters.timing import nearest, timers
from jinwu.matters.viewing import MatterView, Viewer
from jinwu.record import reader
from jinwu.ui.sentences import sentence
from jinwu.ui.templatetags.ui import clock_time
from jinwu.ui.toasts import toast
from jinwu.ui.translate import day_short, joined, translate

from .. import answers, reading
from ..expired import kept_by
from ..guided import rearranged
from ..request import HouseRequest
from ..stepping import StepSheet, draft_id, notes

#: Entries on one page of the record.
ENTRIES = 200


@dataclass(frozen=True)
class Card:
    """A next step as the page shows it."""

    step: Step
    url: str
    refused: list[dict[str, Any]]
    draft: Draft | None
    current: bool
    first: bool = False


@dataclass(frozen=True)
class Stop:
    """A stage on the rail."""

    title: str
    state: str
    day: Any = None
    note: Any = ""


@needs(STAFF)
@require_safe
def matter(request: HouseRequest, matter_id: UUID) -> HttpResponse:
    """The whole page, no form open. What stands on it counts as read."""
    view = _view(request, matter_id)
    answer = _page(request, view)
    looks.looked(request.user, view.row)
    return answer


@needs(ACTING)
@require_http_methods(["GET", "POST"])
def step(request: HouseRequest, matter_id: UUID, key: str) -> HttpResponse:
    """The page with the form of one step open; sending it takes the step."""
    view = _view(request, matter_id)
    if key not in view.procedure.steps:
        raise Http404
    declared = view.procedure.steps[key]
    if request.method == "POST":
        sheet = StepSheet(view, declared, request.POST)
        try:
            done = sheet.send()
        except NoMatter:
            raise Http404 from None
        if done:
            return recorded(request, declared, done)
        if sheet.since:  # what happened in between belongs on the page
            view = _view(request, matter_id)
            sheet.view = view
        return _page(request, view, sheet, status=sheet.status)
    _step, blocked = examine_step(view.row, key, by=request.user)
    if blocked:
        return _page(request, view, blocked=(declared, notes(view, blocked)))
    kept = drafts.find(request.user, draft_id(request.user.pk, view.row.pk, key))
    sheet = StepSheet(view, declared, draft=kept)
    if sheet.guided and sheet.guided.guide.personal:  # numbers of the party are filled in beforehand
        reading.once(request, "form", str(matter_id), key)
    return _page(request, view, sheet)


@needs(ACTING)
@require_POST
def draft(request: HouseRequest, matter_id: UUID, key: str) -> HttpResponse:
    """Keep what is typed, or with `discard` throw it away."""
    view = _view(request, matter_id)
    declared = view.procedure.steps.get(key)
    if declared is None:
        raise Http404
    if "discard" in request.POST:
        drafts.discard(request.user, draft_id(request.user.pk, view.row.pk, key))
        return HttpResponseRedirect(reverse("matter", args=[view.row.pk]))
    try:
        kept = StepSheet(view, declared, request.POST).keep()
    except ValueError:
        return HttpResponse(_("Too long to be kept as a draft."), status=413, content_type="text/plain; charset=utf-8")
    said = _("{time} kept by itself").format(time=clock_time(kept.saved_at))
    return HttpResponse(said, content_type="text/plain; charset=utf-8")


for _form in (step, draft):
    kept_by(draft)(_form)


@needs(ACTING)
@require_POST
def questions(request: HouseRequest, matter_id: UUID, key: str) -> HttpResponse:
    """The form again with its questions as the button `arrange` asks: another template, another order, read back. Nothing is
    recorded."""
    view = _view(request, matter_id)
    declared = view.procedure.steps.get(key)
    guide = guides.get(f"{view.row.procedure}:{key}")
    if declared is None or guide is None:
        raise Http404
    sheet = StepSheet(view, declared, request.POST)
    typed = rearranged(sheet, guide, request.POST.get("arrange", ""))
    frame = {name: request.POST.get(name, "") for name in ("at", "partner")}
    again = StepSheet(view, declared, draft=Draft(data={"form": typed, **frame}))
    again.key, again.seen = sheet.key, sheet.seen
    return _page(request, view, again)


@needs(ACTING)
@require_POST
def paper(request: HouseRequest, matter_id: UUID, key: str) -> HttpResponse:
    """One page of the paper that the step would make, as PNG; 422 with a sentence where it cannot be set yet."""
    view = _view(request, matter_id)
    declared = view.procedure.steps.get(key)
    if declared is None:
        raise Http404
    sheet = StepSheet(view, declared, request.POST)
    if not sheet.form.is_valid():
        return answers.unset([_("The document appears here once the form is filled in.")])
    try:
        made = preview.draft(
            view.row, key, sheet.form.input, by=request.user, partner=sheet.partner, at=clock.now(),
            paper=request.POST.get("paper", ""),
        )  # fmt: skip
    except Problem as problem:
        return answers.unset([joined(problem.message, problem.remedy)])
    except InvalidInput as invalid:
        return answers.unset([sentence(None, dict(error)) for error in invalid.errors])
    reading.once(request, "preview", str(view.row.pk), key)  # it shows the party's numbers in full
    page = answers.page(made.pages, answers.asked_page(request))
    if "signatures" in type(sheet.form.input).model_fields:
        page["X-Shown"] = shown_digest(sheet.form.input, len(made.pages))
    return page


@needs(ACTING)
@require_POST
def beside(request: HouseRequest, matter_id: UUID, key: str) -> HttpResponse:
    """What stands beside the form of a step, drawn for what is typed so far. Nothing is written."""
    view = _view(request, matter_id)
    declared = view.procedure.steps.get(key)
    if declared is None:
        raise Http404
    return HttpResponse(StepSheet(view, declared, request.POST).beside)


@needs(STREET)
@require_POST
def present(request: HouseRequest, matter_id: UUID) -> HttpResponse:
    """The signed-in officer confirms that he is present; with `officer` and `pin`, the second one on this device."""
    view = _view(request, matter_id)
    page = HttpResponseRedirect(reverse("matter", args=[view.row.pk]))
    if not request.user.officer_id:
        raise Http404
    named = request.POST.get("officer", "")
    try:
        if named:
            made = presence.confirm_by_pin(
                view.row.pk, _officer(request, named), request.POST.get("pin", ""), on_device_of=request.user
            )
        else:
            made = presence.confirm_own(view.row.pk, request.user)
    except Problem as wrong:
        toast(request, joined(wrong.message, wrong.remedy))
        return page
    toast(request, say("Presence is confirmed until {time}.", time=clock_time(made.valid_until)))
    return page


def _officer(request: HouseRequest, named: str) -> Officer:
    """An officer who may stand beside this one; else 404."""
    beside = {str(one.id) for one in partners_of(request.user.officer_id or 0, clock.today())}
    if named not in beside:
        raise Http404
    return Officer.objects.get(pk=int(named))


@needs(STAFF)
@require_safe
def record(request: HouseRequest, matter_id: UUID) -> HttpResponse:
    """Every entry of the matter, newest first."""
    view = _view(request, matter_id)
    entries = shown(view, reader.recent([view.row.pk], ENTRIES))
    chosen = {name: request.GET.get(name, "") for name in ("kind", "who", "only")}
    chips = _chips(entries, chosen)
    entries = [one for one in entries if _wanted(one, chosen)]
    cut = view.row.head_seq > ENTRIES
    return render(request, "web/record.html", {"view": view, "entries": entries, "cut": cut, "chips": chips})


def _wanted(one: Shown, chosen: dict[str, str]) -> bool:
    if chosen["kind"] in ENTRY_KINDS and one.kind != chosen["kind"]:
        return False
    if chosen["who"] and chosen["who"] not in one.people:
        return False
    return {"papers": one.papers, "marks": bool(one.marks or one.late)}.get(chosen["only"], True)


def _chips(entries: list[Shown], chosen: dict[str, str]) -> list[dict[str, Any]]:
    """Ways to narrow the record: kind of act, person, with papers or marks only; each is an address."""
    kinds = [(key, title) for key, title in ENTRY_KINDS.items() if any(one.kind == key for one in entries)]
    people = sorted({name for one in entries for name in one.people if name != "system"})
    offered = {"kind": kinds, "who": [(name, name) for name in people],
               "only": [("papers", N_("With documents")), ("marks", N_("With marks"))]}  # fmt: skip
    found = []
    for name, choices in offered.items():
        for value, title in choices:
            on = chosen[name] == value
            set_to = {key: one for key, one in {**chosen, name: "" if on else value}.items() if one}
            found.append({"title": title, "on": on, "url": f"?{urlencode(set_to)}"})
    return found


def _view(request: HouseRequest, matter_id: UUID) -> MatterView:
    """The matter, if this user may see it; else 404."""
    rows = scope.visible_to(request.user).select_related("handler")
    row: Matter | None = rows.filter(pk=matter_id).first()
    if row is None:
        raise Http404
    request.nav = "matters"
    return MatterView(row, Viewer(request.user, request.roles))


def _page(
    request: HouseRequest,
    view: MatterView,
    sheet: StepSheet | None = None,
    blocked: tuple[Step, list[dict[str, Any]]] | None = None,
    status: int = 200,
) -> HttpResponse:
    kept = {one.step: one for one in Draft.objects.filter(user=request.user, matter=view.row.pk)[:20]}
    cards = [_card(view, one, found, kept, sheet) for one, found in view.next]
    context = {
        "view": view, "row": view.row, "facts": _facts(view), "stops": _stops(view), "sheet": sheet,
        "blocked": blocked, "steps": _first(card for card in cards if not card.step.side and not card.current),
        "also": [card for card in cards if card.step.side], "others": _others(view), "due": due_word(view.row),
        "since": [{**one, "title": view.step_title(one["step"])} for one in sheet.since] if sheet else [],
        "panels": {place: _panels(request, view, place) for place in ("main", "aside")},
    }  # fmt: skip
    return render(request, "web/matter.html", context, status=status)


def _card(view: MatterView, one: Step, found: Any, kept: dict[str, Draft], sheet: StepSheet | None) -> Card:
    url = reverse("matter_step", args=[view.row.pk, one.key])
    return Card(one, url, notes(view, found), kept.get(one.key), bool(sheet and sheet.step.key == one.key))


def _first(cards: Any) -> list[Card]:
    """The first step that may be taken carries the one filled button."""
    found, given = [], False
    for card in cards:
        first = not given and not card.refused
        given = given or first
        found.append(Card(card.step, card.url, card.refused, card.draft, card.current, first))
    return found


def _others(view: MatterView) -> list[dict[str, Any]]:
    """Steps on the main road that fall to somebody else."""
    names = dict(ROLE_CHOICES)
    return [
        {"title": one.title, "who": "、".join(str(names[role]) for role in sorted(one.by) if role in names)}
        for one in view.others
    ]


def _panels(request: HouseRequest, view: MatterView, place: str) -> list[str]:
    drawn = []
    for declared in sorted((one for one in panels if one.place == place), key=lambda one: one.order):
        if declared.kinds and view.row.procedure not in declared.kinds:
            continue
        context = declared.context(view, view.viewer)
        if context is not None:
            drawn.append(render_to_string(declared.template, {**context, "panel": declared, "view": view}, request))
    return drawn


def _facts(view: MatterView) -> list[dict[str, Any]]:
    row, state = view.row, view.state
    more = [party.name for party in state.parties[1:] if party.name]
    rail = [key for key, stage in view.procedure.stages.items() if stage.rail]
    place = rail.index(row.stage) + 1 if row.stage in rail else 0
    running = nearest(state)
    at_work = [one.name for one in state.people if one.until is None]
    return [
        {"title": _("Party"), "value": row.party_label or "—",
         "sub": _("and {names}").format(names="、".join(more)) if more else ""},
        {"title": _("Place"), "value": row.place or "—",
         "sub": _("seen on {day}").format(day=day_short(state.act_from, view.today)) if state.act_from else ""},
        {"title": _("Stage"), "value": translate(view.stage_title),
         "sub": _("step {n} of {all}").format(n=place, all=len(rail)) if place else ""},
        {"title": _("Next deadline"), "value": translate(timers[running.timer].title) if running else _("none runs"),
         "sub": _due(view, running) if running else ""},
        {"title": _("Officers"), "value": "、".join(at_work) or "—", "sub": unit_name(row.unit_id, view.today)},
    ]  # fmt: skip


def _due(view: MatterView, running: Any) -> str:
    term = terms.deadline(running, view.today)
    day = day_short(term.day, view.today)
    if term.left is not None and term.left < 0:
        return _("{day}, overdue by {n} {unit}").format(day=day, n=-term.left, unit=term.unit)
    return _("{day}, {n} {unit} left").format(day=day, n=term.left, unit=term.unit)


def _stops(view: MatterView) -> list[Stop]:
    """The rail: stages passed with their day, the one we are at, those ahead with their latest day."""
    stages, state = view.procedure.stages, view.state
    days = dict(state.passed)
    rail = [key for key, stage in stages.items() if stage.rail]
    reached = max((rail.index(key) for key in days if key in rail), default=-1)
    here = state.stage
    at = rail.index(here) if here in rail else reached + 1
    ahead = [] if stages[here].final or here == "revoked" else rail[at + (here in rail) :]
    stops = [Stop(stages[key].title, "past", days.get(key)) for key in rail[:at]]
    if here in rail or not stages[here].rail:
        stops.append(Stop(stages[here].title, "now", days.get(here) if stages[here].final else None))
    latest = _latest(view)
    return [*stops, *(Stop(stages[key].title, "next", note=latest.get(key, "")) for key in ahead)]


def _latest(view: MatterView) -> dict[str, str]:
    """Stage → the last day on which it should be reached, where a running period says so."""
    found = {}
    for running in view.state.running():
        for one in view.procedure.next_steps(view.row.stage):
            if one.target and running.timer in one.stops:
                found[one.target] = _("at the latest {day}").format(day=day_short(running.shown, view.today))
    return found


def recorded(request: HouseRequest, taken: Step, done: Done) -> HttpResponse:
    """To the page of the matter, where it is said that the step was taken; who may no longer see it goes to his own."""
    seen = scope.visible_to(request.user).filter(pk=done.matter).exists()
    page = reverse("matter", args=[done.matter]) if seen else reverse("today")
    if done.repeated:
        toast(request, say("“{step}” was recorded already; nothing was done twice.", step=say(taken.title)))
        return HttpResponseRedirect(page)
    digest = bytes(Matter.objects.values_list("head_hash", flat=True).get(pk=done.matter)).hex()
    made = done.outcome.get("papers") or []
    way = {"url": reverse("document", args=[made[0]["document"]]), "link": made[0]["title"]} if made else {}
    toast(
        request, say("“{step}” is recorded.", step=say(taken.title)), note=f"{digest[:4]}…{digest[-4:]}", **way
    )  # fmt: skip
    return HttpResponseRedirect(page)
