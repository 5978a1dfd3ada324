"""Collective discussion (集体讨论) of complex or major cases: quorum and majority of a committee (APL 57 ¶2). Pure."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal

#: How a member may stand: three ways to vote, and two ways not to.
VOTES = ("agree", "change", "against")
NOT_VOTING = ("recused", "absent")

_OUTCOMES = {"agree": "agreed", "change": "changed", "against": "rejected"}


@dataclass(frozen=True)
class Tally:
    """What a vote came to. `outcome`: agreed, changed, rejected; ``undecided`` where no side has the majority."""

    members: int
    present: int
    quorate: bool
    outcome: str


def tally(votes: Sequence[str], members: int, *, quorum: Decimal, majority: Decimal) -> Tally:
    """Count the votes of a committee of `members`.

    `quorum` and `majority` are percentages that must be exceeded: of all members by those who vote, and of those who vote
    by one side. Who is recused or absent is not among them, yet belongs to the committee.
    """
    cast = [vote for vote in votes if vote in VOTES]
    present = len(cast)
    outcome = "undecided"
    for vote, name in _OUTCOMES.items():
        if present and Decimal(cast.count(vote) * 100) > majority * present:
            outcome = name
    return Tally(members, present, Decimal(present * 100) > quorum * members, outcome)


def over(amount: Decimal | None, line: Decimal | None, *, inclusive: bool) -> bool:
    """Whether a sum reaches (`inclusive`) or exceeds a line; never without a line or a sum."""
    if amount is None or line is None:
        return False
    return amount >= line if inclusive else amount > line
