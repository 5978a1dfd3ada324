"""What several chapters ask: a violation's row, the officers named, whether something is owed by whom."""

from __future__ import annotations

from collections.abc import Iterable

from jinwu.bureau.queries import OfficerOnDay, bureau_of, officers_on
from jinwu.catalog.queries import BasisNotLoaded
from jinwu.catalog.rows import ViolationRow
from jinwu.law.messages import say
from jinwu.law.parties import PartyKind, counts_as_citizen
from jinwu.law.vocabulary import Finding
from jinwu.matters.context import Context
from jinwu.matters.state import PartyState

from ..state import Violation
from .state import OrdinaryState


def row_of(ctx: Context, violation: Violation) -> ViolationRow | None:
    """The violation as the law of its own day knows it; None where its basis is not loaded."""
    try:
        return ctx.violation(violation.code, violation.law_day)
    except BasisNotLoaded:
        return None


def violation_of(state: OrdinaryState, key: str) -> Violation | None:
    return next((one for one in state.violations if one.key == key), None)


def party_of(state: OrdinaryState, key: str) -> PartyState | None:
    """The party in the role of party with that key."""
    return next((one for one in state.parties if one.key == key and one.role == "party"), None)


def citizen(ctx: Context, party: PartyState) -> bool:
    """Whether the lines for citizens hold for this party (a sole trader by the profile)."""
    return counts_as_citizen(party.kind or PartyKind.PERSON, as_citizen(ctx))


def as_citizen(ctx: Context) -> bool:
    return bool(ctx.profile("sole_trader.as_citizen"))


def named_officers(ctx: Context, ids: Iterable[int]) -> dict[int, OfficerOnDay]:
    """The officers with these ids, as of the day of the step."""
    return officers_on([one for one in ids if one], ctx.day)


def check_certified(ctx: Context, officer: OfficerOnDay | None, field: str) -> Finding | None:
    """What speaks against naming this officer to investigate."""
    choose = say("Choose a certified officer of this organ.")
    if officer is None:
        return Finding(say("There is no such officer."), choose, field=field)
    if not officer.certified:
        return Finding(
            say("{name} holds no valid enforcement certificate on that day: {why}", name=officer.name,
                why=officer.why_not or say("none issued")), choose, field=field,
        )  # fmt: skip
    if officer.unit_id is None or bureau_of(officer.unit_id, ctx.day) != ctx.organ:
        return Finding(say("{name} belongs to another organ.", name=officer.name), choose, field=field)
    return None
