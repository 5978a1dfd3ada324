"""Walks along the ordinary procedure, for tests that doubt every step of it; together they take every step there is.

A walk takes steps through the plain door until it says `doubt()`; from then on every step goes through the door that the
test put there: one that dies, one at which two people stand at once, one that only counts.
"""

from __future__ import annotations

import io
from collections.abc import Callable
from datetime import timedelta
from typing import Any

from PIL import Image
from tests.cases.ordinary.committees import Committee
from tests.cases.ordinary.road import Road
from tests.cases.street import person

from jinwu.documents import store
from jinwu.matters import guiding, offers
from jinwu.matters.door import Done, procedures

Doubter = tuple[Callable[..., Done], Callable[[], int]]


class Doubted(Committee):
    """A case on a walk; `doubter` is the door, and the clock of the system, that stand there from `doubt()` on."""

    doubter: Doubter | None = None

    def doubt(self) -> None:
        if self.doubter:
            self.door, self.ticking = self.doubter

    def another(self) -> Doubted:
        """A further case, doubted from its first step where this one is."""
        other = Doubted(self.cast, self.now)
        other.doubter, other.door, other.ticking = self.doubter, self.door, self.ticking
        return other

    def head(self, step: str, **data: Any) -> Done:
        return self.act(step, data, by=self.cast.authority_head)

    def second_party(self) -> Done:
        self.act("add_party", {"party": person(), "trace": "业主反映另有承包人赵建平。"}, two=True)
        return self.act("add_violation", {"party": "p2", "act": self.violation_input()}, two=True)

    def to_filed(self) -> Doubted:
        self.register()
        self.check()
        self.file()
        return self

    def publish(self, **change: Any) -> Done:
        data = {
            "where": "both", "published_on": self.now.date().isoformat(), "address": "https://example.cn/cf/1"
        } | change  # fmt: skip
        return self.act("publish", data, by=self.cast.disclosure_clerk)

    def served_together(self, paper: str, *parties: str) -> None:
        """Each party is served its own."""
        kinds = [one.key for one in self.state.papers if one.paper == paper][-len(parties) :]
        for party, key in zip(parties, kinds, strict=True):
            self.act("serve", {"party": party, "paper": key, "method": "direct", "received_by": "本人"})


def picture() -> str:
    """A stored scan; its digest."""
    buffer = io.BytesIO()
    Image.new("RGB", (20, 20)).save(buffer, "JPEG")
    return store.keep(buffer.getvalue(), kind="scan").sha256


def questioned(case: Road) -> dict[str, Any]:
    """What an inquiry says that was made from the template for the case: every question answered by its first choice."""
    step = procedures["ordinary"].steps["inquire"]
    asking = offers.Asking(case.cast.officer, step, case.matter, case.state, case.now)
    asked = guiding.guides["ordinary:inquire"].asked(asking, "inquiry.party.occupy", "party")
    answers = [one.begun() | ({"answer": one.answer or one.choices[0]} if one.choices else {}) for one in asked]
    return {"text": "", "template": "inquiry.party.occupy", "answers": answers}


