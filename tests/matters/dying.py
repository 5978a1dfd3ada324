"""A process that takes one step and dies at a given point of it. Started by `tests.matters.killing`.

It reads one JSON line a try: what to do and at which point to die. For each try it forks; the child patches every
way out to the world (each write, each paper, each file, the commit itself), counts them and dies at the one named,
without any clean-up. The parent answers with the exit code and the point.
"""

from __future__ import annotations

import hashlib
import json
import os
import pickle
import re
import sys
import tempfile
import traceback
from collections.abc import Callable
from datetime import datetime
from pathlib import Path
from typing import Any
from uuid import UUID

DIED = 77
#: A statement that writes, and where; dying before a read is dying after the write before it.
WRITING = re.compile(r'(?:INSERT INTO|DELETE FROM|UPDATE(?= "?\w+"? SET)) "?(\w+)')

#: Where tries of one run keep what they rendered.
RENDERED: Path


class Countdown:
    """Counts the points passed; at the one it was given the process is gone."""

    def __init__(self, target: int, out: int) -> None:
        self.left, self.out = target, out

    def point(self, name: str) -> None:
        self.left -= 1
        if self.left == 0:
            os.write(self.out, name.encode()[:200])
            os._exit(DIED)


def patch(countdown: Countdown) -> None:
    """Let the countdown pass every way out to the world."""
    from django.db import connection
    from django.db.backends.base.base import BaseDatabaseWrapper

    from jinwu.documents import spool
    from jinwu.matters import papers

    def around(function, name):
        def called(*args, **more):
            countdown.point(f"before {name}")
            result = function(*args, **more)
            countdown.point(f"after {name}")
            return result

        return called

    def statement(execute, sql, params, many, context):
        if written := WRITING.findall(str(sql)):
            countdown.point(f"before {' '.join(written)}")
        return execute(sql, params, many, context)

    papers.set_facts = around(remembered(papers.set_facts), "render")
    spool.put = around(spool.put, "spool")
    BaseDatabaseWrapper._commit = around(BaseDatabaseWrapper._commit, "commit")
    connection.execute_wrappers.append(statement)


def remembered(render: Callable[..., Any]) -> Callable[..., Any]:
    """Sets a paper once: the next try of the same sending finds the very bytes, and is spared the fonts."""

    def rendered(*args: Any, **more: Any) -> Any:
        kept = RENDERED / hashlib.sha256(repr((args, more)).encode()).hexdigest()
        if not kept.exists():
            kept.write_bytes(pickle.dumps(render(*args, **more)))
        return pickle.loads(kept.read_bytes())

    return rendered


def take(sending: dict) -> None:
    """What was sent: one step, a sitting, the clock coming round, or the bank's file."""
    from jinwu.bureau.models import User
    from jinwu.collection.exchange import import_payments
    from jinwu.kit import clock
    from jinwu.matters.door import Request, perform, perform_many
    from jinwu.matters.jobs import tick

    now = datetime.fromisoformat(sending["now"])
    with clock.fixed(now):
        if "tick" in sending:
            tick()
        elif "bank" in sending:
            import_payments(sending["bank"], by=sending["by"], report=lambda line: None)
        else:
            by, at = User.objects.get(pk=sending["by"]), datetime.fromisoformat(sending["at"])
            requests = [
                Request(_place(one), one["step"], one["data"], UUID(one["key"]), one["seen"])
                for one in sending["requests"]
            ]
            if len(requests) == 1:
                perform(**vars(requests[0]), by=by, partner=sending["partner"], at=at)
            else:
                perform_many(requests, by=by, partner=sending["partner"], at=at)


def _place(request: dict) -> Any:
    from jinwu.matters.door import Opening

    matter = UUID(request["matter"])
    return Opening(request["procedure"], matter) if request["procedure"] else matter


def attempt(sending: dict) -> tuple[int, str]:
    """One try in a child of its own; its exit code and where it died."""
    read, write = os.pipe()
    child = os.fork()
    if child == 0:
        code = 1
        try:
            os.close(read)
            countdown = Countdown(sending["die"], write)
            patch(countdown)
            take(sending)
            code = 0
        except BaseException:
            traceback.print_exc()
        finally:
            os._exit(code)
    os.close(write)
    with os.fdopen(read) as pipe:
        where = pipe.read()
    _pid, status = os.waitpid(child, 0)
    return os.waitstatus_to_exitcode(status), where


def main() -> None:
    import django
    from django.db import connections

    django.setup()
    for alias, name in json.loads(sys.argv[1]).items():
        connections.settings[alias]["NAME"] = name
    global RENDERED
    with tempfile.TemporaryDirectory() as folder:
        RENDERED = Path(folder)
        for line in sys.stdin:
            print(json.dumps(attempt(json.loads(line))), flush=True)


if __name__ == "__main__":
    main()
