"""The bureau's units, people, certificates, recorders, accounts, words of numbering and its own law data."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date
from typing import Any

from django.contrib.auth.hashers import make_password
from django.db import transaction

from jinwu.bureau import pins, units
from jinwu.bureau.models import (
    Certificate,
    CertificateChange,
    CertificateEvent,
    CertificateStatus,
    Entrustment,
    EntrustmentLine,
    Equipment,
    EquipmentIssue,
    EquipmentKind,
    Officer,
    OfficerKind,
    Posting,
    ReviewerQualification,
    RoleHolding,
    Unit,
    UnitKind,
    User,
)
from jinwu.catalog.models import ProfileValue
from jinwu.catalog.writing import put
from jinwu.documents.words import begin_words
from jinwu.kit import clock
from jinwu.law.parties import PartyKind
from jinwu.law.roles import Role

from .names import Names

SINCE = date(2019, 1, 1)
CERTIFIED_ON = date(2021, 3, 1)
CERTIFIED_UNTIL = date(2031, 2, 28)
PIN = "274918"


#: Letters of numbering (invented), after 阳城管 and before 字.
LETTERS = {
    "on_the_spot_decision": "当罚", "filing": "立", "correction_order": "责改", "preservation_notice": "登存",
    "appraisal_commission": "鉴委", "prior_notice": "罚告", "hearing_notice": "听通", "penalty_decision": "罚",
    "no_penalty_decision": "不罚", "revocation_decision": "撤罚", "changed_decision": "变罚",
    "instalment_approval": "缓缴", "demand_notice": "催",
    "transfer_letter": "移", "crime_transfer": "移刑", "sampling_notice": "抽", "inquiry_notice": "询",
    "preservation_outcome": "存处", "period_notice": "鉴告", "help_letter": "协", "advice_letter": "建", "designation_request": "请管", "recusal_decision": "回避", "reminder": "提",
}  # fmt: skip
COMMITTEES = {
    "team": ["shiguoliang", "yaolijun", "ducha"],
    "bureau": ["juzhang", "fujuzhang", "yaolijun", "caiwu", "ducha"],
}


@dataclass(frozen=True)
class Plan:
    """What the report of the bureau says of its people and things, and where it stands."""

    code: str
    name: str
    team: str
    posts: int
    staffed: int
    team_certified: int
    certified: int
    recorders: int
    word: str
    government: str
    court: str
    bank: str
    squadrons: tuple[str, ...]
    sections: tuple[tuple[str, str], ...]


YANGQUAN = Plan(
    code="yangquan",
    name="阳泉市城市管理局",
    team="阳泉市城市管理综合行政执法队",
    posts=210,
    staffed=173,
    team_certified=172,
    certified=279,
    recorders=158,
    word="阳城管",
    government="阳泉市人民政府",
    court="阳泉市城区人民法院",
    bank="中国建设银行阳泉分行各网点（演示数据）",
    squadrons=("直属一中队", "直属二中队", "直属三中队", "直属四中队", "机动中队", "燃气中队"),
    sections=(("legal", "法规科"), ("finance", "财务科"), ("archive", "档案室"), ("statistics", "统计科"),
              ("oversight", "督察科"), ("appearance", "市容管理科"), ("gas", "燃气管理科")),
)  # fmt: skip


@dataclass
class Cast:
    """The people the cases need."""

    plan: Plan
    bureau: Unit
    team: Unit
    pairs: list[tuple[User, User]] = field(default_factory=list)
    unit_head: User | None = None
    authority_head: User | None = None
    reviewer: User | None = None
    fiscal: User | None = None
    disclosure: User | None = None
    committees: dict[str, list[User]] = field(default_factory=dict)
    archivist: User | None = None
    officers: int = 0
    recorders: int = 0


def standing(code: str) -> bool:
    """Whether the bureau is there."""
    return Unit.objects.filter(code=code).exists()


def books_in_use(code: str) -> bool:
    """Whether another bureau works in this database."""
    return Unit.objects.exclude(code__startswith=code).exists()


def build(plan: Plan, password: str) -> Cast:
    """Units, people and things in one transaction; what stands already is read back."""
    with transaction.atomic():
        if not standing(plan.code):
            _found(plan, password)
    return _read(plan)


def _found(plan: Plan, password: str) -> None:
    names = Names(seed=2023)
    bureau = units.found(plan.code, plan.name, UnitKind.BUREAU, on=SINCE, area_code="140300", order=1)
    team = units.found(
        f"{plan.code}-team", plan.team, UnitKind.TEAM, on=SINCE, parent=bureau, posts=plan.posts, order=2
    )
    squadrons = [
        units.found(f"{plan.code}-sq{i}", name, UnitKind.SQUADRON, on=SINCE, parent=team, order=10 + i)
        for i, name in enumerate(plan.squadrons, 1)
    ]
    sections = {
        key: units.found(f"{plan.code}-{key}", name, UnitKind.SECTION, on=SINCE, parent=bureau, order=30 + i)
        for i, (key, name) in enumerate(plan.sections, 1)
    }
    _people(plan, names, team, squadrons, list(sections.values()))
    _accounts(plan, bureau, team, squadrons, sections, password)
    _things(plan, squadrons)
    _law(plan, bureau, team)


def _people(plan: Plan, names: Names, team: Unit, squadrons: list[Unit], sections: list[Unit]) -> None:
    digest, now = pins.digest(PIN), clock.now()
    known = ["郝文斌", "王婧", "刘志强", "史国梁", "李改梅", "武建军"]
    team_names = known + [names.person() for _ in range(plan.staffed - len(known))]
    others = [names.person() for _ in range(plan.certified - plan.team_certified)]
    officers = Officer.objects.bulk_create(
        Officer(name=name, kind=OfficerKind.OFFICER, staff_number=f"{i:04d}", pin_digest=digest, pin_set_at=now)
        for i, name in enumerate([*team_names, *others], 1)
    )
    places = [squadrons[1] if i < 3 else team if i == 3 else squadrons[i % len(squadrons)] for i in range(plan.staffed)]
    places += [sections[i % len(sections)] for i in range(len(others))]
    Posting.objects.bulk_create(
        Posting(officer=officer, unit=unit, valid_from=SINCE, staffed=True)
        for officer, unit in zip(officers, places, strict=True)
    )
    # one of the team is still in training
    certified = [officer for i, officer in enumerate(officers) if i != plan.staffed - 1]
    cards = Certificate.objects.bulk_create(
        Certificate(officer=officer, number=f"0403{i:07d}", kind="行政执法证", issuer="山西省人民政府（演示数据）",
                    issued_on=CERTIFIED_ON)
        for i, officer in enumerate(certified, 126001)
    )  # fmt: skip
    CertificateChange.objects.bulk_create(
        CertificateChange(certificate=card, event=CertificateEvent.ISSUED, status=CertificateStatus.VALID, on=CERTIFIED_ON,
                          expires_on=CERTIFIED_UNTIL)
        for card in cards
    )  # fmt: skip


def _accounts(
    plan: Plan, bureau: Unit, team: Unit, squadrons: list[Unit], sections: dict[str, Unit], password: str
) -> None:
    hashed = make_password(password)

    def account(username: str, name: str, role: Role, unit: Unit, officer: Officer | None = None) -> None:
        user, _new = User.objects.get_or_create(
            username=username, defaults={"full_name": name, "officer": officer, "password": hashed}
        )
        RoleHolding.objects.create(user=user, role=role.value, unit=unit, valid_from=SINCE)

    officers = list(Officer.objects.order_by("id")[: plan.staffed])
    named = {0: "haowenbin", 1: "wangjing", 2: "liuzhiqiang", 3: "shiguoliang"}
    for i, officer in enumerate(officers[:40]):
        posting = officer.postings.get()
        account(named.get(i, f"officer{i + 1:03d}"), officer.name, Role.OFFICER, posting.unit, officer)
    account("shiguoliang", officers[3].name, Role.UNIT_HEAD, team, officers[3])
    account("juzhang", "孟建平", Role.AUTHORITY_HEAD, bureau)
    account("fujuzhang", "李海青", Role.AUTHORITY_HEAD, bureau)
    account("yaolijun", "药丽君", Role.LEGAL_REVIEWER, bureau)
    ReviewerQualification.objects.create(
        user=User.objects.get(username="yaolijun"), reviewing_since=date(2019, 3, 1), number="A20181403000126（演示）",
        acquired_on=date(2018, 12, 20),
    )  # fmt: skip
    account("caiwu", "张会芳", Role.FISCAL_CLERK, bureau)
    account("dangan", "何静", Role.ARCHIVIST, bureau)
    account("gongshi", "白晓宁", Role.DISCLOSURE_CLERK, bureau)
    account("jingxiaolan", "荆晓岚", Role.STATISTICIAN, bureau)
    account("ducha", "马超", Role.SUPERVISOR, bureau)
    account("admin", "徐宁", Role.ADMINISTRATOR, bureau)


def _things(plan: Plan, squadrons: list[Unit]) -> None:
    holders = list(Officer.objects.order_by("id")[: plan.staffed])
    cameras = Equipment.objects.bulk_create(
        Equipment(kind=EquipmentKind.RECORDER, serial=f"YQ-ZFJ-{i:04d}", model="执法记录仪 DSJ-8H",
                  unit=squadrons[i % len(squadrons)], acquired_on=date(2021, 6, 1))
        for i in range(1, plan.recorders + 1)
    )  # fmt: skip
    EquipmentIssue.objects.bulk_create(
        EquipmentIssue(equipment=camera, officer=holder, valid_from=date(2021, 6, 15))
        for camera, holder in zip(cameras, holders, strict=False)
    )


def _law(plan: Plan, bureau: Unit, team: Unit) -> None:
    source = "演示数据，待本局确认"
    own: list[tuple[str, Any, str]] = [
        ("remedies.reconsideration_organ", plan.government, "行政复议机关"),
        ("remedies.court", plan.court, "有管辖权的人民法院"),
        ("collection.institution", plan.bank, "代收罚款的银行"),
        ("numbering.letters", LETTERS, "各类文书发文字号的类别字"),
        (
            "committee.members",
            {
                level: {"members": names, "chair": names[0], "deputies": names[1:2]}
                for level, names in COMMITTEES.items()
            },
            "案件集体讨论的组成人员",
        ),
    ]
    for key, value, title in own:
        values = {"value": value, "title": title, "confirmed": False, "source": source, "note": ""}
        put(ProfileValue, {"key": key, "in_force_from": SINCE}, values, by="demo")
    begin_words(bureau.pk, plan.word, SINCE)
    given = Entrustment.objects.create(
        organ=bureau, organisation=team, title="行政处罚权委托书（下放权限，生效日待确认）", published_on=date(2023, 6, 20),
        valid_from=date(2023, 7, 1), valid_to=date(2028, 6, 30),
    )  # fmt: skip
    EntrustmentLine.objects.bulk_create(
        EntrustmentLine(entrustment=given, party_kind=kind.value, up_to=amount)
        for kind, amount in ((PartyKind.PERSON, 5000), (PartyKind.SOLE_TRADER, 5000), (PartyKind.ORGANISATION, 50000))
    )


def _read(plan: Plan) -> Cast:
    bureau = Unit.objects.get(code=plan.code)
    users = {user.username: user for user in User.objects.select_related("officer")}
    crew = [users["haowenbin"], users["wangjing"], users["liuzhiqiang"]]
    crew += [users[name] for name in sorted(users) if name.startswith("officer")]
    by_unit: dict[int, list[User]] = {}
    for user in crew:
        by_unit.setdefault(user.officer.postings.get().unit_id, []).append(user)
    pairs = [(mates[i], mates[i + 1]) for mates in by_unit.values() for i in range(0, len(mates) - 1, 2)]
    return Cast(
        plan=plan, bureau=bureau, team=Unit.objects.get(code=f"{plan.code}-team"), pairs=pairs,
        unit_head=users["shiguoliang"], authority_head=users["juzhang"], reviewer=users["yaolijun"], fiscal=users["caiwu"], disclosure=users["gongshi"],
        committees={level: [users[name] for name in names] for level, names in COMMITTEES.items()},
        archivist=users["dangan"], officers=Officer.objects.filter(kind=OfficerKind.OFFICER).count(),
        recorders=Equipment.objects.filter(kind=EquipmentKind.RECORDER).count(),
    )  # fmt: skip
