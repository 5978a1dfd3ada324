"""The demonstration bureau: exact figures, tables that the record gives again, and building it twice changes nothing."""

from __future__ import annotations

import json
import os
import re
import subprocess
import sys
from pathlib import Path

import psycopg
import pypdf
import pytest

from jinwu.casefile import gate
from jinwu.casefile.contents import items_of
from jinwu.casefile.order import order_of
from jinwu.casefile.plans import plans
from jinwu.config import database
from jinwu.matters import replay
from jinwu.matters.kinds import procedures
from jinwu.matters.models import Matter, MatterPaper

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


def test_the_demonstration(jinwu, home, fresh_db, django_db_blocked, settings):
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
    the_hearing_is_bound_whole(jinwu, home)


def the_hearing_is_bound_whole(jinwu, home: Path) -> None:
    """The archived case with a hearing of two parties; its leaves are tried one by one in `tests/casefile/test_heard.py`."""
    heard = MatterPaper.objects.filter(paper="hearing_record").values("matter")
    row = Matter.objects.get(pk__in=heard, stage="archived")
    state, plan = replay.refold(row.pk, procedures["ordinary"]), plans["ordinary"]

    items = items_of(state, plan, order_of("ordinary", row.opened_at.date()))
    assert gate.blocking(gate.gaps(state, plan, items, row.opened_at.date(), lambda source: True)) == []

    for words, volume in (([], "open.pdf"), (["--internal"], "internal.pdf")):
        jinwu("casefile", row.number, "-o", str(home / volume), *words)
    texts = [
        [text_of_page(page) for page in pypdf.PdfReader(home / name).pages] for name in ("open.pdf", "internal.pdf")
    ]
    opened, internal = ("".join(pages) for pages in texts)
    assert opened.count("行政处罚听证通知书") >= 2 * 2  # for each party: in the index and on its own page
    for title in ("听证笔录", "送达回证", "现场照片", "视听资料说明", "证据目录", "缴款情况表", "结案审批表", "备考表"):
        assert title in opened
    for title in ("案件调查终结报告", "法制审核意见书", "重大案件集体讨论记录"):
        assert title in internal
        assert title not in opened
    numbered = int(re.search(r"本卷共(\d+)件(\d+)页", texts[0][0]).group(2))
    assert len(texts[0]) == numbered + 4  # cover, two pages of index, verification sheet
    marks = [mark for group in pypdf.PdfReader(home / "open.pdf").outline if isinstance(group, list) for mark in group]
    assert len(marks) == int(re.search(r"本卷共(\d+)件", texts[0][-1]).group(1))


def text_of_page(page) -> str:
    return "".join(page.extract_text().split())


def contents(settings, name: str) -> dict[str, int]:
    """How many rows each table has."""
    owner = settings.DATABASES["owner"]
    with psycopg.connect(
        host=owner["HOST"] or None, port=owner["PORT"] or None, user=owner["USER"], password=owner["PASSWORD"] or None,
        dbname=name,
    ) as connection:  # fmt: skip
        tables = [row[0] for row in connection.execute("SELECT tablename FROM pg_tables WHERE schemaname = 'public'")]
        return {table: connection.execute(f'SELECT count(*) FROM "{table}"').fetchone()[0] for table in sorted(tables)}
