"""A way in stages as SVG from the server: stages down a line, at each its steps, what ends it below.

Drawn twice, for a phone and for a desk; both say the same, and the page shows one of them. A step is a link to what
explains it. A page gives the same in words beside it.
"""

from __future__ import annotations

import unicodedata
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString

_LINE = 19  # from one line of text to the next
_PAD = 10
_GAP = 12
_LEFT = 30  # where boxes begin; the line of the stages runs left of it
_RAIL = 9
_STOP = 15  # the mark of a stage, from the top of its piece
#: Width of the picture and boxes beside each other: phone, desk.
NARROW, WIDE = (324, 1), (1000, 3)


@dataclass(frozen=True)
class Box:
    """A step: `title`, small lines `notes`, `leads` names where it leads. `kind`: road, side, system."""

    title: str
    url: str
    notes: tuple[str, ...] = ()
    leads: str = ""
    kind: str = "road"

    @property
    def spoken(self) -> str:
        return "　".join([self.title, *self.notes, *([self.leads] if self.leads else [])])


@dataclass(frozen=True)
class Band:
    """A stage with the steps that are taken at it. `kind`: stage, end (of the road), off and out (beside it)."""

    title: str
    boxes: tuple[Box, ...] = ()
    kind: str = "stage"
    note: str = ""


def draw(bands: Sequence[Band], label: str) -> SafeString:
    """The picture for a phone and the one for a desk; one of them is shown. Each stage is a piece, so that paper can break."""
    shown = ((name, label, _picture(bands, label, *size)) for name, size in (("narrow", NARROW), ("wide", WIDE)))
    return format_html_join("", '<div class="flow {}" role="group" aria-label="{}">{}</div>', shown)


def _picture(bands: Sequence[Band], label: str, width: int, columns: int) -> SafeString:
    """The stages beneath each other; the line runs through those of the road, from the first to the last."""
    road = [number for number, band in enumerate(bands) if band.kind in ("stage", "end")]
    pieces = []
    for number, band in enumerate(bands):
        drawn, tall = _band(band, width, columns)
        on_line = len(road) > 1 and road[0] <= number <= road[-1]
        line = _line(_STOP if number == road[0] else 0, _STOP if number == road[-1] else tall) if on_line else ""
        pieces.append((width, tall, width, tall, band.title or label, line, drawn))
    return format_html_join(
        "", '<svg viewBox="0 0 {} {}" width="{}" height="{}" role="group" aria-label="{}">{}{}</svg>', pieces
    )


def _line(top: int, foot: int) -> SafeString:
    return format_html('<line class="rail" x1="{0}" x2="{0}" y1="{1}" y2="{2}"/>', _RAIL, top, foot)


def _band(band: Band, width: int, columns: int) -> tuple[SafeString, int]:
    """A stage with its boxes, and how tall it is."""
    pieces = [_head(band)] if band.title else []
    y = 34 if band.title else 4
    broad = (width - _LEFT - 2 - _GAP * (columns - 1)) // columns
    for row in _rows(band.boxes, columns):
        laid = [_lines(box, broad) for box in row]
        tall = max(len(lines) for lines in laid) * _LINE + 2 * _PAD - 4
        for number, (box, lines) in enumerate(zip(row, laid, strict=True)):
            pieces.append(_box(box, lines, _LEFT + number * (broad + _GAP), y, broad, tall))
        y += tall + _GAP
    return format_html_join("", "{}", ((one,) for one in pieces)), y + 2


def _head(band: Band) -> SafeString:
    mark = {
        "stage": '<circle class="stop" cx="{0}" cy="{1}" r="6"/>',
        "off": '<circle class="stop off" cx="{0}" cy="{1}" r="5"/>',
        "end": '<circle class="stop end" cx="{0}" cy="{1}" r="6"/>',
        "out": '<circle class="stop end" cx="{0}" cy="{1}" r="6"/>',
    }[band.kind]
    note = format_html('<tspan class="n" dx="10">{}</tspan>', band.note) if band.note else ""
    drawn = format_html(mark, _RAIL, _STOP)
    return drawn + format_html('<text class="s" x="{}" y="{}">{}{}</text>', _LEFT, _STOP + 5, band.title, note)


def _rows(boxes: Sequence[Box], columns: int) -> Iterator[Sequence[Box]]:
    for start in range(0, len(boxes), columns):
        yield boxes[start : start + columns]


def _lines(box: Box, broad: int) -> list[tuple[str, str]]:
    """The lines of a box, each with its class."""
    room = broad - 2 * _PAD
    found = [("t", line) for line in _broken(box.title, room / 15)]
    found += [("n", line) for note in box.notes for line in _broken(note, room / 13)]
    return found + [("l", line) for line in _broken(box.leads, room / 13)]


def _box(box: Box, lines: list[tuple[str, str]], x: int, y: int, broad: int, tall: int) -> SafeString:
    written = format_html_join(
        "", '<text class="{}" x="{}" y="{}">{}</text>',
        ((kind, x + _PAD, y + _PAD + 12 + number * _LINE, line) for number, (kind, line) in enumerate(lines)),
    )  # fmt: skip
    rect = format_html('<rect x="{}" y="{}" width="{}" height="{}"/>', x, y, broad, tall)
    return format_html('<a class="{}" href="{}" aria-label="{}">{}{}</a>', box.kind, box.url, box.spoken, rect, written)


def _broken(text: str, room: float) -> list[str]:
    """`text` in lines of at most `room` 汉字; Latin words are kept whole."""
    lines, line, used = [], "", 0.0
    for word in _words(text):
        size = _size(word)
        if line and used + _size(word.rstrip()) > room:
            lines.append(line.rstrip())
            line, used = "", 0.0
        line, used = line + word, used + size
    return [*lines, line.rstrip()] if line.strip() else lines


def _words(text: str) -> Iterator[str]:
    """A 汉字 each, a Latin word each with the space after it; a sign that may not begin or end a line stays with its neighbour."""
    word = ""
    for sign in text:
        wide = unicodedata.east_asian_width(sign) in "WF"
        kept = sign in "，。、；：）》”〕" or (word and word[-1] in "《（“〔")
        if word and not kept and (wide or word[-1] == " " or unicodedata.east_asian_width(word[-1]) in "WF"):
            yield word
            word = ""
        word += sign
    if word:
        yield word


def _size(word: str) -> float:
    return sum(1 if unicodedata.east_asian_width(sign) in "WF" else 0.56 for sign in word)
