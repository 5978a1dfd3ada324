"""Formulas and ranks said in words."""

from __future__ import annotations

from decimal import Decimal

from jinwu.law.formulas import (
    ByLocalRule,
    DailyContinuous,
    FixedPerUnit,
    Formula,
    MultipleOfBase,
    PercentOfBase,
    PerUnit,
    Range,
    UpTo,
)
from jinwu.law.messages import N_, Message, say
from jinwu.law.penalty import Combine, PenaltyRule

from .models import Level, Prior

LEVELS: dict[Level, str] = {
    Level.LAW: N_("Law"),
    Level.ADMIN_REGULATION: N_("Administrative regulation"),
    Level.LOCAL_REGULATION: N_("Local regulation"),
    Level.MINISTRY_RULE: N_("Ministry rule"),
    Level.LOCAL_RULE: N_("Local government rule"),
    Level.NORMATIVE_DOCUMENT: N_("Normative document"),
}
PRIORS: dict[Prior, str] = {
    Prior.NONE: N_("Fined at once"),
    Prior.CORRECTION: N_("Only when correction was refused or overdue"),
    Prior.WARNING: N_("Only after a warning"),
    Prior.CORRECTION_AND_WARNING: N_("Only after persuasion, an order to correct and a warning"),
}
#: Everyone, only persons, only units; with what else the fine goes.
_LINES: dict[tuple[str, bool], str] = {
    ("all", False): N_("Fine of {amount}"),
    ("all", True): N_("May be fined {amount}"),
    ("person", False): N_("Persons: fine of {amount}"),
    ("person", True): N_("Persons: may be fined {amount}"),
    ("unit", False): N_("Units: fine of {amount}"),
    ("unit", True): N_("Units: may be fined {amount}"),
}


def rule_words(rule: PenaltyRule) -> list[Message]:
    """What a rule lets the authority impose, a sentence each."""
    if rule.person is not None and rule.person == rule.unit:
        lines = [_line("all", rule.person, rule.may)]
    else:
        sides = (("person", rule.person), ("unit", rule.unit))
        lines = [_line(who, formula, rule.may) for who, formula in sides if formula is not None]
    if rule.with_warning:
        lines.append(say("A warning is possible."))
    if rule.confiscation:
        lines.append(say("Confiscation goes with it."))
    if rule.combine is Combine.MAY_TOGETHER:
        lines.append(say("The fine may be added to the other measures."))
    return lines


def formula_words(formula: Formula) -> Message:
    """A formula in words: 2,000 to 20,000 yuan."""
    match formula:
        case Range():
            return say("{low} to {high} yuan", low=plain(formula.low), high=plain(formula.high))
        case UpTo():
            return say("up to {high} yuan", high=plain(formula.high))
        case PerUnit():
            each = say(
                "{low} to {high} yuan for each {unit}",
                low=plain(formula.low),
                high=plain(formula.high),
                unit=formula.unit or say("counted unit"),
            )
            return _capped(each, formula.cap)
        case FixedPerUnit():
            each = say(
                "{amount} yuan for each {unit}", amount=plain(formula.amount), unit=formula.unit or say("counted unit")
            )
            return _capped(each, formula.cap)
        case PercentOfBase() if not formula.low:
            return say("up to {high} % of the amount ({base})", high=plain(formula.high), base=formula.base)
        case PercentOfBase():
            return say(
                "{low} % to {high} % of the amount ({base})",
                low=plain(formula.low),
                high=plain(formula.high),
                base=formula.base,
            )
        case MultipleOfBase() if not formula.low:
            return say("up to {high} times the amount ({base})", high=plain(formula.high), base=formula.base)
        case MultipleOfBase():
            return say(
                "{low} to {high} times the amount ({base})",
                low=plain(formula.low),
                high=plain(formula.high),
                base=formula.base,
            )
        case DailyContinuous():
            return say("the original fine again for each day")
        case ByLocalRule() if formula.formula is None:
            return say("an amount that a local rule sets")
        case ByLocalRule():
            return formula_words(formula.formula)
    raise TypeError(f"no words for {formula!r}")


def plain(number: Decimal) -> str:
    """A number as people write it: 20,000 or 0.5."""
    text = f"{number:,f}"
    return text.rstrip("0").rstrip(".") if "." in text else text


def _line(who: str, formula: Formula, may: bool) -> Message:
    return Message(_LINES[who, may], {"amount": formula_words(formula)})


def _capped(each: Message, cap: Decimal | None) -> Message:
    return each if cap is None else say("{each}, together at most {cap} yuan", each=each, cap=plain(cap))
