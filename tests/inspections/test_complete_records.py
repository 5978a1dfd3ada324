"""What a complete and detailed record is, at its edges, and how one becomes complete later."""

from __future__ import annotations

from datetime import timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st
from tests.cases.refusing import refuses
from tests.inspections.visits import NOON, SIGNATURE, items

from jinwu.inspections.models import Inspection
from jinwu.inspections.state import NOT_LOOKED_AT, Checked, Result, Visit, lacking
from jinwu.law.citations import APL

EXPECTED = tuple(one["item"] for one in items())
OTHER = {"result": "other", "result_note": "当场指导"}
CHANGES = [
    ({"ended": None}, ("period",)),
    ({"items": items()[:-1]}, ("items",)),
    ({"items": []}, ("items",)),
    ({"items": [], "rest_in_order": True}, ()),
    ({"items": [{**items()[0], "finding": "problem"}], "rest_in_order": True, **OTHER}, ()),
    ({"items": items("not_applicable")}, ()),
    ({"found": ""}, ("found",)),
    ({"signature": ""}, ("signature",)),
    ({"signed": None, "signature": ""}, ("signature",)),
    ({"signed": "refused", "signature": ""}, ("signature",)),
    ({"signed": "refused", "signature": "", "sign_note": "拒绝签字，社区人员在场"}, ()),
    ({"signed": "absent", "signature": "", "sign_note": "无人在场"}, ()),
    ({"credential_shown": False}, ("credentials",)),
    ({"recorder": ""}, ()),
]


@pytest.mark.parametrize(("change", "lacks"), CHANGES)
def test_what_a_record_lacks(visits, change, lacks):
    done = visits.inspect(**change)
    assert done.state.lacks == lacks
    row = Inspection.objects.get(pk=visits.matter)
    assert (row.complete, row.counted, row.counted_on is not None) == (not lacks, not lacks, not lacks)
    assert done.stage == ("recorded" if lacks else "closed")
    assert ("record_incomplete" in [mark.guard for mark in done.state.marks]) == bool(lacks)
    assert bool(done.state.running()) == bool(lacks)


def test_each_answer_stands_item_by_item(visits):
    done = visits.inspect(items=[{**items()[1], "finding": "problem", "note": "软管老化"}], rest_in_order=True, **OTHER)
    assert [(one.item, one.finding) for one in done.state.visit.items] == [
        (item, "problem" if i == 1 else "ok") for i, item in enumerate(EXPECTED)
    ]


@pytest.mark.parametrize("result", sorted(NOT_LOOKED_AT))
def test_nobody_looks_at_items_where_nobody_was_let_in(visits, result):
    nothing = {"items": [], "signed": "absent", "signature": "", "sign_note": "无人", "result_note": "大门紧闭"}
    done = visits.inspect(result, **nothing)
    assert (done.state.lacks, done.stage, done.state.counted) == ((), "closed", False)
    assert done.state.decided_on == visits.now.date()


def test_without_a_picture_it_is_marked_and_counts(visits):
    done = visits.inspect(recorder="")
    assert [mark.guard for mark in done.state.marks] == ["no_picture"]
    assert done.state.counted


def test_not_showing_credentials_is_marked(visits):
    done = visits.inspect(credential_shown=False)
    assert [mark.guard for mark in done.state.marks] == ["credentials_not_shown", "record_incomplete"]
    assert APL(55).key in done.state.marks[0].basis


def test_a_missing_record_is_completed_later(visits):
    visits.inspect(signed=None, signature="", found="")
    timer = visits.last.state.timer("I01")
    assert (timer.length, timer.due) == (2, (NOON + timedelta(days=2)).date())
    visits.wait(days=1)
    done = visits.complete(found="设施完好。", signed="signed", signature=SIGNATURE)
    assert (done.stage, done.state.counted) == ("closed", True)
    assert done.state.decided_on == visits.now.date() == Inspection.objects.get().counted_on
    assert done.state.visit.completed_at == visits.now
    assert done.state.timer("I01").outcome == "met"
    assert done.state.visited_on == NOON.date()


def test_completed_after_its_day_it_is_marked_late(visits):
    visits.inspect(found="")
    visits.wait(days=7)
    done = visits.complete(found="设施完好。")
    assert done.state.timer("I01").outcome == "late"
    assert "late:I01" in [mark.guard for mark in done.state.marks]


