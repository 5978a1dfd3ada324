"""Question templates: the best one is offered first, what was asked is never changed, and a bad one is told clearly."""

from __future__ import annotations

from datetime import date, timedelta

import pytest

from jinwu.catalog import questions
from jinwu.catalog.changes import ChangeRefused
from jinwu.catalog.inputs import TemplateInput
from jinwu.catalog.models import QuestionTemplate
from jinwu.catalog.questions import BadTemplate, read
from jinwu.catalog.rows import UNKNOWN, Question
from jinwu.catalog.templates import save_template, template_initial
from jinwu.kit import clock

pytestmark = pytest.mark.django_db
TODAY = date(2026, 11, 20)


def first(form="inquiry", role="party", *violations):
    return questions.offered(form, TODAY, role, violations)[0].key


@pytest.mark.parametrize(("role", "violation", "best"), [
    ("party", "road.occupy", "inquiry.party.occupy"),
    ("party", "air.site_dust", "inquiry.party.site"),
    ("party", "appear.billboard", "inquiry.party.sign"),
    ("party", "waste.dump", "inquiry.party.dump"),
    ("party", "gas.user", "inquiry.party.gas"),
    ("party", "appear.remove_facility", "inquiry.party"),
    ("witness", "road.occupy", "inquiry.witness.occupy"),
    ("witness", "gas.user", "inquiry.witness"),
    ("other", "road.occupy", "inquiry.other"),
])  # fmt: skip
def test_the_best_template_is_that_of_the_violation_and_the_role(role, violation, best):
    assert first("inquiry", role, violation) == best


def test_a_record_of_the_scene_has_its_own_templates():
    assert first("scene", "", "road.occupy") == "scene.occupy"
    assert first("scene", "", "appear.remove_facility") == "scene"


def test_every_shipped_inquiry_tells_the_rights_first_and_is_to_be_confirmed():
    for row in QuestionTemplate.objects.current().filter(recorded_by=""):
        assert not row.confirmed
        asked = read(row.questions, row.form)
        if row.form == "inquiry":
            assert [one.basis for one in asked[:3]] == ["APL-55-1", "APL-55-2", "APL-43"], row.key
            assert all(one.must for one in asked[:3])


def test_every_violation_that_a_template_names_is_one_of_the_law():
    known = {code for rows in QuestionTemplate.objects.values_list("violations", flat=True) for code in rows}
    national = {code for code in known if not code.startswith("jiaozuo.")}
    loaded = set(questions.snapshot.now().violations)
    assert national <= loaded


def test_a_fact_stands_in_the_question_or_leaves_room():
    asked = Question("a", "在{place}看到（{photographs}）什么？")
    assert asked.asked({"place": "德胜街", "photographs": "共2张"}) == "在德胜街看到（共2张）什么？"
    assert asked.asked({}) == f"在{UNKNOWN}看到什么？"


LICENCE = {"key": "licence", "text": "有许可吗？", "kind": "choice", "options": ["有。", "没有。"]}


@pytest.mark.parametrize(("rows", "said"), [
    ([], "asks nothing"),
    ([{"key": "a", "text": " "}], "Question 1 has no text"),
    ([LICENCE, LICENCE], "Question 2 has the mark “licence” of another"),
    ([LICENCE | {"options": ["有。"]}], "Question 1 is answered by choosing, and has fewer than two"),
    ([{"key": "a", "text": "?", "options": ["1", "2"]}], "is not answered by choosing"),
    ([{"key": "a", "text": "?", "kind": "song"}], "in a way that is not known"),
    ([{"key": "b", "text": "?", "after": "licence", "given": ["有。"]}, LICENCE], "not asked before it"),
    ([LICENCE, {"key": "b", "text": "?", "after": "licence"}], "no answer brings it"),
    ([LICENCE, {"key": "b", "text": "?", "after": "licence", "given": ["也许。"]}], "does not offer"),
    ([{"key": "a", "text": "?", "given": ["有。"]}], "from no question"),
    ([{"key": "a", "text": "在{where}？"}], "names the fact “where”"),
    ([{"key": "a", "text": "?", "fact": "weather"}], "names the fact “weather”"),
    ([{"key": "a", "text": "?", "basis": "APL-x"}], "no citation"),
    ([{"key": "a", "text": "?", "colour": "red"}], "parts that no question has"),
    ([{"key": f"q{n}", "text": "?"} for n in range(questions.MOST + 1)], "at most"),
])  # fmt: skip
def test_a_bad_template_is_told_by_its_question(rows, said):
    with pytest.raises(BadTemplate) as bad:
        read(rows)
    assert said in str(bad.value.message)
    assert str(bad.value.remedy)


def test_as_many_questions_as_may_be():
    assert len(read([{"key": f"q{n}", "text": "?"} for n in range(questions.MOST)])) == questions.MOST


def test_the_text_of_the_scene_names_nobody():
    with pytest.raises(BadTemplate, match="personal fact"):
        read([{"key": "a", "text": "{party}在场"}], "scene")


def written(**change):
    first = {"text": "你卖什么？", "kind": "choice", "options": "水果。\n蔬菜。\n"}
    after = {"text": "什么水果？", "kind": "text", "key": "fruit", "after": "q1", "given": "水果。"}
    return TemplateInput(**{"key": "local.fruit", "title": "水果摊", "in_force_from": clock.today(), "violations": ["road.occupy"],
                            "role": "party", "questions": [first, after]} | change)  # fmt: skip


def test_a_template_of_the_bureau_goes_before_the_general_one_and_marks_are_given():
    row = save_template("法制员", None, written())
    assert [one["key"] for one in row.questions] == ["q1", "fruit"]
    assert row.questions[0]["options"] == ["水果。", "蔬菜。"]
    assert questions.template("local.fruit", clock.today()).questions[1].given == ("水果。",)
    assert row.recorded_by == "法制员"


def test_a_version_holds_from_its_day_on_and_the_old_one_stays():
    today = clock.today()
    old = save_template("法制员", None, written())
    begun = template_initial(old)
    assert begun["in_force_from"] == today + timedelta(days=1)
    new = save_template("法制员", old, TemplateInput(**begun | {"title": "水果摊（二）"}))
    assert questions.template("local.fruit", today).title == "水果摊"
    assert questions.template("local.fruit", today + timedelta(days=1)).title == "水果摊（二）"
    corrected = save_template("法制员", new, TemplateInput(**begun | {"title": "水果摊（三）"}))
    assert corrected.supersedes == new
    assert questions.template("local.fruit", today + timedelta(days=1)).title == "水果摊（三）"


@pytest.mark.parametrize(("change", "said"), [
    ({"in_force_from": "yesterday"}, "has passed"), ({"in_force_from": "today"}, "may have been asked"), ({"key": "other"}, "cannot change"),
])  # fmt: skip
def test_what_was_asked_is_never_changed(change, said):
    days = {"yesterday": clock.today() - timedelta(days=1), "today": clock.today()}
    old = save_template("法制员", None, written())
    filled = template_initial(old) | {name: days.get(value, value) for name, value in change.items()}
    with pytest.raises(ChangeRefused, match=said):
        save_template("法制员", old, TemplateInput(**filled))


def test_a_key_is_given_once():
    save_template("法制员", None, written())
    with pytest.raises(ChangeRefused, match="already"):
        save_template("法制员", None, written())
