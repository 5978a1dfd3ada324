"""The formulas of fines: ranges, per unit, share of an amount, by the day, or left to a local rule.

A formula turns the facts that it asks for (`Base`) into `Bounds`. Catalogue rows store it as JSON, amounts as strings.
"""

from __future__ import annotations

from dataclasses import dataclass, fields
from decimal import ROUND_CEILING, ROUND_FLOOR, Decimal
from typing import Any, ClassVar

from .messages import N_, Message, say
from .money import FEN, ZERO, InvalidAmount, yuan
from .problems import Problem


class InvalidFormula(Problem):
    """JSON that is no formula, or a formula that contradicts itself."""


class BaseMissing(Problem):
    """The formula asks for a fact that was not given: an amount, a number of units, a number of days."""


class NoFine(Problem):
    """The rule sets no fine for this kind of party, or leaves it to a local rule that is not loaded."""


@dataclass(frozen=True)
class Base:
    """The facts a formula may ask for: an amount in yuan (cost, contract price, gains, daily fine), units, days."""

    amount: Decimal | None = None
    units: int | None = None
    days: int | None = None


@dataclass(frozen=True)
class Bounds:
    """The range in yuan that the rule allows for these facts. `low` 0 is never itself a fine."""

    low: Decimal
    high: Decimal
    low_inclusive: bool = True
    high_inclusive: bool = True

    def contains(self, amount: Decimal) -> bool:
        """Whether `amount` lies in the range."""
        return not self.below(amount) and not self.above(amount)

    def below(self, amount: Decimal) -> bool:
        """Whether `amount` lies below the minimum."""
        return amount < self.low or (amount == self.low and not self.low_inclusive)

    def above(self, amount: Decimal) -> bool:
        """Whether `amount` lies above the maximum."""
        return amount > self.high or (amount == self.high and not self.high_inclusive)


@dataclass(frozen=True)
class Formula:
    """A formula by its `type`; amounts are given in yuan, as Decimal, int or str."""

    type: ClassVar[str]

    def bounds(self, base: Base = Base()) -> Bounds:
        """The range for these facts. Raises `BaseMissing` for a fact not given."""
        raise NotImplementedError

    def as_json(self) -> dict[str, Any]:
        """JSON for the catalogue; values left at their default are left out."""
        stored: dict[str, Any] = {"type": self.type}
        for part in fields(self):
            value = getattr(self, part.name)
            if value != part.default:
                stored[part.name] = _plain(value)
        return stored

    def _amounts(self, *names: str) -> None:
        for name in names:
            value = getattr(self, name)
            if value is None:
                continue
            value = yuan(value)
            if value < 0:
                raise InvalidFormula(
                    say("The formula {type} has a negative amount: {amount}.", type=self.type, amount=value),
                    say("Enter amounts of 0 or more."),
                )
            object.__setattr__(self, name, value)

    def _factors(self, *names: str) -> None:
        for name in names:
            object.__setattr__(self, name, _factor(getattr(self, name)))

    def _ordered(self, low: Decimal, high: Decimal) -> None:
        if low > high:
            raise InvalidFormula(
                say(
                    "The formula {type} has a minimum of {low} above its maximum of {high}.",
                    type=self.type,
                    low=low,
                    high=high,
                ),
                say("Exchange or correct the two amounts."),
            )


@dataclass(frozen=True)
class Range(Formula):
    """From `low` to `high` yuan (…以上…以下: both included unless said otherwise)."""

    type = "RANGE"
    low: Decimal
    high: Decimal
    low_inclusive: bool = True
    high_inclusive: bool = True

    def __post_init__(self) -> None:
        self._amounts("low", "high")
        self._ordered(self.low, self.high)

    def bounds(self, base: Base = Base()) -> Bounds:
        return Bounds(self.low, self.high, self.low_inclusive and self.low > 0, self.high_inclusive)


