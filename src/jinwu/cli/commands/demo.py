"""`jinwu demo`: build a demonstration bureau, then serve it."""

from __future__ import annotations

import argparse
from datetime import date
from importlib import import_module

from jinwu.law.messages import N_

from ..language import _
from ..session import prepare
from . import serve

SUMMARY = N_("build the demonstration bureau and serve it")


def arguments(parser: argparse.ArgumentParser) -> None:
    """`[--no-serve] [--bureau NAME] [--today DATE]` and what `serve` takes."""
    parser.add_argument("--no-serve", action="store_true", help=_("only build it"))
    parser.add_argument("--bureau", default="yangquan", metavar="NAME", help=_("which bureau (default: yangquan)"))
    parser.add_argument(
        "--today", type=date.fromisoformat, metavar="DATE", help=_("the day on which the clock starts (default: today)")
    )
    serve.arguments(parser)


def run(options: argparse.Namespace) -> int:
    """Upgrade, build (a bureau that is there already is kept), serve."""
    claim = None if options.no_serve else serve.claim_port(options)
    prepare()
    from jinwu.config.upgrade import alone, upgrade

    with alone():
        upgrade(quiet=True)
        import_module("jinwu.cli.demo").build(bureau=options.bureau, today=options.today)
    return serve.serve(options, claim) if claim else 0
