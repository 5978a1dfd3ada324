"""Sheets that single acts have: set from the record when they are asked for, one for each act, no step slower for them."""

from __future__ import annotations

import io
import re
from datetime import timedelta

import pytest
from pypdf import PdfReader
from tests.casefile.volumes import picture
from tests.cases.ordinary.hearings import Hearings
from tests.cases.ordinary.road import Road, person
from tests.cases.reading import text_of
from tests.cases.refusing import refuses

from jinwu.casefile.binding import case_of, items_in
from jinwu.casefile.leaves import leaves_of
from jinwu.casefile.order import INTERNAL, OPEN
from jinwu.cases.state import Line
from jinwu.law.citations import APL
from jinwu.matters.copies import NoCopy, of_acts, print_copy
from jinwu.matters.models import Matter

pytestmark = pytest.mark.django_db(databases=["default", "log"])


def row(road: Road) -> Matter:
    return Matter.objects.get(pk=road.matter)


def said(road: Road, key: str, seq: int = 0) -> str:
    pages = PdfReader(io.BytesIO(print_copy(row(road), key, seq).pdf)).pages
    return re.sub(r"\s+", "", "".join(page.extract_text() for page in pages))


def sheets(road: Road, key: str) -> list[int]:
    return [one.seq for one in of_acts(road.matter, road.state) if one.maker.key == key]


class TestApprovalOfADecision:
    def test_it_holds_everything_that_was_weighed(self, road):
        road.to("investigated").review()
        road.notify()
        road._serve_notice()
        road.act("hear_statement", {"party": "p1", "manner": "oral", "text": "材料已经清走，请从轻处罚"})
        road.pass_days(8)
        road.recheck(outcome="not_adopted", reason="清理在责令改正之后")
        road.decide()
        text = said(road, "decision_approval")
        for words in (
            "未办理占用城市道路审批手续", "《城市道路管理条例》", "占用面积较小，及时改正，符合较轻情形。", "材料已经清走，请从轻处罚",
            "复核意见：清理在责令改正之后", "事实清楚，适用法律正确，同意。", "罚款人民币叁仟元整（¥3,000.00）", "当事人已经改正。",
            road.state.decisions[0].number, "负责人审批意见",
        ):  # fmt: skip
            assert re.sub(r"\s+", "", words) in text, words

    def test_each_party_has_its_own(self, road):
        road.to("investigating")
        road.act("add_party", {"party": person(), "trace": "另有承包人。"}, two=True)
        road.act("add_violation", {"party": "p2", "act": road.violation_input()}, two=True)
        road.act("order_correction", {"party": "p2", "kind": "at_once", "requirement": "立即清理。"}, two=True)
        road.check_order("c2")
        road.report()
        road.review()
        for party in ("p1", "p2"):
            road.notify(party, amount="1000.00" if party == "p2" else None)
            road.serve("prior_notice", party)
            road.waive(party)
        road.recheck()
        first = road.decide("p1").seq
        second = road.decide("p2", amount="1000.00").seq
        assert sheets(road, "decision_approval") == [first, second]
        assert "¥3,000.00" in said(road, "decision_approval", first)
        assert "¥1,000.00" in said(road, "decision_approval", second)
        assert said(road, "decision_approval") == said(road, "decision_approval", second)

    def test_no_penalty_has_one_too_with_its_ground(self, road):
        road.to("rechecked")
        road.act("decide_none", {"party": "p1", "ground": "slight_corrected", "reason": "占用时间短，主动清理。", "education": "宣讲规定。"},
                 by=road.cast.authority_head)  # fmt: skip
        text = said(road, "decision_approval")
        assert "不予行政处罚。" in text
        assert "占用时间短，主动清理。" in text
        assert "罚款人民币" not in text

    def test_it_comes_out_the_same_whatever_comes_after(self, road):
        road.to("decided")
        before = print_copy(row(road), "decision_approval").sha256
        road._serve_decision()
        road.pay()
        assert print_copy(row(road), "decision_approval").sha256 == before

    def test_before_the_decision_there_is_none(self, road):
        road.to("rechecked")
        assert sheets(road, "decision_approval") == []
        with pytest.raises(NoCopy):
            print_copy(row(road), "decision_approval")


