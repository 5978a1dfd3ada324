"""A hearing is scheduled, notified, held and reported; it stops the ninety days meanwhile."""

from __future__ import annotations

from datetime import date, datetime

import pytest
from tests.cases.ordinary.hearings import Hearings, refused, set_profile

from jinwu.kit import clock
from jinwu.matters import replay
from jinwu.matters.scope import visible_to


def at(month: int, day: int, hour: int = 9, year: int = 2026) -> datetime:
    return datetime(year, month, day, hour, 0, tzinfo=clock.ZONE)


@pytest.fixture
def accepted(cast) -> Hearings:
    case = Hearings(cast).to_notice()
    case.on_day(3, 12)
    case.request()
    case.accept()
    return case


@pytest.fixture
def case(cast) -> Hearings:
    return Hearings(cast).to_scheduled()


def marks(case) -> list[str]:
    return [one.guard for one in case.state.marks]


@pytest.mark.parametrize(("day", "found"), [(20, ["hearing_lead"]), (22, ["hearing_lead"]), (23, None), (24, None)])
def test_seven_working_days_before(accepted, day, found):
    if found:
        assert refused(accepted.schedule, at(3, day)) == found
    else:
        assert accepted.schedule(at(3, day)).state.hearing.status == "scheduled"


@pytest.mark.parametrize(("day", "in_time"), [(10, False), (11, True), (13, True)])
def test_seven_working_days_across_national_day(cast, day, in_time):
    """Told on 25 September 2025: Sunday 28 September and Saturday 11 October are worked."""
    from jinwu.law import hearing
    from jinwu.law.calendar import WorkCalendar

    assert hearing.in_good_time(date(2025, 9, 25), date(2025, 10, day), WorkCalendar()) is in_time


@pytest.mark.parametrize("who", ["officer", "partner"])
def test_who_investigated_does_not_preside(accepted, who):
    pk = getattr(accepted.cast, who).officer_id
    assert refused(accepted.schedule, presider=pk) == ["presider_apart"]
    assert refused(accepted.schedule, recorder=pk) == ["presider_apart"]


def test_who_once_investigated_does_not_preside(accepted):
    """The case was handed over: who had it before investigated it too."""
    case = accepted
    data = {"officer": case.cast.colleague.officer_id, "reason": "调整分工"}
    case.act("hand_over", data, by=case.cast.unit_head)
    assert refused(case.schedule, presider=case.cast.officer.officer_id) == ["presider_apart"]
    assert refused(case.schedule) == ["presider_apart"]  # the colleague has it now


def test_a_stranger_or_nobody_does_not_preside(accepted):
    assert refused(accepted.schedule, presider=accepted.cast.stranger.officer_id) == ["presider_apart"]
    assert refused(accepted.schedule, presider=10**6) == ["presider_apart"]
    assert refused(accepted.schedule, recorder=accepted.cast.colleague.officer_id) == ["presider_apart"]


@pytest.mark.parametrize(
    ("change", "found"),
    [
        ({"open_to_public": False}, ["closed_with_ground"]),
        ({"open_to_public": True, "closed_for": "privacy"}, ["closed_with_ground"]),
        ({"open_to_public": False, "closed_for": "trade_secret"}, None),
    ],
)
def test_a_hearing_is_public_but_for_secrets(accepted, change, found):
    if found:
        assert refused(accepted.schedule, **change) == found
    else:
        assert accepted.schedule(**change).state.hearing.why_closed == "trade_secret"


def test_the_presider_sees_the_case_while_he_presides(case):
    colleague = case.cast.colleague
    with case.clock():
        assert visible_to(colleague).filter(pk=case.matter).exists()
        case.on_day(3, 25, 12)
    case.hold()
    case.conclude()
    with case.clock():
        assert not visible_to(colleague).filter(pk=case.matter).exists()


def test_the_ninety_days_stand_still_from_the_notice_to_the_end(case):
    timer = case.state.timer("T05")
    assert timer.paused
    before = date(2026, 6, 8)
    case.on_day(3, 25, 12)
    done = case.hold()
    timer = done.state.timer("T05")
    assert [(one.start, one.end, one.reason, one.document) for one in timer.pauses] == [
        (date(2026, 3, 12), date(2026, 3, 25), "hearing", "h1")
    ]
    assert (timer.shown - before).days == 13
    assert replay.check(case.matter) == []


