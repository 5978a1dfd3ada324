"""What holds for every answer: headers, an id, the language, a sentence that helps."""

from __future__ import annotations

import pytest
from django.db import DatabaseError
from django.test import Client

POLICY = "default-src 'self'; img-src 'self' data: blob:"


def test_every_answer_carries_the_policies(client, cast):
    for path in ("/sign-in/", "/nowhere/", "/healthz", "/api/v1/registers"):
        answer = client.get(path)
        assert answer["Content-Security-Policy"].startswith(POLICY), path
        assert "unsafe" not in answer["Content-Security-Policy"]
        assert "camera=(self), geolocation=(self)" in answer["Permissions-Policy"]
        assert answer["X-Content-Type-Options"] == "nosniff"
        assert answer["Referrer-Policy"] == "same-origin"
        assert len(answer["X-Request-Id"]) == 32


def test_two_requests_have_two_ids(client, cast):
    assert client.get("/healthz")["X-Request-Id"] != client.get("/healthz")["X-Request-Id"]


def test_a_page_for_someone_signed_in_is_not_stored(client, cast):
    client.force_login(cast.officer)
    assert "no-store" in client.get("/account/")["Cache-Control"]
    assert "private" in client.get("/account/")["Cache-Control"]


def test_pages_are_chinese_whatever_the_browser_wishes(client, cast):
    page = client.get("/sign-in/", headers={"accept-language": "en-GB"})
    assert page["Content-Language"] == "zh-hans"
    assert "登录" in page.content.decode()


def test_english_by_switch_and_back(client, cast):
    client.post("/language/", {"language": "en", "next": "/sign-in/"})
    assert "Certificate number or account" in client.get("/sign-in/").content.decode()
    client.post("/language/", {"language": "zh-hans", "next": "/sign-in/"})
    assert "执法证号或账号" in client.get("/sign-in/").content.decode()


def test_an_unknown_language_changes_nothing(client, cast):
    answer = client.post("/language/", {"language": "xx", "next": "//elsewhere.example"})
    assert answer.url == "/"
    assert not answer.cookies


def test_health_asks_the_database(client, cast, monkeypatch):
    assert client.get("/healthz").json() == {"status": "ok"}

    class Gone:
        def cursor(self):
            raise DatabaseError

    monkeypatch.setattr("jinwu.web.views.health.connection", Gone())
    assert client.get("/healthz").status_code == 503


def test_someone_not_signed_in_is_led_to_the_sign_in_page_and_back(client, cast):
    assert client.get("/registers/?q=1").url == "/sign-in/?next=%2Fregisters%2F%3Fq%3D1"


def test_a_part_of_a_page_sends_the_whole_page_to_sign_in(client, cast):
    answer = client.get("/registers/", headers={"hx-request": "true"})
    assert answer.status_code == 401
    assert answer["HX-Redirect"].startswith("/sign-in/?next=")


def test_a_missing_page_helps(client, cast):
    answer = client.get("/nowhere/")
    assert answer.status_code == 404
    assert "请核对网址" in answer.content.decode()


def test_a_role_that_may_not_is_told_which_role_may(client, cast):
    client.force_login(cast.auxiliary)
    answer = client.get("/registers/")
    page = answer.content.decode()
    assert answer.status_code == 403
    assert "您的角色不能打开此页" in page
    assert "管理员" in page


@pytest.fixture
def broken(monkeypatch):
    """The registers page breaks."""

    def boom(request):
        raise RuntimeError("a secret of the house")

    monkeypatch.setattr("jinwu.web.views.registers.grouped", boom)
    monkeypatch.setattr("jinwu.api.registers.grouped", boom)


def test_a_page_that_breaks_gives_its_number_and_no_secret(cast, broken, caplog):
    client = Client(raise_request_exception=False)
    client.force_login(cast.officer)
    answer = client.get("/registers/")
    page = answer.content.decode()
    assert answer.status_code == 500
    assert answer["X-Request-Id"] in page
    assert "系统出错" in page
    assert "secret" not in page


def test_a_malformed_request_gets_a_page(cast):
    answer = Client(raise_request_exception=False).get("/sign-in/", headers={"host": "elsewhere.example"})
    assert answer.status_code == 400
    assert "请求无法识别" in answer.content.decode()
