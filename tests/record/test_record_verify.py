"""With the triggers dropped anything can be changed; verification names the first bad entry."""

from __future__ import annotations

import hashlib
import json
import uuid

import pytest
import rfc8785
from django.db import connection
from tests.record.making import MOMENT, Chain, body

from jinwu.record import attempts, erasure, protection, reader, sequencer, tree, verify
from jinwu.record.models import Checkpoint, Entry, Leaf, Pending

TABLES = (*protection.WRITTEN_ONCE, protection.ERASABLE, "record_pending")


@pytest.fixture
def chains(fresh_db, as_owner, hours):
    """Three chains of four entries each, in the tree, a checkpoint over them; then every protection dropped."""
    made = [Chain() for _ in range(3)]
    for _ in range(4):
        for chain in made:
            chain.add(personal=("party.name",), party={"name": "张三"}, amount="50.00")
    sequencer.run_once()
    tree.checkpoint()
    as_owner(*(f"ALTER TABLE {table} DISABLE TRIGGER USER" for table in TABLES), *unbound())
    return made


def unbound() -> list[str]:
    """Statements that drop the foreign keys between the tables of the record."""
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT conrelid::regclass::text, conname FROM pg_constraint"
            " WHERE contype = 'f' AND confrelid = 'record_entry'::regclass"
        )
        return [f'ALTER TABLE {table} DROP CONSTRAINT "{name}"' for table, name in cursor.fetchall()]


def checked() -> verify.Result:
    said: list[str] = []
    result = verify.verify(report=said.append)
    assert said
    return result


def named(result: verify.Result, entry: Entry, *words: str) -> None:
    """The first bad entry is `entry`, and the reason says `words`."""
    assert not result.ok
    assert (result.first_bad.chain, result.first_bad.seq) == (entry.chain, entry.seq), result.why
    assert result.first_bad.entry in (entry.id, None)
    for word in words:
        assert word in result.why


@pytest.fixture(autouse=True)
def english(settings):
    settings.LANGUAGE_CODE = "en"


def test_an_untouched_record_is_whole(chains):
    result = checked()
    assert result.ok, result.why
    assert (result.entries, result.leaves) == (12, 12)


def test_a_changed_byte_names_its_entry(chains, as_owner):
    entry = chains[1].entries[2]
    as_owner(f"UPDATE record_entry SET payload = set_byte(payload, 20, 65) WHERE id = {entry.id}")
    named(checked(), entry, "do not give its hash")


def test_a_rewritten_entry_with_its_own_new_hash_is_named(chains, as_owner):
    entry = chains[1].entries[1]
    rewrite(entry, as_owner, amount="5.00")
    result = checked()
    named(result, entry, "leaf")
    assert result.problems >= 2  # the next entry does not fit either


def test_a_whole_chain_rewritten_with_its_leaves_breaks_the_checkpoint(chains, as_owner):
    chain = chains[0]
    previous = None
    for entry in chain.entries:
        previous = rewrite(entry, as_owner, previous=previous, amount="5.00")
        as_owner(
            f"UPDATE record_leaf SET hash = sha256('\\x00'::bytea || '\\x{previous.hex()}'::bytea)"
            f" WHERE entry_id = {entry.id}"
        )
    named(checked(), chain.entries[0], "checkpoint over 12 leaves")


@pytest.mark.parametrize("position", [0, 1, 3])
def test_a_deleted_entry_is_named(chains, as_owner, position):
    entry = chains[2].entries[position]
    as_owner(
        f"DELETE FROM record_personalvalue WHERE entry_id = {entry.id}",
        f"DELETE FROM record_entry WHERE id = {entry.id}",
    )
    result = checked()
    assert not result.ok
    assert "missing" in result.why
    if position in (1, 2):
        named(result, entry)
    else:
        assert result.first_bad.entry == entry.id


def test_an_entry_deleted_with_its_leaf_is_named(chains, as_owner):
    entry = chains[0].entries[1]
    for table in ("record_personalvalue", "record_leaf"):
        as_owner(f"DELETE FROM {table} WHERE entry_id = {entry.id}")
    as_owner(f"DELETE FROM record_entry WHERE id = {entry.id}")
    named(checked(), entry, "missing")


def test_a_changed_order_is_named(chains, as_owner):
    first, second = chains[0].entries[1:3]
    as_owner(
        f"UPDATE record_entry SET seq = 99 WHERE id = {first.id}",
        f"UPDATE record_entry SET seq = {first.seq} WHERE id = {second.id}",
        f"UPDATE record_entry SET seq = {second.seq} WHERE id = {first.id}",
    )
    result = checked()
    assert not result.ok
    assert result.first_bad.entry == first.id
    assert "column seq" in result.why


