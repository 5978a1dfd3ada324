"""What people bring that is late, wrong, double or impossible: each once, from beginning to end, with the words of the answer.

A block says what is wrong and what to do; what has happened is received, and the mark says with what defect.
"""

from __future__ import annotations

import uuid
from datetime import date, datetime, timedelta
from decimal import Decimal
from typing import Any

import pytest
from tests.cases.ordinary.committees import Committee
from tests.cases.ordinary.hearings import Hearings
from tests.cases.ordinary.road import MORNING, Road
from tests.cases.ordinary.walks import Doubted
from tests.cases.refusing import everything, refuses
from tests.cases.street import person

from jinwu.bureau import queries
from jinwu.bureau.models import Deputy, RoleHolding
from jinwu.collection.exchange import PaymentsRefused, import_payments
from jinwu.kit import clock
from jinwu.law.citations import ACL, APL
from jinwu.law.roles import Role
from jinwu.matters import replay
from jinwu.matters.errors import Stale

LAST_DAY = datetime(2022, 6, 30, 9, 0, tzinfo=clock.ZONE)  # of the certificate of `expired`
AMOUNTS = {"p1": "3000.00", "p2": "1500.00"}


def told(call: Any, guard: str, article: Any = None, field: str | None = None) -> tuple[str, str]:
    """What the refusal says is wrong, and what to do next."""
    objection = refuses(call, guard, article, field)
    return str(objection.what), str(objection.remedy)


def marked(road: Road, guard: str) -> str:
    """What the mark of the last entry says."""
    what = next(one.what for one in road.state.marks if one.guard == guard)
    return what["text"].format(**what["params"])


def two_parties(road: Road) -> Road:
    """Reviewed, with an organisation and a person who did the same."""
    road.register()
    road.check()
    road.file()
    road.scene()
    road.act("add_party", {"party": person(), "trace": "现场查明"}, two=True)
    road.act("add_violation", {"party": "p2", "act": road.violation_input()}, two=True)
    road.order()
    road.check_order()
    road.report()
    road.review()
    return road


def dies(road: Road, party: str = "p2", kind: str = "died") -> Any:
    data = {"party": party, "kind": kind, "on": road.now.date().isoformat(), "document": "死亡证明"}
    return road.act("party_ended", data)


def test_a_hearing_asked_for_a_day_late(cast):
    case = Hearings(cast).to_notice()
    case.on_day(3, 19)
    assert case.request().state.hearing.late
    assert marked(case, "asked_late") == "The party could ask for a hearing until 2026-03-18; the request is late."
    case.decline()
    case.recheck()
    assert case.decide().stage == "decided"
    assert case.state.notice_of("p1").hearing == "declined"


def test_a_reviewer_who_investigated(road, cast):
    RoleHolding.objects.create(user=cast.partner, role=Role.LEGAL_REVIEWER, unit=cast.bureau, valid_from="2018-01-01")
    queries.forget_roles()
    road.to("investigated")
    points = ("subject", "procedure", "evidence", "law", "powers", "documents", "crime", "party_right")
    data = dict.fromkeys(points, True) | {"conclusion": "agreed", "opinion": "同意。"}
    assert told(lambda: road.act("review", data, by=cast.partner), "reviewer_apart", APL(58)) == (
        "王婧 investigated this case and cannot review it.", "Another reviewer takes it."
    )  # fmt: skip
    assert road.review().stage == "reviewed"


def test_a_head_who_is_away_without_a_deputy(road, cast):
    road.register()
    road.check()

    def file(by):
        data = {
            "party": None, "act": road.violation_input(), "own_jurisdiction": True, "handler": cast.officer.officer_id,
            "co_handler": cast.partner.officer_id,
        }  # fmt: skip
        return road.act("file", data, by=by)

    assert told(lambda: file(cast.unit_head), "role", APL(15)) == (
        "“File the case” is taken by: head of the bureau.",
        "Hand it to someone who holds that role, or have a deputy named.",
    )
    Deputy.objects.create(principal=cast.authority_head, deputy=cast.deputy_head, valid_from=road.now.date(),
                          valid_to=road.now.date(), reason="出差")  # fmt: skip
    queries.forget_roles()
    assert file(cast.deputy_head).stage == "investigating"
    assert road.state.approvals[-1].name == "吴琳"


