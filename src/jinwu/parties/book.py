"""Keeping the book of parties: a party is found by its number or entered; a changed identity is a new version."""

from __future__ import annotations

from dataclasses import asdict, dataclass
from datetime import date

from django.db import connection, transaction

from jinwu.bureau.models import User
from jinwu.bureau.queries import organs_of
from jinwu.kit.grams import grams
from jinwu.law.identity import InvalidIdentity, ResidentId
from jinwu.law.parties import PartyKind

from .models import IdKind, KnownTo, Party, PartyIdentity
from .queries import by_number, identity_on, normal_number


@dataclass(frozen=True, repr=False)
class Identity:
    """What is known of a party. For a 个体工商户 `name` is the shop, `operator` the person, `id_number` the person's."""

    name: str
    id_number: str = ""
    credit_code: str = ""
    operator: str = ""
    legal_representative: str = ""
    address: str = ""
    phone: str = ""
    sex: str = ""
    birth: date | None = None
    id_kind: str = ""  # empty: as known, else a resident identity card


def ensure(
    kind: PartyKind | str, identity: Identity, *, on: date, by: User | None = None, organ: int | None = None
) -> tuple[Party, bool]:
    """The party with this identity and whether it is new. `by` is the account that records it.

    Found by number; without one it is always a new party, for a name alone is no identity. A fact that is left empty
    now does not erase what was known. The party stands in the books of `organ`, or of the organ `by` works for.
    """
    kind = PartyKind(kind)
    identity = _normal(identity)
    with transaction.atomic(savepoint=False):
        party, created = _found_or_entered(kind, identity)
        known = None if created else identity_on(party, on)
        merged = _merged(identity, known)
        if known is None or _facts(known) != asdict(merged):
            record(party, merged, on=on, by=by)
        _known_to(party, [organ] if organ else organs_of(by, on) if by else [])
    return party, created


def record(party: Party, identity: Identity, *, on: date, by: User | None = None) -> PartyIdentity:
    """A new version of a party's identity from `on` on."""
    return PartyIdentity.objects.create(
        party=party,
        valid_from=on,
        recorded_by=by,
        grams=grams(identity.name, identity.operator),
        **asdict(_merged(_normal(identity), None)),
    )


def key_number(kind: PartyKind, identity: Identity) -> str:
    """The number a party of this kind is found by."""
    if kind == PartyKind.PERSON:
        return identity.id_number
    if kind == PartyKind.ORGANISATION:
        return identity.credit_code
    return identity.credit_code or identity.id_number


def _found_or_entered(kind: PartyKind, identity: Identity) -> tuple[Party, bool]:
    number = key_number(kind, identity)
    found = by_number(kind, number) or _sole_trader_without_code(kind, identity)
    if found is not None:
        return found, False
    party = Party(kind=kind.value, number=number)
    with connection.cursor() as cursor:
        cursor.execute(_ENTER, [party.pk, party.kind, party.number])
        entered = cursor.rowcount == 1
    if entered:
        party._state.adding, party._state.db = False, connection.alias
        return party, True
    return Party.objects.get(kind=kind.value, number=number), False  # entered by someone else a moment ago


_ENTER = """
INSERT INTO parties_party (id, kind, number, created_at) VALUES (%s, %s, %s, now()) ON CONFLICT DO NOTHING
"""


def _sole_trader_without_code(kind: PartyKind, identity: Identity) -> Party | None:
    """A shop first known by its operator's number only: from now on it is found by its credit code."""
    if kind != PartyKind.SOLE_TRADER or not identity.credit_code:
        return None
    found = by_number(kind, identity.id_number)
    if found is not None:
        found.number = identity.credit_code
        found.save(update_fields=["number"])
    return found


def _known_to(party: Party, organs: list[int]) -> None:
    KnownTo.objects.bulk_create([KnownTo(party=party, organ_id=each) for each in organs], ignore_conflicts=True)


def _normal(identity: Identity) -> Identity:
    facts = {name: value.strip() if isinstance(value, str) else value for name, value in asdict(identity).items()}
    facts["id_number"] = normal_number(identity.id_number)
    facts["credit_code"] = normal_number(identity.credit_code)
    return Identity(**{**facts, **_told_by_number(facts)})


def _told_by_number(facts: dict) -> dict:
    """Sex and birth that a resident identity number tells, where nobody stated them."""
    if facts["id_kind"] not in ("", IdKind.RESIDENT.value) or not facts["id_number"]:
        return {}
    try:
        told = ResidentId.parse(facts["id_number"])
    except InvalidIdentity:
        return {}
    return {"sex": facts["sex"] or told.sex, "birth": facts["birth"] or told.birth}


def _merged(identity: Identity, known: PartyIdentity | None) -> Identity:
    before = _facts(known) if known else {"id_kind": IdKind.RESIDENT.value}
    return Identity(**{name: value or before.get(name, value) for name, value in asdict(identity).items()})


def _facts(row: PartyIdentity) -> dict:
    return {name: getattr(row, name) for name in Identity.__dataclass_fields__}
