"""Copies of papers, set from the record when they are asked for: the roll, the sheet with its signature, the form of an act."""

from __future__ import annotations

from uuid import UUID

from django.http import Http404, HttpResponse
from django.views.decorators.http import require_safe

from jinwu.kit.permission import STAFF, needs
from jinwu.matters import scope
from jinwu.matters.copies import NoCopy, print_copy
from jinwu.record import attempts

from .. import answers
from ..request import HouseRequest


@needs(STAFF)
@require_safe
def copy(request: HouseRequest, matter_id: UUID, key: str, seq: int = 0) -> HttpResponse:
    """The copy as PDF, shown in the browser; the opening is recorded."""
    row = scope.visible_to(request.user).filter(pk=matter_id).first()
    if row is None:
        raise Http404
    try:
        made = print_copy(row, key, seq)
    except NoCopy:
        raise Http404 from None
    attempts.read(user_id=request.user.pk, what="copy", subject=str(matter_id), reason=key)
    return answers.pdf(made.pdf, f"{key}.pdf")
