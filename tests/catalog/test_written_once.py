"""A row of law is written once: a correction is a new row, and nobody changes the old one."""

from __future__ import annotations

from datetime import date

import pytest
from django.db import DatabaseError, connections, transaction

from jinwu.catalog import queries
from jinwu.catalog.models import CalendarDay, ProfileValue
from jinwu.catalog.writing import put

pytestmark = pytest.mark.django_db(databases=["default", "owner"])
TABLES = [
    "catalog_statuteversion",
    "catalog_article",
    "catalog_violation",
    "catalog_benchmarktier",
    "catalog_profilevalue",
    "catalog_questiontemplate",
    "catalog_calendarday",
]


@pytest.mark.parametrize("alias", ["default", "owner"])
@pytest.mark.parametrize("table", TABLES)
@pytest.mark.parametrize("change", ["UPDATE {} SET recorded_by = 'x'", "DELETE FROM {}", "TRUNCATE {} CASCADE"])
def test_neither_application_nor_owner_changes_a_row(alias, table, change):
    with pytest.raises(DatabaseError), transaction.atomic(using=alias), connections[alias].cursor() as cursor:
        cursor.execute(change.format(table))


def test_a_correction_supersedes_and_keeps_the_old_row():
    key = {"key": "T12.length", "in_force_from": date(2000, 1, 1)}
    old = ProfileValue.objects.current().get(**key)
    new, written = put(ProfileValue, key, {"value": 2}, by="管理员")
    assert written
    assert new.supersedes == old
    assert new.title == old.title
    assert ProfileValue.objects.get(pk=old.pk).value == 3
    assert queries.profile("T12.length", date(2025, 1, 1)).id == new.id


def test_writing_the_same_again_changes_nothing():
    key, values = {"day": date(2027, 2, 6)}, {"working": False, "note": "春节", "source": "通知"}
    first, written = put(CalendarDay, key, values)
    assert written
    assert put(CalendarDay, key, values) == (first, False)


def test_two_rows_cannot_be_current_for_one_key():
    row = {"key": "T12.length", "in_force_from": date(2000, 1, 1), "value": 9, "title": "x"}
    with pytest.raises(DatabaseError), transaction.atomic():
        ProfileValue.objects.create(**row)
