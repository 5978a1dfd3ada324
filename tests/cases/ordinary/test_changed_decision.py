"""A decision is changed: by this organ, by reconsideration or by a court; money, publication, service, figures follow."""

from __future__ import annotations

from datetime import timedelta
from decimal import Decimal
from typing import Any

import pytest
from tests.cases.ordinary.road import Road
from tests.cases.ordinary.test_papers import text_of
from tests.cases.refusing import refuses

from jinwu.cases.figures import decisions
from jinwu.cases.models import DecisionRow
from jinwu.cases.publication.text import published_text
from jinwu.kit.figure import Span
from jinwu.law.citations import APL, ARL
from jinwu.matters import jobs, replay
from jinwu.matters.models import Matter


@pytest.fixture
def road(cast):
    return Road(cast, amount="4000.00")


def change(road: Road, amount: str = "3500.00", **more: Any) -> Any:
    lines = [{"violation": "v1", "kind": "fine", "amount": amount, "tier": road.tier}]
    data = {"party": "p1", "organ": "self", "lines": lines, "reason": "复查发现占用面积认定偏大，裁量不当。",
            "review": "法制科审核同意"} | more  # fmt: skip
    return road.act("change_decision", data, by=road.cast.authority_head)


def by_court(road: Road, amount: str = "3500.00", organ: str = "court", **more: Any) -> Any:
    day = road.now.date().isoformat()
    theirs = {"organ": organ, "document": "（2026）晋0302行初1号", "dated": day, "served_on": day, "review": ""}
    return change(road, amount, **theirs | more)


def publish(road: Road, decision: str = "") -> Any:
    data = {"decision": decision, "where": "site", "published_on": road.now.date().isoformat(), "address": "市政府网站"}
    return road.act("publish", data, by=road.cast.disclosure_clerk)


def ledger(road: Road) -> tuple[Decimal, Decimal]:
    book = road.state.ledger
    return book.balance("p1"), book.refundable("p1")


def test_this_organ_lightens_what_was_paid_and_owes_the_rest_back(road):
    road.to("performed")
    assert change(road).stage == "decided"
    first, second = road.state.decisions
    assert (first.status, second.status, second.version, second.replaces) == ("changed", "in_force", 2, "x1")
    assert second.number != first.number
    assert road.state.number == first.number
    assert ledger(road) == (Decimal("0.00"), Decimal("500.00"))
    assert {one.timer for one in road.state.running(subject="p1")} == {"T11", "T50"}
    assert road.serve("changed_decision").stage == "performed"
    assert replay.check(road.matter) == []
    assert not road.state.running("T13", subject="p1")
    road.act("refund", {"party": "p1", "amount": "500.00", "reference": "TF1"}, by=road.cast.fiscal_clerk)
    road.close()
    assert road.state.ledger.settled()


def test_its_paper_says_before_after_and_what_becomes_of_the_money(road):
    road.to("performed")
    change(road)
    text = text_of(road, "changed_decision")
    for words in (
        "4,000.00",
        "3,500.00",
        "500.00",
        "计入本决定",
        "退还",
        "第七十五条第二款",
        road.state.decisions[0].number,
        "行政复议",
    ):
        assert words in text.replace("\n", ""), words
    assert [one.status for one in road.state.papers if one.paper in ("penalty_decision", "changed_decision")] == [
        "replaced",
        "issued",
    ]


def test_the_old_paper_is_served_no_more_and_the_new_one_begins_the_term_to_pay(road):
    road.to("decided")
    change(road)
    old = next(one.key for one in road.state.papers if one.paper == "penalty_decision")
    data = {"party": "p1", "paper": old, "method": "direct", "received_by": "李晨光"}
    refuses(lambda: road.act("serve", data), "paper_to_serve", APL(61))
    assert road.serve("changed_decision").stage == "served"
    term = road.state.timer("T13", "p1")
    assert ledger(road)[0] == Decimal("3500.00")
    assert (road.state.ledger.fine("p1").due, road.state.ledger.fine("p1").surcharge) == (term.due, "fine")
    road.pay(amount="3500.00")
    assert road.stage == "performed"


def test_a_changed_fine_has_no_last_day_before_it_is_served_and_no_surcharge_of_the_old_one(road):
    road.to("served")
    road.pass_days(30)
    with road.clock():
        jobs.tick()
    assert road.stage == "overdue"
    road.seen = Matter.objects.get(pk=road.matter).head_seq
    change(road)
    assert ledger(road) == (Decimal("3500.00"), Decimal("0.00"))
    assert road.state.surcharge(road.now.date() + timedelta(days=60)) == 0
    refuses(lambda: road.act("demand", {"party": "p1"}, by=road.cast.unit_head), "party_overdue")
    road.serve("changed_decision")
    assert not road.state.running("T16", "T17", subject="p1")
    due = road.state.ledger.fine("p1").due
    assert road.state.surcharge(due) == 0
    assert road.state.surcharge(due + timedelta(days=1)) == Decimal("105.00")


