"""Numbers of law with the day each came into force and the article that sets it."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import Generic, NamedTuple, TypeVar

from .citations import Citation
from .messages import say
from .problems import Problem

T = TypeVar("T")


class NoLawOnDay(Problem):
    """The law of that day is not held here: older matters are taken over as old books, never judged anew."""

    since: date
    value: object
    citation: Citation


class InForce(NamedTuple, Generic[T]):
    """What `Parameter.on` answers."""

    value: T
    citation: Citation
    since: date


@dataclass(frozen=True)
class Parameter(Generic[T]):
    """`values` are (from_date, value, citation), oldest first."""

    key: str
    values: tuple[tuple[date, T, Citation], ...]

    def __post_init__(self) -> None:
        days = [since for since, _, _ in self.values]
        if not days or days != sorted(set(days)):
            raise ValueError(f"parameter {self.key!r}: give its values oldest first, each day once")

    def on(self, day: date) -> InForce[T]:
        """The value in force on `day`. Raises `NoLawOnDay` before the first one."""
        found = None
        for since, value, citation in self.values:
            if since <= day:
                found = InForce(value, citation, since)
        if found is None:
            since, _, citation = self.values[0]
            raise NoLawOnDay(
                say(
                    "The law of {day} is not held here; the oldest that is held applies from {since} on.",
                    day=day,
                    since=since,
                ),
                say("Check the date; take a matter of that time over as an old book."),
                (citation,),
            )
        return found
