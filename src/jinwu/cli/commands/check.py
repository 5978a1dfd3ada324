"""`jinwu check`: what is wrong, and how to mend it."""

from __future__ import annotations

import argparse

from jinwu.config.trouble import Trouble
from jinwu.law.messages import N_

from ..language import _, spoken
from ..session import prepare

SUMMARY = N_("say what is wrong with this installation, and how to mend it")


def arguments(parser: argparse.ArgumentParser) -> None:
    """No arguments."""


def run(options: argparse.Namespace) -> int:
    """Print one line per finding; 1 when one of them is a problem."""
    prepare(database=False)
    from jinwu.config import database

    try:
        database.ensure()
    except Trouble as trouble:
        print(f"✗ {spoken(trouble.message)}")
        return 1
    from ..findings import look

    problems = 0
    for finding in look():
        sign = "✓" if finding.mend is None else "✗" if finding.problem else "·"
        print(f"{sign} {spoken(finding.what)}")
        if finding.mend is not None:
            print(f"    → {spoken(finding.mend)}")
        problems += finding.problem
    print(_("{count} problems.", count=problems) if problems else _("No problem."))
    return 1 if problems else 0
