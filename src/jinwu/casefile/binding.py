"""Binding: cover, index, the items numbered page by page, verification sheet; one PDF a part, with bookmarks.

An archived file is bound from what its archive step fixed and comes out the same each time; one that is not archived yet is
bound as a draft. A volume of summary cases holds many of them; a long file is split into parts.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date, datetime

from django.utils import translation

from jinwu.catalog.queries import value
from jinwu.documents.papers_data import chinese_day
from jinwu.documents.render import Mark, MarkKind, render
from jinwu.law.messages import say
from jinwu.law.problems import Problem
from jinwu.law.retention import PERMANENT
from jinwu.matters import replay
from jinwu.matters.copies import of_acts
from jinwu.matters.kinds import procedures
from jinwu.matters.models import Matter
from jinwu.matters.state import fold
from jinwu.ui.translate import translate

from . import gate
from .contents import Item, as_sealed, items_of
from .leaves import SHARED, Case, Leaf, leaves_of, shared_leaves
from .order import CHINESE, INTERNAL, OPEN, Order, order_of
from .pdf import Merged, Sheets, merge
from .plans import plans
from .sources import verified
from .state import file_of


class NothingToBind(Problem):
    """The volume has nothing in it, or the kind of matter has no file."""


#: A leaf and the case it belongs to; None: all cases of the volume.
Bindable = tuple[Case | None, Leaf]


@dataclass(frozen=True)
class Volume:
    """One part of a volume, bound. `number` is empty for a draft."""

    number: str
    volume: str
    part: int
    parts: int
    merged: Merged
    body: int  # numbered pages
    leaves: tuple[Leaf, ...]

    @property
    def pdf(self) -> bytes:
        return self.merged.pdf


def bind(matters: Iterable[Matter], volume: str = OPEN) -> list[Volume]:
    """The volume of these cases, in its parts. Raises `NothingToBind`."""
    cases = [case_of(matter) for matter in matters]
    found: list[Bindable] = [
        (case, leaf) for case in cases for leaf in leaves_of(case, items_in(case, volume, len(cases) > 1))
    ]
    if len(cases) > 1:
        found += [(None, leaf) for leaf in shared_leaves(cases)]
    if not found:
        raise NothingToBind(
            say("This volume has nothing in it."), say("Choose the other volume, or wait for the first document.")
        )
    at = max(case.at for case in cases)
    limit = int(value("casefile.pages_per_volume", at.date(), 200))
    parts = list(_split(found, limit))
    return [_part(cases, part, volume, n, len(parts), at) for n, part in enumerate(parts, 1)]


def missing(matters: Iterable[Matter]) -> list[gate.Gap]:
    """What the files of these cases lack, as they stand."""
    found = []
    for matter in matters:
        case = case_of(matter)
        found += gate.gaps(case.state, case.plan, all_items(case), case.at.date(), verified, case.acts)
    return found


def case_of(matter: Matter) -> Case:
    """A case as its record tells it, dated by its archive step or else its latest act. Raises `NothingToBind`."""
    plan = plans.get(matter.procedure)
    if plan is None:
        raise NothingToBind(say("This kind of matter has no bound file."), say("Only penalty cases have one."))
    procedure = procedures[matter.procedure]
    acts = tuple(replay.acts(matter.pk, procedure))
    state = None
    for act in acts:
        state = fold(state, act, procedure.steps[act.step], procedure.state)
    assert state is not None
    archived = [act.at for act in acts if act.step == "archive"] if file_of(state) else []
    return Case(state, acts, plan, archived[-1] if archived else acts[-1].at)


def items_in(case: Case, volume: str, shared: bool = False) -> list[Item]:
    """The items of one volume, as archived or as they stand; without the lists that cases of one volume share."""
    left_out = SHARED if shared else ()
    return [item for item in all_items(case) if item.place.volume == volume and item.key not in left_out]


def all_items(case: Case) -> list[Item]:
    items = items_of(case.state, case.plan, _order(case), of_acts(case.acts[0].matter, case.state))
    fixed = file_of(case.state)
    return as_sealed(items, fixed["index"]) if fixed else items


def _order(case: Case) -> Order:
    return order_of(case.plan.procedure, case.at.date())


def _split(found: list[Bindable], limit: int) -> Iterator[list[Bindable]]:
    """Runs of at most `limit` pages; an item is never torn."""
    part: list[Bindable] = []
    pages = 0
    for each in found:
        if part and pages + each[1].pages > limit:
            yield part
            part, pages = [], 0
        part.append(each)
        pages += each[1].pages
    yield part


def _part(cases: list[Case], found: list[Bindable], volume: str, part: int, parts: int, at: datetime) -> Volume:
    fixed = file_of(cases[0].state)
    number = fixed["number"] if fixed else ""
    mark = None if fixed or _shelf(cases[0]) else Mark(MarkKind.DRAFT)
    body = sum(leaf.pages for _case, leaf in found)
    day, many = at.date(), len(cases) > 1
    with translation.override("zh-hans"):
        front = {
            "file_cover": _cover(cases, volume, number, part, parts, len(found), body),
            "file_index": {"organ": cases[0].organ, "number": number, "volume": CHINESE[volume], "rows": _rows(found, many)},
            "file_verification": _verification(cases, found, volume, number, body, at),
        }  # fmt: skip
    set_ = {key: render(key, data, on=day, at=at, mark=mark).pdf for key, data in front.items()}
    sheets = [
        Sheets("封面", set_["file_cover"], numbered=False),
        Sheets("卷内目录", set_["file_index"], numbered=False),
        *(
            Sheets(_bookmark(leaf), leaf.pdf, case.name if many and case else leaf.item.place.title if not many else "")
            for case, leaf in found
        ),
        Sheets("备考表", set_["file_verification"], numbered=False),
    ]
    title = f"{cases[0].organ}案卷　{number or cases[0].name}　{CHINESE[volume]}"
    merged = merge(sheets, title=title, at=at)
    return Volume(number, volume, part, parts, merged, body, tuple(leaf for _case, leaf in found))


def _bookmark(leaf: Leaf) -> str:
    return f"{leaf.title}　{leaf.item.number}".strip("　")


def _cover(
    cases: list[Case], volume: str, number: str, part: int, parts: int, items: int, pages: int
) -> dict[str, str]:
    shown = [case.plan.cover(case.state) for case in cases]
    first, last = shown[0], shown[-1]
    filed, closed = [one.filed_on for one in shown if one.filed_on], [one.closed_on for one in shown if one.closed_on]
    many = len(cases) > 1
    return {
        "organ": cases[0].organ, "volume": CHINESE[volume], "number": number, "shelf": _shelf(cases[0]),
        "case": f"{first.name}等{len(cases)}件" if many else first.name,
        "decision": f"{first.number}等{len(cases)}件（至{last.number}）" if many else first.number, "unit": cases[0].unit,
        "filed_on": _from_to(filed), "closed_on": _from_to(closed), "retention": _retention(cases[0]),
        "items": str(items), "pages": str(pages), "part": f"第{part}册（共{parts}册）" if parts > 1 else "",
    }  # fmt: skip


def _shelf(case: Case) -> str:
    """The number that the archivist gave."""
    return str(getattr(case.state, "details", {}).get("volume", ""))


def _from_to(days: list[date]) -> str:
    if not days:
        return ""
    first, last = min(days), max(days)
    return chinese_day(first) if first == last else f"{chinese_day(first)}至{chinese_day(last)}"


def _retention(case: Case) -> str:
    fixed = file_of(case.state)
    term = fixed["retention"] if fixed else value(f"casefile.retention.{case.plan.procedure}", case.at.date(), "")
    return "永久" if term == PERMANENT else f"{term}年" if term else "未定"


def _rows(found: list[Bindable], many: bool) -> list[dict[str, str]]:
    rows, page = [], 1
    for case, leaf in found:
        item = leaf.item
        last = page + leaf.pages - 1
        rows.append({
            "number": item.number, "author": leaf.author, "title": f"{leaf.title}（{case.name}）" if many and case else leaf.title,
            "on": item.on.isoformat() if item.on else "", "pages": str(page) if page == last else f"{page}-{last}",
            "note": "、".join(_notes(leaf)),
        })  # fmt: skip
        page = last + 1
    return rows


def _notes(leaf: Leaf) -> list[str]:
    item = leaf.item
    notes = [
        item.note,
        "扫描件" if item.scan else "",
        "归档后补充" if item.supplement else "",
        "缺原件" if leaf.lost else "",
    ]
    return [note for note in notes if note]


def _verification(
    cases: list[Case], found: list[Bindable], volume: str, number: str, pages: int, at: datetime
) -> dict[str, str]:
    remarks = []
    for case in cases:
        items = [item for item in all_items(case) if item.place.volume == volume]
        lacking = gate.gaps(case.state, case.plan, items, at.date(), verified, case.acts if volume == OPEN else ())
        for gap in lacking:
            said = translate(gap.what)
            remarks.append(f"{case.name}：{said}" if len(cases) > 1 else said)
    added = sum(1 for _case, leaf in found if leaf.item.supplement)
    if added:
        remarks.append(f"归档后补充{added}件，列于卷末。")
    acts = [act for act in cases[0].acts if act.step == "archive"]
    return {
        "organ": cases[0].organ, "number": number, "summary": f"本卷共{len(found)}件，{pages}页，页号自1至{pages}。",
        "remarks": "\n".join(dict.fromkeys(remarks)), "archivist": acts[-1].by.name if acts else "",
        "archived_on": chinese_day(at.date()) if acts else "",
    }  # fmt: skip


__all__ = ["INTERNAL", "OPEN", "NothingToBind", "Volume", "bind", "case_of", "missing"]
