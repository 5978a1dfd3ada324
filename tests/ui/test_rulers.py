"""One scale: what is used, paused, left, and where we stand."""

from decimal import Decimal

import pytest

from jinwu.ui import rulers
from jinwu.ui.rulers import Stretch, draw, period, scale


def shape(ruler):
    return [(piece.kind, int(piece.start), int(piece.end)) for piece in ruler.pieces if piece.end > piece.start]


@pytest.mark.parametrize(
    ("length", "used", "pauses", "shown", "now", "end"),
    [
        (90, 49, [(24, 14)], "used 0 24, pause 24 38, used 38 63, left 63 104", 63, 104),
        (90, 24, [(24, 14)], "used 0 24, pause 24 38, left 38 104", 38, 104),
        (15, 0, [], "left 0 15", 0, 15),
        (15, 15, [], "used 0 15", 15, 15),
        (7, 9, [], "used 0 7, late 7 9", 9, 9),
        (10, 12, [(4, 3)], "used 0 4, pause 4 7, used 7 13, late 13 15", 15, 15),
        (10, 6, [(4, 3), (2, 1)], "used 0 2, pause 2 3, used 3 5, pause 5 8, used 8 10, left 10 14", 10, 14),
    ],
)
def test_a_period(length, used, pauses, shown, now, end):
    ruler = period(length, used, pauses)
    assert ", ".join(f"{kind} {start} {stop}" for kind, start, stop in shape(ruler)) == shown
    assert int(ruler.marks[0].at) == now
    assert int(ruler.high) == end


def test_a_range_with_its_tier_and_the_amount():
    ruler = scale(Decimal(5), Decimal(10), tier=(Decimal(6), Decimal(8)), value=Decimal(7), lines=[Decimal(9)])
    assert shape(ruler) == [(Stretch.LEFT, 5, 10), (Stretch.TIER, 6, 8)]
    assert [(mark.kind, int(mark.at)) for mark in ruler.marks] == [("line", 9), ("value", 7)]


def test_an_amount_outside_stands_outside():
    ruler = scale(Decimal(0), Decimal(200), value=Decimal(300))
    assert ruler.marks[0].kind == "out"
    assert ruler.high == 300


@pytest.mark.parametrize("ruler", [period(0, 0), scale(Decimal(5), Decimal(5), value=Decimal(5)), period(1, 400)])
def test_the_edges_are_drawn_within_the_picture(ruler):
    assert "viewBox" in draw(ruler)
    assert f'x="{rulers.WIDTH}"' not in draw(ruler)


def test_the_picture_says_in_words_what_it_shows():
    assert 'role="img" aria-label="已用&lt;2&gt;日"' in draw(period(3, 2, label="已用<2>日"))
    assert "style=" not in draw(period(3, 2))