def test_a_notice_to_one_of_two_parties(road):
    two_parties(road)
    road.notify("p1")
    assert road.stage == "reviewed"
    what, remedy = told(road.recheck, "in_order")
    assert what == "“Recheck what was stated” cannot be taken while the matter is at “Legally reviewed”."
    assert remedy == "Next would be “Give notice of the penalty”."
    road.notify("p2", AMOUNTS["p2"])
    road.act(
        "serve", {"party": "p1", "paper": _paper(road, "prior_notice", 0), "method": "direct", "received_by": "李"}
    )
    assert told(road.recheck, "told_and_served", APL(44)) == (
        "The notice has not been served on party 2.", "Serve it first."
    )  # fmt: skip


def test_a_fine_above_what_was_told(road):
    road.to("rechecked")
    assert told(lambda: road.decide(amount="3000.01"), "not_heavier_than_told", APL(45), "lines") == (
        "The decision would be heavier than what the party was told (3000.00 yuan).",
        "Decide at most what was told, or give notice anew.",
    )
    assert road.decide().stage == "decided"


def test_a_committee_without_quorum(cast):
    case = Committee(cast).to_rechecked()
    assert told(lambda: case.deliberate("aaxxr"), "committee_quorum", APL(57, 2), "ballots") == (
        "2 of 5 members vote; more than 50 percent must.", "Adjourn the sitting until enough members are there."
    )  # fmt: skip
    assert told(case.decide, "deliberated", APL(57, 2))[0] == (
        "The case is complex or major; it has not been discussed: Committee of the team."
    )
    case.deliberate("aaaxr")
    assert case.decide().stage == "decided"


def test_a_certificate_that_expired_between_the_act_and_its_entry(cast):
    """The act of the last day counts, entered the day after with its reason; an act of the day after does not."""
    road = Road(cast, now=LAST_DAY - timedelta(days=1))
    road.register()
    road.check()
    road.file(handler=cast.expired.officer_id)
    road.now = LAST_DAY + timedelta(days=1)
    scene = {
        "place": "德胜街8号门前", "credential_shown": True, "description": "现场仍有材料堆放。", "recorder": "ZFJ0001",
        "late_reason": "现场无网络，次日补录。",
    }  # fmt: skip
    then = LAST_DAY + timedelta(hours=6)
    times = {"began": (then - timedelta(hours=1)).isoformat(), "ended": then.isoformat()}
    done = road.act("record_scene", scene | times, by=cast.expired, two=True, at=then)
    assert done.state.proofs[-1].kind == "scene"
    times = {"began": road.moment(-30), "ended": road.moment(-5)}
    what, remedy = told(
        lambda: road.act("record_scene", scene | times, by=cast.expired, two=True), "two_officers", APL(42)
    )
    assert what.startswith("赵明 holds no valid enforcement certificate on that day: ")
    assert remedy == "Another certified officer must act."


def _paper(road: Road, kind: str, place: int = -1) -> str:
    return [one.key for one in road.state.papers if one.paper == kind][place]


def test_service_on_a_dead_party(road):
    road.to("reviewed")
    road.notify()
    dies(road, "p1", "dissolved")
    assert told(lambda: road.serve("prior_notice"), "addressee_lives", APL(61), "party") == (
        "This party died or was dissolved; nothing can be served on it.", "Record who succeeds to it and serve on that one, or end the case."
    )  # fmt: skip


