"""What the papers of an ordinary case say: filled from the case itself, step by step."""

from __future__ import annotations

import os
from datetime import timedelta
from decimal import Decimal
from pathlib import Path
from types import SimpleNamespace
from typing import Any

import pytest
from tests.cases.ordinary.committees import Committee
from tests.cases.ordinary.hearings import Hearings
from tests.cases.ordinary.road import Road, person
from tests.cases.reading import text_of

from jinwu.cases.ordinary import paper_letters, paper_sheets
from jinwu.cases.ordinary.review import POINTS
from jinwu.cases.state import Decision, Line
from jinwu.documents import setting
from jinwu.documents.models import Number
from jinwu.documents.render import Incomplete, render
from jinwu.law.citations import APL
from jinwu.matters.context import Context
from jinwu.matters.papers import papers
from jinwu.matters.state import By


@pytest.fixture
def keep(request):
    """Set JINWU_KEEP_PAPERS to a folder to look at what was printed."""
    folder = os.environ.get("JINWU_KEEP_PAPERS")

    def kept(road: Road) -> None:
        if folder:
            for one in road.last.state.papers:
                Path(folder, f"{request.node.name}_{one.key}_{one.paper}.pdf").write_bytes(setting.read(one.document))

    return kept


def on_step(road: Road, data: Any, **more: Any) -> Context:
    """The context of a step of the case as it stands, for papers that are asked for directly."""
    state, cast = road.state, road.cast
    by = By(user=cast.officer.pk, name="郝文斌", officer=cast.officer.officer_id, certificate="04030126017")
    return Context(
        procedure=None, step=SimpleNamespace(key="x", basis=(APL(22),)), matter=road.matter, state=state,
        data=SimpleNamespace(**data), at=road.now, recorded_at=road.now, by=by, roles=frozenset(),
        unit=state.unit, organ=state.organ, **more,
    )  # fmt: skip


def said(road: Road, key: str, state: Any = None, **data: Any) -> str:
    """The text of a paper made from the case as it stands."""
    import io
    import re

    import pypdf

    ctx = on_step(road, data)
    context = papers[key].context(ctx, state or road.state, "测字〔2026〕第1号")
    pdf = render(papers[key].template, context, on=ctx.day, at=ctx.at).pdf
    return re.sub(r"\s+", "", "".join(page.extract_text() for page in pypdf.PdfReader(io.BytesIO(pdf)).pages))


def test_every_paper_of_the_catalogue_has_its_maker():
    for made in (*vars(paper_letters).values(), *vars(paper_sheets).values()):
        name = getattr(made, "__name__", "")
        if (
            callable(made)
            and getattr(made, "__module__", "").startswith("jinwu.cases.ordinary.paper_")
            and name in papers
        ):
            assert papers[name].context is made
    assert papers["penalty_decision"].numbered == "serial"
    assert papers["penalty_decision"].number_class == "penalty_decision"
    assert papers["filing_approval"].number_class == "filing"
    assert papers["scene_record"].numbered == ""


def test_the_straight_road_in_papers(road, keep):
    road.to("archived")
    keep(road)
    filing = text_of(road, "filing_approval")
    assert "涉嫌" in filing
    assert "阳泉市晨光文化传媒有限公司" in filing
    assert "巡查发现" in filing
    assert "同意立案。" in filing
    assert "办案期限至2026年6月8日" in filing
    scene = text_of(road, "scene_record")
    assert "人行道上堆放钢管、木板等建筑材料" in scene
    assert "李晨光" in scene
    inquiry = text_of(road, "inquiry_record")
    assert "问：请说明占用人行道的情况。答：因装修临时堆放，没有办理手续，愿意改正。" in inquiry
    order = text_of(road, "correction_order")
    assert "立即清理占道建筑材料，恢复道路原状。" in order
    assert "已经改正" in text_of(road, "correction_check")
    report = text_of(road, "investigation_report")
    assert "建议责令改正并处罚款。" in report
    assert "占用面积较小，及时改正，符合较轻情形。" in report
    assert "2026年3月10日责令改正，已经改正。" in report
    assert "行政执法文书完备、规范" in text_of(road, "review_opinion")
    closing = text_of(road, "closing_report")
    assert "已缴纳3,000.00元" in closing
    assert "同意结案。" in closing


