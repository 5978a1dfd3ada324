"""An article opens on the spot: what is typed stays, Escape leads back to the citation; without scripts it is a page."""

from __future__ import annotations

import pytest
from tests.cases.street import Street

from jinwu.kit import clock

pytestmark = pytest.mark.browser


@pytest.fixture
def told(site):
    street = Street(site.cast, now=clock.now())
    street.open()
    street.notify("50.00")
    return street.matter


@pytest.mark.parametrize("width", [360, 1440])
def test_it_opens_over_the_form_and_leads_back(someone, told, width):
    officer = someone("officer", width)
    page = officer.go(f"/matters/{told}/steps/decide/")
    page.locator(".when > summary").click()
    page.fill("#f-at", "2026-11-20T09:00")
    link = page.locator("#step-form a.cite").first
    link.focus()
    page.keyboard.press("Enter")
    box = page.locator("dialog[open]")
    box.get_by_role("heading", name="行政处罚法第五十一条").wait_for()
    officer.look("article-on-the-spot")
    assert page.evaluate("document.activeElement.closest('dialog') !== null")
    box.locator("#article-on").fill("2020-01-01")
    box.get_by_role("button", name="看这一天的").click()
    box.get_by_text("没有施行中的版本").wait_for()
    page.keyboard.press("Escape")
    box.wait_for(state="detached")
    assert page.evaluate("document.activeElement.matches('#step-form a.cite')")
    assert page.input_value("#f-at") == "2026-11-20T09:00"
    assert page.url.endswith("/steps/decide/")


def test_offline_it_says_so_and_nothing_typed_is_lost(someone, told):
    officer = someone("officer")
    page = officer.go(f"/matters/{told}/steps/decide/")
    page.locator(".when > summary").click()
    page.fill("#f-at", "2026-11-20T09:00")
    page.route("**/articles/**", lambda route: route.abort())
    page.locator("#step-form a.cite").first.click()
    page.get_by_text("现在取不到这一条").wait_for()
    officer.complaints.clear()  # the browser says that the request failed, which is what was asked for
    page.get_by_role("button", name="关闭").click()
    assert page.input_value("#f-at") == "2026-11-20T09:00"


def test_without_scripts_it_is_a_page(someone, told):
    officer = someone("officer", 360, java_script_enabled=False)
    page = officer.go(f"/matters/{told}/steps/decide/")
    page.locator("#step-form a.cite").first.click()
    assert page.locator("h1").text_content() == "行政处罚法第五十一条"
    officer.go("/articles/APL-64-1-1/")
