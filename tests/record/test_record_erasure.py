"""Erasing a personal value is a recorded act; the chain holds afterwards."""

from __future__ import annotations

import uuid

import pytest
from tests.record.making import Chain, body

from jinwu.record import erasure, reader, verify
from jinwu.record.models import PersonalValue

pytestmark = pytest.mark.django_db


def erase(chain: Chain, paths: dict[int, list[str]]):
    entry = erasure.erase(
        **chain.head, body=body("erase_personal", reason="kept longer than allowed"), paths=paths, key=uuid.uuid4()
    )
    chain.entries.append(entry)
    return entry


@pytest.fixture
def named(chain):
    chain.add(personal=("party.name", "party.phone"), party={"name": "张三", "phone": "13800000000"})
    chain.add(personal=("note",), note="说了什么")
    return chain


def test_the_value_is_gone_and_the_place_stays(named):
    erase(named, {1: ["party.name"]})
    first = reader.opened(named.id)[0]
    assert first.data == {"party": {"name": None, "phone": "13800000000"}}
    assert first.erased == ("party.name",)
    assert set(PersonalValue.objects.values_list("path", flat=True)) == {"party.phone", "note"}


def test_the_entry_says_what_it_erased_and_why(named):
    entry = erase(named, {1: ["party.name"], 2: ["note"]})
    data = reader.body(entry)["data"]
    assert data["reason"] == "kept longer than allowed"
    assert [(one["seq"], one["paths"]) for one in data["erased"]] == [(1, ["party.name"]), (2, ["note"])]
    assert data["erased"][0]["entry"] == f"sha256:{bytes(named.entries[0].hash).hex()}"


def test_the_record_still_verifies(named):
    erase(named, {1: ["party.name", "party.phone"], 2: ["note"]})
    result = verify.verify(report=lambda line: None)
    assert result.ok, result.why


def test_what_was_erased_cannot_be_erased_again_and_nothing_is_recorded(named):
    erase(named, {1: ["party.name"]})
    with pytest.raises(erasure.NothingToErase):
        erase(named, {1: ["party.name"]})
    assert len(reader.opened(named.id)) == 3


def test_another_chains_values_are_out_of_reach(named, chain):
    other = Chain()
    other.add()
    with pytest.raises(erasure.NothingToErase):
        erase(other, {2: ["note"]})


def test_only_the_declared_step_erases(named):
    with pytest.raises(ValueError, match="erase_personal"):
        erasure.erase(**named.head, body=body("decide"), paths={1: ["party.name"]}, key=uuid.uuid4())
