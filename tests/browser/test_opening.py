"""Opening a matter, and the long forms of the ordinary procedure: they fit, and work without a mouse."""

from __future__ import annotations

from datetime import timedelta

import pytest
from tests.cases.ordinary.road import Road

from jinwu.kit import clock
from jinwu.matters.models import Matter

pytestmark = pytest.mark.browser

OPENINGS = ("patrol/patrol", "inspection/open", "inspection/inspect", "reminder/detect", "ordinary/register_clue")


def both(visitor, name, path):
    visitor.go(path)
    for width in (360, 1440):
        visitor.page.set_viewport_size({"width": width, "height": 900})
        visitor.look(name)


def test_the_openings_fit(someone):
    officer = someone("officer")
    both(officer, "new", "/matters/new/")
    for what in OPENINGS:
        both(officer, f"open-{what.replace('/', '-')}", f"/matters/new/{what}/")


def test_a_patrol_is_recorded_on_a_phone(someone):
    officer = someone("officer", 360)
    officer.go("/matters/")
    officer.press("新建事项")
    officer.press("记录巡查")
    page = officer.page
    page.fill("#f-area", "德胜街片区")
    page.fill("#f-began", (clock.now() - timedelta(hours=1)).strftime("%Y-%m-%dT%H:%M"))
    page.select_option("#f-seen-0-kind", "stall")
    page.fill("#f-seen-0-count", "4")
    page.wait_for_selector("[data-saved]:not(:empty)")
    officer.go("/today/")
    officer.press("记录巡查")
    assert page.input_value("#f-area") == "德胜街片区"
    officer.press("记录巡查")
    assert Matter.objects.get().procedure == "patrol"
    assert f"/matters/{Matter.objects.get().pk}/" in page.url


def test_items_come_and_go_by_keyboard(someone):
    officer = someone("officer")
    page = officer.go("/matters/new/patrol/patrol/")
    page.fill("#f-seen-0-count", "1")
    for number in ("1", "2"):
        page.focus("#f-seen [data-add]")
        page.keyboard.press("Enter")
        assert page.evaluate("document.activeElement.id") == f"f-seen-{number}-kind"
        page.fill(f"#f-seen-{number}-count", number + number)
    assert page.locator("#f-seen [data-item]").count() == 3
    page.focus("#f-seen [data-item]:nth-of-type(2) [data-remove]")
    page.keyboard.press("Enter")
    assert [box.input_value() for box in page.locator("#f-seen input[name$='.count']").all()] == ["1", "22"]
    assert page.evaluate("document.activeElement.closest('[data-items]') !== null")
    officer.look("patrol-items")


def test_a_violation_is_found_among_many_and_stays_chosen(someone):
    officer = someone("officer", 360)
    page = officer.go("/matters/new/reminder/detect/")
    rows = page.locator("#f-violation-found > label:visible")
    every = rows.count()
    page.fill("#f-violation-find", "城市 绿化")
    assert 0 < rows.count() < every
    assert all("绿化" in text for text in rows.all_inner_texts())
    rows.first.click()
    chosen = rows.first.inner_text()
    page.fill("#f-violation-find", "没有这样的案由")
    assert rows.all_inner_texts() == [chosen]
    page.press("#f-violation-find", "Enter")
    assert page.url.split("#")[0].count("/") == 8
    page.fill("#f-violation-find", "")
    assert rows.count() == every
    page.locator("input[name='party.kind'][value='person']").check(force=True)
    page.fill("#f-party-name", "赵建平")
    officer.look("reminder-filled")


def test_the_long_forms_of_an_ordinary_case_fit(someone, site):
    road = Road(site.cast, now=clock.now() - timedelta(days=2))
    road.to("clue")
    file = someone("authority_head")
    both(file, "file", f"/matters/{road.matter}/steps/file/#next")
    road.file()
    officer = someone("officer")
    for step in ("record_scene", "inquire", "take_evidence"):
        both(officer, step, f"/matters/{road.matter}/steps/{step}/#next")
    for how in ("scene", "inquire", "order", "check_order"):
        getattr(road, how)()
    both(officer, "close_investigation", f"/matters/{road.matter}/steps/close_investigation/#next")
    road.report()
    road.review()
    head = someone("unit_head")
    both(head, "notify", f"/matters/{road.matter}/steps/notify/#next")
