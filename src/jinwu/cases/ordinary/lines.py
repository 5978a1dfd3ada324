"""Lines of a penalty (处罚种类和数额): one per violation and kind, inside the range of the law and its tier."""

from __future__ import annotations

from decimal import Decimal
from typing import Any, Literal

from jinwu.kit.inputs import Part, Widget, field
from jinwu.law.citations import APL
from jinwu.law.discretion import Leniency, within
from jinwu.law.liability import Capacity, capacity
from jinwu.law.messages import N_, say
from jinwu.law.parties import PartyKind
from jinwu.law.penalty import Base, BaseMissing, NoFine
from jinwu.law.vocabulary import Finding, block
from jinwu.matters.context import Context
from jinwu.matters.state import PartyState

from ..inputs import MITIGATION_LABELS, Money
from ..kinds import KINDS
from ..state import Line, Violation
from .asking import as_citizen, party_of, row_of, violation_of
from .state import OrdinaryState

Kind = Literal["warning", "criticism", "fine", "confiscation", "licence_suspended", "downgraded", "business_restricted",
               "business_suspended", "closed", "licence_revoked", "other"]  # fmt: skip


class LineInput(Part):
    """One line: for which violation, of which kind, how much."""

    violation: str = field(N_("Violation"), choices="case_violations", widget=Widget.SELECT, max_length=10)
    kind: Kind = field(N_("Kind of penalty"), "fine", labels=KINDS, widget=Widget.SELECT)
    amount: Money | None = field(N_("Amount"), None, unit=N_("yuan"))
    tier: str = field(N_("Tier"), "", choices="case_tiers", widget=Widget.SELECT, max_length=40)
    base: Money | None = field(
        N_("Amount the fine counts from"), None, unit=N_("yuan"), help=N_("Construction cost, unlawful gains, …")
    )
    units: int | None = field(N_("Number of units"), None, ge=1, le=100000, help=N_("Where the fine counts by them."))
    mitigated: Leniency | None = field(
        N_("Ground for mitigation"), None, labels=MITIGATION_LABELS, widget=Widget.SELECT
    )
    what: str = field(
        N_("Goods, licence or term"), "", max_length=300, help=N_("What is confiscated, suspended or restricted.")
    )


def as_lines(data: list[LineInput], party: str) -> tuple[Line, ...]:
    """The lines as part of the state."""
    return tuple(
        Line(key=f"l{i}", party=party, violation=one.violation, kind=one.kind, amount=one.amount, tier=one.tier,
             no_amount_reason=one.what if one.amount is None else "")
        for i, one in enumerate(data, 1)
    )  # fmt: skip


def total(lines: Any) -> Decimal:
    """The sum of fines and confiscated money."""
    return sum((one.amount or Decimal(0) for one in lines if one.kind in ("fine", "confiscation")), Decimal("0.00"))


@block("lines_of_party", N_("Violations of this party"), APL(40), APL(57))
def lines_of_party(ctx: Context) -> Finding | None:
    """Each line is for a violation of this party, once for each kind."""
    seen = set()
    for number, line in enumerate(ctx.data.lines):
        where = f"lines.{number}.violation"
        violation = violation_of(ctx.state, line.violation)
        if violation is None or violation.party != ctx.data.party:
            return Finding(
                say("This violation is not one of this party."), say("Choose one from the list."), field=where
            )
        if (line.violation, line.kind) in seen:
            return Finding(say("The same kind of penalty stands twice for one violation."), say("Put them into one line."),
                           (APL(29),), where)  # fmt: skip
        seen.add((line.violation, line.kind))
    return None


@block("lines_in_range", N_("Statutory range and tier"), APL(34), APL(38))
def lines_in_range(ctx: Context) -> Finding | None:
    party = party_of(ctx.state, ctx.data.party)
    for number, line in enumerate(ctx.data.lines):
        violation = violation_of(ctx.state, line.violation)
        if violation and party and (found := _against(ctx, line, violation, party, f"lines.{number}.")):
            return found
    return None


