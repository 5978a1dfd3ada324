"""The second officer's own confirmation on one phone: a short code of his, hashed, locked after wrong attempts."""

from __future__ import annotations

import re
from datetime import timedelta
from itertools import pairwise

from django.contrib.auth.hashers import PBKDF2PasswordHasher
from django.db import transaction
from django.utils.crypto import salted_hmac

from jinwu.kit import clock
from jinwu.law.messages import say
from jinwu.law.problems import Problem

from .models import Officer, PinFailure

ATTEMPTS = 5
LOCKED_FOR = timedelta(minutes=10)
_SHAPE = re.compile(r"\d{6}")
_LOG = "log"


class PinError(Problem):
    """A confirmation code that does not serve."""


class PinNotSet(PinError):
    """The officer has no confirmation code yet."""


class PinLocked(PinError):
    """Too many wrong codes; it opens again by itself."""


class PinTooPlain(PinError):
    """A new code of the wrong shape, or one that everybody guesses first."""


class _Hasher(PBKDF2PasswordHasher):
    """Lighter than for passwords: a code is checked in every step of two, and the installation's key is mixed in, so
    that a copy of the database alone does not give it away."""

    iterations = 10_000


def digest(pin: str) -> str:
    """The stored form of a code."""
    hasher = _Hasher()
    return hasher.encode(_peppered(pin), hasher.salt())


def set_pin(officer: Officer, pin: str) -> None:
    """Give an officer a code of six digits; old failures are forgotten. Raises `PinTooPlain`."""
    if not _SHAPE.fullmatch(pin):
        raise PinTooPlain(say("The code has six digits"), say("Choose six digits that are not in a row"))
    steps = {(int(b) - int(a)) % 10 for a, b in pairwise(pin)}
    if len(steps) == 1 and steps <= {0, 1, 9}:
        raise PinTooPlain(say("This code is guessed first"), say("Choose six digits that are not in a row"))
    officer.pin_digest = digest(pin)
    officer.pin_set_at = clock.now()
    officer.save(update_fields=["pin_digest", "pin_set_at"])
    _failures(officer).delete()


def check_pin(officer: Officer, pin: str) -> bool:
    """Whether `pin` is the officer's code. Raises `PinNotSet`, and `PinLocked` after five wrong ones.

    A wrong code is counted on a connection of its own: the refusal of the step that asked for it does not undo it.
    """
    if not officer.pin_digest:
        raise PinNotSet(
            say("{name} has no confirmation code yet", name=officer.name),
            say("Let {name} sign in and set a code, or confirm on a phone of his own", name=officer.name),
        )
    now = clock.now()
    recent = _failures(officer).filter(at__gt=now - LOCKED_FOR).count()
    if recent >= ATTEMPTS:
        raise PinLocked(
            say(
                "The confirmation code of {name} is locked after {count} wrong attempts",
                name=officer.name,
                count=recent,
            ),
            say("Wait {minutes} minutes, or set a new code", minutes=LOCKED_FOR.seconds // 60),
        )
    if _Hasher().verify(_peppered(pin), officer.pin_digest):
        if recent:
            _failures(officer).delete()
        return True
    with transaction.atomic(using=_LOG):
        PinFailure.objects.using(_LOG).create(officer=officer.pk, at=now)
    return False


def _failures(officer: Officer):
    return PinFailure.objects.using(_LOG).filter(officer=officer.pk)


def _peppered(pin: str) -> str:
    return salted_hmac("jinwu.bureau.pins", pin, algorithm="sha256").hexdigest()
