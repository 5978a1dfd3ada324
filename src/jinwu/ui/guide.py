"""What the style guide shows: invented people, matters and figures. Nothing here is used elsewhere."""

from __future__ import annotations

from datetime import date, datetime, timedelta
from decimal import Decimal
from types import SimpleNamespace as Of
from typing import Any, Literal

from jinwu.kit.clock import ZONE
from jinwu.kit.inputs import Part, StepInput, Widget, field
from jinwu.kit.register import Column, Register, Show
from jinwu.law.citations import APL
from jinwu.law.vocabulary import DayKind

from . import charts, rulers
from .forms import StepForm
from .lists import Chip, Choice, list_row
from .terms import Deadline

SWATCHES = (
    ("p0", "--paper-0", "纸面：文书、输入、对话"),
    ("p1", "--paper-1", "案头：页面底"),
    ("p2", "--paper-2", "低处：只读、预览台"),
    ("p3", "--paper-3", "选中、按下"),
    ("i1", "--ink-1", "正文、按钮"),
    ("i2", "--ink-2", "次要文字"),
    ("i3", "--ink-3", "说明、表头"),
    ("r1", "--rule-1", "行间细线"),
    ("r2", "--rule-2", "分区细线"),
    ("r3", "--rule-3", "控件边，下划线"),
    ("zhu", "--zhu", "朱：印、禁、逾期、违反"),
    ("zhuw", "--zhu-wash", "朱底"),
    ("zhe", "--zhe", "赭：将到期、待补"),
    ("zhew", "--zhe-wash", "赭底"),
    ("qing", "--qing", "青：焦点、中止、说明"),
    ("qingw", "--qing-wash", "青底"),
)
BADGES = (
    ("draft", "草稿"),
    ("doing", "办理中"),
    ("wait", "待审批"),
    ("done", "已送达"),
    ("paused", "期限中止"),
    ("soon", "2工作日"),
    ("gap", "待补"),
    ("mark", "迟录"),
    ("block", "暂不可办"),
    ("breach", "违反"),
    ("late", "逾期2日"),
    ("void", "作废"),
)
SIGNATURE = (
    "M58 34c12-2 22-4 30-5M72 20c1 16 0 30-2 42M52 50c14-3 26-5 40-6M70 62c-6 10-12 16-20 20 12-4 20-2 34 2 14 4 34 4 "
    "52 0M100 30c8 10 14 18 22 24M122 28c-6 14-14 24-24 32M150 26c14-2 22-2 30-4-6 6-8 8-12 10M144 40c16-2 30-4 44-5"
)


class Person(Part):
    name: str = field("姓名", max_length=20)
    number: str = field("身份证号", "", help="扫身份证自动填入，号码即时校验")


class Specimen(StepInput):
    """Every widget of `kit.inputs`."""

    party: Person = field("当事人")
    kind: Literal["person", "trader", "unit"] = field(
        "当事人类型", labels={"person": "个人", "trader": "个体户", "unit": "单位"}
    )
    place: str = field("地点", help="定位误差8米，已由本人核对")
    facts: str = field("违法事实", widget=Widget.AREA)
    violation: str = field("违法行为", widget=Widget.VIOLATION, choices="violations")
    tier: str = field("裁量阶次", widget=Widget.CHOICE, choices="tiers", help="法定幅度5万—10万元。")
    amount: Decimal = field("拟处罚款", unit="元", decimal_places=2, ge=Decimal(0))
    area: int | None = field("占用面积", None, unit="平方米")
    partner: str = field("协办人员", widget=Widget.SELECT, choices="partners")
    day: date = field("发现日期")
    at: datetime = field("办理时间")
    told: bool = field("事实、理由、依据和拟作的处罚，已当面告知", False)
    heard: bool = field("陈述、申辩的权利，已当面告知", False)
    photos: list[str] = field("照片", widget=Widget.PHOTOS, min_length=1, help="取得时即计算指纹")
    goods: list[Person] = field("见证人", [])
    scan: str = field("扫描件", "", widget=Widget.FILE)
    signature: str = field("当事人签名", widget=Widget.SIGNATURE, help="拒签时不签，在下一步注明原因")


