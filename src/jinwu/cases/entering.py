"""How a party and a violation enter a case: the identity checked, the party in the book, the basis by its version."""

from __future__ import annotations

from datetime import date, datetime
from typing import Any
from uuid import UUID

from jinwu.catalog.queries import BasisNotLoaded
from jinwu.law.identity import CreditCode, InvalidIdentity, ResidentId
from jinwu.law.messages import say
from jinwu.law.parties import PartyKind
from jinwu.law.vocabulary import Finding
from jinwu.matters.context import Context
from jinwu.matters.state import PartyState
from jinwu.parties import book
from jinwu.parties.models import IdKind

from .inputs import PartyInput
from .people import birth_of, sex_of
from .state import law_day


def check_identity(party: PartyInput, on: date) -> Finding | None:
    """What is wrong with the numbers and names by which the party proved who it is."""
    where = "party.number"
    try:
        if party.kind is PartyKind.PERSON and party.number_kind == "resident_id":
            ResidentId.parse(party.number, on=on)
        elif party.kind is PartyKind.PERSON and party.number_kind == "credit_code":
            return Finding(say("A person has no credit code."), say("Choose the kind of paper that was shown."),
                           field="party.number_kind")  # fmt: skip
        elif party.kind is PartyKind.PERSON and not party.number:
            return Finding(say("The number of the paper shown is missing."), say("Enter it from the paper shown."),
                           field="party.number")  # fmt: skip
        elif party.kind is PartyKind.PERSON and not party.birth:
            return Finding(say("Without a resident ID the date of birth is needed."), say("Enter it from the paper shown."),
                           field="party.birth")  # fmt: skip
        elif party.kind is not PartyKind.PERSON:
            CreditCode.parse(party.number)
        if party.kind is PartyKind.SOLE_TRADER:
            if not party.operator:
                return Finding(say("A sole trader is penalised together with the name of its operator."),
                               say("Enter the operator's name."), field="party.operator")  # fmt: skip
            if party.operator_number:
                where = "party.operator_number"
                ResidentId.parse(party.operator_number, on=on)
        if party.kind is PartyKind.ORGANISATION and not party.legal_representative:
            return Finding(say("The decision names the legal representative of an organisation."),
                           say("Enter the name from the licence."), field="party.legal_representative")  # fmt: skip
    except InvalidIdentity as wrong:
        return wrong.finding(where)
    return None


def check_times(act: Any, at: datetime, prefix: str = "") -> Finding | None:
    """What is wrong with the times of an act (`act_from`, `act_to`) that a step of `at` records."""
    begin, end = act.act_from, act.act_to or act.act_from
    if end < begin:
        return Finding(
            say("The act would end before it began."), say("Correct the two times."), field=f"{prefix}act_to"
        )
    if end > at:
        return Finding(say("The violation is dated after this step."), say("Give the time at which it was seen."),
                       field=f"{prefix}{'act_from' if begin > at else 'act_to'}")  # fmt: skip
    return None


def check_basis(ctx: Context, act: Any, prefix: str = "") -> Finding | None:
    """A finding where the basis of an act (`violation`, on its own day) is not loaded."""
    try:
        ctx.violation(act.violation, law_day(act.act_from, act.act_to))
    except BasisNotLoaded as missing:
        return Finding(missing.message, missing.remedy, tuple(missing.basis), f"{prefix}violation")
    return None


def in_the_book(ctx: Context, who: PartyInput) -> str:
    """The id of the party in the book, entered there if it is new."""
    identity = book.Identity(
        name=who.name, operator=who.operator, legal_representative=who.legal_representative, address=who.address,
        phone=who.phone, sex=sex_of(who), birth=birth_of(who), **_numbers(who),
    )  # fmt: skip
    party, _created = book.ensure(who.kind, identity, on=ctx.day, by=ctx.user)
    return str(party.pk)


def basis_of(ctx: Context, code: str, day: date) -> dict[str, Any]:
    """What an entry says of a violation's basis on the day of the act. Raises `BasisNotLoaded`."""
    row = ctx.violation(code, day)
    return {
        "violation_title": row.title, "violation_row": row.id, "violates": row.act_citation.key,
        "punished_by": row.penalty_citation.key, "correction": row.correction,
    }  # fmt: skip


def as_state(who: PartyInput, key: str, party: str, entry: int, role: str = "party") -> PartyState:
    """The party with its identity as of the act. Pure."""
    return PartyState(
        key=key, role=role, kind=who.kind, party=UUID(party), name=who.name, number=who.number, operator=who.operator,
        operator_number=who.operator_number, legal_representative=who.legal_representative, address=who.address,
        phone=who.phone, sex=sex_of(who), birth=birth_of(who), entry=entry,
    )  # fmt: skip


def _numbers(who: PartyInput) -> dict[str, str]:
    if who.kind is PartyKind.PERSON:
        kind = IdKind.RESIDENT if who.number_kind == "resident_id" else IdKind.OTHER
        return {"id_number": who.number, "id_kind": kind.value}
    if who.kind is PartyKind.SOLE_TRADER:
        return {"credit_code": who.number, "id_number": who.operator_number}
    return {"credit_code": who.number}
