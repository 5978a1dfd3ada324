"""`jinwu bench NAME`: measured work, one JSON line per figure."""

from __future__ import annotations

import argparse
from importlib import import_module

from jinwu.law.messages import N_

from ..language import _
from ..session import prepare

SUMMARY = N_("measure this machine at work, one JSON line per figure")


def arguments(parser: argparse.ArgumentParser) -> None:
    """NAME and whatever that measurement takes."""
    parser.add_argument("name", metavar="NAME", help=_("what to measure, such as steps"))
    parser.add_argument("words", nargs=argparse.REMAINDER, help=argparse.SUPPRESS)


def run(options: argparse.Namespace) -> int:
    """Run the measurement called NAME."""
    prepare()
    measure = import_module("jinwu.cli.bench")
    return int(measure.run(options.name, options.words) or 0)