def test_the_notice_tells_what_the_decision_says(road, keep):
    road.to("decided")
    notice, decision = text_of(road, "prior_notice"), text_of(road, "penalty_decision")
    amount = "罚款人民币叁仟元整（¥3,000.00）"
    for text in (notice, decision):
        assert amount in text
        assert "未办理占用城市道路审批手续" in text
        assert "《城市道路管理条例》" in text
    assert "五个工作日内，以书面或者口头方式" in notice
    number = next(one.number for one in road.state.papers if one.paper == "prior_notice")
    assert number in decision
    assert "明确表示放弃陈述、申辩权利。" in decision
    assert "听证" not in notice
    assert "放弃要求听证" not in decision  # there was no such right
    assert "十五日内，将上述款项缴至测试银行各网点" in decision
    assert "百分之三加处罚款" in decision
    assert "测试市人民政府" in decision
    assert "测试区人民法院" in decision
    assert "不另行责令改正：当事人已经改正。" in decision
    assert next(one.number for one in road.state.papers if one.paper == "penalty_decision") in decision


def test_a_statement_and_its_recheck_stand_in_the_decision(road):
    road.to("investigated").review()
    road.notify()
    road._serve_notice()
    road.act("hear_statement", {"party": "p1", "manner": "oral", "text": "材料已经清走，请从轻处罚"})
    assert "材料已经清走，请从轻处罚" in text_of(road, "statement_record")
    road.pass_days(8)
    road.recheck(outcome="not_adopted", reason="清理在责令改正之后，已按较轻情形裁量")
    road.decide()
    text = text_of(road, "penalty_decision")
    assert "提出如下陈述、申辩意见：材料已经清走，请从轻处罚。经复核，本机关认为：" in text
    assert "清理在责令改正之后，已按较轻情形裁量。不予采纳。" in text


def test_each_party_has_its_own_facts_and_sum(road):
    road.to("investigating")
    road.act("add_party", {"party": person(), "trace": "另有承包人。"}, two=True)
    road.act(
        "add_violation",
        {"party": "p2", "act": road.violation_input(facts="承包人在人行道搅拌砂浆，污染路面。")},
        two=True,
    )
    road.act("order_correction", {"party": "p2", "kind": "at_once", "requirement": "立即清洗路面。"}, two=True)
    assert "立即清洗路面" in text_of(road, "correction_order")
    assert "赵建平" in text_of(road, "correction_order")
    road.check_order("c2")
    road.report()
    road.review()
    road.notify("p2", "1500")
    text = text_of(road, "prior_notice")
    assert "赵建平" in text
    assert "搅拌砂浆" in text
    assert "堆放建筑材料约20平方米" not in text
    assert "壹仟伍佰元整" in text


def test_a_clue_not_filed_names_no_reporter(road):
    road.register(source="complaint", reporter="孙举报", reporter_phone="13900000001")
    road.check()
    road.act(
        "decline",
        {"ground": "no_violation", "reason": "堆放物位于用地红线以内", "told": True},
        by=road.cast.authority_head,
    )
    text = text_of(road, "not_filed")
    assert "没有违法事实" in text
    assert "堆放物位于用地红线以内。" in text
    assert "投诉举报" in text
    assert "孙举报" not in text
    assert "13900000001" not in text


def test_a_receipt_names_paper_way_and_receiver(road):
    road.to("investigated").review()
    road.notify()
    number = road.state.papers[-1].number
    road.serve(
        "prior_notice", method="left", received_by="", relation="", witness="德胜社区 王秀兰", note="拒绝签收，已拍照"
    )
    text = text_of(road, "service_receipt")
    assert "行政处罚事先告知书" in text
    assert number in text
    assert "留置送达" in text
    assert "拒绝签收" in text
    assert "王秀兰" in text


def test_an_attempt_that_failed_is_no_service(road):
    road.to("investigated").review()
    road.notify()
    road.serve("prior_notice", outcome="failed", note="大门上锁，无人应答")
    text = text_of(road, "service_receipt")
    assert "未送达。大门上锁，无人应答。" in text
    assert f"{road.now.month}月{road.now.day}日{road.now.hour}时" not in text


def test_a_hearing_is_notified_recorded_and_decided_on(cast):
    road = Hearings(cast).to_notice()
    assert "有要求听证的权利" in text_of(road, "prior_notice")
    road.request()
    road.accept("h1")
    road.schedule()
    notice = said(road, "hearing_notice", hearing="h1", party="p1")
    hearing = road.state.hearings[0]
    assert hearing.presider_name in notice
    assert f"{hearing.on.month}月{hearing.on.day}日" in notice
    assert hearing.place in notice
    assert "阳泉市晨光文化传媒有限公司：" in notice


