"""What a check finds, and how it is told."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any
from uuid import UUID

from django.utils.translation import gettext as _

SHOWN = 20


@dataclass(frozen=True)
class Problem:
    """What is wrong, and what it means. `entry` is the id, where one is known; a missing entry has only chain and seq."""

    what: str
    meaning: str
    chain: UUID | None = None
    seq: int | None = None
    entry: int | None = None
    order: float = float("inf")  # by place of recording

    def __str__(self) -> str:
        said = _("{what} {meaning}").format(what=self.what, meaning=self.meaning)
        if self.chain is not None:
            where = _("Entry {seq} of chain {chain} (id {entry})")
        elif self.entry is not None:
            where = _("The entry with id {entry}")
        else:
            return said
        where = where.format(seq=self.seq, chain=self.chain, entry=self.entry or "—")
        return _("{where}: {said}").format(where=where, said=said)


@dataclass
class Findings:
    report: Callable[[str], Any]
    count: int = 0
    first: Problem | None = None

    def add(self, problem: Problem) -> None:
        self.count += 1
        if self.first is None or problem.order < self.first.order:
            self.first = problem
        if self.count <= SHOWN:
            self.report(str(problem))
        elif self.count == SHOWN + 1:
            self.report(_("… more follow; the first one is named at the end."))
