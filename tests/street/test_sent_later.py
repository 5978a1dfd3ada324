"""What a phone kept without a line: sent once, recorded with its defects, never refused for them."""

from __future__ import annotations

import json
import uuid
from dataclasses import dataclass, field
from datetime import timedelta
from typing import Any
from urllib.parse import urlencode

import pytest
from django.test import Client
from tests.cases.street import SIGNATURE, resident_id
from tests.cast import PIN, Cast

from jinwu.documents import numbers
from jinwu.documents.models import Number, NumberClass, NumberStatus
from jinwu.kit import clock
from jinwu.matters import replay
from jinwu.matters.models import Matter
from jinwu.record.models import Entry

from .conftest import NOW

KEPT_AT = NOW - timedelta(hours=3)


@dataclass
class Kept:
    """A phone with one case, as it would send it."""

    cast: Cast
    device: str = field(default_factory=lambda: str(uuid.uuid4()))
    matter: str = field(default_factory=lambda: str(uuid.uuid4()))
    keys: dict[str, str] = field(default_factory=dict)
    browser: Client = field(default_factory=Client)

    def __post_init__(self) -> None:
        self.browser.force_login(self.cast.officer)

    def take(self) -> dict[str, Any]:
        return self.browser.post("/street/pocket/taken/", {"device": self.device}).json()

    def acts(self, form: str, **change: Any) -> dict[str, dict[str, Any]]:
        told = {"amount": "100", "tier": "light"}
        made: dict[str, dict[str, Any]] = {
            "open": {
                "party.kind": "person", "party.number_kind": "resident_id", "party.number": resident_id(),
                "party.name": "赵建平", "violation": "road.occupy", "place": "桃北中街66号", "act_from": "2026-03-10T08:50",
                "facts": "在人行道摆放货架2组。", "recorder": "ZFJ0001", "credential_shown": "on",
            },
            "notify": {**told, "told_facts": "on", "told_rights": "on", "recheck": "none"},
            "decide": {**told, "correction": "at_once", "payment": "bank", "form": form},
            "serve": {"method": "signed", "signature": SIGNATURE, "sheet": f"{form} 赵建平 100.00元"},
        }  # fmt: skip
        for name, value in change.items():
            step, _, path = name.partition("__")
            made[step][path.replace("__", ".")] = value
        return made

    def case(self, form: str, only: int = 4, **change: Any) -> dict[str, Any]:
        acts = [
            {"step": step, "key": self.keys.setdefault(step, str(uuid.uuid4())), "fields": list(data.items()),
             "at": (KEPT_AT + timedelta(minutes=place)).isoformat()}
            for place, (step, data) in enumerate(self.acts(form, **change).items())
        ]  # fmt: skip
        return {
            "kind": "summary", "matter": self.matter, "device": self.device, "user": self.cast.officer.pk, "seen": None,
            "partner": str(self.cast.partner.officer_id), "pin": PIN, "acts": acts[:only],
        }  # fmt: skip

    def send(self, case: dict[str, Any]) -> Any:
        return self.browser.post("/street/pocket/send/", json.dumps(case), content_type="application/json")

    @property
    def row(self) -> Matter | None:
        return Matter.objects.filter(pk=self.matter).first()

    def marks(self) -> set[str]:
        return {mark["guard"] for mark in self.row.state["marks"]}


@pytest.fixture
def kept(cast) -> Kept:
    return Kept(cast)


def test_a_case_arrives_whole_with_the_number_that_the_party_holds(kept):
    form = kept.take()["forms"][0]
    answer = kept.send(kept.case(form))
    assert answer.status_code == 200, answer.json()
    assert answer.json()["number"] == form == kept.row.number
    assert kept.row.stage == "served"
    entries = Entry.objects.filter(chain=kept.matter).order_by("seq")
    assert [one.act_at for one in entries] == [KEPT_AT + timedelta(minutes=n) for n in range(4)]
    assert kept.marks() == set(), "three hours are not late, and nothing else is wrong"
    assert replay.check(uuid.UUID(kept.matter)) == []


def test_the_same_case_sent_twice_or_cut_off_counts_once(kept):
    form = kept.take()["forms"][0]
    assert kept.send(kept.case(form, only=2)).status_code == 200  # the line broke after the second act
    for _ in range(3):
        answer = kept.send(kept.case(form))
        assert answer.status_code == 200, answer.json()
    assert [one["repeated"] for one in answer.json()["taken"]] == [True] * 4
    assert Entry.objects.filter(chain=kept.matter).count() == 4
    assert Number.objects.filter(status=NumberStatus.ISSUED).count() == 1


