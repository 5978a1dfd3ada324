"""What an officer's last cases let the phone offer, so that little is typed: where he is, beside whom, with which recorder."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from jinwu.bureau.models import User
from jinwu.bureau.queries import recorder_of
from jinwu.catalog import queries as catalog
from jinwu.matters import scope

from .beginning import PROCEDURE

LOOKED_AT, PLACES, PHRASES = 12, 3, 4


@dataclass(frozen=True)
class Usual:
    """`places`: of his last cases, the newest first; `partner`: the second officer of the last one."""

    places: tuple[str, ...] = ()
    partner: int | None = None
    recorder: str = ""


def usual(user: User, at: datetime) -> Usual:
    """What to offer this officer; two queries."""
    if not user.officer_id:
        return Usual()
    rows = scope.visible_to(user).filter(procedure=PROCEDURE, handler_id=user.officer_id).order_by("-acted_at", "-id")
    last = list(rows.values_list("place", "state__people")[:LOOKED_AT])
    places = tuple(dict.fromkeys(place for place, _people in last if place))[:PLACES]
    people = [
        one["officer"] for _place, people in last[:1] for one in people or () if one["officer"] != user.officer_id
    ]
    return Usual(places, people[0] if people else None, recorder_of(user.officer_id, at.date()))


def phrases(code: str, at: datetime) -> tuple[str, ...]:
    """How the act of this violation is called in short: words to begin the facts with, for the officer to go on from."""
    try:
        row = catalog.violation(code, at.date()) if code else None
    except catalog.BasisNotLoaded:
        return ()
    return tuple(row.keywords[:PHRASES]) if row else ()