def investigation(case: Doubted) -> None:
    """From the clue to the report: the party is unknown at first, another one comes to light."""
    earlier = case.another()
    earlier.register(place="上站街1号")
    scan = picture()
    case.doubt()
    case.register(suspect="")
    case.head("extend_check", reason="需要进一步核查。")
    case.check()
    case.file(party=None)
    case.scene()
    case.inquire(**questioned(case))
    proofs = [{"kind": "physical", "title": "钢管样品", "proves": "堆放的材料"}]
    case.act("take_evidence", {"proofs": proofs}, two=True)
    case.act("identify_party", {"party": case_party(), "trace": "经营业主指认。"}, two=True)
    case.second_party()
    case.act("join", {"organ": "市自然资源局", "name": "马强"})
    case.act("confirm_address", {"party": "p1", "address": "德胜街8号", "electronic": True, "channel": "a@b.cn"})
    case.order()
    case.check_order()
    case.act("order_correction", {"party": "p2", "kind": "at_once", "requirement": "立即清理。"}, two=True)
    case.check_order("c2")
    when = (case.now + timedelta(days=2)).isoformat()
    called = {"party": "p1", "on": when, "place": "执法队询问室", "materials": "身份证\n营业执照"}
    case.act("call_in", called, two=True)
    case.act("ask_help", {"organ": "市行政审批服务管理局", "asked": "查询占道许可的办理情况。"}, two=True)
    advice = {"organ": "桃南街道办事处", "found": "装修占道堆放较多。", "advice": "请督促物业登记装修施工。"}
    case.act("advise", advice, by=case.cast.unit_head)
    dispute = {
        "above": "市人民政府",
        "other": "市交通运输局",
        "dispute": "路段归属有争议。",
        "opinion": "应由本机关管辖。",
    }
    case.act("ask_designation", dispute, by=case.cast.unit_head)
    drawn = {"name": "渣土", "drawn_from": "30立方米", "drawn": "2千克", "code": "CY-1"}
    case.act(
        "take_samples",
        {"party": "p1", "place": "德胜街8号门前", "method": "随机抽取。", "samples": [drawn], "sealed": True},
        two=True,
    )
    case.act("preserve", {"party": "p1", "items": "切割机一台", "approved_by": "刘建国"}, two=True)
    case.act("end_preservation", {"preservation": "k1", "outcome": "returned", "notice": True}, two=True)
    until = (case.now + timedelta(days=20)).date().isoformat()
    what = {"kind": "valuation", "by": "造价咨询公司", "question": "涉案工程造价", "until": until, "told": "p1"}
    case.act("commission", what, two=True)
    case.act("receive_result", {"appraisal": "q1", "result": "造价十万元", "document": "鉴定意见书"}, two=True)
    case.head("suspend", ground="other_case", reason="须以另案处理结果为依据。")
    case.head("resume", reason="另案已经办结。")
    case.head("extend_term", reason="案情复杂，需补充调查。")
    case.head("place_hold", kind="evidence_locked", reason="证据封存。")
    case.head("lift_hold", hold="h1", reason="解除封存。")
    case.act("relate", {"other": str(earlier.matter), "kind": "split"})
    case.act("attach_scan", {"paper": case.state.papers[0].key, "scan": scan})
    case.act("seal", {"paper": case.state.papers[0].key, "approved_by": "王局长"}, by=case.cast.archivist)
    case.act("take_note", {"text": "当事人来电询问进度。"})
    case.report()
    case.head("split", parties=["p2"], reason="两人的行为相互独立，分案办理。")
    takes_over = {"officer": case.cast.officer.officer_id, "by": case.cast.colleague.officer_id}
    case.head("recuse", applied_by="party", party="p1", reason="与当事人有利害关系。", **takes_over)
    case.head("hand_over", officer=case.cast.partner.officer_id, reason="调整分工")


def case_party() -> dict[str, Any]:
    from tests.cases.street import organisation

    return organisation()


def decision(case: Doubted) -> None:
    """Two parties from the review to the archive, by way of the committee; one pays later."""
    case.to_filed()
    case.second_party()
    case.order()
    case.check_order()
    case.scene()
    case.report()
    case.doubt()
    case.review(conclusion="return", evidence=False, opinion="补充照片。")
    case.report()
    case.review(conclusion="not_agreed", law=False, opinion="不同意。")
    case.head("overrule_review", reason="经研究不采纳该意见。")
    case.notify("p1")
    case.notify("p2")
    case.served_together("prior_notice", "p1", "p2")
    case.act("hear_statement", {"party": "p1", "manner": "oral", "text": "请求从轻。"})
    case.waive("p2")
    case.act("refer_to_committee", {"level": "team", "reason": "案情复杂。"}, by=case.cast.unit_head)
    case.recheck(outcome="partly", reason="部分采纳。", changed=True)
    case.review("review_again")
    case.deliberate()
    case.decide("p1")
    case.decide("p2")
    case.served_together("penalty_decision", "p1", "p2")
    case.head("correct", party="p1", what="place", wrong="德胜街8号", right="德胜街18号", reason="笔误")
    case.serve("corrected_penalty_decision")
    case.publish(decision="x1")
    case.head("decide_not_to_publish", decision="x2", ground="privacy", reason="涉及他人隐私。")
    today = case.now.date().isoformat()
    case.act("ask_terms", {"party": "p1", "kind": "instalments", "received_on": today, "reason": "经营困难"})
    parts = [{"due": "2026-06-30", "amount": "1000"}, {"due": "2026-07-31", "amount": "2000"}]
    case.head("grant_terms", terms="t1", outcome="granted", parts=parts, reason="确有经济困难。")
    case.pay("p1")
    case.pay("p2")
    case.close()
    case.archive()
    case.head("erase_personal", classes=["contact", "address"], reason="当事人申请删除。")


