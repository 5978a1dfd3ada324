"""Two penalties on the spot in a tunnel: the network is cut, the window closed and opened again, the line comes back."""

from __future__ import annotations

import pytest
from PIL import Image
from tests.browser.test_on_the_spot import sign
from tests.cases.street import resident_id
from tests.cast import PASSWORD, PIN

from jinwu.documents.models import Number, NumberClass
from jinwu.matters import replay
from jinwu.matters.models import Matter
from jinwu.record import verify
from jinwu.record.models import Entry

pytestmark = pytest.mark.browser
CODE = "shan-xi-7"


@pytest.fixture
def picture(tmp_path):
    path = tmp_path / "摊位.jpg"
    Image.effect_noise((640, 480), 60).convert("RGB").save(path, "JPEG")
    return path


def make_ready(officer) -> None:
    page = officer.page
    officer.go("/street/pocket/")
    page.fill("[name=code]", CODE)
    page.fill("[name=again]", CODE)
    page.click("[data-form=setup] button")
    page.get_by_text("这部手机已备好").wait_for(timeout=60_000)
    page.wait_for_function("document.documentElement.dataset.kept === '1'")


def reopen(officer):
    """The window closed and opened again: the phone draws the page alone, and asks for its code."""
    context = officer.page.context
    officer.page.close()
    officer.page = page = context.new_page()
    page.goto(officer.site.url + "/street/")
    page.fill("[data-form=unlock] [name=code]", "wrong-code")
    page.click("[data-form=unlock] button")
    page.get_by_text("不是这部手机的口令").wait_for()
    page.fill("[data-form=unlock] [name=code]", CODE)
    page.click("[data-form=unlock] button")
    page.get_by_text("这部手机已备好").wait_for(timeout=60_000)
    return page


def fine(officer, number: str, name: str, picture) -> None:
    """A case from the party to its signature, without a line."""
    page = officer.page
    page.click("[data-begin=summary]")
    page.fill("[name='party.number']", number)
    page.get_by_text("号码已校验").wait_for()
    page.fill("[name='party.name']", name)
    page.fill("#f-violation-find", "zydl")
    page.get_by_label("擅自占用城市道路").check()
    officer.look(f"pocket-1-{name}")
    page.click("[data-on]")
    page.fill("[name=place]", "桃北中街66号门前人行道")
    page.fill("[name=facts]", "在人行道摆放货架2组、摊位1处出售水果，占用约3.5平方米。")
    page.locator(".take input").set_input_files([picture])
    page.locator("[name=photos]").wait_for(state="attached")
    page.get_by_label("较轻").check()
    page.fill("[name=amount]", "100")
    page.get_by_text("壹佰元整").first.wait_for()
    for box in ("credential_shown", "told_facts", "told_rights"):
        page.check(f"[name={box}]")
    page.select_option("[name=partner]", str(officer.site.cast.partner.officer_id))
    page.fill("[name=pin]", PIN)
    officer.look(f"pocket-2-{name}")
    page.click("[data-on]")
    officer.look(f"pocket-3-{name}")
    page.click("[data-on]")
    page.get_by_text("人民币壹佰元整").wait_for()
    page.locator(".seg label, .choice label", has_text="签收").first.click()
    sign(page)
    officer.look(f"pocket-4-{name}")
    page.click("[data-on]")
    page.locator("[data-state=waiting]", has_text=name).wait_for()


def test_two_cases_in_a_tunnel(someone, picture):
    officer = someone("officer", 360)
    make_ready(officer)
    context = officer.page.context
    context.set_offline(True)
    page = reopen(officer)
    fine(officer, resident_id(), "赵建平", picture)
    page = reopen(officer)
    fine(officer, resident_id("19810305"), "钱有福", picture)
    officer.look("pocket-home")
    page = reopen(officer)
    assert Matter.objects.count() == 0
    context.set_offline(False)
    page.evaluate("dispatchEvent(new Event('online'))")
    page.locator("[data-state=sent]").nth(1).wait_for()
    officer.look("pocket-sent")

    assert sorted(Matter.objects.values_list("party_label", flat=True)) == ["赵建平", "钱有福"]
    for row in Matter.objects.all():
        assert row.stage == "served"
        steps = list(Entry.objects.filter(chain=row.pk).order_by("seq").values_list("step", flat=True))
        assert steps == ["open", "notify", "decide", "serve"]
        assert replay.check(row.pk) == []
    assert len(set(Matter.objects.values_list("number", flat=True))) == 2
    assert verify.verify(report=lambda *_: None).ok


def test_a_phone_that_is_used_no_more_gives_its_forms_back(someone):
    officer = someone("officer", 360)
    make_ready(officer)
    assert Number.objects.exclude(device="").count() == 10
    officer.page.click("[data-view=home] summary >> text=不再使用")
    officer.page.click("[data-give-back]")
    officer.page.locator("[data-view=setup]").wait_for()
    assert not Number.objects.exclude(device="").exists()


