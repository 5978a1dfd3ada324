"""What `jinwu check` looks at. Each check returns what it found: what is wrong, and how to mend it."""

from __future__ import annotations

import os
import shutil
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path

from django.conf import settings
from django.db import OperationalError, connections

from jinwu.config import database
from jinwu.config.postgres import places
from jinwu.config.upgrade import pending
from jinwu.kit import clock
from jinwu.kit.tables import append_only
from jinwu.law.messages import Message, say

LITTLE_SPACE = 2 << 30  # bytes; below this a note
NO_SPACE = 200 << 20  # bytes; below this a problem
OLDEST, NEWEST = 15, 18  # major versions of PostgreSQL
UPDATE, DELETE, TRUNCATE = 16, 8, 32  # bits of pg_trigger.tgtype
BROWSERS = ("chromium", "chromium-browser", "google-chrome", "google-chrome-stable")


@dataclass(frozen=True)
class Finding:
    """`mend` is None when all is well; a `problem` makes `jinwu check` fail, a note does not."""

    what: Message
    mend: Message | None = None
    problem: bool = False


def note(what: Message, mend: Message) -> Finding:
    return Finding(what, mend)


def problem(what: Message, mend: Message) -> Finding:
    return Finding(what, mend, problem=True)


def look() -> Iterator[Finding]:
    """Every finding; those of the database only when it answers."""
    yield from _folder()
    answers = list(_database())
    yield from answers
    if not any(finding.problem for finding in answers):
        for check in IN_DATABASE:
            yield from check()
    for check in (_translations, _fonts, _calendar, _browser, _leftovers):
        yield from check()


def _folder() -> Iterator[Finding]:
    folder = Path(settings.HOME)
    free = shutil.disk_usage(folder).free
    what = say("The data folder is {folder}, {free} MB free.", folder=str(folder), free=free >> 20)
    if free < NO_SPACE:
        yield problem(what, say("Make room: photographs and the database have nowhere to go."))
    elif free < LITTLE_SPACE:
        yield note(what, say("Make room before the photographs fill the disk."))
    else:
        yield Finding(what)


def _database() -> Iterator[Finding]:
    for alias in ("owner", "default"):
        where = connections[alias].settings_dict
        try:
            connections[alias].ensure_connection()
        except OperationalError as error:
            reason = str(error).strip().splitlines()[-1]
            what = say("The database does not let {user} in: {reason}", user=where["USER"], reason=reason)
            yield problem(what, _mend_connection(alias))
            return
    major = int(str(_one("SHOW server_version_num"))) // 10000
    what = say(
        "The database is PostgreSQL {version} at {place}.",
        version=connections["owner"].connection.info.parameter_status("server_version"),
        place=connections["owner"].settings_dict["HOST"] or "localhost",
    )
    if OLDEST <= major <= NEWEST:
        yield Finding(what)
    else:
        yield problem(what, say("Use PostgreSQL {oldest} to {newest}.", oldest=OLDEST, newest=NEWEST))


def _mend_connection(alias: str) -> Message:
    if not database.external():
        return say("See {log}; `jinwu check` starts the embedded server again.", log=str(places().log))
    if alias == "default":
        return say("Run `jinwu upgrade`, which creates the role, or name it with JINWU_APP_DATABASE_URL.")
    return say("Correct DATABASE_URL, or start the server that it names.")


def _encoding() -> Iterator[Finding]:
    encoding = _one("SELECT pg_encoding_to_char(encoding) FROM pg_database WHERE datname = current_database()")
    if encoding == "UTF8":
        yield Finding(say("The database keeps text as UTF-8."))
    else:
        yield problem(
            say("The database keeps text as {encoding}.", encoding=encoding),
            say("Create it anew: CREATE DATABASE … ENCODING 'UTF8' TEMPLATE template0."),
        )


def _roles() -> Iterator[Finding]:
    app, owner = (connections[alias].settings_dict["USER"] for alias in ("default", "owner"))
    strong = _one("SELECT rolsuper FROM pg_roles WHERE rolname = %s", app)
    owned = _one("SELECT count(*) FROM pg_tables WHERE schemaname = 'public' AND tableowner = %s", app)
    if app == owner or strong or owned:
        yield problem(
            say("The program works as {role}, which may change the record's tables.", role=app),
            say("Give it a role that owns nothing: JINWU_APP_DATABASE_URL."),
        )
    else:
        yield Finding(say("The program works as {app}, the tables belong to {owner}.", app=app, owner=owner))


def _migrations() -> Iterator[Finding]:
    todo = pending()
    if todo:
        yield problem(say("{count} migrations are not applied yet.", count=len(todo)), say("Run `jinwu upgrade`."))
    else:
        yield Finding(say("The tables are those of this version."))


def _guards() -> Iterator[Finding]:
    if pending():
        return
    open_tables = unguarded()
    if open_tables:
        yield problem(
            say("These tables of the record can be changed: {tables}.", tables=", ".join(open_tables)),
            say("Run `jinwu upgrade`; if that does not help, restore a backup and run `jinwu record verify`."),
        )
    else:
        yield Finding(say("The record's {count} tables refuse every change.", count=len(append_only)))


