"""What the sign-in page of a demonstration tells: the day, and whom one may sign in as."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from django.conf import settings
from django.db.models import Q

from jinwu.bureau.models import RoleHolding
from jinwu.bureau.models.accounts import ROLE_CHOICES
from jinwu.kit import clock


@dataclass(frozen=True)
class Note:
    """`accounts` are (role, username, name), one for each role that somebody holds; all share `password`."""

    today: date
    password: str
    accounts: tuple[tuple[str, str, str], ...]


def note() -> Note | None:
    """None unless the clock runs for a demonstration: a real bureau's page lists nobody."""
    if not clock.demonstrating():
        return None
    today = clock.today()
    password = settings.DEMO_PASSWORD
    return Note(today, password, _accounts(today) if password else ())


def _accounts(today: date) -> tuple[tuple[str, str, str], ...]:
    holdings = (
        RoleHolding.objects.filter(Q(valid_to=None) | Q(valid_to__gte=today), valid_from__lte=today)
        .filter(user__is_active=True)
        .order_by("role", "id")
        .distinct("role")
        .select_related("user")
    )
    users = {one.role: one.user for one in holdings}
    return tuple((str(title), users[role].username, users[role].name) for role, title in ROLE_CHOICES if role in users)
