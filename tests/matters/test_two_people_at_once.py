"""Two people act on one matter at the same moment: exactly one wins, the other is told."""

from __future__ import annotations

from datetime import date

import pytest
from django.db import transaction
from tests.cases.street import Street, person, resident_id
from tests.matters.test_key import twin
from tests.matters.together import together

from jinwu.documents import numbers
from jinwu.documents.models import FormBlock, Number
from jinwu.matters import replay
from jinwu.matters.door import Done
from jinwu.matters.errors import Refused, Stale
from jinwu.matters.models import Matter
from jinwu.record import verify
from jinwu.record.models import Entry


@pytest.fixture
def noticed(committed):
    street = Street(committed)
    street.open()
    street.notify()
    return street


def one_wins(street, *works) -> tuple[Done, Exception]:
    ended = together(*works)
    won = [each for each in ended if isinstance(each, Done)]
    told = [each for each in ended if isinstance(each, Stale)]
    assert (len(won), len(told)) == (1, len(works) - 1), ended
    assert replay.check(street.matter) == []
    assert verify.verify(report=lambda line: None).ok
    return won[0], told[0]


def test_decide_and_abandon(noticed):
    won, told = one_wins(
        noticed,
        lambda: twin(noticed).decide(),
        lambda: twin(noticed).act("abandon", {"reason": "轻微违法"}, by=noticed.cast.unit_head),
    )
    drawn = Number.objects.exclude(status="unused").count()
    assert (won.stage, drawn) in {("decided", 1), ("voided", 0)}
    assert told.since[0]["step"] in {"decide", "abandon"}
    assert Entry.objects.count() == 3


def test_two_decisions_of_one_matter(noticed):
    one_wins(noticed, lambda: twin(noticed).decide(), lambda: twin(noticed).decide("80.00"))
    assert Number.objects.exclude(status="unused").count() == 1


def test_two_payments(noticed):
    noticed.decide()
    noticed.serve()
    noticed.file_record()
    won, _told = one_wins(
        noticed, lambda: twin(noticed).pay(reference="TX1"), lambda: twin(noticed).pay(reference="TX2")
    )
    assert won.state.ledger.refundable() == 0


def test_the_same_act_in_two_matters_is_fined_once(committed):
    cases = [Street(committed), Street(committed)]
    for street in cases:
        street.open()
        street.notify()
    ended = together(*[lambda street=street: twin(street).decide() for street in cases])
    assert sorted(type(each).__name__ for each in ended) == ["Done", "Refused"]
    refused = next(each for each in ended if isinstance(each, Refused))
    assert [objection.guard for objection in refused.objections] == ["second_fine"]
    assert sorted(Matter.objects.values_list("stage", flat=True)) == ["decided", "noticed"]


def test_the_last_form_goes_to_one(committed):
    cases = [Street(committed), Street(committed)]
    for i, street in enumerate(cases):
        street.open(party=person(name=f"张{i}三", number=resident_id(serial=i + 1)))
        street.notify()
    with transaction.atomic():
        for block in FormBlock.objects.all():
            numbers.void_rest(block, "交回", cases[0].now)
        numbers.issue_block(
            "on_the_spot_decision", committed.bureau.pk, committed.officer.officer_id, 1, date(2026, 3, 1)
        )
    ended = together(*[lambda street=street: twin(street).decide() for street in cases])
    assert sorted(type(each).__name__ for each in ended) == ["Done", "Refused"]
    assert Number.objects.filter(status="issued").count() == 1


def test_one_receipt_in_two_matters(committed):
    cases = [Street(committed), Street(committed)]
    for i, street in enumerate(cases):
        street.to_served(party=person(name=f"张{i}三", number=resident_id(serial=i + 1)))
    ended = together(*[lambda street=street: twin(street).collect(receipt="0012345678") for street in cases])
    assert sorted(type(each).__name__ for each in ended) == ["Done", "Refused"]
    refused = next(each for each in ended if isinstance(each, Refused))
    assert [objection.guard for objection in refused.objections] == ["receipt_once"]
