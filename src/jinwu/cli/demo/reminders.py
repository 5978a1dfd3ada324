"""The first-offence reminders: the fifty-two of 2023 that the report counts, and those that stand open today."""

from __future__ import annotations

import uuid
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from datetime import date, datetime, time, timedelta
from typing import Any

from jinwu.bureau.models import User
from jinwu.catalog.queries import work_calendar
from jinwu.kit import clock
from jinwu.matters import presence
from jinwu.matters.door import Opening, perform
from jinwu.matters.models import Matter

from .names import STREETS, Names
from .people import Cast

_NAMESPACE = uuid.UUID("b8c06a5d-7a54-4c0f-9d4c-5b1e0f6a2352")
#: Reminders of each month of 2023; fifty-two.
MONTHS = (2, 2, 4, 5, 6, 5, 5, 5, 6, 5, 4, 3)
SIGNATURE = "M20 60 C40 20 60 20 70 60 M80 30 L120 70 M130 40 C150 20 170 70 190 40"
#: Violation, facts, what is to be done, and whether it did slight harm; a shop's, except where a person's.
ACTS: tuple[tuple[str, str, str, str, str], ...] = (
    (
        "road.occupy",
        "sole_trader",
        "在门前人行道摆放货架1组，占用约1平方米",
        "将货架收回店内，不再占用人行道",
        "slight",
    ),
    ("appear.balcony", "sole_trader", "在临街窗外吊挂拖把、衣物3件", "取下吊挂物，保持临街立面整洁", "none"),
    ("road.occupy", "person", "在人行道临时摆摊，占用约1平方米", "立即撤除摊位，到便民疏导点经营", "slight"),
    ("appear.scribble", "sole_trader", "在电线杆张贴招工广告4张", "清除张贴的广告，恢复原貌", "slight"),
    ("appear.pile", "organisation", "在街道一侧堆放纸箱约2立方米", "清运堆放物，恢复通行", "slight"),
    ("road.hang", "organisation", "在路灯杆悬挂开业横幅1条", "拆除横幅，不再悬挂", "slight"),
)
SHOPS = ("水果店", "早餐店", "便利店", "五金店", "理发店", "面馆", "花店", "手机店")
FIRMS = ("百货有限公司", "家具有限公司", "装饰工程有限公司", "电器销售有限公司")


@dataclass
class Act:
    """One step to be taken at `at`."""

    name: str
    at: datetime
    step: str
    by: User
    partner: User | None
    data: dict[str, Any]
    order: int


@dataclass
class Script:
    """A reminder as the acts of its officers, planned before anything is written."""

    name: str
    officer: User
    partner: User
    acts: list[Act] = field(default_factory=list)

    def add(self, at: datetime, step: str, data: dict[str, Any], *, two: bool = False, by: User | None = None) -> None:
        partner = self.partner if two else None
        self.acts.append(Act(self.name, at, step, by or self.officer, partner, data, len(self.acts)))

    def begin(self, what: tuple[str, str, str, str, str], party: dict[str, Any], place: str, at: datetime, *,
              light: bool = False) -> None:  # fmt: skip
        code, _kind, facts, _requirement, harm = what
        seen = f"{at.year}年{at.month}月{at.day}日{at.hour}时{at.minute:02d}分，当事人{facts}，经指出表示立即整改。"
        self.add(at + timedelta(minutes=6), "detect", {
            "party": party, "violation": code, "act_from": at.isoformat(), "place": place, "facts": seen,
            "credential_shown": True, "recorder": f"YQ-ZFJ-{self.officer.pk % 158 + 1:04d}",
            "route": "light" if light else "first", "harm": "none" if light else harm,
        }, two=True)  # fmt: skip

    def issue(self, what: tuple[str, str, str, str, str], at: datetime, by: date, *, refused: bool = False) -> None:
        handed = {"method": "refused", "note": "店员称负责人不在，拒绝签收，社区工作人员在场。"} if refused else {
            "method": "signed", "signature": SIGNATURE}  # fmt: skip
        self.add(at, "issue", {"requirement": what[3] + "。", "correct_by": by.isoformat(), "explained": True} | handed,
                 two=True)  # fmt: skip

    def promise(self, at: datetime) -> None:
        self.add(at, "promise", {"promise": "已知悉上述内容，承诺按要求改正，不再实施同类行为。"})

    def check(self, at: datetime, *, corrected: bool = True) -> None:
        found = "到场复查，已按要求改正。" if corrected else "到场复查，仍未改正。"
        outcome = "corrected" if corrected else "not_corrected"
        self.add(at, "check_correction", {"outcome": outcome, "finding": found}, two=True)

    def no_penalty(self, at: datetime) -> None:
        self.add(at, "record_no_penalty", {"education": "现场讲解有关规定和再次违法的后果，当事人表示理解并接受。"})

    def escalate(self, at: datetime) -> None:
        self.add(at, "escalate", {"ground": "not_corrected", "reason": "期限届满经复查仍未改正，转行政处罚程序办理。"})


