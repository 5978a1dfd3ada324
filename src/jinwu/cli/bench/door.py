"""`jinwu bench door [--procedure summary|ordinary] [--cases N] [--profile FILE]`: whole cases through the door in this
process, no HTTP.

CPU time is this process's alone; it is steadier than wall time on a machine that does other work.
"""

from __future__ import annotations

import argparse
import cProfile
import time
import uuid
from collections import defaultdict
from collections.abc import Callable
from contextlib import ExitStack, nullcontext
from pathlib import Path
from typing import Any

from django.db import connection

from . import bureau
from .cases import PRESENCE, Call
from .client import KINDS
from .measure import cpu_seconds, machine, percentile, spread, tell
from .scratch import scratch


def run(words: list[str]) -> int:
    """Measure and print; 1 when a step was refused."""
    parser = argparse.ArgumentParser(prog="jinwu bench door")
    parser.add_argument("--procedure", choices=sorted(KINDS), default="summary")
    parser.add_argument("--cases", type=int, default=100)
    parser.add_argument("--warm", type=int, default=5, help="cases before the measurement")
    parser.add_argument("--profile", type=Path, metavar="FILE", help="write a profile of the measured cases")
    options = parser.parse_args(words)
    with scratch():
        people = bureau.found(1, options.cases + options.warm)
        tell("door", "machine", **machine())
        Meter(options.procedure).cases(people, range(options.warm))
        profile = cProfile.Profile(time.thread_time) if options.profile else None
        meter = Meter(options.procedure)
        backend = _backend()
        before = cpu_seconds(backend)
        with profile or nullcontext():
            meter.cases(people, range(options.warm, options.warm + options.cases))
        if profile:
            profile.dump_stats(options.profile)
        meter.report(cpu_seconds(backend) - before)
    return 0


class Meter:
    """Takes cases through the door and keeps what each step cost."""

    def __init__(self, procedure: str) -> None:
        self.procedure = procedure
        self.wall: dict[str, list[float]] = defaultdict(list)
        self.cpu: dict[str, list[float]] = defaultdict(list)
        self.queries: dict[str, int] = defaultdict(int)

    def cases(self, people: bureau.People, numbers: range) -> None:
        """Whole cases, one after the other."""
        from jinwu.kit import clock

        calls, _opening = KINDS[self.procedure]
        named = people.named()
        officers, partners = ([one.officer_id for one in side] for side in zip(*people.pairs, strict=True))
        for number in numbers:
            matter, seen = uuid.uuid4(), None
            for call in calls(number, 0, clock.now(), partners, officers):
                seen = self._timed(call, matter, seen, named)

    def _timed(self, call: Call, matter: uuid.UUID, seen: int | None, named: dict[str, Any]) -> int | None:
        counted = 0

        def count(execute: Callable[..., Any], *args: Any) -> Any:
            nonlocal counted
            counted += 1
            return execute(*args)

        named[call.by].__dict__.pop("_roles_on", None)  # a request reads its account anew
        with ExitStack() as stack:
            stack.enter_context(connection.execute_wrapper(count))
            wall, cpu = time.perf_counter(), time.thread_time()
            seen = self.take(call, matter, seen, named)
            self.wall[call.step].append(time.perf_counter() - wall)
            self.cpu[call.step].append(time.thread_time() - cpu)
        self.queries[call.step] += counted
        return seen

    def take(self, call: Call, matter: uuid.UUID, seen: int | None, named: dict[str, Any]) -> int | None:
        from jinwu.kit import clock
        from jinwu.matters import presence
        from jinwu.matters.door import Opening, perform

        if call.step == PRESENCE:
            presence.confirm_own(matter, named[call.by])
            return seen
        opening = Opening(self.procedure, matter) if call.step == KINDS[self.procedure][1] else matter
        partner = named[f"partner{call.by.removeprefix('officer')}"].officer_id if call.two else None
        return perform(
            opening,
            call.step,
            by=named[call.by],
            partner=partner,
            data=call.data,
            at=clock.now(),
            key=uuid.uuid4(),
            seen=seen,
        ).seq

    def report(self, database: float) -> None:
        """One line per step, one over all; `database` is the CPU time in seconds of the connection's own server process."""
        for step, wall in self.wall.items():
            tell("door", step, times=len(wall), **_cpu(self.cpu[step]), queries=round(self.queries[step] / len(wall), 1),
                 **spread(wall))  # fmt: skip
        wall, cpu = ([each for part in kept.values() for each in part] for kept in (self.wall, self.cpu))
        tell("door", "all", times=len(wall), **_cpu(cpu), database_cpu_ms=round(database / len(wall) * 1000, 2),
             queries=round(sum(self.queries.values()) / len(wall), 1),
             writes_per_second=round(len(wall) / sum(wall), 1), **spread(wall))  # fmt: skip


def _cpu(seconds: list[float]) -> dict[str, float]:
    """Mean CPU time, and the time of the tenth that was disturbed least."""
    mean = sum(seconds) / len(seconds)
    return {"cpu_ms": round(mean * 1000, 2), "cpu_p10_ms": round(percentile(seconds, 0.1) * 1000, 2)}


def _backend() -> int:
    """Process id of the server's side of this connection; 0 where it runs elsewhere."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_backend_pid(), inet_server_addr() IS NULL OR inet_server_addr() = inet_client_addr()")
        pid, here = cursor.fetchone()
    return pid if here else 0
