"""A patrol: an area, what was met, and the clue it left."""

from __future__ import annotations

import uuid
from datetime import timedelta

import pytest
from tests.cases.refusing import refuses

from jinwu.inspections.models import Patrol
from jinwu.law.citations import APL
from jinwu.matters.errors import InvalidInput

CLUE = "楼顶新增大型广告牌"


def test_a_patrol_is_one_form(visits):
    done = visits.patrol()
    assert (done.stage, done.state.met, done.state.advised) == ("done", 4, 4)
    row = Patrol.objects.get()
    assert (row.met, row.advised, row.cleared, row.clue) == (4, 4, 3, "")
    assert done.state.parties == ()


def test_a_patrol_may_meet_nothing(visits):
    assert visits.patrol(seen=[]).state.met == 0


@pytest.mark.parametrize(("seen", "guard"), [
    ([{"kind": "stall", "count": 2}, {"kind": "stall", "count": 1}], "counted_once"),
    ([{"kind": "stall", "count": 2, "cleared": 3}], "cleared_of_met"),
])  # fmt: skip
def test_numbers_that_cannot_be(visits, seen, guard):
    refuses(lambda: visits.patrol(seen=seen), guard, field="seen")


def test_all_of_them_may_be_put_right(visits):
    assert visits.patrol(seen=[{"kind": "stall", "count": 2, "cleared": 2}]).stage == "done"


def test_none_of_something_is_not_met(visits):
    with pytest.raises(InvalidInput):
        visits.patrol(seen=[{"kind": "stall", "count": 0}])


def test_it_is_over_before_it_is_recorded(visits):
    refuses(lambda: visits.patrol(ended=(visits.now + timedelta(hours=1)).isoformat()), "visit_time", field="ended")
    refuses(lambda: visits.patrol(began=(visits.now + timedelta(hours=1)).isoformat()), "visit_time", APL(55), "began")


def test_a_clue_keeps_it_open(visits):
    assert visits.patrol(clue=CLUE).stage == "clue"
    assert Patrol.objects.get().clue == "open"
    inspected = visits.another()
    inspected.inspect("clue", result_note="涉嫌")
    visits.now = inspected.now
    done = visits.act("settle_clue", {"outcome": "opened", "other": inspected.matter, "reason": "已检查"})
    assert (done.stage, done.state.led_to, done.state.closed_at) == ("done", inspected.matter, visits.now)
    assert Patrol.objects.get().clue == "opened"


def test_a_matter_is_named_exactly_where_one_was_opened(visits):
    visits.patrol(clue=CLUE)
    settle = {"outcome": "opened", "reason": "已立案"}
    refuses(lambda: visits.act("settle_clue", settle), "clue_matter", APL(54), "other")
    refuses(lambda: visits.act("settle_clue", {**settle, "other": uuid.uuid4()}), "clue_matter", field="other")
    refuses(lambda: visits.act("settle_clue", {**settle, "other": visits.matter}), "clue_matter", field="other")
    nothing = {"outcome": "nothing", "other": uuid.uuid4(), "reason": "已核实"}
    refuses(lambda: visits.act("settle_clue", nothing), "clue_matter", field="other")
    assert visits.act("settle_clue", {"outcome": "passed_on", "reason": "移送交通部门"}).stage == "done"


def test_a_patrol_without_a_clue_has_none_to_settle(visits):
    visits.patrol()
    refuses(lambda: visits.act("settle_clue", {"outcome": "nothing", "reason": "无事"}), "in_order")


def test_counted_anew(visits):
    visits.patrol()
    done = visits.act("correct_counts", {"seen": [{"kind": "bill", "count": 12}], "reason": "误记"})
    assert (done.stage, done.state.met, Patrol.objects.get().met) == ("done", 12, 12)
    refuses(lambda: visits.act("correct_counts", {"seen": [{"kind": "bill", "count": 1, "cleared": 2}], "reason": "误记"}),
            "cleared_of_met")  # fmt: skip
