"""A step in words: who, from where to where, what is asked before it, what it makes, starts and stops. Read off its table.

Nothing is written here a second time: what the door executes is what is explained.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime
from functools import cached_property
from typing import Any

from jinwu.bureau.models import User
from jinwu.catalog import queries as catalog
from jinwu.kit import clock
from jinwu.law.messages import Message
from jinwu.law.problems import Problem
from jinwu.law.timers import TIMERS
from jinwu.law.vocabulary import ANY_STAGE, Actor, Finding, Guard, Procedure, Severity, Stage, Step, Timer
from jinwu.record import reader
from jinwu.record.models import Entry

from .context import Context
from .door import not_begun
from .guards import ROLE_NAMES, asked_early, asked_of, first_of_all
from .models import Matter
from .papers import papers
from .terms import length_words


@dataclass(frozen=True)
class Span:
    """A period with its length on a day; `sure` False: the number is only recalled or local, and not confirmed yet."""

    timer: Timer
    length: Message | None
    sure: bool = True


@dataclass(frozen=True)
class Explained:
    """A step as its table has it."""

    step: Step
    procedure: Procedure
    on: date

    @property
    def who(self) -> list[str]:
        """The roles that may take it, in one order everywhere."""
        return [title for role, title in ROLE_NAMES.items() if role in self.step.by]

    @property
    def two(self) -> bool:
        return self.step.actor is Actor.TWO_OFFICERS

    @property
    def anywhere(self) -> bool:
        """Whether it may be taken at every stage."""
        return ANY_STAGE in self.step.sources

    @property
    def sources(self) -> list[Stage]:
        """The stages it may be taken from, in their order."""
        return [stage for key, stage in self.procedure.stages.items() if key in self.step.sources]

    @property
    def targets(self) -> list[Stage]:
        """Where it leads, or may lead; none: the matter stays where it is."""
        named = (*((self.step.target,) if self.step.target else ()), *self.step.leads)
        return [stage for key, stage in self.procedure.stages.items() if key in named]

    @cached_property
    def follows(self) -> list[Step]:
        """The steps of the main road that are possible where it leads."""
        found = (one for stage in self.targets for one in self.procedure.next_steps(stage.key))
        return list({one.key: one for one in found if not one.side and one is not self.step}.values())

    @property
    def papers(self) -> list[str]:
        """The titles of the papers it makes."""
        return [papers[key].title if key in papers else key for key in self.step.papers]

    @property
    def starts(self) -> list[Span]:
        return [span(timer, self.on) for timer in self.step.starts]

    @property
    def stops(self) -> list[Timer]:
        return [TIMERS[key] for key in self.step.stops]

    @property
    def guards(self) -> tuple[Guard, ...]:
        """What is asked before it, its own questions first."""
        return asked_of(self.step)


def explain(procedure: Procedure, step: Step, on: date) -> Explained:
    """The step as the tables, and the profile of a day, have it."""
    return Explained(step, procedure, on)


def span(timer: Timer, on: date) -> Span:
    """The length of a period on a day: a number of the law, or the profile's value."""
    if isinstance(timer.length, int):
        return Span(timer, length_words(timer.kind, timer.length))
    try:
        row = catalog.profile(timer.length, on)
    except Problem:
        return Span(timer, None, sure=False)
    return Span(timer, length_words(timer.kind, int(row.value)), row.confirmed)


# where a step of one matter stands


@dataclass(frozen=True)
class Asked:
    """A guard with its answer: ``met``, ``unmet``, ``later`` (only what is filled in will tell). `by` and `at` name the act
    that answers it."""

    guard: Guard
    state: str
    finding: Finding | None = None
    by: str = ""
    at: datetime | None = None

    @property
    def marks(self) -> bool:
        """Whether it only marks: the act is recorded with its defect."""
        return self.guard.severity is Severity.MARK


class _Later(Exception):
    """The answer hangs on what is filled in."""


class _Unseen(type):
    def __getattr__(cls, name: str) -> Any:
        raise _Later


class _NotFilledIn(metaclass=_Unseen):
    """Stands for the input while there is none: whoever looks into it, or asks of which kind it is, must wait."""

    def __getattr__(self, name: str) -> Any:
        raise _Later

    def __bool__(self) -> bool:
        raise _Later


def asked(matter: Matter, step: Step, *, by: User, at: datetime | None = None) -> list[Asked]:
    """Every guard of a step of a matter, met ones too, each with its state before anything is filled in.

    A step whose turn has not come is asked nothing else: its guards may rely on its stage.
    """
    ctx = not_begun(matter, step, by=by, at=at or clock.now())
    first = {guard: _answer(guard, ctx) for guard in first_of_all}
    possible = all(one.state == "met" for one in first.values())
    early = asked_early(step)
    found = [
        first.get(one) or (_answer(one, ctx, early=one in early) if possible else Asked(one, "later"))
        for one in asked_of(step)
    ]
    return list(_signed(matter, found))


def _answer(guard: Guard, ctx: Context, *, early: bool = True) -> Asked:
    """What a guard says now. One that was not written to be asked early sees an input into which nobody can look."""
    ctx.data = None if early else _NotFilledIn()
    try:
        finding = guard.check(ctx)
    except _Later:
        return Asked(guard, "later")
    except Problem as problem:
        finding = problem.finding()
    return Asked(guard, "unmet", finding) if finding else Asked(guard, "met")


def _signed(matter: Matter, found: Iterable[Asked]) -> Iterable[Asked]:
    """Met guards with who answered them by which act, where an act does."""
    found = list(found)
    wanted = {key for one in found if one.state == "met" for key in one.guard.met_by}
    last = _last_acts(matter, wanted) if wanted else {}
    for one in found:
        acts = [last[key] for key in one.guard.met_by if key in last] if one.state == "met" else []
        if acts:
            entry = max(acts, key=lambda entry: entry.seq)
            yield Asked(one.guard, one.state, by=reader.body(entry)["by"]["name"], at=entry.act_at)
        else:
            yield one


def _last_acts(matter: Matter, steps: set[str]) -> dict[str, Entry]:
    """The last entry of each of these steps."""
    entries = Entry.objects.filter(chain=matter.pk, step__in=sorted(steps)).order_by("step", "-seq").distinct("step")
    return {entry.step: entry for entry in entries}