def test_what_still_lacks_is_told(visits):
    visits.inspect(signed=None, signature="", found="")
    objection = refuses(lambda: visits.complete(found="设施完好。"), "completes", APL(55), "signed")
    assert "signature" in str(objection.what)


def test_what_was_written_stays(visits):
    visits.inspect(items=items("problem")[:2], found="软管老化。", **OTHER)
    done = visits.complete(found="报警器正常。", rest_in_order=True)
    assert [one.finding for one in done.state.visit.items] == ["problem", "problem", "ok", "ok"]
    assert done.state.visit.found == "软管老化。\n报警器正常。"


def test_no_problem_is_no_result_beside_a_problem(visits):
    problem = [{**items()[0], "finding": "problem"}]
    refuses(lambda: visits.inspect(items=problem, rest_in_order=True), "result_fits", APL(54), "result")
    visits.inspect(items=[])
    refuses(lambda: visits.complete(items=problem, rest_in_order=True), "result_fits", field="items")
    data = {"result": "other", "result_note": "当场指导", "reason": "录入错误"}
    visits.act("correct_result", data, by=visits.cast.unit_head)
    assert visits.complete(items=problem, rest_in_order=True).state.counted


def test_the_result_of_a_record_with_a_problem(visits):
    visits.open()
    visits.record(items=items("problem"))
    refuses(visits.conclude, "result_fits", field="result")
    assert visits.conclude("other", result_note="当场指导").state.counted


def test_a_complete_record_has_nothing_to_complete(visits):
    visits.inspect()
    refuses(lambda: visits.complete(found="再补一句。"), "something_lacks")


def test_a_head_ends_it_as_it_stands_and_it_does_not_count(visits):
    visits.inspect(found="")
    refuses(lambda: visits.act("end_as_it_stands", {"reason": "无法补齐"}), "role")
    done = visits.act("end_as_it_stands", {"reason": "无法补齐"}, by=visits.cast.unit_head)
    assert (done.stage, done.state.counted, done.state.decided_on) == ("closed", False, visits.now.date())
    assert done.state.running() == ()
    assert not Inspection.objects.get().counted


def test_completed_after_it_was_ended_it_counts_from_then_on(visits):
    visits.inspect(found="")
    visits.act("end_as_it_stands", {"reason": "无法补齐"}, by=visits.cast.unit_head)
    visits.wait(days=300)
    done = visits.complete(found="从记录仪录像补录。")
    assert (done.state.counted, done.state.decided_on) == (True, visits.now.date())


def test_a_visit_that_was_begun_asks_for_its_record(visits):
    opened = visits.open()
    assert [timer.timer for timer in opened.state.running()] == ["I01"]
    due = opened.state.timer("I01").due
    done = visits.record(found="")
    assert [(timer.key, timer.due) for timer in done.state.running()] == [("I01#2", due)]
    done = visits.conclude()
    assert (done.stage, done.state.lacks) == ("recorded", ("found",))
    done = visits.complete(found="设施完好。")
    assert (done.stage, done.state.running()) == ("closed", ())
    assert due == (NOON + timedelta(days=2)).date()


found = st.sampled_from(["", "   ", "设施完好"])


@given(
    ended=st.booleans(), shown=st.booleans(), answered=st.integers(0, len(EXPECTED)), found=found,
    signed=st.sampled_from(["", "signed", "refused", "absent"]), signature=st.sampled_from(["", "d" * 64]),
    note=st.sampled_from(["", "拒签"]), result=st.sampled_from(list(Result)),
)  # fmt: skip
def test_a_record_is_complete_exactly_when_nothing_lacks(
    ended, shown, answered, found, signed, signature, note, result
):
    visit = Visit(
        began=NOON, ended=NOON if ended else None, credential_shown=shown,
        items=tuple(Checked(item=item, finding="ok") for item in EXPECTED[:answered]), found=found, signed=signed,
        signature=signature, note=note,
    )  # fmt: skip
    looked = result in ("no_problem", "rectify", "clue", "other")
    whole = (
        ended
        and (shown or result == "not_found")
        and (answered == len(EXPECTED) or not looked)
        and found.strip() != ""
        and ((signed == "signed" and signature != "") or (signed in ("refused", "absent") and note != ""))
    )
    assert (lacking(visit, result, EXPECTED) == ()) == whole
    more = visit.model_copy(update={"credential_shown": True, "ended": NOON})
    assert set(lacking(more, result, EXPECTED)) <= set(lacking(visit, result, EXPECTED))
