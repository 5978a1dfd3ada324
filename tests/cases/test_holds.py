"""Holds keep steps from being taken, until they are lifted."""

from __future__ import annotations

from tests.cases.refusing import refuses

from jinwu.law.citations import APL
from jinwu.matters import replay
from jinwu.matters.models import Matter


def place(street, kind="crime_suspected"):
    return street.act("place_hold", {"kind": kind, "reason": "涉嫌妨害公务，已报公安机关"}, by=street.cast.unit_head)


def lift(street, hold="h1"):
    return street.act("lift_hold", {"hold": hold, "reason": "公安机关不予立案"}, by=street.cast.unit_head)


def test_no_decision_while_a_crime_is_suspected(street):
    street.open()
    street.notify()
    place(street)
    assert Matter.objects.get(pk=street.matter).held
    refuses(street.decide, "no_crime_hold", APL(27))
    lift(street)
    assert not Matter.objects.get(pk=street.matter).held
    assert street.decide().stage == "decided"
    assert replay.check(street.matter) == []


def test_other_holds_do_not_stop_a_decision(street):
    street.open()
    street.notify()
    place(street, "evidence_locked")
    assert street.decide().stage == "decided"


def test_each_hold_is_lifted_for_itself_and_once(street):
    street.open()
    place(street)
    place(street, "remedy_pending")
    lift(street, "h2")
    refuses(lambda: lift(street, "h2"), "hold_stands", field="hold")
    refuses(lambda: lift(street, "h9"), "hold_stands")
    assert [h.key for h in lift(street).state.holds if h.until is None] == []


def test_heads_place_them(street):
    street.open()
    data = {"kind": "crime_suspected", "reason": "涉嫌犯罪"}
    refuses(lambda: street.act("place_hold", data), "role")
