"""Review, notice, defence, decision: who may, what must come before, and how much."""

from __future__ import annotations

from datetime import date, timedelta
from decimal import Decimal

import pytest
from tests.cases.refusing import refuses
from tests.cases.street import person

from jinwu.bureau.models import Entrustment, EntrustmentLine
from jinwu.cases.ordinary.review import POINTS
from jinwu.law.citations import APL
from jinwu.matters import replay

pytestmark = pytest.mark.django_db(databases="__all__")


# review


def test_an_investigator_does_not_review(road, cast):
    from jinwu.bureau.models import RoleHolding
    from jinwu.bureau.queries import forget_roles
    from jinwu.law.roles import Role

    RoleHolding.objects.create(
        user=cast.officer, role=Role.LEGAL_REVIEWER.value, unit=cast.bureau, valid_from=date(2018, 1, 1)
    )
    forget_roles()
    road.to("investigated")
    data = dict.fromkeys(POINTS, True)
    refuses(
        lambda: road.act("review", data | {"conclusion": "agreed", "opinion": "同意。"}, by=cast.officer),
        "reviewer_apart",
        APL(58),
    )


def test_agreed_with_a_point_left_open(road):
    road.to("investigated")
    refuses(lambda: road.review(evidence=False), "points_met", field="conclusion")


@pytest.mark.parametrize("conclusion", ["return", "change", "unlawful_procedure"])
def test_returned_to_the_investigators(road, conclusion):
    road.to("investigated")
    road.review(conclusion=conclusion, evidence=False, opinion="补充证据。")
    assert road.stage == "investigating"
    road.report()
    road.review()
    assert (road.stage, len(road.state.reviews)) == ("reviewed", 2)


def test_not_agreed_and_decided_against_stays_on_file(road, cast):
    road.to("investigated")
    road.review(conclusion="not_agreed", law=False, opinion="适用法律不当。")
    assert road.stage == "investigated"
    refuses(road.notify, "in_order")
    road.act("overrule_review", {"reason": "经研究，适用法律正确。"}, by=cast.authority_head)
    assert road.stage == "reviewed"
    assert (road.state.reviews[0].opinion, road.state.reviews[0].overruled) == ("适用法律不当。", True)


# notice and defence


@pytest.mark.parametrize(("amount", "right"), [("49999.99", False), ("50000.00", True), ("50000.01", True)])
def test_the_right_to_a_hearing_at_its_line(road, amount, right):
    road.violation, road.tier = "drain.no_licence", ""
    road.amount = amount
    road.to("reviewed")
    road.notify()
    assert road.state.notice_of("p1").hearing_right is right


def test_a_fine_outside_the_range_is_not_told(road):
    road.to("reviewed")
    refuses(lambda: road.notify(amount="20000.01"), "lines_in_range", field="lines.0.amount")
    refuses(lambda: road.notify(amount="12000.00"), "lines_in_range", APL(34))  # outside the tier


def test_a_kind_that_the_basis_does_not_name(road):
    road.to("reviewed")
    refuses(
        lambda: road.notify(lines=[{"violation": "v1", "kind": "licence_revoked"}]),
        "lines_in_range",
        field="lines.0.kind",
    )


def test_the_same_kind_twice(road):
    road.to("reviewed")
    line = {"violation": "v1", "kind": "fine", "amount": "3000", "tier": "normal"}
    refuses(lambda: road.notify(lines=[line, line]), "lines_of_party", APL(29))


def test_a_notice_to_one_of_two_parties(road):
    road.register()
    road.check()
    road.file()
    road.scene()
    road.act("add_party", {"party": person(), "trace": "现场查明"}, two=True)
    road.act("add_violation", {"party": "p2", "act": road.violation_input()}, two=True)
    road.report()
    road.review()
    road.notify()
    assert road.stage == "reviewed"
    road.serve("prior_notice")
    refuses(road.recheck, "in_order")
    road.notify("p2", amount="1500.00")
    assert road.stage == "noticed"
    refuses(road.recheck, "told_and_served", APL(44))
    refuses(lambda: road.serve("prior_notice", "p1"), "paper_to_serve", field="paper")
    road.serve("prior_notice", "p2")
    road.waive("p1")
    refuses(road.recheck, "answered", APL(45))
    road.waive("p2")
    road.recheck()
    road.decide("p1")
    assert road.stage == "rechecked"
    refuses(lambda: road.decide("p1"), "decides_once", field="party")
    road.decide("p2", amount="1500.00")
    assert (road.stage, len({one.number for one in road.state.decisions})) == ("decided", 2)
    assert replay.check(road.matter) == []


