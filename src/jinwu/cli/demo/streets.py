"""The on-the-spot cases: the hundred of 2023 that the report counts, and those that stand open today.

Every act goes through the door, in the order in which it happened, on a clock that stands at that time.
"""

from __future__ import annotations

import uuid
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from datetime import date, datetime, time, timedelta
from decimal import Decimal
from typing import Any

from django.db import transaction

from jinwu.bureau.models import User
from jinwu.catalog.queries import work_calendar
from jinwu.documents import numbers
from jinwu.documents.models import FormBlock
from jinwu.kit import clock
from jinwu.matters import presence
from jinwu.matters.door import Opening, perform
from jinwu.matters.jobs import tick
from jinwu.matters.models import Matter

from .names import WARES, Names
from .people import Cast

_NAMESPACE = uuid.UUID("0c7d1f2e-57c9-4f43-9a53-2a6c3f2f2023")
#: Cases of each month of 2023; a hundred.
MONTHS = (3, 4, 7, 9, 10, 11, 12, 11, 10, 9, 8, 6)
SIGNATURE = "M20 60 C40 20 60 20 70 60 M80 30 L120 70 M130 40 C150 20 170 70 190 40"
FORMS = "on_the_spot_decision"


@dataclass(frozen=True)
class Spot:
    """What was seen: violation, facts, party and fine."""

    violation: str
    facts: str
    party: dict[str, Any]
    amount: Decimal
    tier: str
    campaign: str = ""


@dataclass
class Act:
    """One step to be taken at `at`."""

    case: str
    at: datetime
    step: str
    by: User
    partner: User | None
    data: dict[str, Any]
    order: int


@dataclass
class Script:
    """A case as the acts of its officers, planned before anything is written."""

    name: str
    officer: User
    partner: User
    spot: Spot
    place: str
    seen_at: datetime
    cast: Cast
    acts: list[Act] = field(default_factory=list)

    def add(self, at: datetime, step: str, by: User, data: dict[str, Any], *, two: bool = False) -> None:
        self.acts.append(Act(self.name, at, step, by, self.partner if two else None, data, len(self.acts)))

    def on_the_spot(self, *, until: str = "serve", refused: bool = False, payment: str = "bank") -> None:
        """The acts in the street, a few minutes apart, up to and including `until`."""
        spot, at = self.spot, self.seen_at
        fine = format(spot.amount, ".2f")
        steps: list[tuple[str, int, dict[str, Any]]] = [
            ("open", 6, {
                "party": spot.party, "violation": spot.violation, "act_from": at.isoformat(), "place": self.place,
                "facts": f"{at.year}年{at.month}月{at.day}日{at.hour}时{at.minute:02d}分，{spot.facts}", "credential_shown": True,
                "recorder": f"YQ-ZFJ-{self.officer.pk % 158 + 1:04d}",
            }),
            ("notify", 10, {"told_facts": True, "told_rights": True, "amount": fine, "tier": spot.tier,
                            "statement": "承认上述事实，愿意立即改正。", "recheck": "adopted",
                            "recheck_reason": "态度较好，按较轻情形处理。" if spot.tier == "light" else ""}),
            ("decide", 13, {"amount": fine, "tier": spot.tier, "correction": "at_once", "payment": payment}
             | ({"ground": "small"} if payment == "on_the_spot" else {})),
            ("serve", 16, {"method": "refused", "note": "当事人拒绝签收，社区工作人员在场见证。",
                           "recorder": "YQ-ZFJ-0007"} if refused else {"method": "signed", "signature": SIGNATURE}),
        ]  # fmt: skip
        for step, minutes, data in steps:
            self.add(at + timedelta(minutes=minutes), step, self.officer, data, two=True)
            if step == until:
                break

    def collect(self) -> None:
        number = uuid.uuid5(_NAMESPACE, f"receipt {self.name}").int % 10**7
        data = {"amount": format(self.spot.amount, ".2f"), "ground": "small", "receipt": f"{number:07d}"}
        self.add(self.seen_at + timedelta(minutes=18), "collect", self.officer, data)

    def hand_in(self, at: datetime) -> None:
        self.add(at, "hand_in", self.officer, {"receipt": f"交{self.name[-4:]}"})

    def deposit(self, at: datetime) -> None:
        self.add(at, "deposit", self.cast.fiscal, {"slip": f"缴{self.name[-4:]}"})

    def file(self, at: datetime, **more: Any) -> None:
        self.add(at, "file_record", self.officer, more)

    def pay(self, at: datetime) -> None:
        data = {
            "amount": format(self.spot.amount, ".2f"),
            "paid_on": at.date().isoformat(),
            "reference": f"YH{self.name}",
        }
        self.add(at, "pay", self.cast.fiscal, data)

    def close(self, at: datetime) -> None:
        self.add(at, "close", self.cast.unit_head, {})

    def archive(self, at: datetime, volume: str) -> None:
        self.add(at, "archive", self.cast.archivist, {"volume": volume})


