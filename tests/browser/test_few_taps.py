"""A penalty on the spot for a party that the book knows: at most 12 taps and 30 typed characters."""

from __future__ import annotations

import pytest
from tests.browser.test_on_the_spot import sign
from tests.cases.street import Street, resident_id
from tests.cast import PIN

from jinwu.bureau.models import Equipment, EquipmentIssue, EquipmentKind
from jinwu.matters.models import Matter

pytestmark = pytest.mark.browser
MOST_TAPS, MOST_TYPED = 12, 30


class Hand:
    """A hand on a phone: every tap and every typed character counts."""

    def __init__(self, page) -> None:
        self.page, self.taps, self.typed = page, 0, 0

    def tap(self, found) -> None:
        self.taps += 1
        found.first.click()

    def go(self, name: str) -> None:
        with self.page.expect_navigation():
            self.tap(self.page.get_by_role("button", name=name).or_(self.page.get_by_role("link", name=name)))
        self.page.wait_for_load_state("networkidle")

    def type(self, text: str) -> None:
        """Into the field that the page put the cursor in: finding it costs no tap."""
        assert self.page.evaluate("document.activeElement.matches('input, textarea')"), "no field to type in"
        self.typed += len(text)
        self.page.keyboard.type(text)


def test_a_known_party_is_fined_with_few_taps(someone):
    officer = someone("officer", 360)
    Street(officer.site.cast).to_served()
    carried = Equipment.objects.create(
        kind=EquipmentKind.RECORDER, serial="ZFJ0001", unit=officer.site.cast.squadron, acquired_on="2020-01-01"
    )
    EquipmentIssue.objects.create(equipment=carried, officer=officer.site.cast.officer.officer, valid_from="2020-01-01")
    page, hand = officer.page, Hand(officer.page)
    officer.go("/street/")
    hand.go("新的现场处罚")
    hand.type(resident_id())
    page.get_by_text("号码已校验").wait_for()
    page.wait_for_function("document.querySelector('[name=\"party.name\"]').value !== ''")
    hand.tap(page.get_by_label("擅自占用城市道路"))
    hand.go("下一步：事实")
    hand.tap(page.get_by_role("group", name="您最近办案的地点").get_by_role("button"))
    hand.tap(page.get_by_role("group", name="用惯用语起头").get_by_role("button", name="占道摆摊").or_(
        page.get_by_role("group", name="用惯用语起头").get_by_role("button")))  # fmt: skip
    hand.tap(page.get_by_label("较轻"))
    hand.type("100")
    hand.tap(page.get_by_role("button", name="三项均已依次做到"))
    hand.type(PIN)
    officer.look("few-taps-facts")
    hand.go("记入，下一步：决定")
    hand.go("作出决定")
    hand.taps += 1
    sign(page)
    hand.go("交付当事人")
    row = Matter.objects.order_by("-opened_at").first()
    assert row.stage == "served"
    assert row.state["marks"] == []
    print(f"{hand.taps} taps, {hand.typed} characters")
    assert hand.taps <= MOST_TAPS
    assert hand.typed <= MOST_TYPED