def test_a_penalty_on_a_dead_party(road, cast):
    road.to("rechecked")
    dies(road, "p1", "dissolved")
    assert told(road.decide, "party_there", APL(57), "party") == (
        "This party died or was dissolved; no penalty is imposed on it.",
        "Decide on no penalty for it, or end the investigation.",
    )
    road.act("decide_none", {"party": "p1", "ground": "dead", "reason": "企业已注销。"}, by=cast.authority_head)
    assert (road.stage, road.state.timer("T11"), road.state.timer("T66").outcome) == ("performed", None, "")
    assert road.close(outcome="no_penalty").stage == "closed"
    assert replay.check(road.matter) == []


def test_one_of_two_parties_dies_after_the_other_one_was_served(road, cast):
    two_parties(road)
    for party in ("p1", "p2"):
        road.notify(party, AMOUNTS[party])
        road.serve("prior_notice", party)
        road.waive(party)
    road.recheck()
    road.decide("p1")
    road.serve("penalty_decision", "p1")
    road.pay("p1")
    dies(road)
    none = {"party": "p2", "ground": "dead", "reason": "当事人已死亡。"}
    assert road.act("decide_none", none, by=cast.authority_head).stage == "performed"
    assert replay.check(road.matter) == []


def test_one_of_two_parties_dies_before_the_notice(road, cast):
    """Nothing is told to him; it is decided that he is not punished, and the other one's case goes its way."""
    two_parties(road)
    dies(road)
    road.notify("p1")
    assert road.stage == "noticed"
    road.serve("prior_notice")
    road.waive()
    road.recheck()
    road.decide("p1")
    assert road.stage == "rechecked"
    road.act("decide_none", {"party": "p2", "ground": "dead", "reason": "当事人已死亡。"}, by=cast.authority_head)
    assert road.stage == "decided"
    road.serve("penalty_decision")
    assert road.stage == "served"
    assert road.pay().stage == "performed"
    assert road.close().stage == "closed"
    assert replay.check(road.matter) == []


def test_one_of_two_parties_dies_before_his_decision_is_served(road):
    two_parties(road)
    for party in ("p1", "p2"):
        road.notify(party, AMOUNTS[party])
        road.serve("prior_notice", party)
        road.waive(party)
    road.recheck()
    road.decide("p1")
    road.serve("penalty_decision", "p1")
    road.decide("p2", AMOUNTS["p2"])
    assert road.stage == "decided"
    assert dies(road).stage == "served"
    assert road.pay("p1").stage == "performed"
    assert replay.check(road.matter) == []


def test_the_only_party_dies_before_the_decision_is_served(road):
    road.to("decided")
    done = dies(road, "p1", "dissolved")
    assert (done.stage, done.state.timer("T66").outcome) == ("performed", "")
    assert road.close(outcome="enforcement_ended").stage == "closed"
    assert replay.check(road.matter) == []


def test_who_succeeds_to_a_dissolved_party_is_served_and_pays(road):
    """What was decided goes over to the successor (ACL 40); who is not decided on yet is not succeeded to."""
    road.to("decided")
    data = {
        "party": "p1",
        "kind": "dissolved",
        "on": road.now.date().isoformat(),
        "document": "合并登记",
        "successor": "合并后的公司",
    }
    assert road.act("party_ended", data).stage == "decided"
    assert road.serve("penalty_decision").stage == "served"
    assert road.pay().stage == "performed"
    assert replay.check(road.matter) == []


def test_nobody_succeeds_before_the_decision(road):
    road.to("reviewed")
    road.notify()
    data = {
        "party": "p1",
        "kind": "dissolved",
        "on": road.now.date().isoformat(),
        "document": "合并登记",
        "successor": "合并后的公司",
    }
    road.act("party_ended", data)
    refuses(lambda: road.serve("prior_notice"), "addressee_lives")


