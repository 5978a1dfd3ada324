"""What a record is made of: answers that belong into it, follow-ups, corrections, order, and what was signed."""

from __future__ import annotations

import pytest
from pydantic import ValidationError

from jinwu.cases.ordinary.records import Inquiry, SceneRecord
from jinwu.matters.guiding import Answer, Arranged, dialogue, shown, standing

PERMIT = {"key": "permit", "question": "有许可吗？", "kind": "choice", "answer": "有。"}
WHICH = {"key": "which", "question": "什么许可？", "answer": "占道证。", "after": "permit", "given": "有。|过期了。"}
UNTIL = {
    "key": "until",
    "question": "到哪一天？",
    "kind": "date",
    "answer": "2026-11-03",
    "after": "which",
    "given": "占道证。",
}
HEAD = {"person": "李晨光", "person_role": "party", "place": "执法队", "began": "2026-11-20T09:00+08:00",
        "ended": "2026-11-20T09:30+08:00", "rights_told": True}  # fmt: skip


def record(*answers):
    return dialogue([Answer(**one) for one in answers])


def test_a_question_that_follows_stands_with_the_answer_that_brings_it():
    assert (
        record(PERMIT, WHICH, UNTIL)
        == "问：有许可吗？\n答：有。\n问：什么许可？\n答：占道证。\n问：到哪一天？\n答：2026年11月3日"
    )
    assert record(PERMIT | {"answer": "没有。"}, WHICH, UNTIL) == "问：有许可吗？\n答：没有。"
    assert record(PERMIT | {"answer": "过期了。"}, WHICH).endswith("答：占道证。")
    assert record(WHICH) == ""


def test_what_was_not_answered_stays_out_and_other_words_go_before():
    assert record(PERMIT | {"answer": ""}) == ""
    assert record(PERMIT | {"own": "口头答应过。"}) == "问：有许可吗？\n答：口头答应过。"
    assert record(PERMIT | {"own": "口头答应过。"}, WHICH).count("问：") == 1


def test_numbers_carry_their_unit_and_are_folded():
    area = {"key": "area", "question": "多大？", "kind": "number", "unit": "平方米"}
    assert record(area | {"answer": "２０"}).endswith("答：20平方米")
    assert record(area | {"answer": "1,200.5"}).endswith("答：1200.5平方米")
    assert record(area | {"own": "大约半个车位。"}).endswith("答：大约半个车位。")


@pytest.mark.parametrize(("kind", "answer", "said"), [
    ("number", "二十", "is not a number"), ("number", "1e", "is not a number"), ("number", "NaN", "is not a number"),
    ("number", "9" * 21, "is not a number"), ("date", "2026-02-30", "not a day"), ("date", "昨天", "not a day"),
])  # fmt: skip
def test_an_answer_of_another_kind_is_told_at_its_question(kind, answer, said):
    with pytest.raises(ValidationError) as unfit:
        Inquiry(**HEAD, answers=[PERMIT, {"question": "多少？", "kind": kind, "answer": answer}])
    wrong = unfit.value.errors()
    assert [error["loc"] for error in wrong] == [("answers", 1, "answer")]
    assert said in wrong[0]["msg"]


def test_a_written_day_is_read():
    assert Answer(question="哪天？", kind="date", answer="2026年11月3日").answer == "2026-11-03"


def test_a_change_after_reading_back_is_marked():
    read = PERMIT | {"read": "没有。"}
    assert "原记为“没有。”，更正为“有。”" in record(read)
    assert record(PERMIT | {"read": "有。"}) == "问：有许可吗？\n答：有。"
    assert [one.corrected for one in standing([Answer(**read), Answer(**PERMIT)])] == [True, False]


def test_the_text_is_composed_once_and_what_was_typed_stays():
    made = Inquiry(**HEAD, answers=[PERMIT])
    assert made.text == "问：有许可吗？\n答：有。"
    again = Inquiry.model_validate(made.model_dump())
    assert again == made
    assert Inquiry(**HEAD, text="问：说说经过。答：没有什么。").text == "问：说说经过。答：没有什么。"
    scene = SceneRecord(place="德胜街", began=HEAD["began"], ended=HEAD["ended"], credential_shown=True,
                        answers=[{"question": "占用面积", "kind": "number", "answer": "20", "unit": "平方米"}])  # fmt: skip
    assert scene.description == "占用面积：20平方米"


def test_nothing_written_and_nothing_answered_is_refused_at_the_text():
    with pytest.raises(ValidationError) as unfit:
        Inquiry(**HEAD, answers=[PERMIT | {"answer": ""}])
    assert [error["loc"] for error in unfit.value.errors()] == [("text",)]


def test_a_signature_belongs_to_everything_that_was_shown():
    made = Inquiry(**HEAD, answers=[PERMIT])
    signed = made.model_copy(update={"signatures": [object()], "late_reason": "断网"})
    assert shown(made, 2) == shown(Inquiry(**HEAD, answers=[PERMIT], late_reason="断网"), 2)
    assert shown(made, 2) != shown(made, 3)
    assert shown(made, 2) != shown(Inquiry(**HEAD, answers=[PERMIT | {"own": "口头。"}]), 2)
    assert signed.shown == ""


def keys(held):
    return [one["key"] for one in held.answers]


def test_a_question_moves_with_those_that_follow_from_it():
    held = Arranged([{"key": "a"}, PERMIT, WHICH, UNTIL, {"key": "z"}])
    held.move(1, -1)
    assert keys(held) == ["permit", "which", "until", "a", "z"]
    held.move(0, -1)
    assert keys(held) == ["permit", "which", "until", "a", "z"]
    held.move(4, 1)
    held.move(3, 1)
    assert keys(held) == ["permit", "which", "until", "z", "a"]
    held.drop(0)
    assert keys(held) == ["z", "a"]


def test_reading_back_keeps_what_was_said():
    held = Arranged([dict(PERMIT), {"key": "n", "question": "几次？", "kind": "number", "answer": "x"}])
    held.read_back()
    assert [one["read"] for one in held.answers] == ["有。", ""]
