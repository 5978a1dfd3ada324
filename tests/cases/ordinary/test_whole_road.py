"""An ordinary case from the clue to the archive, and that its tables are its record told again."""

from __future__ import annotations

from decimal import Decimal

import pytest
from tests.cases.refusing import refuses
from tests.cases.street import organisation

from jinwu.cases.models import Case, DecisionRow
from jinwu.matters import replay
from jinwu.matters.models import Matter

pytestmark = pytest.mark.django_db(databases="__all__")


def test_from_the_clue_to_the_archive(road):
    road.to("archived")
    matter = Matter.objects.get(pk=road.matter)
    assert (matter.stage, matter.final) == ("archived", True)
    decision = DecisionRow.objects.get(matter=matter)
    assert (decision.procedure, decision.fine, decision.status) == ("ordinary", Decimal("3000.00"), "in_force")
    assert Case.objects.get(matter=matter).owed == 0
    assert replay.check(road.matter) == []
    papers = [one.paper for one in road.state.papers]
    assert papers == [
        "filing_approval", "scene_record", "inquiry_record", "correction_order", "correction_check", "investigation_report",
        "review_opinion", "prior_notice", "service_receipt", "penalty_decision", "service_receipt", "closing_report",
    ]  # fmt: skip
    assert all(
        one.number for one in road.state.papers if one.paper in ("filing_approval", "prior_notice", "penalty_decision")
    )


def test_the_ninety_days_run_from_the_filing(road):
    road.to("investigating")
    timer = next(one for one in road.state.timers if one.timer == "T05")
    assert (timer.due - timer.start.date()).days == 90
    assert road.state.timer("T01").outcome == "met"


def test_no_notice_before_the_review(road):
    road.to("investigated")
    refuses(road.notify, "in_order")


def test_no_decision_before_the_recheck(road):
    road.to("noticed")
    refuses(road.decide, "in_order")


def test_the_party_keeps_its_five_days(road):
    road.to("reviewed")
    road.notify()
    road.serve("prior_notice")
    refuses(road.recheck, "answered")
    road.pass_days(8)
    road.recheck()
    assert road.state.notice_of("p1").reply == "lapsed"


def test_a_heavier_decision_needs_a_new_notice(road):
    road.to("rechecked")
    refuses(lambda: road.decide(amount="3000.01"), "not_heavier_than_told")
    road.notify(amount="3500.00")
    assert road.stage == "noticed"
    road.serve("prior_notice")
    road.waive()
    road.recheck(changed=True, outcome="none")
    refuses(lambda: road.decide(amount="3500.00"), "reviewed_first")
    road.review("review_again")
    road.decide(amount="3500.00")
    assert road.stage == "decided"


def test_an_investigator_does_not_review_approve_or_decide(road, cast):
    road.to("rechecked")
    refuses(lambda: road.decide(by=cast.unit_head), "decider")  # no entrustment is published


def test_unknown_party_found_later(road):
    road.register(suspect="")
    road.check()
    road.file(party=None)
    refuses(road.report, "all_known")
    road.act("identify_party", {"party": organisation(), "trace": "经走访查明。"}, two=True)
    assert road.state.parties[0].name.startswith("阳泉")


def test_declined_with_its_reasons(road, cast):
    road.register()
    road.act(
        "decline", {"ground": "no_violation", "reason": "现场核查未发现违法行为。", "told": True}, by=cast.unit_head
    )
    assert road.stage == "not_filed"
    assert replay.check(road.matter) == []
