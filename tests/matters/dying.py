"""A process that takes one step and dies at a given point of it. Started by `tests.matters.killing`.

It reads one JSON line a try: what to do and at which point to die. For each try it forks; the child patches every
way out to the world (each statement, each paper, each file, the commit itself), counts them and dies at the one named,
without any clean-up. The parent answers with the exit code and the point.
"""

from __future__ import annotations

import json
import os
import re
import sys
import traceback
from datetime import datetime
from typing import Any
from uuid import UUID

DIED = 77


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
        written = re.findall(r'(?:INSERT INTO|UPDATE|DELETE FROM) "?(\w+)', str(sql))
        countdown.point(f"before {' '.join(written) or str(sql)[:40]}")
        return execute(sql, params, many, context)

    papers.render = around(papers.render, "render")
    spool.put = around(spool.put, "spool")
    BaseDatabaseWrapper._commit = around(BaseDatabaseWrapper._commit, "commit")
    connection.execute_wrappers.append(statement)


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
    for line in sys.stdin:
        print(json.dumps(attempt(json.loads(line))), flush=True)


if __name__ == "__main__":
    main()
