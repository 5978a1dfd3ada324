"""To the police and back: who may do what, the three days and the twenty-four hours, and what waits meanwhile."""

from __future__ import annotations

from datetime import timedelta

import pytest
from tests.cases.ordinary.road import Road
from tests.cases.reading import text_of
from tests.cases.refusing import refuses

from jinwu.law.citations import APL, O310
from jinwu.matters import replay


@pytest.fixture
def road(cast):
    case = Road(cast)
    case.to("investigating")
    return case


def team(road: Road, *members) -> dict:
    named = members or (road.cast.officer, road.cast.partner)
    return {"crime": "过失损坏易燃易爆设备罪", "reason": "管道破裂。", "members": [one.officer_id for one in named]}


REPORT = {
    "facts": "开挖致燃气管道破裂，停气三百余户。",
    "evidence": "勘验笔录、抢修记录。",
    "opinion": "建议移送公安机关。",
}


def to(road: Road, status: str) -> Road:
    """The transfer up to that status."""
    cast = road.cast
    acts = [
        ("team", lambda: road.act("form_special_team", team(road), by=cast.unit_head)),
        ("reported", lambda: road.act("report_crime", REPORT)),
        ("approved", lambda: road.act("answer_transfer", {"outcome": "approved"}, by=cast.authority_head)),
        ("sent", lambda: road.act("send_to_police", {"organ": "市公安局", "items": [{"name": "管段", "count": "1段"}]})),
    ]  # fmt: skip
    for name, take in acts:
        take()
        if name == status:
            break
    return road


def answer(road: Road, outcome: str, **change):
    data = {"outcome": outcome, "document": "通知书", "answered_on": road.now.date().isoformat()}
    return road.act("police_answered", data | change)


def marks(road: Road) -> set[str]:
    return {one["guard"] for one in road.last.outcome["marks"]}


def test_a_suspicion_holds_the_decision_up_and_is_no_open_door(road):
    to(road, "team")
    assert [one.kind for one in road.state.holds_now()] == ["crime_suspected"]
    refuses(lambda: road.act("form_special_team", team(road), by=road.cast.unit_head), "no_transfer_open", APL(27))
    road.act("lift_hold", {"hold": road.state.holds_now()[0].key, "reason": "误设"}, by=road.cast.authority_head)
    case = Road(road.cast)
    case.to("rechecked")
    to(case, "team")
    case.act("lift_hold", {"hold": case.state.holds_now()[0].key, "reason": "想先罚款"}, by=case.cast.authority_head)
    refuses(case.decide, "no_transfer_open", APL(27))


def test_two_certified_officers_form_the_team(road):
    cast = road.cast
    once = team(road, cast.officer)
    refuses(lambda: road.act("form_special_team", once, by=cast.unit_head), "special_team", O310(5), "members")
    twice = once | {"members": once["members"] * 2}
    refuses(lambda: road.act("form_special_team", twice, by=cast.unit_head), "special_team", O310(5), "members")
    road.act("form_special_team", team(road), by=cast.unit_head)
    assert [name for _officer, name in road.state.transfers[0].team] == ["郝文斌", "王婧"]


def test_each_step_waits_for_the_one_before(road):
    cast = road.cast
    refuses(lambda: road.act("report_crime", REPORT), "team_works")
    refuses(lambda: road.act("answer_transfer", {"outcome": "approved"}, by=cast.authority_head), "report_waits")
    refuses(lambda: road.act("send_to_police", {"organ": "市公安局"}), "transfer_approved")
    refuses(lambda: answer(road, "filed"), "with_police")
    to(road, "reported")
    refuses(lambda: road.act("send_to_police", {"organ": "市公安局"}), "transfer_approved", O310(5))


def test_only_a_member_of_the_team_reports(road):
    to(road, "team")
    refuses(lambda: road.act("report_crime", REPORT, by=road.cast.unit_head), "of_the_team", O310(5))


@pytest.mark.parametrize(("days", "late"), [(0, False), (3, False), (4, True)])
def test_the_principal_head_answers_within_three_days(road, days, late):
    to(road, "reported")
    road.pass_days(days)
    road.act("answer_transfer", {"outcome": "approved"}, by=road.cast.authority_head)
    assert ("late:T32" in marks(road)) is late
    assert road.state.timer("T32").outcome == ("late" if late else "met")


