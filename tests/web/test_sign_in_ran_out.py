"""A form that is sent when the sign-in has just run out: nothing is done, nothing typed is lost."""

from __future__ import annotations

from datetime import timedelta

import pytest
from django.db.models import F
from django.test import Client
from tests.cast import PASSWORD
from tests.web.matters import street

from jinwu.bureau import sessions
from jinwu.bureau.models import Session
from jinwu.matters.models import Draft
from jinwu.record.models import Entry

pytestmark = pytest.mark.django_db(databases=["default", "log"])


@pytest.fixture
def case(cast):
    made = street(cast, hours=1)
    made.open()
    made.notify()
    return made


@pytest.fixture
def here(cast):
    browser = Client()
    browser.post("/sign-in/", {"username": "wenbin", "password": PASSWORD})
    return browser


def pass_by(hours):
    """So much time goes by for every sign-in there is."""
    Session.objects.update(
        **{name: F(name) - timedelta(hours=hours) for name in ("began_at", "seen_at", "expire_date")}
    )


def send(browser, page, **headers):
    return browser.post(
        page, {"amount": "100", "tier": "light"}, headers={"referer": f"http://testserver{page}", **headers}
    )


def test_what_was_typed_becomes_a_draft_and_one_comes_back_to_the_form(cast, case, here):
    page = f"/matters/{case.matter}/steps/decide/"
    entries = Entry.objects.count()
    pass_by(3)
    answer = send(here, page)
    assert answer.status_code == 302
    assert answer.url == f"/sign-in/?next=%2Fmatters%2F{case.matter}%2Fsteps%2Fdecide%2F&kept=1"
    assert "100" in str(Draft.objects.get(user=cast.officer).data)
    assert Entry.objects.count() == entries, "nothing was done in his name"
    assert "存为草稿" in here.get(answer.url).content.decode()
    back = here.post("/sign-in/", {"username": "wenbin", "password": PASSWORD, "next": page})
    assert back.url == page
    assert 'value="100"' in here.get(page).content.decode()


def test_a_script_that_keeps_a_draft_is_told(cast, case, here):
    pass_by(3)
    answer = send(here, f"/matters/{case.matter}/steps/decide/draft/", **{"sec-fetch-dest": "empty"})
    assert answer.status_code == 401
    assert answer.content.decode() == "已保存；登录已失效，请重新登录后再提交。"
    assert Draft.objects.filter(user=cast.officer).exists()


def test_a_sign_in_that_was_ended_keeps_nothing(cast, case, here):
    sessions.end(cast.officer)
    assert "kept" not in send(here, f"/matters/{case.matter}/steps/decide/").url
    assert not Draft.objects.exists()


@pytest.mark.parametrize("change", [{"is_active": False}, {"password": "!"}])
def test_an_account_that_was_closed_or_got_another_password_keeps_nothing(cast, case, here, change):
    type(cast.officer).objects.filter(pk=cast.officer.pk).update(**change)
    pass_by(3)
    assert "kept" not in send(here, f"/matters/{case.matter}/steps/decide/").url
    assert not Draft.objects.exists()


def test_a_day_later_nobody_knows_whose_it_was(cast, case, here):
    pass_by(2 + 24)
    assert "kept" not in send(here, f"/matters/{case.matter}/steps/decide/").url
    assert not Draft.objects.exists()


def test_nobody_keeps_a_draft_of_a_matter_that_he_may_not_see(cast, case):
    browser = Client()
    browser.post("/sign-in/", {"username": "stranger", "password": PASSWORD})
    pass_by(3)
    assert "kept" not in send(browser, f"/matters/{case.matter}/steps/decide/").url
    assert not Draft.objects.exists()


def test_a_page_elsewhere_is_no_way_back(case):
    answer = Client().post(
        f"/matters/{case.matter}/steps/decide/", {}, headers={"referer": "https://elsewhere.example/matters/"}
    )
    assert answer.url == "/sign-in/?next=%2F"
