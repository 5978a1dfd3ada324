"""The one clock. Explicit, injectable, Asia/Shanghai."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from datetime import date, datetime
from zoneinfo import ZoneInfo

ZONE = ZoneInfo("Asia/Shanghai")
_fixed: ContextVar[datetime | None] = ContextVar("jinwu_clock", default=None)
_offset_start: datetime | None = None
_offset_real: datetime | None = None


def now() -> datetime:
    """The time, aware, in Asia/Shanghai."""
    fixed = _fixed.get()
    if fixed is not None:
        return fixed
    real = datetime.now(ZONE)
    if _offset_start is not None and _offset_real is not None:
        return _offset_start + (real - _offset_real)
    return real


def today() -> date:
    """Today's date in Asia/Shanghai."""
    return now().date()


def demonstrating() -> bool:
    """Whether the clock was moved for a demonstration; pages say so."""
    return _offset_start is not None


def start_at(moment: datetime | None) -> None:
    """Let the clock of this process run from `moment` on (None: the real time)."""
    global _offset_start, _offset_real
    _offset_start = moment.astimezone(ZONE) if moment else None
    _offset_real = datetime.now(ZONE) if moment else None


@contextmanager
def fixed(moment: datetime) -> Iterator[None]:
    """Stop the clock at `moment` inside the block (aware datetime)."""
    token = _fixed.set(moment.astimezone(ZONE))
    try:
        yield
    finally:
        _fixed.reset(token)