def test_whoever_does_not_approve_says_why_and_the_case_goes_on(road):
    to(road, "reported")
    silent = {"outcome": "not_approved"}
    refuses(
        lambda: road.act("answer_transfer", silent, by=road.cast.authority_head),
        "why_not_transferred",
        O310(5),
        "reason",
    )
    road.act("answer_transfer", silent | {"reason": "情节显著轻微。"}, by=road.cast.authority_head)
    assert not road.state.holds_now()
    assert not road.state.running("T33")
    assert road.state.transfers[0].why == "情节显著轻微。"
    to(road, "team")  # new facts may come up


@pytest.mark.parametrize(("minutes", "late"), [(24 * 60 - 2, False), (26 * 60, True)])
def test_the_case_goes_within_twenty_four_hours(road, minutes, late):
    to(road, "approved")
    road.now += timedelta(minutes=minutes)
    road.act("send_to_police", {"organ": "市公安局"})
    assert ("late:T33" in marks(road)) is late


def test_the_ninety_days_stand_still_while_the_police_have_it(road):
    road.pass_days(1)
    due = road.state.timer("T05").due
    to(road, "sent")
    assert road.state.timer("T05").paused
    road.pass_days(10)
    answer(road, "not_filed")
    assert road.state.timer("T05").paused
    road.act("take_back_from_police", {"reason": "继续办理。"}, by=road.cast.unit_head)
    assert not road.state.holds_now()
    assert road.state.timer("T05").due == due + timedelta(days=10)
    assert not road.state.running("T34", "T35")
    assert replay.check(road.matter) == []


@pytest.mark.parametrize(("days", "late"), [(3, False), (4, True)])
def test_an_objection_has_three_days_from_the_answer_and_a_late_one_is_recorded(road, days, late):
    to(road, "sent")
    answer(road, "not_filed")
    road.pass_days(days)
    data = {"to": "police", "on": road.now.date().isoformat(), "reason": "已达立案标准。"}
    road.act("object_to_police", data, by=road.cast.unit_head)
    assert ("objected_in_time" in marks(road)) is late
    assert road.state.running("T34")
    answer(road, "not_filed")
    again = data | {"on": road.now.date().isoformat()}
    refuses(lambda: road.act("object_to_police", again, by=road.cast.unit_head), "police_once", O310(9), "to")
    road.act("object_to_police", again | {"to": "procuratorate"}, by=road.cast.unit_head)
    assert not road.state.running("T34"), "the procuratorate has its own law"


@pytest.mark.parametrize(("days", "late"), [(3, False), (4, True)])
def test_things_and_materials_go_within_three_days_and_end_the_case(road, days, late):
    to(road, "sent")
    answer(road, "filed")
    assert road.stage == "investigating"
    road.pass_days(days)
    data = {"materials": "案卷一宗。", "received_by": "李警官", "on": road.now.date().isoformat()}
    road.act("hand_items_to_police", data)
    assert ("late:T36" in marks(road)) is late
    assert road.stage == "transferred"
    assert not road.state.running()
    assert road.state.relations[-1].kind == "transferred"
    assert replay.check(road.matter) == []


def test_what_is_dated_wrongly_is_told(road):
    to(road, "sent")
    tomorrow = (road.now + timedelta(days=1)).date().isoformat()
    before = (road.now - timedelta(days=1)).date().isoformat()
    for day in (tomorrow, before):
        refuses(lambda day=day: answer(road, "filed", answered_on=day), "answer_day", O310(8), "answered_on")
    road.pass_days(2)
    answer(road, "filed")
    data = {"materials": "案卷一宗。", "received_by": "李警官", "on": before}
    refuses(lambda: road.act("hand_items_to_police", data), "day_not_ahead", O310(9), "on")


def test_the_papers_name_crime_team_and_things(road):
    to(road, "sent")
    report, sent = text_of(road, "crime_report"), text_of(road, "crime_transfer")
    for said in ("过失损坏易燃易爆设备罪", "郝文斌", "王婧", "停气三百余户", "建议移送公安机关"):
        assert said in report, said
    for said in (
        "涉嫌犯罪案件移送书",
        "市公安局：",
        "涉嫌犯罪（过失损坏易燃易爆设备罪）",
        "第二十七条第一款",
        "涉案物品清单",
        "管段",
        "抄送人民检察院",
        "移送书回执",
    ):
        assert said in sent, said
    assert road.state.papers[-1].number.endswith("字〔2026〕第1号")
