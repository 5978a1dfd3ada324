"""Investigation: records, orders, preservation, appraisal, suspension, extension; parties and acts found later."""

from __future__ import annotations

from datetime import date, timedelta

import pytest
from django.db import transaction
from tests.cases.refusing import refuses
from tests.cases.street import organisation, person

from jinwu.documents import numbers
from jinwu.law.citations import APL
from jinwu.matters import replay
from jinwu.matters.errors import Refused

pytestmark = pytest.mark.django_db(databases="__all__")


@pytest.fixture
def filed(road):
    road.register()
    road.check()
    road.file()
    return road


def commission(road, until=None):
    return road.act("commission", {
        "kind": "valuation", "by": "造价咨询公司", "question": "涉案工程造价", "until": until or (road.now + timedelta(days=20)).date().isoformat(),
    }, two=True)  # fmt: skip


def test_credentials_first(filed):
    refuses(lambda: filed.scene(credential_shown=False), "shown_first", APL(55), "credential_shown")
    refuses(lambda: filed.inquire(rights_told=False), "shown_first", field="rights_told")


def test_a_record_does_not_end_before_it_began_nor_tomorrow(filed):
    refuses(lambda: filed.scene(ended=filed.moment(-60)), "record_times", field="ended")
    refuses(lambda: filed.inquire(ended=filed.moment(600)), "record_times", field="ended")


def test_an_inspection_without_any_recording_is_marked(filed):
    filed.scene(recorder="")
    assert [one.guard for one in filed.state.marks] == ["whole_course"]


def test_one_officer_alone_takes_no_evidence(filed):
    refuses(
        lambda: filed.act("take_evidence", {"proofs": [{"kind": "physical", "title": "样品", "proves": "材质"}]}),
        "two_officers",
    )


def test_an_order_by_a_day_needs_the_day(filed):
    refuses(lambda: filed.order(kind="by_day"), "order_day", APL(28), "due")
    refuses(
        lambda: filed.order(kind="by_day", due=(filed.now - timedelta(days=1)).date().isoformat()),
        "order_day",
        field="due",
    )
    filed.order(kind="by_day", due=filed.now.date().isoformat())


def test_a_partly_met_order_is_checked_again(filed):
    filed.order()
    filed.check_order(outcome="partly")
    filed.check_order(outcome="corrected")
    assert filed.state.orders[0].outcome == "corrected"
    refuses(lambda: filed.check_order(), "order_open", field="order")


def test_preserved_evidence_has_seven_working_days(filed):
    filed.act("preserve", {"party": "p1", "items": "切割机一台", "approved_by": "刘建国"}, two=True)
    timer = filed.state.timer("T06")
    assert timer.due == date(2026, 3, 19)
    filed.scene()
    refuses(filed.report, "nothing_preserved", APL(56))
    filed.pass_days(10)
    filed.act("end_preservation", {"preservation": "k1", "outcome": "returned"}, two=True)
    assert filed.state.timer("T06").outcome == "late"
    assert "late:T06" in [one.guard for one in filed.state.marks]


def test_an_appraisal_stops_the_ninety_days(filed):
    due = filed.state.timer("T05").due
    assert due == date(2026, 6, 8)
    filed.pass_days(1)
    commission(filed)
    filed.pass_days(15)
    filed.act(
        "receive_result",
        {"appraisal": "q1", "result": "造价十万元", "amount": "100000", "document": "鉴定意见书"},
        two=True,
    )
    assert (filed.state.timer("T05").due - due).days == 15
    assert filed.state.proofs[-1].kind == "appraisal"
    refuses(
        lambda: filed.act("receive_result", {"appraisal": "q1", "result": "再次", "document": "x"}, two=True),
        "appraisal_open",
    )


def test_two_pauses_at_once_count_once(filed, cast):
    due = filed.state.timer("T05").due
    filed.pass_days(1)
    commission(filed)
    commission(filed)
    filed.pass_days(9)
    for key in ("q1", "q2"):
        filed.act("receive_result", {"appraisal": key, "result": "结果", "document": "鉴定意见书"}, two=True)
    assert (filed.state.timer("T05").due - due).days == 9
    assert replay.check(filed.matter) == []


def test_suspended_and_resumed(filed, cast):
    due = filed.state.timer("T05").due
    filed.pass_days(1)
    filed.act("suspend", {"ground": "other_case", "reason": "须以另案处理结果为依据。"}, by=cast.authority_head)
    assert filed.stage == "suspended"
    refuses(filed.scene, "in_order")
    filed.pass_days(30)
    filed.act("resume", {"reason": "另案已经办结。"}, by=cast.authority_head)
    assert (filed.stage, (filed.state.timer("T05").due - due).days) == ("investigating", 30)


