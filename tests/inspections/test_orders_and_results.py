"""Orders to correct and their re-check; a result put right; the case it led to."""

from __future__ import annotations

from datetime import date, datetime, timedelta

import pytest
from tests.cases.refusing import refuses
from tests.cases.street import Street
from tests.inspections.visits import NOON

from jinwu.catalog.models import ProfileValue
from jinwu.catalog.writing import put
from jinwu.inspections.models import Inspection
from jinwu.kit import clock
from jinwu.matters import tasks

FRIDAY = date(2026, 3, 13)


def test_the_recheck_is_due_after_the_day_to_correct(visits):
    done = visits.rectify(correct_by=FRIDAY)
    timer = done.state.timer("I02")
    assert (done.stage, done.state.counted) == ("rectifying", False)
    assert (timer.start.date(), timer.length, timer.due) == (FRIDAY, 5, date(2026, 3, 20))
    with clock.fixed(NOON + timedelta(days=1)):
        assert [one.timer.key for one in tasks.tasks_of(visits.cast.officer)] == ["I02"]


def test_ordered_at_once_it_runs_from_the_order(visits):
    assert visits.rectify().state.timer("I02").due == date(2026, 3, 17)


def test_the_profile_says_how_long(visits):
    values = {"value": 10, "title": "复查", "confirmed": True, "source": "tests", "note": ""}
    put(ProfileValue, {"key": "I02.length", "in_force_from": date(2026, 1, 1)}, values, by="tests")
    assert visits.rectify().state.timer("I02").due == date(2026, 3, 24)


@pytest.mark.parametrize("outcome", ["corrected", "object_gone"])
def test_an_order_that_was_met_ends_it_and_it_counts(visits, outcome):
    visits.rectify(correct_by=FRIDAY)
    visits.wait(days=3)
    done = visits.look_again(outcome)
    assert (done.stage, done.state.counted, done.state.decided_on) == ("closed", True, visits.now.date())
    assert done.state.timer("I02").outcome == "met"


def test_looked_at_again_too_late_it_is_marked(visits):
    visits.rectify()
    visits.now = datetime(2026, 3, 18, 9, 0, tzinfo=clock.ZONE)
    done = visits.look_again("corrected")
    assert (done.state.timer("I02").outcome, done.state.marks[-1].guard) == ("late", "late:I02")


def test_on_its_last_day_it_is_in_time(visits):
    visits.rectify()
    visits.now = datetime(2026, 3, 17, 23, 0, tzinfo=clock.ZONE)
    assert visits.look_again("corrected").state.timer("I02").outcome == "met"


@pytest.mark.parametrize("outcome", ["partly", "not_corrected"])
def test_an_order_that_was_not_met_goes_on(visits, outcome):
    visits.rectify()
    refuses(lambda: visits.look_again(outcome), "recheck_leads", field="next")
    refuses(lambda: visits.look_again(outcome, next="wait"), "recheck_leads", field="correct_by")
    done = visits.look_again(outcome, next="wait", correct_by=FRIDAY)
    assert (done.stage, [t.key for t in done.state.running()]) == ("rectifying", ["I02#2"])
    done = visits.look_again(outcome, next="clue")
    assert (done.stage, done.state.result, done.state.counted) == ("closed", "clue", False)
    assert done.state.running() == ()


def test_nothing_follows_from_an_order_that_was_met(visits):
    visits.rectify()
    refuses(lambda: visits.look_again("corrected", next="clue"), "recheck_leads", field="next")


def test_a_look_before_the_day_proves_nothing(visits):
    visits.rectify(correct_by=FRIDAY)
    done = visits.look_again("not_corrected", next="wait", correct_by=FRIDAY)
    assert [mark.guard for mark in done.state.marks] == ["recheck_early"]
    visits.now = datetime(2026, 3, 13, 9, 0, tzinfo=clock.ZONE)
    done = visits.look_again("not_corrected", next="clue")
    assert [mark.guard for mark in done.state.marks] == ["recheck_early"]


def correct(visits, result, **change):
    data = {"result": result, "reason": "录入错误"} | change
    return visits.act("correct_result", data, by=visits.cast.unit_head)


def test_a_result_put_right_keeps_the_wrong_one_and_its_day(visits):
    visits.inspect("clue", result_note="涉嫌")
    day = visits.last.state.decided_on
    visits.wait(days=2)
    done = correct(visits, "no_problem")
    assert (done.state.counted, done.state.decided_on, done.stage) == (True, day, "closed")
    assert [(one.before, one.after, one.reason) for one in done.state.changes] == [("clue", "no_problem", "录入错误")]
    assert not correct(visits, "clue", result_note="确有问题").state.counted


def test_only_a_head_puts_a_result_right(visits):
    visits.inspect()
    refuses(lambda: visits.act("correct_result", {"result": "clue", "result_note": "涉嫌", "reason": "误录"}), "role")


def test_the_result_that_stands_is_no_correction(visits):
    visits.inspect()
    refuses(lambda: correct(visits, "no_problem"), "another_result", field="result")


def test_there_is_something_to_put_right(visits):
    visits.open()
    visits.record()
    refuses(lambda: correct(visits, "no_problem"), "has_result")


def test_an_order_found_later_opens_it_again(visits):
    visits.inspect()
    done = correct(visits, "rectify", requirement="更换软管。")
    assert (done.stage, done.state.closed_at, done.state.decided_on) == ("rectifying", None, None)
    assert [t.timer for t in done.state.running()] == ["I02"]
    done = correct(visits, "no_problem")
    assert (done.stage, done.state.timer("I02").outcome) == ("closed", "cancelled")


def test_a_visit_where_nobody_was_has_no_items_until_it_is_put_right(visits):
    visits.inspect("not_found", items=[], signed="absent", signature="", sign_note="无人")
    done = correct(visits, "no_problem")
    assert (done.stage, done.state.lacks) == ("recorded", ("items",))
    assert [t.timer for t in done.state.running()] == ["I01"]
    done = correct(visits, "not_found")
    assert (done.stage, done.state.running()) == ("closed", ())


def test_the_result_is_entered_once(visits):
    visits.open()
    visits.record(found="")
    visits.conclude()
    refuses(lambda: visits.conclude("other", result_note="另"), "no_result_yet")


def test_the_case_it_led_to_stands_with_it(visits):
    street = Street(visits.cast)
    street.open()
    visits.inspect("clue", result_note="占道经营")
    done = visits.act("link_case", {"other": street.matter})
    assert (done.state.led_to, done.state.relations[0].kind) == (street.matter, "arising_from")
    assert Inspection.objects.get().led_to_case == street.matter
    refuses(lambda: visits.act("link_case", {"other": street.matter}), "case_visible", field="other")


def test_an_inspection_is_no_case(visits):
    first = visits.another()
    first.inspect()
    visits.inspect()
    refuses(lambda: visits.act("link_case", {"other": first.matter}), "case_visible", field="other")


def test_a_case_of_another_unit_cannot_be_linked(visits):
    street = Street(visits.cast)
    street.open()
    theirs = visits.another()
    data = theirs.base() | theirs.writing() | {"result": "no_problem"}
    second = visits.cast.unit_head
    from tests.cast import PIN

    from jinwu.matters import presence

    with theirs.clock():
        presence.confirm_by_pin(theirs.matter, second.officer, PIN, on_device_of=visits.cast.colleague)
    theirs.act("inspect", data, by=visits.cast.colleague, partner=second.officer_id)
    refuses(lambda: theirs.act("link_case", {"other": street.matter}, by=visits.cast.colleague), "case_visible")
