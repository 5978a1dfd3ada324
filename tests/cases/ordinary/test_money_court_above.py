"""The court's own days, and the way to the court above: five, seven, thirty; fifteen to object (ACL 56–58)."""

from __future__ import annotations

from datetime import date

import pytest
from tests.cases.ordinary.till import Till
from tests.cases.refusing import refuses

from jinwu.collection.models import CourtRow
from jinwu.law.citations import ACL

APPLIED = date(2026, 9, 30)


@pytest.fixture
def till(cast) -> Till:
    """The court was asked on 30 September 2026, before the holidays of 1 to 7 October."""
    till = Till(cast).serve()
    till.pay("p2", "500")
    till.tick(date(2026, 3, 26))
    till.on(date(2026, 9, 14)).demand()
    till.serve_demand()
    till.on(APPLIED).apply()
    return till


def against(till: Till, outcome: str, day: date = date(2026, 10, 9), **more) -> Till:
    """The court rules against us on that day."""
    if outcome == "refused":
        till.on(date(2026, 10, 8)).rule("accepted")
    till.on(day).rule(outcome, reason="缺乏依据。", **more)
    return till


def object_to(till: Till, day: date, **change):
    data = {"application": "j1", "above": "测试市中级人民法院", "objected_on": day.isoformat(), "reason": "依据充分。"}
    return till.on(day).act("object_to_ruling", data | change, till.cast.authority_head)


def above(till: Till, day: date, outcome: str, **change):
    data = {"application": "j1", "outcome": outcome, "ruled_on": day.isoformat(), "document": "行审复1号"} | change
    return till.on(day).act("court_above_ruling", data)


def test_the_court_has_five_working_days_to_accept(till):
    assert till.running("p1")["T23"] == date(2026, 10, 13)  # Saturday 10 October is worked, the holidays are not


def test_and_seven_to_rule_from_the_acceptance(till):
    till.on(date(2026, 10, 12)).rule("accepted", ruled_on="2026-10-09")
    assert "T23" not in till.running("p1")
    assert till.running("p1")["T23R"] == date(2026, 10, 19)


def test_thirty_days_from_the_acceptance_where_it_examines(till):
    till.on(date(2026, 10, 9)).rule("accepted")
    till.on(date(2026, 10, 12)).rule("examining")
    assert {key: day for key, day in till.running("p1").items() if key.startswith("T23")} == {"T23E": date(2026, 11, 8)}
    assert CourtRow.objects.get().status == "examining"
    refuses(lambda: till.rule("examining"), "ruling_follows", field="outcome")
    till.rule("granted")
    assert not [key for key in till.running("p1") if key.startswith("T2")]
    till.sound()


def test_late_courts_are_no_mark_of_ours(till):
    assert till.on(date(2026, 11, 30)).rule("accepted").state.marks == ()


@pytest.mark.parametrize("outcome", ["not_accepted", "refused"])
def test_fifteen_days_to_object_from_receiving_the_ruling(till, outcome):
    against(till, outcome, date(2026, 10, 14), ruled_on="2026-10-09", received_on="2026-10-12")
    assert till.running("p1")["T24"] == date(2026, 10, 27)


@pytest.mark.parametrize(("day", "late"), [(26, False), (27, False), (28, True)])
def test_a_late_objection_is_recorded_and_marked(till, day, late):
    against(till, "refused", date(2026, 10, 12))
    done = object_to(till, date(2026, 10, day))
    assert [mark.guard for mark in done.state.marks] == (["late:T24"] if late else [])
    till.sound()


def test_sent_in_time_and_entered_later_is_in_time(till):
    against(till, "refused", date(2026, 10, 12))
    done = object_to(till, date(2026, 10, 30), objected_on="2026-10-27")
    assert done.state.marks == ()


@pytest.mark.parametrize(
    ("outcome", "timer", "last", "after"),
    [
        ("not_accepted", "T24A", date(2026, 11, 4), "accepted"),
        ("refused", "T24R", date(2026, 11, 19), "granted"),
    ],
)
def test_what_the_court_above_says(till, outcome, timer, last, after):
    against(till, outcome)
    object_to(till, date(2026, 10, 20))
    assert till.running("p1")[timer] == last
    assert CourtRow.objects.get().status == "objected"
    refuses(lambda: till.apply(), "applied_once", ACL(53))
    above(till, date(2026, 10, 30), "overturned")
    assert CourtRow.objects.get().status == after
    expected = {"T23R": date(2026, 11, 10)} if after == "accepted" else {}
    assert {key: day for key, day in till.running("p1").items() if key.startswith("T2")} == expected
    till.sound()


@pytest.mark.parametrize("outcome", ["not_accepted", "refused"])
def test_a_ruling_that_stands_is_objected_to_once(till, outcome):
    against(till, outcome)
    object_to(till, date(2026, 10, 20))
    above(till, date(2026, 10, 30), "upheld")
    assert CourtRow.objects.get().status == outcome
    refuses(lambda: object_to(till, date(2026, 10, 31)), "ruling_against", ACL(56, 2))
    till.apply()
    till.sound()


def test_a_ruling_may_be_left_to_stand(till):
    against(till, "refused")
    data = {"application": "j1", "reason": "重新核对证据后再申请。"}
    done = till.on(date(2026, 11, 20)).act("let_ruling_stand", data, till.cast.authority_head)
    assert done.state.marks == ()
    assert "T24" not in till.running("p1")
    refuses(lambda: object_to(till, date(2026, 11, 21)), "ruling_against")
    till.apply()
    till.sound()


def test_no_objection_where_the_court_was_asked_anew(till):
    against(till, "not_accepted")
    till.apply()
    assert "T24" not in till.running("p1")
    refuses(lambda: object_to(till, date(2026, 10, 12)), "not_anew", ACL(53), "application")


@pytest.mark.parametrize(
    ("change", "named"),
    [({"objected_on": "2026-10-08"}, "objected_on"), ({"objected_on": "2026-10-21"}, "objected_on"), ({"application": "j9"}, "application")],
)  # fmt: skip
def test_an_objection_names_its_ruling_and_its_day(till, change, named):
    against(till, "not_accepted")
    refuses(lambda: object_to(till, date(2026, 10, 20), **change), "ruling_against", field=named)


@pytest.mark.parametrize("ruled", ["2026-10-19", "2026-10-31"])
def test_the_court_above_rules_after_the_objection(till, ruled):
    against(till, "refused")
    object_to(till, date(2026, 10, 20))
    refuses(lambda: above(till, date(2026, 10, 30), "upheld", ruled_on=ruled), "objection_waits", field="ruled_on")


@pytest.mark.parametrize("received", ["2026-10-08", "2026-10-10"])
def test_a_ruling_is_received_after_it_was_made(till, received):
    refuses(lambda: against(till, "not_accepted", received_on=received), "received_in_order", field="received_on")


def test_only_the_head_objects(till):
    against(till, "refused")
    data = {"application": "j1", "above": "测试市中级人民法院", "objected_on": "2026-10-09", "reason": "依据充分。"}
    refuses(lambda: till.act("object_to_ruling", data), "role")


def test_paid_meanwhile_nothing_is_awaited_of_the_court(till):
    against(till, "refused")
    till.on(date(2026, 10, 12)).pay("p1", "2000")
    assert till.running("p1") == {} or not [key for key in till.running("p1") if key.startswith("T24")]
    till.sound()
