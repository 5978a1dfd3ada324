"""Which cases share a volume, who may open it, and what was bound."""

from __future__ import annotations

from uuid import UUID

from jinwu.bureau.models import User
from jinwu.bureau.queries import roles_on
from jinwu.kit import clock
from jinwu.kit.permission import permission
from jinwu.law.messages import N_
from jinwu.law.roles import Role
from jinwu.matters.models import Matter, MatterPaper
from jinwu.matters.scope import visible_to

from .binding import Volume
from .models import Bound, Filed
from .order import INTERNAL, OPEN

#: The internal volume: whoever decides, reviews, supervises or keeps the archive; not the street, not the counter.
INTERNAL_VOLUME = permission(
    "internal_volume", N_("Internal volumes of files"),
    Role.UNIT_HEAD, Role.AUTHORITY_HEAD, Role.LEGAL_REVIEWER, Role.ARCHIVIST, Role.SUPERVISOR,
)  # fmt: skip


def volumes_for(user: User | None) -> tuple[str, ...]:
    """The volumes that this user may open of a matter he may see."""
    if user is None or INTERNAL_VOLUME.admits(roles_on(user, clock.today()), signed_in=True):
        return OPEN, INTERNAL
    return (OPEN,)


def together(matter: Matter) -> list[Matter]:
    """The cases that share the matter's volume, in their places; itself alone where it has none yet."""
    own = Filed.objects.filter(matter=matter).first()
    if own is None:
        return [matter]
    rows = Filed.objects.filter(organ=own.organ_id, year=own.year, serial=own.serial).select_related("matter")
    return [row.matter for row in rows.order_by("place", "id")]


def seen_whole(user: User | None, matters: list[Matter]) -> bool:
    """Whether the user may see every case of a volume."""
    ids = [one.pk for one in matters]
    return visible_to(user).filter(pk__in=ids).count() == len(ids)


def named(number: str) -> Matter | None:
    """The matter by its number (decision, filing), the archive number of its volume, or its id."""
    filed = Filed.objects.filter(number=number).select_related("matter").order_by("place").first()
    if filed:
        return filed.matter
    found = Matter.objects.filter(number=number).first()
    if found is None:
        paper = MatterPaper.objects.filter(number=number).select_related("matter").first()
        found = paper.matter if paper else None
    if found is None:
        try:
            found = Matter.objects.filter(pk=UUID(number)).first()
        except ValueError:
            return None
    return found


def parts_of(organ: int, number: str) -> dict[str, int]:
    """In how many parts each volume was last bound."""
    rows = Bound.objects.filter(organ=organ, number=number).order_by("bound_at", "id")
    return dict(rows.values_list("volume", "parts"))


def record(matter: Matter, bound: Volume, by: str) -> None:
    """Note that a volume was bound: its digest stands in the register of the archive. A draft is not noted."""
    if not bound.number:
        return
    Bound.objects.get_or_create(
        organ_id=matter.organ_id, number=bound.number, volume=bound.volume, part=bound.part, sha256=bound.merged.sha256,
        defaults={"parts": bound.parts, "pages": bound.body, "size": len(bound.pdf), "bound_at": clock.now(), "bound_by": by},
    )  # fmt: skip