def test_a_hearing_from_its_notice_to_the_decision(cast):
    road = Hearings(cast).to_scheduled()
    notice = text_of(road, "hearing_notice")
    assert "定于2026年3月25日9时30分在局听证室公开举行听证。" in notice
    assert "于2026年3月12日就" in notice
    road.on_day(3, 25, 12)
    road.hold(signed="refused", note="当事人认为记录不全")
    record = text_of(road, "hearing_record")
    assert "调查人员提出：调查人员提出违法事实、证据和处罚建议。" in record
    assert "当事人申辩：已及时清理。" in record
    assert "听证按程序进行，各方充分发表意见。" in record
    assert "拒绝签名。当事人认为记录不全。" in record
    road.conclude()
    state = road.state
    text = said(road, "penalty_decision", decided(state, road), party="p1")
    assert "本机关于2026年3月25日举行听证。本决定根据听证笔录作出。" in text
    assert "建议按拟处罚意见" not in text  # the presider's report is internal


def decided(state, road):
    """The state as if the notice had become the decision."""
    notice = state.notice_of("p1")
    lines = tuple(
        Line(key="l1", party="p1", violation=violation, kind=kind, amount=Decimal(amount), tier=tier)
        for violation, kind, amount, tier in notice.lines
    )
    one = Decision(key="x1", number="测", party="p1", decided_on=road.now.date(), at=road.now, lines=lines)
    return state.model_copy(update={"decisions": (one,)})


def test_who_stayed_away_from_the_hearing_has_renounced_it(cast):
    road = Hearings(cast).to_scheduled()
    road.on_day(3, 25, 12)
    data = {"hearing": "h1", "ground": "absent", "facts": "等候三十分钟仍未到场。"}
    road.act("terminate_hearing", data, by=cast.colleague)
    text = said(road, "penalty_decision", decided(road.state, road), party="p1")
    assert "无正当理由未出席或者中途退出，视为放弃听证权利，听证终止。" in text
    assert "根据听证笔录" not in text


def test_a_hearing_asked_for_too_late_is_said_to_be_declined(cast):
    road = Hearings(cast).to_notice()
    road.on_day(3, 30)
    road.request()
    road.decline()
    text = said(road, "penalty_decision", decided(road.state, road), party="p1")
    assert "提出听证要求，因不符合法定条件，本机关未组织听证。" in text


def test_minutes_name_every_member_his_vote_and_his_reason(cast):
    road = Committee(cast).to_rechecked()
    road.deliberate("aac-r")
    text = text_of(road, "committee_minutes")
    for name, vote in (("刘建国", "同意"), ("周敏", "建议变更"), ("陈刚", "缺席"), ("郝文斌", "回避")):
        assert f"{name}{vote}" in text
    assert "应到人数：五人" in text
    assert "讨论结论：同意" in text


def test_terms_refused_draw_no_number(road):
    road.to("served")
    road.act(
        "ask_terms",
        {"party": "p1", "kind": "deferral", "received_on": road.now.date().isoformat(), "reason": "经营困难"},
    )
    road.act("grant_terms", {"terms": "t1", "outcome": "refused", "reason": "没有证明。"}, by=road.cast.authority_head)
    assert not Number.objects.filter(class_code="instalment_approval").exists()


def test_parts_granted_are_listed_with_their_days(road):
    road.to("served")
    road.act(
        "ask_terms",
        {"party": "p1", "kind": "instalments", "received_on": road.now.date().isoformat(), "reason": "经营困难"},
    )
    parts = [{"due": "2026-06-30", "amount": "1000"}, {"due": "2026-07-31", "amount": "2000"}]
    data = {"terms": "t1", "outcome": "granted", "parts": parts, "reason": "确有经济困难。"}
    road.act("grant_terms", data, by=road.cast.authority_head)
    text = text_of(road, "instalment_approval")
    assert "以经营困难为由提出申请" in text
    assert "批准分期缴纳" in text
    assert "22026年7月31日前贰仟元整2,000.00" in text
    assert road.state.decision_of("p1").number in text
    assert Number.objects.filter(class_code="instalment_approval").count() == 1


def test_no_penalty_says_why_and_that_the_party_was_educated(road):
    road.to("rechecked")
    road.act("decide_none", {"party": "p1", "ground": "first_corrected", "reason": "当事人当日清理完毕", "education": "讲解占道审批的规定"},
             by=road.cast.authority_head)  # fmt: skip
    text = text_of(road, "no_penalty_decision")
    assert "系初次违法，危害后果轻微并及时改正。" in text
    assert "第三十三条第一款" in text
    assert "讲解占道审批的规定。" in text
    assert "不予行政处罚。" in text


