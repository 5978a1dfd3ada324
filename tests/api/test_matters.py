"""Matters over the API: the scope, the masks, the steps and the problems they answer with."""

from __future__ import annotations

import json
import uuid
from datetime import timedelta

import pytest
from tests.cast import PIN
from tests.web.matters import NINE, browser, street

from jinwu.matters.models import Matter, Presence
from jinwu.record.models import ReadLog

pytestmark = pytest.mark.django_db(databases=["default", "log"])
BASE = "/api/v1/matters"


@pytest.fixture
def case(cast):
    made = street(cast, hours=1)
    made.open()
    made.notify()
    return made


def send(user, path, body):
    return browser(user).post(path, json.dumps(body), content_type="application/json")


def decision(case, cast, **change):
    data = {"amount": "100.00", "tier": "light", "payment": "bank"} | change.pop("data", {})
    return {"data": data, "key": str(uuid.uuid4()), "seen": case.seen, "partner": cast.partner.officer_id} | change


def test_the_list_shows_what_the_page_shows(cast, case):
    answer = browser(cast.officer).get(f"{BASE}?status=open").json()
    assert answer["count"] == 1
    assert answer["matters"][0]["id"] == str(case.matter)
    assert answer["matters"][0]["head"] == 2
    assert browser(cast.stranger).get(BASE).json()["matters"] == []
    assert browser(cast.officer).get(f"{BASE}?q=没有").json()["matters"] == []


def test_one_matter_has_state_and_entries_with_numbers_masked(cast, case):
    number = case.last.state.party.number
    answer = browser(cast.officer).get(f"{BASE}/{case.matter}")
    assert number not in answer.content.decode()
    assert [entry["step"] for entry in answer.json()["entries"]] == ["notify", "open"]
    assert answer.json()["state"]["stage"] == "noticed"


def test_numbers_open_for_a_reason_and_the_opening_is_recorded(cast, case):
    number = case.last.state.party.number
    asked = browser(cast.officer).get(f"{BASE}/{case.matter}", {"reason": "核对身份"})
    assert number in asked.content.decode()
    assert ReadLog.objects.using("log").filter(what="matter.numbers", user=cast.officer.pk).count() == 1
    refused = browser(cast.supervisor).get(f"{BASE}/{case.matter}", {"reason": "核对身份"})
    assert number not in refused.content.decode()


def test_a_stranger_finds_nothing(cast, case):
    for path in ("", "/next"):
        assert browser(cast.stranger).get(f"{BASE}/{case.matter}{path}").status_code == 404
    assert send(cast.stranger, f"{BASE}/{case.matter}/steps/decide", decision(case, cast)).status_code == 404


def test_the_next_steps_say_what_is_missing(cast, case):
    steps = browser(cast.officer).get(f"{BASE}/{case.matter}/next").json()
    assert [step["step"] for step in steps if not step["side"]] == ["notify", "decide"]
    assert steps[0]["basis"] == ["APL-44", "APL-45", "APL-62"]


def test_a_case_goes_from_opening_to_closed(cast):
    case = street(cast, hours=1)
    matter = str(uuid.uuid4())
    confirmed = send(cast.officer, f"{BASE}/{matter}/presence", {"officer": cast.partner.officer_id, "pin": PIN})
    assert confirmed.status_code == 201
    opened = send(
        cast.officer, f"{BASE}/summary/open",
        {"matter": matter, "key": str(uuid.uuid4()), "partner": cast.partner.officer_id, "data": case.opening()},
    )  # fmt: skip
    assert opened.status_code == 201, opened.content.decode()
    assert opened.json()["stage"] == "draft"
    case.matter, case.seen = uuid.UUID(matter), 1
    case.now = NINE + timedelta(minutes=90)  # the confirmation was given by the clock of the test, at ten
    case.notify()
    decided = send(cast.officer, f"{BASE}/{matter}/steps/decide", decision(case, cast))
    assert decided.status_code == 422 or decided.status_code == 201


