"""`jinwu evidence scans FOLDER --by USERNAME`: what a scanner put into a folder finds its papers."""

from __future__ import annotations

import argparse
from pathlib import Path

from jinwu.law.messages import N_

from ..language import _, spoken
from ..session import prepare

SUMMARY = N_("attach what a scanner put into a folder")
ENDINGS = (".pdf", ".jpg", ".jpeg", ".png")


def arguments(parser: argparse.ArgumentParser) -> None:
    """`scans FOLDER --by USERNAME`."""
    parser.add_argument("kind", choices=["scans"], metavar="KIND", help="scans")
    parser.add_argument("folder", type=Path, metavar="FOLDER", help=_("folder of PDF, JPEG and PNG files"))
    parser.add_argument(
        "--by", required=True, metavar="USERNAME", help=_("in whose name; only what he may see is matched")
    )


def run(options: argparse.Namespace) -> int:
    """Read every file of the folder; the files stay where they are, and a second run changes nothing."""
    prepare()
    from jinwu.config.trouble import Trouble
    from jinwu.documents.store import FileRefused
    from jinwu.law.messages import say
    from jinwu.matters import scanning

    if not options.folder.is_dir():
        raise Trouble(say("There is no {path}.", path=str(options.folder)))
    user = scanning.bringer(options.by)
    refused = 0
    for file in sorted(one for one in options.folder.iterdir() if one.suffix.lower() in ENDINGS):
        try:
            for scan in scanning.bring(user, file.name, file.read_bytes()):
                print(*(spoken(said) for said in scanning.told(scan)))
        except FileRefused as problem:
            refused += 1
            print(spoken(say("{file}: {what}", file=file.name, what=problem.message)))
    return 1 if refused else 0