def build(cast: Cast, now: datetime, report: Callable[[int, int], None], *, past: bool = True) -> int:
    """Take every planned act in the order of time; how many cases there are. Without `past` only those of today."""
    names = Names(seed=20230101)
    scripts = [*(_year_2023(cast, names) if past else ()), *_open_today(cast, names, now)]
    _issue_forms(cast, {s.seen_at.date().year for s in scripts})
    acts = sorted((act for script in scripts for act in script.acts), key=lambda act: (act.at, act.case, act.order))
    last = {script.name: script.acts[-1] for script in scripts}
    seen: dict[str, int] = {}
    finished = 0
    for act in acts:
        with clock.fixed(act.at):
            _take(act, seen)
        if last[act.case] is act:
            finished += 1
            report(finished, len(scripts))
    with clock.fixed(now):
        tick()
    return len(scripts)


def _take(act: Act, seen: dict[str, int]) -> None:
    matter = uuid.uuid5(_NAMESPACE, act.case)
    if act.step == "open" and not Matter.objects.filter(pk=matter).exists():
        presence.confirm_own(matter, act.partner)
    done = perform(
        Opening("summary", matter) if act.step == "open" else matter, act.step, by=act.by,
        partner=act.partner.officer_id if act.partner else None, data=act.data, at=act.at,
        key=uuid.uuid5(_NAMESPACE, f"{act.case}:{act.order}:{act.step}"), seen=seen.get(act.case),
    )  # fmt: skip
    seen[act.case] = done.seq


def _issue_forms(cast: Cast, years: set[int]) -> None:
    """Numbered forms for every officer who writes decisions, at the start of each year."""
    for year in sorted(years):
        for pair in cast.pairs:
            first = pair[0].officer_id
            if not FormBlock.objects.filter(officer_id=first, year=year, class_code=FORMS).exists():
                with transaction.atomic():
                    numbers.issue_block(FORMS, cast.bureau.pk, first, 20, date(year, 1, 2))


def _year_2023(cast: Cast, names: Names) -> Iterator[Script]:
    """The hundred cases of 2023: 2 × 200, 8 × 2 000 (organisations), 72 × 200 and 18 × 100 yuan = 32 600.00."""
    spots = _spots_2023(names)
    days = _days_2023()
    for i, (spot, seen_at) in enumerate(zip(spots, days, strict=True)):
        officer, partner = cast.pairs[i % len(cast.pairs)]
        script = Script(f"2023-{i + 1:04d}", officer, partner, spot, names.spot(), seen_at, cast)
        cash = spot.amount <= 100
        script.on_the_spot(refused=i % 23 == 11, payment="on_the_spot" if cash else "bank")
        calendar = work_calendar()
        next_day = calendar.add_working_days(seen_at.date(), 1)
        if cash:
            script.collect()
            script.hand_in(_at(next_day, 9, 20))
            script.deposit(_at(next_day, 15, 30))
        script.file(_at(next_day, 16, i % 50))
        paid = calendar.add_working_days(seen_at.date(), 2 + i % 6)
        if not cash:
            script.pay(_at(paid, 10, i % 60))
        closed = calendar.add_working_days(max(paid, next_day), 2 + i % 4)
        script.close(_at(closed, 11, i % 60))
        script.archive(_at(calendar.add_working_days(closed, 5), 14, i % 60), f"2023-当罚-{i // 50 + 1}")
        yield script


def _spots_2023(names: Names) -> list[Spot]:
    spots = [
        Spot("waste.kitchen", "经营的小吃摊将厨余垃圾混入路边果皮箱，未交由有资质的单位处理。", names.citizen(), Decimal(200),
             "light", "油烟专项")
        for _ in range(2)
    ]  # fmt: skip
    spots += [
        Spot("air.spill", "其渣土运输车辆未密闭，沿途遗撒砂石约12米。", names.firm(), Decimal(2000), "light")
        for _ in range(8)
    ]
    for i in range(90):
        amount = Decimal(100) if i % 5 == 2 else Decimal(200)
        if i % 3 == 1:
            facts = "将生活垃圾随意倾倒在路旁绿地，约0.3立方米，当场清除。"
            spots.append(Spot("waste.dump", facts, names.citizen(), amount, "light"))
        else:
            facts = f"在人行道摆摊出售{names.random.choice(WARES)}，占用约1.{i % 9}平方米。"
            spots.append(Spot("road.occupy", facts, names.citizen(), amount, "light"))
    names.random.shuffle(spots)
    return spots


