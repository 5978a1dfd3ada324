"""The chapters of the manual in their order, and the pages whose "help" opens each.

The text of a chapter stands in ``text/zh/KEY.md`` and ``text/en/KEY.md``; its first line is its title.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from jinwu.law.messages import N_

BEGIN, WORK, LOOK_UP = N_("To begin with"), N_("By role"), N_("To look up")


@dataclass(frozen=True)
class Chapter:
    """`pages` are names of addresses (``web/urls.py``), whole or as a beginning before ``*``."""

    key: str
    group: str
    pages: tuple[str, ...] = ()

    def helps(self, page: str) -> int:
        """How well it explains a page: the length of what fits; 0: not at all."""
        return max((len(one) for one in self.pages if _fits(one, page)), default=0)


def _fits(pattern: str, page: str) -> bool:
    return page.startswith(pattern[:-1]) if pattern.endswith("*") else page == pattern


CHAPTERS = (
    Chapter("first-hour", BEGIN, ("today", "matters", "account", "password", "set_language")),
    Chapter("matter", BEGIN, ("matter", "matter_record", "matter_presence", "document*", "file*")),
    Chapter("street", WORK, ("street*",)),
    Chapter("handler", WORK, ("matter_*",)),
    Chapter("unit-head", WORK),
    Chapter("reviewer", WORK),
    Chapter("head", WORK),
    Chapter("committee", WORK, ("sitting*",)),
    Chapter("fiscal", WORK, ("bank*",)),
    Chapter("disclosure", WORK),
    Chapter("archivist", WORK, ("matter_casefile", "scan*", "seals", "papers", "printing")),
    Chapter("statistician", WORK, ("report*",)),
    Chapter("supervisor", WORK),
    Chapter("administrator", WORK, ("register*", "form*")),
    Chapter("deadlines", LOOK_UP),
    Chapter("thresholds", LOOK_UP),
    Chapter("papers", LOOK_UP),
    Chapter("refusals", LOOK_UP, ("procedure*", "article")),
    Chapter("glossary", LOOK_UP),
    Chapter("questions", LOOK_UP),
)
BY_KEY = {chapter.key: chapter for chapter in CHAPTERS}


def for_page(page: str) -> Chapter | None:
    """The chapter that explains a page best; None: the page of contents does."""
    best = max(CHAPTERS, key=lambda chapter: chapter.helps(page))
    return best if best.helps(page) else None


def groups() -> Iterator[tuple[str, list[Chapter]]]:
    """The chapters under their headings."""
    for title in (BEGIN, WORK, LOOK_UP):
        yield title, [chapter for chapter in CHAPTERS if chapter.group == title]
