"""Refused attempts and reads of protected data stand in logs of their own, whatever becomes of the transaction."""

from __future__ import annotations

import json
import uuid

import pytest
from django.db import transaction
from tests.record.making import MOMENT

from jinwu.law.messages import say
from jinwu.record import attempts
from jinwu.record.models import Entry, LogDigest, ReadLog, RefusedAttempt

DAY = MOMENT.date()


def refuse(**changed):
    given = {"user_id": 7, "step": "decide", "chain": uuid.uuid4(), "findings": [], "at": MOMENT} | changed
    attempts.refused(**given)


def test_an_attempt_stands_when_the_callers_transaction_is_rolled_back(fresh_db, chain):
    with transaction.atomic():
        chain.add()
        refuse(chain=chain.id)
        transaction.set_rollback(True)
    assert Entry.objects.count() == 0
    assert RefusedAttempt.objects.get().chain == chain.id


def test_an_attempt_keeps_the_guard_and_its_sentence_but_no_parameters(fresh_db):
    what = say("{name} is {age} years old.", name="张三", age=13)
    refuse(findings=[{"guard": "of_age", "what": what.as_json(), "basis": ["APL-30"], "field": "party.birth"}])
    logged = RefusedAttempt.objects.get()
    assert logged.guards == ["of_age"]
    assert logged.findings == [
        {"guard": "of_age", "what": "{name} is {age} years old.", "basis": ["APL-30"], "field": "party.birth"}
    ]
    assert "张三" not in json.dumps(logged.findings, ensure_ascii=False)


def test_a_sentence_already_filled_in_is_not_kept(fresh_db):
    refuse(findings=[{"guard": "of_age", "what": "张三 is 13 years old."}])
    assert RefusedAttempt.objects.get().findings[0]["what"] == ""


def test_a_read_names_who_what_of_whom_and_why(fresh_db):
    with transaction.atomic():
        attempts.read(user_id=7, what="party.number", subject="42", reason="核对身份")
        transaction.set_rollback(True)
    logged = ReadLog.objects.get()
    assert (logged.user, logged.what, logged.subject, logged.reason) == (7, "party.number", "42", "核对身份")


def test_each_days_digest_chains_to_the_one_before(fresh_db, days):
    for day in (18, 19):
        with days(day):
            refuse()
            attempts.read(user_id=7, what="party.number", subject="42")
    with days(21):
        first = attempts.close_day(DAY.replace(day=18))
        second = attempts.close_day(DAY.replace(day=19))
    assert bytes(second.previous) == bytes(first.hash)
    logs = json.loads(bytes(second.payload))["logs"]
    assert [logs[name]["count"] for name in ("refused", "reads")] == [1, 1]


def test_closing_a_day_twice_changes_nothing(fresh_db, days):
    with days(18):
        refuse()
    with days(21):
        first = attempts.close_day(DAY.replace(day=18))
        assert attempts.close_day(DAY.replace(day=18)).hash == first.hash
    assert LogDigest.objects.count() == 1


def test_a_day_that_is_not_over_is_not_closed(fresh_db, days):
    with days(20), pytest.raises(ValueError, match="not over"):
        attempts.close_day(DAY)


def test_a_day_before_a_closed_one_is_not_closed(fresh_db, days):
    with days(21):
        attempts.close_day(DAY.replace(day=19))
        with pytest.raises(ValueError, match="lies before"):
            attempts.close_day(DAY.replace(day=18))


def test_a_row_that_came_late_is_in_the_next_digest(fresh_db, days):
    with days(20):
        attempts.close_day(DAY.replace(day=19))
    with days(18):
        refuse()
    with days(21):
        digest = attempts.close_day(DAY)
    assert json.loads(bytes(digest.payload))["logs"]["refused"]["count"] == 1


def test_past_days_are_closed_when_rows_wait_and_not_otherwise(fresh_db, days):
    assert attempts.close_past_days(DAY) is None
    with days(17):
        refuse()
    with days(18):
        attempts.read(user_id=7, what="party.number", subject="42")
    with days(20):
        refuse()
        digest = attempts.close_past_days(DAY)
        assert attempts.close_past_days(DAY) is None
    assert digest.day == DAY.replace(day=18)
    logs = json.loads(bytes(digest.payload))["logs"]
    assert [logs[name]["count"] for name in ("refused", "reads")] == [1, 1]
