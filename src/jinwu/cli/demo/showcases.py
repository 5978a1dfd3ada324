"""Ordinary cases around today, outside the year that the report counts: every stage once, and what is rare but lawful.

None of them rests on articles that the Environment Code replaced.
"""

from __future__ import annotations

import uuid
from collections.abc import Iterator
from datetime import datetime, timedelta
from typing import Any

from jinwu.catalog.queries import work_calendar

from . import heard
from .dossier import Case
from .names import Names
from .people import Cast

DIG = ("road.dig", "未经批准擅自挖掘城市道路铺设管线，长约18米，未设置安全防护设施。", "管道工程有限公司")
GAS = ("gas.protected_area", "在燃气管道保护范围内擅自进行机械开挖作业，未采取保护措施。", "市政工程有限公司")
DRAIN = ("drain.no_licence", "未取得污水排入排水管网许可证，向城镇排水设施排放施工降水。", "建筑安装有限公司")
PLAN = ("plan.correctable", "未取得建设工程规划许可证擅自建设附属用房，尚可采取改正措施消除影响。", "置业有限公司")


def around_today(cast: Cast, names: Names, now: datetime) -> Iterator[Case]:
    """The cases as they stand on the day of `now`."""
    count = 0

    def case(
        back: int, kind: tuple[str, str, str], fine: str, *, parties: int = 1, base: str = "", natural: bool = False
    ) -> Case:
        nonlocal count
        count += 1
        violation, facts, trade = kind
        officer, partner = cast.pairs[count % len(cast.pairs)]
        who = [names.citizen() if natural else names.firm(trade) for _ in range(parties)]
        return Case(
            f"now-{count:03d}", cast, officer, partner, work_calendar().working_days_back(now.date(), back), violation, facts, who, [fine] * parties,
            [base] * parties if base else [], "", names.spot(), ("patrol", "inspection", "department", "handed_down")[count % 4],
        )  # fmt: skip

    yield from _at_every_stage(case)
    yield from _rare(case, cast)


def _at_every_stage(case: Any) -> Iterator[Case]:
    one = case(1, DIG, "8000")  # a clue of yesterday
    one.clue()
    yield one
    two = case(19, DIG, "8000")  # whose filing should have been decided
    two.clue()
    yield two
    three = case(4, DRAIN, "60000")  # just filed
    three.clue()
    three.file()
    yield three
    four = case(9, PLAN, "160000", base="3200000")  # the valuation is awaited, the ninety days stand still
    four.clue()
    four.file()
    four.on(2)
    until = four.day + timedelta(days=20)
    four.add("commission", {"kind": "valuation", "by": "阳泉市工程造价咨询有限公司", "question": "涉案建设工程造价",
                            "until": until.isoformat()}, two=True)  # fmt: skip
    yield four
    five = case(80, DRAIN, "60000")  # the ninety days are over
    _till(five, "investigate")
    yield five
    six = case(14, DIG, "8000")  # waits for the legal review
    _till(six, "report")
    yield six
    seven = case(16, DIG, "8000")  # waits for the notice
    _till(seven, "review")
    yield seven
    eight = case(18, GAS, "60000")  # the party may still answer
    _till(eight, "notice")
    yield eight
    nine = case(22, DRAIN, "90000")  # waits for the committee
    _till(nine, "answers")
    yield nine
    ten = case(22, DIG, "8000")  # waits for the decision
    _till(ten, "answers")
    yield ten
    eleven = case(26, DIG, "12000")  # to be paid
    _till(eleven, "serve")
    yield eleven
    twelve = case(48, DIG, "9000")  # not paid in time
    _till(twelve, "serve")
    yield twelve


