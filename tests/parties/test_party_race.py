"""Two officers who meet the same person at once enter him once."""

from concurrent.futures import ThreadPoolExecutor
from datetime import date
from threading import Barrier

from django.db import connections

from jinwu.law.parties import PartyKind
from jinwu.parties.book import Identity, ensure
from jinwu.parties.models import Party


def test_one_number_entered_at_once_is_one_party(fresh_db):
    together = Barrier(4)

    def enter(_number):
        try:
            together.wait(timeout=10)
            return ensure(PartyKind.PERSON, Identity(name="张三", id_number="140303199003070010"), on=date(2023, 5, 4))
        finally:
            connections.close_all()

    with ThreadPoolExecutor(4) as pool:
        found = list(pool.map(enter, range(4)))
    assert len({party.pk for party, _created in found}) == 1
    assert [created for _party, created in found].count(True) == 1
    assert Party.objects.count() == 1
