"""Matters at several stages, and browsers, for the tests of their pages."""

from __future__ import annotations

import re
import uuid
from datetime import datetime, timedelta

from django.test import Client
from tests.cases.street import Street

from jinwu.kit import clock

NINE = datetime(2026, 11, 20, 9, 0, tzinfo=clock.ZONE)


def street(cast, **before):
    """A case whose next act is taken `before` nine o'clock of the tests' Friday."""
    return Street(cast, now=NINE - timedelta(**before))


def browser(user, **settings):
    """A browser in which `user` is signed in."""
    made = Client(**settings)
    made.force_login(user)
    return made


def page_of(street, step=""):
    return f"/matters/{street.matter}/" + (f"steps/{step}/" if step else "")


def form(street, **data):
    """What the form of a step sends."""
    return {"key": str(uuid.uuid4()), "seen": str(street.seen), **data}


def text(answer):
    """The page without its tags, in one line."""
    return " ".join(re.sub(r"<[^>]+>", " ", answer.content.decode()).split())