CHOICES = {
    "tiers": [
        ("light", "较轻", "", "5万—6万"),
        ("middle", "一般", "未造成燃气泄漏，接到通知后停工", "6万—8万"),
        ("heavy", "较重", "", "8万—10万"),
    ],
    "violations": [
        ("road", "擅自占用城市道路", "《城市道路管理条例》第四十二条", "常用"),
        ("sign", "占道施工未设标志", "《城市道路管理条例》第四十二条"),
    ],
    "partners": [("1", "王婧"), ("2", "刘志强")],
}
FILLED = {
    "party": {"name": "赵建平", "number": "140303197906120016"},
    "kind": "person",
    "place": "桃北中街66号门前人行道",
    "facts": "2026年11月20日16时08分，在人行道摆放货架2组、摊位1处出售水果，占用约3.5平方米。",
    "violation": "road",
    "tier": "middle",
    "amount": Decimal("70000.00"),
    "partner": "1",
    "day": date(2026, 11, 20),
    "at": datetime(2026, 11, 20, 16, 8, tzinfo=ZONE),
    "told": True,
    "signature": SIGNATURE,
}
SPOILT = {
    "party.name": "",
    "amount": "70000.005",
    "day": "2026-02-30",
    "partner": "9",
    "told": "on",
    "place": "桃北中街",
}


def filled() -> StepForm:
    """A form as it is drawn when everything is known."""
    return StepForm(Specimen, initial=FILLED, choices=CHOICES, urls={"find_violation": "?"})


def spoilt() -> StepForm:
    """A form sent with mistakes."""
    return StepForm(Specimen, SPOILT, choices=CHOICES)


def deadlines() -> list[Deadline]:
    return [
        Deadline(
            "作出处罚决定",
            date(2026, 12, 31),
            41,
            DayKind.CALENDAR_DAYS,
            "9月18日立案起90日。鉴定中止10月12日—26日，共14日。",
            (APL(60),),
            rulers.period(90, 49, [(24, 14)], "九十日：已用四十九日，中止十四日，余四十一日"),
        ),
        Deadline(
            "当场收缴的罚款交至本局",
            date(2026, 11, 20),
            0,
            why="11月18日收缴，2个工作日内交回。",
            basis=(APL(71),),
            ruler=rulers.period(2, 2, label="二个工作日：今日届满"),
        ),
        Deadline(
            "送达行政处罚决定书",
            date(2026, 11, 18),
            -2,
            why="应于7个工作日内送达。",
            basis=(APL(61),),
            ruler=rulers.period(7, 9, label="七个工作日：逾期二日"),
        ),
        Deadline("追究时效", date(2028, 9, 15), None, word="从容", why="行为终了起二年。", basis=(APL(36),)),
    ]


def listing() -> Any:
    """A page of a register, as `lists.ListPage` gives one."""
    register = Register(
        "specimen",
        "事项",
        scope=lambda user: None,
        order=("id",),
        search=lambda rows, words: rows,
        search_hint="当事人、地点、文号",
        columns=(
            Column("title", "案由与当事人", "title", Show.LINK, sub="party"),
            Column("number", "文号", "number"),
            Column("stage", "阶段", "stage"),
            Column("due", "期限", "due", Show.STATE),
            Column("fine", "罚款（元）", "fine", Show.MONEY),
            Column("day", "最近办理", "day", Show.DATE),
        ),
    )
    rows = [list_row(register, source) for source in _MATTERS]
    chips = [
        Chip("程序", "简易", "?", (Choice("简易", "?kind=summary", True), Choice("普通", "?kind=ordinary", False))),
        Chip("期限", "", "?", (Choice("逾期", "?due=late", False), Choice("七日内", "?due=week", False))),
    ]
    return Of(
        register=register,
        searchable=True,
        rows=rows,
        columns=register.columns,
        chips=chips,
        words="",
        narrowed=True,
        kept=[],
        clear_url="?",
        told="1—4；其后还有34条",
        next_url="?after=x",
        previous_url="",
    )