def unguarded() -> list[str]:
    """Append-only tables that lack an enabled trigger against UPDATE, DELETE and TRUNCATE, or whose rights are too wide."""
    app = connections["default"].settings_dict["USER"]
    with connections["owner"].cursor() as cursor:
        cursor.execute(
            """
            SELECT wanted.name FROM unnest(%(tables)s::text[]) AS wanted(name)
            WHERE to_regclass('public.' || quote_ident(wanted.name)) IS NULL
               OR (SELECT coalesce(bit_or(tgtype), 0) & %(events)s FROM pg_trigger
                   WHERE tgrelid = to_regclass('public.' || quote_ident(wanted.name))
                     AND NOT tgisinternal AND tgenabled IN ('O', 'A')) <> %(events)s
               OR has_table_privilege(%(app)s, 'public.' || quote_ident(wanted.name), 'UPDATE, DELETE, TRUNCATE')
            ORDER BY 1
            """,
            {"tables": list(append_only), "events": UPDATE | DELETE | TRUNCATE, "app": app},
        )
        return [name for (name,) in cursor.fetchall()]


def _translations() -> Iterator[Finding]:
    source = Path(settings.SOURCE)
    missing = [path for path in source.glob("*/locale/*/LC_MESSAGES/*.po") if not path.with_suffix(".mo").exists()]
    if missing:
        yield problem(
            say("The Chinese texts of {count} rooms are not compiled.", count=len(missing)), say("Run `make setup`.")
        )
    else:
        yield Finding(say("The Chinese texts are compiled."))


def _fonts() -> Iterator[Finding]:
    from jinwu.documents.fonts import faces

    found = faces()
    folder = str(settings.FONTS)
    if not found.chinese:
        yield problem(
            say("No Chinese font is here: documents would print boxes."),
            say("Run `jinwu fonts`, install the package fonts-noto-cjk, or put fonts into {folder}.", folder=folder),
        )
    elif not found.official:
        yield note(
            say("Documents print in {font}: 仿宋 is not here.", font=found.roles["body"][0]),
            say("Put FangSong and XiaoBiaoSong (.ttf or .otf) into {folder}.", folder=folder),
        )
    else:
        yield Finding(say("Documents print in {font}.", font=found.roles["body"][0]))


def _calendar() -> Iterator[Finding]:
    from jinwu.law.calendar import WorkCalendar

    try:
        from jinwu.catalog.queries import work_calendar

        until = work_calendar().published_until
    except Exception:  # the database has no tables yet; another finding says so
        until = WorkCalendar().published_until
    what = say("Working days are known until {day}.", day=until.isoformat())
    if until.year < clock.today().year:
        yield problem(what, say("Enter this year's rest days and make-up workdays in the calendar table."))
    elif until.year == clock.today().year and clock.today().month >= 11:
        yield note(what, say("Enter next year's days when the State Council has announced them (or update Jinwu)."))
    else:
        yield Finding(what)


def browser() -> str | None:
    """The Chromium that the browser tests use: JINWU_BROWSER, else one on the PATH."""
    named = os.environ.get("JINWU_BROWSER")
    return shutil.which(named) if named else next(filter(None, map(shutil.which, BROWSERS)), None)


def _browser() -> Iterator[Finding]:
    found = browser()
    if found:
        yield Finding(say("Browser tests run in {path}.", path=found))
    else:
        yield note(
            say("There is no Chromium; only `make test` needs one."),
            say("Install the package chromium, or name one with JINWU_BROWSER."),
        )


def _leftovers() -> Iterator[Finding]:
    """Databases in /var/lib/jinwu whose installation is gone (root only)."""
    base = places().folder.parent
    if os.geteuid() != 0 or database.external() or not base.exists():
        return
    gone = [path.parent for path in base.glob("*/home") if not _belongs(path.parent, Path(path.read_text().strip()))]
    if gone:
        yield note(
            say("{count} databases in {base} have no installation any more.", count=len(gone), base=str(base)),
            say("Remove them if nobody misses them: {folders}", folders=" ".join(map(str, gone))),
        )


def _belongs(folder: Path, home: Path) -> bool:
    pointer = home / "postgres.folder"
    return pointer.exists() and Path(pointer.read_text().strip()) == folder


def _one(query: str, *params: str) -> object:
    with connections["owner"].cursor() as cursor:
        cursor.execute(query, params)
        row = cursor.fetchone()
        return row[0] if row else None


def _papers() -> Iterator[Finding]:
    """Documents that stay in the house are set while `jinwu serve` runs; one that cannot be set waits for its reader."""
    from jinwu.documents.models import PaperToSet

    if pending():
        return
    failed = PaperToSet.objects.exclude(failed="").count()
    if failed:
        yield note(
            say("{count} internal documents could not be set.", count=failed),
            say("Open each from its matter: the page says why. Often a font lacks a character; then add the font."),
        )


IN_DATABASE: tuple[Callable[[], Iterator[Finding]], ...] = (_encoding, _roles, _migrations, _guards, _papers)
