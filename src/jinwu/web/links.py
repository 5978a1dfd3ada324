"""Addresses that a request may send us to."""

from __future__ import annotations

from django.utils.http import url_has_allowed_host_and_scheme

from .request import HouseRequest


def safe_next(request: HouseRequest, target: str | None, otherwise: str = "/") -> str:
    """`target` if it is a page of this site, else `otherwise`: nobody is sent to a stranger's site by a link."""
    if target and url_has_allowed_host_and_scheme(target, {request.get_host()}, require_https=request.is_secure()):
        return target
    return otherwise
