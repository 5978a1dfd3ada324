"""The list of matters, from its declaration."""

from __future__ import annotations

from dataclasses import dataclass
from urllib.parse import urlencode

from django.http import HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from jinwu.kit.permission import STAFF, needs
from jinwu.kit.register import registers
from jinwu.ui.lists import ListPage, list_page

from ..request import HouseRequest
from ..ways import ways_in


@dataclass(frozen=True)
class Tab:
    """A view of the list under its own address."""

    title: str
    url: str
    current: bool
    count: None = None


@needs(STAFF)
@require_safe
def matters(request: HouseRequest) -> HttpResponse:
    """Filters, search by any two characters, pages by key."""
    register = registers["matters"]
    page = list_page(register, request.user, request.GET, request.path)
    context = {"page": page, "register": register, "tabs": _tabs(request, page), **ways_in(request)}
    return render(request, "web/matters.html", context)


def _tabs(request: HouseRequest, page: ListPage) -> list[Tab]:
    views = [
        (_("All under way"), {"status": "open"}),
        (_("Overdue"), {"due": "overdue"}),
        (_("Due within seven days"), {"due": "week"}),
        (_("All"), {}),
    ]
    if request.user.officer_id:
        views.insert(0, (_("Mine under way"), {"handler": "me", "status": "open"}))
    query = page.query
    return [Tab(title, f"{request.path}?{urlencode(q)}" if q else request.path, query == q) for title, q in views]
