"""Reads over penalty cases."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime, timedelta
from uuid import UUID

from django.db import connection

from jinwu.collection.models import MovementRow
from jinwu.law.parties import PartyKind
from jinwu.law.periods import add_months
from jinwu.matters.models import Matter
from jinwu.parties.models import Party
from jinwu.parties.queries import by_number, identity_on

from .models import DecisionRow, ViolationRow
from .state import CaseState, Violation

#: States in which a decision stands; `corrected` is that of corrections recorded without a copy of their own.
STANDS = ("in_force", "corrected")


def earlier_fine(state: CaseState, matter: UUID) -> DecisionRow | None:
    """A fine for the same act: same party, same violation, same place, overlapping times on the same day (APL 29).

    What began after that decision is another act. The party is locked, so that two officers who decide at the same time
    see each other's decision.
    """
    return earlier_fine_for(state, state.violations[0], matter)


def earlier_fine_for(state: CaseState, act: Violation, matter: UUID) -> DecisionRow | None:
    """The same for one violation of a case that has several."""
    party = next((one for one in state.parties if one.key == act.party), None)
    if party is None or party.party is None:
        return None
    list(Party.objects.select_for_update().filter(pk=party.party).values_list("pk"))
    same = ViolationRow.objects.filter(
        party_row_id=party.party, code=act.code, act_from__lt=act.act_to + timedelta(hours=12),
        act_to__gt=act.act_from - timedelta(hours=12),
    ).exclude(matter_id=matter)  # fmt: skip
    places = {row.matter_id: row.place for row in same[:50]}
    matters = [m for m, place in places.items() if _same_place(place, act.place)]
    if not matters:
        return None
    decided = DecisionRow.objects.filter(matter_id__in=matters, status__in=STANDS, fine__gt=0).select_related("matter")
    return next((row for row in decided.order_by("decided_on", "id") if _decided_at(row) > act.act_from), None)


def _decided_at(row: DecisionRow) -> datetime:
    found = next(one for one in row.matter.state["decisions"] if one["key"] == row.key)
    return datetime.fromisoformat(found["at"])


def other_name(kind: PartyKind, number: str, name: str, on: date) -> bool:
    """Whether the book of parties knows a number under another name."""
    party = by_number(kind, number)
    known = identity_on(party, on) if party else None
    return known is not None and "".join(known.name.split()) != "".join(name.split())


def receipt_used(receipt: str, matter: UUID) -> bool:
    """Whether a fiscal receipt's number stands in another matter. Held until the transaction ends: two who enter it at
    the same time see each other."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_advisory_xact_lock(hashtextextended(%s, 0))", [f"receipt {receipt}"])
    return MovementRow.objects.filter(receipt=receipt).exclude(matter_id=matter).exists()


def _same_place(a: str, b: str) -> bool:
    def plain(text: str) -> str:
        return "".join(text.split())

    return plain(a) == plain(b)


@dataclass(frozen=True)
class Past:
    """What a bureau did about a party in the last months: fines in force, and matters still open."""

    since: date
    fines: list[DecisionRow]
    open: int

    @property
    def first(self) -> bool:
        """Whether nothing is known of it."""
        return not self.fines and not self.open


#: How far a look back at a party reaches: a first offence is one without another in twelve months.
LOOK_BACK_MONTHS = 12


def past(party: UUID, organ: int, on: date, *, without: UUID | None = None) -> Past:
    """Fines and open cases of a party at one organ in the twelve months before `on`, at most ten of the former.

    Asked across the organ's units: whether an offence is the first one there is a question of law, not of the reader's
    own unit. Two queries.
    """
    since = add_months(on, -LOOK_BACK_MONTHS)
    of_party = ViolationRow.objects.filter(party_row_id=party).exclude(matter_id=without).values("matter_id")
    fines = DecisionRow.objects.filter(
        matter_id__in=of_party, organ_id=organ, decided_on__gt=since, decided_on__lte=on, status__in=STANDS, fine__gt=0
    )
    open_ones = Matter.objects.filter(pk__in=of_party, organ_id=organ, decided_on=None, final=False)
    return Past(
        since, list(fines.select_related("matter__case").order_by("-decided_on", "-id")[:10]), open_ones.count()
    )
