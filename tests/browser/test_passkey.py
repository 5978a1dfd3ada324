"""A passkey in a real browser, with the browser's own virtual authenticator: made, used at the second step, removed."""

from __future__ import annotations

import re
from dataclasses import replace

import pyotp
import pytest
from tests.cast import PASSWORD

from jinwu.bureau import factors
from jinwu.bureau.models import Authenticator, Passkey

pytestmark = pytest.mark.browser


@pytest.fixture
def site(site):
    """The site by a name: an address has no passkeys."""
    return replace(site, url=site.url.replace("127.0.0.1", "localhost"))


@pytest.mark.parametrize("width", [360, 1440])
def test_it_is_made_and_used_in_place_of_the_code(someone, width):
    officer = someone("", width)
    page = officer.page
    devtools = page.context.new_cdp_session(page)
    devtools.send("WebAuthn.enable")
    devtools.send(
        "WebAuthn.addVirtualAuthenticator",
        {"options": {"protocol": "ctap2", "transport": "internal", "hasResidentKey": True, "hasUserVerification": True,
                     "isUserVerified": True, "automaticPresenceSimulation": True}},
    )  # fmt: skip
    officer.sign_in("wenbin")
    user, totp = officer.site.cast.officer, pyotp.TOTP(factors.new_secret())
    assert factors.add(user, totp.secret, totp.now())
    Authenticator.objects.update(last_step=0)

    officer.go("/account/second-factor/")
    page.locator("summary", has_text="添加通行密钥").click()
    page.fill("#passkey-label", "办公室电脑")
    page.fill("#passkey-password", PASSWORD)
    page.fill("#passkey-present", totp.now())
    officer.look("passkey-add")
    with page.expect_navigation():
        page.get_by_role("button", name="添加通行密钥", exact=True).click()
    assert "办公室电脑" in page.content()
    officer.look("passkey-has")

    page.context.clear_cookies()
    officer.go("/sign-in/")
    page.fill("#username", "wenbin")
    page.fill("#password", PASSWORD)
    officer.press("登录")
    officer.look("second-step-passkey")
    page.get_by_role("button", name="使用通行密钥", exact=True).click()
    page.wait_for_url(re.compile(r"^(?!.*sign-in)"))
    assert Passkey.objects.get().counter > 0

    officer.go("/account/second-factor/")
    officer.press("移除通行密钥办公室电脑")
    assert not Passkey.objects.exists()
    assert "验证器" in page.content()
