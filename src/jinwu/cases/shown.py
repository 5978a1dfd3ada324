"""How parties, officers and remedies stand on the papers of every penalty case, and what must be known for them."""

from __future__ import annotations

from datetime import date

from jinwu.bureau.queries import officers_on
from jinwu.catalog.queries import profile
from jinwu.documents.papers_data import OfficerShown, PartyShown, RemediesShown
from jinwu.law.messages import say
from jinwu.law.parties import PartyKind
from jinwu.law.remedies import remedies_for
from jinwu.law.vocabulary import Finding
from jinwu.matters.context import Context
from jinwu.matters.state import PartyState

from .state import CaseState

_SEX = {"male": "男", "female": "女", "M": "男", "F": "女", "男": "男", "女": "女"}


def party_shown(party: PartyState) -> PartyShown:
    """The party as of the act; an erased identity prints as ■."""
    person = party.kind is PartyKind.PERSON
    return PartyShown(
        kind=party.kind or PartyKind.PERSON, name=party.name or "■", sex=_SEX.get(party.sex or "", ""),
        id_number=(party.number if person else party.operator_number) or "",
        credit_code="" if person else party.number or "", operator=party.operator or "",
        legal_rep=party.legal_representative or "", address=party.address or "", phone=party.phone or "",
    )  # fmt: skip


def officers(ctx: Context, after: CaseState) -> tuple[OfficerShown, ...]:
    """The two officers of the step; where one acts alone, the two who opened the matter."""
    if ctx.second:
        found = [(ctx.by.name, ctx.by.certificate), (ctx.second.name, ctx.second.certificate)]
    else:
        first = after.people[:2]
        known = officers_on([one.officer for one in first], ctx.day)
        found = [(one.name, known[one.officer].certificate_no if one.officer in known else "") for one in first]
    return tuple(OfficerShown(name=name, certificate_no=number or "—") for name, number in found)


def check_wording(on: date, *, to_pay: bool) -> Finding | None:
    """A finding where the profile does not say yet what a decision of the day `on` must name."""
    needed = ["remedies.reconsideration_organ", "remedies.court", *(["collection.institution"] if to_pay else [])]
    missing = [row for key in needed if not (row := profile(key, on)).filled]
    if not missing:
        return None
    return Finding(
        say("The decision must name “{title}”, and the bureau's profile does not say it yet.", title=missing[0].title),
        say("The administrator enters it under Registers › Profile; then decide."),
    )


def remedies(procedure: str, ctx: Context, on: date) -> RemediesShown:
    """What the party may do against a decision of the day `on`, and before whom."""
    law = remedies_for(procedure, on)
    return RemediesShown(
        reconsideration_first=law.reconsideration_first, reconsideration_days=law.reconsideration_days,
        reconsideration_organ=str(ctx.profile("remedies.reconsideration_organ", on)),
        suit_months=law.suit_months, suit_days_after=law.suit_days_after,
        court=str(ctx.profile("remedies.court", on)),
    )  # fmt: skip
