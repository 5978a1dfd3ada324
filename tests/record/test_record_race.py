"""Two acts at once: one takes the place, the other is told, and nothing stands twice."""

from __future__ import annotations

import uuid
from concurrent.futures import ThreadPoolExecutor
from threading import Barrier

from django.db import connection, transaction
from tests.record.making import body

from jinwu.record import verify, writer
from jinwu.record.models import Entry

AT_ONCE = 8


def race(chains: list[uuid.UUID], keys: list[uuid.UUID]) -> list[type]:
    """Append a first entry for each chain and key at the same time; what each ended with."""
    start = Barrier(AT_ONCE)

    def write(chain: uuid.UUID, key: uuid.UUID) -> type:
        start.wait()
        try:
            with transaction.atomic():
                return type(writer.append(chain=chain, seq=1, previous=None, body=body(), key=key))
        except (writer.KeyUsed, writer.SeqTaken) as told:
            return type(told)
        finally:
            connection.close()

    with ThreadPoolExecutor(AT_ONCE) as pool:
        return list(pool.map(write, chains, keys))


def test_one_of_many_takes_the_place_in_the_chain(fresh_db):
    chain = uuid.uuid4()
    ended = race([chain] * AT_ONCE, [uuid.uuid4() for _ in range(AT_ONCE)])
    assert ended.count(Entry) == 1
    assert ended.count(writer.SeqTaken) == AT_ONCE - 1
    assert Entry.objects.count() == 1
    assert verify.verify(report=lambda line: None).ok


def test_one_of_many_sendings_with_the_same_key_counts(fresh_db):
    key = uuid.uuid4()
    ended = race([uuid.uuid4() for _ in range(AT_ONCE)], [key] * AT_ONCE)
    assert ended.count(Entry) == 1
    assert ended.count(writer.KeyUsed) == AT_ONCE - 1
    assert Entry.objects.count() == 1