class TestRecheck:
    def test_without_a_statement_nothing_was_rechecked(self, road):
        road.to("rechecked")
        assert sheets(road, "recheck_opinion") == []
        with pytest.raises(NoCopy):
            print_copy(row(road), "recheck_opinion")

    def test_what_was_stated_and_what_became_of_it(self, road):
        road.to("investigated").review()
        road.notify()
        road._serve_notice()
        road.act("hear_statement", {"party": "p1", "manner": "written", "text": "请从轻处罚"})
        road.pass_days(8)
        road.recheck(outcome="partly", reason="主动清理属实", changed=True)
        text = said(road, "recheck_opinion")
        for words in ("请从轻处罚", "部分予以采纳", "主动清理属实。", "重新审核"):
            assert words in text


class TestHearing:
    def test_an_open_hearing_is_announced_with_its_day_and_place(self, cast):
        road = Hearings(cast).to_scheduled()
        text = said(road, "hearing_announcement")
        assert "定于2026年3月25日9时30分在局听证室公开举行" in text

    def test_a_closed_one_is_not(self, cast):
        road = Hearings(cast).to_notice()
        road.on_day(3, 12)
        road.request()
        road.accept()
        road.schedule(open_to_public=False, closed_for="trade_secret")
        assert sheets(road, "hearing_announcement") == []
        with pytest.raises(NoCopy):
            print_copy(row(road), "hearing_announcement")

    def test_the_presider_reports(self, cast):
        road = Hearings(cast).to_held()
        assert sheets(road, "hearing_report") == []
        road.conclude()
        text = said(road, "hearing_report")
        for words in (
            "当事人申辩：已及时清理",
            "建议按拟处罚意见作出决定。",
            "按拟作出的处罚决定",
            road.state.hearings[0].presider_name,
        ):
            assert words in text


class TestAddress:
    @pytest.mark.parametrize(
        ("agrees", "words"), [(True, "同意采用传真、电子邮件等方式接收"), (False, "不同意采用电子方式接收文书")]
    )
    def test_the_party_confirms_where_papers_reach_it(self, road, agrees, words):
        road.to("investigating")
        road.act(
            "confirm_address", {"party": "p1", "address": "城区德胜街8号3楼", "electronic": agrees, "channel": "a@b.cn"}
        )
        text = said(road, "address_confirmation")
        assert "城区德胜街8号3楼" in text
        assert words in text
        assert "a@b.cn" in text


class TestCallingIn:
    def data(self, road, **change):
        return {
            "party": "p1", "on": (road.now + timedelta(days=2)).isoformat(), "place": "执法队询问室", "materials": "营业执照；身份证",
        } | change  # fmt: skip

    def test_a_numbered_notice_says_when_where_and_what_to_bring(self, road):
        road.to("investigating")
        road.act("call_in", self.data(road), two=True)
        text = text_of(road, "inquiry_notice")
        number = road.state.papers[-1].number
        assert number
        for words in (number, "你单位于2026年3月12日", "执法队询问室", "1.营业执照。", "2.身份证。"):
            assert words in text
        road.serve("inquiry_notice")

    def test_a_witness_is_addressed_by_name(self, road):
        road.to("investigating")
        road.act("call_in", self.data(road, person="王秀兰"), two=True)
        text = text_of(road, "inquiry_notice")
        assert "王秀兰：" in text
        assert "你单位" not in text

    def test_nobody_is_called_in_for_a_time_that_has_passed(self, road):
        road.to("investigating")
        refuses(lambda: road.act("call_in", self.data(road, on=road.moment()), two=True), "called_for_later", APL(55))


