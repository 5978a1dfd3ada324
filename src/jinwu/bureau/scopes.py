"""Which part of the books of people a user sees: his own bureau's, whole. None as user means the system itself."""

from __future__ import annotations

from django.db.models import Exists, Max, OuterRef, Q, QuerySet

from jinwu.kit import clock

from .models import (
    Certificate,
    Deputy,
    Entrustment,
    Equipment,
    Officer,
    Posting,
    ReviewerQualification,
    RoleHolding,
    Unit,
    User,
)
from .queries import organs_of
from .tree import tree


def own_units(user: User | None) -> list[int]:
    """Ids of all units of the organs he works for."""
    today = tree().at(clock.today())
    if user is None:
        return today.walk()
    return list(dict.fromkeys(each for top in organs_of(user, clock.today()) for each in today.subtree(top)))


def units_seen(user: User | None) -> QuerySet[Unit]:
    """Units, in tree order."""
    return Unit.objects.filter(pk__in=own_units(user))


def officers_of(user: User | None) -> QuerySet[Officer]:
    """Officers who are or ever were posted in his bureau."""
    if user is None:
        return Officer.objects.all()
    return Officer.objects.filter(Exists(Posting.objects.filter(officer=OuterRef("pk"), unit__in=own_units(user))))


def certificates_of(user: User | None) -> QuerySet[Certificate]:
    """Certificates of those officers."""
    found = Certificate.objects.select_related("officer")
    return found if user is None else found.filter(officer__in=officers_of(user))


def users_of(user: User | None) -> QuerySet[User]:
    """Accounts with a role in his bureau, of its officers, and those that hold no role anywhere yet."""
    found = User.objects.select_related("officer")
    if user is None:
        return found
    role = RoleHolding.objects.filter(user=OuterRef("pk"))
    return found.filter(
        Exists(role.filter(unit__in=own_units(user)))
        | Q(officer__in=officers_of(user))
        | (Q(officer=None) & ~Exists(role))
    )


def holdings_of(user: User | None) -> QuerySet[RoleHolding]:
    """Roles held in his bureau."""
    return RoleHolding.objects.select_related("user").filter(unit__in=own_units(user))


def deputies_of(user: User | None) -> QuerySet[Deputy]:
    """Deputies of the people of his bureau."""
    found = Deputy.objects.select_related("principal", "deputy")
    return found if user is None else found.filter(principal__in=users_of(user))


def qualifications_of(user: User | None) -> QuerySet[ReviewerQualification]:
    """What is known now of each reviewer of his bureau."""
    latest = ReviewerQualification.objects.values("user").annotate(last=Max("pk")).values("last")
    found = ReviewerQualification.objects.filter(pk__in=latest).select_related("user")
    return found if user is None else found.filter(user__in=users_of(user))


def equipment_of(user: User | None) -> QuerySet[Equipment]:
    """Devices of his bureau."""
    return Equipment.objects.filter(unit__in=own_units(user))


def entrustments_of(user: User | None) -> QuerySet[Entrustment]:
    """Entrustments that his bureau gave or holds."""
    mine = own_units(user)
    return Entrustment.objects.filter(Q(organ__in=mine) | Q(organisation__in=mine)).prefetch_related("lines")