def _against(ctx: Context, line: LineInput, violation: Violation, party: PartyState, where: str) -> Finding | None:
    row, kind = row_of(ctx, violation), party.kind
    if row is None or kind is None:
        return None
    if line.kind == "warning" and not row.rule.with_warning:
        return Finding(say("The basis of “{title}” allows no warning.", title=row.title),
                       say("Take the warning away; order correction instead."), field=f"{where}kind")  # fmt: skip
    if line.kind not in ("warning", "fine"):
        allowed = {"confiscation", *row.rule.other, *(each.kind for each in row.also)} if (
            row.rule.confiscation or row.rule.other or row.also) else set()  # fmt: skip
        if line.kind not in allowed:
            return Finding(say("The basis of “{title}” does not name this kind of penalty.", title=row.title),
                           say("Choose a kind that the basis names."), field=f"{where}kind")  # fmt: skip
        return None
    if line.kind != "fine":
        return None
    if not line.amount:
        return Finding(say("The amount of the fine is missing."), say("Enter it."), field=f"{where}amount")
    try:
        bounds = row.rule.bounds_for(kind, Base(amount=line.base, units=line.units), as_citizen(ctx))
    except BaseMissing as missing:
        return missing.finding(f"{where}base")
    except NoFine as none:
        return none.finding(f"{where}amount")
    tiers = {tier.key: tier for tier in row.tiers(kind, as_citizen(ctx))}
    if line.tier and line.tier not in tiers:
        return Finding(say("There is no such tier for this violation."), say("Choose one of the tiers shown."),
                       field=f"{where}tier")  # fmt: skip
    if tiers and not line.tier and not line.mitigated:
        return Finding(say("The benchmark has tiers for this violation, and none is chosen."),
                       say("Choose the tier that fits the circumstances."), field=f"{where}tier")  # fmt: skip
    if found := within(line.amount, tiers.get(line.tier), bounds, line.mitigated is not None, line.mitigated):
        return Finding(found.what, found.remedy, found.basis, f"{where}{found.field or 'amount'}")
    return _minor(ctx, line, violation, party, list(tiers), where)


def _minor(
    ctx: Context, line: LineInput, violation: Violation, party: PartyState, tiers: list[str], where: str
) -> Finding | None:
    """A party under 18 is penalised more lightly: the first tier, or mitigated (APL 30)."""
    if party.kind is PartyKind.ORGANISATION or party.birth is None:
        return None
    young = capacity(party.birth, violation.act_to.date()) is Capacity.LIGHTER
    if not young and line.mitigated is Leniency.MINOR:
        return Finding(say("The party was of age on the day of the act."), say("Name the ground that applies."),
                       (APL(30),), f"{where}mitigated")  # fmt: skip
    if not young or line.mitigated or (tiers and line.tier == tiers[0]):
        return None
    return Finding(say("The party is not yet 18: the penalty shall be lighter or mitigated."),
                   say("Choose the lightest tier, or mitigate with that ground."), (APL(30),), f"{where}tier")  # fmt: skip


@block("confiscation_due", N_("What the basis prescribes beside the fine"), APL(38), APL(57))
def confiscation_due(ctx: Context) -> Finding | None:
    for number, line in enumerate(ctx.data.lines):
        violation = violation_of(ctx.state, line.violation)
        row = row_of(ctx, violation) if violation else None
        if row is None or not row.rule.confiscation:
            continue
        if any(one.kind == "confiscation" and one.violation == line.violation for one in ctx.data.lines):
            continue
        return Finding(say("The basis of “{title}” prescribes confiscation too.", title=row.title),
                       say("Add a line for it, with the amount or the goods."), field=f"lines.{number}.kind")  # fmt: skip
    return None


def heavier(told: Any, decided: Any) -> bool:
    """Whether what is decided is heavier than what was told: a kind not told, or more of one (APL 45)."""
    least = {(one.violation, one.kind): one.amount for one in told}
    for one in decided:
        key = (one.violation, one.kind)
        if key not in least or (one.amount or Decimal(0)) > (least[key] or Decimal(0)):
            return True
    return False


def told_lines(state: OrdinaryState, party: str) -> tuple[Line, ...]:
    """The lines that the party was told of last."""
    notice = state.notice_of(party)
    if notice is None:
        return ()
    return tuple(
        Line(key=f"l{i}", party=party, violation=violation, kind=kind, amount=None if amount is None else Decimal(amount),
             tier=tier)
        for i, (violation, kind, amount, tier) in enumerate(notice.lines, 1)
    )  # fmt: skip
