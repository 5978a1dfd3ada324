"""Search by any two characters."""

from hypothesis import given
from hypothesis import strategies as st

from jinwu.kit.grams import grams, query_grams


def test_any_two_neighbours_are_found():
    held = set(grams("赵建平擅自占用城市道路案", "阳城管当罚字〔2026〕第386号"))
    for words in ("建平", "占用", "道路案", "386", "当罚字"):
        assert set(query_grams(words)) <= held, words


def test_full_and_half_width_and_case_are_one():
    assert grams("ＡＢ１２") == grams("ab12")


def test_nothing_searchable_gives_nothing():
    assert query_grams("〔〕 —，") == []


@given(st.text(alphabet="甲乙丙丁 ab12，", max_size=30), st.integers(0, 29), st.integers(2, 6))
def test_every_piece_of_a_text_finds_it(text, start, length):
    piece = text[start : start + length].split("，")[0].split(" ")[0]
    if len(piece) >= 2:
        assert set(query_grams(piece)) <= set(grams(text))
