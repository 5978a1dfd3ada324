"""A token stands for its owner; without one the session does, with its CSRF token."""

from __future__ import annotations

import json
from datetime import timedelta

import pytest
from django.test import Client
from tests.cast import PASSWORD

from jinwu.kit import clock

TOKEN, REGISTERS = "/api/v1/token", "/api/v1/registers"


def ask(client, username="wenbin", password=PASSWORD, **more):
    body = json.dumps({"username": username, "password": password, **more})
    return client.post(TOKEN, body, content_type="application/json")


def bearer(token):
    return {"authorization": f"Bearer {token}"}


@pytest.fixture
def strict():
    """A client that no CSRF token is spared."""
    return Client(enforce_csrf_checks=True)


def test_account_and_password_give_a_token(strict, cast):
    given = ask(strict, label="phone")
    assert given.status_code == 200
    assert strict.get(REGISTERS, headers=bearer(given.json()["token"])).status_code == 200
    assert cast.officer.tokens.get().label == "phone"
    assert given.json()["token"] not in str(cast.officer.tokens.values())


def test_no_session_is_opened_for_it(strict, cast):
    ask(strict)
    assert strict.get(REGISTERS).status_code == 401


def test_a_wrong_token_never_falls_back_to_the_session(strict, cast):
    strict.force_login(cast.officer)
    answer = strict.get(REGISTERS, headers=bearer("jinwu_wrong"))
    assert answer.status_code == 401
    assert answer.json()["type"].endswith(":token")


def test_a_token_that_was_given_back(strict, cast):
    token = ask(strict).json()["token"]
    assert strict.delete(f"{TOKEN}/current", headers=bearer(token)).status_code == 204
    assert strict.get(REGISTERS, headers=bearer(token)).status_code == 401


def test_a_token_past_its_day(strict, cast):
    given = ask(strict).json()
    with clock.fixed(clock.now() + timedelta(days=91)):
        assert strict.get(REGISTERS, headers=bearer(given["token"])).status_code == 401


def test_a_token_of_a_closed_account(strict, cast):
    token = ask(strict).json()["token"]
    cast.officer.is_active = False
    cast.officer.save(update_fields=["is_active"])
    assert strict.get(REGISTERS, headers=bearer(token)).status_code == 401


def test_a_password_set_by_someone_else_gives_no_token(strict, cast):
    cast.officer.must_change_password = True
    cast.officer.save(update_fields=["must_change_password"])
    assert ask(strict).json()["type"].endswith(":password")


def test_a_token_opens_no_page_of_the_site(strict, cast):
    token = ask(strict).json()["token"]
    assert strict.get("/registers/", headers=bearer(token)).status_code == 302
