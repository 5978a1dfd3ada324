"""What was recorded cannot be changed: not by the application, not by the owner of the tables."""

from __future__ import annotations

import pytest
from django.db import DatabaseError, connections, transaction
from tests.record.making import MOMENT, Chain

from jinwu.record import attempts, protection, sequencer, tree, verify

TABLES = protection.WRITTEN_ONCE
COLUMNS = {
    "record_entry": "step",
    "record_refusedattempt": "step",
    "record_readlog": "what",
    "record_accesslog": "event",
    "record_checkpoint": "body",
}


@pytest.fixture
def filled(fresh_db):
    """A database with a row in every table of the record."""
    chain = Chain()
    chain.add(personal=("name",), name="张三")
    sequencer.run_once()
    tree.checkpoint()
    attempts.refused(user_id=1, step="decide", chain=chain.id, findings=[], at=MOMENT)
    attempts.read(user_id=1, what="party.number", subject="1")
    attempts.access("signed_in", user_id=1)
    return chain


def change(table: str) -> str:
    column = COLUMNS.get(table, "hash")
    return f"UPDATE {table} SET {column} = {column}"


def attempt(alias: str, statement: str) -> str:
    """The error that `statement` ends with."""
    with pytest.raises(DatabaseError) as raised, transaction.atomic(using=alias):
        connections[alias].cursor().execute(statement)
    return str(raised.value)


@pytest.mark.parametrize("table", TABLES)
def test_the_application_may_neither_change_nor_remove(filled, table):
    for statement in (change(table), f"DELETE FROM {table}", f"TRUNCATE {table} CASCADE"):
        error = attempt("default", statement)
        assert "permission denied" in error or "refused" in error


@pytest.mark.parametrize("table", TABLES)
def test_the_owner_may_neither_change_nor_remove(filled, table):
    for statement in (change(table), f"DELETE FROM {table}", f"TRUNCATE {table} CASCADE"):
        assert "written once" in attempt("owner", statement)


@pytest.mark.parametrize("alias", ["default", "owner"])
def test_a_personal_value_is_neither_changed_nor_removed_outside_its_step(filled, alias):
    assert "refused" in attempt(alias, "UPDATE record_personalvalue SET value = '1'")
    assert "act of its own" in attempt(alias, "DELETE FROM record_personalvalue")


def test_naming_an_entry_that_erases_nothing_does_not_open_the_side_table(filled):
    named = f"SET LOCAL jinwu.erasing_entry = '{filled.entries[0].id}'; DELETE FROM record_personalvalue"
    assert "act of its own" in attempt("default", named)


def test_the_triggers_hold_in_replica_mode_too(filled):
    with connections["owner"].cursor() as cursor:
        cursor.execute("SELECT tgenabled FROM pg_trigger WHERE tgname IN ('record_written_once', 'record_erase')")
        assert {enabled for (enabled,) in cursor.fetchall()} == {"A"}


def test_a_trigger_that_was_switched_off_is_told_and_comes_back(filled, as_owner):
    as_owner("ALTER TABLE record_entry DISABLE TRIGGER record_written_once")
    assert protection.unprotected() == ["record_entry"]
    result = verify.verify(report=lambda line: None)
    assert result.ok
    assert "record_entry" in result.warnings[0]
    protection.protect()
    assert protection.unprotected() == []
