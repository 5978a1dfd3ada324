"""A hearing is asked for: in time, late, posted in time, twice; and answered."""

from __future__ import annotations

from datetime import datetime

import pytest
from tests.cases.ordinary.hearings import Hearings, refused, set_profile

from jinwu.kit import clock
from jinwu.matters import replay


@pytest.fixture
def case(cast) -> Hearings:
    return Hearings(cast).to_notice()  # served on Wednesday 11 March: to be asked for by Wednesday 18 March


def marks(case) -> list[str]:
    return [one.guard for one in case.state.marks]


@pytest.mark.parametrize(
    ("lines", "right"),
    [
        ([("fine", "2999.99")], False),
        ([("fine", "3000.00")], True),
        ([("fine", "3000.01")], True),
    ],
)
def test_the_notice_says_whether_there_is_a_right(cast, lines, right):
    case = Hearings(cast, amount=lines[0][1])
    case.to_notice()
    assert case.state.notice_of("p1").hearing_right is right
    assert (case.state.timer("T09") is not None) is right


def test_asked_for_in_time(case):
    case.on_day(3, 18, 17)
    done = case.request()
    found = done.state.hearing
    assert (found.status, found.parties, found.late) == ("requested", ("p1",), False)
    assert done.stage == "noticed"
    assert done.state.timer("T09").outcome == "met"
    assert done.state.notice_of("p1").hearing == "requested"
    assert "asked_late" not in marks(case)
    assert replay.check(case.matter) == []


def test_a_day_late_is_received_with_a_mark(case):
    case.on_day(3, 19)
    done = case.request()
    assert done.state.hearing.late
    assert done.state.timer("T09").outcome == "late"
    assert "asked_late" in marks(case)
    done = case.decline()
    assert (done.state.hearing.status, done.state.notice_of("p1").hearing) == ("declined", "declined")
    assert done.state.hearing.told_at is not None
    assert replay.check(case.matter) == []


def test_posted_in_time_is_in_time(case):
    case.on_day(3, 20)
    posted = datetime(2026, 3, 18, 16, 0, tzinfo=clock.ZONE)
    done = case.request(manner="post", posted_at=posted.isoformat())
    assert not done.state.hearing.late
    assert done.state.timer("T09").outcome == "met"


def test_a_postmark_after_the_receipt_is_refused(case):
    case.on_day(3, 12)
    later = datetime(2026, 3, 13, tzinfo=clock.ZONE)
    assert refused(case.request, manner="post", posted_at=later.isoformat()) == ["posted_before"]


def test_the_same_party_asks_once(case):
    case.request()
    assert refused(case.request) == ["asked_once"]


def test_a_party_may_ask_again_after_withdrawing(case):
    case.request()
    case.act("withdraw_hearing", {"hearing": "h1", "party": "p1"})
    done = case.request()
    assert [one.status for one in done.state.hearings] == ["withdrawn", "requested"]


def test_who_is_no_party_is_not_heard(case):
    assert refused(case.request, "p9") == ["known_party"]


def test_in_time_and_with_the_right_is_not_declined(case):
    case.request()
    assert refused(case.decline, ground="late") == ["decline_grounded"]
    assert refused(case.decline, ground="no_right") == ["decline_grounded"]
    assert case.decline(ground="not_entitled").state.hearing.status == "declined"


def test_a_late_request_may_be_accepted_all_the_same(case):
    case.on_day(3, 19)
    case.request()
    assert case.accept().state.hearing.status == "accepted"


def test_without_the_right_a_request_is_declined(cast):
    case = Hearings(cast, amount="1000.00").to_notice()
    case.request()
    assert case.decline(ground="no_right", told=False).state.hearing.status == "declined"
    assert "decline_told" in marks(case)


def test_after_the_decision_a_request_is_received_and_not_accepted(cast):
    case = Hearings(cast)
    case.to("decided")
    done = case.request()
    assert done.state.hearing.late is False  # the party waived; its days had not run out
    assert refused(case.accept) == ["in_order"]


def test_an_officer_does_not_decline(case):
    case.request()
    data = {"hearing": "h1", "ground": "late", "reason": "已经逾期。"}
    assert refused(case.act, "decline_hearing", data) == ["role"]


def test_two_parties_are_heard_together(cast):
    case = Hearings(cast).to_notice(second=True)
    case.request("p1")
    case.request("p2")
    assert {t.subject: t.outcome for t in case.state.timers if t.timer == "T09"} == {"p1": "met", "p2": "met"}
    done = case.accept("h1", "h2")
    assert [(one.status, one.parties) for one in done.state.hearings] == [
        ("accepted", ("p1", "p2")),
        ("joined", ("p2",)),
    ]
    assert refused(case.accept, "h2") == ["hearing_fits"]
    done = case.act("withdraw_hearing", {"hearing": "h1", "party": "p1"})
    assert (done.state.hearings[0].status, done.state.hearings[0].parties) == ("accepted", ("p2",))
    assert replay.check(case.matter) == []


def test_one_asks_in_time_the_other_late(cast):
    case = Hearings(cast).to_notice(second=True)
    case.on_day(3, 18)
    case.request("p2")
    case.on_day(3, 19)
    done = case.request("p1")
    assert [(one.parties[0], one.late) for one in done.state.hearings] == [("p2", False), ("p1", True)]


def test_the_recheck_waits_for_the_end_of_the_hearing(case):
    case.request()
    found = refused(case.recheck)
    assert "hearing_finished" in found


def test_the_line_of_the_day_counts(case):
    set_profile("hearing.fine", {"person": 1000, "organisation": 10000})
    case.request()
    assert refused(case.decline, ground="no_right") == ["decline_grounded"]  # it was told that it has the right
