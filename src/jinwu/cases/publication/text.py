"""What may be published of a decision: these fields and no other."""

from __future__ import annotations

from datetime import date
from typing import Any

from jinwu.bureau.queries import unit_name
from jinwu.catalog.queries import cite, value
from jinwu.law.citations import Citation
from jinwu.law.parties import PartyKind

from ..kinds import KINDS
from ..state import CaseState, Decision
from . import reading
from .guards import party_of

#: The allow-list. A field that is not named here is not published.
PUBLIC_FIELDS = ("number", "organ", "party", "act", "basis", "kinds", "amount", "decided_on")


def published_text(state: CaseState, decision: str = "", *, on: date | None = None) -> dict[str, Any] | None:
    """The public fields of a decision (key of any version; empty: the only one), by the profile of `on` (its own day).

    None where it is not to be published: withheld, voided, revoked, no penalty. `kinds` are the keys of `cases.kinds.KINDS`; `amount`
    is a Decimal, or None where no sum was imposed.
    """
    found = _decision(state, decision)
    if found is None or found.status not in reading.STANDS or withheld(state, found):
        return None
    acts = {line.violation for line in found.lines}
    named = [one for one in state.violations if one.key in acts]
    sums = [line.amount for line in found.lines if line.amount is not None]
    basis = list(dict.fromkeys(cite(Citation.parse(one.punished_by), found.decided_on) for one in named))
    return {
        "number": found.number, "organ": unit_name(state.organ, found.decided_on),
        "party": public_name(state, found, on or found.decided_on),
        "act": "；".join(dict.fromkeys(one.title for one in named)), "basis": "；".join(basis),
        "kinds": tuple(dict.fromkeys(line.kind for line in found.lines if line.kind in KINDS)),
        "amount": sum(sums) if sums else None, "decided_on": found.decided_on,
    }  # fmt: skip


def withheld(state: CaseState, decision: Decision) -> bool:
    made = reading.publication_of(state, decision)
    return made is not None and made.status == "withheld"


def public_name(state: CaseState, decision: Decision, on: date) -> str:
    """The party's name; of a natural person, and of a shop that bears its operator's name, only the surname."""
    party = party_of(state, decision)
    if party is None or not party.name:
        return "■"
    if not value("publication.mask_persons", on, True):
        return party.name
    if party.kind is PartyKind.ORGANISATION:
        return party.name
    if party.kind is PartyKind.SOLE_TRADER:
        return party.name.replace(party.operator, masked(party.operator)) if party.operator else party.name
    return masked(party.name)


def masked(name: str) -> str:
    """A person's surname and 某 for each further character, two at most: 赵某某."""
    return name[:1] + "某" * max(min(len(name) - 1, 2), 1)


def _decision(state: CaseState, key: str) -> Decision | None:
    """The last version of the decision named, or of the only one that stands."""
    found = [reading.latest(state, one) for one in reading.roots(state)]
    if not key:
        standing = [one for one in found if one.status in reading.STANDS]
        return standing[0] if len(standing) == 1 else None
    named = next((one for one in state.decisions if one.key == key), None)
    return next((one for one in found if named and (one.number, one.party) == (named.number, named.party)), None)