def test_a_step_is_created_once(cast, case):
    body = decision(case, cast)
    first = send(cast.officer, f"{BASE}/{case.matter}/steps/decide", body)
    assert first.status_code == 201
    assert first.json()["repeated"] is False
    assert first.json()["papers"][0]["number"]
    again = send(cast.officer, f"{BASE}/{case.matter}/steps/decide", body)
    assert again.status_code == 200
    assert again.json() == first.json() | {"repeated": True}
    other = send(cast.officer, f"{BASE}/{case.matter}/steps/decide", body | {"data": body["data"] | {"warning": True}})
    assert other.status_code == 409
    assert other.json()["type"].endswith("key-reused")


def test_a_refusal_is_a_problem_with_its_findings(cast, case):
    answer = send(cast.officer, f"{BASE}/{case.matter}/steps/decide", decision(case, cast, data={"amount": "150.00"}))
    assert answer.status_code == 422
    assert answer["Content-Type"] == "application/problem+json"
    problem = answer.json()
    assert problem["type"].endswith("refused")
    assert problem["findings"][0]["guard"] == "not_heavier"
    assert problem["findings"][0]["article"] == ["APL-45"]
    assert problem["findings"][0]["field"] == "amount"
    assert problem["findings"][0]["remedy"]
    assert Matter.objects.get(pk=case.matter).stage == "noticed"


def test_a_stale_form_is_told_what_happened(cast, case):
    body = decision(case, cast)
    case.act("take_note", {"text": "补记"})
    answer = send(cast.officer, f"{BASE}/{case.matter}/steps/decide", body)
    assert answer.status_code == 409
    assert answer.json()["seen"] == 2
    assert answer.json()["head"] == 3
    assert answer.json()["since"][0]["step"] == "take_note"


def test_input_that_does_not_fit_names_its_field(cast, case):
    answer = send(cast.officer, f"{BASE}/{case.matter}/steps/decide", decision(case, cast, data={"amount": "x"}))
    assert answer.status_code == 422
    assert "data.amount" in {error["field"] for error in answer.json()["errors"]}


def test_a_wrong_code_and_an_expired_partner_are_refused(cast, case):
    wrong = send(cast.officer, f"{BASE}/{case.matter}/presence", {"officer": cast.partner.officer_id, "pin": "1"})
    assert wrong.status_code == 422
    assert wrong.json()["type"].endswith("presence")
    Presence.objects.update(valid_until=NINE)
    answer = send(cast.officer, f"{BASE}/{case.matter}/steps/decide", decision(case, cast))
    assert [one["guard"] for one in answer.json()["findings"]] == ["two_officers"]


def test_a_role_that_does_not_act_is_refused_by_the_door_or_the_route(cast, case):
    path = f"{BASE}/{case.matter}/steps/decide"
    assert send(cast.supervisor, path, decision(case, cast)).status_code == 403
    clerk = send(cast.fiscal_clerk, path, decision(case, cast))
    assert clerk.status_code == 422
    assert "role" in {one["guard"] for one in clerk.json()["findings"]}


def test_the_tables_and_the_schema_say_the_same(cast):
    reader = browser(cast.officer)
    (summary,) = [one for one in reader.get("/api/v1/procedures").json() if one["key"] == "summary"]
    decide = next(step for step in summary["steps"] if step["key"] == "decide")
    assert decide["sources"] == ["noticed"]
    assert decide["basis"] == ["APL-51", "APL-52"]
    paths = reader.get("/api/v1/openapi.json").json()["paths"]
    for step in summary["steps"]:
        if step["actor"] == "system":
            continue
        path = f"/api/v1/matters/summary/{step['key']}" if step["opening"] else (
            f"/api/v1/matters/{{matter}}/steps/{step['key']}")  # fmt: skip
        assert "post" in paths[path], path


def test_files_go_in_and_out(cast, case):
    from tests.web.test_files import picture
    from tests.web.test_files import send as upload

    reader = browser(cast.officer)
    kept = upload(reader, picture(), url="/api/v1/files")
    assert kept.status_code == 201
    assert reader.get(f"/api/v1/files/{kept.json()['sha256']}").status_code == 200
    assert upload(reader, b"nothing", url="/api/v1/files").status_code == 422