def _rare(case: Any, cast: Cast) -> Iterator[Case]:
    yield heard.hearing(case(75, GAS, "60000", parties=2), cast)
    yield _mitigated(case(40, GAS, "3000", natural=True))
    yield _no_penalty(case(30, DIG, "8000"))
    declined = case(12, DIG, "8000")
    declined.clue()
    declined.on(3)
    declined.add("decline", {"ground": "no_violation", "reason": "经核查，该处挖掘已取得许可，公示牌被遮挡，不构成违法。", "told": True},
                 cast.unit_head)  # fmt: skip
    yield declined
    passed_on = case(10, DIG, "8000")
    passed_on.clue()
    passed_on.on(2)
    passed_on.add("pass_on", {"organ": "阳泉市交通运输局", "reason": "该路段属公路用地，由交通运输主管部门管辖。", "told": True},
                  cast.authority_head)  # fmt: skip
    yield passed_on
    police = case(25, GAS, "60000")
    _till(police, "investigate")
    police.on(2)
    team = [police.officer.officer_id, police.partner.officer_id]
    police.add("form_special_team", {"crime": "过失损坏易燃易爆设备罪", "reason": "开挖造成燃气管道破裂，涉嫌犯罪。", "members": team},
               cast.unit_head)  # fmt: skip
    police.add("report_crime", {
        "facts": "经核实，施工单位未查明地下管线即机械开挖，致燃气中压管道破裂，停气影响居民三百余户。",
        "evidence": "现场勘验笔录、管道权属单位报告及抢修记录、施工负责人询问笔录。", "opinion": "建议移送公安机关。",
    })  # fmt: skip
    police.on(1)
    police.add("answer_transfer", {"outcome": "approved"}, cast.authority_head)
    police.add(
        "send_to_police",
        {"organ": "阳泉市公安局", "items": [{"name": "破损管段", "kind": "PE管 DN110", "count": "1段"}]},
    )
    yield police
    yield _instalments(case(45, DRAIN, "60000"), cast)
    yield _announced(case(80, DIG, "10000"))
    yield _left(case(34, DIG, "15000"))
    yield _decided_anew(case(110, DIG, "20000"), cast)
    first = case(16, DIG, "8000")
    _till(first, "file")
    second = case(15, DIG, "8000")
    _till(second, "file")
    second.on(3)
    second.add(
        "merge",
        {"other": str(_matter(first.name)), "reason": "同一当事人同一工程的连续挖掘行为，并入先立案件办理。"},
        cast.unit_head,
    )
    yield first
    yield second
    yield _changed(case(60, DIG, "20000"), cast)
    yield _corrected(case(36, DIG, "8000"), cast)
    yield _split(case(24, DRAIN, "60000", parties=2), cast)
    yield heard.and_filed(case(150, GAS, "60000", parties=2), cast)


def _mitigated(case: Case) -> Case:
    """Below the minimum of the law, on its ground."""
    for chapter in ("clue", "file", "investigate", "report", "review"):
        getattr(case, chapter)()
    line = {"violation": "v1", "kind": "fine", "amount": "3000", "mitigated": "reduced_harm"}
    case.lines = lambda i: [line]  # type: ignore[method-assign]
    case.notice()
    case.answers()
    case.decide()
    case.serve()
    case.publish()
    case.pay()
    case.close()
    return case


def _no_penalty(case: Case) -> Case:
    for chapter in ("clue", "file", "investigate"):
        getattr(case, chapter)()
    case.report(proposal="no_penalty", opinion="违法行为轻微并及时改正，没有造成危害后果，建议不予行政处罚。")
    case.review()
    case.on(2)
    case.add("decide_none", {"party": "p1", "ground": "slight_corrected", "reason": "违法行为轻微，当场停止并恢复路面，没有造成危害后果。",
                             "education": "已向当事人讲解城市道路管理规定，当事人表示今后依法报批。"}, case.cast.authority_head)  # fmt: skip
    case.on(1)
    case.add("serve", case.service("no_penalty_decision"))
    case.on(2)
    case.add("close", {"outcome": "no_penalty"}, case.cast.authority_head)
    return case


def _instalments(case: Case, cast: Cast) -> Case:
    _till(case, "serve")
    case.publish()
    case.on(2)
    case.add(
        "ask_terms",
        {
            "party": "p1",
            "kind": "instalments",
            "received_on": case.day.isoformat(),
            "reason": "企业经营困难，申请分三期缴纳。",
        },
    )
    case.on(2)
    parts = [{"due": (case.day + timedelta(days=days)).isoformat(), "amount": "20000.00"} for days in (20, 50, 80)]
    case.add(
        "grant_terms",
        {"terms": "t1", "outcome": "granted", "parts": parts, "reason": "确有经济困难，同意分期缴纳。"},
        cast.authority_head,
    )
    case.pay(1, "20000", days=3)
    return case


