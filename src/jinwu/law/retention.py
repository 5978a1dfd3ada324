"""How long a file is kept (保管期限): years counted from the first of January after its closing, or for ever."""

from __future__ import annotations

from datetime import date

PERMANENT = "permanent"


def kept_until(closed: date, term: int | str) -> date | None:
    """The last day a file closed on `closed` is kept; None: permanently."""
    if term == PERMANENT:
        return None
    return date(closed.year + int(term), 12, 31)
