"""Reading parties: by number, by any two characters of a name, and who they were on a day."""

from __future__ import annotations

import unicodedata
from datetime import date
from uuid import UUID

from django.db.models import Exists, F, OuterRef, QuerySet, Subquery
from django.db.models.functions import Coalesce, JSONObject

from jinwu.bureau.models import User
from jinwu.bureau.queries import organs_of
from jinwu.kit import clock
from jinwu.kit.grams import query_grams
from jinwu.law.parties import PartyKind

from .models import KnownTo, Party, PartyIdentity


def normal_number(number: str | None) -> str:
    """A number as it is kept: half width, upper case, no blanks or dashes."""
    folded = unicodedata.normalize("NFKC", number or "").upper()
    return "".join(sign for sign in folded if sign.isalnum())


def by_number(kind: PartyKind | str, number: str | None) -> Party | None:
    """The party of this kind with this number (see `Party`); None for an unknown or empty one."""
    wanted = normal_number(number)
    return Party.objects.filter(kind=str(kind), number=wanted).first() if wanted else None


def identity_on(party: Party | UUID, day: date) -> PartyIdentity | None:
    """Who the party was on `day`: the last version by then; before the first one, the first."""
    versions = PartyIdentity.objects.filter(party=party)
    return versions.filter(valid_from__lte=day).order_by("-valid_from", "-id").first() or versions.first()


def history(party: Party | UUID) -> QuerySet[PartyIdentity]:
    """Every version of a party's identity, newest first."""
    return PartyIdentity.objects.filter(party=party).order_by("-valid_from", "-id")


def seen_by(user: User | None) -> QuerySet[Party]:
    """Parties in the books of the organs `user` works for; all of them for the system itself (None)."""
    if user is None:
        return Party.objects.all()
    known = KnownTo.objects.filter(party=OuterRef("pk"), organ__in=organs_of(user, clock.today()))
    return Party.objects.filter(Exists(known))


def find(words: str, within: QuerySet[Party] | None = None) -> QuerySet[Party]:
    """Parties with `words` in a name they ever bore (any two characters), or with exactly this number."""
    found = Party.objects.all() if within is None else within
    wanted = query_grams(words)
    if not wanted:
        return found.none()
    number = normal_number(words)
    hits = PartyIdentity.objects.filter(grams__contains=wanted).values("party")
    hits = hits.union(
        PartyIdentity.objects.filter(id_number=number).values("party"),
        PartyIdentity.objects.filter(credit_code=number).values("party"),
        Party.objects.filter(number=number).values("pk"),
    )
    return found.filter(pk__in=hits)


def with_identity(parties: QuerySet[Party], day: date) -> QuerySet[Party]:
    """Adds `identity`: the facts of the version that holds on `day` (of the first one before that), or None."""
    versions = PartyIdentity.objects.filter(party=OuterRef("pk"))
    facts = JSONObject(**{name: F(name) for name in _SHOWN})
    held = versions.filter(valid_from__lte=day).order_by("-valid_from", "-id").values(data=facts)[:1]
    first = versions.order_by("valid_from", "id").values(data=facts)[:1]
    return parties.annotate(identity=Coalesce(Subquery(held), Subquery(first)))


_SHOWN = ("name", "id_number", "operator", "legal_representative", "address", "phone")
