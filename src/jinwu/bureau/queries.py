"""What other rooms ask about people and units. Every question says on which day."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.db import connection
from django.db.models import Q

from jinwu.kit import clock
from jinwu.law.messages import Message, say
from jinwu.law.roles import Role

from .models import (
    CertificateStatus,
    Entrustment,
    EquipmentIssue,
    EquipmentKind,
    Officer,
    OfficerKind,
    ReviewerQualification,
    UnitKind,
    User,
)
from .tree import DayTree, UnitOnDay, tree

#: Roles that a deputy exercises. A certificate (APL 42), a reviewer's qualification (APL 58), oversight and the
#: system's own administration are personal and are never passed on.
DEPUTISABLE = frozenset(
    {
        Role.UNIT_HEAD,
        Role.AUTHORITY_HEAD,
        Role.FISCAL_CLERK,
        Role.ARCHIVIST,
        Role.DISCLOSURE_CLERK,
        Role.STATISTICIAN,
    }
)


@dataclass(frozen=True)
class OfficerOnDay:
    """An officer as of a day. `why_not` says why he does not count as certified then; None when he does."""

    id: int
    name: str
    certificate_no: str
    certified: bool
    why_not: Message | None
    unit_id: int | None
    pin_set: bool
    expires_on: date | None = None
    title: str = ""
    kind: str = OfficerKind.OFFICER.value


@dataclass(frozen=True)
class Held:
    """A role held in a unit on a day; `principal` is the user for whom it is held as deputy."""

    role: Role
    unit: int
    principal: int | None = None


@dataclass(frozen=True)
class Roles:
    """Everything an account may be on a day: roles, the units they reach, and whether one is held at a bureau."""

    held: tuple[Held, ...]
    units: tuple[int, ...]
    wide: bool

    @property
    def roles(self) -> frozenset[Role]:
        return frozenset(each.role for each in self.held)


def held_on(user: User, day: date) -> Roles:
    """Roles of `user` on `day`, deputising included, in one query; remembered on the user's own object.

    An account object lives as long as a request; a change of roles within this process is seen at once.
    """
    kept: dict[Any, Roles] = user.__dict__.setdefault("_roles_on", {})
    key = (day, _generation)
    if key not in kept:
        kept[key] = _held(user, day)
    return kept[key]


def roles_on(user: User, day: date) -> frozenset[Role]:
    """The roles `user` may act in on `day`."""
    return held_on(user, day).roles


def units_of(user: User, day: date) -> list[int]:
    """Ids of the units his roles reach: each unit he holds a role in, with everything beneath it."""
    return list(held_on(user, day).units)


def organs_of(user: User, day: date) -> list[int]:
    """Ids of the organs in whose books he works: those above the units he holds a role in."""
    today = tree().at(day)
    found = dict.fromkeys(today.organ_of(each.unit) for each in held_on(user, day).held)
    return [each for each in found if each is not None]


def is_bureau_wide(user: User, day: date) -> bool:
    """Whether he holds a role at a bureau itself rather than in one of its units."""
    return held_on(user, day).wide


def officer_of(user: User) -> Officer | None:
    """The officer this account belongs to."""
    return user.officer if user.officer_id else None


def officer_on(officer_id: int, day: date) -> OfficerOnDay | None:
    """One officer as of `day`; None when there is no such officer."""
    return officers_on([officer_id], day).get(officer_id)


def recorder_of(officer_id: int, day: date) -> str:
    """Serial number of the body recorder that the officer carries that day; empty where he carries none."""
    issues = EquipmentIssue.objects.filter(
        Q(valid_to=None) | Q(valid_to__gte=day), officer_id=officer_id, valid_from__lte=day,
        equipment__kind=EquipmentKind.RECORDER,
    )  # fmt: skip
    return issues.order_by("-valid_from", "-id").values_list("equipment__serial", flat=True).first() or ""


def officers_on(ids: Iterable[int], day: date) -> dict[int, OfficerOnDay]:
    """Officers as of `day`, by id, in one query: posting and certificate as they stood on that day."""
    return {each.id: each for each in _officers("o.id = ANY(%(ids)s)", day, ids=list(ids))}


def officers_in(units: Iterable[int], day: date) -> list[OfficerOnDay]:
    """Everybody posted to one of `units` on `day`, by name, in one query."""
    return _officers("p.unit_id = ANY(%(units)s)", day, units=list(units))


def partners_of(officer: Officer | OfficerOnDay | int, day: date) -> list[OfficerOnDay]:
    """Certified officers who may act beside `officer` on `day`: his own unit first, then the rest of his team."""
    officer_id = officer if isinstance(officer, int) else officer.id
    himself = officer_on(officer_id, day)
    if himself is None or himself.unit_id is None:
        return []
    found = officers_in(_team_of(tree().at(day), himself.unit_id), day)
    others = [each for each in found if each.certified and each.id != officer_id]
    return sorted(others, key=lambda each: (each.unit_id != himself.unit_id, each.name, each.id))


def subtree(unit_id: int, day: date) -> list[int]:
    """Ids of the unit and of everything beneath it on `day`."""
    return tree().at(day).subtree(unit_id)


def bureau_of(unit_id: int, day: date | None = None) -> int:
    """Id of the organ in whose books a unit works: the nearest unit upward with a name of its own.

    Raises `LookupError` for an unknown unit.
    """
    found = tree().at(day or clock.today()).organ_of(unit_id)
    if found is None:
        raise LookupError(f"no unit {unit_id}")
    return found


def unit_name(unit_id: int | None, on: date | None = None) -> str:
    """A unit's name on a day (today when not given); empty for none."""
    return tree().name(unit_id, on)


