"""`jinwu casefile NUMBER -o FILE.pdf`: the bound volume."""

from __future__ import annotations

import argparse
import sys
from pathlib import Path

from jinwu.law.messages import N_

from ..language import _, spoken
from ..session import prepare

SUMMARY = N_("bind the file of a case as PDF")


def arguments(parser: argparse.ArgumentParser) -> None:
    """`NUMBER -o FILE.pdf [--internal] [--draft]`."""
    parser.add_argument("number", metavar="NUMBER", help=_("number of the decision or filing, archive number, or id"))
    parser.add_argument("-o", "--output", type=Path, metavar="FILE.pdf", required=True)
    parser.add_argument("--internal", action="store_true", help=_("the internal volume instead of the open one"))
    parser.add_argument("--draft", action="store_true", help=_("bind it although something is missing"))


def run(options: argparse.Namespace) -> int:
    """Write the volume, one file a part; refuse a file that is not complete, naming what is missing."""
    prepare()
    from jinwu.casefile import gate
    from jinwu.casefile.binding import INTERNAL, OPEN, bind, missing
    from jinwu.casefile.queries import named, record, together

    matter = named(options.number)
    if matter is None:
        print(_("There is no matter with the number {number}.", number=options.number), file=sys.stderr)
        return 1
    cases = together(matter)
    lacking = missing(cases)
    for gap in lacking:
        print(f"{spoken(gap.what)} {spoken(gap.remedy)}", file=sys.stderr)
    if gate.blocking(lacking) and not options.draft:
        print(_("The file is not complete; --draft binds it all the same."), file=sys.stderr)
        return 1
    parts = bind(cases, INTERNAL if options.internal else OPEN)
    for one in parts:
        where = options.output
        if len(parts) > 1:
            where = where.with_name(f"{where.stem}-{one.part}{where.suffix}")
        where.write_bytes(one.pdf)
        record(matter, one, "jinwu casefile")
        kind = "PDF/A-2b" if one.merged.archival else "PDF"
        print(_("{file}: {pages} pages numbered, {kind}, SHA-256 {digest}", file=str(where), pages=one.body, kind=kind,
                digest=one.merged.sha256))  # fmt: skip
    return 0
