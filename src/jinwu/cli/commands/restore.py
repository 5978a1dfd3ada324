"""`jinwu restore FILE`: bring a backup back, wholly or not at all."""

from __future__ import annotations

import argparse
import shutil
import tempfile
from pathlib import Path

from jinwu.config.trouble import Trouble
from jinwu.law.messages import N_, say

from .. import archive
from ..language import _
from ..session import prepare
from .backup import FOLDERS

SUMMARY = N_("bring back what `jinwu backup` wrote")
EMPTY_IT = "DROP SCHEMA public CASCADE;\nCREATE SCHEMA public;\n"


def arguments(parser: argparse.ArgumentParser) -> None:
    """`FILE [--replace]`."""
    parser.add_argument("path", type=Path, metavar="FILE")
    parser.add_argument(
        "--replace", action="store_true", help=_("even though the database is not empty: its data is lost")
    )


def run(options: argparse.Namespace) -> int:
    """Check the file to its end, then restore it. Nothing is touched when it is damaged or does not fit."""
    if not options.path.exists():
        raise Trouble(say("There is no {path}.", path=str(options.path)))
    content = archive.check(options.path)
    prepare()
    restore(options.path, content, replace=options.replace)
    print(_("Restored the backup of {made}; everybody signs in anew.", made=str(content.about.get("made"))))
    print(_("Check the record with `jinwu record verify`."))
    return 0


def restore(path: Path, content: archive.Content, *, replace: bool) -> None:
    """Restore a checked archive. The database changes in one transaction; the folders are exchanged after it."""
    from django.conf import settings
    from django.db import connections

    from jinwu.config.upgrade import upgrade

    from ..findings import unguarded
    from ..programs import script

    _refuse_newer(content)
    _refuse_in_use()
    filled = not _is_empty()
    if filled and not replace:
        raise Trouble(say("The database is not empty; `--replace` throws its data away and puts the backup there."))
    _refuse_little_space(Path(settings.HOME), content)
    with tempfile.TemporaryDirectory(prefix=".restoring-", dir=settings.HOME) as draft:
        archive.extract(path, Path(draft))
        script(Path(draft) / "database.dump", connections["owner"].settings_dict, EMPTY_IT if filled else "")
        for folder in FOLDERS:
            _exchange(Path(draft) / folder, Path(settings.HOME) / folder)
    _mark_demonstration(content)
    for alias in connections:
        connections[alias].close()
    upgrade(quiet=True)
    open_tables = unguarded()
    if open_tables:
        raise Trouble(
            say("After the restore these tables of the record can be changed: {tables}.", tables=", ".join(open_tables))
        )


def _refuse_newer(content: archive.Content) -> None:
    from django.db.migrations.loader import MigrationLoader

    known = {f"{app}.{name}" for app, name in MigrationLoader(None).disk_migrations}
    unknown = sorted(set(content.about.get("migrations", ())) - known)
    if unknown:
        raise Trouble(
            say(
                "The backup comes from another version of Jinwu ({version}; {migration} is unknown here); restore it with "
                "that version, then upgrade.",
                version=str(content.about.get("jinwu")),
                migration=unknown[0],
            )
        )


def _is_empty() -> bool:
    return not _ask(
        "SELECT count(*) FROM pg_class WHERE relnamespace = 'public'::regnamespace AND relkind IN ('r', 'p')"
    )


def _refuse_in_use() -> None:
    others = _ask(
        "SELECT count(*) FROM pg_stat_activity WHERE datname = current_database() AND backend_type = 'client backend' "
        "AND pid <> pg_backend_pid()"
    )
    if others:
        raise Trouble(say("The database is in use ({count} connections); end `jinwu serve` first.", count=others))


def _refuse_little_space(folder: Path, content: archive.Content) -> None:
    free = shutil.disk_usage(folder).free
    if free < 2 * content.size:
        raise Trouble(
            say(
                "The disk of {folder} has {free} MB left, the restore needs {needed} MB; make room and try again.",
                folder=str(folder),
                free=free >> 20,
                needed=(2 * content.size >> 20) + 1,
            )
        )


def _exchange(fresh: Path, place: Path) -> None:
    fresh.mkdir(parents=True, exist_ok=True)
    if place.exists():
        place.rename(fresh.with_name(f"{place.name}.before"))
    fresh.rename(place)


def _mark_demonstration(content: archive.Content) -> None:
    from jinwu.config import demonstration

    mark, path = content.about.get("demonstration"), demonstration.home() / demonstration.NAME
    if mark:
        path.write_text(mark)
    else:
        path.unlink(missing_ok=True)


def _ask(query: str) -> int:
    from django.db import connections

    with connections["owner"].cursor() as cursor:
        cursor.execute(query)
        return int(cursor.fetchone()[0])