class TestForms:
    def test_the_clue_is_registered_without_who_reported_it(self, road):
        road.register(source="complaint", reporter="钱多多", reporter_phone="13935300001")
        text = said(road, "clue_registration")
        assert "投诉举报" in text
        assert "德胜街8号门前" in text
        assert "有举报人，信息另行登记并保密" in text
        assert "钱多多" not in text
        assert "13935300001" not in text

    def test_a_withdrawn_filing_says_why(self, road):
        road.to("investigating")
        assert sheets(road, "filing_withdrawal") == []
        road.act("withdraw_filing", {"reason": "当事人持有占道许可。"}, by=road.cast.authority_head)
        text = said(road, "filing_withdrawal")
        assert "当事人持有占道许可。" in text
        assert "同意撤销立案。" in text

    def test_the_party_s_form_for_its_agent_bears_its_name(self, road):
        road.to("investigating")
        assert "阳泉市晨光文化传媒有限公司" in said(road, "power_of_attorney")

    def test_an_unknown_party_has_no_agent(self, road):
        road.register()
        road.check()
        road.file(party=None)
        assert sheets(road, "power_of_attorney") == []

    def test_photographs_are_listed_with_their_digests_where_there_are_any(self, road):
        digest = picture("red")
        road.register()
        road.check(photos=[{"sha256": digest, "title": "占道材料", "taken_at": road.moment(-5)}])
        road.file()
        road.scene()
        assert len(sheets(road, "photo_sheet")) == 1
        text = said(road, "photo_sheet")
        assert digest in text
        assert "占道材料" in text

    def test_a_request_for_a_hearing_is_registered(self, cast):
        road = Hearings(cast).to_notice()
        road.on_day(3, 12)
        road.request(reason="处罚过重")
        text = said(road, "hearing_request")
        assert "处罚过重" in text
        assert "书面" in text

    @pytest.mark.parametrize("confiscated", [False, True])
    def test_only_what_is_confiscated_is_listed(self, road, confiscated):
        road.to("rechecked")
        road.decide()
        state = road.state
        line = Line(key="l9", violation="v1", party="p1", kind="confiscation", no_amount_reason="钢管30根")
        if confiscated:
            decision = state.decisions[0].model_copy(update={"lines": (*state.decisions[0].lines, line)})
            state = state.model_copy(update={"decisions": (decision,)})
        assert [one.maker.key for one in of_acts(road.matter, state)].count("confiscation_list") == confiscated


class TestPreservation:
    def preserve(self, road):
        road.to("investigating")
        road.act(
            "preserve", {"party": "p1", "items": "切割机一台；钢管30根", "approved_by": "刘建国，3月10日"}, two=True
        )

    def test_the_head_s_approval_has_its_form(self, road):
        self.preserve(road)
        text = said(road, "preservation_approval")
        for words in ("1.切割机一台", "2.钢管30根", "同意。（刘建国，3月10日）", "2026年3月19日"):
            assert words in text

    @pytest.mark.parametrize("wanted", [False, True])
    def test_the_party_gets_a_numbered_notice_where_one_is_wanted(self, road, wanted):
        self.preserve(road)
        first = road.state.papers[-1].number
        done = road.act("end_preservation", {"preservation": "k1", "outcome": "returned", "notice": wanted}, two=True)
        made = [one for one in done.state.papers if one.paper == "preservation_outcome"]
        assert len(made) == wanted
        if wanted:
            text = text_of(road, "preservation_outcome")
            for words in (made[0].number, f"（{first}）", "如下处理：退还。", "钢管30根"):
                assert words in text


