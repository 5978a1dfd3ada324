"""Messages, amounts, days and articles are written as the trade writes them."""

from datetime import UTC, date, datetime
from decimal import Decimal

import pytest
from django.utils import translation

from jinwu.kit import clock
from jinwu.kit.clock import ZONE
from jinwu.law.citations import APL
from jinwu.law.messages import say
from jinwu.law.vocabulary import DayKind
from jinwu.ui import links, terms
from jinwu.ui.templatetags import ui
from jinwu.ui.translate import joined, translate

TODAY = datetime(2026, 11, 20, 9, tzinfo=ZONE)


@pytest.mark.parametrize(
    ("message", "said"),
    [
        (say("Must be {limit} or less.", limit="200"), "不得超过200。"),
        (say("Must be {limit} or less.", limit=Decimal("70000.00")), "不得超过70,000.00。"),
        (say("Must be {limit} or less.", limit=date(2026, 11, 20)), "不得超过2026年11月20日。"),
        (say("Must be {limit} or less.", limit=say("due today")), "不得超过今天。"),
        ("Demonstration", "演示"),
        ("", ""),
        (None, ""),
    ],
)
def test_a_message_is_said_in_the_readers_language(message, said):
    assert translate(message) == said


def test_a_message_from_the_record_reads_as_it_did():
    live = say("Must be {limit} or less.", limit=Decimal("70000.00"))
    assert translate(live.as_json()) == translate(live)
    dated = say("Must be {limit} or less.", limit=date(2026, 11, 20))
    assert translate(dated.as_json()) == translate(dated)


def test_a_message_with_other_places_is_shown_rather_than_failing():
    assert translate({"text": "Stopped at {somewhere}.", "params": {}}) == "Stopped at {somewhere}."


def test_chinese_sentences_follow_without_a_space():
    assert joined("Demonstration", "", "Demonstration") == "演示演示"
    with translation.override("en"):
        assert joined("A.", "B.") == "A. B."


@pytest.mark.parametrize(
    ("amount", "written", "words"),
    [
        (Decimal("70000"), "70,000.00", "柒万元整"),
        ("100", "100.00", "壹佰元整"),
        (None, "—", ""),
        ("0.50", "0.50", "伍角"),
    ],
)
def test_amounts(amount, written, words):
    assert ui.money(amount) == written
    assert ui.yuan_words(amount) == words


@pytest.mark.parametrize("amount", ["", "x", "1.005", "NaN", "-1"])
def test_what_is_no_amount_has_no_words(amount):
    assert ui.yuan_words(amount) in ("", None)


def test_days():
    with clock.fixed(TODAY):
        assert ui.day(date(2026, 11, 20)) == "2026年11月20日"
        assert ui.day_short(date(2026, 12, 31)) == "12月31日"
        assert ui.day_short(date(2027, 1, 14)) == "2027年1月14日"
        assert ui.weekday(date(2026, 11, 20)) == "星期五"
        assert ui.clock_time(datetime(2026, 11, 20, 8, 12, tzinfo=UTC)) == "16:12"
        assert ui.moment(datetime(2026, 11, 20, 8, 12, tzinfo=UTC)) == "11月20日 16:12"
        assert ui.day(datetime(2026, 11, 19, 20, tzinfo=UTC)) == "2026年11月20日"
    assert ui.day(None) == ui.clock_time(None) == ui.moment(None) == ""


@pytest.mark.parametrize(
    ("day", "words"),
    [
        (date(2026, 11, 20), "十一月二十日"),
        (date(2026, 1, 3), "一月三日"),
        (date(2026, 10, 31), "十月三十一日"),
        (date(2026, 12, 10), "十二月十日"),
    ],
)
def test_the_head_of_a_day_is_in_chinese_numerals(day, words):
    assert ui.day_words(day) == words


@pytest.mark.parametrize(
    ("left", "kind", "words", "tone"),
    [
        (3, DayKind.WORKING_DAYS, "3工作日", "soon"),
        (41, DayKind.CALENDAR_DAYS, "41自然日", ""),
        (0, DayKind.WORKING_DAYS, "今天", "soon"),
        (-2, DayKind.WORKING_DAYS, "逾期2工作日", "late"),
        (20, DayKind.HOURS, "20小时", ""),
        (30, DayKind.MONTHS, "30自然日", ""),
    ],
)
def test_what_is_left_of_a_period(left, kind, words, tone):
    assert terms.left_words(left, kind) == words
    assert terms.tone(left) == tone


def test_a_badge_is_shape_and_word():
    assert ui.badge("late", "逾期2日") == '<span class="badge" data-state="late">逾期2日</span>'
    with pytest.raises(ValueError, match="no badge"):
        ui.badge("green", "通过")


def test_words_in_a_badge_are_escaped():
    assert "&lt;b&gt;" in ui.badge("done", "<b>")


def test_an_article_is_named_and_opened_as_the_catalogue_says(monkeypatch):
    monkeypatch.setattr(links.resolvers, "_items", {})
    assert ui.cite(APL(51)) == '<span class="cite">APL 51</span>'
    links.resolver("article.words", lambda citation: f"处罚法第{citation.article}条")
    links.resolver("article.url", lambda citation: f"/articles/{citation.key}/")
    links.resolver("article.summary", lambda citation: "可以当场作出决定。")
    one = '<a class="cite" href="/articles/APL-51/">处罚法第51条</a>'
    assert ui.cite("APL-51") == one
    assert ui.cite([APL(51), APL(52)]).startswith(one + "、<a")
    assert ui.cite(None) == ""
    assert ui.cite(APL(51), summary=True) == one + '　<span class="law">可以当场作出决定。</span>'


def test_a_refusal_says_what_why_article_and_what_next(page):
    from types import SimpleNamespace

    finding = SimpleNamespace(what=say("Too much."), remedy=say("Lower it."), basis=(APL(51),), url="/mend/")
    html = page('{% refusal "不能处罚" findings %}', findings=[finding])
    places = [html.index(part) for part in ("不能处罚", "Too much.", "APL 51", "Lower it.")]
    assert places == sorted(places)
    assert 'role="alert"' in html
    assert 'href="/mend/"' in html


def test_parts_of_a_page(page):
    html = page('{% part "文书" meta="9件" more="卷内目录" more_url="/x/" %}<p>内</p>{% endpart %}')
    assert "<h2>文书</h2>" in html
    assert '<a class="more" href="/x/">卷内目录</a>' in html
    assert "<p>内</p>" in html
    html = page('{% dialog "d" "签发" %}<p>{{ name }}</p>{% enddialog %}', name="<赵>")
    assert 'id="d" popover role="dialog" aria-labelledby="d-title"' in html
    assert "&lt;赵&gt;" in html
