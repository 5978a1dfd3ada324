"""`jinwu report annual`: the figures of a unit's year, as a file."""

from __future__ import annotations

import argparse
import sys
from pathlib import Path

from jinwu.law.messages import N_

from ..language import _
from ..session import prepare

SUMMARY = N_("write a report to a file")


def arguments(parser: argparse.ArgumentParser) -> None:
    """`annual --unit CODE --year Y --format json|html -o FILE`."""
    words = parser.add_subparsers(dest="what", required=True, metavar="annual")
    annual = words.add_parser("annual", help=_("the annual figures of a unit"))
    annual.add_argument("--unit", required=True, metavar="CODE", help=_("code of the unit"))
    annual.add_argument("--year", required=True, type=int, metavar="Y")
    annual.add_argument("--format", default="json", choices=("json", "html"))
    annual.add_argument("-o", "--output", type=Path, metavar="FILE", help=_("default: standard output"))


def run(options: argparse.Namespace) -> int:
    """Write the report; nothing is written when it cannot be made."""
    prepare()
    from jinwu.reports.exchange import annual

    text = annual(unit=options.unit, year=options.year, format=options.format)
    if options.output is None:
        sys.stdout.write(text)
    else:
        options.output.write_text(text, encoding="utf-8")
    return 0
