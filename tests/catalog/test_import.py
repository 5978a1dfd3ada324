"""Full texts: read strictly, matched by title, versions side by side, nothing written unless all is good."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest

from jinwu.catalog import queries
from jinwu.catalog.exchange import ImportRefused, import_statutes
from jinwu.catalog.models import Article, Statute, StatuteVersion
from jinwu.law.citations import Citation

pytestmark = pytest.mark.django_db

GOOD = """# 中华人民共和国试验法

2019年4月1日 第一次会议通过

<!-- INFO END -->

## 第一章 总 则

第一条 为了试验，制定本法。

本法的第二款。

第二条 有下列情形的，适用本法：

（一）甲；

(二)乙。

## 第二章 附则

### 第一节 其他

第二条之一 插入的一条。

第三条 本法自2020年1月1日起施行。
"""


@pytest.fixture
def folder(tmp_path) -> Path:
    (tmp_path / "试验法(2019-04-01).md").write_text(GOOD, encoding="utf-8")
    return tmp_path


def bring(folder: Path, **more) -> list[str]:
    told: list[str] = []
    import_statutes(folder, report=lambda line: told.append(str(line)), **more)
    return told


def refuse(folder: Path) -> str:
    told: list[str] = []
    with pytest.raises(ImportRefused):
        import_statutes(folder, report=lambda line: told.append(str(line)))
    assert not Statute.objects.filter(title__contains="试验").exists()
    return "\n".join(told)


def test_the_tree_of_articles_stands_as_in_the_file(folder):
    bring(folder)
    statute = Statute.objects.get(title="中华人民共和国试验法")
    assert (statute.code, statute.short_title, statute.level) == ("SYF", "试验法", "law")
    first, second, inserted, last = Article.objects.filter(statute=statute).order_by("number", "branch")
    assert [part["text"] for part in first.paragraphs] == ["为了试验，制定本法。", "本法的第二款。"]
    assert [item["number"] for item in second.paragraphs[0]["items"]] == [1, 2]
    assert (first.chapter, last.section) == ("第一章 总则", "第一节 其他")
    assert (inserted.number, inserted.branch) == (2, 1)
    assert "甲" in queries.article(Citation("SYF", 2), date(2020, 1, 1)).text


def test_it_is_in_force_from_the_day_its_last_article_names(folder):
    bring(folder)
    assert queries.article(Citation("SYF", 1), date(2019, 12, 31)) is None
    assert queries.article(Citation("SYF", 1), date(2020, 1, 1))


def test_the_same_folder_twice_changes_nothing(folder):
    bring(folder)
    before = Article.objects.count(), StatuteVersion.objects.count()
    assert "nothing new" in bring(folder)[0]
    assert (Article.objects.count(), StatuteVersion.objects.count()) == before


def test_a_later_wording_stands_beside_the_earlier(folder):
    later = GOOD.replace("制定本法。", "修订本法。")
    (folder / "试验法(2024-05-01).md").write_text(later, encoding="utf-8")
    bring(folder)
    assert "制定" in queries.article(Citation("SYF", 1), date(2024, 4, 30)).text
    assert "修订" in queries.article(Citation("SYF", 1), date(2024, 5, 1)).text  # amended: from that day


def test_a_text_joins_the_summaries_that_are_there(tmp_path):
    text = GOOD.replace("中华人民共和国试验法", "中华人民共和国行政强制法")
    (tmp_path / "行政强制法(2011-06-30).md").write_text(text, encoding="utf-8")
    code = Statute.objects.get(title="中华人民共和国行政强制法").code
    Article.objects.create(
        statute_id=Statute.objects.get(code=code).id, edition=date(2011, 6, 30), number=1, summary="要点"
    )
    bring(tmp_path)
    row = queries.article(Citation(code, 1), date(2020, 1, 1))
    assert row.summary == "要点"
    assert "为了试验" in row.text


def test_a_dry_run_writes_nothing(folder):
    told = bring(folder, dry_run=True)
    assert told[-1] == "Only tried: nothing was written."
    assert not Statute.objects.filter(title="中华人民共和国试验法").exists()


def test_invisible_characters_do_no_harm(folder):
    path = folder / "试验法(2019-04-01).md"
    path.write_text("\ufeff" + GOOD.replace("<!-- INFO END -->\n", "<!-- INFO END -->\n\u200b\n"), encoding="utf-8")
    assert "4 articles" in bring(folder)[0]


@pytest.mark.parametrize(
    ("change", "line", "fault"),
    [
        (lambda t: t[: t.index("2020年")], 25, "cut short in the middle of a sentence"),
        (lambda t: t[: t.index("## 第二章")], 17, "does not say when"),
        (lambda t: t[: t.index("<!--")], None, "has no end"),
        (lambda t: t.replace("第三条", "第五条"), 25, "article 5 follows article 2-1"),
        (lambda t: t.replace("第二条之一", "第二条"), 23, "article 2 follows article 2"),
        (lambda t: t.replace("## 第二章", "## 第三章"), 19, "chapter 3 follows chapter 1"),
        (lambda t: t.replace("(二)", "(三)"), 17, "item 3 follows item 1"),
        (lambda t: t.replace("# 中华人民共和国试验法", "# 中华人民共和国别的法"), 1, "is not that of the file's name"),
        (lambda t: t.replace("甲", "\ufffd"), 15, "a lost one"),
        (lambda t: t.replace("## 第一章 总 则", "## 目录"), 7, "no chapter or section"),
        (lambda t: t.split("第一条")[0], None, "no article"),
        (lambda t: "", None, "the file is empty"),
    ],
)
def test_a_broken_file_is_named_by_line_and_fault(folder, change, line, fault):
    (folder / "试验法(2019-04-01).md").write_text(change(GOOD), encoding="utf-8")
    told = refuse(folder)
    assert "试验法(2019-04-01).md" in told
    assert fault in told
    if line:
        assert f"line {line}" in told


def test_another_encoding_is_named_by_line(folder):
    (folder / "试验法(2019-04-01).md").write_bytes(GOOD.encode("gb18030"))
    assert "line 1: not UTF-8" in refuse(folder)


@pytest.mark.parametrize("name", ["试验法.md", "试验法(2019-13-01).md", "试验法(2019).md"])
def test_a_name_without_its_day_is_refused(tmp_path, name):
    (tmp_path / name).write_text(GOOD, encoding="utf-8")
    assert "the file's name" in refuse(tmp_path)


def test_one_broken_file_keeps_the_good_ones_out(folder):
    (folder / "另一法(2020-01-01).md").write_text("# 另一法\n", encoding="utf-8")
    assert "另一法(2020-01-01).md" in refuse(folder)


def test_the_same_statute_twice_is_refused(folder):
    (folder / "中华人民共和国试验法(2019-04-01).md").write_text(GOOD, encoding="utf-8")
    assert "the same statute and day" in refuse(folder)


def test_an_empty_folder_is_told(tmp_path):
    assert "there is no file" in refuse(tmp_path)
