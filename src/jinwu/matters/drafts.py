"""Drafts: what is typed is kept until the step is taken."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from jinwu.bureau.models import User
from jinwu.kit import clock

from .models import Draft

LIMIT = 200_000  # characters of JSON: a form, not a file


def save(user: User, draft: UUID, *, procedure: str, step: str, data: dict[str, Any], title: str = "",
         matter: UUID | None = None) -> Draft:  # fmt: skip
    """Keep what was typed under the client's id. Raises `PermissionError` for somebody else's draft."""
    existing = Draft.objects.filter(pk=draft).first()
    if existing and existing.user_id != user.pk:
        raise PermissionError
    now = clock.now()
    made, _ = Draft.objects.update_or_create(
        pk=draft,
        defaults={"user": user, "procedure": procedure, "step": step, "data": data, "title": title[:200],
                  "matter": matter, "saved_at": now},
        create_defaults={"user": user, "procedure": procedure, "step": step, "data": data, "title": title[:200],
                         "matter": matter, "saved_at": now, "created_at": now},
    )  # fmt: skip
    return made


def mine(user: User, limit: int = 20) -> list[Draft]:
    """The user's drafts, newest first."""
    return list(Draft.objects.filter(user=user).order_by("-saved_at")[:limit])


def find(user: User, draft: UUID) -> Draft | None:
    """One draft of the user."""
    return Draft.objects.filter(user=user, pk=draft).first()


def discard(user: User, draft: UUID) -> None:
    """Throw a draft away; nothing of it was ever in the record."""
    Draft.objects.filter(user=user, pk=draft).delete()