def _days_2023() -> list[datetime]:
    """A hundred working hours of 2023, by month."""
    calendar, found = work_calendar(), []
    for month, count in enumerate(MONTHS, 1):
        working = [day for day in (date(2023, month, n) for n in range(1, 29)) if calendar.is_working(day)]
        for i in range(count):
            found.append(_at(working[i * len(working) // count], 8 + i % 9, 7 * i % 60))
    return found


def _open_today(cast: Cast, names: Names, now: datetime) -> Iterator[Script]:
    """What stands on the desks today: each stage once, something due, something overdue, a refusal, a spoiled form."""
    calendar = work_calendar()

    def back(days: int, hour: int = 10, minute: int = 5) -> datetime:
        return min(_at(calendar.working_days_back(now.date(), days), hour, minute), now - timedelta(minutes=40))

    def vendor(i: int, seen_at: datetime, amount: int = 200) -> Script:
        officer, partner = cast.pairs[0] if i % 2 == 0 else cast.pairs[i % len(cast.pairs)]
        facts = f"在人行道摆摊出售{names.random.choice(WARES)}，占用约1.{i % 9}平方米。"
        spot = Spot("road.occupy", facts, names.citizen(), Decimal(amount), "light")
        return Script(f"open-{i:04d}", officer, partner, spot, names.spot(), seen_at, cast)

    one = vendor(0, now - timedelta(minutes=50))
    one.on_the_spot(until="open")
    yield one
    two = vendor(2, now - timedelta(minutes=70))
    two.on_the_spot(until="notify")
    yield two
    three = vendor(4, now - timedelta(minutes=95))
    three.on_the_spot(until="decide")
    yield three
    four = vendor(6, back(1, 16))
    four.on_the_spot()
    yield four
    five = vendor(8, back(2), 100)  # cash to be handed in today
    five.on_the_spot(payment="on_the_spot")
    five.collect()
    five.file(back(1, 9))
    yield five
    six = vendor(10, back(4), 100)  # cash that should have been handed in
    six.on_the_spot(payment="on_the_spot")
    six.collect()
    yield six
    seven = vendor(12, back(5))  # should have been reported
    seven.on_the_spot(refused=True)
    yield seven
    eight = vendor(14, back(8))
    eight.on_the_spot()
    eight.file(back(7, 15))
    yield eight
    nine = vendor(16, back(20))  # the term to pay has lapsed
    nine.on_the_spot()
    nine.file(back(19, 15))
    yield nine
    ten = vendor(18, back(12))  # paid, to be closed
    ten.on_the_spot()
    ten.file(back(11, 9))
    ten.pay(back(6, 11))
    yield ten
    eleven = vendor(20, back(9), 100)
    eleven.on_the_spot(until="decide", payment="on_the_spot")
    start = eleven.seen_at
    eleven.add(start + timedelta(minutes=14), "void_form", eleven.officer, {"reason": "表格受潮污损"}, two=True)
    again = {"amount": "100.00", "tier": "light", "payment": "on_the_spot", "ground": "small"}
    eleven.add(start + timedelta(minutes=15), "decide", eleven.officer, again, two=True)
    eleven.add(
        start + timedelta(minutes=16), "serve", eleven.officer, {"method": "signed", "signature": SIGNATURE}, two=True
    )
    eleven.collect()
    eleven.hand_in(back(8, 9))
    eleven.deposit(back(8, 15))
    eleven.file(back(8, 16))
    eleven.close(back(3, 11))
    yield eleven
    twelve = vendor(22, back(15))  # revoked; the money is owed back
    twelve.on_the_spot()
    twelve.file(back(14, 9))
    twelve.pay(back(12, 11))
    reason = {"organ": "self", "reason": "复查发现摊位在许可的便民疏导点范围内，事实认定有误。"}
    twelve.add(back(5, 15), "revoke", cast.authority_head, reason)
    yield twelve
    thirteen = vendor(24, back(3, 11))
    thirteen.on_the_spot(until="notify")
    disputed = {"ground": "facts_disputed", "reason": "当事人否认摊位为其所设，需进一步调查取证。"}
    thirteen.add(thirteen.seen_at + timedelta(hours=2), "convert", cast.unit_head, disputed)
    yield thirteen


def _at(day: date, hour: int, minute: int) -> datetime:
    return datetime.combine(day, time(hour, minute), clock.ZONE)
