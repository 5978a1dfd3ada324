"""`jinwu db url`: the address of the database."""

from __future__ import annotations

import argparse

from jinwu.law.messages import N_

from ..language import _
from ..session import prepare

SUMMARY = N_("where the database is")


def arguments(parser: argparse.ArgumentParser) -> None:
    """`url [--app]`."""
    words = parser.add_subparsers(dest="what", required=True, metavar="url")
    url = words.add_parser("url", help=_("print the address, for psql and other programs"))
    url.add_argument("--app", action="store_true", help=_("as the application role, not as the owner"))


def run(options: argparse.Namespace) -> int:
    """Print the address; the embedded server answers there while a command such as `jinwu serve` runs."""
    prepare(database=False)
    from django.conf import settings

    from jinwu.config.database import url

    print(url(settings.DATABASES["default" if options.app else "owner"]))
    return 0