@pytest.mark.parametrize("first", ["decide", "decide_none"])
def test_a_penalty_and_no_penalty_of_one_party_do_not_both_stand(road, first):
    road.to("investigating")
    road.act("add_party", {"party": person(), "trace": "现场查明"}, two=True)
    road.act("add_violation", {"party": "p2", "act": road.violation_input()}, two=True)
    road.act("order_correction", {"party": "p2", "kind": "at_once", "requirement": "立即清理。"}, two=True)
    road.check_order("c2")
    road.report()
    road.review()
    for party, amount in (("p1", None), ("p2", "1500.00")):
        road.notify(party, amount=amount)
        road.serve("prior_notice", party)
        road.waive(party)
    road.recheck()
    none = {"party": "p1", "ground": "slight_corrected", "reason": "情节轻微并及时改正。", "education": "已进行教育。"}
    steps = {"decide": road.decide, "decide_none": lambda: road.act("decide_none", none, by=road.cast.authority_head)}
    steps.pop(first)()
    (other,) = steps.values()
    assert road.stage == "rechecked"  # the second party is still to be decided: both steps are open
    refuses(other, "decides_once", APL(57), field="party")
    (standing,) = road.state.decisions
    assert standing.kind == ("penalty" if first == "decide" else "none")


@pytest.mark.parametrize(("days", "refused"), [(0, True), (7, True), (8, False)])
def test_five_working_days_to_answer(road, days, refused):
    road.to("reviewed")
    road.notify()
    road.serve("prior_notice")  # Tuesday 10 March; the fifth working day is Tuesday 17 March
    road.pass_days(days)
    if refused:
        refuses(road.recheck, "answered")
    else:
        road.recheck()


def test_a_late_statement_is_received_and_marked(road):
    road.to("reviewed")
    road.notify()
    road.serve("prior_notice")
    road.pass_days(8)
    road.act("hear_statement", {"party": "p1", "manner": "written", "text": "请求从轻处罚。"})
    assert [one.guard for one in road.state.marks] == ["statement_late"]
    refuses(road.recheck, "rechecked_in_writing", APL(45), "outcome")
    refuses(lambda: road.recheck(outcome="not_adopted"), "rechecked_in_writing", field="reason")
    road.recheck(outcome="not_adopted", reason="与事实不符。")


# decision


def entrust(cast, **change):
    given = Entrustment.objects.create(**{
        "organ": cast.bureau, "organisation": cast.team, "title": "委托书", "published_on": date(2025, 1, 1),
        "valid_from": date(2025, 1, 1), "valid_to": date(2027, 1, 1)} | change)  # fmt: skip
    EntrustmentLine.objects.create(entrustment=given, party_kind="organisation", up_to=50000)


@pytest.mark.parametrize(("amount", "decides"), [("49999.00", True), ("50000.00", True), ("50000.01", False)])
def test_the_team_decides_up_to_the_line_of_its_entrustment(road, cast, amount, decides):
    entrust(cast)
    road.violation, road.tier, road.amount = "drain.no_licence", "", amount
    road.to("rechecked")
    if not decides:
        refuses(lambda: road.decide(by=cast.unit_head), "decider", APL(20), "lines")
    elif Decimal(amount) < 50000:
        road.decide(by=cast.unit_head)
        assert road.stage == "decided"
    else:  # the team may decide, once its committee has discussed the case
        refuses(lambda: road.decide(by=cast.unit_head), "deliberated", APL(57, 2))


@pytest.mark.parametrize("change", [
    {"published_on": None}, {"valid_to": date(2026, 3, 9)}, {"valid_from": date(2026, 12, 1)}, {"matters": ["gas.user"]},
])  # fmt: skip
def test_an_entrustment_that_does_not_hold(road, cast, change):
    entrust(cast, **change)
    road.to("rechecked")
    refuses(lambda: road.decide(by=cast.unit_head), "decider")