@dataclass(frozen=True)
class UpTo(Formula):
    """Up to `high` yuan (…以下)."""

    type = "UP_TO"
    high: Decimal
    high_inclusive: bool = True

    def __post_init__(self) -> None:
        self._amounts("high")

    def bounds(self, base: Base = Base()) -> Bounds:
        return Bounds(ZERO, self.high, False, self.high_inclusive)


@dataclass(frozen=True)
class PerUnit(Formula):
    """From `low` to `high` yuan for each unit (place, bay, vehicle), together at most `cap`."""

    type = "PER_UNIT"
    low: Decimal
    high: Decimal
    cap: Decimal | None = None
    unit: str = ""

    def __post_init__(self) -> None:
        self._amounts("low", "high", "cap")
        self._ordered(self.low, self.high)
        if self.cap is not None:
            self._ordered(self.low, self.cap)

    def bounds(self, base: Base = Base()) -> Bounds:
        units = _units(base)
        return _capped(self.low * units, self.high * units, self.cap)


@dataclass(frozen=True)
class FixedPerUnit(Formula):
    """Exactly `amount` yuan for each unit, together at most `cap`."""

    type = "FIXED_PER_UNIT"
    amount: Decimal
    cap: Decimal | None = None
    unit: str = ""

    def __post_init__(self) -> None:
        self._amounts("amount", "cap")

    def bounds(self, base: Base = Base()) -> Bounds:
        total = self.amount * _units(base)
        return _capped(total, total, self.cap)


@dataclass(frozen=True)
class PercentOfBase(Formula):
    """From `low` to `high` percent of an amount; `base` names the amount in Chinese (建设工程造价)."""

    type = "PERCENT_OF_BASE"
    low: Decimal
    high: Decimal
    base: str = ""

    def __post_init__(self) -> None:
        self._factors("low", "high")
        self._ordered(self.low, self.high)

    def bounds(self, base: Base = Base()) -> Bounds:
        amount = _amount(base, self.base)
        return _whole_fen(amount * self.low / 100, amount * self.high / 100)


@dataclass(frozen=True)
class MultipleOfBase(Formula):
    """From `low` to `high` times an amount; `base` names the amount in Chinese (违法所得)."""

    type = "MULTIPLE_OF_BASE"
    low: Decimal
    high: Decimal
    base: str = ""

    def __post_init__(self) -> None:
        self._factors("low", "high")
        self._ordered(self.low, self.high)

    def bounds(self, base: Base = Base()) -> Bounds:
        amount = _amount(base, self.base)
        return _whole_fen(amount * self.low, amount * self.high)


@dataclass(frozen=True)
class DailyContinuous(Formula):
    """The original fine again for each day (按日连续处罚): `Base.amount` is the original fine, `Base.days` the days."""

    type = "DAILY_CONTINUOUS"

    def bounds(self, base: Base = Base()) -> Bounds:
        amount = _amount(base, "")
        if base.days is None or base.days < 1:
            raise BaseMissing(
                say("The fine is counted by days, and the number of days is not given."),
                say("Enter the days from the day after the order to correct until the re-check, 1 or more."),
            )
        total = yuan(amount * base.days)
        return Bounds(total, total)


@dataclass(frozen=True)
class ByLocalRule(Formula):
    """The amount stands in a local rule: `rule` names it, `formula` is what it says once it is loaded."""

    type = "BY_LOCAL_RULE"
    rule: str = ""
    formula: Formula | None = None

    def bounds(self, base: Base = Base()) -> Bounds:
        if self.formula is None:
            raise NoFine(
                say("The amount of this fine is left to a local rule, which is not loaded."),
                say("Load the local rule into the catalogue first, or impose a warning where that is enough."),
            )
        return self.formula.bounds(base)