def hearing(case: Doubted) -> None:
    """A hearing is asked for by two, put off once, held with one of them, and carried into the decision."""
    from tests.cases.ordinary.hearings import set_profile

    set_profile("hearing.fine", {"person": 1000, "organisation": 3000})
    case.to_notice(second=True)
    case.on_day(3, 12)
    case.doubt()
    case.request("p1")
    case.request("p2")
    case.act("withdraw_hearing", {"hearing": "h2", "party": "p2"})
    case.accept("h1")
    case.schedule()
    case.tell()
    who = {"hearing": "h1", "asked_by": "party", "reason": "认识当事人"}
    change = {"granted": True, "presider": case.cast.expired.officer_id}
    case.act("recuse_presider", who | change, by=case.cast.unit_head)
    case.act("postpone_hearing", {"hearing": "h1", "ground": "organ", "reason": "场地变更"}, by=case.cast.unit_head)
    case.schedule()
    case.tell()
    case.pass_days(14)
    case.pass_days((case.state.hearings[0].on.date() - case.now.date()).days)
    case.now = case.now.replace(hour=15)
    case.hold(began=case.moment(-60))
    case.conclude()
    case.recheck(outcome="not_adopted", reason="不影响认定。")
    case.review("review_again")
    case.deliberate()
    case.decide("p1")


def hearings_not_held(case: Doubted) -> None:
    """One party asks too late and is declined; another stays away."""
    from tests.cases.ordinary.hearings import set_profile

    set_profile("hearing.fine", {"person": 1000, "organisation": 3000})
    case.to_scheduled()
    case.on_day(3, 25, 12)
    case.doubt()
    what = {"hearing": "h1", "ground": "absent", "facts": "开庭后等候半小时未到，也未请假。"}
    case.act("terminate_hearing", what, by=case.cast.colleague)
    case.request("p1")
    case.decline("h2")


def court(case: Doubted) -> None:
    """Nobody pays: the term lapses, a demand is made, the court enforces a part, the rest is written off."""
    case.to("rechecked")
    case.deliberate()
    case.decide()
    case._serve_decision()
    case.now = case.now.replace(month=4, day=1)
    case.doubt()
    assert case.tick() == 1
    case.now = case.now.replace(month=11, day=2)
    case.act("demand", {"party": "p1"})
    case.serve("demand_notice")
    said = {"demand": "q1", "statement": "暂时无力缴纳。", "outcome": "not_adopted", "answer": "理由不成立。"}
    case.act("record_statement_on_demand", said)
    case.now = case.now.replace(month=11, day=20)
    materials = ["application", "decision", "opinion", "object"]
    case.head("apply_to_court", party="p1", court="测试区人民法院", materials=materials)
    today = case.now.date().isoformat()
    paper = {"ruled_on": today, "document": "行审1号"}
    case.act("court_ruling", paper | {"application": "j1", "outcome": "not_accepted", "reason": "材料不全。"})
    case.head("let_ruling_stand", application="j1", reason="补齐材料后重新申请。")
    case.head("apply_to_court", party="p1", court="测试区人民法院", materials=materials)
    case.act("court_ruling", paper | {"application": "j2", "outcome": "not_accepted", "reason": "不属于管辖。"})
    case.head(
        "object_to_ruling", application="j2", above="测试市中级人民法院", objected_on=today, reason="属于该院管辖。"
    )
    case.act("court_above_ruling", paper | {"application": "j2", "outcome": "overturned"})
    for outcome in ("examining", "granted"):
        case.act("court_ruling", paper | {"application": "j2", "outcome": outcome})
    case.pay(amount="2000", through="court")
    case.head("write_off", party="p1", ground="other", document="终结裁定", reason="无财产可供执行。")
    case.close(outcome="enforced")


def revoked(case: Doubted) -> None:
    """What was paid and published is returned and withdrawn, and the case begins anew."""
    case.to("rechecked")
    case.deliberate()
    case.decide()
    case._serve_decision()
    case.pay()
    case.publish()
    case.doubt()
    case.head("revoke", party="p1", organ="self", reason="主要事实不清。")
    gone = {"ground": "revoked", "withdrawn_on": case.now.date().isoformat(), "reason": "处罚决定已撤销。"}
    case.act("withdraw_publication", gone, by=case.cast.disclosure_clerk)
    case.act("refund", {"party": "p1", "amount": "3000", "reference": "TF1"}, by=case.cast.fiscal_clerk)
    case.head("reopen", reason="重新调查并作出决定。")