def test_not_a_fen_above_what_was_told(road):
    road.to("rechecked")
    refuses(lambda: road.decide(amount="3000.01"), "not_heavier_than_told", APL(45))
    road.decide(amount="3000.00")


def test_a_lighter_decision_is_lawful(road):
    road.to("rechecked")
    road.decide(amount="3000.00", lines=[{"violation": "v1", "kind": "fine", "amount": "2999.00", "tier": "light"}])
    assert road.state.decision_of("p1").fine == Decimal("2999.00")


def test_decided_after_the_ninety_days_is_decided_and_marked(road):
    road.to("rechecked")
    road.pass_days(95)
    road.decide()
    assert "late:T05" in [one.guard for one in road.state.marks]


def test_no_penalty_with_education(road, cast):
    road.to("reviewed")
    data = {"party": "p1", "ground": "slight_corrected", "reason": "轻微并及时改正，没有造成危害后果。"}
    refuses(lambda: road.act("decide_none", data, by=cast.authority_head), "education_given", APL(33, 3), "education")
    road.act("decide_none", data | {"education": "已进行法治教育。"}, by=cast.authority_head)
    road.serve("no_penalty_decision")
    assert road.stage == "performed"
    road.close(outcome="no_penalty")
    assert replay.check(road.matter) == []


def test_revoked_returned_and_decided_anew(road, cast):
    road.to("performed")
    road.act("revoke", {"party": "p1", "organ": "self", "reason": "裁量不当。"}, by=cast.authority_head)
    assert (road.stage, road.state.ledger.refundable()) == ("revoked", Decimal("3000.00"))
    refuses(road.close, "all_performed")
    road.act("refund", {"party": "p1", "amount": "3000.00", "reference": "TF1"}, by=cast.fiscal_clerk)
    road.act("reopen", {"reason": "重新作出决定。"}, by=cast.authority_head)
    road.report()
    road.review()
    refuses(road.decide, "in_order")
    road.notify(amount="3000.00")
    road.serve("prior_notice")
    road.waive()
    road.recheck()
    road.decide()
    road.serve("penalty_decision")
    road.pay()
    first, second = road.state.decisions
    assert (first.status, second.status, first.number != second.number) == ("revoked", "in_force", True)
    assert replay.check(road.matter) == []


# service


def test_two_attempts_and_an_announcement(road, cast):
    from jinwu.kit import clock
    from jinwu.matters.jobs import tick

    road.to("reviewed")
    road.notify()
    refuses(lambda: road.serve("prior_notice", method="announcement", reference="网站"), "announcement_last")
    refuses(lambda: road.serve("prior_notice", outcome="failed"), "proof_of_service", field="note")
    road.serve("prior_notice", outcome="failed", note="无人")
    road.serve("prior_notice", method="announcement", reference="市政府网站")
    assert [one.paper for one in road.state.papers][-2:] == ["service_receipt", "service_announcement"]
    assert road.state.notice_of("p1").served_at is None
    assert road.state.timer("T65").due == date(2026, 4, 9)
    with clock.fixed(road.now + timedelta(days=30)):
        tick()
    assert road.state.notice_of("p1").served_at is None
    with clock.fixed(road.now + timedelta(days=31)):
        assert tick() == 1
        assert tick() == 0
    assert road.state.notice_of("p1").served_at is not None
    assert road.state.timer("T08") is not None


def test_electronic_service_needs_consent(road):
    road.to("reviewed")
    road.notify()
    refuses(
        lambda: road.serve("prior_notice", method="electronic", reference="短信"),
        "proof_of_service",
        APL(61, 2),
        "method",
    )
    road.act(
        "confirm_address", {"party": "p1", "address": "城区德胜街8号", "electronic": True, "channel": "a@example.org"}
    )
    road.serve("prior_notice", method="electronic", reference="短信回执")
    assert road.state.notice_of("p1").served_at is not None


def test_nothing_is_served_twice_or_on_the_dead(road):
    road.to("decided")
    road.serve("penalty_decision")
    refuses(lambda: road.serve("penalty_decision"), "paper_to_serve", field="paper")
    road.act(
        "party_ended", {"party": "p1", "kind": "dissolved", "on": road.now.date().isoformat(), "document": "注销证明"}
    )
    refuses(lambda: road.serve("correction_order"), "addressee_lives", APL(61))
