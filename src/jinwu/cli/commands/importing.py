"""`jinwu import KIND FILE`: bring data in."""

from __future__ import annotations

import argparse
from importlib import import_module
from pathlib import Path

from jinwu.law.messages import N_

from ..language import _, spoken
from ..session import prepare

SUMMARY = N_("bring data in from files")

#: Kind of data: the module and function that read it, called with (path, dry_run=…, report=…), telling each line.
KINDS = {
    "statutes": ("jinwu.catalog.exchange", "import_statutes"),
    "payments": ("jinwu.collection.exchange", "import_payments"),
}
#: What a kind takes beside that.
MORE = {"payments": ("partial", "by")}


def arguments(parser: argparse.ArgumentParser) -> None:
    """`KIND FILE [--dry-run] [--partial] [--by USERNAME]`."""
    parser.add_argument("kind", choices=sorted(KINDS), metavar="KIND", help=", ".join(sorted(KINDS)))
    parser.add_argument("path", type=Path, metavar="FILE", help=_("file or folder"))
    parser.add_argument("--dry-run", action="store_true", help=_("only say what would be done"))
    parser.add_argument(
        "--partial",
        action="store_true",
        help=_("take the good rows, and sums that differ from what is owed (payments)"),
    )
    parser.add_argument("--by", default="", metavar="USERNAME", help=_("in whose name (payments: a fiscal clerk)"))


def run(options: argparse.Namespace) -> int:
    """Import; nothing is written unless everything is good."""
    prepare()
    from jinwu.config.trouble import Trouble
    from jinwu.law.messages import say

    if not options.path.exists():
        raise Trouble(say("There is no {path}.", path=str(options.path)))
    module, function = KINDS[options.kind]
    more = {name: getattr(options, name) for name in MORE.get(options.kind, ())}
    for name in ("partial", "by"):
        if getattr(options, name) and name not in more:
            raise Trouble(say("--{name} is not for {kind}.", name=name, kind=options.kind))
    getattr(import_module(module), function)(
        options.path, dry_run=options.dry_run, report=lambda line: print(spoken(line)), **more
    )
    return 0
