"""A record made from its template: answered by tapping, read back, signed page by page, at a desk and on a phone."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

import pytest
from tests.cases.ordinary.road import Road
from tests.cast import PIN

from jinwu.catalog.models import QuestionTemplate
from jinwu.kit import clock
from jinwu.matters import replay
from jinwu.matters.door import procedures

pytestmark = pytest.mark.browser

#: What has to be typed; everything else is tapped or was known to the case.
MOST_TYPED = 10


class Typing:
    """Counts the fields in which something is typed."""

    def __init__(self, page: Any) -> None:
        self.page, self.count = page, 0

    def into(self, selector: str, value: str) -> None:
        self.page.fill(selector, value)
        self.count += 1


def last_act(road: Road) -> Any:
    return list(replay.acts(road.matter, procedures["ordinary"]))[-1]


@pytest.fixture
def road(site) -> Road:
    made = Road(site.cast, now=clock.now() - timedelta(days=2))
    made.to("investigating")
    return made


def tap(page: Any, key: str, answer: str) -> None:
    page.locator(f".ask[data-key='{key}'] .taps label", has_text=answer).first.click()


def answer_all(page: Any, typing: Typing) -> None:
    """Tap the first answer of every question that waits for one; type the day and the area."""
    for key in page.eval_on_selector_all(".ask[data-after='']", "all => all.map((one) => one.dataset.key)"):
        taps = page.locator(f".ask[data-key='{key}'] .taps label:not(.none)")
        if taps.count() and not taps.locator(":checked").count():
            taps.first.click()
    tap(page, "present", "不在场")
    typing.into(".ask[data-key='who_was_there'] textarea[name$='.answer']", "店员小王在现场，他打电话告诉我的。")
    typing.into(".ask[data-key='since'] input[type='date']", "2026-11-01")
    typing.into(".ask[data-key='area'] input.num", "20")


def sign(page: Any, number: int) -> None:
    pad = page.locator("[data-pages] svg").nth(number)
    pad.scroll_into_view_if_needed()
    box = pad.bounding_box()
    page.mouse.move(box["x"] + 40, box["y"] + 50)
    page.mouse.down()
    page.mouse.move(box["x"] + 90, box["y"] + 20)
    page.mouse.move(box["x"] + 140, box["y"] + 60)
    page.mouse.up()


@pytest.mark.parametrize("width", [360, 1440])
def test_twenty_questions_with_at_most_ten_typed_answers(someone, road, width):
    officer = someone("officer", width)
    page = officer.go(f"/matters/{road.matter}/steps/inquire/#next")
    assert page.input_value("#f-template") == "inquiry.party.occupy"
    assert page.input_value("#f-person") == "李晨光"
    typing = Typing(page)
    typing.into("#f-place", "执法队询问室")
    page.check("#f-rights_told", force=True)
    assert not page.locator(".ask[data-key='who_was_there']").is_visible()
    answer_all(page, typing)
    page.wait_for_selector("[data-leaves] img, [data-why]:not([hidden])")
    page.get_by_role("button", name="已经宣读核对").click()
    page.wait_for_selector("text=再次宣读核对")
    assert page.input_value("#f-ended")
    typing.into(".ask[data-key='area'] input.num", "25")
    assert "宣读时为“20平方米”" in page.locator(".ask[data-key='area'] [data-corrected]").inner_text()
    officer.look("smart-record")
    page.get_by_role("button", name="出示笔录，逐页签名").click()
    page.wait_for_selector("[data-pages] svg")
    pages = page.locator("[data-pages] figure").count()
    assert pages >= 2
    for number in range(pages):
        sign(page, number)
    page.select_option("#f-partner", index=1)
    typing.into("#f-pin", PIN)
    page.wait_for_selector("[data-saved]:not(:empty)")
    officer.look("smart-record-signed", schemes=("light",))
    officer.press("制作询问笔录")
    data = last_act(road).data
    assert data.text.count("问：") >= 20
    assert "原记为“20平方米”，更正为“25平方米”" in data.text
    assert "答：不在场。\n问：当时谁在现场" in data.text
    assert len(data.signatures) == pages
    assert typing.count <= MOST_TYPED


@pytest.mark.parametrize("width", [360, 1440])
def test_the_scene_is_recorded_by_tapping(someone, road, width):
    officer = someone("officer", width)
    page = officer.go(f"/matters/{road.matter}/steps/record_scene/#next")
    assert page.input_value("#f-template") == "scene.occupy"
    page.check("#f-credential_shown", force=True)
    tap(page, "course", "巡查中发现")
    tap(page, "part", "人行道")
    tap(page, "damage", "或者设施有损坏")
    page.fill(".ask[data-key='damage_what'] textarea[name$='.answer']", "路面砖破碎3块")
    page.get_by_role("button", name="增加一问").click()
    free = page.locator(".ask").last
    free.locator("input.in").fill("天气")
    free.locator("textarea[name$='.answer']").fill("晴")
    page.get_by_role("button", name="已经宣读核对").click()
    page.wait_for_selector("text=再次宣读核对")
    officer.look("smart-scene")
    page.select_option("#f-partner", index=1)
    page.fill("#f-pin", PIN)
    officer.press("制作现场检查（勘验）笔录")
    said = last_act(road).data.description
    assert "道路和设施状况：道路或者设施有损坏。\n损坏的部位和程度：路面砖破碎3块" in said
    assert said.endswith("天气：晴")


@pytest.mark.parametrize("width", [360, 1440])
def test_a_bureau_edits_its_template(someone, site, width):
    row = QuestionTemplate.objects.get(key="scene.gas")
    reviewer = someone("reviewer", width)
    reviewer.go("/registers/questions/")
    reviewer.look("question-templates", schemes=("light",))
    reviewer.go(f"/registers/questions/{row.pk}/")
    reviewer.look("question-template", schemes=("light",))
    page = reviewer.go(f"/registers/questions/{row.pk}/edit/")
    page.fill("#f-questions-2-text", "燃气的种类和来源")
    page.fill("#f-questions-0-key", "")
    reviewer.look("question-template-edited", schemes=("light",))
    page.fill("#f-questions-3-after", "nothing")
    reviewer.press("保存")
    assert "第4问追问自“nothing”" in page.locator("main").inner_text()
    page.fill("#f-questions-3-after", "")
    reviewer.press("保存")
    new = QuestionTemplate.objects.current().filter(key="scene.gas").latest("in_force_from")
    assert new.questions[2]["text"] == "燃气的种类和来源"
    assert new.in_force_from > clock.today()
    assert QuestionTemplate.objects.get(pk=row.pk).questions == row.questions


def test_a_question_of_a_template_moves_up_by_keyboard(someone, site):
    row = QuestionTemplate.objects.get(key="scene.gas")
    reviewer = someone("reviewer")
    page = reviewer.go(f"/registers/questions/{row.pk}/edit/")
    page.focus("#f-questions [data-item]:nth-of-type(4) > [data-up]")
    page.keyboard.press("Enter")
    reviewer.press("保存")
    new = QuestionTemplate.objects.current().filter(key="scene.gas").latest("in_force_from")
    before, after = ([one["key"] for one in each.questions] for each in (row, new))
    assert after == [*before[:2], before[3], before[2], *before[4:]]
    assert new.questions[2] == row.questions[3]