def test_a_revocation_names_the_decision_and_what_is_owed_back(road):
    road.to("performed")
    number = road.state.decision_of("p1").number
    road.act("revoke", {"party": "p1", "organ": "court", "document": "（2026）晋0302行初1号", "reason": "认定事实不清"},
             by=road.cast.authority_head)  # fmt: skip
    text = text_of(road, "revocation_decision")
    assert f"撤销{number}行政处罚决定" in text
    assert "经人民法院审理（（2026）晋0302行初1号），认定事实不清。" in text
    assert "¥3,000.00" in text


def test_the_demand_names_what_is_left_of_the_duty(road):
    from jinwu.collection.state import Demand

    road.to("served")
    ledger = road.state.ledger
    owed = Demand(key="q1", party="p1", at=road.now, fine="3000.00", surcharge="900.00", confiscation="0.00")
    state = road.state.model_copy(update={"ledger": ledger.model_copy(update={"demands": (owed,)})})
    text = said(road, "demand_notice", state, party="p1")
    assert "叁仟玖佰元整" in text
    assert "十个工作日内" in text
    assert state.decision_of("p1").number in text
    assert "缴纳罚款、缴纳加处罚款" in text
    assert "没收" not in text


def test_an_announcement_names_the_paper_and_its_day(road):
    road.to("decided")
    key = road.state.papers[-1].key
    text = said(road, "service_announcement", party="p1", paper=key)
    assert "《行政处罚决定书》" in text
    assert "经过三十日，即视为送达" in text
    assert "处罚种类为罚款" in text


def test_what_a_paper_must_say_is_asked_for_by_name(road):
    road.to("decided")
    state = road.state.model_copy(update={"notices": ()})
    with pytest.raises(Incomplete) as refused:
        said(road, "penalty_decision", state, party="p1")
    assert refused.value.fields == ["told"]
    bare = road.state.model_copy(update={"proofs": ()})
    with pytest.raises(Incomplete) as refused:
        said(road, "penalty_decision", bare, party="p1")
    assert refused.value.fields == ["evidence"]


def test_an_erased_party_prints_as_a_block(road):
    road.to("decided")
    gone = tuple(
        one.model_copy(update={"name": None, "number": None, "legal_representative": None, "address": None})
        for one in road.state.parties
    )
    text = said(road, "penalty_decision", road.state.model_copy(update={"parties": gone}), party="p1")
    assert "■" in text
    assert "晨光" not in text


def test_evidence_not_verified_or_of_another_party_is_not_listed(road):
    from jinwu.cases.ordinary.state import Proof

    road.to("decided")
    more = [
        Proof(key="b8", kind="documentary", title="未核实的材料", at=road.now, verified=False),
        Proof(key="b9", kind="documentary", title="他人的材料", at=road.now, violation="v9"),
    ]
    state = road.state.model_copy(update={"proofs": (*road.state.proofs, *more)})
    text = said(road, "penalty_decision", state, party="p1")
    assert "现场照片说明" in text
    assert "未核实的材料" not in text
    assert "他人的材料" not in text


def test_preserved_items_are_listed_with_the_day_of_the_outcome(road):
    road.to("investigating")
    road.act(
        "preserve", {"party": "p1", "items": "钢管20根；木板12块", "in_place": False, "approved_by": "周志刚"}, two=True
    )
    text = text_of(road, "preservation_notice")
    assert "1钢管20根2木板12块" in text.replace("序号物品名称、规格、数量和特征备注", "")
    assert "七个工作日内（至2026年3月19日止）" in text


def test_an_appraisal_is_asked_for_with_its_day(road):
    road.to("investigating")
    until = (road.now + timedelta(days=20)).date()
    road.act(
        "commission",
        {
            "kind": "valuation",
            "by": "山西某造价咨询有限公司",
            "question": "涉案建筑物的工程造价",
            "until": until.isoformat(),
        },
        two=True,
    )
    text = text_of(road, "appraisal_commission")
    assert "山西某造价咨询有限公司：" in text
    assert "价格认定" in text
    assert f"{until.year}年{until.month}月{until.day}日前" in text


def test_every_point_of_a_review_has_its_words():
    assert paper_sheets.POINTS.keys() == POINTS.keys()
