"""A second factor in a real browser: added on the phone's page, asked for at the next sign-in, removed when it is lost."""

from __future__ import annotations

import re
import time

import pyotp
import pytest
from tests.cast import PASSWORD

from jinwu.bureau import factors
from jinwu.bureau.models import Authenticator

pytestmark = pytest.mark.browser
SECRET = factors.new_secret()


def fresh():
    """As if half a minute had gone by: the code of now may be used again."""
    Authenticator.objects.update(last_step=0)


@pytest.mark.parametrize("width", [360, 1440])
def test_it_is_added_and_asked_for(someone, width):
    officer = someone("officer", width)
    page = officer.go("/account/")
    officer.look("account")
    officer.press("添加")
    officer.look("second-factor")
    totp = pyotp.TOTP("".join(page.locator(".secret code").all_inner_texts()))
    page.fill("#add-password", PASSWORD)
    page.fill("#code", "1 2 3")
    officer.press("添加验证器")
    officer.look("second-factor-wrong")
    page.fill("#add-password", PASSWORD)
    page.fill("#code", totp.now())
    officer.press("添加验证器")
    recovery = page.locator(".codes code").all_inner_texts()
    assert len(recovery) == 10
    officer.look("recovery-codes")
    officer.press("已妥善保存")
    assert "验证器" in page.content()
    officer.press("管理")
    for fold in page.locator("details.fold").all():
        fold.locator("summary").click()
    officer.look("second-factor-has")

    fresh()
    again = someone("", width)
    page = again.go("/sign-in/")
    page.fill("#username", "wenbin")
    page.fill("#password", PASSWORD)
    again.press("登录")
    again.look("second-step")
    page.fill("#code", "000000" if totp.now() != "000000" else "111111")
    again.press("登录")
    again.look("second-step-wrong")
    page.fill("#code", totp.at(time.time()))
    page.click("button.act")
    page.wait_for_url(re.compile(r"^(?!.*sign-in)"))
    again.go("/account/")
    again.look("account-signed-in-twice")
    again.press("终止其他全部登录")
    assert page.locator("text=当前").count() == 1

    admin = someone("administrator", width)
    account = admin.site.cast.officer
    page = admin.go(f"/registers/users/{account.pk}/")
    admin.press("登录、锁定与第二道验证")
    page.locator("summary", has_text="手机遗失").click()
    page.fill("#reason", "本人到场")
    admin.look("account-access")
    admin.press("移除第二道验证")
    assert "没有。" in page.content()
    page = admin.go("/registers/access/")
    admin.look("register-of-signing-in")
    for said in ("移除了第二道验证", "本人到场", "验证码不对", "全部登录已终止"):
        assert said in page.content(), said


@pytest.mark.parametrize("width", [360, 1440])
def test_its_pages_speak_english_too(someone, width):
    """Each page is come to, and so looked at: words, width, accessibility."""
    admin = someone("administrator", width, language="en")
    officer = admin.site.cast.officer
    factors.add(officer, SECRET, pyotp.TOTP(SECRET).now())
    for path in ("/account/", "/account/second-factor/", f"/accounts/{officer.pk}/", "/registers/access/"):
        admin.go(path)
        admin.look(f"english-{path.strip('/').split('/')[-1]}", ("light",))
    stranger = someone("", width, language="en")
    page = stranger.go("/sign-in/")
    page.fill("#username", "wenbin")
    page.fill("#password", PASSWORD)
    stranger.press("登录")
    stranger.go("/sign-in/code/?way=recovery")
    stranger.look("english-second-step", ("light",))
