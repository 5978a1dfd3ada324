"""The inspections of 2023 that the report counts, visits that do not count, patrols, and what goes on today.

A pair of officers writes down in the evening what it inspected during the day: one sitting, one transaction.
"""

from __future__ import annotations

import random
import uuid
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from datetime import date, datetime, time, timedelta
from typing import Any

from jinwu.bureau.models import User
from jinwu.catalog.queries import profile, work_calendar
from jinwu.inspections.subjects import subjects
from jinwu.kit import clock
from jinwu.matters.door import Done, Opening, Request, perform_many
from jinwu.matters.models import Matter, Presence

from .names import FIRMS, STREETS, Names
from .people import Cast

_NAMESPACE = uuid.UUID("5a0d2c6e-3c0e-4d55-8e0c-2f6b7d3f5372")
#: Inspections of 2023 that count: the figure of the report.
COUNTED = 5372
YEAR = 2023
#: Inspections of each month in a thousand.
WEIGHTS = (58, 62, 92, 96, 98, 96, 92, 90, 92, 82, 78, 64)
SIGNATURE = "M20 60 C40 20 60 20 70 60 M80 30 L120 70 M130 40 C150 20 170 70 190 40"
SHOPS = (
    "面馆",
    "早餐店",
    "便利店",
    "水果店",
    "理发店",
    "五金店",
    "烟酒店",
    "饭店",
    "药店",
    "服装店",
    "火锅店",
    "洗车行",
)
TRADES = (
    "商贸有限公司",
    "餐饮管理有限公司",
    "物业服务有限公司",
    "建筑工程有限公司",
    "燃气设备有限公司",
    "广告有限公司",
)
SITES = ("小区垃圾投放点", "在建工地", "公园绿地", "农贸市场", "停车场出入口", "占道施工点")
#: Which matters are inspected at which kind of object.
MATTERS = {
    "sole_trader": ("shop_front", "kitchen_waste", "gas_use", "outdoor_sign"),
    "organisation": ("household_waste", "gas_use", "outdoor_sign", "muck_transport", "drainage"),
    "site": ("household_waste", "road_occupation", "construction_site", "greening"),
}
#: What goes on today rests on matters whose law did not change.
TODAY = {"sole_trader": "shop_front", "organisation": "drainage", "site": "road_occupation"}
ORDERS = (
    "清理店外堆放的物品，保持门前整洁。",
    "配齐分类收集容器并公示责任人。",
    "更换老化的燃气软管。",
    "拆除松动的招牌并加固。",
)
ROUTES = ("桃北中街—德胜街", "南大街—新建南路", "滨河东路—漾泉大街", "泉中路—朝阳街", "平坦街—洪城路", "保晋路—赛鱼路")

Pair = tuple[User, User]


@dataclass(frozen=True)
class Thing:
    """An object that is inspected again and again."""

    kind: str
    name: str
    number: str
    address: str


@dataclass(frozen=True)
class Act:
    """One step of one matter."""

    name: str
    step: str
    data: dict[str, Any]
    opens: str = ""
    two: bool = True


@dataclass
class Sitting:
    """What one officer writes down at one time, his partner beside him."""

    at: datetime
    by: User
    partner: User | None
    acts: list[Act] = field(default_factory=list)

    @property
    def name(self) -> str:
        return f"{self.at:%Y%m%d%H%M}:{self.by.pk}:{self.acts[0].name}:{self.acts[0].step}"


def build(cast: Cast, start: datetime, report: Callable[[int, int], None], *, past: bool = True) -> int:
    """Take every planned act in the order of time; how many inspections and patrols there are. Without `past` only those
    of today."""
    source, names = random.Random(5372), Names(seed=20235372)
    things = _things(names, source)
    whole = (*_counted(cast, things, source), *_uncounted(cast, things, source), *_from_cases(cast),
             *_patrols(cast, source)) if past else ()  # fmt: skip
    sittings = [*whole, *(one for one in _recent(cast, things, source, start) if one.at.year != YEAR)]
    sittings.sort(key=lambda one: (one.at, one.name))
    matters = {act.name for one in sittings for act in one.acts}
    standing = _standing(matters)
    done = 0
    for sitting in sittings:
        with clock.fixed(sitting.at):
            _take(sitting, standing)
        if opened := sum(1 for act in sitting.acts if act.opens):
            done += opened
            report(done, len(matters))
    return len(matters)


