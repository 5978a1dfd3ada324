"""Parties are found by any two characters of a name they ever bore, or by the whole number."""

from datetime import date

import pytest

from jinwu.kit.register import Show, registers
from jinwu.law.parties import PartyKind
from jinwu.parties.book import Identity, ensure
from jinwu.parties.queries import find

DAY = date(2023, 5, 4)
ID = "14030019850312001X"


@pytest.fixture
def trader(db):
    facts = Identity(name="老张面馆", operator="张建国", id_number=ID, phone="13812345678")
    return ensure(PartyKind.SOLE_TRADER, facts, on=DAY)[0]


@pytest.mark.parametrize("words", ["面馆", "建国", "老张 面馆", "老张面馆", ID, ID.lower()])
def test_it_is_found(trader, words):
    assert list(find(words)) == [trader]


@pytest.mark.parametrize("words", ["馆面", "李四", ID[:-1], "", "！"])
def test_it_is_not_found(trader, words):
    assert list(find(words)) == []


def test_it_is_found_by_a_name_it_bore_before(trader):
    ensure(PartyKind.SOLE_TRADER, Identity(name="新店", operator="张建国", id_number=ID), on=date(2024, 1, 1))
    assert list(find("面馆")) == [trader]


def test_two_parties_racing_for_one_number_are_one(db):
    from django.db import IntegrityError, transaction

    from jinwu.parties.models import Party

    Party.objects.create(kind="person", number=ID)
    with pytest.raises(IntegrityError), transaction.atomic():
        Party.objects.create(kind="person", number=ID)


def test_the_register_masks_numbers_and_shows_the_history(trader):
    shown = registers["parties"]
    row = shown.scope(None).get()
    assert shown.column("name").of(row) == "老张面馆"
    assert shown.column("name").sub_of(row) == "张建国"
    masked = {column.key for column in shown.columns if column.show is Show.MASKED}
    assert {"number", "phone", "id_number"} <= masked
    assert ID not in shown.column("history").of(row)


def test_the_list_of_parties_takes_one_query(trader, django_assert_num_queries):
    shown = registers["parties"]
    with django_assert_num_queries(1):
        for row in shown.search(shown.scope(None), "面馆"):
            for column in shown.columns:
                if column.in_list:
                    column.of(row), column.sub_of(row)


def test_nobody_finds_the_parties_of_another_bureau(cast):
    facts = Identity(name="某建筑公司", credit_code="91140300MA0K1234XY")
    party, _created = ensure(PartyKind.ORGANISATION, facts, on=DAY, by=cast.officer)
    scope = registers["parties"].scope
    assert list(scope(cast.colleague)) == [party]
    assert not scope(cast.stranger).exists()
    ensure(PartyKind.ORGANISATION, facts, on=DAY, by=cast.stranger)
    assert list(find("建筑", scope(cast.stranger))) == [party]
