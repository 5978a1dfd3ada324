"""Charts: two inks, direct labels, every bar a link, in the order given."""

import re
from decimal import Decimal

from jinwu.ui.charts import Bar, Column, bars, columns, key


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
