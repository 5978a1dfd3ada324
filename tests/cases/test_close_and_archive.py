"""Closed only when all is settled and on record; then into the archive."""

from __future__ import annotations

import pytest
from tests.cases.refusing import refuses

from jinwu.law.citations import APL
from jinwu.matters import replay


def test_an_unpaid_fine_is_not_closed(street):
    street.to_served()
    street.file_record()
    refuses(street.close, "in_order", APL(4))


def test_the_term_to_close_runs_once_from_payment_and_record(street):
    street.to_served()
    street.pay()
    assert street.last.state.timer("T66") is None
    street.file_record()
    street.pay("1.00", reference="TX2")
    street.act("refund", {"amount": "1.00", "reference": "R1"}, by=street.cast.fiscal_clerk)
    assert [t.key for t in street.last.state.timers if t.timer == "T66"] == ["T66"]
    done = street.close()
    assert done.state.timer("T66").outcome == "met"
    assert done.state.closed_at == street.now


def test_recorded_before_it_was_paid(street):
    street.to_served()
    street.file_record()
    done = street.pay()
    assert (done.stage, [t.key for t in done.state.running() if t.timer == "T66"]) == ("paid", ["T66"])


def test_archived_in_time(street):
    street.to_served()
    street.pay()
    street.file_record()
    street.close()
    done = street.archive()
    assert (done.stage, done.state.details["volume"]) == ("archived", "2026-简-1")
    assert done.state.timer("T67").outcome == "met"
    assert replay.check(street.matter) == []


def test_late_is_marked(street):
    street.to_served()
    street.pay()
    street.file_record()
    street.wait(days=40)
    street.close()
    street.wait(days=40)
    done = street.archive()
    assert [mark.guard for mark in done.state.marks] == ["late:T66", "late:T67"]


@pytest.mark.parametrize(("step", "by"), [("close", "officer"), ("close", "fiscal_clerk"), ("archive", "unit_head")])
def test_who_closes_and_who_archives(street, step, by):
    street.to_served()
    street.pay()
    street.file_record()
    data = {"volume": "2026-简-1"} if step == "archive" else {}
    if step == "archive":
        street.close()
    refuses(lambda: street.act(step, data, by=getattr(street.cast, by)), "role")