_MATTERS = [
    Of(pk=1, title="泉中路店外堆放建材占道案", party="阳泉宏晟装饰材料经营部", number="阳城管立字〔2026〕第171号"),
    Of(pk=2, title="德胜街擅自挖掘城市道路案", party="山西恒泰管网工程有限公司", number="阳城管立字〔2026〕第165号"),
    Of(pk=3, title="桃北中街占道摆卖案", party="赵建平", number="阳城管当罚字〔2026〕第386号"),
    Of(pk=4, title="滨河东路管沟回填塌陷案", party="山西筑安建筑工程有限公司", number="阳城管立字〔2026〕第160号"),
]
for _row, _stage, _due, _fine in zip(
    _MATTERS,
    ("送达", "陈述申辩", "待备案", "鉴定"),
    (("late", "逾期2日"), ("soon", "今天"), ("open", "3工作日"), ("paused", "中止19日")),
    (Decimal("18000.00"), None, Decimal("100.00"), None),
    strict=True,
):
    _row.stage, _row.due, _row.fine, _row.day = _stage, _due, _fine, date(2026, 11, 19)


def record() -> list[Any]:
    first = datetime(2026, 11, 18, 15, 6, tzinfo=ZONE)
    return [
        Of(at=first, title="签发决定书", text="取号、用印", who="史国梁签发", hash="3f9a…c21e", url="#"),
        Of(
            at=first - timedelta(days=9),
            title="复查记录",
            late="迟录2日",
            who="已写明原因",
            hash="d6b1…0f5c",
        ),
        Of(
            at=first - timedelta(days=61),
            title="批准立案",
            text="九十日办案期限起算",
            who="史国梁批准",
            hash="08aa…93d7",
        ),
    ]