def test_a_payment_twice(road):
    road.to("served")
    road.pay(reference="YH1")
    before = road.state.ledger
    assert told(lambda: road.pay(reference="YH1"), "reference_once", APL(67), "reference") == (
        "The bank reference YH1 stands for another payment.",
        "Compare with the bank's slip: the same payment is recorded once.",
    )
    assert road.state.ledger == before
    road.pay(reference="YH2")  # it came in: it is taken, marked, and owed back
    assert marked(road, "payer_owes") == "This party owes nothing; what it paid is owed back."
    assert road.state.ledger.refundable("p1") == Decimal("3000.00")
    assert told(road.close, "all_performed", APL(66))[0] == "Money is still owed, or still to be returned."


def test_a_bank_file_with_a_wrong_sum_and_an_unknown_number(road, tmp_path):
    road.to("served")
    number = road.state.decision_of("p1").number
    path = tmp_path / "bank.csv"
    rows = [f"{number},2999.99,{road.now.date()},YH1", f"测城管罚决字〔2026〕第99号,3000,{road.now.date()},YH2"]
    path.write_text("\n".join(["文号,金额,日期,流水号", *rows]), encoding="utf-8")
    before = everything()
    with road.clock(), pytest.raises(PaymentsRefused) as raised:
        import_payments(path, by="fiscal", report=lambda line: None)
    assert [str(one) for one in raised.value.problems] == [
        "Row 2, 金额 “2999.99”: 3000.00 yuan are owed",
        "Row 3, 文号 “测城管罚决字〔2026〕第99号”: no decision has this number",
    ]
    assert everything() == before
    lines: list[str] = []
    with road.clock():
        import_payments(path, by="fiscal", partial=True, report=lambda line: lines.append(str(line)))
    assert lines[-1] == "1 payments taken, 2999.99 yuan; 0 stood already; 1 left out."
    assert (road.stage, road.state.ledger.balance("p1")) == ("served", Decimal("0.01"))


def test_an_extension_after_the_end(road, cast):
    road.register()
    road.check()
    road.file()
    road.pass_days(91)
    data = {"reason": "案情复杂，未能按期办结。"}
    assert told(lambda: road.act("extend_term", data, by=cast.authority_head), "term_runs", APL(60)) == (
        "The period to decide ended on 2026-06-08; what has ended cannot be extended.",
        "Decide now; it is recorded as late.",
    )


def test_an_extension_while_the_period_stands_still(road, cast):
    """Its first end has passed on the calendar, and yet the days are not over."""
    road.register()
    road.check()
    road.file()
    road.pass_days(30)
    road.act("suspend", {"ground": "other_case", "reason": "须待另案办结。"}, by=cast.authority_head)
    road.pass_days(70)
    done = road.act("extend_term", {"reason": "案情复杂。"}, by=cast.authority_head)
    assert done.state.timer("T05").extensions == (30,)
    road.act("resume", {"reason": "另案已经办结。"}, by=cast.authority_head)
    # 10 March + 90 + 30 extended + 70 days stood still = 190 days: 16 September
    assert road.state.timer("T05").due == date(2026, 9, 16)
    assert replay.check(road.matter) == []


def test_a_case_handed_over_while_the_form_is_filled_in(road, cast):
    road.register()
    road.check()
    road.file()
    form = road.seen  # on this entry officer A begins to fill in the record
    road.act("hand_over", {"officer": cast.colleague.officer_id, "reason": "调整分工"}, by=cast.unit_head)
    before = everything()
    with pytest.raises(Stale) as raised:
        road.act("take_note", {"text": "当事人来电。"}, seen=form)
    assert everything() == before
    assert (raised.value.seen, raised.value.head) == (form, form + 1)
    (since,) = raised.value.since
    assert (since["seq"], since["step"]) == (form + 1, "hand_over")
    assert road.act("take_note", {"text": "当事人来电。"}, by=cast.colleague).seq == form + 2