@pytest.mark.parametrize(
    ("column", "value"),
    [
        ("step", "'close'"),
        ("procedure", "'ordinary'"),
        ("actor", "8"),
        ("act_at", "act_at - interval '1 day'"),
        ("recorded_at", "now()"),
        ("key", "gen_random_uuid()"),
        ("chain", "gen_random_uuid()"),
        ("previous", "sha256(previous)"),
        ("algorithm", "'sm3'"),
    ],
)
def test_a_changed_column_is_named(chains, as_owner, column, value):
    entry = chains[0].entries[3]
    as_owner(f"UPDATE record_entry SET {column} = {value} WHERE id = {entry.id}")
    result = checked()
    assert not result.ok
    assert result.first_bad.entry == entry.id


@pytest.mark.parametrize("change", ["value = '\"李四\"'", "salt = sha256(salt)"])
def test_a_changed_personal_value_is_named(chains, as_owner, change):
    entry = chains[1].entries[0]
    as_owner(f"UPDATE record_personalvalue SET {change} WHERE entry_id = {entry.id}")
    named(checked(), entry, "party.name")


def test_a_personal_value_removed_without_an_entry_is_named(chains, as_owner):
    entry = chains[1].entries[0]
    as_owner(f"DELETE FROM record_personalvalue WHERE entry_id = {entry.id}")
    named(checked(), entry, "party.name", "no entry says")


def test_a_personal_value_added_later_is_named(chains, as_owner):
    entry = chains[1].entries[0]
    as_owner(
        f"INSERT INTO record_personalvalue (entry_id, path, salt, value) VALUES ({entry.id}, 'phone', '\\x00', '1')"
    )
    named(checked(), entry, "phone")


def test_an_erasing_entry_excuses_only_what_it_names(chains, as_owner):
    chain = chains[0]
    erasure.erase(**chain.head, body=body("erase_personal"), paths={1: ["party.name"]}, key=uuid.uuid4())
    assert checked().ok
    as_owner(f"DELETE FROM record_personalvalue WHERE entry_id = {chain.entries[1].id}")
    named(checked(), chain.entries[1], "no entry says")


def test_a_dropped_leaf_is_named(chains, as_owner):
    entry = chains[0].entries[2]
    as_owner(f"DELETE FROM record_leaf WHERE entry_id = {entry.id}")
    named(checked(), entry, "no place in the tree")


def test_leaves_dropped_at_the_end_break_the_checkpoint(chains, as_owner):
    last = chains[2].entries[3]
    as_owner(f"DELETE FROM record_leaf WHERE entry_id = {last.id}", f"INSERT INTO record_pending VALUES ({last.id})")
    result = checked()
    assert not result.ok
    assert "12 leaves" in result.why


def test_a_changed_checkpoint_is_named(chains, as_owner):
    as_owner("UPDATE record_checkpoint SET root = sha256(root)")
    assert "checkpoint over 12 leaves" in checked().why


def test_a_changed_kept_hash_is_named(fresh_db, as_owner):
    chain = Chain()
    for _ in range(257):
        chain.add()
    sequencer.run_once()
    assert checked().ok
    as_owner("ALTER TABLE record_subtree DISABLE TRIGGER USER", "UPDATE record_subtree SET hash = sha256(hash)")
    assert "1/0" in checked().why


@pytest.mark.parametrize(
    "change",
    [
        "UPDATE record_refusedattempt SET step = 'close'",
        "DELETE FROM record_readlog",
        "UPDATE record_logdigest SET payload = payload || ' '::bytea",
        "DELETE FROM record_logdigest WHERE seq = 1",
    ],
)
def test_a_changed_log_breaks_its_days_digest(chains, as_owner, days, change):
    for day in (20, 21):
        with days(day):
            attempts.refused(user_id=1, step="decide", chain=chains[0].id, findings=[], at=MOMENT)
            attempts.read(user_id=1, what="party.number", subject="1", reason="核对")
    with days(22):
        attempts.close_day(MOMENT.date())
        attempts.close_past_days(MOMENT.date().replace(day=22))
        assert checked().ok
    as_owner(change)
    result = checked()
    assert not result.ok
    assert "2026-11-2" in result.why


def test_what_is_recorded_meanwhile_does_not_look_like_a_change(fresh_db):
    chain = Chain()
    chain.add()
    result = checked()
    assert (result.ok, result.entries, result.leaves) == (True, 1, 0)
    assert Pending.objects.count() == 1
    assert not Leaf.objects.exists()
    assert not Checkpoint.objects.exists()


def rewrite(entry: Entry, as_owner, *, previous: bytes | None = None, **data) -> bytes:
    """Change the data of an entry and make its own hash fit; the new hash."""
    payload = json.loads(bytes(entry.payload))
    payload["data"] |= data
    if previous:
        payload["previous"] = f"sha256:{previous.hex()}"
    written = rfc8785.dumps(payload)
    digest = hashlib.sha256(b"jinwu entry v1\n" + written).digest()
    as_owner(
        f"UPDATE record_entry SET payload = '\\x{written.hex()}', hash = '\\x{digest.hex()}' WHERE id = {entry.id}"
    )
    if previous:
        as_owner(f"UPDATE record_entry SET previous = '\\x{previous.hex()}' WHERE id = {entry.id}")
    assert reader.opened(entry.chain)
    return digest
