"""Signing in: by account or certificate number, with the tries that remain, and a lock after the fifth."""

from __future__ import annotations

from django.urls import reverse
from tests.cast import PASSWORD

SIGN_IN = "/sign-in/"


def send(client, username, password, **more):
    return client.post(SIGN_IN, {"username": username, "password": password, **more})


def test_the_page_is_open_to_everyone(client, cast):
    page = client.get(SIGN_IN).content.decode()
    assert "测试市城市管理局" in page
    assert "执法证号或账号" in page


def test_an_account_and_its_password_sign_in(client, cast):
    assert send(client, "wenbin", PASSWORD).status_code == 302
    assert client.session["_auth_user_id"] == str(cast.officer.pk)


def test_the_certificate_number_signs_in_too(client, cast):
    assert send(client, "140300001", PASSWORD).status_code == 302
    assert client.session["_auth_user_id"] == str(cast.officer.pk)


def test_a_wrong_password_says_how_many_tries_remain(client, cast):
    answer = send(client, "wenbin", "not-this")
    assert answer.status_code == 422
    assert "账号或密码不对，还可再试4次" in answer.content.decode()
    assert 'value="wenbin"' in answer.content.decode(), "what was typed stays"
    assert "不对，还可再试3次" in send(client, "wenbin", "not-this").content.decode()


def test_an_unknown_account_is_answered_in_the_same_words(client, cast):
    assert "账号或密码不对，还可再试4次" in send(client, "nobody", "not-this").content.decode()


def test_the_fifth_wrong_password_locks_the_account(client, cast):
    answers = [send(client, "wenbin", "not-this") for _ in range(5)]
    assert [answer.status_code for answer in answers] == [422, 422, 422, 422, 429]
    assert "账号锁定15分钟" in answers[-1].content.decode()
    assert 890 <= int(answers[-1]["Retry-After"]) <= 900
    assert send(client, "wenbin", PASSWORD).status_code == 429, "the right password does not open it"


def test_account_and_certificate_number_share_the_tries(client, cast):
    for name in ("wenbin", "140300001", "wenbin", "140300001"):
        assert send(client, name, "not-this").status_code == 422
    assert send(client, "140300001", "not-this").status_code == 429


def test_a_good_sign_in_forgets_the_wrong_ones(client, cast):
    send(client, "wenbin", "not-this")
    send(client, "wenbin", PASSWORD)
    client.post("/sign-out/")
    assert "还可再试4次" in send(client, "wenbin", "not-this").content.decode()


def test_an_account_that_was_closed_does_not_open(client, cast):
    cast.officer.is_active = False
    cast.officer.save(update_fields=["is_active"])
    assert send(client, "wenbin", PASSWORD).status_code == 422


def test_it_leads_back_to_the_page_that_asked(client, cast):
    assert send(client, "wenbin", PASSWORD, next="/registers/").url == "/registers/"


def test_it_leads_to_no_strangers_site(client, cast):
    for elsewhere in ("https://elsewhere.example/", "//elsewhere.example", "javascript:alert(1)"):
        assert send(client, "wenbin", PASSWORD, next=elsewhere).url == "/"
        client.post("/sign-out/")


def test_signing_out_is_a_post_and_ends_the_session(client, cast):
    client.force_login(cast.officer)
    assert client.get("/sign-out/").status_code == 405
    assert client.post("/sign-out/").url == SIGN_IN
    assert client.get("/account/").status_code == 302


def test_a_form_of_another_site_is_refused(cast):
    from django.test import Client

    answer = Client(enforce_csrf_checks=True).post(SIGN_IN, {"username": "wenbin", "password": PASSWORD})
    assert answer.status_code == 403
    assert "表单已失效" in answer.content.decode()


def test_who_got_his_password_from_someone_chooses_his_own_first(client, cast):
    cast.officer.must_change_password = True
    cast.officer.save(update_fields=["must_change_password"])
    assert send(client, "wenbin", PASSWORD).url == reverse("password")
    assert client.get("/registers/").url == reverse("password")
    own = "a sentence easy to keep"
    answer = client.post(reverse("password"), {"old_password": PASSWORD, "new_password1": own, "new_password2": own})
    assert answer.status_code == 302
    assert client.get("/account/").status_code == 200


def test_a_short_password_is_not_taken(client, cast):
    client.force_login(cast.officer)
    answer = client.post(
        reverse("password"), {"old_password": PASSWORD, "new_password1": "short", "new_password2": "short"}
    )
    assert answer.status_code == 422
    cast.officer.refresh_from_db()
    assert cast.officer.check_password(PASSWORD)


def test_the_page_of_a_real_bureau_lists_no_account(client, cast, settings):
    settings.DEMO_PASSWORD = "jinwu-demo"
    assert "wenbin" not in client.get(SIGN_IN).content.decode()


def test_a_demonstration_lists_one_account_of_each_role(client, cast, settings, monkeypatch):
    settings.DEMO_PASSWORD = "jinwu-demo"
    monkeypatch.setattr("jinwu.kit.clock.demonstrating", lambda: True)
    page = client.get(SIGN_IN).content.decode()
    assert "jinwu-demo" in page
    assert "wenbin" in page
    assert "2026年11月20日" in page
