"""How a decision may be challenged, by the law of the day of the decision: reconsideration, suit, and their periods."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from .calendar import WorkCalendar
from .citations import ARL, ALitL, Citation
from .parameters import Parameter
from .periods import Due, due
from .timers import T18, T19, T20

#: A decision made on the spot goes to reconsideration first (ARL 2023, in force 2024-01-01).
_SUMMARY_FIRST = Parameter(
    "remedies.summary.reconsideration_first",
    ((date(2015, 5, 1), False, ALitL(44, 1)), (date(2024, 1, 1), True, ARL(23, 1, 1))),
)
_ORDINARY_FIRST = Parameter("remedies.ordinary.reconsideration_first", ((date(2015, 5, 1), False, ALitL(44, 1)),))
#: Whether the people's government at the same level alone decides on reconsideration (earlier: or the superior department).
_GOVERNMENT_ONLY = Parameter(
    "remedies.government_only", ((date(2015, 5, 1), False, ARL(0)), (date(2024, 1, 1), True, ARL(24, 1)))
)


@dataclass(frozen=True)
class Remedies:
    """What the remedies clause of a decision says.

    `clause_key`: ``reconsideration_first`` · ``either`` · ``either_2017`` (also to the superior department).
    `suit_months`: of a direct suit; it counts for nothing where reconsideration comes first.
    """

    reconsideration_first: bool
    reconsideration_days: int
    suit_months: int
    suit_days_after: int
    basis: tuple[Citation, ...]
    clause_key: str
    government_only: bool = True
    through_deciding_organ: bool = False  # the application may be handed to the organ that decided (ARL 32)


@dataclass(frozen=True)
class Windows:
    """Until when the remedies are open. `suit` None: only after reconsideration."""

    reconsideration: Due
    suit: Due | None


def remedies_for(kind: str, on: date) -> Remedies:
    """The remedies against a decision of `kind` (``summary`` or ``ordinary``) made on `on`.

    Raises `NoLawOnDay` before 2015-05-01, `ValueError` for another kind.
    """
    if kind not in ("summary", "ordinary"):
        raise ValueError(f"no decision of the kind {kind!r}")
    first = (_SUMMARY_FIRST if kind == "summary" else _ORDINARY_FIRST).on(on)
    government = _GOVERNMENT_ONLY.on(on).value
    basis = [ARL(20, 1), ALitL(45)]
    if first.value:
        basis.insert(1, first.citation)
    else:
        basis.insert(1, ALitL(46, 1))
    if not government:
        basis[0] = ARL(0)
    return Remedies(
        reconsideration_first=first.value,
        reconsideration_days=int(T18.length),
        suit_months=int(T19.length),
        suit_days_after=int(T20.length),
        basis=tuple(basis),
        clause_key="reconsideration_first" if first.value else "either" if government else "either_2017",
        government_only=government,
        through_deciding_organ=government and kind == "summary",
    )


def windows(remedies: Remedies, known: date, calendar: WorkCalendar) -> Windows:
    """The last days of the remedies for a party who learnt of the decision on `known`."""
    suit = None if remedies.reconsideration_first else due(T19, known, length=remedies.suit_months, calendar=calendar)
    return Windows(due(T18, known, length=remedies.reconsideration_days, calendar=calendar), suit)