def unit_codes(unit_id: int, day: date) -> list[str]:
    """Codes of a unit and of what is above it on `day`, nearest first."""
    return [unit.code for unit in tree().at(day).path(unit_id)]


def unit_name_of(code: str, on: date | None = None) -> str:
    """The name of the unit with that code; the code itself where there is none."""
    return next((one.name for one in tree().at(on or clock.today()).units.values() if one.code == code), code)


def unit_on(unit_id: int, day: date) -> UnitOnDay | None:
    """A unit as it stood on `day`: name, parent, standing, posts, address."""
    return tree().at(day).units.get(unit_id)


def unit_by_code(code: str) -> int | None:
    """Id of the unit with this code."""
    return next((unit.id for unit in tree().at(date.max).units.values() if unit.code == code), None)


def entrustment_over(unit_id: int, day: date) -> Entrustment | None:
    """The published entrustment in force on `day` (APL 20), with its lines, that the unit or an organisation above it
    holds; None without one."""
    organisations = [unit.id for unit in tree().at(day).path(unit_id)]
    return (
        Entrustment.objects.filter(organisation__in=organisations, published_on__lte=day, valid_from__lte=day)
        .filter(Q(valid_to=None) | Q(valid_to__gte=day))
        .select_related("organ")
        .prefetch_related("lines")
        .order_by("-valid_from", "-id")
        .first()
    )


def forget_roles(**_signal: Any) -> None:
    """This process wrote a role: what user objects remember no longer counts."""
    global _generation
    _generation += 1


_generation = 0


def _held(user: User, day: date) -> Roles:
    if not user.is_active:
        return Roles((), (), False)
    passed_on = [role.value for role in DEPUTISABLE]
    with connection.cursor() as cursor:
        cursor.execute(_HOLDINGS, {"user": user.pk, "day": day, "passed_on": passed_on})
        rows = cursor.fetchall()
    held = tuple(Held(Role(role), unit, None if owner == user.pk else owner) for role, unit, owner in rows)
    if not held:
        return Roles((), (), False)
    today = tree().at(day)
    units = dict.fromkeys(each for one in held for each in today.subtree(one.unit))
    return Roles(held, tuple(units), any(_is_bureau(today, one.unit) for one in held))