def build(cast: Cast, start: datetime, report: Callable[[int, int], None], *, past: bool = True) -> int:
    """Take every planned act in the order of time; how many reminders there are. Without `past` only those of today."""
    names = Names(seed=20230352)
    scripts = [*(_year_2023(cast, names) if past else ()), *_open_today(cast, names, start)]
    acts = sorted((act for script in scripts for act in script.acts), key=lambda act: (act.at, act.name, act.order))
    last = {script.name: script.acts[-1] for script in scripts}
    seen: dict[str, int] = {}
    finished = 0
    for act in acts:
        with clock.fixed(act.at):
            _take(act, seen)
        if last[act.name] is act:
            finished += 1
            report(finished, len(scripts))
    return len(scripts)


def _take(act: Act, seen: dict[str, int]) -> None:
    matter, key = uuid.uuid5(_NAMESPACE, act.name), uuid.uuid5(_NAMESPACE, f"{act.name}:{act.order}:{act.step}")
    head = Matter.objects.filter(pk=matter).values_list("head_seq", flat=True).first() or 0
    if act.partner and head <= seen.get(act.name, 0):
        presence.confirm_own(matter, act.partner)
    done = perform(
        Opening("reminder", matter) if act.step == "detect" else matter, act.step, by=act.by,
        partner=act.partner.officer_id if act.partner else None, data=act.data, at=act.at, key=key,
        seen=seen.get(act.name),
    )  # fmt: skip
    seen[act.name] = done.seq


def _year_2023(cast: Cast, names: Names) -> Iterator[Script]:
    """Fifty-two: most corrected and not penalised, six not corrected and gone over to a case."""
    calendar = work_calendar()
    for i, at in enumerate(_days_2023()):
        what = ACTS[i % len(ACTS)]
        script = Script(f"2023-提-{i + 1:03d}", *cast.pairs[i % len(cast.pairs)])
        script.begin(what, _party(names, what[1]), _place(names), at, light=i % len(ACTS) == 1)
        by = calendar.add_working_days(at.date(), 2 + i % 3)
        script.issue(what, at + timedelta(minutes=14), by, refused=i == 30)
        if i % 2 == 0:
            script.promise(at + timedelta(minutes=18))
        again = _at(calendar.add_working_days(by, 1), 9 + i % 7, 11 * i % 60)
        if i % 9 == 4:
            script.check(again, corrected=False)
            script.escalate(again + timedelta(minutes=40))
        else:
            if i % 13 == 6:
                script.check(again, corrected=False)
                again = _at(calendar.add_working_days(again.date(), 1), 15, 5)
            script.check(again)
            script.no_penalty(again + timedelta(minutes=20))
        yield script


def _open_today(cast: Cast, names: Names, now: datetime) -> Iterator[Script]:
    """What stands on the desks today: found, running, to be checked, overdue, not corrected, corrected."""
    calendar = work_calendar()
    plans = ((0, "detect"), (1, "issue"), (6, "issue"), (14, "issue"), (5, "not_corrected"), (4, "corrected"))
    for i, (days, until) in enumerate(plans):
        what = ACTS[0] if i % 2 == 0 else ACTS[5]
        script = Script(f"open-提-{i + 1:03d}", *cast.pairs[i % len(cast.pairs)])
        at = (
            now - timedelta(minutes=55)
            if days == 0
            else _at(work_calendar().working_days_back(now.date(), days), 10, 7 * i)
        )
        script.begin(what, _party(names, what[1]), _place(names), at)
        if until != "detect":
            by = calendar.add_working_days(at.date(), 3)
            script.issue(what, at + timedelta(minutes=14), by)
            if until != "issue":
                again = min(_at(by, 16, 20), now - timedelta(minutes=30))
                script.check(again, corrected=until == "corrected")
        yield script


def _days_2023() -> list[datetime]:
    """Fifty-two working hours of 2023, by month."""
    calendar, found = work_calendar(), []
    for month, count in enumerate(MONTHS, 1):
        working = [day for day in (date(2023, month, n) for n in range(1, 29)) if calendar.is_working(day)]
        found += [_at(working[i * len(working) // count], 9 + (i + month) % 7, 13 * i % 60) for i in range(count)]
    return found


def _party(names: Names, kind: str) -> dict[str, Any]:
    person = names.person()
    if kind == "person":
        return {"kind": kind, "name": person, "number": names.resident_id(), "address": names.address(),
                "phone": names.phone()}  # fmt: skip
    code = {"number_kind": "credit_code", "number": names.credit_code(), "address": names.address()}
    if kind == "sole_trader":
        shop = f"阳泉市城区{person[0]}记{names.random.choice(SHOPS)}"
        return {"kind": kind, "name": shop, "operator": person, "operator_number": names.resident_id(), **code}
    return {
        "kind": kind,
        "name": f"阳泉市{person[-1]}达{names.random.choice(FIRMS)}",
        "legal_representative": person,
        **code,
    }


def _place(names: Names) -> str:
    return f"{names.random.choice(STREETS)}{names.random.randint(1, 260)}号门前"


def _at(day: date, hour: int, minute: int) -> datetime:
    return datetime.combine(day, time(hour, minute), clock.ZONE)