class TestTold:
    @pytest.mark.parametrize("told", ["", "p1"])
    def test_the_period_of_an_appraisal_is_told_to_the_party_that_is_named(self, road, told):
        road.to("investigating")
        what = {
            "kind": "valuation",
            "by": "造价咨询公司",
            "question": "涉案工程造价",
            "until": "2026-03-30",
            "told": told,
        }
        done = road.act("commission", what, two=True)
        assert [one.paper for one in done.state.papers].count("period_notice") == bool(told)
        if told:
            text = text_of(road, "period_notice")
            assert "价格认定期间至2026年3月30日止" in text
            assert "委托造价咨询公司" in text

    def test_nobody_else_is_told(self, road):
        road.to("investigating")
        what = {
            "kind": "valuation",
            "by": "造价咨询公司",
            "question": "涉案工程造价",
            "until": "2026-03-30",
            "told": "p9",
        }
        refuses(lambda: road.act("commission", what, two=True), "party_told", APL(40))

    @pytest.mark.parametrize(("asked_by", "party", "count"), [("party", "p1", 1), ("party", "", 0), ("self", "p1", 0)])
    def test_a_party_that_asked_for_a_recusal_is_given_the_decision(self, road, asked_by, party, count):
        road.to("investigating")
        data = {"officer": road.cast.officer.officer_id, "by": road.cast.colleague.officer_id, "applied_by": asked_by,
                "reason": "与当事人有利害关系", "party": party}  # fmt: skip
        done = road.act("recuse", data, by=road.cast.unit_head)
        assert [one.paper for one in done.state.papers].count("recusal_decision") == count
        if count:
            assert "依据《中华人民共和国行政处罚法》第四十三条" in text_of(road, "recusal_decision")

    def test_another_organ_is_asked_to_help(self, road):
        road.to("investigating")
        road.act(
            "ask_help",
            {"organ": "市行政审批服务管理局", "asked": "查询占道许可的办理情况", "due": "2026-03-20"},
            two=True,
        )
        text = text_of(road, "help_letter")
        for words in ("市行政审批服务管理局：", "查询占道许可的办理情况。", "2026年3月20日前"):
            assert words in text

    def test_what_a_case_has_shown_is_advised_and_binds_nobody(self, road):
        road.to("investigating")
        advice = {
            "organ": "桃南街道办事处",
            "found": "装修占道堆放较多",
            "advice": "请督促物业登记装修施工",
            "due": "2026-04-10",
        }
        road.act("advise", advice, by=road.cast.unit_head)
        text = text_of(road, "advice_letter")
        for words in ("桃南街道办事处：", "装修占道堆放较多。", "请督促物业登记装修施工。", "2026年4月10日前"):
            assert words in text
        refuses(
            lambda: road.act("advise", advice | {"due": "2026-03-01"}, by=road.cast.unit_head), "answer_later", APL(26)
        )

    def test_the_organ_above_is_asked_which_one_is_competent(self, road):
        road.to("investigating")
        dispute = {
            "above": "市人民政府",
            "other": "市交通运输局",
            "dispute": "路段归属有争议",
            "opinion": "应由本机关管辖",
        }
        road.act("ask_designation", dispute, by=road.cast.unit_head)
        text = text_of(road, "designation_request")
        for words in ("市人民政府：", "市交通运输局对本案也有管辖权", "路段归属有争议。", "请予指定管辖"):
            assert words in text
        assert road.stage == "investigating"

    @pytest.mark.parametrize(("due", "fits"), [("2026-03-09", False), ("2026-03-10", True)])
    def test_no_answer_is_due_before_it_is_asked_for(self, road, due, fits):
        road.to("investigating")
        ask = lambda: road.act("ask_help", {"organ": "市行政审批服务管理局", "asked": "查询许可", "due": due}, two=True)  # noqa: E731
        if fits:
            ask()
        else:
            refuses(ask, "answer_later", APL(26))


class TestBound:
    def titles(self, road, volume):
        case = case_of(row(road))
        return [leaf.title for leaf in leaves_of(case, items_in(case, volume))]

    def test_approvals_lie_in_the_internal_volume_and_stay_there_when_archived(self, road):
        road.to("closed")
        before = self.titles(road, INTERNAL)
        assert before[-1] == "行政处罚决定审批表"
        road.archive()
        assert self.titles(road, INTERNAL) == before
        assert "行政处罚决定审批表" not in self.titles(road, OPEN)

    def test_what_the_party_signed_lies_in_the_open_one(self, road):
        road.to("investigating")
        road.act("confirm_address", {"party": "p1", "address": "城区德胜街8号3楼"})
        assert "送达地址（含电子送达）确认书" in self.titles(road, OPEN)

    def test_a_file_archived_before_there_were_such_sheets_is_bound_as_it_was(self, road):
        road.to("archived")
        case = case_of(row(road))
        case.state.details["file"]["index"] = [
            each for each in case.state.details["file"]["index"] if "@" not in each[1]
        ]
        assert "行政处罚决定审批表" not in [leaf.title for leaf in leaves_of(case, items_in(case, INTERNAL))]
