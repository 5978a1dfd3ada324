"""What a declaration refuses."""

from datetime import datetime, timedelta

import pytest

from jinwu.kit import clock
from jinwu.kit.permission import PUBLIC, SIGNED_IN, STREET
from jinwu.kit.registry import Registry
from jinwu.law.citations import APL, Citation
from jinwu.law.roles import Role
from jinwu.law.vocabulary import Procedure


@pytest.fixture
def procedure():
    made = Procedure("trial", "Trial", 1, dict, retired=frozenset({"gone"}))
    made.stage("begun", "Begun")
    made.stage("ended", "Ended", final=True)
    return made


def step(procedure, key="end", **change):
    given = {
        "stage": ("begun", "ended"),
        "by": Role.OFFICER,
        "input": dict,
        "effect": lambda s, a: s,
        "basis": [APL(51)],
    }
    return procedure.step(key, "End", **{**given, **change})


def test_no_step_without_its_article(procedure):
    with pytest.raises(ValueError, match="no step without its article"):
        step(procedure, basis=[])


def test_a_name_is_never_used_again(procedure):
    step(procedure)
    for key in ("end", "gone"):
        with pytest.raises(ValueError, match="never reused"):
            step(procedure, key)


def test_an_unknown_stage_is_refused(procedure):
    with pytest.raises(ValueError, match="unknown stage"):
        step(procedure, stage=("begun", "nowhere"))


def test_steps_are_offered_by_stage_the_main_road_first(procedure):
    step(procedure, "aside", side=True, stage=("begun", None))
    step(procedure)
    assert [s.key for s in procedure.next_steps("begun")] == ["end", "aside"]
    assert procedure.next_steps("ended") == []


def test_a_key_is_registered_once():
    items = Registry("thing")
    items.add("a", 1)
    with pytest.raises(ValueError, match="declared twice"):
        items.add("a", 2)
    with pytest.raises(KeyError, match="there are: a"):
        items["b"]


def test_a_permission_admits_by_role():
    assert PUBLIC.admits(frozenset(), signed_in=False)
    assert SIGNED_IN.admits(frozenset(), signed_in=True)
    assert not SIGNED_IN.admits(frozenset({Role.OFFICER}), signed_in=False)
    assert STREET.admits(frozenset({Role.OFFICER}), signed_in=True)
    assert not STREET.admits(frozenset({Role.FISCAL_CLERK}), signed_in=True)


@pytest.mark.parametrize("citation", [APL(51), APL(33, 1), APL(68, 1, 2), APL(68, None, 2), Citation("O55")])
def test_a_citation_survives_its_key(citation):
    assert Citation.parse(citation.key) == citation


def test_the_clock_can_be_stopped_and_moved():
    noon = datetime(2023, 5, 10, 12, tzinfo=clock.ZONE)
    with clock.fixed(noon):
        assert clock.now() == noon
    clock.start_at(noon)
    try:
        assert timedelta(0) <= clock.now() - noon < timedelta(seconds=5)
        assert clock.demonstrating()
    finally:
        clock.start_at(None)
    assert not clock.demonstrating()
