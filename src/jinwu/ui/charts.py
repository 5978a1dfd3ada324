"""Charts as SVG from the server, the same on page and paper: two inks, direct labels, every bar a link.

No ranking of people or units is drawn: the rows come in the order that the law or the calendar gives them.
"""

from __future__ import annotations

import unicodedata
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from decimal import Decimal
from math import ceil

from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _

from .translate import money

_ROW = 29
_BAR = 16
_COLUMN_TOP = 30
_COLUMN_FOOT = 190
_STEPS = (1, 2, 5)
_EDGE = 12
_DOTS_FOOT = 104
_DOTS_MOST = 7


@dataclass(frozen=True)
class Bar:
    """One row of `bars`: `words` is the value as written beside it, `note` follows in plain ink."""

    title: str
    value: Decimal | int
    url: str = ""
    words: str = ""
    note: str = ""

    @property
    def written(self) -> str:
        return self.words or (money(self.value) if isinstance(self.value, Decimal) else f"{self.value:,}")


@dataclass(frozen=True)
class Column:
    """One column of `columns`: one or two counts, the first below."""

    title: str
    values: tuple[int, ...]
    url: str = ""

    @property
    def total(self) -> int:
        return sum(self.values)


@dataclass(frozen=True)
class Dots:
    """One stack of `dots`: how many lie between two amounts (or at one)."""

    low: Decimal
    high: Decimal
    number: int
    url: str = ""
    spoken: str = ""


@dataclass(frozen=True)
class Mark:
    """The amount that `dots` is drawn for, with its words."""

    value: Decimal
    words: str


def bars(rows: Sequence[Bar], label: str, width: int = 560) -> SafeString:
    """Horizontal bars with their values beside them; `label` says in words what is drawn."""
    rows = list(rows)
    left = max((_breadth(row.title) for row in rows), default=0) + 12
    right = max((_breadth(row.written) + 8 + _breadth(f"　{row.note}") for row in rows), default=0) + 8
    room = max(width - left - right, 60)
    most = max((row.value for row in rows), default=0) or 1
    drawn = format_html_join(
        "", "{}", ((_bar(row, index, left, round(room * row.value / most)),) for index, row in enumerate(rows))
    )
    return _svg(width, _ROW * len(rows) + 6, label, drawn)


def columns(rows: Sequence[Column], label: str, keys: Sequence[str] = (), width: int = 620) -> SafeString:
    """Upright columns of one or two inks with their totals above; `keys` names the inks in the links' labels."""
    rows = list(rows)
    step = _step(max((row.total for row in rows), default=0))
    top = step * max(ceil(max((row.total for row in rows), default=0) / step), 1)
    scale = (_COLUMN_FOOT - _COLUMN_TOP) / top
    pitch = (width - 34) / max(len(rows), 1)
    lines = format_html_join("", "{}", ((_line(tick, scale, width),) for tick in range(0, top + 1, step)))
    drawn = format_html_join(
        "", "{}", ((_column(row, 34 + pitch * index, pitch, scale, keys),) for index, row in enumerate(rows))
    )
    return _svg(width, 216, label, lines + drawn)


def dots(
    rows: Sequence[Dots], mark: Mark | None, middle: Sequence[Decimal], label: str, width: int = 560
) -> SafeString:
    """How amounts lie on one scale: a stack of dots for each, linked, its number above; the middle half beneath as a band
    with its median; `mark` is the one that is looked at. `middle`: lower quartile, median, upper quartile, or nothing."""
    ends = [*(row.low for row in rows), *(row.high for row in rows), *([mark.value] if mark else [])]
    if not ends:
        return _svg(width, 20, label, SafeString(""))
    low, high = min(ends), max(ends)
    room = width - 2 * _EDGE

    def at(value: Decimal) -> float:
        return _EDGE + (room / 2 if high == low else float((value - low) / (high - low)) * room)

    drawn = format_html_join("", "{}", ((_stack(row, (at(row.low) + at(row.high)) / 2),) for row in rows))
    axis = format_html('<line class="axis" x1="{}" x2="{}" y1="{y}" y2="{y}"/>', _EDGE, width - _EDGE, y=_DOTS_FOOT)
    pieces = [axis, *_ends(low, high, width), drawn, _middle(middle, at, width) if middle else SafeString("")]
    if mark:
        pieces.append(_marked(mark, at(mark.value), width))
    return _svg(width, 168 if middle else 126, label, format_html_join("", "{}", ((piece,) for piece in pieces)))


def key(number: int, title: str) -> SafeString:
    """The name of an ink, for the head of the chart's part."""
    return format_html('<span class="key k{}">{}</span>', number, title)


def _bar(row: Bar, index: int, left: int, length: int) -> SafeString:
    top = 6 + _ROW * index
    drawn = format_html(
        '<rect class="b1" x="{}" y="{}" width="{}" height="{}"/><text class="v" x="{}" y="{}">{}</text>',
        left,
        top,
        max(length, 1 if row.value else 0),
        _BAR,
        left + length + 8,
        top + 13,
        row.written,
    )
    note = format_html('<text x="{}" y="{}">　{}</text>', left + length + 8 + _breadth(row.written), top + 13, row.note)
    title = format_html('<text x="{}" y="{}" text-anchor="end">{}</text>', left - 12, top + 12, row.title)
    spoken = f"{row.title}　{row.written}　{row.note}".strip()
    return title + _link(row.url, spoken, drawn) + (note if row.note else SafeString(""))


