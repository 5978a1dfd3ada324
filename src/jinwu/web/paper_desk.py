"""The desk of papers (文书): printing, seal, scans and forms stand side by side, each for those whom it admits."""

from __future__ import annotations

from dataclasses import dataclass

from django.urls import reverse

from jinwu.documents.models import WordingStatus
from jinwu.documents.permissions import APPROVE_FORMS, FORMS
from jinwu.documents.wordings.queries import wordings_of
from jinwu.kit.permission import ACTING, Permission, permission
from jinwu.law.messages import N_
from jinwu.matters.scanning import SCANS
from jinwu.matters.sealing import SEAL

from .request import HouseRequest

NAV = "papers"
_PLACES: tuple[tuple[str, str, Permission], ...] = (
    ("printing", N_("Printing"), ACTING),
    ("seals", N_("Seal"), SEAL),
    ("scans", N_("Scans"), SCANS),
    ("forms", N_("Paper forms"), FORMS),
)
PAPER_DESK = permission("paper_desk", N_("Papers"), *frozenset().union(*(each.roles for _key, _title, each in _PLACES)))


@dataclass(frozen=True)
class Place:
    """A tab of the desk."""

    title: str
    url: str
    current: bool
    count: int | None = None


def places(request: HouseRequest, current: str) -> list[Place]:
    """The places of the desk that admit this person."""
    return [
        Place(title, reverse(key), key == current, waiting(request) if key == "forms" else None)
        for key, title, needed in _PLACES
        if needed.admits(request.roles, signed_in=True)
    ]


def first(request: HouseRequest) -> str:
    """The first place that admits this person."""
    return places(request, "")[0].url


def waiting(request: HouseRequest) -> int | None:
    """The small figure beside Papers: wordings that wait for this person's approval."""
    if not APPROVE_FORMS.admits(request.roles, signed_in=True):
        return None
    proposed = wordings_of(request.user).filter(status=WordingStatus.PROPOSED)
    return proposed.exclude(drafted_by=request.user.pk).count() or None
