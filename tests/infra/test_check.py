"""`jinwu check` names what is wrong and how to mend it, and fails only then."""

from __future__ import annotations

import psycopg
import pytest

pytestmark = pytest.mark.slow


def _do(bureau, query: str) -> None:
    with psycopg.connect(bureau.environment["DATABASE_URL"], autocommit=True) as connection:
        connection.execute(query)


def test_all_is_well(bureau):
    done = bureau.jinwu("check")
    assert done.returncode == 0, done.stdout + done.stderr
    assert "✗" not in done.stdout
    assert "No problem." in done.stdout


@pytest.mark.parametrize(
    "change",
    [
        "ALTER TABLE record_entry DISABLE TRIGGER USER",
        "DROP TRIGGER record_written_once ON record_entry",
        "GRANT UPDATE ON record_entry TO jinwu_app",
    ],
)
def test_a_record_that_can_be_changed_is_named(bureau, change):
    _do(bureau, change)
    done = bureau.jinwu("check")
    assert done.returncode == 1
    assert "✗ These tables of the record can be changed: record_entry." in done.stdout


def test_a_missing_migration_is_mended_by_upgrade(bureau):
    _do(bureau, "DELETE FROM django_migrations WHERE app = 'matters' AND name = '0005_looks'; DROP TABLE matters_look")
    done = bureau.jinwu("check")
    assert done.returncode == 1
    assert "→ Run `jinwu upgrade`." in done.stdout
    assert bureau.jinwu("upgrade").returncode == 0
    assert bureau.jinwu("check").returncode == 0


def test_a_database_that_does_not_answer(bureau):
    done = bureau.jinwu("check", DATABASE_URL="postgresql://jinwu_owner@127.0.0.1:9/jinwu")
    assert done.returncode == 1
    assert "✗ The database does not let jinwu_owner in" in done.stdout
    assert "Correct DATABASE_URL" in done.stdout


def test_a_program_that_works_as_the_owner(bureau):
    done = bureau.jinwu("check", JINWU_APP_DATABASE_URL=bureau.environment["DATABASE_URL"])
    assert done.returncode == 1
    assert "may change the record's tables" in done.stdout