def _column(row: Column, x: float, pitch: float, scale: float, keys: Sequence[str]) -> SafeString:
    broad = pitch * 0.55
    left, middle, foot = x + (pitch - broad) / 2, x + pitch / 2, float(_COLUMN_FOOT)
    pieces = []
    for number, value in enumerate(row.values):
        tall = value * scale
        gap = 1.5 if number and value else 0
        pieces.append((number % 2 + 1, _f(left), _f(foot - tall), _f(broad), _f(max(tall - gap, 0))))
        foot -= tall
    drawn = format_html_join("", '<rect class="b{}" x="{}" y="{}" width="{}" height="{}"/>', pieces)
    total = format_html(
        '<text class="v" x="{}" y="{}" text-anchor="middle">{}</text>', _f(middle), _f(foot - 6), f"{row.total:,}"
    )
    title = format_html('<text x="{}" y="210" text-anchor="middle">{}</text>', _f(middle), row.title)
    parts = [f"{name} {value}" for name, value in zip(keys, row.values, strict=False)] or [str(row.total)]
    return _link(row.url, "　".join([row.title, *parts]), drawn + total) + title


def _stack(row: Dots, x: float) -> SafeString:
    tall = min(row.number, _DOTS_MOST)
    drawn = format_html_join(
        "", '<circle class="b1" cx="{}" cy="{}" r="4"/>', ((_f(x), _DOTS_FOOT - 7 - 9 * n) for n in range(tall))
    )
    number = format_html(
        '<text class="v" x="{}" y="{}" text-anchor="middle">{}</text>',
        _f(x),
        _DOTS_FOOT - 8 - 9 * tall,
        f"{row.number:,}",
    )
    return _link(row.url, row.spoken, drawn + number)


def _ends(low: Decimal, high: Decimal, width: int) -> list[SafeString]:
    if low == high:
        return [_placed(money(low), width / 2, _DOTS_FOOT + 20, width)]
    return [_placed(money(end), x, _DOTS_FOOT + 20, width) for end, x in ((low, 0), (high, width))]


def _middle(middle: Sequence[Decimal], at: Callable[[Decimal], float], width: int) -> SafeString:
    lower, median, upper = (at(value) for value in middle)
    top = _DOTS_FOOT + 28
    words = _("half lie between {low} and {high}, the median is {median}").format(
        low=money(middle[0]), high=money(middle[2]), median=money(middle[1])
    )
    return format_html(
        '<rect class="b2" x="{}" y="{}" width="{}" height="8"/><rect class="b1" x="{}" y="{}" width="2" height="14"/>{}',
        _f(lower), top, _f(max(upper - lower, 2)), _f(median - 1), top - 3,
        _placed(words, (lower + upper) / 2, top + 27, width),
    )  # fmt: skip


def _marked(mark: Mark, x: float, width: int) -> SafeString:
    line = format_html(
        '<line class="mark" x1="{x}" x2="{x}" y1="20" y2="{foot}"/><circle class="mark" cx="{x}" cy="{foot}" r="5"/>',
        x=_f(x), foot=_DOTS_FOOT,
    )  # fmt: skip
    return line + _placed(mark.words, x, 14, width, "v")


def _placed(words: str, x: float, y: int, width: int, inked: str = "") -> SafeString:
    """Words about `x`, kept inside the drawing."""
    half = _breadth(words) / 2
    middle = min(max(x, half), max(width - half, half))
    return format_html('<text class="{}" x="{}" y="{}" text-anchor="middle">{}</text>', inked, _f(middle), y, words)


def _line(tick: int, scale: float, width: int) -> SafeString:
    y = _COLUMN_FOOT - tick * scale
    return format_html(
        '<line class="axis" x1="34" x2="{}" y1="{}" y2="{}"/><text x="26" y="{}" text-anchor="end">{}</text>',
        width,
        _f(y),
        _f(y),
        _f(y + 4),
        f"{tick:,}",
    )


def _link(url: str, spoken: str, drawn: SafeString) -> SafeString:
    return format_html('<a href="{}" aria-label="{}">{}</a>', url, spoken, drawn) if url else drawn


def _svg(width: int, height: int, label: str, drawn: SafeString) -> SafeString:
    return format_html('<svg viewBox="0 0 {} {}" role="group" aria-label="{}">{}</svg>', width, height, label, drawn)


def _step(most: int) -> int:
    """A round step that divides `most` into about four."""
    wanted = max(most / 4, 1)
    power = 1
    while True:
        for step in _STEPS:
            if step * power >= wanted:
                return step * power
        power *= 10


def _breadth(text: str) -> int:
    """About how many units a text of 13 px takes: a 汉字 13, anything else 7.5."""
    return ceil(sum(13 if unicodedata.east_asian_width(sign) in "WF" else 7.5 for sign in text))


def _f(number: float) -> str:
    return format(number, ".1f")
