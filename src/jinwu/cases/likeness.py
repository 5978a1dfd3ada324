"""Like cases alike (类案同罚): what this organ fined for the same violation, tier and kind of party (APL 5 ¶2, 34).

Asked across the organ, whoever asks: whether a fine stands apart is a question of law, not of the reader's own unit. What
opens the cases goes through the scope. Neither units nor persons are compared (APL 74).
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from functools import cached_property
from typing import Any
from uuid import UUID

from django.db.models import Count

from jinwu.catalog.queries import BasisNotLoaded
from jinwu.catalog.rows import ViolationRow
from jinwu.law.citations import APL
from jinwu.law.formulas import Range, UpTo
from jinwu.law.likeness import Measure, Side, Spread
from jinwu.law.messages import N_, say
from jinwu.law.parties import PartyKind
from jinwu.law.periods import add_months
from jinwu.law.vocabulary import Finding, block, mark
from jinwu.matters.context import Context

from .models import LineRow
from .state import CaseState, Compared, Violation

#: What the profile says to a fine that stands apart without a reason.
REFUSE, MARK = "refuse", "mark"


@dataclass(frozen=True)
class Kin:
    """What makes cases alike: organ, violation, tier, kind of party; decided in the months before `on`."""

    organ: int
    code: str
    tier: str
    party_kind: PartyKind
    on: date
    measure: Measure
    without: UUID | None = None

    @property
    def since(self) -> date:
        return add_months(self.on, -self.measure.months)

    @cached_property
    def spread(self) -> Spread:
        """The fines that stand, by amount: one read of one index."""
        rows = LineRow.objects.filter(
            kind="fine", stands=True, organ_id=self.organ, code=self.code, tier=self.tier, party_kind=self.party_kind.value,
            decided_on__gt=self.since, decided_on__lte=self.on, amount__isnull=False,
        )  # fmt: skip
        if self.without:
            rows = rows.exclude(matter_id=self.without)
        return Spread.of(rows.values_list("amount").annotate(n=Count("id")).order_by())

    def side(self, amount: Decimal) -> Side | None:
        return self.spread.side(amount, self.measure)


def measure_on(profile: Callable[[str], Any]) -> Measure:
    """The bureau's own way to compare, as its profile has it."""
    fence, near, rare = (Decimal(str(profile(f"likeness.{name}"))) for name in ("fence", "near", "rare"))
    return Measure(int(profile("likeness.months")), int(profile("likeness.least")), fence, near, rare)


def comparable(row: ViolationRow, kind: PartyKind, as_citizen: bool) -> bool:
    """Whether its fines are sums that may be set side by side: none that counts from a cost, by pieces or by days."""
    return isinstance(row.rule.formula_for(kind, as_citizen), Range | UpTo)


def kin_of(ctx: Context, act: Violation, tier: str) -> Kin | None:
    """Whom a fine of this act is compared with; None where fines of its basis cannot be compared."""
    state: CaseState = ctx.state  # type: ignore[assignment]
    kind = next((one.kind for one in state.parties if one.key == act.party), None)
    try:
        row = ctx.violation(act.code, act.law_day)
    except BasisNotLoaded:
        return None
    if kind is None or not comparable(row, kind, bool(ctx.profile("sole_trader.as_citizen"))):
        return None
    known: dict[tuple[str, str], Kin] = ctx.__dict__.setdefault("_kin", {})
    if (act.key, tier) not in known:
        known[act.key, tier] = Kin(state.organ, act.code, tier, kind, ctx.day, measure_on(ctx.profile), ctx.matter)
    return known[act.key, tier]


def fines(ctx: Context) -> Iterable[tuple[Any, Kin]]:
    """The lines of the step that set a fine to be compared: line, whom it is compared with."""
    state: CaseState = ctx.state  # type: ignore[assignment]
    acts = {one.key: one for one in state.violations}
    for line in getattr(ctx.data, "lines", None) or ():
        act = acts.get(line.violation)
        if (
            act
            and line.kind == "fine"
            and line.amount
            and line.mitigated is None
            and (kin := kin_of(ctx, act, line.tier))
        ):
            yield line, kin


def compared(ctx: Context) -> list[dict[str, Any]]:
    """What each fine was compared with, as it stands in the entry; nothing where no like case is known."""
    found = []
    for line, kin in fines(ctx):
        if kin.spread.count:
            lower, median, upper = kin.spread.quartiles
            found.append({
                "violation": line.violation, "amount": f"{line.amount:.2f}", "since": kin.since.isoformat(), "count": kin.spread.count,
                "lower": f"{lower:.2f}", "median": f"{median:.2f}", "upper": f"{upper:.2f}", "side": str(kin.side(line.amount) or ""),
            })  # fmt: skip
    return found


def as_compared(act: Any) -> tuple[Compared, ...]:
    """What an entry holds of it, as part of the state; nothing in entries older than the comparison."""
    return tuple(Compared.model_validate(one) for one in act.outcome.get("compared", ()))


def _apart(ctx: Context) -> Finding | None:
    if ctx.data.apart.strip():
        return None
    for line, kin in fines(ctx):
        side = kin.side(line.amount)
        if side is None:
            continue
        lower, median, upper = kin.spread.quartiles
        told = {"amount": line.amount, "count": kin.spread.count, "lower": lower, "upper": upper, "median": median}
        what = (
            say("{amount} yuan is heavier than in like cases: half of {count} lie between {lower} and {upper} yuan, the middle is {median}.", **told)
            if side is Side.HEAVIER
            else say("{amount} yuan is lighter than in like cases: half of {count} lie between {lower} and {upper} yuan, the middle is {median}.", **told)
        )  # fmt: skip
        return Finding(what, say("Write why this case differs, or choose another amount."), field="apart")
    return None


@block("like_cases", N_("Like cases alike"), APL(5, 2), APL(34))
def like_cases(ctx: Context) -> Finding | None:
    """Where the profile wants it so, a fine that stands apart is told or decided only with its reason."""
    return _apart(ctx) if ctx.profile("likeness.answer") == REFUSE else None


@mark("like_cases_reasoned", N_("Reason for standing apart from like cases"), APL(5, 2), APL(34))
def like_cases_reasoned(ctx: Context) -> Finding | None:
    """Elsewhere it is recorded with its defect."""
    return _apart(ctx) if ctx.profile("likeness.answer") == MARK else None