def test_a_bureau_may_count_from_the_opening(cast):
    set_profile("hearing.pauses_from", "opening")
    case = Hearings(cast).to_scheduled()
    assert not case.state.timer("T05").paused
    case.on_day(3, 27, 12)
    done = case.hold(began=at(3, 25, 9).isoformat(), ended=at(3, 26, 17).isoformat(), late_reason="听证持续两日")
    assert [(one.start, one.end) for one in done.state.timer("T05").pauses] == [(date(2026, 3, 25), date(2026, 3, 26))]
    assert replay.check(case.matter) == []


def test_a_late_notice_is_recorded_and_the_absent_party_has_not_renounced(accepted):
    case = accepted
    case.schedule(at(3, 25))
    case.on_day(3, 17)
    case.tell()
    assert "notified_late" in marks(case)
    case.on_day(3, 25, 12)
    data = {"hearing": "h1", "ground": "absent", "facts": "开庭时当事人未到场。"}
    assert refused(case.act, "terminate_hearing", data, by=case.cast.colleague) == ["absence_told"]
    assert case.hold().state.hearing.status == "held"  # it came all the same
    assert "hearing_short" in marks(case)


def test_who_stays_away_though_told_in_time_has_renounced(case):
    data = {"hearing": "h1", "ground": "absent", "facts": "开庭时当事人未到场，也未说明理由。"}
    case.on_day(3, 24)
    assert refused(case.act, "terminate_hearing", data, by=case.cast.colleague) == ["absence_told"]  # the day before
    case.on_day(3, 25, 12)
    done = case.act("terminate_hearing", data, by=case.cast.colleague)
    found = done.state.hearing
    assert (found.status, found.renounced, done.state.notice_of("p1").hearing) == ("terminated", ("p1",), "waived")
    assert not done.state.timer("T05").paused
    assert replay.check(case.matter) == []


def test_the_service_of_the_notice_counts_as_telling(accepted):
    case = accepted
    case.schedule(at(3, 25))
    case.tell(method="apart")
    assert case.state.hearing.notified == ()
    case.serve("hearing_notice")
    case.on_day(3, 25, 12)
    data = {"hearing": "h1", "ground": "absent", "facts": "开庭时当事人未到场。"}
    assert case.act("terminate_hearing", data, by=case.cast.colleague).state.hearing.status == "terminated"


def test_an_earlier_notice_does_not_tell_of_a_new_day(case):
    case.on_day(3, 16)
    case.act(
        "postpone_hearing", {"hearing": "h1", "ground": "party_asked", "reason": "当事人出差"}, by=case.cast.unit_head
    )
    case.schedule(at(3, 30))
    case.on_day(3, 30, 12)
    assert (case.state.hearing.postponed, case.state.hearing.notified) == (1, ())
    data = {"hearing": "h1", "ground": "absent", "facts": "开庭时当事人未到场。"}
    assert refused(case.act, "terminate_hearing", data, by=case.cast.colleague) == ["absence_told"]


def test_a_new_day_needs_its_seven_days_too(case):
    case.on_day(3, 16)
    case.act("postpone_hearing", {"hearing": "h1", "ground": "organ", "reason": "场地变更"}, by=case.cast.unit_head)
    assert refused(case.schedule, at(3, 24)) == ["hearing_lead"]
    assert case.schedule(at(3, 25)).state.hearing.status == "scheduled"


def test_a_presider_is_recused(case):
    data = {"hearing": "h1", "asked_by": "party", "reason": "与主持人有亲属关系"}
    head, other = case.cast.unit_head, case.cast.expired.officer_id
    done = case.act("recuse_presider", data | {"granted": False}, by=head)
    assert (done.state.hearing.presider_name, len(done.state.hearing.objections)) == ("李强", 1)
    assert refused(case.act, "recuse_presider", data | {"granted": True}, by=head) == ["presider_apart"]
    same = data | {"granted": True, "presider": case.cast.colleague.officer_id}
    assert refused(case.act, "recuse_presider", same, by=head) == ["presider_apart"]
    involved = data | {"granted": True, "presider": case.cast.partner.officer_id}
    assert refused(case.act, "recuse_presider", involved, by=head) == ["presider_apart"]
    done = case.act("recuse_presider", data | {"granted": True, "presider": other}, by=head)
    found = done.state.hearing
    assert (found.presider_name, found.presided[0][1]) == ("赵明", "李强")
    assert [one.name for one in done.state.people if one.role == "presider" and one.until is None] == ["赵明"]
    assert replay.check(case.matter) == []


