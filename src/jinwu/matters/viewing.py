"""A matter as a reader sees it: what the panels of its page are given."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date, datetime
from functools import cached_property
from typing import Any

from jinwu.bureau.models import User
from jinwu.kit import clock
from jinwu.kit.permission import PERSONAL
from jinwu.law.roles import Role
from jinwu.law.vocabulary import Procedure, Step
from jinwu.record import reader
from jinwu.record.reader import Opened

from .door import examine_many, procedures, state_of
from .errors import Objection
from .models import Matter
from .offers import idle
from .state import State

#: Entries that the page of a matter shows; the page of its record shows them all.
SHOWN = 20


@dataclass(frozen=True)
class Viewer:
    """Who looks, in which roles."""

    user: User
    roles: frozenset[Role]

    @property
    def opens_numbers(self) -> bool:
        """Whether he may open a personal number in full (with a reason, and recorded)."""
        return PERSONAL.admits(self.roles, signed_in=True)


@dataclass
class MatterView:
    """A matter with its state; what costs a query is asked once, when a panel wants it."""

    row: Matter
    viewer: Viewer
    at: datetime = field(default_factory=clock.now)

    @property
    def today(self) -> date:
        return self.at.date()

    @cached_property
    def state(self) -> State:
        return state_of(self.row)

    @property
    def procedure(self) -> Procedure:
        return procedures[self.row.procedure]

    @property
    def stage_title(self) -> str:
        return self.procedure.stages[self.row.stage].title

    @cached_property
    def next(self) -> list[tuple[Step, list[Objection]]]:
        """The steps this viewer may take now, with what stands in their way."""
        return [(step, found) for step, found in self._examined if step.by & self.viewer.roles]

    @cached_property
    def others(self) -> list[Step]:
        """The steps of the main road that fall to somebody else."""
        people = set(Role) - {Role.SYSTEM}
        return [
            one for one, _found in self._examined if not one.side and one.by & people and not one.by & self.viewer.roles
        ]

    @cached_property
    def _examined(self) -> list[tuple[Step, list[Objection]]]:
        """Steps of whatever role, without those that have nothing to do in this matter."""
        examined = examine_many([self.row], by=self.viewer.user, at=self.at, whoever=True)[0]
        return [(step, found) for step, found in examined if not any(one.guard in idle for one in found)]

    @cached_property
    def entries(self) -> list[Opened]:
        """The latest entries of the record, newest first."""
        return reader.recent([self.row.pk], SHOWN)

    def step_title(self, key: str) -> str:
        """The title of a step; its key where the procedure no longer has it."""
        step: Any = self.procedure.steps.get(key)
        return step.title if step else key
