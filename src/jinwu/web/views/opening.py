"""Opening a matter of any kind: what may be begun, and the form of its first step."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any
from uuid import UUID, uuid4

from django.http import Http404, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from jinwu.kit.permission import ACTING, Denied, Permission, needs
from jinwu.law.messages import say
from jinwu.law.vocabulary import Procedure, Step
from jinwu.matters import drafts, scope
from jinwu.matters.door import examine_openings, procedures
from jinwu.matters.models import Draft, Matter
from jinwu.matters.viewing import Viewer
from jinwu.ui.templatetags.ui import clock_time
from jinwu.ui.toasts import toast

from ..expired import kept_by
from ..request import HouseRequest
from ..stepping import NewMatter, StepSheet, notes
from ..ways import draft_url, on_the_street
from .matter import recorded

#: Drafts that stand beside what may be opened.
MOST_DRAFTS = 20


@dataclass(frozen=True)
class Beginning:
    """A step that opens a matter, as the page shows it."""

    procedure: Procedure
    step: Step
    url: str
    refused: list[dict[str, Any]]
    street: bool = False


@dataclass(frozen=True)
class Begun:
    """A draft of an opening."""

    title: str
    of: str
    at: Any
    url: str


@needs(ACTING)
@require_safe
def new(request: HouseRequest) -> HttpResponse:
    """What this user may open now, and what he began."""
    request.nav = "matters"
    found = [_beginning(step, refused) for step, refused in examine_openings(by=request.user)]
    begun = [_begun(one) for one in drafts.mine(request.user, MOST_DRAFTS) if one.matter is None and draft_url(one)]
    return render(request, "web/matter_new.html", {"beginnings": found, "begun": begun})


@needs(ACTING)
@require_safe
def begin(request: HouseRequest, procedure: str, step: str) -> HttpResponse:
    """To a form with an id of its own: draft and second officer's confirmation hang on it."""
    _declared(request, procedure, step)
    name = "street_party" if on_the_street(procedure, step) else "matter_open"
    return HttpResponseRedirect(reverse(name, args=[uuid4()] if name == "street_party" else [procedure, step, uuid4()]))


@needs(ACTING)
@require_http_methods(["GET", "POST"])
def form(request: HouseRequest, procedure: str, step: str, matter_id: UUID) -> HttpResponse:
    """The form; sending it opens the matter."""
    declared = _declared(request, procedure, step)
    if on_the_street(procedure, step):
        return HttpResponseRedirect(reverse("street_go", args=[matter_id]))
    stands = _stands(request, matter_id)
    if request.method == "POST":
        return _open(request, declared, matter_id)
    if stands:
        return HttpResponseRedirect(reverse("matter", args=[matter_id]))
    blocked = next(found for one, found in examine_openings(by=request.user) if one is declared)
    if blocked:
        return _page(request, declared, refused=notes(_new(request, declared, matter_id), blocked))
    kept = _draft(request, declared, matter_id)
    return _page(request, declared, StepSheet(_new(request, declared, matter_id), declared, draft=kept))


@needs(ACTING)
@require_POST
def draft(request: HouseRequest, procedure: str, step: str, matter_id: UUID) -> HttpResponse:
    """Keep what is typed, or with `discard` throw it away."""
    declared = _declared(request, procedure, step)
    if on_the_street(procedure, step):
        raise Http404
    _draft(request, declared, matter_id)
    if "discard" in request.POST:
        drafts.discard(request.user, matter_id)
        toast(request, say("The draft is thrown away; nothing of it was recorded."))
        return HttpResponseRedirect(reverse("matter_new"))
    if _stands(request, matter_id):  # opened from another page meanwhile: nothing is left to be kept
        return HttpResponse(status=204)
    try:
        kept = StepSheet(_new(request, declared, matter_id), declared, request.POST).keep()
    except PermissionError:
        raise Http404 from None
    except ValueError:
        return HttpResponse(_("Too long to be kept as a draft."), status=413, content_type="text/plain; charset=utf-8")
    said = _("{time} kept by itself").format(time=clock_time(kept.saved_at))
    return HttpResponse(said, content_type="text/plain; charset=utf-8")


for _form in (form, draft):
    kept_by(draft)(_form)


def _open(request: HouseRequest, declared: Step, matter_id: UUID) -> HttpResponse:
    sheet = StepSheet(_new(request, declared, matter_id), declared, request.POST)
    done = sheet.send()
    if done:
        return recorded(request, declared, done)
    before = None
    if sheet.key_reused and _stands(request, matter_id):  # the same form with other contents: another matter
        before, sheet.view = matter_id, _new(request, declared, uuid4())
    return _page(request, declared, sheet, status=sheet.status, before=before)


def _page(
    request: HouseRequest, declared: Step, sheet: StepSheet | None = None, refused: Any = (), status: int = 200,
    before: UUID | None = None,
) -> HttpResponse:  # fmt: skip
    context = {
        "step": declared, "procedure": procedures[declared.procedure], "sheet": sheet, "refused": refused, "since": [],
        "before": before,
    }  # fmt: skip
    return render(request, "web/matter_open.html", context, status=status)


def _declared(request: HouseRequest, procedure: str, key: str) -> Step:
    """The opening step of that name; 404 where there is none, 403 for those who do not hold its role."""
    request.nav = "matters"
    found = procedures.get(procedure)
    step = found.steps.get(key) if found else None
    if step is None or not step.opening:
        raise Http404
    if not step.by & request.roles:
        raise Denied(Permission(f"open:{procedure}:{key}", step.title, step.by))
    return step


def _stands(request: HouseRequest, matter_id: UUID) -> bool:
    """Whether the matter was opened already; 404 for one that this user may not see."""
    if not Matter.objects.filter(pk=matter_id).exists():
        return False
    if not scope.visible_to(request.user).filter(pk=matter_id).exists():
        raise Http404
    return True


def _draft(request: HouseRequest, declared: Step, matter_id: UUID) -> Draft | None:
    """What was kept under this id; 404 where it belongs to somebody else or to another step."""
    kept = Draft.objects.filter(pk=matter_id).first()
    if kept and (kept.user_id, kept.procedure, kept.step) != (request.user.pk, declared.procedure, declared.key):
        raise Http404
    return kept


def _new(request: HouseRequest, declared: Step, matter_id: UUID) -> NewMatter:
    return NewMatter(Matter(pk=matter_id, procedure=declared.procedure), Viewer(request.user, request.roles))


def _beginning(step: Step, refused: Any) -> Beginning:
    procedure = procedures[step.procedure]
    url = reverse("matter_begin", args=[procedure.key, step.key])
    said = [{"what": one.what, "remedy": one.remedy, "basis": one.basis} for one in refused]
    return Beginning(procedure, step, url, said, on_the_street(procedure.key, step.key))


def _begun(one: Draft) -> Begun:
    title = procedures[one.procedure].steps[one.step].title
    return Begun(title, one.title, one.saved_at, draft_url(one))
