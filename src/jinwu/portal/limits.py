"""Guessing is limited by address, over the database: every worker counts in the same place."""

from __future__ import annotations

from django.conf import settings
from django.db import connection
from django.http import HttpRequest
from django.utils.crypto import salted_hmac

from jinwu.kit import clock
from jinwu.kit.whence import address, network

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


def _asker(request: HttpRequest) -> str:
    return salted_hmac("jinwu.portal", network(address(request)), algorithm="sha256").hexdigest()


def _window() -> int:
    return int(clock.now().timestamp()) // settings.CHECK_WINDOW