def lightened(case: Doubted) -> None:
    """A decision that was paid and published is changed by the organ itself, and both are told."""
    case.amount = "4000.00"
    case.to("rechecked")
    case.deliberate(level="bureau")
    case.decide()
    case._serve_decision()
    case.pay()
    case.publish()
    case.doubt()
    lines = [{"violation": "v1", "kind": "fine", "amount": "3000.00", "tier": case.tier}]
    case.head("change_decision", party="p1", lines=lines, reason="原决定裁量不当。", review="法制审核同意")
    case.serve("changed_decision")
    gone = {
        "decision": "x1",
        "ground": "changed",
        "withdrawn_on": case.now.date().isoformat(),
        "reason": "处罚决定已变更。",
    }
    case.act("withdraw_publication", gone, by=case.cast.disclosure_clerk)
    case.act("refund", {"party": "p1", "amount": "1000", "reference": "TF1"}, by=case.cast.fiscal_clerk)


def announced(case: Doubted) -> None:
    """Nobody is found: the notice is announced, and counts as served when its term is over."""
    case.to("reviewed")
    case.notify()
    case.doubt()
    case.serve("prior_notice", outcome="failed", note="住所无人。")
    case.serve("prior_notice", method="announcement", reference="政府网站")
    case.pass_days(40)
    assert case.tick() == 1


def ends(case: Doubted) -> None:
    """Everything that ends a case before its decision, each in a case of its own."""
    reviewed, dead, merged, police, withdrawn, over, clue, ours_not = (case.another() for _ in range(8))
    for one, place in ((clue, "南大街1号"), (ours_not, "南大街2号")):
        one.register(place=place)
    for one in (merged, police, withdrawn, over):
        one.to_filed()
    dead.to("rechecked")
    reviewed.to("reviewed")
    for one in (reviewed, dead, merged, police, withdrawn, over, clue, ours_not):
        one.doubt()
    clue.head("decline", ground="no_violation", reason="未发现违法行为。")
    ours_not.head("pass_on", organ="市生态环境局", reason="属该局职权。")
    withdrawn.head("withdraw_filing", reason="立案依据不足。")
    over.head("terminate", ground="dissolved", reason="企业已注销。")
    merged.head("merge", other=str(reviewed.matter), reason="同一违法行为。")
    to_the_police(police)
    died = {"party": "p1", "kind": "dissolved", "on": dead.now.date().isoformat(), "document": "注销证明"}
    dead.act("party_ended", died)
    why = {"ground": "slight_corrected", "reason": "轻微并及时改正。", "education": "已教育。"}
    reviewed.head("decide_none", party="p1", **why)


def to_the_police(case: Doubted) -> None:
    """With a special team to the police, not filed, objected to, not filed again, and back."""
    today = case.now.date().isoformat()
    team = [case.cast.officer.officer_id, case.cast.partner.officer_id]
    case.head("form_special_team", crime="污染环境罪", reason="数量巨大。", members=team)
    case.act("report_crime", {"facts": "倾倒数量巨大。", "evidence": "称重记录。", "opinion": "建议移送。"})
    case.head("answer_transfer", outcome="approved")
    case.act("send_to_police", {"organ": "市公安局"})
    case.head("police_answered", outcome="not_filed", document="不予立案通知书", answered_on=today)
    case.head("object_to_police", to="police", on=today, reason="数量已达立案标准。")
    case.head("police_answered", outcome="not_filed", document="复议决定书", answered_on=today)
    case.head("take_back_from_police", reason="依法继续办理行政处罚案件。")
    case.head("form_special_team", crime="污染环境罪", reason="又查明新的事实。", members=team)
    case.act("report_crime", {"facts": "倾倒危险废物。", "evidence": "鉴定意见。", "opinion": "建议移送。"})
    case.head("answer_transfer", outcome="approved")
    case.act("send_to_police", {"organ": "市公安局"})
    case.head("police_answered", outcome="filed", document="立案告知书", answered_on=today)
    case.act("hand_items_to_police", {"materials": "案卷一宗。", "received_by": "李警官", "on": today})


WALKS = (investigation, decision, hearing, hearings_not_held, court, revoked, lightened, announced, ends)
