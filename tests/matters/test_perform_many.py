"""A sitting: each request on its own merits, what may not be done is explained, the rest is done together."""

from __future__ import annotations

import uuid

import pytest
from tests.cases.street import NOON, Street
from tests.matters.together import together

from jinwu.kit import clock
from jinwu.matters import replay
from jinwu.matters.door import Done, Opening, Request, perform_many
from jinwu.matters.errors import InvalidInput, KeyReused, NoMatter, Refused, Stale
from jinwu.matters.models import Matter
from jinwu.record.models import Entry, RefusedAttempt


@pytest.fixture
def ready(cast):
    return paid(cast, 3)


def paid(cast, count: int) -> list[Street]:
    """Paid cases, ready to be closed."""
    made = []
    for i in range(count):
        street = Street(cast)
        street.to_served(place=f"德胜街{i}号门前")
        street.pay(reference=f"TX{i}")
        street.file_record()
        made.append(street)
    return made


def close(street: Street, **change) -> Request:
    given = {"matter": street.matter, "step": "close", "data": {}, "key": uuid.uuid4(), "seen": street.seen} | change
    return Request(**given)


def sit(cast, requests):
    with clock.fixed(NOON.replace(hour=18)):
        return perform_many(requests, by=cast.unit_head, at=NOON.replace(hour=18))


def stages() -> list[str]:
    return sorted(Matter.objects.values_list("stage", flat=True))


def test_all_are_done(cast, ready):
    results = sit(cast, [close(one) for one in ready])
    assert [result.stage for result in results] == ["closed"] * 3
    assert [replay.check(one.matter) for one in ready] == [[], [], []]


def test_one_that_may_not_be_done_is_explained_and_logged(cast, ready):
    street = Street(cast)
    street.to_served(place="上站街9号")
    results = sit(cast, [close(ready[0]), close(street), close(ready[1])])
    assert [type(result) for result in results] == [Done, Refused, Done]
    assert results[1].objections[0].guard == "in_order"
    assert stages() == ["closed", "closed", "paid", "served"]
    logged = RefusedAttempt.objects.using("log").get()
    assert (logged.chain, logged.step) == (street.matter, "close")


def test_every_kind_of_no_leaves_the_others_done(cast, ready):
    key = uuid.uuid4()
    requests = [
        close(ready[0], key=key),
        close(ready[1], key=key),  # the key of another act
        close(ready[1], seen=1),
        close(ready[1], matter=uuid.uuid4()),
        close(ready[1], data={"opinion": "x" * 501}),
        close(ready[1], step="fly"),
        close(ready[1], matter=Opening("no such procedure", uuid.uuid4()), step="open"),
        close(ready[2]),
    ]
    results = sit(cast, requests)
    expected = [Done, KeyReused, Stale, NoMatter, InvalidInput, InvalidInput, InvalidInput, Done]
    assert [type(result) for result in results] == expected
    assert stages() == ["closed", "closed", "paid"]


def test_the_same_request_twice_in_one_sitting(cast, ready):
    request = close(ready[0])
    first, second = sit(cast, [request, request])
    assert (first.repeated, second.repeated) == (False, True)


def test_a_sitting_sent_twice_changes_nothing_the_second_time(cast, ready):
    requests = [close(one) for one in ready]
    sit(cast, requests)
    before = Entry.objects.count()
    assert all(result.repeated for result in sit(cast, requests))
    assert Entry.objects.count() == before


def test_what_fell_wrote_nothing(cast, ready):
    from tests.cases.refusing import everything

    before = everything()
    sit(cast, [close(ready[0], seen=1), close(ready[1], step="archive", data={"volume": "1"})])
    assert everything() == before


def test_two_sittings_over_the_same_matters_in_opposite_order(committed):
    cases = paid(committed, 4)
    requests = [close(one) for one in cases]
    again = [close(one) for one in reversed(cases)]
    ended = together(lambda: sit(committed, requests), lambda: sit(committed, again))
    kinds = sorted(type(result).__name__ for results in ended for result in results)
    assert kinds == ["Done"] * 4 + ["Stale"] * 4
    assert stages() == ["closed"] * 4
