"""Today: duties by day, what waits, what was done; heads see the unit."""

from __future__ import annotations

import pytest
from tests.web.matters import browser, street, text

pytestmark = pytest.mark.django_db(databases=["default", "log"])


def test_an_overdue_duty_stands_first_with_its_article(cast):
    case = street(cast, days=8)
    case.to_served()
    page = browser(cast.officer).get("/today/")
    assert [line.task.row.timer for line in page.context["overdue"]] == ["T12"]
    assert 'class="late"' in page.content.decode()
    assert "第五十二条" in text(page)
    assert f"/matters/{case.matter}/steps/file_record/" in page.content.decode()


def test_a_quiet_day_says_so(cast):
    page = browser(cast.officer).get("/today/")
    assert page.context["overdue"] == page.context["now"] == page.context["week"] == []
    assert 'class="empty"' in page.content.decode()


def test_a_head_may_look_at_the_whole_unit(cast):
    street(cast, days=1).to_served()
    head = browser(cast.unit_head)
    assert head.get("/today/").context["week"] == []
    assert [line.task.row.timer for line in head.get("/today/?unit=1").context["week"]] == ["T12"]
    assert browser(cast.officer).get("/today/?unit=1").context["whole"] is False


def test_what_waits_for_a_role_is_listed(cast):
    case = street(cast, days=1)
    case.to_served()
    page = browser(cast.fiscal_clerk).get("/today/")
    assert [one.step.key for one, _url in page.context["waiting"]] == ["pay"]
    assert browser(cast.stranger).get("/today/").context["waiting"] == []


def test_ones_own_acts_are_listed_latest_first(cast):
    case = street(cast, days=1)
    case.to_served()
    done = browser(cast.officer).get("/today/").context["done"]
    assert [one.entry.step for one in done] == ["serve", "decide", "notify", "open"]
    assert browser(cast.partner).get("/today/").context["done"] == []


def test_the_first_page_is_today(cast):
    assert browser(cast.officer).get("/").url == "/today/"
    assert browser(cast.administrator).get("/").url == "/registers/"
