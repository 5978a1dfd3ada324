"""What every command needs before it works: the database there, Django set up, the clock of a demonstration running."""

from __future__ import annotations

import os
import signal
import sys


def prepare(*, database: bool = True) -> None:
    """Set up Django; with `database`, have it running until this process ends. Raises `Trouble`."""
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "jinwu.config.settings")
    leave_on_terminate()
    from jinwu.config import database as where

    if database:
        where.ensure()

    import django

    django.setup()
    from jinwu.config import demonstration

    demonstration.resume()


def leave_on_terminate() -> None:
    """A polite kill ends the command the way Ctrl-C does, so that the lease on the database is given back."""

    def leave(number: int, _frame: object) -> None:
        sys.exit(128 + number)

    signal.signal(signal.SIGTERM, leave)
