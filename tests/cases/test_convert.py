"""What the summary procedure cannot end goes over to the ordinary one."""

from __future__ import annotations

import pytest
from tests.cases.refusing import refuses

from jinwu.law.citations import APL
from jinwu.matters import replay
from jinwu.matters.models import Matter, MatterRelation


def convert(street, ground="facts_disputed", by=None):
    data = {"ground": ground, "reason": "当事人对占用面积有异议"}
    return street.act("convert", data, by=by or street.cast.unit_head)


def test_before_anything_was_told(street):
    street.open()
    done = convert(street, "facts_unclear")
    assert done.stage == "converted"
    assert done.state.notices == ()
    assert replay.check(street.matter) == []


def test_after_the_party_was_heard(street):
    street.open()
    street.notify()
    convert(street, "limit_exceeded")
    row = Matter.objects.get(pk=street.matter)
    assert (row.final, row.closed_at is not None) == (True, True)
    link = MatterRelation.objects.get(matter=row)
    assert (link.kind, link.note) == ("converted", "limit_exceeded")


def test_a_decision_is_not_converted(street):
    street.open()
    street.notify()
    street.decide()
    refuses(lambda: convert(street), "in_order", APL(4))


def test_a_head_decides_it(street):
    street.open()
    refuses(lambda: convert(street, by=street.cast.officer), "role", APL(15))


@pytest.mark.parametrize("step", ["notify", "decide", "serve"])
def test_after_it_nothing_goes_on(street, step):
    street.open()
    convert(street)
    refuses(getattr(street, step), "in_order")
