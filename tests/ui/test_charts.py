"""Charts: two inks, direct labels, every bar a link, in the order given."""

import re
from decimal import Decimal

from jinwu.ui.charts import Bar, Column, Dots, Mark, bars, columns, dots, key


def test_every_bar_is_a_link_with_its_value_beside_it():
    drawn = bars([Bar("城乡规划法", Decimal("1005425.52"), "/a/", note="4件"), Bar("道路条例", 95, "/b/")], "罚款")
    assert re.findall(r'<a href="([^"]+)" aria-label="([^"]+)"', drawn) == [
        ("/a/", "城乡规划法　1,005,425.52　4件"),
        ("/b/", "道路条例　95"),
    ]
    assert 'aria-label="罚款"' in drawn


def test_the_order_is_the_one_given():
    drawn = bars([Bar("甲", 1), Bar("乙", 3), Bar("丙", 2)], "")
    assert re.findall("甲|乙|丙", drawn) == ["甲", "乙", "丙"]


def test_bars_are_as_long_as_their_values():
    drawn = bars([Bar("甲", 100), Bar("乙", 50), Bar("丙", 0)], "")
    lengths = [int(length) for length in re.findall(r'class="b1"[^>]* width="(\d+)"', drawn)]
    assert abs(lengths[0] - 2 * lengths[1]) <= 1
    assert lengths[2] == 0


def test_columns_stand_on_round_lines_and_carry_their_totals():
    drawn = columns([Column("1月", (2, 3), "/1/"), Column("2月", (6, 12), "/2/")], "各月", ("普通", "简易"))
    assert 'aria-label="2月　普通 6　简易 12"' in drawn
    assert re.findall(r'text-anchor="end">(\d+)<', drawn) == ["0", "5", "10", "15", "20"]
    assert re.findall(r'class="v"[^>]*>(\d+)<', drawn) == ["5", "18"]


def test_nothing_to_draw_is_no_error():
    assert "<svg" in bars([], "")
    assert "<svg" in columns([], "")
    assert "<svg" in columns([Column("1月", (0,))], "")


def test_names_are_escaped():
    assert "<b>" not in bars([Bar("<b>", 1, '"/x')], "<b>")
    assert key(1, "<b>") == '<span class="key k1">&lt;b&gt;</span>'


def test_dots_are_linked_counted_and_marked():
    rows = [
        Dots(Decimal(100), Decimal(100), 12, "/a/", "100.00 元：12件"),
        Dots(Decimal(300), Decimal(400), 2, "/b/", "300—400"),
    ]
    middle = (Decimal(100), Decimal(100), Decimal(200))
    drawn = dots(rows, Mark(Decimal(500), "本案500.00"), middle, "同类")
    assert re.findall(r'<a href="([^"]+)" aria-label="([^"]+)"', drawn) == [
        ("/a/", "100.00 元：12件"),
        ("/b/", "300—400"),
    ]
    assert re.findall(r'class="v"[^>]*>([^<]+)<', drawn) == ["12", "2", "本案500.00"]
    places = [float(x) for x in re.findall(r'<circle class="mark" cx="([\d.]+)"', drawn)]
    assert places == [548.0]  # the heaviest stands at the right end


def test_words_of_a_mark_stay_inside_the_drawing():
    drawn = dots([Dots(Decimal(1), Decimal(1), 1)], Mark(Decimal(9), "本案一千一百万元"), (), "", 200)
    (x,) = re.findall(r'class="v" x="([\d.]+)" y="14"', drawn)
    assert float(x) <= 200 - 13 * 8 / 2


def test_one_amount_alone_stands_in_the_middle():
    drawn = dots([Dots(Decimal(50), Decimal(50), 3)], None, (Decimal(50),) * 3, "", 200)
    assert set(re.findall(r'<circle class="b1" cx="([\d.]+)"', drawn)) == {"100.0"}
    assert "<svg" in dots([], None, (), "")