def _announced(case: Case) -> Case:
    """The notice reaches the party by announcement only; the rest waits for its term."""
    _till(case, "review")
    case.on(2)
    case.add("notify", {"party": "p1", "lines": case.lines(1)}, case.cast.unit_head)
    case.on(1)
    case.add(
        "serve",
        case.service("prior_notice", method="direct", outcome="failed", note="注册地址无人办公，电话无法接通。"),
    )
    case.on(3)
    case.add("serve", case.service("prior_notice", method="mail", outcome="failed", note="邮件退回：原址查无此单位。"))
    case.on(2)
    case.add("serve", case.service("prior_notice", method="announcement", reference="市政府网站公告栏及注册地址张贴"))
    return case


def _left(case: Case) -> Case:
    """The party refuses to sign; the decision is left there before a witness."""
    for chapter in ("clue", "file", "investigate", "report", "review", "notice", "answers", "committee", "decide"):
        getattr(case, chapter)()
    case.on(1)
    case.add("serve", case.service("penalty_decision", method="left", received_by="", witness="德胜街社区居民委员会 刘主任",
                                   note="当事人拒绝签收，留置送达并全程录像。"))  # fmt: skip
    return case


def _decided_anew(case: Case, cast: Cast) -> Case:
    """Revoked by the organ itself, the money returned, and decided anew."""
    _till(case, "serve")
    case.pay()
    case.on(5)
    case.add(
        "revoke",
        {"party": "p1", "organ": "self", "reason": "复查发现挖掘长度认定有误，原决定裁量不当。"},
        cast.authority_head,
    )
    case.on(2)
    case.add(
        "refund",
        {"party": "p1", "amount": case.fines[0], "reference": "TF2026001", "document": "财政退付审批单"},
        cast.fiscal,
    )
    case.on(1)
    case.add("reopen", {"reason": "重新测量挖掘长度，依法重新作出决定。"}, cast.authority_head)
    case.on(2)
    case.add(
        "take_evidence", {"proofs": [{"kind": "scene", "title": "复测记录", "proves": "实际挖掘长度为11米"}]}, two=True
    )
    case.fines = ["9000"]
    for chapter in ("report", "review", "notice", "answers", "decide", "serve"):
        getattr(case, chapter)()
    case.publish()
    case.pay()
    return case


def _changed(case: Case, cast: Cast) -> Case:
    """Lightened by the organ itself after it was paid and published: what is too much goes back, both are told."""
    _till(case, "serve")
    case.publish()
    case.pay()
    case.on(4)
    case.fines = ["15000"]
    case.add("change_decision", {
        "party": "p1", "organ": "self", "lines": case.lines(1), "reason": "复查发现当事人主动恢复路面并消除安全隐患，原决定未予从轻，裁量不当。",
        "review": "法制审核同意变更，经负责人集体讨论决定",
    }, cast.authority_head)  # fmt: skip
    case.on(1)
    case.add("serve", case.service("changed_decision"))
    case.add("withdraw_publication", {"decision": "x1", "ground": "changed", "withdrawn_on": case.day.isoformat(),
                                      "reason": "原行政处罚决定已依法变更。"}, cast.disclosure)  # fmt: skip
    case.publish("x2")
    case.on(2)
    case.add(
        "refund", {"party": "p1", "amount": "5000", "reference": "TF2026002", "document": "财政退付审批单"}, cast.fiscal
    )
    return case


def _corrected(case: Case, cast: Cast) -> Case:
    """A slip of the pen: the corrected copy is served, the term to pay goes on."""
    _till(case, "serve")
    case.on(2)
    case.add("correct", {"party": "p1", "what": "facts", "wrong": "长约18米", "right": "长约16米", "reason": "丈量记录数字誊写错误"},
             cast.unit_head)  # fmt: skip
    case.on(1)
    case.add("serve", case.service("corrected_penalty_decision"))
    case.publish("x2")
    return case


def _split(case: Case, cast: Cast) -> Case:
    """Two parties whose acts are independent: the second one goes on in a case of its own."""
    _till(case, "investigate")
    case.on(2)
    case.add(
        "split", {"parties": ["p2"], "reason": "两个当事人分别向管网排水，违法行为相互独立，分案办理。"}, cast.unit_head
    )
    return case


def _till(case: Case, last: str) -> None:
    """The straight road up to a chapter."""
    for chapter in (
        "clue",
        "file",
        "investigate",
        "report",
        "review",
        "notice",
        "answers",
        "committee",
        "decide",
        "serve",
    ):
        getattr(case, chapter)()
        if chapter == last:
            return


def _matter(name: str) -> uuid.UUID:
    from .ordinary import matter_of

    return matter_of(name)
