"""Sign-ins: shown and ended, by oneself or by an administrator, and over after a while by themselves."""

from __future__ import annotations

from datetime import timedelta

import pytest
from django.contrib.sessions.backends.base import UpdateError
from django.db.models import F
from django.test import Client
from tests.cast import PASSWORD

from jinwu.bureau import sessions, tokens
from jinwu.bureau.models import Session

pytestmark = pytest.mark.django_db(databases=["default", "log"])
WINDOWS = (
    "Mozilla/5.0 (Windows NT 10.0; Win64; x64) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/140.0.0.0 Safari/537.36"
)
PHONE = (
    "Mozilla/5.0 (Phone; OpenHarmony 5.0) AppleWebKit/537.36 (KHTML, like Gecko) HuaweiBrowser/5.0 Mobile Safari/537.36"
)


def arrive(user, agent=WINDOWS, address="10.1.2.3"):
    browser = Client(headers={"user-agent": agent}, REMOTE_ADDR=address)
    assert browser.post("/sign-in/", {"username": user.username, "password": PASSWORD}).status_code == 302
    return browser


def is_in(browser):
    return browser.get("/account/").status_code == 200


def pass_by(**by):
    """So much time goes by for every sign-in there is."""
    shift = {name: F(name) - timedelta(**by) for name in ("began_at", "seen_at", "expire_date")}
    Session.objects.update(**shift)


def test_the_account_page_shows_each_sign_in_in_words_and_marks_this_one(cast):
    arrive(cast.officer, PHONE, "10.9.9.9")
    page = arrive(cast.officer).get("/account/").content.decode()
    assert "Huawei Browser · HarmonyOS　10.9.9.9" in page
    assert "Chrome · Windows　10.1.2.3" in page
    assert page.count("当前") == 1
    assert not any(key in page for key in Session.objects.values_list("pk", flat=True)), "a key would open the sign-in"


def test_one_sign_in_is_ended_and_the_others_stay(cast):
    here, phone, desk = arrive(cast.officer), arrive(cast.officer), arrive(cast.officer)
    handle = Session.objects.get(pk=phone.cookies["sessionid"].value).handle
    here.post("/account/end/", {"which": handle})
    assert [is_in(each) for each in (here, phone, desk)] == [True, False, True]


def test_all_others_are_ended_at_once(cast):
    here, *others = (arrive(cast.officer) for _ in range(3))
    colleague = arrive(cast.partner)
    here.post("/account/end/", {"which": "others"})
    assert is_in(here)
    assert not any(is_in(each) for each in others)
    assert is_in(colleague)


def test_nobody_ends_the_sign_in_of_a_colleague(cast):
    colleague = arrive(cast.partner)
    handle = Session.objects.get(pk=colleague.cookies["sessionid"].value).handle
    arrive(cast.officer).post("/account/end/", {"which": handle})
    assert is_in(colleague)


def test_ones_own_token_is_ended_and_no_other(cast):
    mine, his = tokens.issue(cast.officer, "a"), tokens.issue(cast.partner, "b")
    here = arrive(cast.officer)
    for user in (cast.officer, cast.partner):
        here.post("/account/end/", {"which": f"token-{user.tokens.get().pk}"})
    assert tokens.user_of(mine) is None
    assert tokens.user_of(his) is not None


def close(cast, client, **changed):
    client.force_login(cast.administrator)
    facts = {
        "username": "wenbin",
        "full_name": "郝文斌",
        "officer": cast.officer.officer_id,
        "is_active": "on",
    } | changed
    address = f"/registers/users/{cast.officer.pk}/edit/"
    return client.post(address, {name: value for name, value in facts.items() if value is not None})


def test_an_account_that_is_closed_is_signed_in_nowhere_at_once(cast, client):
    phone, token = arrive(cast.officer), tokens.issue(cast.officer, "a")
    assert close(cast, client, is_active=None).status_code == 302
    assert not Session.objects.filter(user=cast.officer).exists()
    assert not is_in(phone)
    assert close(cast, client).status_code == 302
    assert not is_in(phone), "opening it again brings no sign-in back"
    assert tokens.user_of(token) is None


def test_a_password_that_an_administrator_sets_ends_all_sign_ins(cast, client):
    phone = arrive(cast.officer)
    assert close(cast, client, password="a sentence for the first day").status_code == 302
    assert not Session.objects.filter(user=cast.officer).exists()
    assert not is_in(phone)


def test_an_administrator_ends_all_sign_ins_of_an_account(cast, client):
    phone, token = arrive(cast.officer), tokens.issue(cast.officer, "a")
    client.force_login(cast.administrator)
    client.post(f"/accounts/{cast.officer.pk}/", {"act": "end"})
    assert not is_in(phone)
    assert tokens.user_of(token) is None


def test_changing_ones_password_ends_the_others_and_keeps_this_one(cast):
    here, phone = arrive(cast.officer), arrive(cast.officer)
    own = "a sentence easy to keep"
    here.post("/account/password/", {"old_password": PASSWORD, "new_password1": own, "new_password2": own})
    assert is_in(here)
    assert not is_in(phone)
    assert Session.objects.filter(user=cast.officer).count() == 1


@pytest.mark.parametrize(("minutes", "there"), [(119, True), (120, False), (121, False)])
def test_a_sign_in_ends_two_hours_after_the_last_request(cast, minutes, there):
    here = arrive(cast.officer)
    pass_by(minutes=minutes)
    assert is_in(here) is there


def test_each_request_keeps_it_but_never_beyond_twelve_hours(cast):
    here = arrive(cast.officer)
    for hour in range(1, 12):
        pass_by(hours=1)
        assert is_in(here), hour
    pass_by(minutes=59)
    assert is_in(here)
    pass_by(minutes=1)
    assert not is_in(here)


def test_when_it_was_last_seen_is_written_once_a_minute(cast, django_assert_num_queries):
    here = arrive(cast.officer)
    with django_assert_num_queries(2):  # the sign-in and its account
        here.get("/sign-in/")
    pass_by(seconds=61)
    seen = Session.objects.get().seen_at
    with django_assert_num_queries(3):
        here.get("/sign-in/")
    assert Session.objects.get().seen_at - seen >= timedelta(seconds=61)
    with django_assert_num_queries(2):
        here.get("/sign-in/")


def test_what_was_over_a_day_ago_is_cleared_away_by_the_next_sign_in(cast):
    arrive(cast.officer)
    pass_by(hours=2 + 24)
    arrive(cast.partner)
    assert list(Session.objects.values_list("user", flat=True)) == [cast.partner.pk]


def test_a_sign_in_that_was_ended_while_it_worked_is_not_written_again(cast):
    here = arrive(cast.officer)
    store = sessions.SessionStore(here.cookies["sessionid"].value)
    store["seen"] = "something"
    sessions.end(cast.officer)
    with pytest.raises(UpdateError):
        store.save()
    assert not Session.objects.filter(user=cast.officer).exists()
