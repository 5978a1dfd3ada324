"""A spoiled form: its number stays in the register as void, the decision is written on the next one."""

from __future__ import annotations

import pytest
from tests.cases.refusing import refuses

from jinwu.cases.models import DecisionRow
from jinwu.documents import numbers
from jinwu.documents.models import Document, FormBlock, Number
from jinwu.law.citations import APL
from jinwu.matters import replay
from jinwu.matters.errors import InvalidInput


def void(street):
    return street.act("void_form", {"reason": "金额误写"}, two=True)


def decided(street):
    street.open()
    street.notify()
    return street.decide()


def statuses() -> list[str]:
    return list(Number.objects.order_by("serial").values_list("status", flat=True))[:3]


def test_the_number_stays_void_and_the_next_form_is_drawn(street):
    first = decided(street).state.number
    done = void(street)
    assert (done.stage, done.state.number, done.state.decided_on) == ("noticed", "", None)
    second = street.decide().state.number
    assert first.endswith("第1号")
    assert second.endswith("第2号")
    assert statuses() == ["void", "issued", "unused"]
    assert Number.objects.get(text=first).reason == "金额误写"


def test_no_serial_is_missing(street):
    decided(street)
    void(street)
    street.decide()
    serials = list(Number.objects.order_by("serial").values_list("serial", flat=True))
    assert serials == list(range(1, len(serials) + 1))


def test_its_papers_are_void_and_the_new_one_is_served(street):
    first = decided(street).state.number
    void(street)
    assert set(Document.objects.filter(number__text=first).values_list("status", flat=True)) == {"void"}
    second = street.decide().state.number
    done = street.serve()
    served = next(paper for paper in done.state.papers if paper.key == done.state.services[0].paper)
    assert served.number == second
    assert {p.status for p in done.state.papers if p.number == first} == {"void"}
    assert replay.check(street.matter) == []


def test_the_period_to_report_begins_anew(street):
    decided(street)
    done = void(street)
    assert done.state.timer("T12").outcome == "cancelled"
    street.wait(days=1)
    street.confirm()
    done = street.decide()
    assert [(t.key, t.outcome) for t in done.state.timers if t.timer == "T12"] == [("T12", "cancelled"), ("T12#2", "")]


def test_it_is_counted_once(street):
    decided(street)
    void(street)
    street.decide()
    assert DecisionRow.objects.exclude(status="void").count() == 1


def test_what_was_corrected_on_it_is_void_with_it(street):
    decided(street)
    street.act("correct", {"what": "place", "text": "德胜街66号门前", "reason": "地点笔误"}, two=True)
    void(street)
    street.decide()
    counted = DecisionRow.objects.filter(version=1).exclude(status="void")  # as `cases.figures` counts
    assert [row.number[-3:] for row in counted] == ["第2号"]


def test_a_reason_is_given(street):
    decided(street)
    with pytest.raises(InvalidInput):
        street.act("void_form", {"reason": " "}, two=True)


def test_a_served_form_is_not_voided(street):
    street.to_served()
    refuses(lambda: void(street), "in_order", APL(4))


def test_without_a_form_nothing_is_decided(street):
    street.open()
    street.notify()
    numbers.void_rest(FormBlock.objects.get(), "交回", street.now)
    refuses(street.decide, "numbered_form", APL(52))
