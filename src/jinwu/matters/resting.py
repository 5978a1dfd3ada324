"""What rests on an article: steps of the procedures, what is asked before them, periods. Read off the step tables."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from functools import cache

from jinwu.law.citations import Citation
from jinwu.law.timers import TIMERS
from jinwu.law.vocabulary import Guard, Procedure, Step, Timer

from .guards import asked_before, marked_always
from .kinds import procedures


@dataclass
class Resting:
    """`steps` cite the article themselves; `guards` are asked because of it, each with the steps that ask it."""

    steps: dict[str, list[Step]] = field(default_factory=dict)
    guards: list[tuple[Guard, list[Step]]] = field(default_factory=list)
    everywhere: list[Guard] = field(default_factory=list)  # asked before every step
    timers: list[Timer] = field(default_factory=list)

    def __bool__(self) -> bool:
        return bool(self.steps or self.guards or self.everywhere or self.timers)

    @property
    def by_procedure(self) -> list[tuple[Procedure, list[Step]]]:
        """The steps under their procedure, in the order declared."""
        return [(procedures[key], steps) for key, steps in self.steps.items()]


def resting(citation: Citation) -> Resting:
    """What rests on the article a citation names, whichever paragraph is cited."""
    return _index().get(_place(citation), Resting())


def _place(citation: Citation) -> tuple[str, int]:
    return citation.statute, citation.article


@cache
def _index() -> dict[tuple[str, int], Resting]:
    """Every article that something rests on; the tables stand once the program has started."""
    found: dict[tuple[str, int], Resting] = {}

    def at(basis: Iterable[Citation]) -> Iterator[Resting]:
        for place in dict.fromkeys(map(_place, basis)):
            yield found.setdefault(place, Resting())

    for procedure in procedures:
        for step in procedure.steps.values():
            for rest in at(step.basis):
                rest.steps.setdefault(procedure.key, []).append(step)
    for guard, steps in _asked():
        for rest in at(guard.basis):
            rest.guards.append((guard, steps))
    for guard in (*asked_before, *marked_always):
        for rest in at(guard.basis):
            rest.everywhere.append(guard)
    for timer in TIMERS.values():
        for rest in at(timer.basis):
            rest.timers.append(timer)
    return found


def _asked() -> list[tuple[Guard, list[Step]]]:
    """Every guard of the tables with the steps before which it is asked."""
    found: dict[int, tuple[Guard, list[Step]]] = {}
    for procedure in procedures:
        for step in procedure.steps.values():
            for guard in (*step.blocks, *step.marks):
                found.setdefault(id(guard), (guard, []))[1].append(step)
    return list(found.values())