def test_it_is_held_and_reported(case):
    case.on_day(3, 25, 12)
    done = case.hold(agents=[{"party": "p1", "name": "王律师", "power": True}])
    found = done.state.hearing
    assert (found.status, found.signed, found.agents) == ("held", "signed", (("p1", "王律师"),))
    assert done.stage == "noticed"
    assert "hearing_finished" in refused(case.recheck)
    assert refused(case.conclude, by=case.cast.unit_head) == ["presider_reports"]
    done = case.conclude()
    assert (done.state.hearing.status, done.state.hearing.advice) == ("reported", "uphold")
    assert {one.role for one in done.state.people if one.until is None} == {"handler", "co_handler"}
    assert replay.check(case.matter) == []


def power(party: str = "p1", given: bool = True) -> dict:
    return {"party": party, "name": "王律师", "power": given}


@pytest.mark.parametrize(
    ("agents", "found"),
    [
        ([power(), power()], None),
        ([power(), power(), power()], ["agents_allowed"]),
        ([power(given=False)], ["agents_allowed"]),
        ([power("p2")], ["agents_allowed"]),
    ],
)
def test_a_party_sends_one_or_two_agents_with_a_power(case, agents, found):
    case.on_day(3, 25, 12)
    if found:
        assert refused(case.hold, agents=agents) == found
    else:
        assert len(case.hold(agents=agents).state.hearing.agents) == 2


def test_a_refused_signature_is_noted_by_the_presider(case):
    case.on_day(3, 25, 12)
    assert refused(case.hold, signed="refused") == ["record_signed"]
    assert case.hold(signed="refused", note="当事人核对后拒绝签字。").state.hearing.signed == "refused"


def test_times_of_the_hearing(case):
    case.on_day(3, 25, 12)
    assert refused(case.hold, began=case.moment(-10), ended=case.moment(-20)) == ["hearing_times"]
    assert refused(case.hold, ended=case.moment(30)) == ["hearing_times"]
    assert refused(case.hold, began=at(3, 24, 15).isoformat()) == ["hearing_times"]


def test_who_was_there(case):
    case.on_day(3, 25, 12)
    assert refused(case.hold, present=["p2"]) == ["those_present"]
    assert refused(case.hold, investigators=[case.cast.colleague.officer_id]) == ["those_present"]


def test_an_investigator_does_not_keep_the_record(case):
    case.on_day(3, 25, 12)
    assert refused(case.hold, by=case.cast.officer) == ["record_apart"]


def test_without_a_recording_it_is_marked(case):
    case.on_day(3, 25, 12)
    case.hold(recording="")
    assert "hearing_recorded" in marks(case)


def test_of_two_parties_one_stays_away(cast):
    case = Hearings(cast).to_scheduled(second=True)
    case.on_day(3, 25, 12)
    done = case.hold()
    first = done.state.hearings[0]
    assert (first.present, first.renounced) == (("p1",), ("p2",))
    assert [done.state.notice_of(key).hearing for key in ("p1", "p2")] == ["held", "waived"]
    assert replay.check(case.matter) == []


def test_of_two_parties_the_one_that_was_not_told_is_waited_for(cast):
    case = Hearings(cast).to_notice(second=True)
    case.on_day(3, 12)
    case.request("p1")
    case.request("p2")
    case.accept("h1", "h2")
    case.schedule(at(3, 25))
    case.tell("p1")
    case.on_day(3, 25, 12)
    assert refused(case.hold) == ["those_present"]


def test_the_last_one_to_withdraw_ends_it(case):
    done = case.act("withdraw_hearing", {"hearing": "h1", "party": "p1", "reason": "书面撤回"})
    assert (done.state.hearing.status, done.state.notice_of("p1").hearing) == ("withdrawn", "waived")
    assert not done.state.timer("T05").paused
    assert refused(case.hold, by=case.cast.unit_head) == ["hearing_fits"]


def test_nothing_is_held_that_was_not_scheduled(accepted):
    head = accepted.cast.unit_head
    assert refused(accepted.hold, by=head) == ["hearing_fits"]
    assert refused(accepted.hold, by=head, hearing="h9") == ["hearing_fits"]
