"""The ordinary cases: the fifty-two of 2023 that the report counts, and those around them that show the rest of the road.

Every act goes through the door in the order in which it happened. The sums are those of the report: 2 801 825.52 yuan.
"""

from __future__ import annotations

import uuid
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import date, datetime

from jinwu.catalog.queries import work_calendar
from jinwu.kit import clock
from jinwu.matters import presence
from jinwu.matters.door import Opening, perform, state_of
from jinwu.matters.jobs import tick
from jinwu.matters.models import Matter

from . import showcases
from .dossier import Act, Case
from .names import Names
from .people import Cast

_NAMESPACE = uuid.UUID("0c7d1f2e-57c9-4f43-9a53-2a6c3f2f5252")


@dataclass(frozen=True)
class Kind:
    """A row of the breakdown: matter, what was found, whose trade, and the fines imposed."""

    violation: str
    facts: str
    trade: str  # empty: persons
    fines: tuple[str, ...]
    bases: tuple[str, ...] = ()
    tier: str = ""
    campaign: str = ""


#: The breakdown of the fifty-two by basis.
KINDS: tuple[Kind, ...] = (
    Kind("air.site_dust", "施工工地南侧围挡缺失约40米，裸露土方未洒水、未覆盖，产生扬尘。", "建筑工程有限公司",
         ("20000",) * 5 + ("25000",) * 2, campaign="扬尘专项"),
    Kind("plan.correctable", "未取得建设工程规划许可证擅自建设，经自然资源主管部门认定尚可采取改正措施消除影响。", "置业有限公司",
         ("601825.52", "240000", "160000"), ("7522819.00", "4000000", "3200000")),
    Kind("plan.correctable", "未取得建设工程规划许可证在自有房屋顶部加建一层，尚可采取改正措施消除影响。", "", ("3600",), ("60000",)),
    Kind("waste.site_dump", "将工程施工产生的建筑垃圾擅自倾倒在河道旁空地，约180立方米。", "建设工程有限公司",
         ("130000", "120000", "100000", "100000", "100000")),
    Kind("waste.dump", "将生活垃圾随意倾倒在厂区外绿地，约3立方米，责令后及时清除。", "物业管理有限公司", ("50000", "50000"), tier="light"),
    Kind("waste.dump", "将装修遗留的生活垃圾约1.2立方米倾倒在小区外道路旁。", "", ("400",), tier="heavy"),
    Kind("gas.no_licence", "未取得燃气经营许可证，擅自从事瓶装液化石油气销售。", "燃气服务有限公司", ("80000", "60000")),
    Kind("gas.protected_area", "在燃气管道保护范围内擅自进行机械开挖作业，未采取保护措施。", "市政工程有限公司", ("60000", "60000")),
    Kind("gas.user", "经营场所擅自改动户内燃气设施，经责令限期改正逾期未改正。", "餐饮管理有限公司", ("50000", "50000")),
    Kind("gas.user", "擅自改装户内燃气管道，经责令限期改正逾期未改正。", "", ("1000",), tier="heavy"),
    Kind("drain.no_licence", "未取得污水排入排水管网许可证，向城镇排水设施排放施工降水和污水。", "建筑安装有限公司", ("90000", "60000")),
    Kind("noise.night_work", "未取得夜间施工证明，22时40分在噪声敏感建筑物集中区域浇筑混凝土。", "建筑工程有限公司",
         ("30000",) * 3 + ("20000",) * 7),
    Kind("noise.loudspeaker", "在沿街店铺使用高音喇叭反复播放促销广告招揽顾客，噪声超标。", "商贸有限公司", ("30000",) * 3),
    Kind("air.spill", "渣土运输车辆未密闭，沿途遗撒物料约230米。", "运输有限公司", ("20000",), tier="heavy"),
    Kind("air.spill", "渣土运输车辆未密闭，沿途遗撒物料约120米。", "运输有限公司", ("10000",) * 5, tier="normal"),
    Kind("road.occupy", "擅自占用城市道路堆放施工材料约35平方米，影响车辆通行。", "装饰工程有限公司",
         ("20000",) * 4 + ("15000",), tier="heavy"),
)  # fmt: skip


def build(cast: Cast, now: datetime, report: Callable[[int, int], None], *, past: bool = True) -> int:
    """Take every planned act in the order of time; how many cases there are. Without `past` only those around today."""
    names = Names(seed=20235252)
    cases = [*(_year_2023(cast, names) if past else ()), *showcases.around_today(cast, names, now)]
    acts = sorted((act for case in cases for act in case.acts), key=lambda act: (act.at, act.case, act.order))
    last = {case.name: case.acts[-1] for case in cases}
    finished = 0
    for act in acts:
        with clock.fixed(act.at):
            _take(act)
        if last[act.case] is act:
            finished += 1
            report(finished, len(cases))
    with clock.fixed(now):
        tick()
    return len(cases)


def matter_of(name: str) -> uuid.UUID:
    """The matter of a planned case."""
    return uuid.uuid5(_NAMESPACE, name)


def _take(act: Act) -> None:
    matter = matter_of(act.case)
    row = None if act.step == "register_clue" else Matter.objects.get(pk=matter)
    key = uuid.uuid5(_NAMESPACE, f"{act.case}:{act.order}:{act.step}")
    if act.partner:
        presence.confirm_own(matter, act.partner)
    data = act.data(state_of(row)) if callable(act.data) else act.data
    perform(
        Opening("ordinary", matter) if row is None else matter, act.step, by=act.by,
        partner=act.partner.officer_id if act.partner else None, data=data, at=act.at, key=key, seen=row.head_seq if row else None,
    )  # fmt: skip


def _year_2023(cast: Cast, names: Names) -> Iterator[Case]:
    """The fifty-two: each kind's cases spread over the year."""
    planned = [(kind, i) for kind in KINDS for i in range(len(kind.fines))]
    names.random.shuffle(planned)
    calendar = work_calendar()
    first = date(2023, 1, 4)
    for number, (kind, i) in enumerate(planned):
        day = calendar.add_working_days(first, number * 195 // len(planned) + 1)
        officer, partner = cast.pairs[number % len(cast.pairs)]
        case = Case(
            f"2023-{number + 1:03d}", cast, officer, partner, day, kind.violation, kind.facts,
            [names.firm(kind.trade) if kind.trade else names.citizen()], [kind.fines[i]], list(kind.bases[i : i + 1]), kind.tier,
            names.spot(), ("patrol", "inspection", "campaign", "double_random")[number % 4],
        )  # fmt: skip
        case.whole(lapse=number % 5 == 3)
        yield case
