"""At every step of every walk: two people at once, of whom one wins and the other is told; and every sending twice."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from tests.cases.ordinary.road import Road
from tests.cases.ordinary.walks import WALKS, Doubted
from tests.cases.reminders.walk import Walk
from tests.inspections.visits import Visits
from tests.matters.doubling import Pair, second_of_each
from tests.matters.killing import assert_whole
from tests.matters.together import together

from jinwu.documents.models import Number
from jinwu.matters.door import Done
from jinwu.matters.models import Matter

pytestmark = pytest.mark.slow

HOW = {"two people": Pair.two_people, "the same twice": Pair.same_twice}


@pytest.fixture(params=HOW)
def pair(request, committed) -> tuple[Pair, Callable[..., Done]]:
    """Two at the door, and how they come."""
    made = Pair(second_of_each(committed))
    return made, lambda *args, **more: HOW[request.param](made, *args, **more)


@pytest.mark.parametrize("walk", WALKS)
def test_the_ordinary_procedure(committed, pair, walk: Callable[[Doubted], None]):
    two, door = pair
    case = Doubted(committed)
    case.doubter = (door, two.tick)
    walk(case)
    assert two.steps
    assert_whole()


def test_inspections_and_patrols(committed, pair):
    _two, door = pair
    visits = Visits(committed, door=door)
    visits.open()
    visits.record()
    visits.conclude("rectify", requirement="三日内更换老化软管。")
    visits.wait(days=2)
    visits.look_again("corrected")
    visits.another().inspect()
    visits.another().patrol()
    assert_whole()


def test_a_reminder(committed, pair):
    _two, door = pair
    walk = Walk(committed, door=door)
    walk.detect()
    walk.issue()
    walk.promise()
    walk.check()
    walk.no_penalty()
    assert_whole()


def test_cases_of_one_organ_walk_side_by_side(committed):
    """Two whole cases at once, each numbered paper of the one beside the same paper of the other: no gap, none twice."""
    cases = [Road(committed), Road(committed)]

    def walk(i: int) -> str:
        case = cases[i]
        case.register()
        case.check()
        case.file(act={"place": f"南大街{i + 1}号"})
        for _stage, how in Road.ROAD[3:]:
            getattr(case, how)()
        return case.stage

    assert together(lambda: walk(0), lambda: walk(1)) == ["archived", "archived"]
    assert_whole()
    drawn = list(Number.objects.values_list("class_code", "serial"))
    assert len(drawn) == len(set(drawn))
    assert {serial for code, serial in drawn if code == "penalty_decision"} == {1, 2}
    assert Matter.objects.count() == 2
