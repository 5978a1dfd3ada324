"""`jinwu bench steps [--cases N] [--clients 1,16] [--workers 2] [--keep]`: whole summary cases over HTTP, papers included.

The real server answers in processes of its own; the clients are threads of one further process. A *write* is a POST that
changes the record or the books: eight for a case, the second officer's confirmation among them.
"""

from __future__ import annotations

import argparse
import json
import subprocess
import sys
import time
from pathlib import Path
from typing import Any

from django.db import connection

from . import bureau, crowd
from .measure import machine, spread, tell
from .scratch import Scratch, scratch
from .server import HOST, Server, serving

WARM = 16  # cases before the measurement, so that every worker has read law and fonts


def run(words: list[str], name: str = "steps", procedure: str = "summary") -> int:
    """Measure and print; 1 when a call was not answered as it should."""
    parser = argparse.ArgumentParser(prog=f"jinwu bench {name}")
    parser.add_argument("--cases", type=int, default=200, help="cases for each number of clients")
    parser.add_argument("--clients", type=_numbers, default=[1, 16], help="such as 1,16")
    parser.add_argument("--workers", type=int, default=2, help="processes of the server")
    parser.add_argument(
        "--loaded", type=int, default=0, metavar="N", help="measure again with so many closed ordinary cases there"
    )
    parser.add_argument("--keep", action="store_true", help="keep the scratch database and its files")
    options = parser.parse_args(words)
    with scratch(keep=options.keep) as place:
        pairs = max(options.clients)
        people = bureau.found(pairs, (options.cases + WARM) * len(options.clients) + WARM)
        plan = {
            "host": HOST,
            "tokens": bureau.tokens_of(people),
            "partners": [partner.officer_id for _officer, partner in people.pairs],
            "officers": [officer.officer_id for officer, _partner in people.pairs],
            "procedure": procedure,
            "name": name,
        }
        tell(name, "machine", workers=options.workers, **machine())
        with serving(place, options.workers) as server:
            plan["port"] = server.port
            failed = _rounds(options, plan, server, first=0)
            if options.loaded:
                _load(name, people, options.loaded)
                failed |= _rounds(options, plan | {"loaded": options.loaded}, server, first=500_000)
        tell(name, "papers", **_papers(place))
        if options.keep:
            tell(name, "kept", database=place.name, home=str(place.home))
    return 1 if failed else 0


def _load(name: str, people: bureau.People, cases: int) -> None:
    began = time.perf_counter()
    there = crowd.fill(people, cases, first=1_000_000)
    tell(name, "loaded", cases=there, seconds=round(time.perf_counter() - began, 1), **_size())


def _rounds(options: argparse.Namespace, plan: dict[str, Any], server: Server, first: int) -> bool:
    failed = False
    _drive({**plan, "clients": max(options.clients), "first": first, "cases": WARM})
    for clients in options.clients:
        first += options.cases + WARM
        cpu = server.cpu_seconds()
        found = _drive({**plan, "clients": clients, "first": first, "cases": options.cases})
        _report(plan, clients, found, server.cpu_seconds() - cpu)
        _papers_set(plan["name"], clients, found)
        failed = failed or bool(found["errors"])
    return failed


def _drive(plan: dict[str, Any]) -> dict[str, Any]:
    """Let the client's process work through the plan."""
    client = [sys.executable, str(Path(__file__).with_name("client.py"))]
    done = subprocess.run(client, input=json.dumps(plan), capture_output=True, text=True, check=True)
    return json.loads(done.stdout)


def _report(plan: dict[str, Any], clients: int, found: dict[str, Any], cpu: float) -> None:
    name, loaded = plan["name"], plan.get("loaded", 0)
    for step, times in found["times"].items():
        tell(name, step, clients=clients, times=len(times), **spread(times))
    every = [each for times in found["times"].values() for each in times]
    tell(name, "all", clients=clients, loaded=loaded, cases=found["cases"], writes=len(every),
         writes_per_second=round(len(every) / found["seconds"], 1),
         cases_per_second=round(found["cases"] / found["seconds"], 2), errors=len(found["errors"]),
         first_errors=found["errors"][:3], server_cpu_ms_per_write=_ms(cpu, every),
         client_cpu_ms_per_write=_ms(found["client_cpu_seconds"], every), **spread(every))  # fmt: skip


def _papers_set(name: str, clients: int, found: dict[str, Any]) -> None:
    """How many papers that stay in the house waited when the last call was answered, until none did, and the pace with them."""
    from jinwu.documents.models import PaperToSet

    began, waited = time.perf_counter(), PaperToSet.objects.count()
    while PaperToSet.objects.exists():
        time.sleep(0.02)
    seconds = time.perf_counter() - began
    writes = sum(len(times) for times in found["times"].values())
    tell(name, "papers set after the act", clients=clients, waiting=waited, seconds=round(seconds, 2),
         writes_per_second_papers_included=round(writes / (found["seconds"] + seconds), 1))  # fmt: skip


def _size() -> dict[str, int]:
    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_database_size(current_database()) / 1000000, (SELECT count(*) FROM record_entry)")
        megabytes, entries = cursor.fetchone()
    return {"database_mb": megabytes, "entries": entries}


def _papers(place: Scratch) -> dict[str, int]:
    """Files and bytes that the server kept in its spool."""
    sizes = [path.stat().st_size for path in (place.home / "spool").rglob("*") if path.is_file()]
    return {"files": len(sizes), "bytes": sum(sizes)}


def _numbers(text: str) -> list[int]:
    return [int(part) for part in text.split(",")]


def _ms(seconds: float, writes: list[float]) -> float:
    return round(seconds / max(len(writes), 1) * 1000, 2)
