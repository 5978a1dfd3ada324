"""Adding to the record: what stands in the chain, what stands apart, and what is refused."""

from __future__ import annotations

import hashlib
import json
import uuid
from decimal import Decimal

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from tests.record.making import MOMENT, Chain, body

from jinwu.record import reader, writer
from jinwu.record.canonical import NotCanonical
from jinwu.record.models import Entry, Pending, PersonalValue

pytestmark = pytest.mark.django_db


def test_the_hash_is_over_the_exact_bytes_stored(chain):
    entry = chain.add(amount=Decimal("100.00"))
    stored = Entry.objects.get(pk=entry.pk)
    assert bytes(stored.hash) == hashlib.sha256(b"jinwu entry v1\n" + bytes(stored.payload)).digest()
    assert json.loads(bytes(stored.payload))["data"] == {"amount": "100.00"}


def test_each_entry_names_the_hash_of_the_one_before(chain):
    first, second = chain.add(), chain.add()
    payload = json.loads(bytes(second.payload))
    assert payload["previous"] == f"sha256:{bytes(first.hash).hex()}"
    assert bytes(second.previous) == bytes(first.hash)


def test_the_payload_says_version_algorithm_chain_place_and_key(chain):
    entry = chain.add()
    payload = json.loads(bytes(entry.payload))
    assert payload["v"] == 1
    assert payload["alg"] == "sha256"
    assert payload["chain"] == str(chain.id)
    assert payload["seq"] == 1
    assert payload["previous"] is None
    assert payload["key"] == str(entry.key)


def test_a_personal_value_is_not_in_the_bytes(chain):
    entry = chain.add(personal=("party.name",), party={"name": "张三丰", "kind": "person"})
    assert "张三丰" not in bytes(entry.payload).decode()
    digest = json.loads(bytes(entry.payload))["data"]["party"]["name"]["digest"]
    apart = PersonalValue.objects.get(entry=entry, path="party.name")
    assert digest == "sha256:" + hashlib.sha256(
        b"jinwu personal value v1\n" + bytes(apart.salt) + apart.value.encode()
    ).hexdigest()  # fmt: skip


def test_the_same_personal_value_has_another_digest_each_time(chain):
    first, second = (chain.add(personal=("name",), name="张三") for _ in range(2))
    digests = {json.loads(bytes(entry.payload))["data"]["name"]["digest"] for entry in (first, second)}
    assert len(digests) == 2


def test_reading_puts_personal_values_back_in_their_places(chain):
    data = {"party": {"name": "张三"}, "photos": [{"note": "门前"}, {"note": "占道"}], "amount": "50.00"}
    chain.add(personal=("party.name", "photos.1.note"), **data)
    (opened,) = reader.opened(chain.id)
    assert opened.data == data
    assert opened.erased == ()


def test_the_entry_returned_carries_the_body_as_reading_gives_it(chain):
    entry = chain.add(personal=("name",), name="张三", amount=Decimal("5.5"))
    assert entry.body == reader.opened(chain.id)[0].body


def test_an_answer_not_given_needs_no_digest(chain):
    entry = chain.add(personal=("phone",), phone=None)
    assert json.loads(bytes(entry.payload))["personal"] == []
    assert reader.body(entry)["data"] == {"phone": None}


def test_an_entry_waits_for_its_leaf(chain):
    entry = chain.add()
    assert list(Pending.objects.values_list("entry_id", flat=True)) == [entry.pk]


def test_one_statement_writes_everything(chain):
    with CaptureQueriesContext(connection) as queries:
        chain.add(personal=("name", "phone"), name="张三", phone="13800000000")
    assert len(queries) == 1


def test_a_chain_of_any_length_is_read_with_two_queries(chain):
    for _ in range(5):
        chain.add(personal=("name",), name="张三")
    with CaptureQueriesContext(connection) as queries:
        assert len(reader.opened(chain.id)) == 5
    assert len(queries) == 2


def test_a_key_used_before_is_refused_and_the_transaction_lives_on(chain):
    entry = chain.add()
    with pytest.raises(writer.KeyUsed):
        writer.append(**chain.head, body=body(), key=entry.key)
    assert Entry.objects.count() == 1
    assert reader.by_key(entry.key).id == entry.pk


def test_a_place_taken_before_is_refused(chain):
    chain.add()
    with pytest.raises(writer.SeqTaken):
        writer.append(chain=chain.id, seq=1, previous=None, body=body(), key=uuid.uuid4())


def test_the_first_entry_alone_has_nothing_before_it(chain):
    with pytest.raises(ValueError, match="first has no previous"):
        writer.append(chain=chain.id, seq=2, previous=None, body=body(), key=uuid.uuid4())


def test_the_caller_cannot_set_what_the_writer_sets(chain):
    with pytest.raises(ValueError, match="alg"):
        writer.append(**chain.head, body={**body(), "alg": "none"}, key=uuid.uuid4())


def test_a_personal_place_inside_another_is_refused(chain):
    with pytest.raises(ValueError, match="lies inside"):
        chain.add(personal=("party", "party.name"), party={"name": "张三"})


def test_a_float_is_refused(chain):
    with pytest.raises(NotCanonical, match=r"data\.amount: a float"):
        chain.add(amount=1.5)


def test_several_entries_are_stored_in_one_statement_in_their_order(chain):
    head = chain.head
    sealed = []
    for seq in range(1, 5):
        previous = sealed[-1].entry.hash if sealed else None
        one = writer.seal(
            chain=head["chain"], seq=seq, previous=previous, body=body(n=seq, name="张三"), personal=["name"],
            key=uuid.uuid4(),
        )  # fmt: skip
        sealed.append(one)
    with CaptureQueriesContext(connection) as queries:
        entries = writer.insert(sealed)
    assert len(queries) == 1
    assert [entry.id for entry in entries] == sorted(entry.id for entry in entries)
    assert [opened.data["n"] for opened in reader.opened(chain.id)] == [1, 2, 3, 4]


def test_the_latest_entries_over_several_chains_come_newest_first():
    chains = [Chain() for _ in range(3)]
    for one in chains:
        one.add(), one.add()
    found = reader.recent([one.id for one in chains[:2]], limit=3)
    assert [(opened.chain, opened.seq) for opened in found] == [(chains[1].id, 2), (chains[1].id, 1), (chains[0].id, 2)]
    assert found[0].act_at == MOMENT
