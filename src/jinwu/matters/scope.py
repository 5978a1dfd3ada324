"""The one scope: which matters a user may see. Page, list, search, count, export, API, figure and file start here."""

from __future__ import annotations

from typing import Any

from django.db.models import Q, QuerySet

from jinwu.bureau.models import User
from jinwu.bureau.queries import units_of
from jinwu.documents.models import Document
from jinwu.kit import clock
from jinwu.kit.grams import query_grams

from .models import Matter, MatterEvidence, MatterOfficer, MatterPaper, MatterSeal, Scan


def visible_to(user: User | None) -> QuerySet[Matter]:
    """Matters of the units in which the user holds a role, and those he is in charge of. None: the command line."""
    if user is None:
        return Matter.objects.all()
    units = list(units_of(user, clock.today()))
    mine = Q(unit_id__in=units)
    if user.officer_id and user.is_active:
        held = MatterOfficer.objects.filter(officer_id=user.officer_id, until=None).values("matter_id")
        mine |= Q(pk__in=held)
    return Matter.objects.filter(mine)


def matching(matters: QuerySet[Matter], words: str) -> QuerySet[Matter]:
    """Matters whose title, party, place or number has every two characters of `words`."""
    wanted = query_grams(words)
    return matters.filter(grams__contains=wanted) if wanted else matters


def may_open_file(user: User, sha256: str) -> bool:
    """Whether the bytes with that digest belong to a matter the user may see."""
    visible: Any = visible_to(user)
    if Document.objects.filter(sha256=sha256, matter__in=visible).exists():
        return True
    if Scan.objects.filter(sha256=sha256, unit__in=units_of(user, clock.today())).exists():
        return True
    if MatterSeal.objects.filter(file=sha256, matter__in=visible).exists():
        return True
    papers = MatterPaper.objects.filter(scan=sha256, matter__in=visible)
    return papers.exists() or MatterEvidence.objects.filter(sha256=sha256, matter__in=visible).exists()
