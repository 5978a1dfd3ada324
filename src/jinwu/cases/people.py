"""What a party's papers say of a person: birth and sex. Pure, and never stored beside the number they come from."""

from __future__ import annotations

from datetime import date

from jinwu.law.identity import InvalidIdentity, ResidentId
from jinwu.law.parties import PartyKind

from .inputs import PartyInput


def resident_of(party: PartyInput) -> ResidentId | None:
    """The resident ID of the person, or of a sole trader's operator; None without a valid one."""
    number = party.operator_number if party.kind is PartyKind.SOLE_TRADER else party.number
    if party.kind is PartyKind.ORGANISATION or (party.kind is PartyKind.PERSON and party.number_kind != "resident_id"):
        return None
    try:
        return ResidentId.parse(number)
    except InvalidIdentity:
        return None


def birth_of(party: PartyInput) -> date | None:
    """Date of birth by the resident ID, or as stated."""
    resident = resident_of(party)
    return resident.birth if resident else party.birth


def sex_of(party: PartyInput) -> str:
    """``male``, ``female`` or empty."""
    resident = resident_of(party)
    return resident.sex if resident else ""
