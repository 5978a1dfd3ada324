"""Between the pages: the matter if it stands, the sheet of its step, and where a sending leads."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from django.http import Http404, HttpResponse, HttpResponseRedirect, QueryDict
from django.urls import reverse

from jinwu.cases.summary import foresight
from jinwu.law.messages import say
from jinwu.law.summary import CollectionGround
from jinwu.matters import drafts, scope
from jinwu.matters.door import procedures
from jinwu.matters.errors import NoMatter
from jinwu.matters.models import Draft, Matter
from jinwu.matters.viewing import MatterView, Viewer
from jinwu.service.state import Method
from jinwu.ui.toasts import toast

from ..request import HouseRequest
from ..stepping import draft_id
from . import shown
from .acting import OpeningSheet, StreetSheet
from .beginning import PROCEDURE, Beginning


def standing(request: HouseRequest, matter_id: UUID) -> MatterView | None:
    """The matter, if it stands and this user may see it; 404 for somebody else's, None where there is none yet."""
    request.nav = "street"
    row = Matter.objects.filter(pk=matter_id).first()
    if row is None:
        return None
    if row.procedure != PROCEDURE or not scope.visible_to(request.user).filter(pk=matter_id).exists():
        raise Http404
    return MatterView(row, viewer(request))


def viewer(request: HouseRequest) -> Viewer:
    return Viewer(request.user, request.roles)


def beginning(request: HouseRequest, matter_id: UUID) -> Beginning:
    request.nav = "street"
    return Beginning(request.user, matter_id)


def page_of(view: MatterView) -> str:
    """The page on which a matter goes on."""
    return shown.page_of(view.row, view.state)  # type: ignore[arg-type]


def to(page: str, matter_id: UUID) -> HttpResponse:
    return HttpResponseRedirect(reverse(f"street_{page}", args=[matter_id]))


def sheet_of(view: MatterView, step: str, data: QueryDict | None = None) -> StreetSheet:
    """The form of a step: over what was sent, or over the draft, or as the street begins it."""
    user, declared = view.viewer.user, procedures[PROCEDURE].steps[step]
    kept = None if data is not None else drafts.find(user, draft_id(user.pk, view.row.pk, step))
    made = StreetSheet(view, declared, data, kept)
    if data is None:
        begin = {name: value for name, value in _begin(view, made).items() if value}
        made.form.initial = begin | {
            name: value for name, value in made.form.initial.items() if value not in (None, "")
        }
    if step == "serve":
        sign_anew(view, made)
    return made


def sign_anew(view: MatterView, sheet: StreetSheet, *, again: bool = False) -> None:
    """The form says which bytes are shown. A signature set under others is not offered again: in a draft, or (`again`) where
    what was sent is drawn once more."""
    paper = shown.issued(view.state)  # type: ignore[arg-type]
    now, form = paper.sha256 if paper else "", sheet.form
    if form.data is None:
        if form.initial.get("shown") not in (None, "", now):
            form.initial.pop("signature", None)
        form.initial["shown"] = now
    elif again and form.data.get("shown", "") != now:
        form.data = {**_first(form.data), "signature": "", "shown": now}


def _first(sent: Any) -> dict[str, Any]:
    """The fields of the page as sent; none of them has several values."""
    return sent.dict() if isinstance(sent, QueryDict) else dict(sent)


def _begin(view: MatterView, sheet: StreetSheet) -> dict[str, Any]:
    """What the phone offers before anything is typed."""
    made = view.state.decision  # type: ignore[attr-defined]
    if sheet.step.key == "decide":
        return {"ground": foresight.ground(sheet.form.initial.get("amount"), view.today)}
    if sheet.step.key == "serve":
        return {"method": Method.SIGNED.value, "recorder": view.state.details.get("recorder", "")}  # type: ignore[attr-defined]
    if sheet.step.key == "collect" and made:
        ground = made.ground_of_collection
        return {"amount": made.fine, "ground": ground, "requested": ground == CollectionGround.REMOTE_REQUEST}
    return {}


def keep(begun: Beginning, page: str, sent: QueryDict) -> Draft | None:
    """Keep a page of a case that is not opened; None for far too much, 404 for somebody else's."""
    try:
        return begun.keep(page, sent)
    except PermissionError:
        raise Http404 from None
    except ValueError:
        return None


def keep_sheet(sheet: StreetSheet) -> Draft | None:
    """Keep what was typed of a step; None for far too much."""
    try:
        return sheet.keep()
    except ValueError:
        return None


def keep_notice(sheet: OpeningSheet) -> None:
    """What the party is told is kept before the matter is opened: nothing is lost between the two acts."""
    user = sheet.view.viewer.user
    data = {"form": sheet.notice.raw, "at": "", "partner": str(sheet.partner or "")}
    drafts.save(user, draft_id(user.pk, sheet.matter, "notify"), procedure=PROCEDURE, step="notify", data=data,
                matter=sheet.matter, title=str((sheet.data or {}).get("party.name", "")))  # fmt: skip


def forget_notice(sheet: OpeningSheet) -> None:
    user = sheet.view.viewer.user
    drafts.discard(user, draft_id(user.pk, sheet.matter, "notify"))


def performed(sheet: OpeningSheet | StreetSheet, seen: int | None = None) -> Any:
    """What the door did, or None where the sheet says why not."""
    try:
        return sheet.take(seen) if isinstance(sheet, StreetSheet) else sheet.send()
    except NoMatter:
        raise Http404 from None


def taken(request: HouseRequest, sheet: StreetSheet) -> HttpResponse | None:
    """On to the next page where the step was taken, now or by an equal sending; None where the sheet says why not."""
    if performed(sheet) is None:
        return gone_on(request, sheet)
    view = standing(request, sheet.view.row.pk)
    return to(page_of(view), view.row.pk) if view else None


def gone_on(request: HouseRequest, sheet: OpeningSheet | StreetSheet) -> HttpResponse | None:
    """Another page of this officer was faster with other contents: go where the matter stands now, and say so."""
    if not sheet.key_reused:
        return None
    toast(request, say("This was recorded already from another page; here is how the matter stands."))
    return HttpResponseRedirect(reverse("street_go", args=[sheet.view.row.pk]))
