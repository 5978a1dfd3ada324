"""A slip of the pen is corrected: a corrected copy under the same number, served, and what is published follows."""

from __future__ import annotations

from typing import Any

import pytest
from tests.cases.ordinary.road import Road
from tests.cases.ordinary.test_changed_decision import change, publish
from tests.cases.ordinary.test_papers import text_of
from tests.cases.refusing import refuses

from jinwu.cases.publication.text import published_text
from jinwu.documents.models import Document
from jinwu.law.citations import APL
from jinwu.matters import replay

SLIP = {"party": "p1", "what": "facts", "wrong": "约20平方米", "right": "约12平方米", "reason": "丈量数字误写"}


@pytest.fixture
def road(cast):
    return Road(cast)


def correct(road: Road, **more: Any) -> Any:
    return road.act("correct", SLIP | more, by=road.cast.authority_head)


def test_the_corrected_copy_bears_the_same_number_and_its_mark(road):
    road.to("served")
    before = text_of(road, "penalty_decision")
    correct(road)
    first, second = (one for one in road.state.papers if "penalty_decision" in one.paper)
    assert (first.status, second.status, second.paper) == ("corrected", "issued", "corrected_penalty_decision")
    assert first.number == second.number
    assert first.sha256 != second.sha256
    assert Document.objects.get(pk=first.document).status == "corrected"
    text = text_of(road, "corrected_penalty_decision").replace("\n", "")
    assert "约12平方米" in text
    assert "更正" in text
    assert "丈量数字误写" in text
    assert "约20平方米" in before
    assert "堆放建筑材料约20平方米" not in text
    assert replay.check(road.matter) == []


def test_the_money_hangs_on_the_number_and_not_on_the_version(road):
    road.to("served")
    correct(road)
    assert [(one.version, one.status) for one in road.state.decisions] == [(1, "replaced"), (2, "in_force")]
    assert road.state.ledger.fine("p1").decision == "x2"
    road.pay()
    assert road.stage == "performed"


def test_it_is_served_within_the_days_of_the_decision_and_nothing_begins_anew(road):
    road.to("served")
    term = road.state.timer("T13", "p1")
    correct(road)
    assert road.state.running("T11", subject="p1")
    road.serve("corrected_penalty_decision")
    assert not road.state.running("T11", subject="p1")
    assert [one for one in road.state.timers if one.timer == "T13"] == [term]
    assert len(road.state.ledger.of("p1", "fine")) == 1


def test_before_service_the_copy_is_served_as_the_decision(road):
    road.to("decided")
    correct(road)
    assert sum(1 for one in road.state.timers if one.timer == "T11") == 1
    assert road.serve("corrected_penalty_decision").stage == "served"
    assert road.state.timer("T13", "p1")
    assert road.state.ledger.balance("p1") == road.fine


def test_a_case_is_not_closed_before_the_copy_is_served(road):
    road.to("performed")
    correct(road)
    refuses(road.close, "all_performed")
    road.serve("corrected_penalty_decision")
    road.close()


def test_what_was_published_under_a_wrong_name_is_published_anew(road):
    road.to("performed")
    publish(road)
    refuses(lambda: publish(road), "something_to_publish", APL(48, 1))
    days = road.state.publications[0].days
    correct(road)  # facts are no public field
    refuses(lambda: publish(road), "something_to_publish", APL(48, 1))
    correct(road, what="name", wrong="晨光", right="辰光")
    assert published_text(road.state)["party"] == road.state.parties[0].name
    assert "辰光" in road.state.parties[0].name
    assert "辰光" in road.state.title
    road.pass_days(20)
    publish(road)
    assert [one.days for one in road.state.publications] == [days, days]
    refuses(lambda: publish(road), "something_to_publish", APL(48, 1))


@pytest.mark.parametrize(("change_of", "guard"), [
    ({"wrong": "约21平方米"}, "slip_stands_there"), ({"what": ""}, "slip_stands_there"),
    ({"right": "约20平方米"}, "slip_stands_there"), ({"what": "place"}, "slip_stands_there"),
])  # fmt: skip
def test_the_words_must_stand_where_they_are_said_to(road, change_of, guard):
    road.to("decided")
    refuses(lambda: correct(road, **change_of), guard, APL(59))


def test_a_changed_decision_is_corrected_as_well(cast):
    road = Road(cast, amount="4000.00").to("performed")
    change(road)
    correct(road, what="address", wrong=road.state.parties[0].address, right="德胜街10号")
    text = text_of(road, "corrected_changed_decision").replace("\n", "")
    assert "德胜街10号" in text
    assert "4,000.00" in text
    assert "退还" in text
    assert road.serve("corrected_changed_decision").stage == "performed"
    assert replay.check(road.matter) == []


def test_no_penalty_is_corrected_with_its_reasons(road):
    road.to("reviewed")
    data = {"party": "p1", "ground": "slight_corrected", "reason": "轻微并及时改正。", "education": "已讲解规定。"}
    road.act("decide_none", data, by=road.cast.authority_head)
    correct(road)
    text = text_of(road, "corrected_no_penalty_decision").replace("\n", "")
    assert "轻微并及时改正" in text
    assert "已讲解规定" in text
    assert "约12平方米" in text


def test_the_words_are_personal_values(road):
    from jinwu.record.models import PersonalValue

    road.to("decided")
    correct(road)
    assert {one.path for one in PersonalValue.objects.filter(entry__chain=road.matter, entry__step="correct")} >= {
        "wrong",
        "right",
    }