def key_of(name: str) -> uuid.UUID:
    """The matter's id."""
    return uuid.uuid5(_NAMESPACE, name)


def _standing(names: set[str]) -> dict[uuid.UUID, int]:
    """The matters that an earlier, interrupted build left, with their last entry."""
    ids = [key_of(name) for name in names]
    return dict(Matter.objects.filter(pk__in=ids).values_list("pk", "head_seq"))


def _take(sitting: Sitting, standing: dict[uuid.UUID, int]) -> None:
    fresh = [act for act in sitting.acts if _due(act, standing)]
    if not fresh:
        return
    requests = [
        Request(
            Opening(act.opens, key_of(act.name)) if act.opens else key_of(act.name), act.step, act.data,
            uuid.uuid5(_NAMESPACE, f"{act.name}:{act.step}"), None if act.opens else standing[key_of(act.name)],
        )
        for act in fresh
    ]  # fmt: skip
    if sitting.partner:
        _present(sitting, [key_of(act.name) for act in fresh])
    partner = sitting.partner.officer_id if sitting.partner else None
    for act, done in zip(fresh, perform_many(requests, by=sitting.by, partner=partner, at=sitting.at), strict=True):
        if not isinstance(done, Done):
            raise done
        standing[key_of(act.name)] = done.seq


def _due(act: Act, standing: dict[uuid.UUID, int]) -> bool:
    """Whether an earlier build has not taken this act yet. A matter takes at most one step after its opening, and the
    link to its case."""
    return standing.get(key_of(act.name), 0) < ORDER.get(act.step, 1)


#: Which entry of its matter a step writes.
ORDER = {"open": 1, "inspect": 1, "patrol": 1, "look_again": 2, "record": 2, "end_as_it_stands": 2, "link_case": 2}


def _present(sitting: Sitting, matters: list[uuid.UUID]) -> None:
    """The partner confirms in his own sign-in that he was there, for every visit of the sitting."""
    partner = sitting.partner
    assert partner is not None
    assert partner.officer_id
    hours = int(profile("presence.valid_hours", sitting.at.date()).value)
    Presence.objects.bulk_create(
        Presence(matter=matter, officer_id=partner.officer_id, method="own", by=partner, given_at=sitting.at,
                 valid_until=sitting.at + timedelta(hours=hours))
        for matter in matters
    )  # fmt: skip


def _things(names: Names, source: random.Random) -> list[Thing]:
    """Shops, firms and sites of the town."""
    found = []
    for _ in range(430):
        name = f"{source.choice(AREA_NAMES)}{names.person()[0]}记{source.choice(SHOPS)}"
        found.append(Thing("sole_trader", name, names.credit_code() if source.random() < 0.35 else "", names.address()))
    for _ in range(150):
        name = f"阳泉市{source.choice(FIRMS)}{source.choice(TRADES)}"
        found.append(Thing("organisation", name, names.credit_code(), names.address()))
    for _ in range(120):
        where = f"{source.choice(STREETS)}{source.randint(1, 200)}号"
        found.append(Thing("site", f"{where}{source.choice(SITES)}", "", f"阳泉市{where}"))
    return found


AREA_NAMES = ("城区", "矿区", "郊区", "开发区")


