"""Errors of the API: problem documents (RFC 9457), whoever raises them."""

from __future__ import annotations

import json

import pytest
from django.test import Client, RequestFactory
from tests.cast import PASSWORD

from jinwu.api import handlers
from jinwu.law.citations import APL
from jinwu.law.messages import say
from jinwu.matters.errors import InvalidInput, KeyReused, Objection, Refused, Stale


def problem(answer, status):
    """The problem document of `answer`, with all its parts."""
    assert answer.status_code == status
    assert answer["Content-Type"] == "application/problem+json"
    body = json.loads(answer.content)
    assert body["status"] == status
    assert body["type"].startswith("urn:jinwu:problem:")
    assert body["title"]
    return body


def test_not_signed_in(client, cast):
    answer = client.get("/api/v1/registers")
    assert problem(answer, 401)["instance"] == "/api/v1/registers"
    assert answer["WWW-Authenticate"].startswith("Bearer")


def test_a_role_that_may_not(client, cast):
    client.force_login(cast.auxiliary)
    assert "管理员" in problem(client.get("/api/v1/registers"), 403)["detail"]


@pytest.mark.parametrize("path", ["/api/v1/nowhere", "/api/v1/registers/nothing", "/api/elsewhere"])
def test_not_found(client, cast, path):
    client.force_login(cast.officer)
    problem(client.get(path), 404)


def test_a_method_that_is_not_taken(client, cast):
    client.force_login(cast.officer)
    answer = client.put("/api/v1/registers", "{}", content_type="application/json")
    problem(answer, 405)
    assert "GET" in answer["Allow"]


def test_input_that_does_not_fit_names_its_field(client, cast):
    answer = client.post("/api/v1/token", json.dumps({"username": "x"}), content_type="application/json")
    assert [one["field"] for one in problem(answer, 422)["errors"]] == ["password"]


def test_text_that_is_no_json(client, cast):
    problem(client.post("/api/v1/token", "{", content_type="application/json"), 400)


def test_the_session_acts_only_with_its_csrf_token(cast):
    client = Client(enforce_csrf_checks=True)
    client.force_login(cast.officer)
    assert problem(client.delete("/api/v1/token/current"), 403)["type"].endswith(":csrf")


def test_too_many_tries(client, cast):
    body = json.dumps({"username": "wenbin", "password": "not-this"})
    answers = [client.post("/api/v1/token", body, content_type="application/json") for _ in range(5)]
    assert [answer.status_code for answer in answers[:4]] == [401] * 4
    assert "还可再试4次" in problem(answers[0], 401)["detail"]
    problem(answers[4], 429)
    assert 890 <= int(answers[4]["Retry-After"]) <= 900
    right = json.dumps({"username": "wenbin", "password": PASSWORD})
    problem(client.post("/api/v1/token", right, content_type="application/json"), 429)


def test_what_breaks_gives_its_number_and_no_secret(cast, monkeypatch):
    def boom(request):
        raise RuntimeError("a secret of the house")

    monkeypatch.setattr("jinwu.api.registers.grouped", boom)
    client = Client(raise_request_exception=False)
    client.force_login(cast.officer)
    answer = client.get("/api/v1/registers")
    assert problem(answer, 500)["request"] == answer["X-Request-Id"]
    assert "secret" not in answer.content.decode()


def test_a_malformed_host(cast):
    problem(Client(raise_request_exception=False).get("/api/v1/registers", headers={"host": "elsewhere.example"}), 400)


# What the door raises.


@pytest.fixture
def request_():
    return RequestFactory().post("/api/v1/matters/1/steps/decide")


def test_a_refused_step_says_guard_what_article_and_remedy(request_):
    objection = Objection(
        "within_range", "", say("200 yuan is above the limit"), say("Choose 100 yuan"), (APL(51),), "amount"
    )
    body = problem(handlers.refused(request_, Refused([objection])), 422)
    assert body["type"].endswith(":refused")
    assert body["findings"] == [
        {
            "guard": "within_range",
            "what": "200 yuan is above the limit",
            "article": ["APL-51"],
            "remedy": "Choose 100 yuan",
            "field": "amount",
        }
    ]


def test_a_stale_form_says_what_happened_since(request_):
    body = problem(handlers.stale(request_, Stale(3, 4, [{"step": "decide"}])), 409)
    assert (body["seen"], body["head"], body["since"]) == (3, 4, [{"step": "decide"}])


def test_a_key_of_another_act(request_):
    assert problem(handlers.key_reused(request_, KeyReused()), 409)["type"].endswith(":key-reused")


def test_an_input_that_does_not_fit_its_model(request_):
    errors = [{"loc": ("party", "name"), "msg": "too short", "type": "string_too_short"}]
    body = problem(handlers.invalid(request_, InvalidInput(errors)), 422)
    assert body["errors"] == [{"field": "party.name", "what": "too short", "code": "string_too_short"}]
