"""The pages of one case in one volume: each item with its bytes, set, counted and attributed."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from jinwu.bureau.queries import unit_name
from jinwu.documents import store
from jinwu.documents.papers_data import chinese_day, moment
from jinwu.documents.render import render
from jinwu.matters.copies import NoCopy, of_record
from jinwu.matters.state import Act, State

from . import order as where
from . import sources
from .contents import Item, outward, photos_of, recordings_kept
from .pdf import Unreadable, page_count
from .pictures import Shot, note_page, photo_pages, scan_page
from .plans import Plan
from .recorded import recordings

#: Kinds of evidence (APL 46) that the file itself asks for.
SCENE, AUDIOVISUAL = "勘验笔录、现场笔录", "视听资料"


@dataclass(frozen=True)
class Leaf:
    """One item as it is bound. `lost`: something stands in its place that says why."""

    item: Item
    pdf: bytes
    pages: int
    author: str
    title: str
    lost: bool = False


@dataclass(frozen=True)
class Case:
    """A case whose file is bound: its state, its acts, what its procedure says, and the day and time of the binding."""

    state: State
    acts: tuple[Act, ...]
    plan: Plan
    at: datetime

    @property
    def organ(self) -> str:
        return unit_name(self.state.organ, self.at.date())

    @property
    def unit(self) -> str:
        return unit_name(self.state.unit, self.at.date())

    @property
    def name(self) -> str:
        return self.plan.cover(self.state).name

    def act(self, entry: int) -> Act | None:
        return next((act for act in self.acts if act.seq == entry), None)

    def people(self, entry: int) -> str:
        """Who acted in an entry: the officer and the second one."""
        act = self.act(entry)
        return "、".join(by.name for by in (act.by, act.partner) if by) if act else ""


def leaves_of(case: Case, items: Iterable[Item]) -> list[Leaf]:
    """The items with their pages."""
    return [_leaf(case, item) for item in items]


def _leaf(case: Case, item: Item) -> Leaf:
    made = _LISTS.get(item.key)
    if made is not None and not item.supplement:
        pdf, lost = made(case, item), False
    elif item.copy:
        pdf, lost = _copy(case, item)
    else:
        pdf, lost = _bytes(case, item)
    return Leaf(item, pdf, page_count(pdf), _author(case, item), item.title, lost)


def _author(case: Case, item: Item) -> str:
    """责任者: the organ of what bears its number, whoever acted of the rest."""
    paper = next((one for one in case.state.papers if one.key == item.key), None)
    if paper is not None and outward(paper):
        return case.organ
    return case.people(item.entry) or case.unit


def _copy(case: Case, item: Item) -> tuple[bytes, bool]:
    """The sheet of an act as the record says it; a note where the record no longer has what it needs."""
    try:
        return of_record(case.acts, case.state.procedure, item.copy, item.entry).pdf, False
    except NoCopy:
        return note_page(item.title, "本件要件在案卷记录中不全，未能排印。", organ=case.organ, at=case.at), True


def _bytes(case: Case, item: Item) -> tuple[bytes, bool]:
    """The pages of the sources as they were kept; a note in the place of those that cannot be bound."""
    parts, lost = [], False
    for source in item.sources:
        pdf, why = _source(case, item, source)
        if pdf is None:
            lost = True
            pdf = note_page(item.title, f"{why}\n登记的摘要：{sources.shown(source)}", organ=case.organ, at=case.at)
        parts.append(pdf)
    if len(parts) == 1:
        return parts[0], lost
    from .pdf import Sheets, merge

    return merge([Sheets(item.title, part, numbered=False) for part in parts], title=item.title, at=case.at).pdf, lost


def _source(case: Case, item: Item, source: str) -> tuple[bytes | None, str]:
    try:
        content = sources.read(source)
    except sources.Lost:
        return None, "本件原始数据缺失或者与登记摘要不符，未能装订。"
    media = store.media_type(content)
    if media == store.PDF:
        try:
            page_count(content)
        except Unreadable:
            return None, "本件PDF文件不能打开，未能装订，见随案电子原件。"
        return content, ""
    made = scan_page(content, organ=case.organ, title=item.title, at=case.at)
    return made, "" if made else "本件格式不能排印，未能装订，见随案电子原件。"


# the lists


def _photos(case: Case, item: Item) -> bytes:
    proves = {one.sha256: one.proves for one in case.plan.proofs(case.state) if one.sha256}
    shots = []
    for one in photos_of(case.state):
        if one.sha256 not in item.sources:
            continue
        act = case.act(one.entry)
        place = str(getattr(act.data, "place", "") or "") if act else ""
        shots.append(Shot(
            title=one.title or f"照片{len(shots) + 1}", by=case.people(one.entry),
            at=moment(one.taken_at) if one.taken_at else moment(act.at) if act else "", place=place or case.state.place,
            proves=proves.get(one.sha256, "") or _shown(case, one.entry)[:80], digest=sources.shown(one.sha256), content=_kept(one.sha256),
        ))  # fmt: skip
    return photo_pages(shots, organ=case.organ, case=case.name, title=item.title, at=case.at)


def _shown(case: Case, entry: int) -> str:
    """What photographs of an act prove: what its own evidence does, else the records of the scene."""
    found = [one for one in case.plan.proofs(case.state) if not one.sha256]
    own = [one for one in found if one.entry == entry] or [one for one in found if one.kind == SCENE]
    return "；".join(dict.fromkeys(one.proves for one in own))


def _evidence(case: Case, item: Item) -> bytes:
    rows = [
        {"kind": one.kind, "title": one.title, "proves": one.proves, "source": one.source,
         "taken": f"{one.by}　{chinese_day(one.on)}", "digest": sources.shown(one.sha256) if one.sha256 else ""}
        for one in case.plan.proofs(case.state)
    ]  # fmt: skip
    return _set(case, "file_evidence", rows)


def _recordings(case: Case, item: Item) -> bytes:
    rows = _recorded(case) or [{"link": "—", "what": "本案无视听资料", "at": "—"}]
    return _set(case, "file_recordings", rows)


def _recorded(case: Case) -> list[dict[str, Any]]:
    rows: list[dict[str, Any]] = [
        {"link": one.link, "what": case.name, "at": moment(one.at), "recorder": one.recorder or "未登记"}
        for one in recordings(case.plan, case.acts)
    ]
    rows += [
        {"link": "随案保存", "what": one.title, "at": chinese_day(one.on), "recorder": one.source or one.by,
         "digest": sources.shown(one.sha256) if one.sha256 else ""}
        for one in case.plan.proofs(case.state) if one.kind == AUDIOVISUAL
    ]  # fmt: skip
    rows += [
        {"link": "随案保存", "what": one.title or "视听资料", "at": moment(one.taken_at) if one.taken_at else "—",
         "recorder": case.people(one.entry), "digest": sources.shown(one.sha256)}
        for one in recordings_kept(case.state)
    ]  # fmt: skip
    return rows


def _payments(case: Case, item: Item) -> bytes:
    return _set(case, "file_payments", _paid(case))


def _paid(case: Case) -> list[dict[str, Any]]:
    return [
        {"on": one.on, "party": one.party, "kind": one.kind, "amount": f"{one.amount:,.2f}", "receipt": one.receipt}
        for one in case.plan.paid(case.state)
    ]


#: Lists that cases sharing a volume have together, at its end.
SHARED = (where.RECORDINGS, where.PAYMENTS)


def shared_leaves(cases: list[Case]) -> list[Leaf]:
    """What the cases of one volume have together: one list of recordings, one of payments."""
    found = []
    for key, template, rows in (
        (where.RECORDINGS, "file_recordings", [row for case in cases for row in _recorded(case)]),
        (where.PAYMENTS, "file_payments", [row for case in cases for row in _paid(case)]),
    ):
        if rows:
            title, last = where.LISTS[key], cases[-1]
            data = {"organ": last.organ, "case": f"本卷案件{len(cases)}件", "rows": rows}
            made = render(template, data, on=last.at.date(), at=max(case.at for case in cases))
            item = Item(key, where.Place(where.OPEN, 0, 0, title), title, on=max(case.at for case in cases).date())
            found.append(Leaf(item, made.pdf, made.pages, last.unit, title))
    return found


def _reporter(case: Case, item: Item) -> bytes:
    data = {"organ": case.organ, "case": case.name, **case.plan.reporter(case.state)}
    return render("file_reporter", data, on=case.at.date(), at=case.at).pdf


def _set(case: Case, template: str, rows: list[dict[str, Any]]) -> bytes:
    data = {"organ": case.organ, "case": case.name, "rows": rows}
    return render(template, data, on=case.at.date(), at=case.at).pdf


def _kept(sha256: str) -> bytes | None:
    try:
        return sources.read(sha256)
    except sources.Lost:
        return None


_LISTS = {
    where.PHOTOS: _photos, where.EVIDENCE: _evidence, where.RECORDINGS: _recordings, where.PAYMENTS: _payments,
    where.REPORTER: _reporter,
}  # fmt: skip
