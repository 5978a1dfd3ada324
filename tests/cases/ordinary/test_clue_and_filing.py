"""From the clue to the filing: what is asked, and what is refused."""

from __future__ import annotations

from datetime import date, timedelta

import pytest
from tests.cases.refusing import refuses
from tests.cases.street import Street, organisation, person, resident_id

from jinwu.law.citations import APL
from jinwu.matters import replay
from jinwu.matters.models import Matter

pytestmark = pytest.mark.django_db(databases="__all__")


def test_a_clue_stands_in_the_register_with_its_period(road):
    road.register()
    timer = road.state.timer("T01")
    assert (timer.length, timer.due) == (15, date(2026, 3, 31))
    assert Matter.objects.get(pk=road.matter).stage == "clue"


def test_the_reporter_is_never_on_the_page_of_the_state(road):
    road.register(source="complaint", reporter="周某", reporter_phone="13900000000")
    assert road.state.clue.reporter == "周某"
    assert "周某" not in Matter.objects.get(pk=road.matter).title


def test_a_clue_of_the_future_is_refused(road):
    refuses(lambda: road.register(received_at=road.moment(30)), "received_before")


def test_a_case_is_not_filed_without_first_evidence(road):
    road.register()
    refuses(road.file, "first_evidence", APL(54))


def test_not_of_this_organ(road):
    road.register()
    road.check()
    refuses(lambda: road.file(own_jurisdiction=False), "own_jurisdiction", field="own_jurisdiction")


@pytest.mark.parametrize(("days", "filed"), [(729, True), (730, True), (732, False)])
def test_the_limitation_counts_to_the_clue(road, days, filed):
    road.register()
    road.check()
    then = road.now - timedelta(days=days)
    act = {"act_from": then.isoformat(), "act_to": then.isoformat()}
    if filed:
        road.file(act=act)
        assert road.stage == "investigating"
    else:
        refuses(lambda: road.file(act=act), "filing_basis")


def test_one_officer_twice_is_not_two(road, cast):
    road.register()
    road.check()
    refuses(lambda: road.file(co_handler=cast.officer.officer_id), "two_investigators", APL(42), "co_handler")


def test_an_officer_without_certificate_does_not_investigate(road, cast):
    road.register()
    road.check()
    refuses(lambda: road.file(handler=cast.expired.officer_id), "two_investigators", APL(42), "handler")


def test_an_officer_of_another_bureau_does_not_investigate(road, cast):
    road.register()
    road.check()
    refuses(lambda: road.file(co_handler=cast.stranger.officer_id), "two_investigators", field="co_handler")


def test_a_wrong_credit_code(road):
    road.register()
    road.check()
    refuses(lambda: road.file(party=organisation(number="91140300MA0HNH2Y8X")), "party_known")


def test_a_child_is_not_a_party(road):
    road.register()
    road.check()
    child = person(number=resident_id("20140612"))
    refuses(lambda: road.file(party=child), "party_of_age", APL(30))


def test_an_act_under_the_law_that_is_not_loaded(road):
    road.pass_days(200)  # September 2026: the Environment Code is in force
    road.register()
    road.check()
    refuses(lambda: road.file(act={"violation": "air.site_dust"}), "filing_basis", field="act.violation")


def test_the_head_alone_files(road, cast):
    road.register()
    road.check()
    refuses(lambda: road.act("file", {
        "party": organisation(), "act": road.violation_input(), "own_jurisdiction": True, "handler": cast.officer.officer_id,
        "co_handler": cast.partner.officer_id}, by=cast.unit_head), "role")  # fmt: skip


def test_the_check_is_extended_once_and_before_its_end(road, cast):
    road.register()
    road.act("extend_check", {"reason": "涉及多个部门，需进一步核查。"}, by=cast.authority_head)
    timer = road.state.timer("T01")
    assert (timer.due, timer.extensions) == (date(2026, 4, 15), (10,))  # 清明 4 to 6 April
    refuses(lambda: road.act("extend_check", {"reason": "再次延长"}, by=cast.authority_head), "clue_extended_once")


def test_what_has_ended_is_not_extended(road, cast):
    road.register()
    road.pass_days(22)
    refuses(lambda: road.act("extend_check", {"reason": "来不及核查"}, by=cast.authority_head), "clue_extended_once")


def test_filed_late_is_marked_late(road):
    road.register()
    road.check()
    road.pass_days(30)
    road.file()
    assert [mark.guard for mark in road.state.marks] == ["late:T01"]


def test_passed_on_to_the_competent_organ(road, cast):
    road.register()
    road.act("pass_on", {"organ": "市交通运输局", "reason": "该路段为公路用地。", "told": True}, by=cast.unit_head)
    assert (road.stage, road.state.relations[0].kind) == ("transferred", "transferred")
    assert replay.check(road.matter) == []


def test_a_converted_case_goes_on_as_a_clue_that_names_it(road, cast):
    street = Street(cast, now=road.now)
    street.open()
    street.act("convert", {"ground": "facts_disputed", "reason": "当事人否认，需进一步调查。"}, by=cast.unit_head)
    road.now = street.now
    road.register(source="converted", origin=str(street.matter))
    assert (road.state.relations[0].kind, road.state.relations[0].other) == ("arising_from", street.matter)
    assert replay.check(road.matter) == []


def test_a_matter_of_another_bureau_is_no_origin(road):
    refuses(lambda: road.register(origin="00000000-0000-0000-0000-000000000001"), "origin_visible", field="origin")