def test_the_ninety_days_are_extended_by_thirty_then_collectively(filed, cast):
    def extend(**data):
        return filed.act("extend_term", {"reason": "案情复杂，需补充调查。"} | data, by=cast.authority_head)

    due = filed.state.timer("T05").due
    extend()
    assert (filed.state.timer("T05").due - due).days == 30
    refuses(lambda: extend(days=60), "term_runs", field="collective")
    refuses(lambda: extend(days=61, collective="2026年第3次"), "term_runs", field="days")
    extend(days=60, collective="2026年第3次")
    assert filed.state.timer("T05").shown == date(2026, 9, 6)  # a Sunday: warned by it, and due the Monday after
    assert filed.state.timer("T05").due == date(2026, 9, 7)
    refuses(lambda: extend(days=1, collective="2026年第4次"), "term_runs")


def test_an_extension_after_the_end(filed, cast):
    filed.pass_days(91)
    refuses(
        lambda: filed.act("extend_term", {"reason": "未能按期办结。"}, by=cast.authority_head), "term_runs", APL(60)
    )


def test_no_report_without_evidence_for_each_violation(filed, cast):
    filed.act("add_violation", {"party": "p1", "act": filed.violation_input(violation="road.dig")}, two=True)
    filed.scene(violation="v1")
    proofs = [one.violation for one in filed.state.proofs]
    assert "" in proofs  # the first evidence of the clue proves the whole case
    filed.report()


def test_the_worksheet_names_every_violation(filed):
    filed.scene()
    filed.act("add_violation", {"party": "p1", "act": filed.violation_input(violation="road.dig")}, two=True)
    sheet = [{"violation": "v1", "factors": "轻微", "reason": "及时改正"}]
    refuses(lambda: filed.report(worksheet=sheet), "worksheet_whole", APL(34))


def test_correction_first_where_the_matter_asks_for_it(filed):
    filed.act("add_violation", {"party": "p1", "act": filed.violation_input(violation="gas.user")}, two=True)
    filed.scene()
    refuses(filed.report, "correction_first", APL(28))
    filed.order()
    filed.check_order(outcome="not_corrected")
    filed.report()


def test_a_second_party_with_its_own_act(filed):
    filed.act("add_party", {"party": person(), "trace": "现场查明"}, two=True)
    filed.act("add_violation", {"party": "p2", "act": filed.violation_input()}, two=True)
    assert filed.state.of_parties() == ("p1", "p2")
    assert filed.state.violations[1].party == "p2"


def test_a_known_party_is_not_renamed(filed):
    refuses(lambda: filed.act("identify_party", {"party": organisation(), "trace": "更名"}, two=True), "party_unknown")


def test_a_recused_investigator_is_replaced(filed, cast):
    data = {
        "officer": cast.officer.officer_id,
        "by": cast.colleague.officer_id,
        "applied_by": "party",
        "reason": "与当事人有利害关系。",
    }
    refuses(
        lambda: filed.act("recuse", data | {"by": cast.partner.officer_id}, by=cast.unit_head),
        "replacement",
        field="by",
    )
    filed.act("recuse", data, by=cast.unit_head)
    assert filed.state.handler.name == "李强"
    assert cast.officer.officer_id in filed.state.investigators()


def test_terminated_when_the_party_was_dissolved(filed, cast):
    filed.act("terminate", {"ground": "dissolved", "reason": "企业已注销，无权利义务承受人。"}, by=cast.authority_head)
    filed.close(outcome="terminated")
    assert filed.stage == "closed"
    assert replay.check(filed.matter) == []


@pytest.mark.parametrize(
    ("step", "data", "paper"),
    [
        ("order_correction", {"party": "p1", "kind": "at_once", "requirement": "立即清除堆放物。"}, "correction_order"),
        ("preserve", {"party": "p1", "items": "切割机1台", "approved_by": "刘建国"}, "preservation_notice"),
    ],
)
def test_on_the_street_it_bears_the_number_of_a_form_of_ones_own(filed, cast, step, data, paper):
    with pytest.raises(Refused) as none_left:
        filed.act(step, data | {"on_form": True}, two=True)
    assert none_left.value.objections[0].guard == "numbered_form"
    with transaction.atomic():
        block = numbers.issue_block(paper, cast.bureau.pk, cast.officer.officer_id, 2, filed.now.date())
    filed.act(step, data | {"on_form": True}, two=True)
    form = block.numbers.get(status="issued")
    assert filed.state.papers[-1].number == form.text
    filed.act(step, data, two=True)  # without a form the register goes on after the block
    assert filed.state.papers[-1].number.endswith("第3号")
    assert block.numbers.filter(status="unused").count() == 1
