"""An article of law, one click from wherever it is cited: the wording that governs, the others, what rests on it."""

from __future__ import annotations

from datetime import date

import pytest

from jinwu.catalog import queries
from jinwu.catalog.exchange import import_statutes
from jinwu.catalog.versions import wording, wordings
from jinwu.kit import clock
from jinwu.law.citations import APL, ARL, Citation
from jinwu.law.timers import TIMERS
from jinwu.matters.guards import asked_before, marked_always
from jinwu.matters.kinds import procedures
from jinwu.matters.resting import resting
from jinwu.ui import links

pytestmark = pytest.mark.django_db(databases=["default", "log"])

OLD = """# 中华人民共和国试验法

2019年4月1日 通过

<!-- INFO END -->

第一条 旧的第一条。

第二条 有下列情形的，适用本法：

（一）甲；

（二）乙。

第三条 本法自2020年1月1日起施行。
"""
NEW = (
    OLD.replace("2019年4月1日 通过", "2024年4月1日 修订")
    .replace("旧的", "新的")
    .replace("2020年1月1日", "2025年1月1日")
)


@pytest.fixture
def officer(client, cast):
    client.force_login(cast.officer)
    return client


@pytest.fixture
def loaded(tmp_path):
    """A statute with two wordings and their full texts."""
    (tmp_path / "试验法(2019-04-01).md").write_text(OLD, encoding="utf-8")
    (tmp_path / "试验法(2024-04-01).md").write_text(NEW, encoding="utf-8")
    import_statutes(tmp_path, report=lambda line: None)


def cited() -> dict[str, set[Citation]]:
    """Every citation of the tables by where it stands."""
    found: dict[str, set[Citation]] = {}
    for procedure in procedures:
        found[procedure.key] = set(procedure.basis)
        for step in procedure.steps.values():
            at = found.setdefault(f"{procedure.key}.{step.key}", set())
            at |= {*step.basis, *(c for guard in (*step.blocks, *step.marks) for c in guard.basis)}
    found |= {timer.key: set(timer.basis) for timer in TIMERS.values()}
    found["every step"] = {c for guard in (*asked_before, *marked_always) for c in guard.basis}
    return found


def test_every_citation_of_every_step_and_period_opens_an_article_with_its_gist(today):
    lost = {
        (where, str(one))
        for where, citations in cited().items()
        for one in citations
        if not links.resolve("article.url", one) or not (row := queries.article(one, today)) or not row.summary
    }
    assert lost == set()


def test_the_page_says_the_statute_its_gist_and_how_to_load_the_text(officer):
    page = officer.get("/articles/APL-51/").content.decode()
    assert "《中华人民共和国行政处罚法》" in page
    assert "<h1>行政处罚法第五十一条</h1>" in page
    assert queries.article(APL(51), clock.today()).summary in page
    assert "jinwu import statutes FOLDER" in page


def test_it_says_which_steps_rest_on_it(officer):
    page = officer.get("/articles/APL-58/").content.decode()
    assert "法制审核" in page
    assert [step.key for step in resting(APL(58)).steps["ordinary"]] == ["review", "overrule_review", "review_again"]
    assert "reviewer_apart" in {guard.key for guard, _steps in resting(APL(58, 1)).guards}
    assert [timer.key for timer in resting(APL(36)).timers] == ["T03"]


def test_the_version_of_the_day_that_governs_is_shown_and_the_others_are_named(officer, loaded):
    old = officer.get("/articles/SYF-1/?on=2024-12-31").content.decode()
    new = officer.get("/articles/SYF-1/").content.decode()
    assert ("旧的第一条" in old, "新的第一条" in old) == (True, False)
    assert ("旧的第一条" in new, "新的第一条" in new) == (False, True)
    assert "?on=2025-01-01" in old
    assert "?on=2020-01-01" in new
    assert "新的第一条" in officer.get("/articles/SYF-1/?on=2025-01-01").content.decode()


def test_before_any_version_it_says_so(officer, loaded):
    page = officer.get("/articles/SYF-1/?on=2019-12-31").content.decode()
    assert "没有施行中的版本" in page
    assert wording(wordings(Citation("SYF", 1)), date(2019, 12, 31)) is None


def test_only_the_paragraph_or_item_cited_is_marked(loaded):
    shown = wordings(Citation("SYF", 2))[0]
    whole, second, item = (
        [(part["cited"], [one["cited"] for one in part["items"]]) for part in shown.text(Citation("SYF", 2, *more))]
        for more in ((), (1,), (None, 2))
    )
    assert (whole, second, item) == ([(False, [False, False])], [(True, [False, False])], [(False, [False, True])])


def test_asked_by_a_script_it_is_a_part_of_a_page(officer):
    part = officer.get("/articles/APL-51/", headers={"HX-Request": "true"}).content.decode()
    assert "<html" not in part
    assert '<h2 id="article-title">' in part


@pytest.mark.parametrize("key", ["XYZ-1", "APL-x", "APL-", "APL--1", "APL-1-2-3-4", "APL-051", "-"])
def test_what_is_no_citation_is_not_found(officer, key):
    assert officer.get(f"/articles/{key}/").status_code == 404


@pytest.mark.parametrize("on", ["", "x", "2026-13-01", "99999-01-01"])
def test_a_day_that_is_none_is_today(officer, on):
    assert "按今天施行的条文显示" in officer.get("/articles/APL-51/", {"on": on}).content.decode()


def test_a_citation_carries_the_day_that_governs_unless_it_is_today(today):
    assert links.resolve("article.url", ARL(20), date(2023, 5, 1)) == "/articles/ARL-20/?on=2023-05-01"
    assert links.resolve("article.url", ARL(20), today) == links.resolve("article.url", ARL(20)) == "/articles/ARL-20/"
    assert links.resolve("article.url", Citation("NONE", 1)) == ""
