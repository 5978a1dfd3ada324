"""Installations of their own, apart from the one that the tests run on, and commands run in them."""

from __future__ import annotations

import os
import shutil
import signal
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path

import pytest

PROJECT = Path(__file__).resolve().parent.parent.parent
HOLDING = """
import sys, psycopg
from jinwu.config import database
database.ensure()
settings = database.databases()
def ask(alias, query):
    with psycopg.connect(database.url(settings[alias]), autocommit=True) as connection:
        return connection.execute(query).fetchone()[0]
"""


@dataclass
class Installation:
    """One JINWU_HOME with the environment of its commands."""

    home: Path
    environment: dict[str, str]
    who: dict[str, object] = field(default_factory=dict)

    def start(self, *words: str, **more: str) -> subprocess.Popen[str]:
        return subprocess.Popen(
            words,
            env=self.environment | more,
            cwd="/",
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            stderr=subprocess.PIPE,
            text=True,
            **self.who,
        )

    def run(self, *words: str, **more: str) -> subprocess.CompletedProcess[str]:
        with self.start(*words, **more) as process:
            try:
                out, told = process.communicate(timeout=120)
            except subprocess.TimeoutExpired:
                process.kill()
                raise
        return subprocess.CompletedProcess(words, process.returncode, out, told)

    def jinwu(self, *words: str, **more: str) -> subprocess.CompletedProcess[str]:
        return self.run(sys.executable, "-m", "jinwu", *words, **more)

    def python(self, script: str) -> subprocess.CompletedProcess[str]:
        return self.run(sys.executable, "-c", HOLDING + script)

    def hold(self) -> subprocess.Popen[str]:
        """A command that has the server and waits for a line on its input."""
        process = self.start(sys.executable, "-c", HOLDING + "print('held', flush=True); sys.stdin.readline()")
        assert process.stdout is not None
        if process.stdout.readline() != "held\n":
            raise AssertionError(process.communicate()[1])
        return process

    @property
    def folder(self) -> Path:
        """Where the server's files lie."""
        pointer = self.home / "postgres.folder"
        return Path(pointer.read_text().strip()) if pointer.exists() else self.home / "postgres"

    @property
    def server(self) -> int | None:
        """Process number of the running server."""
        for command in Path("/proc").glob("[0-9]*/cmdline"):
            try:
                words = command.read_bytes().split(b"\0")
            except OSError:
                continue
            if os.fsencode(self.folder / "data") in words and words[0].endswith(b"/postgres"):
                return int(command.parent.name)
        return None

    def end(self) -> None:
        if self.server:
            os.kill(self.server, signal.SIGQUIT)
        shutil.rmtree(self.home, ignore_errors=True)
        if os.geteuid() == 0:
            shutil.rmtree(self.folder, ignore_errors=True)


def environment(home: Path, **more: str) -> dict[str, str]:
    drop = ("DATABASE_URL", "JINWU_APP_DATABASE_URL", "DJANGO_SETTINGS_MODULE", "JINWU_SECRET_KEY")
    kept = {name: value for name, value in os.environ.items() if name not in drop}
    plain = {"JINWU_HOME": str(home), "PYTHONPATH": str(PROJECT / "src"), "JINWU_LANGUAGE": "en"}
    return {**kept, **plain, "PYTHONDONTWRITEBYTECODE": "1", **more}


@pytest.fixture(scope="session")
def server_folder() -> Iterator[Path]:
    """As root: where servers of the tests lie, in place of /var/lib/jinwu. A path that the server's own user may enter."""
    folder = Path(tempfile.mkdtemp(prefix="jinwu-infra-", dir="/var/tmp"))
    folder.chmod(0o755)
    yield folder
    shutil.rmtree(folder, ignore_errors=True)


@pytest.fixture
def installation(server_folder: Path, tmp_path: Path) -> Iterator[Installation]:
    """A new installation with an embedded server of its own; nothing runs yet."""
    home = tmp_path / "home"
    made = Installation(home, environment(home, JINWU_SERVER_FOLDER=str(server_folder)))
    yield made
    made.end()


@pytest.fixture
def bureau(fresh_db: str, tmp_path: Path) -> Installation:
    """An installation whose DATABASE_URL names a migrated database of the tests' own server."""
    from django.db import connections

    from jinwu.config.database import url

    address = url(connections["owner"].settings_dict)
    for alias in connections:
        connections[alias].close()
    home = tmp_path / "bureau"
    return Installation(home, environment(home, DATABASE_URL=address))