def test_part_of_it_paid_counts_and_the_rest_is_owed(road):
    road.to("served")
    road.pay(amount="1000.00")
    change(road, "3000.00")
    assert ledger(road) == (Decimal("2000.00"), Decimal("0.00"))
    road.serve("changed_decision")
    assert "1,000.00" in text_of(road, "changed_decision")
    road.pay(amount="2000.00")
    assert road.stage == "performed"


@pytest.mark.parametrize(("amount", "refused"), [("3999.99", False), ("4000.01", True)])
def test_never_heavier_by_this_organ_without_a_new_notice(road, amount, refused):
    road.to("decided")
    if refused:
        refuses(lambda: change(road, amount), "change_not_heavier", APL(45, 2))
    else:
        change(road, amount)


def test_the_same_penalty_is_no_change(road):
    road.to("decided")
    refuses(lambda: change(road, "4000.00"), "change_something", APL(75, 2))


def test_outside_the_tier_this_organ_does_not_change(road):
    road.to("decided")
    refuses(lambda: change(road, "1.00"), "lines_in_range", APL(34))


def test_a_court_changes_with_its_own_document_and_no_paper_of_ours(road):
    road.to("served")
    before = len(road.state.papers)
    by_court(road, "1.00")  # what a court finds right is not measured by our tiers
    assert len(road.state.papers) == before
    assert road.state.decisions[-1].number == "（2026）晋0302行初1号"
    assert road.stage == "served"
    assert ledger(road)[0] == Decimal("1.00")
    assert road.state.timer("T13", "p1").ended is None
    road.pay(amount="1.00")
    road.close()
    assert replay.check(road.matter) == []


def test_after_reconsideration_fifteen_days_for_a_suit_are_left(road):
    road.to("served")
    by_court(road, organ="reconsideration", document="阳复〔2026〕3号")
    assert {one.timer for one in road.state.running(subject="p1")} == {"T13", "T20", "T50"}


def test_a_closed_case_opens_again_where_a_court_lowered_the_fine(road):
    road.to("archived")
    assert by_court(road).stage == "performed"
    assert ledger(road) == (Decimal("0.00"), Decimal("500.00"))
    assert road.state.running("T66")
    assert road.state.closed_at is None


@pytest.mark.parametrize("missing", ["document", "dated", "served_on"])
def test_what_another_organ_did_is_named_by_its_document(road, missing):
    road.to("served")
    refuses(lambda: by_court(road, **{missing: "" if missing == "document" else None}), "their_document", ARL(63))


def test_a_judgment_that_is_heavier_is_recorded_with_its_defect(road):
    road.to("served")
    by_court(road, "5000.00")
    assert "heavier_on_remedy" in {one.guard for one in road.state.marks}


def test_unless_a_third_party_asked_for_it(road):
    road.to("served")
    by_court(road, "5000.00", opposite=True)
    assert "heavier_on_remedy" not in {one.guard for one in road.state.marks}


def test_a_change_without_review_is_marked(road):
    road.to("decided")
    change(road, review="")
    assert "change_reviewed" in {one.guard for one in road.state.marks}


def test_the_old_publication_is_withdrawn_and_the_new_decision_is_published(road):
    road.to("performed")
    publish(road)
    change(road)
    assert {one.timer for one in road.state.running(subject="p1")} == {"T11", "T50", "T52"}
    publish(road, "x2")
    assert road.state.running("T52")
    assert not road.state.running("T50")
    day = road.now.date().isoformat()
    road.act(
        "withdraw_publication",
        {"decision": "x1", "ground": "changed", "withdrawn_on": day, "reason": "决定已变更。"},
        by=road.cast.disclosure_clerk,
    )
    assert not road.state.running("T52")
    assert [(one.decision, one.status) for one in road.state.publications] == [("x1", "withdrawn"), ("x2", "published")]
    assert published_text(road.state, "x1") is None
    assert published_text(road.state, "x2")["amount"] == Decimal("3500.00")


def test_statistics_keep_the_original_decision(road, cast):
    road.to("performed")
    span = Span(cast.bureau, 2026)
    before = [(one.key, one.fine) for one in decisions(span, "ordinary")]
    change(road)
    assert [(one.key, one.fine) for one in decisions(span, "ordinary")] == before == [("x1", Decimal("4000.00"))]
    assert [one.status for one in DecisionRow.objects.filter(matter=road.matter).order_by("key")] == [
        "changed",
        "in_force",
    ]


def test_changed_and_then_revoked_all_that_was_paid_goes_back(road):
    road.to("performed")
    change(road)
    road.serve("changed_decision")
    road.act("revoke", {"party": "p1", "organ": "self", "reason": "有误。"}, by=road.cast.authority_head)
    assert ledger(road) == (Decimal("0.00"), Decimal("4000.00"))


def test_no_penalty_is_not_changed_into_one(road):
    road.to("reviewed")
    data = {"party": "p1", "ground": "slight_corrected", "reason": "轻微并及时改正。", "education": "已教育。"}
    road.act("decide_none", data, by=road.cast.authority_head)
    refuses(lambda: change(road), "penalty_to_change", APL(75, 2))
