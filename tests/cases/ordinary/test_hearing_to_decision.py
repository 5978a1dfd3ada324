"""From a hearing to the decision: reported, rechecked, reviewed anew, discussed, decided on its record."""

from __future__ import annotations

from datetime import date, datetime

import pytest
from tests.cases.ordinary.committees import Committee
from tests.cases.ordinary.hearings import refused, set_profile

from jinwu.kit import clock
from jinwu.matters import replay


@pytest.fixture
def case(cast) -> Committee:
    case = Committee(cast)
    set_profile("hearing.fine", {"person": 1000, "organisation": 3000})
    set_profile("committee.line", {"person": 5000, "organisation": 50000})  # small but for the hearing
    case.to_scheduled()
    case.on_day(3, 25, 12)
    case.hold()
    case.conclude()
    return case


def test_a_case_that_was_heard_is_reviewed_and_discussed_before_it_is_decided(case):
    case.recheck(outcome="not_adopted", reason="申辩理由不影响违法事实的认定。")
    found = refused(case.decide)
    assert {"reviewed_first", "deliberated"} <= set(found)
    case.review("review_again")
    assert refused(case.decide) == ["deliberated"]
    case.deliberate()
    done = case.decide()
    assert done.stage == "decided"
    timer = done.state.timer("T05")
    assert (timer.due, timer.outcome) == (date(2026, 6, 22), "met")  # 8 June, and the thirteen days of the hearing
    assert replay.check(case.matter) == []


def test_the_pause_decides_whether_it_is_late(case):
    """On the 97th day after the filing it is still in time; the hearing took thirteen days."""
    case.recheck(outcome="not_adopted", reason="不影响认定。")
    case.review("review_again")
    case.deliberate()
    case.now = datetime(2026, 6, 15, 9, 0, tzinfo=clock.ZONE)
    done = case.decide()
    assert done.state.timer("T05").outcome == "met"
    assert "late:T05" not in [one.guard for one in done.state.marks]


def test_after_the_paused_end_it_is_marked(case):
    case.recheck(outcome="not_adopted", reason="不影响认定。")
    case.review("review_again")
    case.deliberate()
    case.now = datetime(2026, 6, 23, 9, 0, tzinfo=clock.ZONE)
    done = case.decide()
    assert done.state.timer("T05").outcome == "late"
    assert "late:T05" in [one.guard for one in done.state.marks]


def test_a_request_after_the_recheck_holds_the_decision(cast):
    case = Committee(cast, amount="1000.00")
    case.to("rechecked")
    case.request()
    assert "hearing_finished" in refused(case.decide)
    case.decline(ground="no_right")
    assert case.decide().stage == "decided"
