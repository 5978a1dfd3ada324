"""Guessing is limited by address, over the database: every worker counts in the same place."""

from __future__ import annotations

import ipaddress

from django.conf import settings
from django.db import connection
from django.http import HttpRequest
from django.utils.crypto import salted_hmac

from jinwu.kit import clock

from .models import Miss

_COUNT = """
INSERT INTO portal_miss (asker, "window", count) VALUES (%s, %s, 1)
ON CONFLICT (asker, "window") DO UPDATE SET count = portal_miss.count + 1
"""


def exhausted(request: HttpRequest) -> bool:
    """Whether this address has had its wrong codes of the window."""
    found = Miss.objects.filter(asker=_asker(request), window=_window()).values_list("count", flat=True).first()
    return (found or 0) >= settings.CHECK_MISSES


def missed(request: HttpRequest) -> None:
    """Count a wrong code; what was counted in earlier windows is forgotten."""
    with connection.cursor() as cursor:
        cursor.execute(_COUNT, [_asker(request), _window()])
    Miss.objects.filter(window__lt=_window()).delete()


def address(request: HttpRequest) -> str:
    """Where the request comes from: as the outermost of our own reverse proxies saw it."""
    direct = request.META.get("REMOTE_ADDR", "")
    passed = [part.strip() for part in request.META.get("HTTP_X_FORWARDED_FOR", "").split(",") if part.strip()]
    return passed[-settings.PROXIES] if 0 < settings.PROXIES <= len(passed) else direct


def _asker(request: HttpRequest) -> str:
    return salted_hmac("jinwu.portal", _network(address(request)), algorithm="sha256").hexdigest()


def _network(found: str) -> str:
    """One household of the newer protocol has as many addresses as it likes, within one network of 64 bits."""
    try:
        one = ipaddress.ip_address(found)
    except ValueError:
        return found
    return str(ipaddress.ip_network(f"{one}/64", strict=False)) if one.version == 6 else str(one)


def _window() -> int:
    return int(clock.now().timestamp()) // settings.CHECK_WINDOW
