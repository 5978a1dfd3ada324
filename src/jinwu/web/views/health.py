"""Whether this process serves: for a load balancer or a watchdog."""

from __future__ import annotations

from django.db import DatabaseError, connection
from django.http import JsonResponse
from django.views.decorators.cache import never_cache

from jinwu.kit.permission import PUBLIC, needs

from ..request import HouseRequest


@needs(PUBLIC)
@never_cache
def healthz(request: HouseRequest) -> JsonResponse:
    """200 while the database answers, 503 otherwise. Says nothing else to strangers."""
    try:
        with connection.cursor() as cursor:
            cursor.execute("SELECT 1")
    except DatabaseError:
        return JsonResponse({"status": "no database"}, status=503)
    return JsonResponse({"status": "ok"})
