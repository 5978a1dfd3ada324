"""PostgreSQL's own tools (pg_dump, pg_restore, psql): those of the wheel, else the newest on this machine."""

from __future__ import annotations

import os
import re
import shutil
import subprocess
from contextlib import suppress
from pathlib import Path
from typing import IO, Any

from jinwu.config.postgres import places, wheel
from jinwu.config.trouble import Trouble
from jinwu.law.messages import say


def command(name: str, settings: dict[str, Any], *words: str | Path) -> tuple[list[str | Path], dict[str, str]]:
    """Argument list and environment that run the tool `name` on a database of `DATABASES`; no password in the list."""
    folder = _folder(name)
    env = wheel.environment(folder.parent) if folder.parent.parent == places().programs else dict(os.environ)
    env |= {f"PG{key.upper()}": str(value) for key, value in (settings.get("OPTIONS") or {}).items()
            if isinstance(value, str)}  # fmt: skip
    for key, value in (("PGHOST", "HOST"), ("PGPORT", "PORT"), ("PGUSER", "USER"), ("PGPASSWORD", "PASSWORD")):
        if settings[value]:
            env[key] = str(settings[value])
    env["PGDATABASE"] = settings["NAME"]
    return [folder / name, *words], env


def run(name: str, settings: dict[str, Any], *words: str | Path, **how: Any) -> None:
    """Run a tool to its end. Raises `Trouble` with the last thing that it said."""
    line, env = command(name, settings, *words)
    done = subprocess.run(line, env=env, stderr=subprocess.PIPE, text=True, check=False, **how)
    if done.returncode:
        raise failed(name, done.stderr)


def failed(name: str, said: str) -> Trouble:
    """The trouble of a tool that ended badly."""
    lines = [line for line in said.splitlines() if line.strip()]
    telling = [line for line in lines if "error" in line.lower() or "fatal" in line.lower()]
    return Trouble(say("{program} failed: {reason}", program=name, reason=(telling or lines or ["?"])[0].strip()))


def script(dump: Path, settings: dict[str, Any], head: str) -> None:
    """Restore a dump as one transaction that begins with the SQL of `head`: all of it, or nothing."""
    reading, env = command("pg_restore", settings, "--no-owner", "--no-privileges", "--no-comments", "-f", "-", dump)
    writing, _env = command("psql", settings, "-X", "-q", "-1", "-v", "ON_ERROR_STOP=1", "-f", "-")
    with (
        subprocess.Popen(reading, env=env, stdout=subprocess.PIPE, stderr=subprocess.PIPE) as source,
        subprocess.Popen(
            writing, env=env, stdin=subprocess.PIPE, stdout=subprocess.DEVNULL, stderr=subprocess.PIPE
        ) as target,
    ):
        assert source.stdout is not None
        assert target.stdin is not None
        with suppress(BrokenPipeError):  # psql gave up; what it said follows
            _feed(source.stdout, target.stdin, head, source)
        source.kill()
        with suppress(BrokenPipeError):
            target.stdin.close()
        target.stdin = None
        said = target.communicate()[1].decode("utf-8", "replace")
        told = source.communicate()[1].decode("utf-8", "replace")
    if target.returncode:
        raise failed("psql", said)
    if source.returncode > 0:
        raise failed("pg_restore", told)


def _feed(source: IO[bytes], target: IO[bytes], head: str, process: subprocess.Popen[bytes]) -> None:
    target.write(head.encode())
    for line in source:  # the settings at its beginning: an older server does not know the newest of them
        if not line.startswith(b"SET transaction_timeout"):
            target.write(line)
        if b"search_path" in line:
            break
    shutil.copyfileobj(source, target, 1 << 20)
    if process.wait():
        target.write(b"\nROLLBACK;\n")  # a dump cut short must not be committed


def _folder(name: str) -> Path:
    if wheel.why_not() is None:
        return wheel.unpack(places().programs) / "bin"
    found = [Path(path) for path in [shutil.which(name)] if path]
    found += sorted(Path("/usr/lib/postgresql").glob(f"*/bin/{name}"), key=_major)
    if not found:
        raise Trouble(say("The program {program} is missing; install the package postgresql-client.", program=name))
    return max(found, key=_major).parent


def _major(path: Path) -> int:
    named = re.search(r"/postgresql/(\d+)/", str(path))
    return int(named[1]) if named else 0
