"""What the first page tells while one types: whether the number holds, who that is, what the bureau knows of him."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any
from uuid import UUID

from jinwu.bureau.models import User
from jinwu.bureau.queries import organs_of
from jinwu.cases.inputs import PartyInput
from jinwu.cases.queries import Past, past
from jinwu.cases.summary import foresight
from jinwu.catalog import queries as catalog
from jinwu.law.identity import InvalidIdentity, ResidentId
from jinwu.law.messages import N_
from jinwu.law.parties import PartyKind
from jinwu.matters.errors import Objection
from jinwu.parties import queries as parties
from jinwu.parties.models import Party, PartyIdentity
from jinwu.record import attempts

from .beginning import party_of

#: How many characters a whole number has; a shorter one is still being typed.
WHOLE = 18
#: Rows of violations shown at once.
SHOWN = 12
#: Fields of the page that the book of parties can fill in.
_FILLED = {
    PartyKind.PERSON: {"name": "name", "address": "address", "phone": "phone"},
    PartyKind.SOLE_TRADER: {
        "name": "name", "operator": "operator", "operator_number": "id_number", "address": "address", "phone": "phone",
    },
    PartyKind.ORGANISATION: {
        "name": "name", "legal_representative": "legal_representative", "address": "address", "phone": "phone",
    },
}  # fmt: skip
COMMON = N_("common")


@dataclass(frozen=True)
class Known:
    """What is known of the party that was typed. `typing`: the number is not whole yet."""

    party: PartyInput | None = None
    typing: bool = False
    objections: list[Objection] = field(default_factory=list)
    sex: str = ""
    age: int | None = None
    row: Party | None = None
    identity: PartyIdentity | None = None
    past: Past | None = None

    @property
    def number_holds(self) -> bool:
        return self.party is not None and not any(one.guard == "identity" for one in self.objections)

    @property
    def fills(self) -> dict[str, str]:
        """Field of the page → what the book knows for it."""
        if self.identity is None or self.party is None:
            return {}
        names = _FILLED[self.party.kind]
        return {f"party.{mine}": value for mine, theirs in names.items() if (value := getattr(self.identity, theirs))}


def known(data: Mapping[str, Any], at: datetime, user: User) -> Known:
    """What the first page may say of the party typed so far."""
    typed = parties.normal_number(data.get("party.number"))
    if not typed:
        return Known()
    party = party_of(data)
    if party is None:
        return Known(typing=True)
    if party.number_kind != "other" and len(typed) < WHOLE:
        return Known(typing=True, objections=foresight.of_party(party, at, user)[:1])
    found = foresight.of_party(_settled(party), at, user)
    if any(one.guard == "identity" for one in found):
        return Known(party=party, objections=found)
    birth = _resident(party)
    row = parties.seen_by(user).filter(kind=party.kind.value, number=typed).first()
    organs = organs_of(user, at.date())
    return Known(
        party=party, objections=found, sex=birth.sex if birth else "", age=birth.age_on(at.date()) if birth else None,
        row=row, identity=parties.identity_on(row, at.date()) if row else None,
        past=past(row.pk, organs[0], at.date()) if row and organs else None,
    )  # fmt: skip


def violations(words: str, kind: str, chosen: str, at: datetime) -> list[tuple[str, ...]]:
    """What may be chosen: found by words, code or initials; without any, the common ones; always what is chosen."""
    day, kind = at.date(), kind if kind in set(PartyKind) else PartyKind.PERSON.value
    if words.strip():
        rows = catalog.find_violations(words, day, kind="summary", party_kind=kind, limit=SHOWN)
    else:
        rows = catalog.violations(day, "summary", kind)
        rows = [row for row in rows if row.common] or rows[:SHOWN]
    if chosen and chosen not in {row.code for row in rows}:
        rows = [row for row in catalog.violations(day, "all") if row.code == chosen] + rows
    return [
        (row.code, row.title, catalog.cite_short(row.penalty_citation, day), COMMON if row.common else "")
        for row in rows
    ]  # fmt: skip


def told(found: Known, user: User, matter: UUID) -> None:
    """Record that the book was opened at this party."""
    if found.row and found.identity:
        attempts.read(user_id=user.pk, what="party", subject=str(found.row.pk), reason=f"street {matter}")


def asks_prior(code: str, at: datetime) -> str:
    """What must come before a fine for this violation, in the catalogue's words; empty where nothing must."""
    try:
        row = catalog.violation(code, at.date()) if code else None
    except catalog.BasisNotLoaded:
        return ""
    return (row.prior_note or row.title) if row and row.prior != "N" else ""


def _settled(party: PartyInput) -> PartyInput:
    """The party with the names that are asked for further down the page taken as given: only the numbers are judged."""
    return party.model_copy(
        update={"operator": party.operator or "…", "legal_representative": party.legal_representative or "…"}
    )


def _resident(party: PartyInput) -> ResidentId | None:
    number = party.operator_number if party.kind is PartyKind.SOLE_TRADER else party.number
    try:
        return ResidentId.parse(number) if party.kind is not PartyKind.ORGANISATION else None
    except InvalidIdentity:
        return None