def _days(total: int) -> list[date]:
    """Working days of the year, as often as there are visits on them, spread by the weights of the months."""
    calendar = work_calendar()
    per_month = [total * weight // sum(WEIGHTS) for weight in WEIGHTS]
    for i in range(total - sum(per_month)):
        per_month[2 + i % 9] += 1
    found: list[date] = []
    for month, count in enumerate(per_month, 1):
        last = 22 if month == 12 else 31
        days = [day for n in range(1, last + 1) if (day := _day(month, n)) and calendar.is_working(day)]
        found += [days[i * len(days) // count] for i in range(count)]
    return found


def _day(month: int, n: int) -> date | None:
    try:
        return date(YEAR, month, n)
    except ValueError:
        return None


def _counted(cast: Cast, things: list[Thing], source: random.Random) -> Iterator[Sitting]:
    """The inspections that count: most without a problem, some ordered to correct and looked at again."""
    days = _days(COUNTED)
    pairs = cast.pairs
    # a pair that goes out inspects some objects in a row, so that its day is one sitting
    runs = _runs(days, len(pairs))
    number = 0
    again: list[Sitting] = []
    for day, count, turn in runs:
        pair = pairs[turn % len(pairs)]
        sitting = Sitting(_at(day, 17, 5 + turn % 50), *pair)
        for place in range(count):
            number += 1
            name, thing = f"{YEAR}-{number:05d}", things[(number * 37 + source.randrange(11)) % len(things)]
            began = _at(day, 8, 40) + timedelta(minutes=38 * place + source.randrange(12))
            data = _visit(thing, began, sitting, source)
            if number % 17 == 5 and day.month < 12:
                data |= {"result": "rectify", "requirement": ORDERS[number % len(ORDERS)]}
                again.append(_corrected(name, day, pair, number))
            elif number % 61 == 9:
                data |= {"result": "other", "result_note": "现场已指导规范，无需另行处理。"}
            sitting.acts.append(Act(name, "inspect", data, "inspection"))
        yield sitting
    yield from again


def _runs(days: list[date], pairs: int) -> Iterator[tuple[date, int, int]]:
    """Days cut into sittings of up to six visits, each pair in turn: (day, visits, turn)."""
    turn, i = 0, 0
    while i < len(days):
        count = 1
        while count < 6 and i + count < len(days) and days[i + count] == days[i]:
            count += 1
        yield days[i], count, turn
        turn, i = turn + 1, i + count


def _corrected(name: str, day: date, pair: Pair, number: int) -> Sitting:
    calendar = work_calendar()
    then = calendar.add_working_days(day, 2 + number % 3)
    act = Act(name, "look_again", {"outcome": "corrected", "found": "复查时已按要求改正。"})
    return Sitting(_at(then, 16, number % 60), *pair, [act])


def _visit(thing: Thing, began: datetime, sitting: Sitting, source: random.Random, subject: str = "") -> dict[str, Any]:
    """A complete record of a visit without a problem."""
    subject = subject or source.choice(MATTERS[thing.kind])
    ended = min(began + timedelta(minutes=16 + source.randrange(14)), sitting.at)
    data: dict[str, Any] = {
        "object": {"kind": thing.kind, "name": thing.name, "number": thing.number, "address": thing.address},
        "subject": subject, "place": thing.address, "began": began.isoformat(), "credential_shown": True,
        "kind": "special" if began.month in (6, 9) else "daily", "ended": ended.isoformat(), "rest_in_order": True,
        "reason": "campaign" if began.month in (6, 9) else "plan",
        "found": f"{subjects()[subject].title}：逐项检查，未发现问题。", "result": "no_problem",
        "recorder": f"YQ-ZFJ-{sitting.by.pk % 158 + 1:04d}", "signed": "signed", "signature": SIGNATURE,
    }  # fmt: skip
    if began.year >= 2025 and thing.kind != "site":
        data |= {
            "approval": f"检审〔{began.year}〕{sitting.by.pk}号",
            "notice": f"检通〔{began.year}〕{sitting.by.pk}号",
        }
    return data


def _uncounted(cast: Cast, things: list[Thing], source: random.Random) -> Iterator[Sitting]:
    """Visits of 2023 that are in the books and do not count: clues, nobody there, refused, no complete record."""
    for i, day in enumerate(_days(64)):
        pair = cast.pairs[i * 5 % len(cast.pairs)]
        sitting = Sitting(_at(day, 18, 2 + i % 50), *pair)
        name, thing = f"{YEAR}-X{i + 1:03d}", things[(i * 53) % len(things)]
        data = _visit(thing, _at(day, 15, i % 50), sitting, source)
        if i % 4 == 0:
            data |= {
                "result": "clue",
                "result_note": "涉嫌违法，移交办案人员核查。",
                "found": "现场发现涉嫌违法的情形。",
            }
        elif i % 4 == 1:
            data |= {"result": "not_found", "found": "现场大门紧闭，未找到检查对象。", "rest_in_order": False,
                     "signed": "absent", "signature": "", "sign_note": "无人在场，社区网格员见证。"}  # fmt: skip
        elif i % 8 == 2:
            data |= {"result": "refused", "result_note": "拒绝检查，已当场告知法律后果。", "found": "当事人拒绝检查。",
                     "rest_in_order": False, "signed": "refused", "signature": "", "sign_note": "拒绝签字，执法记录仪全程记录。"}  # fmt: skip
        else:
            data |= {"signed": None, "signature": "", "found": ""}
        sitting.acts.append(Act(name, "inspect", data, "inspection"))
        yield sitting
        if data["signed"] is None:
            reason = {"reason": "当时未制作完整笔录，事后无法补齐，不计入检查次数。"}
            then = work_calendar().add_working_days(day, 2)
            assert cast.unit_head is not None
            ended = Act(name, "end_as_it_stands", reason)
            yield Sitting(_at(then, 10, i % 60), cast.unit_head, None, [ended])


def _from_cases(cast: Cast) -> Iterator[Sitting]:
    """Visits of 2023 from which an on-the-spot penalty arose: linked, and not counted beside it."""
    officers = {user.officer_id: (user, partner) for user, partner in cast.pairs}
    cases = Matter.objects.filter(procedure="summary", decided_on__year=YEAR, organ=cast.bureau)
    for case in cases.order_by("opened_at", "id")[:200]:
        pair = officers.get(case.handler_id)
        act = case.state["violations"][0]
        party = case.state["parties"][0]
        if pair is None or act["code"] not in _SEEN_IN:
            continue
        subject = _SEEN_IN[act["code"]]
        name = f"{YEAR}-C{case.pk.hex[:10]}"
        sitting = Sitting(case.opened_at.astimezone(clock.ZONE), *pair)
        began = min(case.opened_at - timedelta(minutes=6), datetime.fromisoformat(act["act_from"])).astimezone(
            clock.ZONE
        )
        data = {
            "object": {"kind": party["kind"], "name": party["name"], "number": party["number"],
                       "address": party["address"]},
            "subject": subject, "place": case.place, "began": began.isoformat(), "credential_shown": True,
            "ended": sitting.at.isoformat(), "items": [{"item": subjects()[subject].items[0], "finding": "problem"}],
            "rest_in_order": True, "found": act["facts"], "result": "clue", "result_note": "当场发现，依法处理。",
            "recorder": f"YQ-ZFJ-{sitting.by.pk % 158 + 1:04d}", "signed": "signed", "signature": SIGNATURE,
        }  # fmt: skip
        sitting.acts.append(Act(name, "inspect", data, "inspection"))
        yield sitting
        linked = Act(name, "link_case", {"other": str(case.pk), "note": "检查后作出当场处罚"})
        yield Sitting(sitting.at + timedelta(minutes=30), pair[0], None, [linked])


#: Violations that an inspection of a firm meets, and the matter that was inspected.
_SEEN_IN = {"air.spill": "muck_transport"}


def _patrols(cast: Cast, source: random.Random) -> Iterator[Sitting]:
    """Patrols of 2023: what was met, counted; never an inspection."""
    for i, day in enumerate(_days(260)):
        by = cast.pairs[i * 7 % len(cast.pairs)][0]
        stalls, beyond = 3 + source.randrange(12), source.randrange(9)
        began = _at(day, 9 + i % 6, i % 60)
        seen = [{"kind": "stall", "count": stalls, "advised": stalls, "cleared": stalls - i % 3}]
        seen += [{"kind": "beyond_shop", "count": beyond, "advised": beyond, "cleared": beyond}] if beyond else []
        data = {
            "area": f"{STREETS[i % len(STREETS)]}片区", "route": ROUTES[i % len(ROUTES)], "began": began.isoformat(),
            "ended": (began + timedelta(minutes=70)).isoformat(), "seen": seen,
            "recorder": f"YQ-ZFJ-{by.pk % 158 + 1:04d}",
        }  # fmt: skip
        act = Act(f"{YEAR}-P{i + 1:03d}", "patrol", data, "patrol")
        yield Sitting(began + timedelta(minutes=80), by, None, [act])


def _recent(cast: Cast, things: list[Thing], source: random.Random, now: datetime) -> Iterator[Sitting]:
    """What goes on today: begun, half recorded, to be corrected, overdue, a patrol whose clue is open."""
    calendar = work_calendar()

    def back(days: int, hour: int = 10) -> datetime:
        return min(_at(calendar.working_days_back(now.date(), days), hour, 20), now - timedelta(minutes=30))

    def one(i: int, at: datetime, **change: Any) -> Sitting:
        pair = cast.pairs[0] if i % 2 == 0 else cast.pairs[i % len(cast.pairs)]
        thing = things[(i * 131) % len(things)]
        sitting = Sitting(at, *pair)
        data = _visit(thing, at - timedelta(minutes=35), sitting, source, TODAY[thing.kind]) | change
        sitting.acts.append(Act(f"now-{i:02d}", "inspect", data, "inspection"))
        return sitting

    for i, days in enumerate((9, 7, 6, 5, 4, 3, 2, 1)):
        yield one(20 + i, back(days, 11))
    yield one(0, back(0), signed=None, signature="", found="")  # its record is to be completed
    order = {"result": "rectify", "requirement": ORDERS[0]}
    due = calendar.add_working_days(now.date(), 1)
    yield one(2, back(2), **order, correct_by=due.isoformat())
    yield one(4, back(12), **order)  # should have been looked at again
    yield one(6, back(1), result="clue", result_note="店外搭建涉嫌未经许可，待核查。", found="门前搭建雨棚一处。")
    begun = one(8, now - timedelta(minutes=25))
    whole = begun.acts[0].data
    opening = {key: whole[key] for key in OPENING if key in whole}
    begun.acts[0] = Act("now-08", "open", opening, "inspection")
    yield begun
    written = one(10, now - timedelta(minutes=55))
    whole = written.acts[0].data
    written.acts[0] = Act("now-10", "open", {key: whole[key] for key in OPENING if key in whole}, "inspection")
    yield written
    record = {key: whole[key] for key in ("ended", "rest_in_order", "found", "recorder", "signed", "signature")}
    yield Sitting(written.at + timedelta(minutes=10), written.by, written.partner,
                  [Act("now-10", "record", {**record, "credential_shown": True})])  # fmt: skip
    at = back(1, 15)
    clue = {
        "area": "南大街片区", "route": ROUTES[1], "began": (at - timedelta(minutes=80)).isoformat(),
        "ended": (at - timedelta(minutes=10)).isoformat(), "clue": "南大街64号楼顶新增大型广告牌，未见许可公示。",
        "seen": [{"kind": "beyond_shop", "count": 5, "advised": 5, "cleared": 4}],
    }  # fmt: skip
    yield Sitting(at, cast.pairs[0][0], None, [Act("now-P1", "patrol", clue, "patrol")])


OPENING = ("object", "subject", "place", "began", "credential_shown", "kind", "reason", "approval", "notice")


def _at(day: date, hour: int, minute: int) -> datetime:
    return datetime.combine(day, time(hour, minute), clock.ZONE)
