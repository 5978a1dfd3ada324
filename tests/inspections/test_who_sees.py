"""Who sees an inspection, and what is left of it when personal values are erased."""

from __future__ import annotations

import pytest
from django.test import Client

from jinwu.inspections.models import Inspection
from jinwu.kit.register import registers
from jinwu.matters import replay, scope
from jinwu.matters.errors import NoMatter
from jinwu.matters.models import Matter
from jinwu.record import verify
from jinwu.ui.lists import list_page


@pytest.mark.parametrize("who", ["colleague", "stranger"])
def test_an_officer_of_another_unit_sees_nothing(visits, who):
    visits.rectify()
    user = getattr(visits.cast, who)
    assert list_page(registers["inspections"], user, {}).rows == []
    with pytest.raises(NoMatter):
        visits.act("link_case", {"other": visits.matter}, by=user)
    browser = Client()
    browser.force_login(user)
    for address in (f"/matters/{visits.matter}/", f"/registers/inspections/{visits.matter}/"):
        assert browser.get(address).status_code == 404


def test_whom_it_is_handed_over_to_sees_it(visits):
    visits.rectify()
    new = visits.cast.colleague
    visits.act("hand_over", {"officer": new.officer_id, "reason": "轮岗"}, by=visits.cast.unit_head)
    assert [row.pk for row in list_page(registers["inspections"], new, {}).rows] == [visits.matter]
    assert visits.look_again("corrected").state.counted


@pytest.mark.parametrize("who", ["officer", "unit_head", "supervisor", "statistician", "authority_head"])
def test_the_pages_open_to_those_who_work_on_it(visits, who):
    visits.rectify()
    patrol = visits.another()
    patrol.patrol(clue="线索")
    browser = Client()
    browser.force_login(getattr(visits.cast, who))
    for address in (f"/matters/{visits.matter}/", f"/registers/inspections/{visits.matter}/", f"/matters/{patrol.matter}/",
                    f"/registers/patrols/{patrol.matter}/", "/registers/inspections/?result=rectify&year=2026&q=老王",
                    "/registers/patrols/?clue=open"):  # fmt: skip
        page = browser.get(address)
        assert page.status_code == 200, address
    assert "老王面馆" in browser.get("/registers/inspections/").content.decode()


@pytest.mark.parametrize(("query", "found"), [
    ({}, 3), ({"result": "clue"}, 1), ({"result": "rectify"}, 0), ({"complete": "no"}, 1), ({"complete": "yes"}, 2),
    ({"q": "老王"}, 3), ({"q": "老李"}, 0), ({"kind": "special"}, 1), ({"subject": "drainage"}, 0), ({"year": "2026"}, 3),
    ({"year": "2025"}, 0), ({"year": "never"}, 3),
])  # fmt: skip
def test_the_register_is_narrowed(visits, query, found):
    visits.inspect()
    visits.another().inspect("clue", result_note="涉嫌", kind="special")
    visits.another().inspect(found="")
    with visits.clock():
        assert len(list_page(registers["inspections"], visits.cast.officer, query).rows) == found


def test_names_can_be_erased_and_the_rest_stays(visits):
    visits.inspect()
    visits.act("erase_personal", {"classes": ["name", "address", "signature"], "reason": "保存期满"},
               by=visits.cast.authority_head)  # fmt: skip
    row = Inspection.objects.get()
    assert "老王" not in row.object + Matter.objects.get(pk=visits.matter).title
    assert row.counted
    assert replay.check(visits.matter) == []
    assert verify.verify(report=lambda line: None).ok
    assert scope.matching(Matter.objects.all(), "老王").count() == 0
