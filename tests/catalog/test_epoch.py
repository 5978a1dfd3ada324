"""Caches follow every write, wherever it is made, and cost one small query a transaction."""

from __future__ import annotations

from datetime import date

import pytest
from django.db import connection, connections, transaction

from jinwu.catalog import epoch, queries
from jinwu.catalog.models import CalendarDay, ProfileValue
from jinwu.catalog.writing import put

TODAY = date(2026, 11, 20)
KEY = {"key": "T12.length", "in_force_from": date(2026, 1, 1)}


def _set(value: int) -> None:
    put(ProfileValue, KEY, {"value": value, "title": "备案"}, by="管理员")


@pytest.mark.django_db
def test_a_write_is_read_at_once():
    assert queries.profile("T12.length", TODAY).value == 3
    _set(4)
    assert queries.profile("T12.length", TODAY).value == 4


@pytest.mark.django_db
def test_a_write_rolled_back_leaves_nothing_in_the_cache():
    assert queries.profile("T12.length", TODAY).value == 3
    with transaction.atomic():
        _set(4)
        assert queries.profile("T12.length", TODAY).value == 4
        transaction.set_rollback(True)
    assert queries.profile("T12.length", TODAY).value == 3


@pytest.mark.django_db
def test_the_calendar_table_goes_before_the_library():
    monday = date(2026, 11, 23)
    assert queries.work_calendar().is_working(monday)
    put(CalendarDay, {"day": monday}, {"working": False, "source": "市政府通知"})
    assert not queries.work_calendar().is_working(monday)


@pytest.mark.django_db
def test_a_transaction_asks_once(django_assert_num_queries):
    queries.profile("T12.length", TODAY)
    queries.cite(queries.violation("road.occupy", TODAY).penalty_citations, TODAY)
    epoch.forget()
    with django_assert_num_queries(1), transaction.atomic(savepoint=False):
        for _ in range(20):
            queries.profile("T12.length", TODAY)
            queries.violation("road.occupy", TODAY)
            queries.cite(queries.violation("road.occupy", TODAY).penalty_citations, TODAY)


def test_another_connection_s_write_is_seen_by_the_next_transaction(fresh_db):
    with transaction.atomic():
        assert queries.profile("T12.length", TODAY).value == 3
    with connections["owner"].cursor() as cursor:
        cursor.execute(
            "INSERT INTO catalog_profilevalue (recorded_at, recorded_by, in_force_from, key, value, title, confirmed,"
            " source, note) VALUES (now(), 'x', '2026-01-01', 'T12.length', '7', 't', false, '', '')"
        )
    with transaction.atomic():
        assert queries.profile("T12.length", TODAY).value == 7


def test_outside_of_a_transaction_the_token_is_kept_for_a_moment_only(fresh_db, monkeypatch):
    first = epoch.current()
    assert epoch.current() == first
    monkeypatch.setattr(epoch, "_OUTSIDE_SECONDS", 0.0)
    with connections["owner"].cursor() as cursor:
        cursor.execute("UPDATE catalog_epoch SET token = gen_random_uuid()")
    assert epoch.current() != first
    assert not connection.in_atomic_block
