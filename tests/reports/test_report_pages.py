"""The report on the site and over the API: every figure opens its rows, for those whose units they are."""

from __future__ import annotations

import json
import re

import pytest

REPORT = "/reports/testbureau/2026/"
API = "/api/v1/reports/annual"


@pytest.fixture
def statistician(client, year):
    client.force_login(year.statistician)
    return client


def text(answer, status=200):
    assert answer.status_code == status
    return answer.content.decode()


def links(page):
    return sorted(set(re.findall(r'href="(/reports/testbureau/[^"]+)"', page)))


def test_the_report_shows_its_figures(statistician):
    page = text(statistician.get(REPORT))
    assert "测试市城市管理局2026年度行政执法统计年报" in page
    assert "2,150.00" in page
    assert len(re.findall(r'<figure class="chart part">.*?<svg', page, re.S)) == 2
    assert len(re.findall(r"<h1[ >]", page)) == 1


def test_every_figure_bar_and_cell_opens_its_rows(statistician):
    found = links(text(statistician.get(REPORT)))
    assert len(found) > 15
    for path in found:
        assert statistician.get(path).status_code == 200, path


def test_the_rows_are_those_that_were_counted(statistician):
    page = text(statistician.get(f"{REPORT}penalty.count/"))
    assert page.count('data-label="文号"') == 3
    march = text(statistician.get(f"{REPORT}penalty.by_month/3/-/"))
    assert "赵建平" in march
    assert "晨光文化" not in march


def test_people_are_listed_as_they_were_on_the_day_they_were_counted(statistician, year):
    page = text(statistician.get("/reports/testbureau/2021/officers.certified/"))
    assert year.expired.officer.name in page
    assert "执法证已过期" not in page


def test_unit_and_year_are_chosen(statistician):
    assert "一中队2025年度" in text(statistician.get("/reports/", {"unit": "testsq1", "year": "2025"}))
    assert "测试市城市管理局2026年度" in text(statistician.get("/reports/"))


@pytest.mark.parametrize(
    "path",
    [
        "/reports/otherbureau/2026/", "/reports/testbureau/2027/", "/reports/testbureau/1990/", f"{REPORT}no.such/",
        f"{REPORT}penalty.by_month/13/-/", f"{REPORT}penalty.by_kind/-/nothing/", f"{REPORT}penalty.count/3/-/",
        f"{REPORT}file/pdf/", "/reports/?unit=otherbureau",
    ],
)  # fmt: skip
def test_what_is_not_there_or_not_ones_own_is_not_found(statistician, path):
    assert statistician.get(path).status_code == 404


def test_a_head_of_another_unit_does_not_open_the_bureau(client, year):
    client.force_login(year.unit_head)
    assert client.get(REPORT).status_code == 404
    assert "综合行政执法队" in text(client.get("/reports/testteam/2026/"))


def test_a_report_is_taken_away_as_a_file(statistician):
    answer = statistician.get(f"{REPORT}file/json/")
    assert 'filename="annual-testbureau-2026.json"' in answer["Content-Disposition"]
    whole = json.loads(answer.content)
    assert whole["unit"] == "testbureau"
    assert whole["figures"]["penalty.summary.fines"] == {"value": "2150.00", "unit": "元", "title": "简易程序罚款"}
    page = text(statistician.get(f"{REPORT}file/html/"))
    assert "表一" in page
    assert "2,150.00" in page
    assert "<script" not in page


def test_the_api_gives_the_same_figures_and_rows(statistician):
    asked = {"unit": "testbureau", "year": 2026}
    whole = statistician.get(API, asked).json()
    assert whole["figures"]["penalty.count"]["value"] == "3"
    rows = statistician.get(f"{API}/penalty.count/rows", asked).json()
    assert (rows["key"], rows["count"]) == ("matters", 3)
    march = statistician.get(f"{API}/penalty.by_month/rows", {**asked, "line": "3"}).json()
    assert march["count"] == 1
    assert statistician.get(API, {"unit": "otherbureau", "year": 2026}).status_code == 404


def test_the_report_costs_a_bounded_number_of_queries(statistician, django_assert_max_num_queries):
    statistician.get(REPORT)
    with django_assert_max_num_queries(30):
        statistician.get(REPORT)
