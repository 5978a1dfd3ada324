"""Bounded reads over matters: who was here before, who is present, what is linked, what waits."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from typing import Any
from uuid import UUID, uuid4

from django.db.models import Q

from jinwu.bureau.models import User
from jinwu.bureau.queries import roles_on
from jinwu.kit import clock
from jinwu.law.roles import Role
from jinwu.law.vocabulary import Step
from jinwu.record.models import Entry

from . import scope
from .door import examine_many, procedures
from .models import Matter, MatterParty, MatterRelation, Presence

#: The user's own acts are looked for among the latest of the whole record, so that a page costs the same in any bureau.
RECENT_ENTRIES = 10_000
MOST_LINKS = 20
MOST_EARLIER = 60


@dataclass(frozen=True)
class Link:
    """A link to another matter; `other` None where the reader may not see it, or where it has no matter yet."""

    kind: str
    note: str
    other: Matter | None


@dataclass(frozen=True)
class Waiting:
    """A matter whose next step on the main road is the user's."""

    matter: Matter
    step: Step


@dataclass(frozen=True)
class Done:
    """An act of the user's own."""

    entry: Entry
    matter: Matter | None
    title: str


def history(party: UUID, user: User) -> Any:
    """Matters of a party that the user may see, the latest first."""
    of_party = MatterParty.objects.filter(party_id=party).values("matter_id")
    return scope.visible_to(user).filter(pk__in=of_party).order_by("-opened_at", "-id")


def earlier(matter: Matter, user: User) -> dict[UUID | None, list[Matter]]:
    """Other matters of each party of this one, the latest first, as far as the user may see them; one query, capped."""
    here = MatterParty.objects.filter(matter=matter).exclude(party=None).values("party_id")
    rows = MatterParty.objects.filter(party_id__in=here, matter__in=scope.visible_to(user)).exclude(matter=matter)
    rows = rows.select_related("matter").defer("matter__state", "matter__grams").order_by("-matter__opened_at", "-id")
    found: dict[UUID | None, dict[UUID, Matter]] = {}
    for row in rows[:MOST_EARLIER]:
        found.setdefault(row.party_id, {})[row.matter_id] = row.matter
    return {party: list(matters.values()) for party, matters in found.items()}


def present(matter: UUID, at: datetime) -> dict[int, datetime]:
    """Officers whose confirmation of presence holds at `at`, with its end."""
    rows = Presence.objects.filter(matter=matter, given_at__lte=at, valid_until__gte=at).order_by("valid_until")
    return dict(rows.values_list("officer_id", "valid_until"))


def linked(matter: Matter, user: User) -> list[Link]:
    """Links of a matter in both directions, at most `MOST_LINKS`."""
    rows = list(
        MatterRelation.objects.filter(Q(matter=matter) | Q(other=matter.pk))
        .order_by("id")
        .values_list("matter_id", "other", "kind", "note")[:MOST_LINKS]
    )
    if not rows:
        return []
    ids = {one for mine, other, _kind, _note in rows for one in (mine, other) if one and one != matter.pk}
    seen = scope.visible_to(user).in_bulk(ids) if ids else {}
    found: dict[tuple[str, UUID | None], tuple[str, UUID | None]] = {}
    for mine, other, kind, note in rows:  # a link that both matters hold is shown once, with the words of this one
        there = other if mine == matter.pk else mine
        if there is None or (kind, there) not in found or mine == matter.pk:
            found[kind, there or uuid4()] = note, there
    return [Link(kind, note, seen.get(there)) for (kind, _key), (note, there) in found.items()]


def waiting_for(user: User, *, without: set[UUID], limit: int = 8) -> list[Waiting]:
    """Matters whose next step on the main road falls to a role of the user that handlers do not hold.

    `without` are matters that stand on his page already. Steps that a guard still blocks are left out; of several that are
    open it is the one furthest on the road (a decision, not one more notice).
    """
    roles = roles_on(user, clock.today()) - {Role.OFFICER}
    stages = Q()
    for procedure in procedures:
        mine = [stage for stage in procedure.stages if any(_falls_to(s, roles) for s in procedure.next_steps(stage))]
        if mine:
            stages |= Q(procedure=procedure.key, stage__in=mine)
    if not stages:
        return []
    rows = list(
        scope.visible_to(user).filter(stages, final=False).exclude(pk__in=without).order_by("acted_at", "id")[:limit]
    )
    found = []
    for matter, steps in zip(rows, examine_many(rows, by=user), strict=True):
        open_step = next(
            (step for step, objections in reversed(steps) if _falls_to(step, roles) and not objections), None
        )
        if open_step:
            found.append(Waiting(matter, open_step))
    return found


def recently_done(user: User, limit: int = 6) -> list[Done]:
    """The user's latest acts, newest first."""
    top = Entry.objects.order_by("-id").values_list("id", flat=True).first() or 0
    recent = Entry.objects.filter(actor=user.pk, id__gt=top - RECENT_ENTRIES).order_by("-id")
    entries = list(recent.only("id", "chain", "step", "procedure", "act_at", "recorded_at")[:limit])
    matters = scope.visible_to(user).in_bulk({entry.chain for entry in entries}) if entries else {}
    return [Done(entry, matters.get(entry.chain), _title(entry)) for entry in entries]


def open_count(user: User, cap: int) -> int:
    """Matters under way that are the user's own as handler, or in his units for those who handle none; up to `cap`."""
    rows = scope.visible_to(user).filter(final=False)
    if user.officer_id and Role.OFFICER in roles_on(user, clock.today()):
        rows = rows.filter(handler_id=user.officer_id)
    return rows.order_by()[:cap].count()


def _falls_to(step: Step, roles: frozenset[Role]) -> bool:
    return not step.side and Role.OFFICER not in step.by and bool(step.by & roles)


def _title(entry: Entry) -> str:
    procedure = procedures.get(entry.procedure)
    step = procedure.steps.get(entry.step) if procedure else None
    return step.title if step else entry.step


__all__ = [
    "Done",
    "Link",
    "Waiting",
    "earlier",
    "history",
    "linked",
    "open_count",
    "present",
    "recently_done",
    "waiting_for",
]
