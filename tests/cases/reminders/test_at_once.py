"""Two pairs of officers who find the same act at the same moment: one reminder, whoever is faster."""

from __future__ import annotations

import uuid

import pytest
from tests.cases.reminders.walk import Walk
from tests.cases.street import person, resident_id
from tests.cast import PIN, build_cast
from tests.matters.together import together

from jinwu.cases.models import ReminderRow
from jinwu.kit import clock
from jinwu.matters import presence
from jinwu.matters.door import Done, Opening, perform
from jinwu.matters.errors import Refused


@pytest.fixture
def find(fresh_db):
    """`find(*parties)`: each found by officers of their own, all at once; what became of each."""
    cast = build_cast()
    walk = Walk(cast, now=clock.now())
    matters = [uuid.uuid4() for _ in range(2)]
    for matter in matters:
        presence.confirm_by_pin(matter, cast.partner.officer, PIN, on_device_of=cast.officer)

    def found(*parties):
        def one(matter, party):
            return perform(
                Opening("reminder", matter), "detect", by=cast.officer, partner=cast.partner.officer_id,
                data=walk.detecting(party=party), at=walk.now, key=uuid.uuid4(), seen=None,
            )  # fmt: skip

        return together(*(lambda m=m, p=p: one(m, p) for m, p in zip(matters, parties, strict=True)))

    return found


def test_a_party_new_to_the_book_is_found_once(find):
    answers = find(person(), person())
    refused = [answer for answer in answers if isinstance(answer, Refused)]
    assert [[one.guard for one in answer.objections] for answer in refused] == [["first_offence"]]
    assert sum(isinstance(answer, Done) for answer in answers) == 1
    assert ReminderRow.objects.count() == 1


def test_two_parties_do_not_hinder_each_other(find):
    answers = find(person(), person(name="钱广", number=resident_id(serial=7)))
    assert all(isinstance(answer, Done) for answer in answers), answers
    assert ReminderRow.objects.count() == 2
