"""A door at which two stand at once, and one at which every sending comes twice."""

from __future__ import annotations

import uuid
from collections.abc import Callable
from datetime import datetime
from typing import Any
from uuid import UUID

from tests.cast import PIN, Cast
from tests.matters.killing import assert_gapless, contents
from tests.matters.together import together

from jinwu.bureau.models import RoleHolding, User
from jinwu.bureau.queries import forget_roles
from jinwu.collection.models import MovementRow
from jinwu.documents.models import Document, Number
from jinwu.kit import clock
from jinwu.law.roles import Role
from jinwu.matters import jobs, presence
from jinwu.matters.door import Done, Opening, perform
from jinwu.matters.errors import KeyReused, NoMatter, Stale
from jinwu.matters.scope import visible_to
from jinwu.record.models import Entry

ENDS_HEARING = ("report_hearing", "terminate_hearing")


def second_of_each(cast: Cast) -> Cast:
    """Whoever holds an office has a colleague in it: the deputy head holds all of them beside the others."""
    offices = set(Role) - {Role.OFFICER, Role.SYSTEM, Role.ADMINISTRATOR}
    for role in offices:
        RoleHolding.objects.create(user=cast.deputy_head, role=role, unit=cast.bureau, valid_from="2018-01-01")
    forget_roles()
    return cast


class Pair:
    """Takes every step with somebody else at the same moment; `steps` counts them."""

    def __init__(self, cast: Cast) -> None:
        self.cast, self.steps = cast, 0

    def other(self, by: User, step: str) -> User:
        """Who else may take the step: of two officers the other one; the presider alone reports, from a second device."""
        if step == "report_hearing":
            return by
        pair = {self.cast.officer.pk: self.cast.partner, self.cast.partner.pk: self.cast.officer}
        return pair.get(by.pk, self.cast.deputy_head)

    def two_people(self, matter: UUID | Opening, step: str, *, by: User, partner: int | None = None, data: Any,
                   at: datetime, key: UUID, seen: int | None) -> Done:  # fmt: skip
        """Two users with two keys on the same entry: one wins, the other is told; then the winner's sending comes again."""
        self.steps += 1
        second = self.other(by, step)
        beside = by.officer_id if partner and second is not by else partner
        if partner and beside != partner:
            chain = matter.matter if isinstance(matter, Opening) else matter
            presence.confirm_by_pin(chain, by.officer, PIN, on_device_of=second)
        keys = (key, uuid.uuid4())
        takes = [
            at_the_clock(lambda by=by, partner=partner, key=keys[0]: perform(
                matter, step, by=by, partner=partner, data=data, at=at, key=key, seen=seen)),
            at_the_clock(lambda by=second, partner=beside, key=keys[1]: perform(
                matter, step, by=by, partner=partner, data=data, at=at, key=key, seen=seen)),
        ]  # fmt: skip
        counted = counts()
        ended = together(*takes)
        won = [i for i, each in enumerate(ended) if isinstance(each, Done)]
        assert len(won) == 1, (step, ended)
        done, told = ended[won[0]], ended[1 - won[0]]
        assert not done.repeated
        if isinstance(matter, Opening):
            assert isinstance(told, KeyReused), (step, told)
        elif not visible_to((second, by)[won[0]]).filter(pk=matter).exists():
            assert step in ENDS_HEARING  # a presider sees the case as long as he presides
            assert isinstance(told, NoMatter), (step, told)
        else:
            assert isinstance(told, Stale), (step, told)
            assert (told.seen, told.head) == (seen, done.seq)
            assert [(one["seq"], one["step"]) for one in told.since] == [(done.seq, step)]
        assert_counted(counted, done)
        assert_repeats(takes[won[0]], done)
        return done

    def same_twice(self, matter: UUID | Opening, step: str, **given: Any) -> Done:
        """One sending from two devices at once, and once more later: it counts once and answers the same."""
        self.steps += 1
        take = at_the_clock(lambda: perform(matter, step, **given))
        counted = counts()
        ended = together(take, take)
        assert [type(each) for each in ended] == [Done, Done], (step, ended)
        first = next(each for each in ended if not each.repeated)
        again = next(each for each in ended if each.repeated)
        assert (again.matter, again.seq, again.stage, again.outcome) == (
            first.matter, first.seq, first.stage, first.outcome
        ), step  # fmt: skip
        assert_counted(counted, first)
        assert_repeats(take, first)
        return first

    def tick(self) -> int:
        """The clock comes round in two processes at once: each lapse is taken once."""
        self.steps += 1
        before = Entry.objects.count()
        ended = together(at_the_clock(jobs.tick), at_the_clock(jobs.tick))
        assert sum(ended) == Entry.objects.count() - before, ended
        return sum(ended)


def at_the_clock(work: Callable[[], Any]) -> Callable[[], Any]:
    """The work by the clock of this moment, in whatever thread."""
    now = clock.now()

    def worked() -> Any:
        with clock.fixed(now):
            return work()

    return worked


def counts() -> tuple[int, int, int, int]:
    """How many entries, papers, numbers in use and payments there are."""
    return (
        Entry.objects.count(), Document.objects.count(), Number.objects.exclude(status="unused").count(),
        MovementRow.objects.count(),
    )  # fmt: skip


def assert_counted(before: tuple[int, int, int, int], done: Done) -> None:
    """One entry, and of papers, numbers and payments as many as it says; a case that it splits off has one of each more."""
    beside = 1 if "child" in done.outcome else 0
    entries, papers, numbers, payments = (now - then for now, then in zip(counts(), before, strict=True))
    assert entries == 1 + beside
    assert papers == len(done.outcome.get("papers", ())) + beside
    assert numbers == len([name for name in done.outcome if name.startswith("number:")]) + beside
    moved = getattr(getattr(done.state, "ledger", None), "movements", ())
    assert payments == len([one for one in moved if one.entry == done.seq])
    assert_gapless()


def assert_repeats(take: Callable[[], Done], done: Done) -> None:
    """The same sending once more: the same answer, and nothing changes."""
    before = contents()
    again = take()
    assert again.repeated
    assert (again.matter, again.seq, again.stage, again.outcome) == (done.matter, done.seq, done.stage, done.outcome)
    assert contents() == before
