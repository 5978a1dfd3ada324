"""The registers of law, and the two forms that change it."""

from __future__ import annotations

from datetime import date
from types import SimpleNamespace

import pytest

from jinwu.catalog import queries
from jinwu.catalog.changes import ChangeRefused, day_initial, profile_initial, save_day, save_profile
from jinwu.catalog.inputs import CalendarInput, ProfileInput
from jinwu.catalog.models import ProfileValue
from jinwu.kit.register import registers
from jinwu.ui.lists import detail_row, list_page

pytestmark = pytest.mark.django_db
KEYS = ["statutes", "articles", "violations", "benchmarks", "profile", "calendar"]
ADMINISTRATOR = SimpleNamespace(name="韩管理员")


@pytest.fixture
def holiday():
    return save_day(ADMINISTRATOR, None, CalendarInput(day=date(2027, 1, 1), working="no", note="元旦", source="通知"))


def _value(**more) -> ProfileInput:
    filled = {"key": "T12.length", "title": "备案", "value": "5", "in_force_from": date(2027, 1, 1), "confirmed": "yes"}
    return ProfileInput(**{**filled, **more})


@pytest.mark.parametrize("key", KEYS)
def test_every_row_can_be_listed_and_opened(key, holiday):
    page = list_page(registers[key], None, {})
    assert page.rows
    for row in page.rows:
        assert detail_row(registers[key], row.source).cells


@pytest.mark.parametrize("words", ["APL-51", "apl-51", "处罚法51", "处罚法第五十一条"])
def test_an_article_is_found_by_its_place(words):
    page = list_page(registers["articles"], None, {"q": words})
    assert [(row.source.statute.code, row.source.number) for row in page.rows] == [("APL", 51)]


@pytest.mark.parametrize("words", ["占道", "zdjy", "road.occupy"])
def test_a_violation_is_found_by_words_initials_and_code(words):
    page = list_page(registers["violations"], None, {"q": words})
    assert "road.occupy" in [row.source.code for row in page.rows]


@pytest.mark.parametrize("key", KEYS)
@pytest.mark.parametrize("words", ["%", "'", "-", "第条", "第一百万亿条", "A-1-2-3-4-5", "😀", "\\"])
def test_odd_words_find_nothing_and_break_nothing(key, words):
    assert list_page(registers[key], None, {"q": words}).rows is not None


def test_a_profile_value_holds_from_its_day_on():
    save_profile(ADMINISTRATOR, None, _value())
    assert queries.profile("T12.length", date(2026, 12, 31)).value == 3
    new = queries.profile("T12.length", date(2027, 1, 1))
    assert (new.value, new.confirmed) == (5, True)


def test_the_form_of_a_new_value_begins_today_with_the_old_one():
    row = ProfileValue.objects.current().get(key="sole_trader.as_citizen")
    filled = profile_initial(row)
    assert filled["value"] == "yes"
    assert ProfileInput(**filled)


def test_a_value_keeps_its_kind():
    row = ProfileValue.objects.current().get(key="T12.length")
    for wrong in ("五天", "yes", "[1]", "1.5"):
        with pytest.raises(ChangeRefused):
            save_profile(ADMINISTRATOR, row, _value(value=wrong))


def test_a_number_as_text_stays_text_where_texts_are_kept():
    row = ProfileValue.objects.current().get(key="remedies.court")
    saved = save_profile(ADMINISTRATOR, row, _value(key=row.key, value="110"))
    assert saved.value == "110"


def test_a_key_does_not_change():
    row = ProfileValue.objects.current().get(key="T12.length")
    with pytest.raises(ChangeRefused):
        save_profile(ADMINISTRATOR, row, _value(key="T13.length"))


def test_a_day_of_the_calendar_is_added_and_corrected(holiday):
    assert not queries.work_calendar().is_working(date(2027, 1, 1))
    fixed = save_day(ADMINISTRATOR, holiday, CalendarInput(**{**day_initial(holiday), "working": "yes"}))
    assert fixed.supersedes == holiday
    assert queries.work_calendar().is_working(date(2027, 1, 1))


def test_a_correction_keeps_its_day(holiday):
    with pytest.raises(ChangeRefused):
        save_day(ADMINISTRATOR, holiday, CalendarInput(**{**day_initial(holiday), "day": date(2027, 1, 2)}))


def test_past_the_last_published_year_one_banner_says_so():
    until = queries.work_calendar().published_until
    assert queries.calendar_notice(date(until.year, 11, 30)) is None
    assert str(until) in str(queries.calendar_notice(date(until.year, 12, 15)))
    assert queries.calendar_notice(date(until.year + 1, 1, 1))


def test_a_year_entered_whole_moves_the_banner():
    year = queries.work_calendar().published_until.year + 1
    save_profile(ADMINISTRATOR, None, _value(key="calendar.years", value=f"[{year}]", in_force_from=date(2026, 11, 1)))
    assert queries.work_calendar().published_until == date(year, 12, 31)
    assert queries.calendar_notice(date(year, 1, 1)) is None
