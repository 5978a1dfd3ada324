"""`jinwu backup -o FILE`: the database, the documents and the files, in one checked archive."""

from __future__ import annotations

import argparse
import tempfile
from pathlib import Path

from jinwu.config.trouble import Trouble
from jinwu.law.messages import N_, say

from ..language import _
from ..session import prepare

SUMMARY = N_("write everything into one file")
FOLDERS = ("spool", "files")


def arguments(parser: argparse.ArgumentParser) -> None:
    """`-o FILE`."""
    parser.add_argument(
        "-o", "--output", type=Path, required=True, metavar="FILE", help=_("a file that is not there yet")
    )


def run(options: argparse.Namespace) -> int:
    """Write the archive; people may go on working meanwhile."""
    if options.output.exists():
        raise Trouble(say("{path} exists already; name a new file.", path=str(options.output)))
    prepare()
    content = backup(options.output.absolute())
    print(
        _("{path}: {count} files, {size} MB.", path=options.output, count=len(content), size=_megabytes(options.output))
    )
    return 0


def backup(path: Path) -> list[str]:
    """Write the archive at `path` and return the names of its members.

    The database comes first: every document that it names lies in the spool by then.
    """
    from django.conf import settings
    from django.db import connections

    from jinwu import __version__
    from jinwu.kit import clock

    from .. import archive, programs

    names = ["database.dump"]
    with archive.writing(path) as writer, tempfile.TemporaryDirectory(prefix=".backup-", dir=path.parent) as draft:
        dump = Path(draft) / "database.dump"
        programs.run("pg_dump", connections["owner"].settings_dict, "-Fc", "-f", dump)
        writer.add(dump, names[0])
        for folder in FOLDERS:
            root = Path(settings.HOME) / folder
            for file in sorted(file for file in root.rglob("*") if file.is_file() and not file.is_symlink()):
                names.append(f"{folder}/{file.relative_to(root).as_posix()}")
                writer.add(file, names[-1])
        about = {"jinwu": __version__, "made": clock.now().isoformat(), "migrations": applied()}
        writer.finish(about | {"demonstration": _demonstration()})
    return names


def applied() -> list[str]:
    """Names of the migrations that the database has."""
    from django.db import connections
    from django.db.migrations.recorder import MigrationRecorder

    return sorted(f"{app}.{name}" for app, name in MigrationRecorder(connections["owner"]).applied_migrations())


def _demonstration() -> str | None:
    from jinwu.config import demonstration

    path = demonstration.home() / demonstration.NAME
    return path.read_text() if path.exists() else None


def _megabytes(path: Path) -> str:
    return f"{path.stat().st_size / (1 << 20):.1f}"
