"""What the door wrote cannot be changed, removed or swept away: not as the application, not as the owner."""

from __future__ import annotations

import pytest
from django.db import DatabaseError, connections, transaction
from tests.cases.street import Street

from jinwu.matters import replay
from jinwu.record import sequencer, tree, verify
from jinwu.record.models import Entry

STATEMENTS = {
    "change an entry": "UPDATE record_entry SET payload = payload",
    "date it back": "UPDATE record_entry SET act_at = act_at - interval '1 day'",
    "remove it": "DELETE FROM record_entry WHERE step = 'decide'",
    "sweep it away": "TRUNCATE record_entry CASCADE",
    "change a personal value": "UPDATE record_personalvalue SET value = '\"李四\"'",
    "remove a personal value": "DELETE FROM record_personalvalue",
    "sweep personal values away": "TRUNCATE record_personalvalue",
    "remove it from the tree": "DELETE FROM record_leaf",
    "sweep the tree away": "TRUNCATE record_leaf CASCADE",
    "remove a checkpoint": "DELETE FROM record_checkpoint",
    "remove a refused attempt": "DELETE FROM record_refusedattempt",
    "sweep refused attempts away": "TRUNCATE record_refusedattempt",
}


@pytest.fixture
def served(committed) -> Street:
    """A whole case with a refused attempt, in the tree, under a checkpoint."""
    from jinwu.matters.errors import Refused

    street = Street(committed)
    street.to_served()
    with pytest.raises(Refused):
        street.collect(receipt="")
    while sequencer.run_once():
        pass
    tree.checkpoint()
    return street


def refused(alias: str, statement: str) -> bool:
    try:
        with transaction.atomic(using=alias), connections[alias].cursor() as cursor:
            cursor.execute(statement)
    except DatabaseError:
        return True
    return False


def test_every_way_is_refused_to_the_application_and_to_the_owner(served):
    ways = [(alias, what) for alias in ("default", "owner") for what in STATEMENTS]
    assert [way for way in ways if not refused(way[0], STATEMENTS[way[1]])] == []
    assert replay.check(served.matter) == []
    assert verify.verify(report=lambda line: None).ok


def test_with_the_triggers_dropped_verify_names_the_entry(served):
    decided = Entry.objects.get(chain=served.matter, step="decide")
    with connections["owner"].cursor() as cursor:
        cursor.execute("ALTER TABLE record_entry DISABLE TRIGGER record_written_once")
        forged = bytes(decided.payload).replace(b'"amount":"100.00"', b'"amount":"010.00"')
        assert forged != bytes(decided.payload)
        cursor.execute("UPDATE record_entry SET payload = %s WHERE id = %s", [forged, decided.pk])
    result = verify.verify(report=lambda line: None)
    assert not result.ok
    assert result.first_bad.entry == decided.pk


def test_a_table_changed_behind_the_record_is_told(served):
    from jinwu.cases.models import DecisionRow
    from jinwu.matters.models import Matter

    DecisionRow.objects.update(fine=10)
    Matter.objects.update(stage="paid")
    found = replay.check(served.matter)
    assert any("fine" in line for line in found)
    assert any("stage" in line for line in found)
