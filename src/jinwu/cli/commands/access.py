"""`jinwu access NAME`: how an account stands, and the way back in when no administrator can help on the site."""

from __future__ import annotations

import argparse
import sys

from jinwu.law.messages import N_

from ..language import _
from ..session import prepare

SUMMARY = N_("unlock an account, end its sign-ins, remove a lost second factor")


def arguments(parser: argparse.ArgumentParser) -> None:
    """`NAME [--unlock] [--end] [--remove-factor --reason TEXT]`."""
    parser.add_argument("name", metavar="NAME", help=_("the account"))
    parser.add_argument("--unlock", action="store_true", help=_("forget its wrong passwords and codes"))
    parser.add_argument("--end", action="store_true", help=_("end its sign-ins and tokens"))
    parser.add_argument("--remove-factor", action="store_true", help=_("remove its second factor"))
    parser.add_argument("--reason", default="", help=_("how it was made sure who asked for it"))


def run(options: argparse.Namespace) -> int:
    """Do what was asked, then say how the account stands; status 1 for an unknown one."""
    prepare()
    from jinwu.bureau import factors, locks, rescue, sessions
    from jinwu.bureau.models import User

    account = User.objects.filter(username=options.name).first()
    if account is None:
        print(_("There is no account {name}.", name=options.name), file=sys.stderr)
        return 1
    if options.remove_factor and not options.reason.strip():
        print(_("Say with --reason how it was made sure who asked for it."), file=sys.stderr)
        return 1
    if options.unlock:
        rescue.unlock(account)
    if options.end:
        rescue.end_all(account)
    if options.remove_factor:
        rescue.remove_factor(account, options.reason.strip())
    print(
        _("{name}: locked {locked}, second factor {factor}, sign-ins {count}", name=account.username,
          locked=_said(locks.locked(account)), factor=_said(factors.has(account)), count=sessions.of(account).count())
    )  # fmt: skip
    return 0


def _said(is_so: bool) -> str:
    return _("yes") if is_so else _("no")