@pytest.mark.parametrize(
    ("change", "guard"),
    [
        ({"decide__amount": "260", "notify__amount": "260"}, "within_limit"),
        ({"open__party__number": resident_id()[:-1] + "5"}, "identity"),
        ({"notify__told_rights": ""}, "told"),
        ({"open__credential_shown": ""}, "credentials"),
        ({"serve__signature": ""}, "served_properly"),
        ({"decide__amount": "150"}, "not_heavier"),
        ({"serve__sheet": "别的内容"}, "device_sheet"),
        ({"open__recorder": ""}, "evidence"),
        ({"open__party__number": resident_id("20200101")}, "age"),
    ],
)
def test_what_was_done_in_the_street_is_recorded_with_its_defect(kept, change, guard):
    form = kept.take()["forms"][0]
    fields = kept.case(form, **change)
    for act in fields["acts"]:
        act["fields"] = [(name, value) for name, value in act["fields"] if value != ""]
    answer = kept.send(fields)
    assert answer.status_code == 200, answer.json()
    assert guard in kept.marks()
    assert answer.json()["marks"], "the officer is told on his phone"
    assert kept.row.stage == "served"
    assert replay.check(uuid.UUID(kept.matter)) == []


def test_a_wrong_code_of_the_second_officer_is_found_out_later_and_marked(kept):
    answer = kept.send(kept.case(kept.take()["forms"][0]) | {"pin": "000001"})
    assert answer.status_code == 200
    assert "two_officers" in kept.marks()


def test_the_same_defect_with_a_line_is_refused(kept, cast):
    """Only what was done already is recordable whatever it is: a form with a line still says no."""
    phone = Client()
    phone.force_login(cast.officer)
    body = kept.case("", only=1, open__credential_shown="")["acts"][0]
    data = dict(body["fields"]) | {"opening": "1", "partner": str(cast.partner.officer_id), "pin": PIN, "amount": "100",
                                   "tier": "light", "told_facts": "on", "told_rights": "on"}  # fmt: skip
    data.pop("credential_shown")
    answer = phone.post(
        f"/street/{uuid.uuid4()}/facts/", urlencode(data), content_type="application/x-www-form-urlencoded"
    )
    assert answer.status_code == 422


def test_another_officers_case_waits_for_him(kept, cast):
    kept.browser.force_login(cast.partner)
    answer = kept.send(kept.case("x") | {"user": cast.officer.pk})
    assert answer.status_code == 403
    assert kept.row is None


def test_a_field_that_does_not_fit_stops_the_case_and_says_where(kept):
    form = kept.take()["forms"][0]
    answer = kept.send(kept.case(form, notify__amount="一百"))
    assert answer.status_code == 422
    assert [(one["step"], one["field"]) for one in answer.json()["wrong"]] == [("notify", "amount")]
    assert [one["step"] for one in answer.json()["taken"]] == ["open"], "what could be recorded is"
    assert kept.send(kept.case(form)).status_code == 200, "mended on the phone, it goes on from there"


@pytest.mark.parametrize("body", [b"", b"[]", b"{}", b"\xff", b'{"kind": "ordinary", "acts": [{}]}', b"null"])
def test_anything_else_is_no_case_of_a_phone(kept, body):
    answer = kept.browser.post("/street/pocket/send/", body, content_type="application/json")
    assert answer.status_code == 400
    assert answer.headers["content-type"].startswith("application/problem+json")


def test_a_step_that_is_not_of_the_street_never_passes_this_way(kept):
    case = kept.case(kept.take()["forms"][0])
    assert kept.send(case).status_code == 200
    case["acts"] = [{**case["acts"][0], "step": "revoke", "fields": [("reason", "随便")]}]
    assert kept.send(case).status_code == 400
    assert kept.row.stage == "served"


def test_a_clock_ahead_is_put_right(kept):
    case = kept.case(kept.take()["forms"][0])
    for act in case["acts"]:
        act["at"] = (NOW + timedelta(hours=2)).isoformat()
    assert kept.send(case).status_code == 200
    assert {one.act_at for one in Entry.objects.filter(chain=kept.matter)} == {clock.now()}


def test_days_later_it_is_recorded_late_with_its_reason(kept):
    case = kept.case(kept.take()["forms"][0])
    with clock.fixed(NOW + timedelta(days=3)):
        kept.browser.force_login(kept.cast.officer)
        assert kept.send(case).status_code == 200
    assert "recorded_late" in kept.marks()
    assert kept.row.state["marks"][0]["explained"].startswith("现场无网络")


