"""What lies in a file, in its order: papers with their proofs of service, photographs, evidence, lists. Pure.

What was archived is fixed: `sealed` is the order and the digest of every source as the entry of the archive step holds it;
what came later is bound behind it as a supplement.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import date, datetime
from typing import Any

from jinwu.documents.templates import templates
from jinwu.matters.copies import Copy
from jinwu.matters.state import Evidence, Paper, State

from . import order as where
from .order import Order, Place
from .plans import Plan
from .sources import of_paper

#: Papers that prove the service of another one and lie behind it.
RECEIPTS = ("service_receipt", "service_announcement")
NOTES = {"void": "作废", "corrected": "已更正", "replaced": "已更正"}
#: What became of the decision that a paper bears the number of.
FALLEN = {"revoked": "已撤销", "changed": "已变更"}


@dataclass(frozen=True)
class Item:
    """One line of the index. `key` is the part's own (``d3``, ``x2``) or the name of a list; `sources` what its
    pages come from (`sources.py`); `entry` the act it came with."""

    key: str
    place: Place
    title: str
    number: str = ""
    on: date | None = None
    sources: tuple[str, ...] = ()
    entry: int = 0
    note: str = ""
    copy: str = ""  # the sheet of the act `entry`, set from the record (`matters.copies`)
    scan: bool = False
    supplement: bool = False


def items_of(state: State, plan: Plan, order: Order, copied: Iterable[Copy] = ()) -> list[Item]:
    """Everything that lies in the file, in order, both volumes. `copied`: the sheets that single acts have."""
    served = {one.entry: one.paper for one in getattr(state, "services", ())}
    by_key = {paper.key: paper for paper in state.papers}
    found: list[tuple[tuple[Any, ...], Item]] = []
    for n, paper in enumerate(state.papers):
        item = _paper(state, paper, order)
        anchor = by_key.get(served.get(paper.entry, "")) if paper.paper in RECEIPTS else None
        if anchor is None:
            found.append(((item.place.group, item.place.within, n, 0, n), item))
        else:
            lies = order.place(anchor.paper, stage_at(state, anchor.at))
            item = replace(item, place=lies)
            found.append(((lies.group, lies.within, state.papers.index(anchor), 1, n), item))
    for n, item in enumerate(_lists(state, plan, order)):
        found.append(((item.place.group, item.place.within, len(state.papers) + n, 0, n), item))
    for copy in copied:
        if copy.maker.bound:
            item = _sheet(state, copy, order)
            found.append(((item.place.group, item.place.within, item.entry, 0, item.entry), item))
    return [item for _rank, item in sorted(found, key=lambda each: each[0])]


def sealed(items: Iterable[Item]) -> list[list[Any]]:
    """The order and the digests, as the entry of the archive step holds them. No name stands in it."""
    return [[item.place.volume, item.key, list(item.sources)] for item in items]


def as_sealed(items: list[Item], fixed: Iterable[Any]) -> list[Item]:
    """The items in the order that was archived, from the bytes that were; behind them what came later."""
    left = {item.key: item for item in items}
    found, later = [], []
    for volume, key, sources in fixed:
        item = left.pop(key, None)
        if item is None:
            continue
        kept = replace(item, place=replace(item.place, volume=volume), sources=tuple(sources))
        found.append(kept)
        added = tuple(one for one in item.sources if one not in kept.sources)
        if added:
            later.append(replace(item, place=kept.place, sources=added, supplement=True))
    behind = [replace(item, supplement=True) for item in left.values() if item.sources]
    return [*found, *later, *behind]


def unplaced(items: Iterable[Item]) -> list[Item]:
    """What the order does not know."""
    return [item for item in items if not item.place.known]


def photos_of(state: State) -> list[Evidence]:
    return [one for one in state.evidence if one.kind == "photo"]


def recordings_kept(state: State) -> list[Evidence]:
    return [one for one in state.evidence if one.kind == "recording"]


def stage_at(state: State, at: datetime) -> str:
    """The stage in which something of that time was done."""
    passed = [stage for stage, reached in state.passed if reached < at]
    return passed[-1] if passed else state.passed[0][0] if state.passed else state.stage


def _paper(state: State, paper: Paper, order: Order) -> Item:
    return Item(
        key=paper.key, place=order.place(paper.paper, stage_at(state, paper.at)), title=paper.title, number=paper.number,
        on=paper.at.date(), sources=(of_paper(paper),), entry=paper.entry, scan=bool(paper.scan),
        note=_note(state, paper),
    )  # fmt: skip


def _note(state: State, paper: Paper) -> str:
    """The remark of the index on a paper that no longer stands; the paper itself stays as it was issued."""
    if outward(paper) and paper.number:
        became = [one.status for one in getattr(state, "decisions", ()) if one.number == paper.number]
        if became and became[-1] in FALLEN:
            return FALLEN[became[-1]]
    return NOTES.get(paper.status, "")


def _sheet(state: State, copy: Copy, order: Order) -> Item:
    key = copy.maker.key
    return Item(
        key=f"{key}@{copy.seq}", place=order.place(key, stage_at(state, copy.at)), title=copy.maker.title, on=copy.at.date(),
        entry=copy.seq, copy=key,
    )  # fmt: skip


def _lists(state: State, plan: Plan, order: Order) -> Iterable[Item]:
    last = state.closed_at.date() if state.closed_at else None
    photos = photos_of(state)
    if photos:
        entry = photos[0].entry
        yield Item(where.PHOTOS, order.place(where.PHOTOS, ""), where.LISTS[where.PHOTOS], on=_taken(photos),
                   sources=tuple(dict.fromkeys(one.sha256 for one in photos)), entry=entry)  # fmt: skip
    recordings = recordings_kept(state)
    for key, there, sources in (
        (where.EVIDENCE, bool(list(plan.proofs(state))), ()),
        (where.RECORDINGS, bool(plan.recorded or recordings), tuple(one.sha256 for one in recordings)),
        (where.PAYMENTS, bool(list(plan.paid(state))), ()),
        (where.REPORTER, bool(plan.reporter(state)), ()),
    ):
        if there:
            yield Item(key, order.place(key, ""), where.LISTS[key], on=last, sources=sources)
    shown = {one.sha256 for one in photos}
    for proof in plan.proofs(state):
        if proof.sha256 and proof.sha256 not in shown:
            yield Item(
                f"proof:{proof.key}", order.place(where.PROOFS, ""), proof.title, on=proof.on, sources=(proof.sha256,)
            )


def _taken(photos: list[Evidence]) -> date | None:
    days = [one.taken_at.date() for one in photos if one.taken_at]
    return min(days, default=None)


def outward(paper: Paper) -> bool:
    """Whether a paper leaves the organ under a number of its own (文号)."""
    known = templates.get(paper.paper.removeprefix("corrected_"))
    return bool(known and known.number_class)
