"""Today: duties by day, what waits, what was done; heads see the unit."""

from __future__ import annotations

import pytest
from tests.web.matters import browser, page_of, street, text

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
    assert [line.one.step.key for line in page.context["waiting"]] == ["pay"]
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


# the unit and its people


def test_a_head_narrows_the_unit_to_a_person_in_the_order_of_names(cast):
    street(cast, days=1).to_served()
    head = browser(cast.unit_head)
    page = head.get("/today/?unit=1")
    assert page.context["people"] == [(cast.officer.officer_id, cast.officer.officer.name)]
    assert len(head.get(f"/today/?unit=1&person={cast.officer.officer_id}").context["week"]) == 1
    # who has no duty there is no filter: the whole unit is shown, not an empty page
    assert head.get(f"/today/?unit=1&person={cast.partner.officer_id}").context["person"] == 0
    assert browser(cast.officer).get(f"/today/?unit=1&person={cast.officer.officer_id}").context["people"] == []


# what changed


def changed(user, **query):
    return [(one.matter.pk, one.number) for one in browser(user).get("/today/", query).context["changes"]]


def test_what_others_did_since_one_looked(cast):
    case = street(cast, days=1)
    case.to_served()
    assert changed(cast.officer) == []  # his own acts are no news to him
    assert changed(cast.partner) == [(case.matter, 4)]  # he is in charge of it too, and another one wrote them
    case.pay()
    assert changed(cast.officer) == [(case.matter, 1)]
    browser(cast.officer).get(page_of(case))
    assert changed(cast.officer) == []


def test_looking_is_no_news_to_others(cast):
    case = street(cast, days=1)
    case.to_served()
    case.pay()
    browser(cast.unit_head).get(page_of(case))
    assert changed(cast.officer) == [(case.matter, 1)]


@pytest.mark.parametrize(("days", "told"), [(6, True), (8, False)])
def test_changes_reach_back_seven_days(cast, days, told):
    case = street(cast, days=days, hours=1)
    case.to_served()
    assert bool(changed(cast.unit_head, unit="1")) == told


def test_a_head_sees_what_changed_in_the_unit_and_no_other(cast):
    case = street(cast, days=1)
    case.to_served()
    assert changed(cast.unit_head, unit="1") == [(case.matter, 4)]
    assert changed(cast.unit_head) == []
    assert changed(cast.colleague, unit="1") == []


def test_today_costs_the_same_however_much_there_is(cast, django_assert_max_num_queries):
    for number in range(3):
        case = street(cast, days=1 + number)
        case.to_served()
        case.pay()
    reader = browser(cast.officer)
    reader.get("/today/")
    with django_assert_max_num_queries(15):
        reader.get("/today/")
    head = browser(cast.unit_head)
    head.get("/today/?unit=1")
    with django_assert_max_num_queries(18):
        head.get("/today/?unit=1")
