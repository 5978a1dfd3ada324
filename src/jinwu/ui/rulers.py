"""One scale. Every period, range and limit is drawn as the same small ruler: used, paused (hatched), left, now."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from decimal import Decimal
from enum import StrEnum

from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString

WIDTH = 316
HEIGHT = 22


class Stretch(StrEnum):
    """What a piece of the ruler stands for; the value is its class in the stylesheet."""

    USED = "used"
    PAUSED = "pause"
    LEFT = "left"
    LATE = "late"
    TIER = "tier"


@dataclass(frozen=True)
class Piece:
    """From `start` to `end` on the ruler's own axis."""

    start: Decimal
    end: Decimal
    kind: Stretch


@dataclass(frozen=True)
class Mark:
    """A stroke across the ruler: ``now``, ``line`` (a limit), ``value`` or ``out`` (a value outside)."""

    at: Decimal
    kind: str = "now"


@dataclass(frozen=True)
class Ruler:
    """An axis from `low` to `high` with pieces and marks; `label` says in words what is drawn."""

    low: Decimal
    high: Decimal
    pieces: tuple[Piece, ...]
    marks: tuple[Mark, ...]
    label: str = ""


def period(length: int, used: int, pauses: Iterable[tuple[int, int]] = (), label: str = "") -> Ruler:
    """A period of `length` days of which `used` are gone.

    Each pause is (days counted before it began, days it lasted): pauses lengthen the ruler, they use nothing up.
    """
    at, counted, pieces = 0, 0, []
    for after, lasted in sorted(pauses):
        pieces.append((at, at + after - counted, Stretch.USED))
        at += after - counted
        pieces.append((at, at + lasted, Stretch.PAUSED))
        at, counted = at + lasted, after
    within = min(used, length)
    pieces.append((at, at + max(within - counted, 0), Stretch.USED))
    at += max(within - counted, 0)
    now = at + max(used - length, 0)
    end = at + max(length - used, 0)
    pieces.append((at, end, Stretch.LEFT))
    if now > at:
        pieces.append((at, now, Stretch.LATE))
    return Ruler(Decimal(0), Decimal(max(end, now, 1)), _pieces(pieces), (Mark(Decimal(now)),), label)


def scale(
    low: Decimal,
    high: Decimal,
    *,
    tier: tuple[Decimal, Decimal] | None = None,
    value: Decimal | None = None,
    lines: Iterable[Decimal] = (),
    label: str = "",
) -> Ruler:
    """The range the law allows, the tier within it, limits across it (an approval line) and the amount chosen."""
    known = [low, high, *lines, *(() if value is None else (value,))]
    pieces = [(low, high, Stretch.LEFT)]
    if tier:
        pieces.append((*tier, Stretch.TIER))
    marks = [Mark(Decimal(line), "line") for line in lines]
    if value is not None:
        marks.append(Mark(Decimal(value), "value" if low <= value <= high else "out"))
    return Ruler(Decimal(min(known)), Decimal(max(known)), _pieces(pieces), tuple(marks), label)


def draw(ruler: Ruler) -> SafeString:
    """The ruler as SVG; it stretches to the width it is given."""
    pieces = format_html_join(
        "",
        '<rect class="bar-{}" x="{}" y="{}" width="{}" height="{}"/>',
        (
            (piece.kind.value, _x(ruler, piece.start), top, _x(ruler, piece.end) - _x(ruler, piece.start), tall)
            for piece in ruler.pieces
            if piece.end > piece.start
            for top, tall in [(3, 16) if piece.kind is Stretch.PAUSED else (7, 8)]
        ),
    )
    return format_html(
        '<svg class="ruler" viewBox="0 0 {} {}" preserveAspectRatio="none" role="img" aria-label="{}">{}{}</svg>',
        WIDTH,
        HEIGHT,
        ruler.label,
        pieces,
        format_html_join("", '<rect class="bar-{}" x="{}" y="0" width="2" height="22"/>', _strokes(ruler)),
    )


def _pieces(pieces: Iterable[tuple[Decimal | int, Decimal | int, Stretch]]) -> tuple[Piece, ...]:
    return tuple(Piece(Decimal(start), Decimal(end), kind) for start, end, kind in pieces)


def _x(ruler: Ruler, at: Decimal) -> int:
    span = ruler.high - ruler.low
    return round((at - ruler.low) / span * WIDTH) if span else 0


def _strokes(ruler: Ruler) -> Iterable[tuple[str, int]]:
    return ((mark.kind, min(_x(ruler, mark.at), WIDTH - 2)) for mark in ruler.marks)
