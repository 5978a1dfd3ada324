"""`jinwu bench`: one JSON line per figure, on a scratch database that is gone afterwards."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from datetime import datetime

import psycopg
import pytest

from jinwu.cli.bench.cases import PRESENCE, calls, resident_id
from jinwu.cli.bench.crowd import PATTERNS
from jinwu.cli.bench.measure import percentile, spread
from jinwu.config import database
from jinwu.kit import clock
from jinwu.law.identity import ResidentId

STEPS = [PRESENCE, "open", "notify", "decide", "serve", "file_record", "pay", "close"]
WHOLE = {
    "summary": STEPS,
    "ordinary": ["register_clue", PRESENCE, "check_clue", "file", "record_scene", "order_correction", "check_correction",
                 "close_investigation", "review", "notify", "serve", "waive", "recheck", "decide", "pay", "close"],
}  # fmt: skip
SET = "papers set after the act"


@pytest.fixture
def bench(template_db, tmp_path, settings):
    """Run `jinwu bench …`; the figures by what they measure."""
    owner = settings.DATABASES["owner"]
    place = os.environ | {
        "DATABASE_URL": database.url(owner),
        "JINWU_APP_DATABASE_URL": database.url(settings.DATABASES["default"]),
        "JINWU_HOME": str(tmp_path),
    }

    def run(*words: str) -> list[dict]:
        command = [sys.executable, "-m", "jinwu", "bench", *words]
        done = subprocess.run(command, env=place, capture_output=True, text=True, timeout=600)
        assert done.returncode == 0, done.stderr + done.stdout
        assert not [name for name in databases(owner) if name.startswith("jinwu_bench_")]
        assert not list(tmp_path.glob("bench-*"))
        return [json.loads(line) for line in done.stdout.splitlines()]

    return run


def databases(owner) -> list[str]:
    with psycopg.connect(
        host=owner["HOST"] or None, port=owner["PORT"] or None, user=owner["USER"], password=owner["PASSWORD"] or None,
        dbname="postgres",
    ) as connection:  # fmt: skip
        return [row[0] for row in connection.execute("SELECT datname FROM pg_database")]


@pytest.mark.slow
def test_whole_cases_over_http_by_one_client_and_by_several(bench):
    lines = bench("steps", "--cases", "3", "--clients", "1,3")
    whole = {line["clients"]: line for line in lines if line["what"] == "all"}
    assert whole.keys() == {1, 3}
    for found in whole.values():
        assert (found["cases"], found["errors"], found["writes"]) == (3, 0, 24)
        assert found["writes_per_second"] > 0
        assert 0 < found["p50_ms"] <= found["p95_ms"] <= found["max_ms"]
    assert [line["what"] for line in lines if line.get("clients") == 1] == [*STEPS, "all", SET]
    papers = next(line for line in lines if line["what"] == "papers")
    assert papers["files"] == 2 * (16 + 3 + 3)
    assert papers["bytes"] > 10_000 * papers["files"]


@pytest.mark.slow
def test_an_ordinary_case_in_a_house_that_is_full(bench):
    told = bench("lifecycle", "--cases", "1", "--clients", "1", "--loaded", "40")
    lines = {line["what"]: line for line in told}
    assert [line["loaded"] for line in told if line["what"] == "all"] == [0, 40]
    assert lines["loaded"]["cases"] == 40
    assert lines["loaded"]["entries"] == 16 * (16 + 1 + PATTERNS + 40), "measured before, patterns, copies"
    assert (lines["all"]["errors"], lines["all"]["writes"]) == (0, 17)
    assert 0 < lines[SET]["writes_per_second_papers_included"] <= lines["all"]["writes_per_second"]
    assert lines["papers"]["files"] == 11 * (2 * (16 + 1) + PATTERNS)


@pytest.mark.slow
@pytest.mark.parametrize("procedure", ["summary", "ordinary"])
def test_whole_cases_through_the_door(bench, procedure):
    lines = {line["what"]: line for line in bench("door", "--procedure", procedure, "--cases", "2", "--warm", "1")}
    assert lines.keys() == {"machine", *WHOLE[procedure], "all"}
    assert lines["all"]["times"] == 2 * len(WHOLE[procedure]) + 2 * (procedure == "ordinary"), "it serves twice"
    assert lines["decide"]["queries"] > lines["close"]["queries"] > 0


@pytest.mark.slow
def test_papers(bench):
    lines = {line["what"]: line for line in bench("papers", "--times", "2")}
    assert lines["on_the_spot_decision"]["pages_per_second"] > 0


def test_an_unknown_measurement_names_the_known_ones():
    from jinwu.cli import bench

    with pytest.raises(SystemExit, match="steps, lifecycle, door, papers"):
        bench.run("speed", [])


def test_parties_of_the_measured_cases_have_right_numbers_each_its_own():
    found = [ResidentId.parse(resident_id(number)).number for number in range(3000)]
    assert len(set(found)) == len(found)


def test_a_case_is_the_same_for_the_door_and_for_http():
    now = datetime(2026, 3, 10, 12, tzinfo=clock.ZONE)
    assert [call.step for call in calls(1, 0, now)] == STEPS
    json.dumps([call.data for call in calls(1, 0, now)])


@pytest.mark.parametrize(
    ("share", "value"), [(0.0, 1), (0.1, 1), (0.5, 5), (0.95, 10), (1.0, 10)]
)  # fmt: skip
def test_percentiles_are_times_that_were_measured(share, value):
    assert percentile(range(1, 11), share) == value


def test_nothing_measured_is_no_error():
    assert spread([]) == {"p50_ms": 0.0, "p95_ms": 0.0, "max_ms": 0.0}


def test_the_ordinary_case_serves_the_papers_that_its_steps_make():
    """The keys of notice and decision follow from the order of the papers."""
    from jinwu.cli.bench import dossiers
    from jinwu.matters.door import procedures

    now = datetime(2026, 3, 10, 12, tzinfo=clock.ZONE)
    steps = procedures["ordinary"].steps
    made: list[str] = []
    for call in dossiers.calls(1, 0, now, [2], [1]):
        if call.step == "serve":
            wanted = {dossiers.NOTICE: "prior_notice", dossiers.DECISION: "penalty_decision"}[call.data["paper"]]
            assert made[int(call.data["paper"][1:]) - 1] == wanted
            made.append("service_receipt")
        elif call.step in steps:
            made += steps[call.step].papers


@pytest.mark.slow
def test_files_are_bound_from_cases_that_went_through_the_door(bench):
    found = {line["what"]: line for line in bench("casefile", "--times", "1", "--pages", "20")}
    assert found["one_case"]["archival"]
    assert found["many_pages"]["pages"] >= 20
    assert found["many_pages"]["cases"] == 2
    assert {"merge", "photographs"} <= found.keys()
