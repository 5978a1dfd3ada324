"""Old law unless the new is lighter (从旧兼从轻, APL 37): which wording of a violation a decision applies."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from jinwu.law.citations import APL, Citation
from jinwu.law.messages import Message, say
from jinwu.law.parties import PartyKind
from jinwu.law.penalty import Base, Bounds, NoFine, PenaltyRule

from .queries import violation
from .rows import BasisNotLoaded, ViolationRow

BASIS: tuple[Citation, ...] = (APL(37),)


class Governs(StrEnum):
    """Which law governs, and why."""

    OLD = "old"  # the law of the day of the act
    LIGHTER = "lighter"  # the later law is lighter
    LEGAL = "legal"  # the later law no longer treats the act as illegal
    UNCOMPARED = "uncompared"  # the later law is not loaded: the law of the day of the act, with a remark


@dataclass(frozen=True)
class Governing:
    """The row to apply (None: no longer illegal), the rule that chose it, and what the file should say of it."""

    row: ViolationRow | None
    rule: Governs
    remark: Message | None = None


def violation_for(
    code: str, act_date: date, decision_date: date, party_kind: str = PartyKind.PERSON, base: Base = Base()
) -> Governing:
    """The violation as it governs a decision of one day about an act of an earlier one.

    Raises `BasisNotLoaded`, and `BaseMissing` where two wordings must be compared and the formula asks for a fact.
    """
    old = violation(code, act_date)
    ended = old.in_force_to is not None and old.in_force_to < decision_date
    try:
        new = violation(old.successor if ended and old.successor else code, decision_date)
    except BasisNotLoaded as missing:
        if not old.replaced_by:
            return Governing(
                None, Governs.LEGAL, say("The law no longer treats “{title}” as illegal.", title=old.title)
            )
        return Governing(old, Governs.UNCOMPARED, missing.message)
    if new.id == old.id:
        return Governing(old, Governs.OLD)
    if _lighter(new.rule, old.rule, party_kind, base):
        return Governing(new, Governs.LIGHTER, say("The later law of {day} is lighter.", day=new.in_force_from))
    return Governing(old, Governs.OLD, say("The later law of {day} is not lighter.", day=new.in_force_from))


def _lighter(new: PenaltyRule, old: PenaltyRule, kind: str, base: Base) -> bool:
    """The lower maximum is lighter; with the same maximum the lower minimum, then "may" before "shall"."""
    return _weight(new, kind, base) < _weight(old, kind, base)


def _weight(rule: PenaltyRule, kind: str, base: Base) -> tuple:
    bounds = _bounds(rule, kind, base)
    high, low = (bounds.high, bounds.low) if bounds else (0, 0)
    return rule.confiscation, high, low, not rule.may


def _bounds(rule: PenaltyRule, kind: str, base: Base) -> Bounds | None:
    try:
        return rule.bounds_for(kind, base)
    except NoFine:
        return None