def test_a_statement_that_comes_after_the_recheck_within_its_days(road):
    """Whoever waived may think better of it: what he says before his days are over is rechecked, and only then decided."""
    road.to("rechecked")
    road.act("hear_statement", {"party": "p1", "manner": "oral", "text": "请求从轻处罚。"})
    assert road.stage == "noticed"
    assert told(road.recheck, "rechecked_in_writing", APL(45), "outcome")[0] == (
        "A party made a statement, and it was not rechecked."
    )
    road.recheck(outcome="partly", reason="部分采纳。")
    assert road.decide().stage == "decided"
    assert replay.check(road.matter) == []


def test_a_statement_that_comes_after_the_recheck_and_after_its_days(road):
    road.to("rechecked")
    road.pass_days(8)
    road.act("hear_statement", {"party": "p1", "manner": "written", "text": "请求从轻处罚。"})
    assert road.stage == "rechecked"
    assert marked(road, "statement_late") == "The statement came after 2026-03-17; it is received and considered."


def test_of_two_things_preserved_one_is_decided(road):
    """The other keeps its seven days, and is told as late when they are over."""
    road.register()
    road.check()
    road.file()
    for items in ("切割机一台", "钢管三十根"):
        road.act("preserve", {"party": "p1", "items": items, "approved_by": "刘建国"}, two=True)
    road.act("end_preservation", {"preservation": "k1", "outcome": "returned"}, two=True)
    assert [one.outcome for one in road.state.timers if one.timer == "T06"] == ["met", ""]
    road.pass_days(10)
    road.act("end_preservation", {"preservation": "k2", "outcome": "returned"}, two=True)
    assert [one.outcome for one in road.state.timers if one.timer == "T06"] == ["met", "late"]
    assert replay.check(road.matter) == []


def test_a_filing_is_not_withdrawn_over_preserved_evidence(road, cast):
    road.register()
    road.check()
    road.file()
    road.act("preserve", {"party": "p1", "items": "切割机一台", "approved_by": "刘建国"}, two=True)
    call = lambda: road.act("withdraw_filing", {"reason": "立案依据不足。"}, by=cast.authority_head)  # noqa: E731
    assert told(call, "nothing_preserved", APL(56))[0] == "Evidence is still preserved without an outcome."


@pytest.mark.parametrize("other", ["nowhere", "itself", "ended"])
def test_a_case_is_merged_into_another_one_under_way(cast, other):
    case = Doubted(cast).to_filed()
    ended = case.another()
    ended.register(place="南大街9号")
    ended.head("decline", ground="no_violation", reason="未发现违法行为。")
    into = {"nowhere": uuid.uuid4(), "itself": case.matter, "ended": ended.matter}[other]
    assert told(lambda: case.head("merge", other=str(into), reason="同一违法行为。"), "merged_into", APL(54), "other") == (
        "There is no other case under way with this address, or none that you may see.", "Search for it first."
    )  # fmt: skip


@pytest.mark.parametrize(("serious", "years", "filed"), [(False, 3, False), (True, 3, True), (True, 6, False)])
def test_an_act_that_endangered_life_is_pursued_for_five_years(cast, serious, years, filed):
    begun = MORNING.replace(year=MORNING.year - years)
    road = Road(cast)
    road.register()
    road.check()
    act = {"act_from": begun.isoformat(), "act_to": begun.isoformat(), "serious": serious}
    if not filed:
        assert told(lambda: road.file(act=act), "filing_basis", APL(36))[0].startswith("The act ended on ")
        return
    assert road.file(act=act).state.violations[0].serious


def test_no_court_before_the_demand(road):
    road.to("served")
    call = lambda: road.act("apply_to_court", {"party": "p1", "court": "测试区人民法院"}, by=road.cast.authority_head)  # noqa: E731
    assert told(call, "party_overdue", ACL(53), "party") == (
        "This party is not overdue: its term runs, or it owes nothing.", "Wait for the last day to pay."
    )  # fmt: skip
