"""Fifty clients open and decide cases at the same time: no gap, no double, and every table as the record gives it."""

from __future__ import annotations

from collections import Counter

import pytest
from django.db import transaction
from tests.cases.street import Street, give_forms, number_words, person, resident_id
from tests.cast import Cast
from tests.matters.together import at_once

from jinwu.documents import numbers
from jinwu.documents.models import Number
from jinwu.matters import replay
from jinwu.matters.models import Matter
from jinwu.record import sequencer, verify

pytestmark = pytest.mark.slow
CLIENTS, EACH = 50, 2


class Hand(Street):
    """A case in the hand of a client: words and forms were given before."""

    def __post_init__(self) -> None:
        """Nothing is given anew."""


def cases(cast: Cast, client: int) -> list[str]:
    """Two cases; the second form is spoiled in every fifth hand."""
    given = []
    for i in range(EACH):
        street = Hand(cast)
        party = person(name=f"当事人{client}之{i}", number=resident_id(serial=client * EACH + i + 1))
        street.open(party=party, place=f"德胜街{client}号{i}")
        street.notify()
        street.decide()
        if client % 5 == 0 and i == 0:
            street.act("void_form", {"reason": "误写"}, two=True)
            street.decide()
        given.append(street.serve().state.number)
    return given


def test_no_gap_and_no_double(committed):
    number_words(committed)
    give_forms(committed, committed.officer, Street.now.date(), 200)
    results = at_once([lambda client=client: cases(committed, client) for client in range(CLIENTS)], CLIENTS)
    assert [each for each in results if isinstance(each, Exception)] == []
    given = [number for numbers_of_one in results for number in numbers_of_one]
    assert len(given) == len(set(given)) == CLIENTS * EACH
    rows = Number.objects.order_by("serial").values_list("serial", "status")
    assert [serial for serial, _status in rows] == list(range(1, 201))
    assert Counter(status for _serial, status in rows) == {"issued": 100, "void": 10, "unused": 90}
    assert [status for _serial, status in rows][:110].count("unused") == 0, "a form was passed over"
    for matter in Matter.objects.values_list("pk", flat=True):
        assert replay.check(matter) == []
    while sequencer.run_once():
        pass
    assert verify.verify(report=lambda line: None).ok


def test_serial_numbers_of_one_counter_under_the_same_hands(committed):
    number_words(committed)

    def draw() -> int:
        with transaction.atomic():
            return numbers.draw("on_the_spot_decision", committed.bureau.pk, Street.now.date(), matter=None).serial

    drawn = at_once([draw] * 150, CLIENTS)
    assert sorted(drawn) == list(range(1, 151))
