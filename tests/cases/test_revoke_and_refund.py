"""A revoked decision: what was paid is owed back; statistics keep the original (counting rule 1)."""

from __future__ import annotations

from datetime import timedelta
from decimal import Decimal

import pytest
from tests.cases.refusing import refuses

from jinwu.cases.models import DecisionRow
from jinwu.collection.models import ObligationRow
from jinwu.documents.models import Number
from jinwu.law.citations import APL
from jinwu.matters import replay
from jinwu.matters.models import Matter


def revoke(street, **change):
    data = {"organ": "reconsideration", "document": "测政复决字〔2026〕3号", "reason": "主要事实不清"} | change
    return street.act("revoke", data, by=street.cast.authority_head)


def refund(street, amount):
    return street.act("refund", {"amount": amount, "reference": "R1"}, by=street.cast.fiscal_clerk)


@pytest.mark.parametrize(
    ("payments", "owed_back"),
    [
        ([], "0.00"),
        (["40.00"], "40.00"),
        (["100.00"], "100.00"),
        (["130.00"], "130.00"),
        (["60.00", "60.00"], "120.00"),
    ],
    ids=["nothing paid", "in part", "whole", "too much", "too much in two"],
)
def test_what_was_paid_is_owed_back(street, payments, owed_back):
    street.to_served()
    for i, amount in enumerate(payments):
        street.pay(amount, reference=f"TX{i}")
    done = revoke(street)
    assert done.stage == "revoked"
    assert done.state.ledger.balance() == 0
    assert done.state.ledger.refundable() == Decimal(owed_back)
    if payments:
        refuses(lambda: refund(street, Decimal(owed_back) + Decimal("0.01")), "refund_owed", APL(75))
        refund(street, owed_back)
    assert street.last.state.ledger.settled()
    assert replay.check(street.matter) == []


def test_surcharges_come_back_too(street):
    street.to_served()
    street.now += timedelta(days=17)
    street.pay("106.00")
    assert revoke(street).state.ledger.refundable() == 106


def test_what_was_already_returned_is_not_returned_twice(street):
    street.to_served()
    street.pay("130.00")
    refund(street, "30.00")
    assert revoke(street).state.ledger.refundable() == 100
    refund(street, "60.00")
    refund(street, "40.00")
    refuses(lambda: refund(street, "0.01"), "refund_owed")


def test_a_payment_after_it_is_owed_back(street):
    street.to_served()
    revoke(street)
    done = street.pay()
    assert (done.stage, done.state.ledger.refundable()) == ("revoked", 100)


def test_figures_keep_the_original(street):
    street.to_served()
    revoke(street)
    row = DecisionRow.objects.get(version=1)
    assert (row.status, row.fine) == ("revoked", 100)
    assert DecisionRow.objects.exclude(status="void").count() == 1
    assert Number.objects.get(matter=street.matter).status == "issued"


def test_its_periods_end_cancelled_without_marks(street):
    street.to_served()
    street.pay()
    street.file_record(late_reason="")
    street.wait(days=90)
    done = revoke(street)
    ended = {t.timer: t.outcome for t in done.state.timers if t.ended}
    assert ended == {"T13": "met", "T12": "met", "T18": "cancelled", "T66": "cancelled"}
    assert done.state.marks == ()


def test_the_term_to_close_runs_once_all_is_returned(street):
    street.to_served()
    street.pay()
    assert [t.timer for t in revoke(street).state.running()] == []
    assert [t.timer for t in refund(street, "40.00").state.running()] == []
    assert [t.timer for t in refund(street, "60.00").state.running()] == ["T66"]
    assert street.close().state.timer("T66").outcome == "met"


def test_with_nothing_to_return_it_runs_at_once(street):
    street.to_served()
    assert [t.timer for t in revoke(street).state.running()] == ["T66"]
    assert street.close().stage == "closed"


def test_it_is_not_closed_before_all_is_returned(street):
    street.to_served()
    street.pay()
    revoke(street)
    refuses(street.close, "settled")


def test_cash_on_its_way_still_goes_to_the_bank(street):
    street.to_served()
    street.collect()
    revoke(street)
    refund(street, "100.00")
    refuses(street.close, "settled", APL(71))
    street.hand_in()
    street.deposit()
    assert street.close().stage == "closed"


def test_from_the_archive_the_matter_is_open_again(street):
    street.to_served()
    street.pay()
    street.file_record()
    street.close()
    street.archive()
    done = revoke(street)
    row = Matter.objects.get(pk=street.matter)
    assert (done.stage, row.final, row.closed_at) == ("revoked", False, None)
    refund(street, "100.00")
    street.close()
    assert street.archive().stage == "archived"
    assert replay.check(street.matter) == []


def test_before_it_was_served(street):
    street.open()
    street.notify()
    street.decide()
    assert revoke(street).state.ledger.obligations == ()
    assert street.close().stage == "closed"


def test_only_the_head_of_the_bureau(street):
    street.to_served()
    data = {"organ": "self", "reason": "主要事实不清"}
    refuses(lambda: street.act("revoke", data, by=street.cast.unit_head), "role", APL(15))


def test_once(street):
    street.to_served()
    revoke(street)
    refuses(lambda: revoke(street), "in_order")


def test_the_obligation_says_that_it_fell(street):
    street.to_served()
    revoke(street)
    row = ObligationRow.objects.get(matter=street.matter)
    assert (row.kind, row.cancelled) == ("fine", street.now.date())
