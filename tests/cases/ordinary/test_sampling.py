"""Samples are drawn by two officers, sealed before someone, numbered, and stand in the evidence list with a receipt left behind."""

from __future__ import annotations

import pytest
from tests.cases.ordinary.road import Road
from tests.cases.reading import text_of
from tests.cases.refusing import refuses

from jinwu.law.citations import APL
from jinwu.matters import replay

EARTH = {"name": "渣土", "kind": "粒径不大于40毫米", "drawn_from": "30立方米", "drawn": "2千克", "code": "CY-1"}


@pytest.fixture
def road(cast):
    case = Road(cast)
    case.to("investigating")
    return case


def draw(road: Road, *samples, **change):
    data = {"party": "p1", "place": "德胜街8号门前", "method": "随机抽取，分装两份。", "samples": list(samples) or [EARTH],
            "sealed": True}  # fmt: skip
    return road.act("take_samples", data | change, two=True)


def marks(road: Road) -> set[str]:
    return {one["guard"] for one in road.last.outcome["marks"]}


def test_they_stand_in_the_evidence_list_and_a_receipt_is_left(road):
    draw(road, EARTH, EARTH | {"name": "泥浆", "code": "CY-2"})
    assert [(one.kind, one.title) for one in road.state.proofs[-2:]] == [
        ("physical", "渣土样品2千克（CY-1）"), ("physical", "泥浆样品2千克（CY-2）"),
    ]  # fmt: skip
    said = text_of(road, "sampling_notice")
    for part in ("抽样取证凭证", "渣土", "泥浆", "30立方米", "CY-2", "随机抽取", "封条由执法人员和当事人签名"):
        assert part in said, part
    assert road.state.papers[-1].number
    assert replay.check(road.matter) == []


def test_what_is_not_sealed_is_no_sample(road):
    refuses(lambda: draw(road, sealed=False), "sealed_on_the_spot", APL(56), "sealed")


def test_each_has_a_number_of_its_own(road):
    refuses(lambda: draw(road, EARTH, EARTH), "sample_numbers", APL(56), "samples.1.code")
    draw(road)
    refuses(lambda: draw(road), "sample_numbers", APL(56), "samples.0.code")


@pytest.mark.parametrize(
    ("there", "marked"), [({}, False), ({"party_present": False, "witness": "王秀兰"}, False), ({"party_present": False}, True)]
)  # fmt: skip
def test_nobody_there_is_marked(road, there, marked):
    draw(road, **there)
    assert ("sampled_before_someone" in marks(road)) is marked


def test_two_officers_draw(road):
    data = {"party": "p1", "place": "德胜街8号", "method": "随机。", "samples": [EARTH], "sealed": True}
    refuses(lambda: road.act("take_samples", data), "two_officers", APL(42))
