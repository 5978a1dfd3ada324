"""From the act found to no penalty: what stands in the state, the row, the timers and the sheet."""

from __future__ import annotations

from datetime import date, timedelta

import pytest
from tests.cases.reading import text_of

from jinwu.cases.models import DecisionRow, ReminderRow
from jinwu.matters import replay
from jinwu.matters.models import Matter
from jinwu.matters.projection import differences


def row(walk) -> ReminderRow:
    return ReminderRow.objects.get(matter=walk.matter)


def timer(walk, key):
    return walk.last.state.timer(key)


def test_it_is_found(walk):
    done = walk.detect()
    assert done.stage == "detected"
    found = row(walk)
    assert (found.code, found.route, found.found_on, found.issued_on) == (
        "road.occupy",
        "first",
        date(2026, 3, 10),
        None,
    )
    assert Matter.objects.get(pk=walk.matter).title == "赵建平擅自占用城市道路首次提醒"


def test_it_is_handed_over_with_number_and_days(walk):
    walk.detect()
    walk.issue(correct_by="2026-03-13")
    assert walk.last.stage == "issued"
    found = row(walk)
    assert found.number.startswith("测城管提字〔2026〕")
    assert (found.issued_on, found.correct_by) == (date(2026, 3, 10), date(2026, 3, 13))
    assert timer(walk, "T80").due == date(2026, 3, 13)
    assert timer(walk, "T81").due == date(2026, 3, 20)  # five working days after the 13th
    sheet = text_of(walk, "reminder")
    assert "首次提醒告知单" in sheet
    assert "赵建平" in sheet
    assert "将货架收回店内" in sheet


@pytest.mark.parametrize(
    ("change", "said", "unsaid"),
    [
        ({}, "系初次违法且危害后果轻微", "没有造成危害后果"),
        ({"route": "light", "harm": "none"}, "上述行为轻微，没有造成危害后果", "系初次违法"),
    ],
    ids=["first", "slight"],
)
def test_the_sheet_says_why(walk, change, said, unsaid):
    walk.detect(**change)
    walk.issue()
    sheet = text_of(walk, "reminder")
    assert said in sheet
    assert unsaid not in sheet
    assert ("可以不予行政处罚" in sheet) is not bool(change)
    assert "不予行政处罚" in sheet


def test_corrected_at_once_starts_no_days_of_the_party(walk):
    walk.detect()
    walk.issue(correct_by=None)
    assert timer(walk, "T80") is None
    assert timer(walk, "T81").due == date(2026, 3, 17)
    assert "立即" in text_of(walk, "reminder")


def test_promise_check_and_no_penalty(walk):
    walk.to_issued()
    walk.promise()
    assert row(walk).promised
    walk.now += timedelta(days=3)
    walk.check()
    assert walk.last.stage == "corrected"
    assert timer(walk, "T81").outcome == "met"
    assert timer(walk, "T80").outcome == "met"
    done = walk.no_penalty()
    assert done.stage == "no_penalty"
    assert done.state.closed_at is not None
    assert done.state.education
    assert row(walk).status == "no_penalty"
    assert not done.state.marks
    assert not DecisionRow.objects.filter(matter=walk.matter).exists()  # no penalty


def test_a_check_after_its_day_is_marked(walk):
    walk.to_issued()
    walk.now += timedelta(days=30)
    walk.check()
    assert [mark.guard for mark in walk.last.state.marks] == ["late:T81"]


def test_not_corrected_may_be_checked_again(walk):
    walk.to_issued()
    walk.check("not_corrected", finding="货架仍在人行道上。")
    assert walk.last.stage == "not_corrected"
    walk.now += timedelta(days=1)
    walk.check()
    assert walk.last.stage == "corrected"
    assert walk.no_penalty().stage == "no_penalty"


def test_replay_gives_the_same_state_and_rows(walk):
    walk.to_issued()
    walk.promise()
    walk.check("not_corrected", finding="货架仍在人行道上。")
    walk.escalate()
    matter = Matter.objects.get(pk=walk.matter)
    state = replay.refold(walk.matter, walk.last and _procedure())
    assert state == walk.last.state
    assert state.model_dump(mode="json") == matter.state
    assert differences(walk.matter, state) == []


def _procedure():
    from jinwu.matters.door import procedures

    return procedures["reminder"]
