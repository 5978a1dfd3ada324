"""A matter goes from hand to hand, and the chain of hands stays."""

from __future__ import annotations

import pytest
from tests.cases.refusing import refuses

from jinwu.law.citations import APL
from jinwu.matters import replay, scope, tasks
from jinwu.matters.errors import NoMatter
from jinwu.matters.models import Matter


def hand_over(street, officer, by=None):
    data = {"officer": officer.officer_id, "reason": "轮岗"}
    return street.act("hand_over", data, by=by or street.cast.unit_head)


def test_the_new_handler_works_on_and_has_its_tasks(street):
    street.to_served()
    done = hand_over(street, street.cast.colleague)
    assert done.state.handler.name == "李强"
    assert [(a.name, a.until is not None) for a in done.state.people if a.role == "handler"] == [
        ("郝文斌", True), ("李强", False)
    ]  # fmt: skip
    assert Matter.objects.get(pk=street.matter).handler_id == street.cast.colleague.officer_id
    with street.clock():
        assert [t.row.timer for t in tasks.tasks_of(street.cast.colleague)] == ["T12"]
        assert tasks.tasks_of(street.cast.officer) == []
        assert scope.visible_to(street.cast.colleague).count() == 1
    street.act("file_record", {}, by=street.cast.colleague)
    assert replay.check(street.matter) == []


def test_before_it_he_saw_nothing_of_it(street):
    street.to_served()
    with pytest.raises(NoMatter):
        street.act("file_record", {}, by=street.cast.colleague)


def test_an_expired_or_auxiliary_officer_takes_nothing_over(street):
    street.open()
    for who in (street.cast.expired, street.cast.auxiliary):
        refuses(lambda who=who: hand_over(street, who), "officer_known", APL(42), "officer")


def test_another_organ_takes_nothing_over(street):
    street.open()
    refuses(lambda: hand_over(street, street.cast.stranger), "officer_known", APL(42), "officer")


def test_nobody_hands_over_to_nobody(street):
    street.open()
    refuses(
        lambda: street.act("hand_over", {"officer": 999_999, "reason": "轮岗"}, by=street.cast.unit_head),
        "officer_known",
    )


def test_a_head_hands_over(street):
    street.open()
    refuses(lambda: hand_over(street, street.cast.partner, by=street.cast.officer), "role")
