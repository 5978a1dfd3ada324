"""The lock-out: by account and place, so that nobody locks a colleague out, and an administrator opens it at once."""

from __future__ import annotations

import logging
from datetime import timedelta

import pytest
from axes.models import AccessAttempt
from django.test import Client
from django.utils import timezone
from tests.cast import PASSWORD

from jinwu.bureau import locks
from jinwu.record.models import AccessLog

pytestmark = pytest.mark.django_db(databases=["default", "log"])
OFFICE, HOME = "10.1.2.3", "203.0.113.9"


def at(address=OFFICE):
    return Client(REMOTE_ADDR=address)


def send(browser, password="not-this", username="wenbin"):
    return browser.post("/sign-in/", {"username": username, "password": password}).status_code


def lock(browser, username="wenbin"):
    return [send(browser, username=username) for _ in range(5)][-1]


def test_it_holds_for_the_place_where_the_wrong_ones_were_typed(cast):
    assert lock(at(HOME)) == 429
    assert send(at(HOME), PASSWORD) == 429
    assert send(at(OFFICE), PASSWORD) == 302


def test_a_colleague_at_the_same_address_cannot_lock_a_browser_that_signed_in_before(cast):
    mine = at()
    assert send(mine, PASSWORD) == 302
    mine.post("/sign-out/")
    assert lock(at()) == 429
    assert send(at(), PASSWORD) == 429, "a browser that never signed in"
    assert send(mine, PASSWORD) == 302


def test_a_known_browser_has_five_tries_too(cast):
    mine = at()
    send(mine, PASSWORD)
    mine.post("/sign-out/")
    assert lock(mine) == 429
    assert send(mine, PASSWORD) == 429


def test_a_browser_is_known_to_the_accounts_that_signed_in_on_it_only(cast):
    shared = at()
    send(shared, PASSWORD)
    shared.post("/sign-out/")
    lock(at(), "wangjing")
    assert send(shared, PASSWORD, "wangjing") == 429


def test_several_people_share_a_browser(cast):
    shared = at()
    for name in ("wenbin", "wangjing"):
        send(shared, PASSWORD, name)
        shared.post("/sign-out/")
        lock(at(), name)
    assert [send(shared, PASSWORD, name) for name in ("wenbin", "wangjing")] == [302, 302]


def test_a_new_password_makes_browsers_strangers(cast):
    mine = at()
    send(mine, PASSWORD)
    mine.post("/sign-out/")
    cast.officer.set_password("another sentence to keep")
    cast.officer.save()
    lock(at())
    assert send(mine, "another sentence to keep") == 429


def test_the_cookie_cannot_be_made_by_hand(cast):
    mine = at()
    mine.cookies[locks.COOKIE] = "eyJpZCI6IjEifQ:1abcde:not-a-signature"
    assert lock(at()) == 429
    assert send(mine, PASSWORD) == 429


@pytest.mark.parametrize(("places", "found"), [(7, 302), (8, 429)])
def test_from_all_places_together_an_account_bears_thirty(cast, places, found):
    for number in range(places):  # four from each: none of them is locked by itself
        for _ in range(4):
            send(at(f"198.51.100.{number}"))
    assert send(at(OFFICE), PASSWORD) == found
    known = at("192.0.2.7")
    if found == 302:
        send(known, PASSWORD)


def test_going_on_while_it_is_locked_does_not_make_it_longer(cast):
    lock(at())
    AccessAttempt.objects.update(attempt_time=timezone.now() - timedelta(minutes=14))
    answer = at().post("/sign-in/", {"username": "wenbin", "password": "not-this"})
    assert answer.status_code == 429
    assert "账号锁定1分钟" in answer.content.decode()
    assert int(answer["Retry-After"]) <= 60
    AccessAttempt.objects.update(attempt_time=timezone.now() - timedelta(minutes=15, seconds=1))
    assert send(at(), PASSWORD) == 302


def test_one_network_of_the_newer_protocol_is_one_place(cast):
    for number in range(5):
        send(at(f"2001:db8:1:2::{number}"))
    assert send(at("2001:db8:1:2:ffff::1"), PASSWORD) == 429
    assert send(at("2001:db8:1:3::1"), PASSWORD) == 302


def test_an_administrator_unlocks_at_once(cast, client):
    lock(at())
    assert locks.locked(cast.officer)
    client.force_login(cast.administrator)
    page = f"/accounts/{cast.officer.pk}/"
    assert "立即解除" in client.get(page).content.decode()
    client.post(page, {"act": "unlock"})
    assert not locks.locked(cast.officer)
    assert send(at(), PASSWORD) == 302
    row = AccessLog.objects.using("log").get(event="unlocked")
    assert (row.user, row.by) == (cast.officer.pk, cast.administrator.pk)


def test_wrong_passwords_and_the_lock_stand_in_the_log_with_their_place(cast):
    lock(at())
    rows = AccessLog.objects.using("log").order_by("id").values_list("event", "user", "address")
    assert sorted(rows) == sorted(
        [("wrong_password", cast.officer.pk, OFFICE)] * 5 + [("locked", cast.officer.pk, OFFICE)]
    )


def test_a_name_that_is_no_account_is_kept_nowhere_in_the_log(cast):
    send(at(), username="correct-horse-typed-in-the-wrong-field")
    row = AccessLog.objects.using("log").get()
    assert (row.event, row.user) == ("wrong_password", None)
    assert "correct-horse" not in str(vars(row))


def test_the_programs_log_names_neither_account_nor_address(cast, caplog):
    with caplog.at_level(logging.DEBUG):
        lock(at())
        send(at(HOME), PASSWORD)
    assert "Locking out" in caplog.text
    assert "wenbin" not in caplog.text
    assert OFFICE not in caplog.text
    assert HOME not in caplog.text
    assert PASSWORD not in caplog.text


def test_the_command_line_helps_when_no_administrator_can(cast, capsys, monkeypatch):
    from jinwu.bureau import factors
    from jinwu.cli import main
    from jinwu.cli.commands import access

    monkeypatch.setattr(access, "prepare", lambda: None)  # the test has its database already
    monkeypatch.setenv("JINWU_LANGUAGE", "en")
    lock(at(), "admin")
    factors.fresh_codes(cast.administrator)
    assert main.main(["access", "admin", "--remove-factor"]) == 1, "it asks how one made sure"
    assert main.main(["access", "admin", "--unlock", "--remove-factor", "--reason", "in person"]) == 0
    assert send(at(), PASSWORD, "admin") == 302
    assert not cast.administrator.recovery_codes.exists()
    row = AccessLog.objects.using("log").get(event="factor_removed")
    assert (row.by, row.reason) == (None, "in person")
    assert main.main(["access", "nobody"]) == 1
