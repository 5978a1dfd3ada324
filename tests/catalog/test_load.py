"""The release's own data: loaded twice without effect, corrected by new rows, complete in what it cites."""

from __future__ import annotations

import re
from datetime import date
from pathlib import Path

import pytest

import jinwu
from jinwu.catalog import load, queries
from jinwu.catalog.models import Article, ProfileValue, Statute, Violation
from jinwu.catalog.writing import put
from jinwu.law.citations import Citation

pytestmark = pytest.mark.django_db
SOURCE = Path(jinwu.__file__).parent
CITED = re.compile(r"\b(APL|ACL|ALL|ARL|ALitL|CPL|O55|O34|FINES|ENT54)\((\d+)")


def test_loading_again_changes_nothing():
    assert load.load_all() == 0


def test_a_changed_row_is_written_anew(tmp_path):
    (tmp_path / "articles").mkdir()
    (tmp_path / "articles" / "APL.toml").write_text('statute = "APL"\nedition = 2021-01-22\n[articles]\n51 = "改"\n')
    assert load.load_folder(tmp_path) == 1
    rows = Article.objects.filter(statute__code="APL", number=51)
    assert rows.count() == 2
    assert rows.current().get().summary == "改"


def test_the_release_never_overrules_the_bureau():
    put(ProfileValue, {"key": "T12.length", "in_force_from": date(2000, 1, 1)}, {"value": 2}, by="管理员")
    assert load.load_all() == 0
    assert queries.profile("T12.length", date(2026, 1, 1)).value == 2


@pytest.mark.parametrize(
    ("fine", "fault"),
    [("{ rang = [1, 2] }", "is no formula"), ("{ range = [200, 100] }", "above its maximum")],
)
def test_contradicting_data_is_refused_naming_the_entry(tmp_path, fine, fault):
    (tmp_path / "violations.toml").write_text(
        f'[[violation]]\ncode = "x"\ntitle = "t"\nin_force_from = 2020-01-01\nacts = "A-1"\npenalties = "A-1"\n'
        f'organ = "o"\ncorrection = "c"\nfine = {fine}\n'
    )
    with pytest.raises(ValueError, match=rf"violations.toml.*violation x.*{fault}"):
        load.load_folder(tmp_path)


def test_tiers_outside_the_law_are_refused(tmp_path):
    (tmp_path / "tiers.toml").write_text(
        'in_force_from = 2021-01-01\n[[tiers]]\nviolation = "waste.dump"\nparty_kind = "person"\n'
        'steps = [{ key = "a", title = "甲", low = 100, high = 600, conditions = "c" }]\n'
    )
    with pytest.raises(ValueError, match="outside the statutory range"):
        load.load_folder(tmp_path)


def _cited_in_code() -> set[tuple[str, int]]:
    found = set()
    for path in SOURCE.rglob("*.py"):
        found |= {(code, int(number)) for code, number in CITED.findall(path.read_text())}
    return found


def test_every_article_that_the_product_cites_has_a_summary():
    held = set(Article.objects.current().exclude(summary="").values_list("statute__code", "number"))
    assert _cited_in_code() - held == set()


def test_every_article_that_a_violation_rests_on_has_a_summary():
    missing = set()
    for row in Violation.objects.current():
        for key in f"{row.act_citations} {row.penalty_citations}".split():
            found = queries.article(Citation.parse(key), row.in_force_from)
            if found is None or not found.summary:
                missing.add((row.code, key))
    assert missing == set()


def test_local_law_is_loaded_only_where_asked():
    day = date(2023, 5, 1)
    with pytest.raises(queries.BasisNotLoaded):
        queries.violation("jiaozuo.scribble", day)
    assert load.load_place("jiaozuo") > 0
    assert load.load_place("jiaozuo") == 0
    assert queries.violation("jiaozuo.scribble", day).rule.person.type == "PER_UNIT"


def test_demonstration_tiers_are_flagged():
    rows = queries.violation("road.occupy", date(2023, 5, 1)).tier_rows("person")
    assert [row.tier.title for row in rows] == ["较轻", "一般", "较重"]
    assert not any(row.confirmed for row in rows)


def test_a_sole_trader_has_the_tiers_of_its_side():
    row = queries.violation("road.occupy", date(2023, 5, 1))
    assert row.tiers("sole_trader") == row.tiers("person")
    assert row.tiers("sole_trader", sole_trader_as_citizen=False) == row.tiers("organisation")


def test_a_statute_that_was_imported_first_takes_the_release_s_code():
    title = "焦作市城市市容和环境卫生管理条例"
    made = Statute.objects.create(code="JZS", title=title, short_title=title, level="local_rule")
    load.load_place("jiaozuo")
    made.refresh_from_db()
    assert (made.code, made.level, made.place) == ("JIAOZUO", "local_regulation", "410800")
