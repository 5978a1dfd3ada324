"""The client of `jinwu bench steps` and `lifecycle`, a process of its own: threads with one connection each, nothing of the house loaded.

Reads its plan as JSON from standard input and writes one JSON object: what every call took, in seconds.
"""

from __future__ import annotations

import json
import sys
import threading
import time
import uuid
from collections import defaultdict
from collections.abc import Callable
from datetime import datetime, timedelta, timezone
from http.client import HTTPConnection
from typing import Any

if __package__:
    from . import cases, dossiers
    from .cases import PRESENCE, Call
else:
    import dossiers

    import cases
    from cases import PRESENCE, Call

#: What one case is, by procedure: its calls, and the step that opens it.
KINDS = {"summary": (cases.calls, "open"), "ordinary": (dossiers.calls, "register_clue")}

ZONE = timezone(timedelta(hours=8))


class Client(threading.Thread):
    """One pair of officers at work: case after case, each call after the answer of the one before."""

    def __init__(self, pair: int, plan: dict[str, Any], take: Callable[[], int | None]) -> None:
        super().__init__()
        self.pair, self.plan, self.take = pair, plan, take
        self.times: dict[str, list[float]] = defaultdict(list)
        self.errors: list[str] = []
        self.cases = 0
        self.connection = HTTPConnection(plan["host"], plan["port"], timeout=60)

    def run(self) -> None:
        while (number := self.take()) is not None:
            self.cases += self._case(number)

    def _case(self, number: int) -> bool:
        matter, seen = str(uuid.uuid4()), None
        calls, _opening = KINDS[self.plan["procedure"]]
        for call in calls(number, self.pair, datetime.now(ZONE), self.plan["partners"], self.plan["officers"]):
            status, answer = self._timed(call, matter, seen)
            if status != 201:
                self.errors.append(f"{call.step}: {status} {answer[:300].decode(errors='replace')}")
                return False
            if call.step != PRESENCE:
                seen = json.loads(answer)["seq"]
        return True

    def _timed(self, call: Call, matter: str, seen: int | None) -> tuple[int, bytes]:
        path, body = self._request(call, matter, seen)
        headers = {"Authorization": f"Bearer {self.plan['tokens'][call.by]}", "Content-Type": "application/json"}
        start = time.perf_counter()
        self.connection.request("POST", path, body=json.dumps(body).encode(), headers=headers)
        response = self.connection.getresponse()
        answer = response.read()
        self.times[call.step].append(time.perf_counter() - start)
        return response.status, answer

    def _request(self, call: Call, matter: str, seen: int | None) -> tuple[str, dict[str, Any]]:
        if call.step == PRESENCE:
            return f"/api/v1/matters/{matter}/presence", {}
        body: dict[str, Any] = {"key": str(uuid.uuid4()), "data": call.data}
        if call.two:
            body["partner"] = self.plan["partners"][self.pair]
        procedure = self.plan["procedure"]
        if call.step == KINDS[procedure][1]:
            return f"/api/v1/matters/{procedure}/{call.step}", body | {"matter": matter}
        return f"/api/v1/matters/{matter}/steps/{call.step}", body | {"seen": seen}


def drive(plan: dict[str, Any]) -> dict[str, Any]:
    """Let `plan["clients"]` clients work until the cases `first` to `first + cases` are done."""
    left = iter(range(plan["first"], plan["first"] + plan["cases"]))
    lock = threading.Lock()

    def take() -> int | None:
        with lock:
            return next(left, None)

    clients = [Client(pair, plan, take) for pair in range(plan["clients"])]
    start, cpu = time.perf_counter(), time.process_time()
    for client in clients:
        client.start()
    for client in clients:
        client.join()
    times: dict[str, list[float]] = defaultdict(list)
    for client in clients:
        for step, taken in client.times.items():
            times[step] += taken
    return {
        "seconds": time.perf_counter() - start,
        "client_cpu_seconds": time.process_time() - cpu,
        "cases": sum(client.cases for client in clients),
        "times": times,
        "errors": [error for client in clients for error in client.errors],
    }


if __name__ == "__main__":
    json.dump(drive(json.load(sys.stdin)), sys.stdout)
