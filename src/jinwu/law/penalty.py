"""What a rule lets the authority impose: the fine for persons and for units, and what goes with it."""

from __future__ import annotations

from dataclasses import dataclass, fields
from enum import StrEnum
from typing import Any

from .formulas import (  # part of what this module offers
    FORMULA_TITLES,
    FORMULAS,
    Base,
    BaseMissing,
    Bounds,
    ByLocalRule,
    DailyContinuous,
    FixedPerUnit,
    Formula,
    InvalidFormula,
    MultipleOfBase,
    NoFine,
    PercentOfBase,
    PerUnit,
    Range,
    UpTo,
    formula_from_json,
    wrong_parts,
)
from .messages import say
from .parties import PartyKind, counts_as_citizen

__all__ = [
    "FORMULAS",
    "FORMULA_TITLES",
    "Base",
    "BaseMissing",
    "Bounds",
    "ByLocalRule",
    "Combine",
    "DailyContinuous",
    "FixedPerUnit",
    "Formula",
    "InvalidFormula",
    "MultipleOfBase",
    "NoFine",
    "PenaltyRule",
    "PerUnit",
    "PercentOfBase",
    "Range",
    "UpTo",
    "formula_from_json",
]


class Combine(StrEnum):
    """How the fine goes with the rule's other penalty (confiscation, warning)."""

    ALONE = "alone"  # 处罚款
    TOGETHER = "together"  # 并处罚款
    MAY_TOGETHER = "may_together"  # 可以并处罚款


@dataclass(frozen=True)
class PenaltyRule:
    """The penalty of one violation: the fine for persons and for units, and what goes with it.

    `may`: the authority may penalise (可以), else it shall. `with_warning`: a warning is among its kinds.
    `confiscation`: confiscation is mandatory, so the matter is never summary (APL 51).
    """

    person: Formula | None = None
    unit: Formula | None = None
    may: bool = False
    with_warning: bool = False
    combine: Combine = Combine.ALONE
    confiscation: bool = False
    other: tuple[str, ...] = ()  # keys of other kinds the rule allows, as the catalogue lists them

    def formula_for(self, kind: PartyKind | str, sole_trader_as_citizen: bool = True) -> Formula | None:
        """The formula for this kind of party; None: the rule sets no fine for it."""
        return self.person if counts_as_citizen(kind, sole_trader_as_citizen) else self.unit

    def bounds_for(self, kind: PartyKind | str, base: Base = Base(), sole_trader_as_citizen: bool = True) -> Bounds:
        """The range for this party and these facts. Raises `NoFine` or `BaseMissing`."""
        formula = self.formula_for(kind, sole_trader_as_citizen)
        if formula is None:
            raise NoFine(
                say("This violation sets no fine for this kind of party."),
                say("Check the kind of party and the violation, or impose a warning where the rule allows it."),
            )
        return formula.bounds(base)

    @property
    def summary_kinds(self) -> bool:
        """Whether its kinds (fine and warning only) leave the summary procedure open; the amount is another question."""
        return not self.confiscation and (self.with_warning or self.person is not None or self.unit is not None)

    def as_json(self) -> dict[str, Any]:
        """JSON for the catalogue."""
        return {
            "person": self.person.as_json() if self.person else None,
            "unit": self.unit.as_json() if self.unit else None,
            "may": self.may,
            "with_warning": self.with_warning,
            "combine": self.combine.value,
            "confiscation": self.confiscation,
            "other": list(self.other),
        }

    @classmethod
    def from_json(cls, stored: Any) -> PenaltyRule:
        """The rule of catalogue JSON; what is left out has its default. Raises `InvalidFormula`."""
        known = {part.name for part in fields(cls)}
        if not isinstance(stored, dict):
            raise wrong_parts("rule", say("is not a table of parts"), known)
        if unknown := sorted(set(stored) - known):
            raise wrong_parts("rule", say("has no place for {names}", names=", ".join(unknown)), known)
        for name in ("may", "with_warning", "confiscation"):
            if not isinstance(stored.get(name, False), bool):
                raise wrong_parts("rule", say("needs yes or no for {name}", name=name), known)
        combine = stored.get("combine", Combine.ALONE)
        if combine not in list(Combine):
            raise wrong_parts("rule", say("has an unknown combination {name}", name=str(combine)), list(Combine))
        return cls(
            person=formula_from_json(stored["person"]) if stored.get("person") else None,
            unit=formula_from_json(stored["unit"]) if stored.get("unit") else None,
            may=stored.get("may", False),
            with_warning=stored.get("with_warning", False),
            combine=Combine(combine),
            confiscation=stored.get("confiscation", False),
            other=_kinds(stored.get("other", ())),
        )


def _kinds(stored: Any) -> tuple[str, ...]:
    if not isinstance(stored, list | tuple) or not all(isinstance(kind, str) for kind in stored):
        raise wrong_parts("rule", say("needs a list of kinds for {name}", name="other"), ("other",))
    return tuple(stored)
