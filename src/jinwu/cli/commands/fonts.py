"""`jinwu fonts`: fetch Chinese fonts when the machine has none."""

from __future__ import annotations

import argparse

from jinwu.law.messages import N_

from ..language import _
from ..session import prepare

SUMMARY = N_("fetch Chinese fonts for documents, if none is here")


def arguments(parser: argparse.ArgumentParser) -> None:
    """No arguments."""


def run(options: argparse.Namespace) -> int:
    """Fetch them; nothing is done when documents print right already."""
    prepare(database=False)
    from .. import fonts

    if not fonts.missing():
        print(_("A Chinese font is here already."))
        return 0
    print(_("The fonts are in {folder}.", folder=fonts.fetch()))
    return 0