def begin_with_a_line(officer, picture):
    page = officer.page
    officer.go("/street/")
    officer.press("新的现场处罚")
    page.fill("[name='party.number']", resident_id())
    page.get_by_text("号码已校验").wait_for()
    page.fill("[name='party.name']", "赵建平")
    page.fill("[name='words']", "占道经营")
    page.get_by_label("擅自占用城市道路").check()
    officer.press("下一步：事实")
    page.fill("[name=place]", "桃北中街66号门前人行道")
    page.fill("[name=facts]", "在人行道摆放货架2组。")
    page.locator(".take input").set_input_files([picture])
    page.locator("[name=photos]").wait_for(state="attached")
    page.get_by_label("较轻").check()
    page.fill("[name=amount]", "100")
    for box in ("credential_shown", "told_facts", "told_rights"):
        page.check(f"[name={box}]")
    page.select_option("[name=partner]", str(officer.site.cast.partner.officer_id))
    page.fill("[name=pin]", PIN)
    return page


def unlock(page) -> None:
    page.fill("[data-form=unlock] [name=code]", CODE)
    page.click("[data-form=unlock] button")


@pytest.mark.parametrize("noticed", [False, True])
def test_a_case_begun_with_a_line_goes_on_without(someone, picture, noticed):
    officer = someone("officer", 360)
    make_ready(officer)
    page = begin_with_a_line(officer, picture)
    if noticed:
        officer.press("记入，下一步：决定")
    page.context.set_offline(True)
    page.get_by_text("网络已断开").wait_for()
    page.locator("button.act").click()
    unlock(page)
    page.get_by_text("赵建平").first.wait_for()
    for _ in range(1 if noticed else 2):
        page.click("[data-on]")
    page.get_by_text("人民币壹佰元整").wait_for()
    page.locator(".seg label, .choice label", has_text="签收").first.click()
    sign(page)
    page.click("[data-on]")
    page.locator("[data-state=waiting]").wait_for()
    assert (Matter.objects.values_list("stage", flat=True).first() or "") == ("noticed" if noticed else "")
    page.context.set_offline(False)
    page.evaluate("dispatchEvent(new Event('online'))")
    page.locator("[data-state=sent]").wait_for()
    row = Matter.objects.get()
    assert row.stage == "served"
    assert row.state["marks"] == []
    assert len(row.state["evidence"]) == 1
    assert replay.check(row.pk) == []
    forgive(officer, "INTERNET_DISCONNECTED")


def forgive(officer, *expected: str) -> None:
    """What a browser says of a line that was cut, or of a sign-in that ended, is no fault of the page."""
    officer.complaints[:] = [one for one in officer.complaints if not any(words in one for words in expected)]


def test_a_reminder_and_a_patrol_without_a_line_and_a_sign_in_that_has_ended(someone, picture):
    officer = someone("officer", 360)
    NumberClass.objects.create(
        organ=officer.site.cast.bureau, code="reminder", title="首次提醒", word="测城管提字", valid_from="2018-01-01"
    )
    make_ready(officer)
    page, context = officer.page, officer.page.context
    context.set_offline(True)
    page.click("[data-begin=patrol]")
    page.fill("[name=area]", "桃北中街一带")
    page.select_option("[name='seen.0.kind']", "stall")
    page.fill("[name='seen.0.count']", "3")
    officer.look("pocket-patrol")
    page.click("[data-on]")
    page.locator("[data-state=waiting]", has_text="桃北中街").wait_for()
    page.click("[data-begin=reminder]")
    page.fill("[name='party.number']", resident_id())
    page.fill("[name='party.name']", "赵建平")
    page.fill("#f-violation-find", "占用城市道路")
    page.get_by_label("擅自占用城市道路").check()
    page.fill("[name=place]", "桃北中街66号门前人行道")
    page.fill("[name=facts]", "在人行道摆放货架2组。")
    page.locator(".take input").set_input_files([picture])
    page.locator("[name=photos]").wait_for(state="attached")
    page.check("[name=credential_shown]")
    page.get_by_text("危害后果轻微", exact=True).click()
    page.select_option("[name=partner]", str(officer.site.cast.partner.officer_id))
    page.fill("[name=pin]", PIN)
    officer.look("pocket-reminder")
    page.click("[data-on]")
    page.fill("[name=requirement]", "立即收回货架，恢复人行道通行。")
    page.check("[name=explained]")
    page.locator(".seg label, .choice label", has_text="签收").first.click()
    sign(page)
    page.click("[data-on]")
    page.locator("[data-state=waiting]", has_text="赵建平").wait_for()

    kept = [one for one in context.cookies() if one["name"] != "sessionid"]
    context.clear_cookies()
    context.add_cookies(kept)
    context.set_offline(False)
    page.evaluate("dispatchEvent(new Event('online'))")
    page.get_by_role("link", name="请重新登录").click()
    page.fill("#username", officer.site.cast.officer.username)
    page.fill("#password", PASSWORD)
    page.click("button.act")
    unlock(page)
    page.locator("[data-state=sent]").nth(1).wait_for()
    assert set(Matter.objects.values_list("procedure", "stage")) == {("patrol", "done"), ("reminder", "issued")}
    forgive(officer, "401", "INTERNET_DISCONNECTED")
