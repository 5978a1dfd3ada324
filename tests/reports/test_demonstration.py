"""The demonstration bureau: exact figures, tables that the record gives again, and building it twice changes nothing."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from pathlib import Path

import psycopg
import pytest

from jinwu.config import database
from jinwu.matters import replay
from jinwu.matters.models import Matter

pytestmark = pytest.mark.slow

#: The report of 2023, to the last fen.
FIGURES = {
    "penalty.count": ("152", "件"),
    "penalty.ordinary.count": ("52", "件"),
    "penalty.ordinary.fines": ("2801825.52", "元"),
    "coercion.count": ("0", "件"),
    "licence.granted": ("0", "件"),
    "clues.received": ("52", "条"),
    "penalty.summary.count": ("100", "件"),
    "penalty.fines": ("2834425.52", "元"),
    "penalty.summary.fines": ("32600.00", "元"),
    "inspection.count": ("5372", "次"),
    "patrol.count": ("260", "次"),
    "patrol.advised": ("3262", "人次"),
    "reminders.issued": ("52", "份"),
    "officers.posts": ("210", "人"),
    "officers.staffed": ("173", "人"),
    "officers.team_certified": ("172", "人"),
    "officers.certified": ("279", "人"),
    "equipment.recorders": ("158", "部"),
}


@pytest.fixture(scope="module")
def home(tmp_path_factory) -> Path:
    return tmp_path_factory.mktemp("demonstration")


@pytest.fixture
def jinwu(fresh_db, home, settings):
    """The command, at a database and a home of its own."""
    url = database.url({**settings.DATABASES["owner"], "NAME": fresh_db})
    app = database.url({**settings.DATABASES["default"], "NAME": fresh_db})
    place = os.environ | {"DATABASE_URL": url, "JINWU_APP_DATABASE_URL": app, "JINWU_HOME": str(home)}

    def run(*words: str) -> str:
        done = subprocess.run(
            [sys.executable, "-m", "jinwu", *words], env=place, capture_output=True, text=True, timeout=600
        )
        assert done.returncode == 0, done.stderr
        return done.stdout

    return run


@pytest.fixture
def django_db_blocked(django_db_blocker):
    with django_db_blocker.unblock():
        yield


def test_the_demonstration(jinwu, fresh_db, django_db_blocked, settings):
    jinwu("demo", "--no-serve", "--today", "2026-11-20")
    figures = json.loads(jinwu("report", "annual", "--unit", "yangquan", "--year", "2023", "--format", "json"))[
        "figures"
    ]
    assert {code: (one["value"], one["unit"]) for code, one in figures.items()} == FIGURES
    assert "2,834,425.52" in jinwu("report", "annual", "--unit", "yangquan", "--year", "2023", "--format", "html")

    visits = Matter.objects.filter(procedure__in=("inspection", "patrol")).order_by("pk")
    cases = Matter.objects.exclude(procedure__in=("inspection", "patrol"))
    matters = [*cases.values_list("pk", flat=True), *list(visits.values_list("pk", flat=True))[::20]]  # every twentieth
    assert len(matters) > 100 + 250
    assert {pk: found for pk in matters if (found := replay.check(pk))} == {}

    before = contents(settings, fresh_db)
    jinwu("demo", "--no-serve", "--today", "2026-11-20")
    assert contents(settings, fresh_db) == before


def contents(settings, name: str) -> dict[str, int]:
    """How many rows each table has."""
    owner = settings.DATABASES["owner"]
    with psycopg.connect(
        host=owner["HOST"] or None, port=owner["PORT"] or None, user=owner["USER"], password=owner["PASSWORD"] or None,
        dbname=name,
    ) as connection:  # fmt: skip
        tables = [row[0] for row in connection.execute("SELECT tablename FROM pg_tables WHERE schemaname = 'public'")]
        return {table: connection.execute(f'SELECT count(*) FROM "{table}"').fetchone()[0] for table in sorted(tables)}