FORMULAS: dict[str, type[Formula]] = {
    kind.type: kind
    for kind in (Range, UpTo, PerUnit, FixedPerUnit, PercentOfBase, MultipleOfBase, DailyContinuous, ByLocalRule)
}
FORMULA_TITLES: dict[str, str] = {
    "RANGE": N_("Range"),
    "UP_TO": N_("Up to an amount"),
    "PER_UNIT": N_("Range per unit"),
    "FIXED_PER_UNIT": N_("Fixed amount per unit"),
    "PERCENT_OF_BASE": N_("Percentage of an amount"),
    "MULTIPLE_OF_BASE": N_("Multiple of an amount"),
    "DAILY_CONTINUOUS": N_("Daily continuous fine"),
    "BY_LOCAL_RULE": N_("Set by a local rule"),
}


def formula_from_json(stored: Any) -> Formula:
    """The formula of catalogue JSON. Raises `InvalidFormula` that says what is wrong with it."""
    if not isinstance(stored, dict) or stored.get("type") not in FORMULAS:
        kind = stored.get("type") if isinstance(stored, dict) else stored
        raise InvalidFormula(
            say("“{type}” is no penalty formula.", type=str(kind)),
            say("Use one of: {known}.", known=", ".join(FORMULAS)),
        )
    kind = FORMULAS[stored["type"]]
    given = {name: value for name, value in stored.items() if name != "type"}
    known = {part.name for part in fields(kind)}
    if unknown := sorted(set(given) - known):
        raise wrong_parts(kind.type, say("has no place for {names}", names=", ".join(unknown)), known)
    try:
        if given.get("formula") is not None:
            given["formula"] = formula_from_json(given["formula"])
        return kind(**given)
    except TypeError:
        raise wrong_parts(kind.type, say("lacks an amount, or has one that is not written as text"), known) from None
    except InvalidAmount as problem:
        raise InvalidFormula(problem.message, problem.remedy) from None


def wrong_parts(kind: str, what: Message, known: Any) -> InvalidFormula:
    """The problem of a formula or rule whose JSON is not in order; `known` are the names it may use."""
    return InvalidFormula(
        say("The penalty formula {type} {what}.", type=kind, what=what),
        say("Use one of: {known}.", known=", ".join(sorted(known)) or "—"),
    )


def _factor(value: Any) -> Decimal:
    if isinstance(value, bool | float):
        raise TypeError("factors are Decimal, int or str")
    try:
        factor = Decimal(value)
    except ArithmeticError:
        factor = Decimal("NaN")
    if not factor.is_finite() or factor < 0:
        raise InvalidFormula(
            say("“{value}” is no percentage or multiple.", value=str(value)), say("Enter a number of 0 or more.")
        )
    return factor


def _units(base: Base) -> int:
    if base.units is None or base.units < 1:
        raise BaseMissing(
            say("The fine is counted by units, and their number is not given."),
            say("Enter how many units (places, bays, vehicles) were found, 1 or more."),
        )
    return base.units


def _amount(base: Base, name: str) -> Decimal:
    if base.amount is None or base.amount <= 0:
        what = say("The fine is counted from an amount ({name}) that is not given.", name=name)
        raise BaseMissing(
            what if name else say("The fine is counted from an amount that is not given."),
            say("Enter the amount in yuan with the evidence it rests on."),
        )
    return yuan(base.amount)


def _capped(low: Decimal, high: Decimal, cap: Decimal | None) -> Bounds:
    if cap is not None:
        low, high = min(low, cap), min(high, cap)
    return Bounds(yuan(low), yuan(high), low > 0)


def _whole_fen(low: Decimal, high: Decimal) -> Bounds:
    """Bounds in whole fen that never reach outside the exact ones."""
    if low == high:
        return Bounds(yuan(low), yuan(high))
    return Bounds(low.quantize(FEN, ROUND_CEILING), high.quantize(FEN, ROUND_FLOOR), low > 0)


def _plain(value: Any) -> Any:
    if isinstance(value, Formula):
        return value.as_json()
    return format(value, "f") if isinstance(value, Decimal) else value
