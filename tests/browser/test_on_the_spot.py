"""A case on the spot in a real browser at 360 px, from sign-in to closed, with its decision looked at as a picture."""

from __future__ import annotations

import io
import os
import re

import pytest
from PIL import Image
from pypdf import PdfReader
from tests.cases.street import resident_id
from tests.cast import PIN

from jinwu.documents import spool
from jinwu.documents.render import page_png
from jinwu.matters import replay
from jinwu.matters.copies import print_copy
from jinwu.matters.models import Matter
from jinwu.record import verify
from jinwu.record.models import Entry

pytestmark = pytest.mark.browser


@pytest.fixture
def picture(tmp_path):
    """A photograph as a phone takes it."""
    path = tmp_path / "摊位.jpg"
    Image.effect_noise((640, 480), 60).convert("RGB").save(path, "JPEG")
    return path


def sign(page) -> None:
    pad = page.locator("[data-signature] svg")
    pad.scroll_into_view_if_needed()
    box = pad.bounding_box()
    for start, end in (((40, 20), (90, 60)), ((60, 15), (55, 80)), ((120, 30), (220, 40)), ((170, 15), (165, 85))):
        page.mouse.move(box["x"] + start[0], box["y"] + start[1])
        page.mouse.down()
        page.mouse.move(box["x"] + end[0], box["y"] + end[1], steps=6)
        page.mouse.up()


def look_at_the_printed_decision(row) -> None:
    """The copy handed over: its text, and that it is really drawn (the signature too)."""
    pdf = print_copy(row, "served_decision").pdf
    plain = "".join("".join(page.extract_text() for page in PdfReader(io.BytesIO(pdf)).pages).split())
    for words in ("当场行政处罚决定书", row.number, "赵建平", "擅自占用城市道路", "壹佰元整", "王婧", "郝文斌", "签收"):
        assert words in plain, words
    pages = [Image.open(io.BytesIO(page_png(spool.put(pdf), number + 1))) for number in range(2)]
    for number, drawn in enumerate(pages):
        ink = sum(drawn.convert("L").histogram()[:100]) / (drawn.width * drawn.height)
        assert 0.005 < ink < 0.3, f"page {number + 1} is blank or black"
        if folder := os.environ.get("JINWU_SHOTS"):
            drawn.save(f"{folder}/printed-decision-{number + 1}.png")


def test_a_case_from_sign_in_to_closed(someone, picture):
    officer = someone("officer", 360)
    page = officer.page

    officer.go("/street/")
    officer.look("street-start")
    officer.press("新的现场处罚")

    page.fill("[name='party.number']", resident_id()[:-1] + "5")
    page.get_by_text("校验码不符").wait_for()
    page.fill("[name='party.number']", resident_id())
    page.get_by_text("号码已校验").wait_for()
    page.fill("[name='party.name']", "赵建平")
    page.fill("[name='party.address']", "矿区沙坪街31号")
    page.fill("[name='words']", "zyd")
    page.locator("[name=violation]").nth(0).wait_for()
    page.fill("[name='words']", "占道经营")
    page.get_by_label("擅自占用城市道路").check()
    officer.look("street-1")
    officer.press("下一步：事实")

    page.locator("button.act").click()
    page.get_by_text("还没有提交").wait_for()
    officer.look("street-2-refused", ("light",))
    page.fill("[name=place]", "桃北中街66号门前人行道")
    page.fill("[name=facts]", "在人行道摆放货架2组、摊位1处出售水果，占用约3.5平方米。")
    page.locator(".take input").set_input_files([picture])
    page.locator("[name=photos]").wait_for(state="attached")
    page.get_by_label("较轻").check()
    page.fill("[name=amount]", "300")
    page.get_by_text("可以当场处罚的200.00元限额").wait_for()
    page.fill("[name=amount]", "100")
    page.get_by_text("壹佰元整").first.wait_for()
    page.check("[name=credential_shown]")
    page.check("[name=told_facts]")
    page.check("[name=told_rights]")
    page.fill("[name=statement]", "承认占道，称不知道此处不许摆，马上搬走。")
    page.locator(".seg label", has_text="予以采纳").click()
    page.select_option("[name=partner]", str(officer.site.cast.partner.officer_id))
    page.fill("[name=pin]", PIN)
    officer.look("street-2")
    officer.press("记入，下一步：决定")

    with page.expect_response(lambda answer: "/picture/" in answer.url and answer.ok):
        page.locator(".seg label", has_text="当场收缴").click()  # kept by itself, then drawn anew
    page.wait_for_function("document.querySelector('[data-picture]').naturalWidth > 500")
    officer.look("street-3")
    officer.press("作出决定")

    page.wait_for_function("document.querySelector('.paper img').naturalWidth > 500")
    sign(page)
    page.fill("[name=receipt]", "0028819")
    officer.look("street-4")
    officer.press("交付当事人")
    officer.look("street-done")
    assert page.get_by_text("壹佰元整").is_visible()

    row = Matter.objects.get()
    assert row.stage == "served"
    look_at_the_printed_decision(row)
    for roll in page.get_by_role("link", name=re.compile("打印")).all():
        answer = page.request.get(officer.site.url + roll.get_attribute("href"))
        assert answer.headers["content-type"] == "application/pdf"

    officer.go(f"/matters/{row.pk}/steps/file_record/")
    page.locator("button.act").click()
    page.wait_for_load_state("networkidle")
    officer.go(f"/matters/{row.pk}/steps/hand_in/")
    page.locator("button.act").click()
    page.wait_for_load_state("networkidle")

    clerk = someone("fiscal_clerk", 360)
    clerk.go(f"/matters/{row.pk}/steps/deposit/")
    clerk.page.fill("[name=slip]", "B20260001")
    clerk.page.locator("button.act").click()
    clerk.page.wait_for_load_state("networkidle")

    head = someone("unit_head", 360)
    head.go(f"/matters/{row.pk}/steps/close/")
    head.page.locator("button.act").click()
    head.page.wait_for_load_state("networkidle")

    row.refresh_from_db()
    assert row.stage == "closed"
    steps = list(Entry.objects.filter(chain=row.pk).order_by("seq").values_list("step", flat=True))
    assert steps == [
        "open", "notify", "decide", "serve", "collect", "file_record", "hand_in", "deposit", "close"
    ]  # fmt: skip
    assert replay.check(row.pk) == []
    assert verify.verify(report=lambda *_: None).ok
