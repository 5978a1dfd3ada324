"""`jinwu record verify`: hash the whole record again."""

from __future__ import annotations

import argparse

from jinwu.law.messages import N_

from ..language import _, language
from ..session import prepare

SUMMARY = N_("check the process record")


def arguments(parser: argparse.ArgumentParser) -> None:
    """`verify`."""
    words = parser.add_subparsers(dest="what", required=True, metavar="verify")
    words.add_parser("verify", help=_("hash every entry again and name the first that was changed"))


def run(options: argparse.Namespace) -> int:
    """0 when every entry is as it was written, 1 when one is not."""
    prepare()
    from django.utils import translation

    from jinwu.record.verify import verify

    translation.activate(language())
    return 0 if verify(report=print).ok else 1
