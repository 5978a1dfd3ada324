"""Where each paper lies in the file: dated data of the profile, a list of groups for each procedure.

A group names its volume (``open`` 正卷, ``internal`` 副卷), its title, the keys of papers and lists in their order, and the
stages whose papers end in it where the order does not know them.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import Any

from jinwu.catalog import queries as catalog
from jinwu.documents.contexts.sheets import Sheet
from jinwu.documents.templates import templates
from jinwu.law.messages import N_

OPEN, INTERNAL = "open", "internal"
VOLUMES = {OPEN: N_("Open volume"), INTERNAL: N_("Internal volume")}
CHINESE = {OPEN: "正卷", INTERNAL: "副卷"}
#: What the file makes of the state itself: photographs on pages, lists.
PHOTOS, PROOFS, EVIDENCE, RECORDINGS, PAYMENTS, REPORTER = (
    "photos", "proofs", "evidence_list", "recordings", "payments", "reporter",
)  # fmt: skip
LISTS = {
    PHOTOS: "现场照片", EVIDENCE: "证据目录", RECORDINGS: "视听资料说明", PAYMENTS: "缴款情况表", REPORTER: "举报人信息登记表",
}  # fmt: skip


@dataclass(frozen=True)
class Place:
    """Where something lies: volume, group, place within it; `known` False where the order does not name it."""

    volume: str
    group: int
    within: int
    title: str
    known: bool = True


@dataclass(frozen=True)
class Order:
    """The order of one procedure on a day."""

    groups: tuple[dict[str, Any], ...]

    def place(self, key: str, stage: str) -> Place:
        """The place of what is called `key`; one that the order does not know goes to the end of its stage's group."""
        for i, group in enumerate(self.groups):
            if key in group["keys"]:
                return Place(group["volume"], i, group["keys"].index(key), group["title"])
        volume = INTERNAL if _internal(key) else OPEN
        own = [(i, group) for i, group in enumerate(self.groups) if group["volume"] == volume]
        found = [(i, group) for i, group in own if stage in group.get("stages", ())] or own[-1:]
        if not found:
            return Place(volume, len(self.groups), 0, "其他材料", False)
        i, group = found[-1]
        return Place(volume, i, len(group["keys"]), group["title"], False)


def order_of(procedure: str, on: date) -> Order:
    """The order in force on `on`. Raises `ProfileMissing`."""
    return Order(tuple(catalog.profile(f"casefile.order.{procedure}", on).value))


def _internal(key: str) -> bool:
    """Whether an unknown paper is an internal sheet (opinions of those who approve): it does not go to the party."""
    paper = templates.get(key)
    return paper is not None and issubclass(paper.context, Sheet)