def context() -> dict[str, Any]:
    """The context of ``ui/styles.html``."""
    return {
        "swatches": SWATCHES,
        "badges": BADGES,
        "form": filled(),
        "spoilt": spoilt(),
        "deadlines": deadlines(),
        "ranges": [
            rulers.scale(
                Decimal(50000),
                Decimal(100000),
                tier=(Decimal(60000), Decimal(80000)),
                value=Decimal(70000),
                lines=[Decimal(90000)],
                label="法定幅度5万—10万元，一般阶次6万—8万元，拟处7万元",
            ),
            rulers.scale(Decimal(0), Decimal(200), value=Decimal(300), label="当场处罚200元以下，现为300元"),
        ],
        "page": listing(),
        "record": record(),
        "refused": [Of(what="事先告知书还没有送达回证。", basis=(APL(62),), remedy="先送达告知书", url="#")],
        "stops": [
            Of(state="past", title="立案", day=date(2026, 9, 18)),
            Of(state="past", title="调查终结", day=date(2026, 11, 6)),
            Of(state="past", title="法制审核", day=date(2026, 11, 12)),
            Of(state="now", title="事先告知"),
            Of(state="next", title="决定", note="最迟12月31日"),
            Of(state="next", title="结案"),
        ],
        "tasks": [
            Of(
                left=-2,
                unit="工作日",
                tone="late",
                title="送达行政处罚决定书",
                url="#main",
                of="泉中路店外堆放建材占道案　当事人　阳泉宏晟装饰材料经营部",
                why="11月9日宣告时当事人不在场，应于7个工作日内送达，11月18日届满。",
                basis=(APL(61),),
                word="逾期",
                act="说明并送达",
            ),
            Of(
                left=0,
                unit="工作日",
                tone="soon",
                title="当场收缴的罚款交至本局",
                url="#main",
                of="现场处罚3件，共250.00元",
                why="11月18日收缴，2个工作日内交回。",
                basis=(APL(71),),
                word="今天到期",
                act="登记交款",
            ),
            Of(
                left=5,
                unit="工作日",
                title="公示行政处罚决定",
                url="#main",
                of="未取得排水许可证排放污水案",
                why="11月18日决定，7个工作日内公示。",
                basis=(APL(48),),
                day=date(2026, 11, 27),
                act="办理",
            ),
        ],
        "steps": [
            Of(
                title="向晋昱公司事先告知",
                state="doing",
                word="正在填写",
                url="#main",
                met=[
                    Of(title="法制审核通过", basis=(APL(58),)),
                    Of(title="办案人员两名，持证有效", basis=(APL(42),)),
                ],
            ),
            Of(
                title="向桃北置业事先告知",
                state="block",
                word="暂不可办",
                missing=[
                    Of(what="建设单位违法事实的证据。", remedy="现有证据11件，无一指向桃北置业。", basis=(APL(40),))
                ],
                acts=[Of(title="补充证据", url="#main"), Of(title="分案另查", url="#main")],
            ),
        ],
        "figures": [
            Of(title="行政处罚", value="152", unit="宗", url="#main", note="上年139"),
            Of(title="罚没金额", value="2,834,425.52", unit="元", url="#main", note="以决定书载明数额计"),
            Of(title="行政许可", value="0", unit="件", url="#main", note="有职权，本年未发生"),
            Of(title="行政强制", value="—", unit="件", note="无此职权"),
        ],
        "rows": [
            Of(
                title="延长办案期限30日",
                url="#main",
                state="wait",
                word="1日",
                sub="义东沟燃气管道占压案　王婧报　11月19日",
            ),
            Of(title="立案", url="#main", state="wait", word="2日", sub="南大街雨污混接案　刘志强报　11月18日"),
        ],
        "facts": [
            Of(title="当事人", value="赵建平", sub="个人，首次"),
            Of(title="地点", value="桃北中街66号门前人行道", sub="11月20日发现"),
            Of(title="阶段", value="待备案", sub="第4步，共6步"),
            Of(title="下一期限", value="11月25日备案", sub="余3工作日"),
            Of(title="办案", value="郝文斌、王婧", sub="直属二中队"),
        ],
        "pairs": [
            Of(title="拟处罚款", value="70,000.00", number=True),
            Of(title="已缴", value="0.00", number=True),
        ],
        "tally": Of(passed=14, gaps=2, breaches=1),
        "points": [
            Of(state="breach", word="违反", text="询问笔录迟录3日，已说明原因", url="#", fix="查看说明"),
            Of(state="gap", word="待补", text="送达地址确认书", url="#", fix="补办"),
            Of(state="pass", word="通过", text="办案人员两名，持证有效", basis=(APL(42),)),
        ],
        "tabs": [
            Of(title="本组在办", url="#", current=True, count=38),
            Of(title="七日内到期", url="#", count=7),
            Of(title="全中队", url="#", count="100多"),
        ],
        "columns": charts.columns(
            [charts.Column(f"{n}月", (2 + n % 5, 3 + n * 7 % 9), "#") for n in range(1, 13)],
            "各月处罚件数",
            ("普通", "简易"),
        ),
        "bars": charts.bars(
            [
                charts.Bar("城乡规划法", Decimal("1005425.52"), "#", note="4件"),
                charts.Bar("固体废物法", Decimal("650400.00"), "#", note="8件"),
                charts.Bar("道路条例", Decimal("95000.00"), "#", note="5件"),
            ],
            "普通程序罚款，按所依法律，元",
        ),
        "dots": charts.dots(
            [
                charts.Dots(Decimal(amount), Decimal(amount), number, "#", f"{amount}元：{number}件")
                for amount, number in ((500, 2), (800, 5), (1000, 9), (1200, 4), (2000, 1))
            ],
            charts.Mark(Decimal(1600), "本案1,600.00"),
            (Decimal(800), Decimal(1000), Decimal(1050)),
            "同类案件罚款，元",
        ),
        "stages": [
            Of(state="past", title="当事人"),
            Of(state="now", title="事实"),
            Of(state="next", title="决定"),
        ],
    }