_HOLDINGS = """
SELECT role, unit_id, user_id FROM bureau_roleholding
WHERE user_id = %(user)s AND valid_from <= %(day)s AND (valid_to IS NULL OR valid_to >= %(day)s)
UNION
SELECT h.role, h.unit_id, h.user_id
FROM bureau_deputy d
JOIN bureau_user p ON p.id = d.principal_id AND p.is_active
JOIN bureau_roleholding h ON h.user_id = d.principal_id
WHERE d.deputy_id = %(user)s AND d.valid_from <= %(day)s AND d.valid_to >= %(day)s
  AND h.valid_from <= %(day)s AND (h.valid_to IS NULL OR h.valid_to >= %(day)s) AND h.role = ANY(%(passed_on)s)
"""


def _is_bureau(today: DayTree, unit_id: int) -> bool:
    unit = today.units.get(unit_id)
    return unit is not None and (unit.kind == UnitKind.BUREAU or unit.is_organ)


def _team_of(today: DayTree, unit_id: int) -> list[int]:
    """The whole of the team, section or township a unit belongs to; the bureau's own staff may join anyone in it."""
    below = [unit for unit in today.path(unit_id) if unit.kind != UnitKind.BUREAU]
    return today.subtree(below[-1].id if below else unit_id)


_OFFICERS = """
SELECT o.id, o.name, o.kind, o.pin_digest <> '', p.id, p.unit_id, p.title, c.number, c.status, c.expires_on
FROM bureau_officer o
LEFT JOIN LATERAL (
    SELECT id, unit_id, title FROM bureau_posting
    WHERE officer_id = o.id AND valid_from <= %(day)s ORDER BY valid_from DESC, id DESC LIMIT 1
) p ON true
LEFT JOIN LATERAL (
    SELECT held.number, last.status, last.expires_on
    FROM bureau_certificate held
    JOIN LATERAL (
        SELECT status, expires_on FROM bureau_certificatechange
        WHERE certificate_id = held.id AND "on" <= %(day)s ORDER BY "on" DESC, id DESC LIMIT 1
    ) last ON true
    WHERE held.officer_id = o.id
    ORDER BY last.status = 'valid' AND last.expires_on >= %(day)s DESC, held.issued_on DESC, held.id DESC
    LIMIT 1
) c ON true
WHERE {where}
ORDER BY o.name, o.id
"""


def _officers(where: str, day: date, **params: Any) -> list[OfficerOnDay]:
    with connection.cursor() as cursor:
        cursor.execute(_OFFICERS.format(where=where), {"day": day, **params})
        return [_officer(day, *row) for row in cursor.fetchall()]


def _officer(day, pk, name, kind, pin_set, posting, unit, title, number, status, expires_on) -> OfficerOnDay:
    left = posting is not None and unit is None
    why_not = _why_not(day, name, kind, left, number, status, expires_on)
    return OfficerOnDay(
        id=pk,
        name=name,
        certificate_no=number or "",
        certified=why_not is None,
        why_not=why_not,
        unit_id=unit,
        pin_set=pin_set,
        expires_on=expires_on,
        title=title or "",
        kind=kind,
    )


def _why_not(day, name, kind, left, number, status, expires_on) -> Message | None:
    if kind != OfficerKind.OFFICER:
        return say("{name} is auxiliary staff and never counts as an officer", name=name)
    if left:
        return say("{name} had left the service on {day}", name=name, day=day)
    if number is None:
        return say("{name} held no enforcement certificate on {day}", name=name, day=day)
    if status == CertificateStatus.SUSPENDED:
        return say("{name}'s certificate {number} was suspended on {day}", name=name, number=number, day=day)
    if status == CertificateStatus.CANCELLED:
        return say("{name}'s certificate {number} had been cancelled on {day}", name=name, number=number, day=day)
    if expires_on < day:
        return say("{name}'s certificate {number} expired on {expired}", name=name, number=number, expired=expires_on)
    return None


def qualification_of(user: User | None) -> ReviewerQualification | None:
    """What is known of a person as a legal reviewer; None: nothing was entered."""
    return ReviewerQualification.objects.filter(user=user).order_by("-pk").first() if user else None
