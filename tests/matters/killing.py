"""A door at which the process dies: at every point of a step in turn, and only then is the step taken.

`Killer` starts `tests.matters.dying` and stands where a walk takes its steps. After each death the whole database must be
what it was before; the next try comes with the same key and goes one point further, so that each death is followed by the
same sending, and the last one by the answer that it was done already.
"""

from __future__ import annotations

import json
import os
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import datetime
from typing import Any
from uuid import UUID

from django.db import connection
from tests.matters.dying import DIED

from jinwu.bureau.models import User
from jinwu.documents.models import Number
from jinwu.kit import clock
from jinwu.matters import jobs, replay
from jinwu.matters.door import Done, Opening, Request, perform, perform_many
from jinwu.matters.models import Matter
from jinwu.record import verify

#: No step passes more points than this; a runaway countdown is told instead of waited for.
MOST = 400


def contents() -> dict[str, str]:
    """What stands in every table there is, each as one digest."""
    with connection.cursor() as cursor:
        names = sorted(connection.introspection.table_names(cursor))
        parts = [
            f"SELECT '{name}', md5(coalesce(string_agg(t::text, E'\\n' ORDER BY t::text), '')) FROM \"{name}\" t"
            for name in names
        ]
        cursor.execute(" UNION ALL ".join(parts))
        return dict(cursor.fetchall())


def assert_whole() -> None:
    """The house is sound: tables and record agree, the chains verify, no number is missing."""
    for matter in Matter.objects.values_list("pk", flat=True):
        assert replay.check(matter) == []
    assert verify.verify(report=lambda line: None).ok
    assert_gapless()


def assert_gapless() -> None:
    serials: dict[tuple[str, int], list[int]] = {}
    for code, year, serial in Number.objects.order_by("serial").values_list("class_code", "year", "serial"):
        serials.setdefault((code, year), []).append(serial)
    assert all(found == list(range(1, len(found) + 1)) for found in serials.values()), serials


class Killer:
    """Takes steps the hard way. `points` says where each of them died."""

    def __init__(self, database: str) -> None:
        names = dict.fromkeys(("default", "log", "owner"), database)
        self.points: list[tuple[str, list[str]]] = []
        self._child = subprocess.Popen(
            [sys.executable, "-m", "tests.matters.dying", json.dumps(names)],
            env=os.environ | {"DJANGO_SETTINGS_MODULE": "tests.settings", "PYTHONPATH": os.pathsep.join(sys.path)},
            stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True,
        )  # fmt: skip

    def end(self) -> None:
        assert self._child.stdin
        self._child.stdin.close()
        self._child.wait(timeout=30)

    def perform(self, matter: UUID | Opening, step: str, *, by: User, partner: int | None = None, data: Any,
                at: datetime, key: UUID, seen: int | None) -> Done:  # fmt: skip
        """As `door.perform`: dies at every point, then takes the step."""
        request = Request(matter, step, data, key, seen)
        self.kill(step, _sent([request], by, partner, at))
        done = perform(matter, step, by=by, partner=partner, data=data, at=at, key=key, seen=seen)
        assert done.repeated, "the try that died after its commit took the step"
        return done

    def perform_many(self, requests: list[Request], *, by: User, at: datetime) -> list[Any]:
        self.kill("perform_many", _sent(requests, by, None, at))
        return perform_many(requests, by=by, at=at)

    def tick(self) -> int:
        """As `jobs.tick`; how many steps were taken by the try that died after its commit."""
        before = _heads()
        self.kill("tick", {"tick": True})
        taken = _heads() - before
        assert jobs.tick() == 0
        return taken

    def kill(self, name: str, sending: dict[str, Any]) -> None:
        """Die at every point of what is sent, and compare; the last death comes after the commit."""
        sending = {"now": clock.now().isoformat()} | sending
        before, where = contents(), ""
        passed: list[str] = []
        for die in range(1, MOST):
            code, where = self._ask(sending | {"die": die})
            assert code == DIED, f"{name}: {where or passed[-1:]}: exit {code}"
            passed.append(where)
            if where == "after commit":
                break
            assert contents() == before, f"{name}: something was left by dying {where}"
        self.points.append((name, passed))
        assert passed[-2:] == ["before commit", "after commit"]
        assert any("record_entry" in one for one in passed), f"{name} wrote no entry"
        assert any("matters_matter" in one for one in passed), f"{name} moved no matter"

    def _ask(self, sending: dict[str, Any]) -> tuple[int, str]:
        assert self._child.stdin
        assert self._child.stdout
        self._child.stdin.write(json.dumps(sending, default=str) + "\n")
        self._child.stdin.flush()
        code, where = json.loads(self._child.stdout.readline())
        return code, where


@contextmanager
def killer(database: str) -> Iterator[Killer]:
    """A killer for that database; its process ends with the block."""
    made = Killer(database)
    try:
        yield made
    finally:
        made.end()


def _heads() -> int:
    return sum(Matter.objects.values_list("head_seq", flat=True))


def _sent(requests: list[Request], by: User, partner: int | None, at: datetime) -> dict[str, Any]:
    def one(request: Request) -> dict[str, Any]:
        opening = isinstance(request.matter, Opening)
        return {
            "procedure": request.matter.procedure if opening else "",  # type: ignore[union-attr]
            "matter": str(request.matter.matter if opening else request.matter),  # type: ignore[union-attr]
            "step": request.step, "data": request.data, "key": str(request.key), "seen": request.seen,
        }  # fmt: skip

    return {"requests": [one(each) for each in requests], "by": by.pk, "partner": partner, "at": at.isoformat()}
