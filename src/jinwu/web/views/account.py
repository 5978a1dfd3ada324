"""One's own account: roles, units, password, tokens of the API."""

from __future__ import annotations

from django.http import HttpResponse
from django.shortcuts import render

from jinwu.bureau.models.accounts import ROLE_CHOICES
from jinwu.kit.permission import SIGNED_IN, needs

from ..request import HouseRequest


@needs(SIGNED_IN)
def account(request: HouseRequest) -> HttpResponse:
    """Who I am here, and what I may do."""
    roles = [title for role, title in ROLE_CHOICES if role in request.roles]
    return render(request, "web/account.html", {"roles": roles})
