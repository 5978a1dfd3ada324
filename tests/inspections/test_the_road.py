"""The order of the steps of an inspection, who takes them, and when."""

from __future__ import annotations

import uuid
from datetime import timedelta

import pytest
from tests.cases.refusing import refuses
from tests.cast import EXPIRED_ON
from tests.inspections.visits import SIGNATURE, items

from jinwu.inspections.procedure import inspection
from jinwu.law.citations import APL
from jinwu.law.vocabulary import Severity
from jinwu.matters.errors import InvalidInput, KeyReused, NoMatter
from jinwu.record import reader, verify
from jinwu.record.models import Entry


def test_the_whole_road(visits):
    assert visits.open().stage == "on_site"
    done = visits.record()
    assert (done.stage, done.state.complete, done.state.counted) == ("recorded", False, False)
    done = visits.conclude()
    assert (done.stage, done.state.complete, done.state.counted) == ("closed", True, True)
    assert done.state.decided_on == visits.now.date()
    assert done.state.closed_at == visits.now
    assert [stage for stage, _at in done.state.passed] == ["on_site", "recorded", "closed"]
    assert verify.verify(report=lambda line: None).ok


def test_an_ordinary_visit_is_one_form(visits):
    done = visits.inspect()
    assert (done.stage, done.state.counted, done.state.marks) == ("closed", True, ())
    assert done.state.running() == ()
    assert done.state.title == "老王面馆燃气经营与使用安全检查"


@pytest.mark.parametrize("step", ["record", "conclude", "complete_record", "look_again", "correct_result"])
def test_no_step_before_the_visit_began(visits, step):
    data = {
        "record": visits.writing(credential_shown=True), "conclude": {"result": "no_problem"},
        "complete_record": {"reason": "补录"}, "look_again": {"outcome": "corrected", "found": "已改正"},
        "correct_result": {"result": "no_problem", "reason": "误录"},
    }[step]  # fmt: skip
    with pytest.raises(NoMatter):
        visits.act(step, data, two=step in ("record", "look_again"))


def test_no_result_before_the_record(visits):
    visits.open()
    refuses(visits.conclude, "in_order", APL(4))


def test_no_second_record(visits):
    visits.open()
    visits.record()
    refuses(visits.record, "in_order", APL(4))


def test_no_recheck_without_an_order(visits):
    visits.inspect()
    refuses(lambda: visits.look_again("corrected"), "in_order")


def test_two_officers(visits):
    refuses(lambda: visits.act("inspect", visits.base() | visits.writing() | {"result": "no_problem"}),
            "two_officers", APL(42), "partner")  # fmt: skip


def test_the_second_one_confirms_himself(visits):
    data = visits.base() | visits.writing() | {"result": "no_problem"}
    refuses(lambda: visits.act("inspect", data, two=True, confirm=False), "two_officers", APL(42), "partner")


def test_not_alone_with_himself(visits):
    data = visits.base() | visits.writing() | {"result": "no_problem"}
    refuses(
        lambda: visits.act("inspect", data, partner=visits.cast.officer.officer_id), "two_officers", field="partner"
    )


@pytest.mark.parametrize("who", ["expired", "auxiliary", "stranger"])
def test_the_second_one_is_certified_and_ours(visits, who):
    second = getattr(visits.cast, who).officer
    data = visits.base() | visits.writing() | {"result": "no_problem"}
    refuses(lambda: visits.act("inspect", data, partner=second.pk), "two_officers", APL(42))


def test_an_uncertified_officer_does_not_inspect(visits):
    data = visits.base() | visits.writing() | {"result": "no_problem"}
    objection = refuses(lambda: visits.act("inspect", data, two=True, by=visits.cast.expired), "two_officers")
    assert str(EXPIRED_ON) in str(objection.what)


def test_who_is_no_officer_does_not_inspect(visits):
    data = visits.base() | visits.writing() | {"result": "no_problem"}
    refuses(lambda: visits.act("inspect", data, two=True, by=visits.cast.reviewer), "role")


def test_not_ahead_of_the_clock(visits):
    data = visits.base() | visits.writing() | {"result": "no_problem"}
    refuses(lambda: visits.act("inspect", data, two=True, at=visits.now + timedelta(hours=1)), "not_in_the_future")


@pytest.mark.parametrize(("began", "ended", "field"), [
    (-10, -11, "ended"), (5, None, "began"), (-10, 5, "ended"),
])  # fmt: skip
def test_a_visit_begins_and_ends_before_it_is_recorded(visits, began, ended, field):
    at = visits.now
    data = visits.base(began=(at + timedelta(minutes=began)).isoformat()) | visits.writing() | {"result": "no_problem"}
    data["ended"] = None if ended is None else (at + timedelta(minutes=ended)).isoformat()
    refuses(lambda: visits.act("inspect", data, two=True), "visit_time", APL(55), field)


