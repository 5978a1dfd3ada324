"""A database and a home of the measurement's own, beside the configured ones: made, filled, dropped."""

from __future__ import annotations

import os
import shutil
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

import psycopg
from django.conf import settings
from django.db import connections
from psycopg import sql

ALIASES = ("default", "log", "owner")


@dataclass(frozen=True)
class Scratch:
    """Where the measurement works; `environment` lets another process work there too."""

    name: str
    home: Path
    environment: dict[str, str]


@contextmanager
def scratch(*, keep: bool = False) -> Iterator[Scratch]:
    """An upgraded, empty database; every connection of this process leads to it inside the block."""
    before = settings.DATABASES["default"]["NAME"]
    name = f"jinwu_bench_{os.getpid()}"
    home = Path(settings.HOME) / f"bench-{os.getpid()}"
    _home(home)
    spool, settings.SPOOL = settings.SPOOL, home / "spool"
    _run(sql.SQL("CREATE DATABASE {} TEMPLATE template0 ENCODING 'UTF8'"), name)
    try:
        _point_at(name)
        from jinwu.config.upgrade import upgrade

        upgrade(quiet=True)
        yield Scratch(name, home, _environment(home))
    finally:
        _point_at(before)
        settings.SPOOL = spool
        if not keep:
            _run(sql.SQL("DROP DATABASE IF EXISTS {} WITH (FORCE)"), name)
            shutil.rmtree(home, ignore_errors=True)


def _home(home: Path) -> None:
    """A home with the fonts of the real one and nothing else of it."""
    home.mkdir(mode=0o700, parents=True)
    fetched = Path(settings.HOME) / "fetched"
    if fetched.is_dir():
        (home / "fetched").symlink_to(fetched)


def _environment(home: Path) -> dict[str, str]:
    from jinwu.config.database import url

    return os.environ | {
        "JINWU_HOME": str(home),
        "JINWU_FONTS": str(settings.FONTS),
        "DATABASE_URL": url(settings.DATABASES["owner"]),
        "JINWU_APP_DATABASE_URL": url(settings.DATABASES["default"]),
    }


def _point_at(name: str) -> None:
    for alias in ALIASES:
        connections[alias].close()
        connections[alias].settings_dict["NAME"] = name
        settings.DATABASES[alias]["NAME"] = name


def _run(command: sql.SQL, name: str) -> None:
    owner = settings.DATABASES["owner"]
    with psycopg.connect(
        host=owner["HOST"] or None, port=owner["PORT"] or None, user=owner["USER"], password=owner["PASSWORD"] or None,
        dbname="postgres", autocommit=True, **owner["OPTIONS"],
    ) as connection:  # fmt: skip
        connection.execute(command.format(sql.Identifier(name)))
