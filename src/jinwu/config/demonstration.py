"""The mark of a demonstration in JINWU_HOME: its clock goes on from where `jinwu demo` set it, in every process."""

from __future__ import annotations

import json
from datetime import datetime

from jinwu.kit import clock

from .installation import home, make_home

NAME = "demonstration.json"


def begin(start: datetime, password: str = "") -> None:
    """Mark this installation as a demonstration whose clock runs from `start` (aware) on, beginning now.

    `password` opens every account of the demonstration; the sign-in page shows it.
    """
    make_home()
    clock.start_at(None)
    mark = {"start": start.isoformat(), "real": clock.now().isoformat(), "password": password}
    draft = home() / f".{NAME}"
    draft.write_text(json.dumps(mark) + "\n")
    draft.replace(home() / NAME)
    resume()


def resume() -> None:
    """Let the clock of this process run as the mark says; without a mark nothing changes."""
    mark = _mark()
    if mark:
        start, real = datetime.fromisoformat(mark["start"]), datetime.fromisoformat(mark["real"])
        clock.start_at(None)
        clock.start_at(start + (clock.now() - real))


def marked() -> bool:
    """Whether this installation is a demonstration."""
    return bool(_mark())


def password() -> str:
    """The password of the demonstration's accounts; empty in a real bureau."""
    return _mark().get("password", "")


def _mark() -> dict[str, str]:
    path = home() / NAME
    return json.loads(path.read_text()) if path.exists() else {}
