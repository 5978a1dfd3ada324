"""The list of matters: filters, search by any two characters, the scope."""

from __future__ import annotations

import pytest
from tests.cases.street import person, resident_id
from tests.web.matters import browser, page_of, street

pytestmark = pytest.mark.django_db(databases=["default", "log"])


@pytest.fixture
def cases(cast):
    late, fresh = street(cast, days=8), street(cast, hours=1)
    late.to_served(place="滨河东路菜市场")
    fresh.open(party=person(name="李改梅", number=resident_id(serial=7)))
    return {"late": late, "fresh": fresh}


def titles(answer):
    return [row.source.party_label for row in answer.context["page"].rows]


def test_the_nearest_deadline_comes_first(cast, cases):
    page = browser(cast.officer).get("/matters/")
    assert titles(page) == ["赵建平", "李改梅"]
    assert page_of(cases["late"]) in page.content.decode()


def test_any_two_characters_of_name_place_or_number_find_it(cast, cases):
    reader = browser(cast.officer)
    assert titles(reader.get("/matters/?q=改梅")) == ["李改梅"]
    assert titles(reader.get("/matters/?q=菜市")) == ["赵建平"]
    assert titles(reader.get("/matters/", {"q": cases["late"].last.state.number})) == ["赵建平"]
    assert titles(reader.get("/matters/?q=没有这个人")) == []


def test_each_filter_narrows(cast, cases):
    reader = browser(cast.officer)
    for query, found in {
        "due=overdue": ["赵建平"],
        "due=week": [],
        "stage=summary:draft": ["李改梅"],
        "handler=me": ["赵建平", "李改梅"],
        "handler=unit": ["赵建平", "李改梅"],
        "status=final": [],
        "status=open&procedure=summary": ["赵建平", "李改梅"],
        "due=nonsense": ["赵建平", "李改梅"],
    }.items():
        assert titles(reader.get(f"/matters/?{query}")) == found, query
    assert titles(browser(cast.unit_head).get("/matters/?handler=me")) == []


def test_a_stranger_sees_none(cast, cases):
    assert titles(browser(cast.stranger).get("/matters/")) == []
    assert titles(browser(cast.stranger).get("/matters/?q=赵建平")) == []
