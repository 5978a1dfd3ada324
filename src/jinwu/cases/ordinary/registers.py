"""Two queues as registers: cases that wait for the legal review, and cases that wait for a head's decision."""

from __future__ import annotations

from typing import Any

from django.db.models import Q, QuerySet

from jinwu.bureau.models import User
from jinwu.kit import clock
from jinwu.kit.permission import COMMITTEE
from jinwu.kit.register import Column, Register, Show, register
from jinwu.law.messages import N_
from jinwu.law.roles import Role
from jinwu.matters import scope
from jinwu.matters.models import Matter
from jinwu.matters.registers import due_word

from .clue import HEADS
from .committee import deliberate, profile_on, waits_for_committee
from .stages import CLUE, INVESTIGATED, PERFORMED, RECHECKED, REVIEWED, ordinary
from .state import OrdinaryState

#: Stages whose next step on the main road is a head's.
FOR_HEADS = (CLUE, REVIEWED, RECHECKED, PERFORMED)


def for_review(user: User | None) -> QuerySet[Matter]:
    """Cases whose investigation is closed and that no one has reviewed yet."""
    return scope.visible_to(user).filter(procedure=ordinary.key, stage=INVESTIGATED).select_related("handler", "case")


def for_heads(user: User | None) -> QuerySet[Matter]:
    """Cases that wait for a head: a checked clue to be filed, a notice to be given, a decision, the closing."""
    rows = scope.visible_to(user).filter(procedure=ordinary.key, stage__in=FOR_HEADS)
    return rows.exclude(Q(stage=CLUE, state__clue__checked_at=None)).select_related("handler", "case")


def awaited_step(row: Matter) -> str:
    """The step of the main road that a head takes next; of a case that waits for a committee, its discussion."""
    if row.stage == RECHECKED and waits_for_committee(
        OrdinaryState.model_validate(row.state), profile_on(clock.today())
    ):
        return deliberate.title
    steps = [
        one
        for one in ordinary.next_steps(row.stage)
        if not one.side and one.by & set(HEADS) and Role.OFFICER not in one.by
    ]
    return steps[-1].title if steps else ""  # the one furthest on the road


def _case(name: str) -> Any:
    return lambda row: getattr(getattr(row, "case", None), name, None)


_COLUMNS = (
    Column("title", N_("Case and party"), "title", Show.LINK, sub="party_label"),
    Column("violation", N_("Violation"), _case("violation_title")),
    Column("due", N_("Deadline"), due_word, Show.STATE),
    Column("handler", N_("Handler"), "handler.name"),
    Column("acted", N_("Last act"), "acted_at", Show.DATE),
)


def _found(rows: QuerySet[Matter], words: str) -> QuerySet[Matter]:
    return scope.matching(rows, words)


register(
    Register(
        key="review_queue", title=N_("Waiting for legal review"), scope=for_review, columns=_COLUMNS,
        order=("due_on", "id"), permission=COMMITTEE, search=_found, search_hint=N_("Party, place or number"),
        group=N_("Matters"),
    )
)  # fmt: skip
register(
    Register(
        key="approvals", title=N_("Waiting for a head"), scope=for_heads,
        columns=(_COLUMNS[0], Column("step", N_("Next step"), awaited_step), *_COLUMNS[1:]), order=("due_on", "id"),
        permission=COMMITTEE, search=_found, search_hint=N_("Party, place or number"), group=N_("Matters"),
    )
)  # fmt: skip
