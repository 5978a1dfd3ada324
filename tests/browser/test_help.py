"""Pictures of procedures, the explanation of a step and the manual, by keyboard; `test_every_page` looks at each of their pages."""

from __future__ import annotations

import pytest
from tests.cases.street import Street

from jinwu.kit import clock

pytestmark = pytest.mark.browser


@pytest.mark.parametrize(("width", "shown", "hidden"), [(360, "narrow", "wide"), (1440, "wide", "narrow")])
def test_one_picture_is_shown_and_its_steps_are_reached_by_keyboard(someone, width, shown, hidden):
    officer = someone("officer", width)
    page = officer.go("/procedures/summary/")
    assert page.locator(f".flow.{shown} svg").first.is_visible()
    assert not page.locator(f".flow.{hidden} svg").first.is_visible()
    page.locator(f".flow.{shown} a").first.focus()
    page.keyboard.press("Tab")
    assert page.evaluate(f"document.activeElement.closest('.flow.{shown}') !== null")
    with page.expect_navigation():
        page.keyboard.press("Enter")
    assert "/procedures/summary/" in page.url
    assert page.get_by_role("heading", name="这一步是什么").is_visible()


def test_a_step_explains_itself_on_its_form(someone, site):
    street = Street(site.cast, now=clock.now())
    street.open()
    street.notify("50.00")
    for width in (360, 1440):
        officer = someone("officer", width)
        page = officer.go(f"/matters/{street.matter}/steps/decide/")
        page.locator(".what > summary").click()
        assert page.locator(".what .asked .met").count() > 2
        officer.look("step-explained")


def test_help_leads_to_the_chapter_and_on_to_an_article(someone):
    officer = someone("unit_head", 1440)
    page = officer.go("/sitting/")
    officer.press("帮助")
    assert page.locator("h1").text_content() == "集体讨论"
    page.locator(".prose a.cite").first.click()
    page.locator("dialog[open]").get_by_role("heading", name="行政处罚法第五十七条第二款").wait_for()
    page.keyboard.press("Escape")
    assert page.evaluate("document.activeElement.matches('.prose a.cite')")
