"""The `jinwu` command: finds the command, runs it, and says in one sentence what went wrong."""

from __future__ import annotations

import argparse
import errno
import os
import sys
from importlib import import_module
from types import ModuleType

from jinwu import __version__

from .language import _, spoken

#: Each command is a module of `jinwu.cli.commands` with `SUMMARY`, `arguments(parser)` and `run(options) -> int`.
COMMANDS = {
    "serve": "serve",
    "demo": "demo",
    "check": "check",
    "upgrade": "upgrade",
    "db": "db",
    "backup": "backup",
    "restore": "restore",
    "record": "record",
    "report": "report",
    "casefile": "casefile",
    "evidence": "evidence",
    "import": "importing",
    "access": "access",
    "fonts": "fonts",
    "bench": "bench",
}
WITHOUT_DATABASE = ("help", "collectstatic", "findstatic", "version")


def main(words: list[str] | None = None) -> int:
    """Run one command and return its exit status. Unknown commands (`migrate`, `shell`) are Django's."""
    words = sys.argv[1:] if words is None else words
    if os.environ.get("JINWU_DEBUG") == "1":
        return _run(words)
    try:
        return _run(words)
    except KeyboardInterrupt:
        return 130
    except Exception as error:
        print(f"jinwu: {_sentence(error)}", file=sys.stderr)
        return 1


def _run(words: list[str]) -> int:
    if not words or words[0] in ("-h", "--help", "--version") or words[0] in COMMANDS:
        options = _parser(words[0] if words else "").parse_args(words or ["--help"])
        return int(_command(options.command).run(options) or 0)
    return _run_django(words)


def _parser(chosen: str) -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(
        prog="jinwu",
        description=_("Jinwu: urban-management law enforcement, from the clue to the annual report."),
        epilog=_("Other words are commands of Django, such as shell, dbshell, migrate."),
    )
    parser.add_argument("--version", action="version", version=f"jinwu {__version__}")
    subparsers = parser.add_subparsers(dest="command", metavar="COMMAND", required=True)
    for name in COMMANDS:
        command = _command(name)
        subparser = subparsers.add_parser(name, help=_(command.SUMMARY), description=_(command.SUMMARY))
        if name == chosen:
            command.arguments(subparser)
    return parser


def _command(name: str) -> ModuleType:
    return import_module(f"jinwu.cli.commands.{COMMANDS[name]}")


def _run_django(words: list[str]) -> int:
    from .session import prepare

    prepare(database=words[0] not in WITHOUT_DATABASE)
    from django.core.management import execute_from_command_line

    execute_from_command_line(["jinwu", *words])
    return 0


def _sentence(error: Exception) -> str:
    from jinwu.config.trouble import Trouble
    from jinwu.law.problems import Problem

    if isinstance(error, Trouble):
        return spoken(error.message)
    if isinstance(error, Problem):
        return " ".join(spoken(part) for part in (error.message, error.remedy) if part is not None)
    if isinstance(error, OSError) and error.errno in (errno.ENOSPC, errno.EDQUOT):
        return _("The disk is full; make room and try again.")
    if isinstance(error, OSError) and error.strerror:
        return f"{error.strerror}: {error.filename}" if error.filename else error.strerror
    if type(error).__name__ == "OperationalError":
        lines = [line for line in str(error).splitlines() if line.strip()]
        return _("The database cannot be reached ({reason}); run `jinwu check`.", reason=(lines or ["?"])[-1].strip())
    if type(error).__name__ == "ProgrammingError" and "does not exist" in str(error):
        return _("The database is not set up for this version; run `jinwu upgrade`.")
    if type(error).__name__ in ("CommandError", "ImproperlyConfigured"):
        return str(error)
    return _(
        "Something unexpected: {kind}: {text} (JINWU_DEBUG=1 shows where).", kind=type(error).__name__, text=str(error)
    )
