"""Who may take the steps of a reminder, in which order, and what each asks."""

from __future__ import annotations

import uuid
from datetime import date, timedelta

import pytest
from tests.cases.refusing import refuses
from tests.cases.reminders.walk import Walk
from tests.cases.street import person

from jinwu.catalog.models import ProfileValue
from jinwu.catalog.writing import put
from jinwu.law.citations import APL
from jinwu.matters.errors import NoMatter, Refused, Stale
from jinwu.record.models import Entry


def a_case_is_required() -> None:
    values = {"value": False, "title": "reminder.alone", "confirmed": True, "source": "tests", "note": ""}
    put(ProfileValue, {"key": "reminder.alone", "in_force_from": date(2018, 1, 1)}, values, by="tests")


@pytest.mark.parametrize("who", ["reviewer", "fiscal_clerk", "supervisor", "disclosure_clerk", "authority_head"])
def test_only_officers_record_a_first_offence(walk, who):
    refuses(lambda: walk.act("detect", walk.detecting(), by=getattr(walk.cast, who)), "role", APL(15))


def test_two_officers_find_it(walk):
    refuses(lambda: walk.act("detect", walk.detecting()), "two_officers", APL(42))


def test_one_officer_alone_does_not_check(walk):
    walk.to_issued()
    refuses(lambda: walk.act("check_correction", {"outcome": "corrected", "finding": "已收回。"}), "two_officers")


@pytest.mark.parametrize("step", ["record_no_penalty", "check_correction", "promise"])
def test_nothing_before_it_is_handed_over(walk, step):
    walk.detect()
    data = {"record_no_penalty": {"education": "已讲解有关规定。"}, "promise": {"promise": "承诺改正。"},
            "check_correction": {"outcome": "corrected", "finding": "已收回。"}}[step]  # fmt: skip
    refuses(lambda: walk.act(step, data), "in_order")


def test_no_penalty_only_after_it_was_corrected(walk):
    walk.to_issued()
    refuses(walk.no_penalty, "in_order")
    walk.check("not_corrected")
    refuses(walk.no_penalty, "in_order")


@pytest.mark.parametrize(("days", "lawful"), [(-1, False), (0, False), (1, True)])
def test_the_day_to_correct_lies_ahead(walk, days, lawful):
    walk.detect()
    by = (walk.now + timedelta(days=days)).date().isoformat()
    if lawful:
        assert walk.issue(correct_by=by).stage == "issued"
    else:
        refuses(lambda: walk.issue(correct_by=by), "day_to_correct", APL(28), "correct_by")


@pytest.mark.parametrize(("days", "marked"), [(6, []), (7, []), (8, ["long_term"])])
def test_longer_than_usual_is_marked(walk, days, marked):
    walk.detect()
    walk.issue(correct_by=(walk.now + timedelta(days=days)).date().isoformat())
    assert [mark.guard for mark in walk.last.state.marks] == marked


def test_it_is_explained(walk):
    walk.detect()
    refuses(lambda: walk.issue(explained=False), "explained", APL(33, 3))


def test_a_refusal_to_sign_is_noted(walk):
    walk.detect()
    refuses(lambda: walk.issue(method="refused"), "handed_over", field="note")
    assert walk.issue(method="refused", note="不愿签字，社区人员在场。").stage == "issued"


def test_it_is_promised_once(walk):
    walk.to_issued()
    walk.promise()
    refuses(walk.promise, "promised_once")


def test_not_corrected_must_have_been_found(walk):
    walk.to_issued()
    refuses(walk.escalate, "ground_holds", field="ground")
    walk.check("not_corrected")
    done = walk.escalate()
    assert done.stage == "escalated"
    assert [(link.kind, link.other) for link in done.state.relations] == [("escalated", None)]


def test_escalating_ends_the_periods(walk):
    walk.to_issued()
    done = walk.escalate("harm", reason="路面受损。")
    assert {timer.outcome for timer in done.state.timers} == {"cancelled"}
    assert not done.state.marks


def test_a_case_that_is_named_must_be_seen(walk):
    walk.to_issued()
    refuses(lambda: walk.escalate("harm", other=str(uuid.uuid4())), "case_known", field="other")
    refuses(lambda: walk.escalate("harm", other=str(walk.matter)), "case_known")
    case = Walk(walk.cast, now=walk.now)
    case.detect(party=person(name="钱广", number="110101199003070417"))
    done = walk.escalate("harm", other=str(case.matter))
    assert done.state.relations[0].other == case.matter


def test_where_a_case_is_required_a_reminder_does_not_suffice(walk):
    a_case_is_required()
    walk.to_issued()
    walk.check()
    refuses(walk.no_penalty, "reminder_suffices", APL(57, 1, 2))
    assert walk.escalate("case_required", reason="立案后作出不予处罚决定。").stage == "escalated"


def test_where_it_suffices_no_case_is_asked_for(walk):
    walk.to_issued()
    walk.check()
    refuses(lambda: walk.escalate("case_required"), "ground_holds")


def test_an_officer_does_not_withdraw(walk):
    walk.to_issued()
    refuses(lambda: walk.act("withdraw", {"reason": "认错当事人。"}), "role")


def test_an_ended_reminder_is_over(walk):
    walk.to_the_end()
    refuses(lambda: walk.escalate("harm"), "in_order")
    refuses(lambda: walk.act("withdraw", {"reason": "认错当事人。"}, by=walk.cast.unit_head), "in_order")


def test_a_second_sending_counts_once(walk):
    walk.to_issued()
    key = uuid.uuid4()
    seen = walk.seen
    first = walk.act("promise", {"promise": "承诺改正。"}, key=key)
    again = walk.act("promise", {"promise": "承诺改正。"}, key=key, seen=seen)
    assert again.repeated
    assert again.seq == first.seq
    assert Entry.objects.filter(chain=walk.matter).count() == 3


def test_a_stale_form_is_told(walk):
    walk.to_issued()
    with pytest.raises(Stale):
        walk.act("promise", {"promise": "承诺改正。"}, seen=1)


def test_a_stranger_finds_no_reminder(walk):
    walk.to_issued()
    with pytest.raises(NoMatter):
        walk.act("promise", {"promise": "承诺改正。"}, by=walk.cast.stranger)


def test_dust_after_the_code_cannot_be_reminded_of_yet(walk):
    """The basis of that day is not loaded."""
    walk.now = walk.now.replace(month=9)
    refuses(lambda: walk.detect(violation="air.spill"), "basis")


def test_what_was_refused_leaves_the_key_free(walk):
    key = uuid.uuid4()
    with pytest.raises(Refused):
        walk.act("detect", walk.detecting(harm="slight", route="light"), two=True, key=key)
    assert walk.act("detect", walk.detecting(), two=True, key=key).stage == "detected"
