"""How the fines of like cases are shown (同类案件罚款分布): beside the worksheet, the notice, the decision, and on the street.

The drawing counts what the organ decided; its links open what the reader may see of it, through the register of fines.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from decimal import Decimal, InvalidOperation
from typing import Any
from urllib.parse import urlencode

from django.utils.safestring import SafeString
from django.utils.translation import gettext as _

from jinwu.catalog import queries as catalog
from jinwu.catalog.queries import BasisNotLoaded
from jinwu.law.citations import APL, Citation
from jinwu.law.likeness import SIDE_TITLES, Side
from jinwu.law.parties import PARTY_TITLES, PartyKind
from jinwu.matters.offers import Asking, Beside, beside
from jinwu.ui import charts, links
from jinwu.ui.translate import money, translate

from .likeness import REFUSE, Kin, comparable, measure_on
from .state import CaseState, Violation

#: Stacks that one drawing has at most; more amounts share one.
STACKS = 14
#: Narrow enough for a telephone.
WIDTH = 360
TEMPLATE = "cases/like_cases.html"


@dataclass(frozen=True)
class Likes:
    """Like cases of one fine, ready to be drawn. `asks`: a reason must be given, or the act bears a mark."""

    title: str
    tier: str
    party_kind: PartyKind
    kin: Kin
    amount: Decimal | None
    asks: bool

    @property
    def side(self) -> Side | None:
        return self.kin.side(self.amount) if self.amount else None

    @property
    def word(self) -> str:
        return SIDE_TITLES[self.side] if self.side else ""

    @property
    def count(self) -> int:
        return self.kin.spread.count

    @property
    def few(self) -> bool:
        """Too few to say of one that it stands apart."""
        return not self.kin.spread.enough(self.kin.measure)

    @property
    def who(self) -> str:
        """What makes the cases alike, in words."""
        parts = [self.title, self.tier, translate(PARTY_TITLES[self.party_kind])]
        return " · ".join(part for part in parts if part)

    @property
    def basis(self) -> tuple[Citation, ...]:
        return (APL(5, 2), APL(34))

    @property
    def url(self) -> str:
        return self._url()

    @property
    def drawn(self) -> SafeString:
        spread = self.kin.spread
        rows = [
            charts.Dots(low, high, number, self._url(amount=f"{low}" if low == high else f"{low}-{high}"),
                        _("{amount} yuan: {n} fines").format(amount=money(low) if low == high else f"{money(low)}—{money(high)}", n=number))
            for low, high, number in _stacks(spread.amounts)
        ]  # fmt: skip
        mark = (
            charts.Mark(self.amount, _("this case {amount}").format(amount=money(self.amount))) if self.amount else None
        )
        label = _("Fines of like cases: {who}").format(who=self.who)
        return charts.dots(rows, mark, () if self.few else spread.quartiles, label, WIDTH)

    def _url(self, **more: str) -> str:
        here = links.resolve("register.url", "fines")
        set_to = {"violation": self.kin.code, "tier": self.kin.tier or "-", "party_kind": self.party_kind.value,
                  "since": self.kin.since.isoformat(), **more}  # fmt: skip
        return f"{here}?{urlencode(set_to)}" if here else ""


def likes(
    organ: int, code: str, tier: str, party_kind: PartyKind, on: date, *, law_day: date, amount: Decimal | None = None,
    without: Any = None,
) -> Likes | None:  # fmt: skip
    """Like cases of a fine that is being weighed; None where fines of that basis cannot be set side by side. One query."""
    try:
        row = catalog.violation(code, law_day)
    except BasisNotLoaded:
        return None
    as_citizen = bool(catalog.value("sole_trader.as_citizen", on, True))
    if not comparable(row, party_kind, as_citizen):
        return None
    named = next((one.title for one in row.tiers(party_kind, as_citizen) if one.key == tier), "")
    kin = Kin(organ, code, tier, party_kind, on, measure_on(lambda key: catalog.profile(key, on).value), without)
    return Likes(row.title, named, party_kind, kin, amount, catalog.profile("likeness.answer", on).value == REFUSE)


def _stacks(amounts: tuple[tuple[Decimal, int], ...]) -> Iterable[tuple[Decimal, Decimal, int]]:
    """(lowest, highest, number): one for each amount, or of many amounts those that lie near each other."""
    if len(amounts) <= STACKS:
        return [(amount, amount, number) for amount, number in amounts]
    low = amounts[0][0]
    width = (amounts[-1][0] - low) / STACKS
    found: dict[int, list[tuple[Decimal, int]]] = {}
    for amount, number in amounts:
        found.setdefault(min(int((amount - low) / width), STACKS - 1), []).append((amount, number))
    return [(same[0][0], same[-1][0], sum(number for _amount, number in same)) for same in found.values()]


def _beside(rows: str) -> Any:
    """What stands beside a form whose list `rows` names violations with tier and amount."""

    def drawn(asking: Asking, typed: Mapping[str, Any]) -> tuple[str, dict[str, Any]] | None:
        state: CaseState = asking.state
        acts = {one.key: one for one in state.violations}
        lines = [
            line
            for line in typed.get(rows) or ()
            if line.get("kind", "fine") == "fine" and line.get("violation") in acts
        ]
        found = [one for line in lines[:4] if (one := _of_line(asking, state, acts[line["violation"]], line))]
        return (TEMPLATE, {"likes": found}) if found else None

    return drawn


def _on_the_spot(asking: Asking, typed: Mapping[str, Any]) -> tuple[str, dict[str, Any]] | None:
    state: CaseState = asking.state
    found = _of_line(asking, state, state.violations[0], typed) if state.violations else None
    return (TEMPLATE, {"likes": [found]}) if found else None


def _of_line(asking: Asking, state: CaseState, act: Violation, line: Mapping[str, Any]) -> Likes | None:
    kind = next((one.kind for one in state.parties if one.key == act.party), None)
    tier = str(line.get("tier") or "")
    if kind is None:
        return None
    return likes(
        state.organ, act.code, tier, kind, asking.day, law_day=act.law_day, amount=_amount(line.get("amount")), without=asking.matter
    )  # fmt: skip


def _amount(typed: Any) -> Decimal | None:
    try:
        amount = Decimal(str(typed or ""))
    except InvalidOperation:
        return None
    return amount if amount.is_finite() and 0 < amount < Decimal("1e12") else None


for _step, _rows in {"close_investigation": "worksheet", "notify": "lines", "decide": "lines"}.items():
    beside.add(f"ordinary:{_step}", Beside(_beside(_rows)))
for _step in ("notify", "decide"):
    beside.add(f"summary:{_step}", Beside(_on_the_spot))