def test_a_visit_may_end_as_it_begins_and_when_it_is_recorded(visits):
    at = (visits.now + timedelta(minutes=1)).isoformat()
    assert visits.inspect(began=at, ended=at).state.counted


def test_recorded_days_later_needs_its_reason(visits):
    at = visits.now
    data = visits.base(began=(at - timedelta(minutes=20)).isoformat()) | visits.writing(ended=at.isoformat())
    visits.wait(hours=25)
    refuses(lambda: visits.act("inspect", data | {"result": "no_problem"}, two=True, at=at), "late_reason")
    done = visits.act("inspect", data | {"result": "no_problem", "late_reason": "断网"}, two=True, at=at)
    assert "recorded_late" in [mark.guard for mark in done.state.marks]
    assert (done.state.counted, done.state.decided_on) == (True, at.date())


def test_the_same_sending_twice_counts_once(visits):
    key = uuid.uuid4()
    data = visits.base() | visits.writing() | {"result": "no_problem"}
    first = visits.act("inspect", data, two=True, key=key)
    visits.seen = None
    again = visits.act("inspect", data, two=True, key=key)
    assert (again.repeated, again.seq) == (True, first.seq)
    visits.seen = None
    with pytest.raises(KeyReused):
        visits.act("inspect", data | {"result": "other", "result_note": "另"}, two=True, key=key)


@pytest.mark.parametrize("result", ["clue", "refused", "other"])
def test_some_results_need_a_remark(visits, result):
    refuses(lambda: visits.inspect(result), "result_told", field="result_note")
    assert visits.inspect(result, result_note="说明").state.result == result


def test_an_order_says_what_and_by_when(visits):
    refuses(lambda: visits.inspect("rectify"), "result_told", APL(28), "requirement")
    yesterday = visits.now.date() - timedelta(days=1)
    refuses(lambda: visits.rectify(correct_by=yesterday), "result_told", field="correct_by")
    assert visits.rectify(correct_by=visits.now.date()).stage == "rectifying"


def test_the_matter_is_on_the_list(visits):
    refuses(lambda: visits.inspect(subject="nothing"), "subject_known", field="subject")


def test_a_wrong_number_is_told_at_its_field(visits):
    thing = {"kind": "organisation", "name": "某公司", "number": "91140300MA0HNH2Y8X"}
    refuses(lambda: visits.inspect(object=thing), "object_number", field="object.number")
    thing = {"kind": "person", "name": "某人", "number": "140303197906120010"}
    refuses(lambda: visits.inspect(object=thing), "object_number", field="object.number")


def test_with_its_number_an_object_is_found_again(visits):
    thing = {"kind": "organisation", "name": "阳泉市晨光文化传媒有限公司", "number": "91140300MA0HNH2Y8H"}
    first = visits.inspect(object=thing).state.party
    second = visits.another().inspect(object=thing).state.party
    assert first.party is not None
    assert first.party == second.party
    assert visits.another().inspect().state.party.party is None


def test_a_violation_whose_basis_is_not_loaded_is_refused_in_those_words(visits):
    objection = refuses(lambda: visits.inspect("clue", result_note="涉嫌", violation="no.such"), "violation_known")
    assert objection.field == "violation"
    done = visits.inspect("clue", result_note="涉嫌", violation="road.occupy")
    assert done.state.violation_title == "擅自占用城市道路"


def test_photographs_must_be_there(visits):
    refuses(lambda: visits.inspect(photos=[{"sha256": "0" * 64}]), "visit_photos", APL(46), "photos")


def test_names_and_signatures_stand_as_digests(visits):
    visits.inspect()
    entry = reader.recent([visits.matter], 1)[0]
    payload = bytes(Entry.objects.get(chain=visits.matter).payload).decode()
    assert "老王面馆" not in payload
    assert SIGNATURE not in payload
    assert entry.body["data"]["object"]["name"] == "老王面馆"


def test_unknown_answers_are_no_input(visits):
    with pytest.raises(InvalidInput):
        visits.inspect("perfect")
    with pytest.raises(InvalidInput):
        visits.inspect(items=[{"item": items()[0]["item"], "finding": "maybe"}])


def test_every_step_stands_on_an_article():
    for step in inspection.steps.values():
        assert step.basis
        assert all(guard.basis for guard in (*step.blocks, *step.marks))
        assert all(guard.severity is Severity.MARK for guard in step.marks)
