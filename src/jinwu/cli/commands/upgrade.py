"""`jinwu upgrade`: bring the database to this version."""

from __future__ import annotations

import argparse

from jinwu.law.messages import N_

from ..language import _
from ..session import prepare

SUMMARY = N_("bring the database to this version (safe to run again)")


def arguments(parser: argparse.ArgumentParser) -> None:
    """No arguments."""


def run(options: argparse.Namespace) -> int:
    """Migrate and set the rights of the application role."""
    prepare()
    from jinwu.config.upgrade import pending, upgrade

    todo = pending()
    upgrade(quiet=True)
    print(_("The database is up to date ({count} migrations applied).", count=len(todo)))
    return 0
