"""A volume of the bound file, set when it is asked for; each opening is recorded."""

from __future__ import annotations

from uuid import UUID

from django.http import Http404, HttpResponse
from django.views.decorators.http import require_safe

from jinwu.casefile.binding import NothingToBind, bind
from jinwu.casefile.order import VOLUMES
from jinwu.casefile.queries import INTERNAL_VOLUME, record, seen_whole, together, volumes_for
from jinwu.kit.permission import STAFF, Denied, needs
from jinwu.matters import scope
from jinwu.record import attempts
from jinwu.ui.translate import joined

from .. import answers
from ..request import HouseRequest


@needs(STAFF)
@require_safe
def casefile(request: HouseRequest, matter_id: UUID, volume: str) -> HttpResponse:
    """One part of a volume as PDF. Whoever may not see every case of it sees none; the internal one has its own permission."""
    row = scope.visible_to(request.user).filter(pk=matter_id).first()
    if row is None or volume not in VOLUMES:
        raise Http404
    if volume not in volumes_for(request.user):
        raise Denied(INTERNAL_VOLUME)
    cases = together(row)
    if not seen_whole(request.user, cases):
        raise Http404
    try:
        parts = bind(cases, volume)
    except NothingToBind as nothing:
        return HttpResponse(
            joined(nothing.message, nothing.remedy), status=404, content_type="text/plain; charset=utf-8"
        )
    wanted = request.GET.get("part", "1")
    made = next((one for one in parts if str(one.part) == wanted), None)
    if made is None:
        raise Http404
    attempts.read(user_id=request.user.pk, what=f"casefile.{volume}", subject=str(matter_id), reason=made.merged.sha256)
    record(row, made, str(request.user))
    return answers.pdf(made.pdf, f"casefile-{made.number or 'draft'}-{volume}-{made.part}.pdf")
