"""What is done by keyboard, and without scripts."""

from __future__ import annotations

import pytest
from tests.cases.street import Street

from jinwu.kit import clock

pytestmark = pytest.mark.browser


@pytest.fixture
def cases(site):
    """One case handed over, one told: matters to look at."""
    first = Street(site.cast, now=clock.now())
    first.to_served()
    second = Street(site.cast, now=clock.now())
    second.open()
    second.notify("50.00")
    return {"served": first.matter, "noticed": second.matter}


def test_controls_of_the_street_are_large_and_reached_by_keyboard(someone, cases):
    from tests.browser.conftest import SMALL_CONTROLS

    officer = someone("officer", 360)
    page = officer.go(f"/street/{cases['noticed']}/decision/")
    assert page.evaluate(SMALL_CONTROLS) == []
    page.evaluate("document.activeElement?.blur()")
    reached = set()
    for _press in range(40):
        page.keyboard.press("Tab")
        reached.add(
            page.evaluate("document.activeElement?.textContent?.trim().slice(0, 6) || document.activeElement?.name")
        )
    assert {"上一步", "作出决定", "correction", "payment"} <= reached
    officer.go("/street/")
    officer.press("新的现场处罚")
    assert page.evaluate(SMALL_CONTROLS) == []


def test_a_case_goes_on_without_scripts(someone, site):
    officer = someone("officer", 360, java_script_enabled=False)
    page = officer.go("/street/")
    page.get_by_role("link", name="新的现场处罚").click()
    page.fill("[name='words']", "占道经营")
    page.get_by_role("button", name="查找").click()
    page.get_by_label("擅自占用城市道路").check()
    page.fill("[name='party.number']", "140303197906120011")
    page.fill("[name='party.name']", "赵建平")
    page.get_by_role("button", name="下一步：事实").click()
    assert page.get_by_text("校验码不符").first.is_visible()
    assert page.input_value("[name='party.name']") == "赵建平"
