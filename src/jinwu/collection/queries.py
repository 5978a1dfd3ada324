"""Reads over money that came in."""

from __future__ import annotations

from uuid import UUID

from django.db import connection
from django.db.models import QuerySet

from .models import MovementRow

INCOMING = ("bank", "court")


def payments(reference: str) -> QuerySet[MovementRow]:
    """What came in under a bank reference, in whatever matter."""
    return MovementRow.objects.filter(reference=reference, kind__in=INCOMING)


def reference_used(reference: str, matter: UUID) -> bool:
    """Whether a bank reference stands in another matter. Held until the transaction ends: two who enter it at the same
    time see each other."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_advisory_xact_lock(hashtextextended(%s, 0))", [f"bank reference {reference}"])
    return payments(reference).exclude(matter_id=matter).exists()
