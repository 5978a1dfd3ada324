"""The form of a guided record works without scripts: every button sends it and draws it again, with what was typed."""

from __future__ import annotations

import pytest
from tests.cases.ordinary.road import Road
from tests.web.matters import NINE, browser

from jinwu.kit import clock
from jinwu.record.models import ReadLog

pytestmark = pytest.mark.django_db(databases=["default", "log"])


@pytest.fixture
def road(cast):
    made = Road(cast, now=NINE)
    made.to("investigating")
    with made.clock():
        yield made


@pytest.fixture
def officer(cast):
    return browser(cast.officer)


def page(road, last=""):
    return f"/matters/{road.matter}/steps/inquire/{last}"


def sheet_of(answer):
    """The sheet of the form; panels of the page have sheets of another kind."""
    return next(one["sheet"] for one in answer.context if hasattr(one.get("sheet"), "guided"))


def sent(answer, **change):
    """What the form that was drawn would send."""
    sheet, data = sheet_of(answer), {}
    for bound in sheet.form:
        if bound.spec.name not in ("answers", "signatures", "rights_told", "template"):
            data[bound.spec.name] = bound.value
    data["template"] = sheet.guided.chosen.key if sheet.guided.chosen else ""
    for row in sheet.guided.rows:
        values = {"key": row.asked.key, "kind": row.asked.kind, "unit": row.asked.unit, "after": row.asked.after, "given": row.given,
                  "read": row.read, "question": row.asked.text, "answer": row.answer, "own": row.sent.get("own", "")}  # fmt: skip
        data |= {f"{row.path}.{name}": value for name, value in values.items()}
    return data | {"key": str(sheet.key), "seen": str(sheet.seen or ""), "rights_told": "on"} | change


def rows(answer):
    return sheet_of(answer).guided.rows


def number(answer, key):
    return next(row.number for row in rows(answer) if row.asked.key == key)


def test_what_follows_stands_on_the_page_with_the_answer_that_brings_it(road, officer):
    drawn = officer.get(page(road)).content.decode()
    assert "答“申请回避。”时追问" in drawn
    assert "待确认" in drawn
    assert 'data-after="recusal"' in drawn


def test_personal_facts_that_are_filled_in_beforehand_are_a_read_that_is_logged(road, officer):
    officer.get(page(road))
    assert ReadLog.objects.using("log").filter(what="form", subject=str(road.matter), reason="inquire").count() == 1


def test_another_template_keeps_what_both_ask(road, officer):
    first = officer.get(page(road))
    data = sent(first, template="inquiry.party", person="王店长")
    data[f"answers.{number(first, 'recusal')}.answer"] = "申请回避。"
    data[f"answers.{number(first, 'area')}.answer"] = "20"
    again = officer.post(page(road, "questions/"), data | {"arrange": "use"})
    sheet = sheet_of(again)
    assert sheet.guided.chosen.key == "inquiry.party"
    assert next(row.answer for row in rows(again) if row.asked.key == "recusal") == "申请回避。"
    assert not [row for row in rows(again) if row.asked.key == "area"]
    assert sheet.form["person"].value == "王店长"


def test_the_role_brings_its_template(road, officer):
    data = sent(officer.get(page(road)), person_role="witness")
    again = officer.post(page(road, "questions/"), data | {"arrange": "suit"})
    assert sheet_of(again).guided.chosen.key == "inquiry.witness.occupy"


def test_without_a_template_the_text_is_what_was_answered_and_comes_back_as_a_question(road, officer):
    first = officer.get(page(road))
    data = sent(first, template="")
    data[f"answers.{number(first, 'recusal')}.answer"] = "不申请回避。"
    free = officer.post(page(road, "questions/"), data | {"arrange": "use"})
    text = sheet_of(free).form["text"].value
    assert "答：不申请回避。" in text
    assert 'name="text"' in free.content.decode()
    data = sent(free, template="inquiry.party")
    again = officer.post(page(road, "questions/"), data | {"arrange": "use"})
    assert rows(again)[-1].answer == text
    assert 'name="text"' not in again.content.decode()


def test_questions_move_and_free_ones_come_and_go(road, officer):
    first = officer.get(page(road))
    moved = officer.post(page(road, "questions/"), sent(first, arrange=f"up:{number(first, 'relation')}"))
    keys = [row.asked.key for row in rows(moved)]
    assert keys.index("relation") < keys.index("identity")
    assert keys[keys.index("relation") + 1] == "proxy"
    added = officer.post(page(road, "questions/"), sent(moved, arrange="add"))
    free = rows(added)[-1]
    assert free.free
    data = sent(added) | {f"{free.path}.question": "车牌号是多少？", f"{free.path}.answer": "晋C12345"}
    kept = officer.post(page(road, "questions/"), data | {"arrange": "read"})
    assert rows(kept)[-1].asked.text == "车牌号是多少？"
    gone = officer.post(page(road, "questions/"), sent(kept, arrange=f"drop:{rows(kept)[-1].number}"))
    assert not rows(gone)[-1].free


def test_reading_back_sets_the_end_and_later_changes_are_shown(road, officer):
    first = officer.get(page(road))
    data = sent(first, ended="")
    at = number(first, "area")
    read = officer.post(page(road, "questions/"), data | {f"answers.{at}.answer": "20", "arrange": "read"})
    assert sheet_of(read).form["ended"].value == clock.now().strftime("%Y-%m-%dT%H:%M")
    assert rows(read)[at].read == "20平方米"
    changed = sent(read) | {f"answers.{at}.answer": "25"}
    again = officer.post(page(road, "questions/"), changed | {"arrange": "add"})
    assert rows(again)[at].corrected


def test_an_answer_that_cannot_be_read_is_told_at_its_question(road, officer):
    first = officer.get(page(road))
    at = number(first, "area")
    refused = officer.post(page(road), sent(first) | {f"answers.{at}.answer": "二十"})
    assert refused.status_code == 422
    assert rows(refused)[at].errors == ["“二十”不是数字。请填写数字，或者在“另行表述”中说明。"]
    assert f'aria-describedby="f-answers-{at}-error"' in refused.content.decode()


def test_a_draft_keeps_the_answers(road, officer):
    first = officer.get(page(road))
    at = number(first, "area")
    assert officer.post(page(road, "draft/"), sent(first) | {f"answers.{at}.answer": "33"}).status_code == 200
    assert rows(officer.get(page(road)))[at].answer == "33"


@pytest.mark.parametrize("action", ["", "up:999", "drop:x", "burn", "use:1", "down:" + "9" * 50])
def test_a_button_that_does_not_exist_changes_nothing(road, officer, action):
    first = officer.get(page(road))
    again = officer.post(page(road, "questions/"), sent(first, arrange=action))
    assert again.status_code == 200
    assert [row.asked.key for row in rows(again)] == [row.asked.key for row in rows(first)]


def test_a_step_that_no_template_guides_has_no_questions(road, officer):
    assert officer.post(f"/matters/{road.matter}/steps/order_correction/questions/", {}).status_code == 404


def test_a_stranger_sees_nothing(road, cast):
    assert browser(cast.stranger).post(page(road, "questions/"), {}).status_code in (403, 404)
