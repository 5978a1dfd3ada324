"""Who sits on a committee (集体讨论的组成人员): by level, and on the team's level by the case's own team.

The profile value `committee.members` has `team` and `bureau`, and `teams` by code of a unit where teams differ: a case goes
to the committee of the nearest unit above it that is named there. Each is a list of accounts, or a table with `members`,
`chair` and `deputies`, who preside in the chair's absence.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import date
from typing import Any

from jinwu.bureau.models import User
from jinwu.bureau.queries import unit_codes
from jinwu.matters.state import State

#: Reads one value of the bureau's profile.
Profile = Callable[[str], Any]
KEY = "committee.members"


@dataclass(frozen=True)
class Member:
    """A member of a committee: the account, its person's name, and the officer where he is one."""

    id: int
    name: str
    officer: int | None = None
    account: str = ""


@dataclass(frozen=True)
class Committee:
    """A committee of a day. `code`: the unit it belongs to, where it has one of its own; `seats`: the accounts that the
    profile names, also of those who are gone."""

    level: str
    code: str
    seats: tuple[str, ...]
    chair: str
    deputies: tuple[str, ...]
    members: tuple[Member, ...]

    def presides(self, member: Member, there: Iterable[int]) -> bool:
        """Whether this member rightly presides when those of `there` (ids) take part: the chair, else a deputy; anyone
        where the profile names no chair."""
        if not self.chair or member.account == self.chair:
            return True
        present = set(there)
        away = not any(one.account == self.chair and one.id in present for one in self.members)
        return away and member.account in self.deputies

    def presiding(self, there: Iterable[int]) -> Member | None:
        """Who presides when those of `there` take part: the first who rightly does, else the first of them."""
        present = [one for one in self.members if one.id in set(there)]
        order = sorted(present, key=lambda one: (not self.presides(one, there), one.account != self.chair))
        return order[0] if order else None


def code_for(profile: Profile, level: str, units: Iterable[str]) -> str:
    """The unit whose own committee a case of these units (nearest first) goes to; empty: the one for all."""
    named = (profile(KEY) or {}).get("teams", {}) if level == "team" else {}
    return next((code for code in units if code in named), "")


def committee_at(profile: Profile, level: str, code: str = "") -> Committee:
    """The committee of a level, of one unit where it has its own. Unknown accounts are left out of `members`."""
    whole = profile(KEY) or {}
    said = whole.get("teams", {}).get(code) if code else whole.get(level)
    table = said if isinstance(said, dict) else {"members": said or []}
    seats = tuple(table.get("members", ()))
    known = {one.username: one for one in User.objects.filter(username__in=seats, is_active=True)}
    members = [Member(one.pk, one.get_full_name(), one.officer_id, name) for name in seats if (one := known.get(name))]
    return Committee(level, code, seats, table.get("chair", ""), tuple(table.get("deputies", ())), tuple(members))


def committee_of(profile: Profile, level: str, state: State, on: date) -> Committee:
    """The committee of a level that a case belongs before."""
    return committee_at(profile, level, code_for(profile, level, unit_codes(state.unit, on)))