def test_signed_out_it_is_asked_for_and_nothing_is_lost(kept):
    case = kept.case(kept.take()["forms"][0])
    kept.browser.logout()
    answer = kept.browser.post(
        "/street/pocket/send/",
        json.dumps(case),
        content_type="application/json",
        headers={"accept": "application/json"},
    )
    assert answer.status_code == 401
    kept.browser.force_login(kept.cast.officer)
    assert kept.send(case).status_code == 200


def test_two_phones_and_the_pages_never_share_a_form(kept, cast):
    first, second = kept.take()["forms"], Kept(cast).take()["forms"]
    assert len(first) == 10
    assert not set(first) & set(second)
    assert kept.take()["forms"] == first, "asked again it holds the same ones"
    left = numbers.forms_left("on_the_spot_decision", cast.bureau.pk, cast.officer.officer_id, NOW.date())
    assert left == 50 - len(first) - len(second)


def test_a_phone_takes_at_most_half_of_what_is_left(kept, cast):
    Number.objects.filter(serial__gt=5).update(status=NumberStatus.VOID, reason="test", ended_at=NOW)
    assert len(kept.take()["forms"]) == 3
    assert len(Kept(cast).take()["forms"]) == 1


def test_forms_given_back_are_drawn_again(kept, cast):
    held = kept.take()["forms"]
    answer = kept.browser.post("/street/pocket/forget/", {"device": kept.device})
    assert answer.json() == {"released": len(held)}
    assert not Number.objects.exclude(device="").exists()


def test_a_form_written_off_with_a_lost_phone_that_was_found_is_issued_all_the_same(kept):
    form = kept.take()["forms"][0]
    number = Number.objects.get(text=form)
    numbers.lost(number, "手机遗失", NOW)
    assert kept.send(kept.case(form)).status_code == 200
    number.refresh_from_db()
    assert (number.status, str(number.matter)) == (NumberStatus.ISSUED, kept.matter)


@pytest.mark.parametrize("form", ["测城管当罚字〔2026〕第40号", "没有这个号"])
def test_a_number_that_the_phone_does_not_hold_is_not_taken(kept, form):
    kept.take()
    answer = kept.send(kept.case(form))
    assert answer.status_code == 422
    assert form in answer.json()["wrong"][0]["what"]
    assert kept.row.stage == "noticed"


def test_the_words_are_those_of_the_form_in_force(kept):
    taken = kept.take()
    said = [text for block in taken["wording"]["organisation"] for texts in block["texts"].values() for text in texts]
    assert any("你单位" in text for text in said)
    ways = {block["by"]: set(block["texts"]) for block in taken["wording"]["person"]}
    assert ways["penalty"] == {"fine", "both", "warning", "fine tier", "both tier", "warning tier"}
    assert ways["payment"] == {"bank", "on_the_spot"}
    assert not any(mark in text for text in said for mark in ("7,777.77", "2001年", "柒仟"))


def reminder(kept: Kept, **change: Any) -> dict[str, Any]:
    detect = kept.acts("")["open"] | {"route": "first", "harm": "slight"}
    issue = {"requirement": "立即收回货架。", "explained": "on", "method": "signed", "signature": SIGNATURE} | change
    acts = [
        {"step": step, "key": str(uuid.uuid4()), "fields": list(fields.items()), "at": KEPT_AT.isoformat()}
        for step, fields in (("detect", detect), ("issue", issue))
    ]
    return kept.case("") | {"kind": "reminder", "acts": acts}


def test_a_first_offence_reminder_arrives_too(kept, cast):
    NumberClass.objects.create(
        organ=cast.bureau, code="reminder", title="首次提醒", word="测城管提字", valid_from="2018-01-01"
    )
    answer = kept.send(reminder(kept))
    assert answer.status_code == 200, answer.json()
    assert (kept.row.procedure, kept.row.stage) == ("reminder", "issued")


def test_a_patrol_arrives_too(kept):
    fields = {"area": "桃北中街一带", "began": "2026-03-10T08:00", "seen.0.kind": "stall", "seen.0.count": "3"}
    act = {"step": "patrol", "key": str(uuid.uuid4()), "fields": list(fields.items()), "at": KEPT_AT.isoformat()}
    answer = kept.send(kept.case("") | {"kind": "patrol", "acts": [act], "partner": None, "pin": ""})
    assert answer.status_code == 200, answer.json()
    assert kept.row.stage == "done"
