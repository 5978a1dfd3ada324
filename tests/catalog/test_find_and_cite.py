"""Finding a violation on the street, and citing as a document prints it."""

from __future__ import annotations

from datetime import date

import pytest

from jinwu.catalog import queries
from jinwu.catalog.chinese import from_numeral, initials, numeral
from jinwu.catalog.words import rule_words
from jinwu.law.citations import APL, O55, Citation

pytestmark = pytest.mark.django_db
DAY = date(2023, 5, 1)


@pytest.mark.parametrize(
    "words", ["占道", "道路占用", "占用道路", "zdjy", "dlzy", "zyd", "ZDJY", "road.occupy", "流动 摊贩"]
)
def test_the_vendor_is_found_by_words_initials_and_code(words):
    assert queries.find_violations(words, DAY)[0].code == "road.occupy"


def test_every_word_must_fit():
    assert queries.find_violations("占道 泔水", DAY) == []


@pytest.mark.parametrize("words", ["", "  ", "，。"])
def test_nothing_typed_offers_the_common_ones_first(words):
    found = queries.find_violations(words, DAY, limit=5)
    assert len(found) == 5
    assert found[0].common


def test_the_answer_is_bounded():
    assert len(queries.find_violations("a", DAY, limit=3)) <= 3
    assert len(queries.find_violations("", DAY, limit=3)) == 3


def test_what_is_replaced_is_not_found():
    assert queries.find_violations("餐饮油烟", date(2026, 8, 15)) == []


@pytest.mark.parametrize(
    ("citation", "printed"),
    [
        (APL(51), "《中华人民共和国行政处罚法》第五十一条"),
        (APL(33, 1), "《中华人民共和国行政处罚法》第三十三条第一款"),
        (APL(68, None, 2), "《中华人民共和国行政处罚法》第六十八条第（二）项"),
        (O55(0), "《住房和城乡建设行政处罚程序规定》"),
        (Citation("WASTE", 111, 1, 1), "《中华人民共和国固体废物污染环境防治法》第一百一十一条第一款第（一）项"),
        (Citation("UNKNOWN", 3), "《UNKNOWN》第三条"),
    ],
)
def test_a_citation_as_a_document_prints_it(citation, printed):
    assert queries.cite(citation, DAY) == printed


def test_several_places_name_their_statute_and_article_once():
    row = queries.violation("waste.dump", DAY)
    assert queries.cite_short(row.penalty_citations, DAY).endswith("第一百一十一条第一款第（一）项、第二款")
    assert queries.cite_short([APL(51), APL(68)], DAY) == "《行政处罚法》第五十一条、第六十八条"


@pytest.mark.parametrize(
    ("number", "words"), [(1, "一"), (10, "十"), (19, "十九"), (20, "二十"), (102, "一百零二"), (111, "一百一十一")]
)
def test_numerals_of_articles(number, words):
    assert numeral(number) == words
    assert from_numeral(words) == number


def test_initials_of_title_and_keywords():
    assert initials("占用、挖掘道路", ["店外经营"]) == "zywjdl dwjy"


@pytest.mark.parametrize(
    ("code", "said"),
    [
        ("road.occupy", ["May be fined up to 20,000 yuan"]),
        ("waste.dump", ["Persons: fine of 100 to 500 yuan", "Units: fine of 50,000 to 500,000 yuan"]),
        ("air.site_dust", ["Units: fine of 10,000 to 100,000 yuan"]),
        ("plan.correctable", ["Fine of 5 % to 10 % of the amount (建设工程造价)"]),
    ],
)
def test_a_penalty_is_said_in_words(code, said):
    assert [str(line) for line in rule_words(queries.violation(code, DAY).rule)][: len(said)] == said
