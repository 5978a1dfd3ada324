"""The manual: both languages whole, every link and every place in it resolves, and no number of the law is written by hand."""

from __future__ import annotations

import re
import tomllib

import pytest
from django.utils import translation

from jinwu.law.roles import Role
from jinwu.law.timers import TIMERS
from jinwu.ui import links
from jinwu.web.manual import including, reading
from jinwu.web.manual.chapters import CHAPTERS, for_page

pytestmark = pytest.mark.django_db(databases=["default", "log"])

LANGUAGES = {"zh": "zh-hans", "en": "en"}
#: An article, a sum, a share or a length, said by hand.
BY_HAND = re.compile(
    r"第[一二三四五六七八九十百零〇\d]+条|[\d一二三四五六七八九十百]+(?:个?工作日|日内|天内|小时内|个月内|元)"
    r"|\barticle \d|\d+ (?:working |calendar )?days|\d+ (?:yuan|hours|months)|\d+ ?%",
    re.I,
)


@pytest.fixture
def officer(client, cast):
    client.force_login(cast.officer)
    return client


def texts():
    return [(folder, path) for folder in LANGUAGES for path in sorted((including.TEXT / folder).glob("*.md"))]


def in_each(today):
    """Every chapter in every language."""
    for folder, code in LANGUAGES.items():
        with translation.override(code):
            for chapter in CHAPTERS:
                yield folder, reading.page(chapter.key, today)


def test_every_chapter_stands_in_both_languages_and_there_is_no_other():
    wanted = {chapter.key for chapter in CHAPTERS}
    found = {folder: {path.stem for folder_, path in texts() if folder_ == folder} for folder in LANGUAGES}
    assert found == {"zh": wanted, "en": wanted}


def test_both_languages_have_the_same_sections_and_take_the_same_things_from_the_law():
    for chapter in CHAPTERS:
        zh, en = ((including.TEXT / folder / f"{chapter.key}.md").read_text() for folder in LANGUAGES)
        assert zh.count("\n## ") == en.count("\n## "), chapter.key
        tables = re.compile(r"^\{\{.*\}\}$", re.M)
        assert tables.findall(zh) == tables.findall(en), chapter.key


def test_every_term_of_the_glossary_is_explained_in_both_languages():
    terms = tomllib.loads((including.TEXT / "glossary.toml").read_text())["term"]
    assert [one for one in terms if set(one) != {"zh", "en", "means", "meaning"} or not all(one.values())] == []
    assert len({one["zh"] for one in terms}) == len(terms)


def test_no_article_sum_or_length_is_written_by_hand():
    files = [path for _folder, path in texts()] + [including.TEXT / "glossary.toml"]
    assert {path.name: found for path in files if (found := BY_HAND.findall(path.read_text()))} == {}


def test_whoever_writes_a_number_by_hand_is_caught():
    for said in ("依据第五十一条", "在5个工作日内", "三日内", "200元", "see article 51", "within 7 working days", "3%"):
        assert BY_HAND.search(said), said


def test_every_link_and_every_place_leads_somewhere(officer, today):
    """Addresses are asked for; a chapter with an unknown place cannot be read at all."""
    lost, seen = {}, {}
    for folder, page in in_each(today):
        for href in re.findall(r'<a [^>]*href="([^"]+)"', "".join(one.html for one in page.sections)):
            if href not in seen:
                seen[href] = officer.get(href).status_code
            if seen[href] not in (200, 302, 403):
                lost[folder, page.key, href] = seen[href]
    assert lost == {}
    assert len(seen) > 200


@pytest.mark.parametrize("bad", ["{{ timer T999 }}", "{{ step summary.nowhere }}", "{{ nothing }}", "{{ limit x }}"])
def test_a_place_that_is_not_there_is_an_error(bad, today):
    name, words = re.match(r"\{\{ (\w+) ?(.*?) ?\}\}", bad).groups()
    with pytest.raises(including.Unknown):
        including.include(name, words, today)


@pytest.mark.parametrize(
    "bad", ["page:nowhere", "chapter:nowhere", "register:nowhere", "https://example.cn", "javascript:x"]
)
def test_a_link_that_is_no_page_of_the_product_is_an_error(bad):
    with pytest.raises(LookupError):
        reading.address(bad)


def test_the_table_of_deadlines_has_every_period_with_its_article(officer):
    page = officer.get("/manual/deadlines/").content.decode()
    assert {key for key in TIMERS if f'id="{key}"' not in page} == set()
    assert "15 个自然日" in page or "15个自然日" in page or "15日" in page
    assert "/articles/APL-67-3/" in page


def test_a_number_that_is_only_recalled_is_said_to_be_confirmed(officer, today):
    page = officer.get("/manual/street/").content.decode()
    assert "待确认" in page[page.index("备案，期限是") :][:400]
    assert str(including.include("timer", "T14", today)).count("待确认") == 0


def test_each_role_that_acts_finds_its_steps(today):
    acting = {Role.OFFICER: "street", Role.UNIT_HEAD: "unit-head", Role.AUTHORITY_HEAD: "head",
              Role.LEGAL_REVIEWER: "reviewer", Role.FISCAL_CLERK: "fiscal", Role.ARCHIVIST: "archivist",
              Role.DISCLOSURE_CLERK: "disclosure"}  # fmt: skip
    for role, key in acting.items():
        html = "".join(one.html for one in reading.page(key, today).sections)
        assert f"/procedures/ordinary/{_a_step_of(role)}/" in html, role


def _a_step_of(role):
    from jinwu.cases.ordinary.procedure import ordinary

    return next(step.key for step in ordinary.steps.values() if role in step.by)


@pytest.mark.parametrize(("words", "chapter"), [("送达", "handler"), ("编号文书", "street"), ("备份", "administrator")])
def test_any_two_characters_find_a_section(officer, words, chapter):
    page = officer.get("/manual/", {"words": words}).content.decode()
    found = page[page.index("手册里查到的") : page.index("manual-contents")]
    assert f'href="/manual/{chapter}/' in found
    assert words in found


def test_one_character_or_none_finds_nothing(today):
    assert reading.find("送", today) == reading.find("  ", today) == []


def test_what_is_found_is_shown_as_text(officer):
    page = officer.get("/manual/", {"words": '<script>alert("x")</script>'}).content.decode()
    assert "<script>alert" not in page


def test_help_on_a_page_opens_the_chapter_that_explains_it(client, cast):
    client.force_login(cast.unit_head)
    for path, chapter in {"/sitting/": "committee", "/today/": "first-hour", "/registers/": "administrator"}.items():
        assert f'href="/manual/{chapter}/"' in client.get(path).content.decode(), path
    assert links.resolve("help.url", "nothing-of-ours") == "/manual/"


def test_a_page_is_explained_by_the_chapter_that_names_it_best():
    assert for_page("matter_step").key == "handler"
    assert for_page("matter").key == "matter"
    assert for_page("sitting_papers").key == "committee"


def test_in_english_it_is_english(officer):
    officer.cookies["django_language"] = "en"
    page = officer.get("/manual/fiscal/").content.decode()
    assert "<h1>The fiscal clerk</h1>" in page
    assert "yuan" in officer.get("/manual/street/").content.decode()


@pytest.mark.parametrize("key", ["nowhere", "..", "first-hour.md"])
def test_there_is_no_other_chapter(officer, key):
    assert officer.get(f"/manual/{key}/").status_code == 404
