"""Search by any two characters of a name, a place, a violation or a number, inside what one may see."""

from __future__ import annotations

import pytest
from tests.cases.street import Street, person, resident_id

from jinwu.matters import scope


@pytest.fixture
def two(cast):
    first, second = Street(cast), Street(cast)
    first.to_served()
    second.open(party=person(name="钱广成", number=resident_id(serial=5)), place="德胜街8号门前")
    return first, second


@pytest.mark.parametrize(
    ("words", "found"),
    [
        ("赵建", [0]),
        ("建平", [0]),
        ("广成", [1]),
        ("桃北", [0]),
        ("德胜街8", [1]),
        ("占用", [0, 1]),
        ("当罚字", [0]),
        ("赵建平 桃北", [0]),
        ("赵建平 德胜", []),
        ("没有的人", []),
        ("", [0, 1]),
        ("。，", [0, 1]),
    ],
)
def test_any_two_characters(two, words, found):
    hits = scope.matching(scope.visible_to(two[0].cast.unit_head), words)
    assert {hit.pk for hit in hits} == {two[i].matter for i in found}


@pytest.mark.parametrize("who", ["stranger", "colleague", "auxiliary"])
def test_nobody_finds_what_he_may_not_see(two, who):
    assert not scope.matching(scope.visible_to(getattr(two[0].cast, who)), "赵建").exists()


def test_identity_numbers_are_not_searched_in_matters(two):
    assert not scope.matching(scope.visible_to(two[0].cast.unit_head), resident_id()).exists()


def test_a_corrected_name_is_found_and_the_wrong_one_is_not(two):
    first = two[0]
    first.act("correct", {"what": "name", "text": "赵健萍", "reason": "姓名笔误"}, two=True)
    matters = scope.visible_to(first.cast.unit_head)
    assert scope.matching(matters, "健萍").exists()
    assert not scope.matching(matters, "建平").exists()
