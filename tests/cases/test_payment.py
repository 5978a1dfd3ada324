"""Paying (APL 67) and paying late: 3 % a day on the fine, never more than the fine (APL 72; ACL 45)."""

from __future__ import annotations

from datetime import date, timedelta
from decimal import Decimal

import pytest
from tests.cases.refusing import refuses

from jinwu.law.citations import APL
from jinwu.matters import jobs, replay

DUE = date(2026, 3, 25)  # fifteen days after service on 10 March, a Wednesday


@pytest.fixture
def served(street):
    street.to_served()
    assert street.last.state.timer("T13").due == DUE
    return street


def paid_late(street, days: int, amount: str = "100.00", **change):
    """A payment `days` days after the term, recorded on that day."""
    street.now = street.now.replace(month=3, day=25) + timedelta(days=max(days, 0))
    return street.pay(amount, paid_on=DUE + timedelta(days=days), **change)


def test_exactly(served):
    done = served.pay()
    assert done.state.ledger.settled()
    assert done.state.timer("T13").outcome == "met"


def test_in_parts(served):
    assert served.pay("30.00").state.ledger.balance() == 70
    assert served.last.state.timer("T13").ended is None
    assert served.pay("70.00", reference="TX2").state.ledger.settled()
    assert served.last.state.timer("T13").outcome == "met"


def test_too_much_is_owed_back(served):
    done = served.pay("130.50")
    assert (done.state.ledger.balance(), done.state.ledger.refundable()) == (0, Decimal("30.50"))
    served.file_record()
    refuses(served.close, "settled", APL(67))
    refuses(
        lambda: served.act("refund", {"amount": "30.51", "reference": "R1"}, by=served.cast.fiscal_clerk),
        "refund_owed", field="amount",
    )  # fmt: skip
    served.act("refund", {"amount": "30.50", "reference": "R1"}, by=served.cast.fiscal_clerk)
    assert served.close().stage == "closed"
    assert replay.check(served.matter) == []


@pytest.mark.parametrize(
    ("days", "surcharge"),
    [(0, "0.00"), (1, "3.00"), (10, "30.00"), (33, "99.00"), (34, "100.00"), (60, "100.00")],
)
def test_the_surcharge_by_the_day(served, days, surcharge):
    done = paid_late(served, days)
    assert done.outcome["surcharge"] == surcharge
    assert done.state.ledger.balance() == Decimal(surcharge)
    if done.state.ledger.balance():
        done = served.pay(surcharge, reference="TX2", paid_on=served.now.date() + timedelta(days=0))
    assert done.state.ledger.settled()
    assert replay.check(served.matter) == []


def test_fine_and_surcharge_in_one_payment(served):
    done = paid_late(served, 2, "106.00")
    assert done.state.ledger.settled()
    assert [(o.kind, o.amount) for o in done.state.ledger.obligations] == [("fine", 100), ("surcharge", 6)]


def test_paid_in_part_in_time_the_surcharge_runs_on_the_whole_fine(served):
    served.pay("60.00")
    done = paid_late(served, 5, "40.00")
    assert done.outcome["surcharge"] == "15.00"


def test_the_last_part_counts_in_whatever_order_payments_are_recorded(served):
    served.now += timedelta(days=40)
    served.pay("50.00", paid_on=DUE + timedelta(days=20), reference="TX2")
    done = served.pay("50.00", paid_on=DUE + timedelta(days=10), reference="TX1")
    assert done.outcome["surcharge"] == "60.00"


def test_a_second_payment_of_a_fine_paid_in_time_is_owed_back_whole(served):
    served.pay()
    done = paid_late(served, 10, reference="TX2")
    assert done.outcome["surcharge"] == "0.00"
    assert done.state.ledger.refundable() == 100


def test_paid_in_time_and_recorded_later_is_in_time(served):
    served.now = served.now.replace(day=27)
    done = served.pay(paid_on=DUE)
    assert done.state.ledger.settled()
    assert done.state.timer("T13").outcome == "met"


def test_recorded_after_the_term_was_seen_to_lapse(served):
    served.now = served.now.replace(day=27)
    with served.clock():
        assert jobs.tick() == 1
    served.seen += 1
    done = served.pay(paid_on=DUE)
    assert done.state.ledger.settled()
    assert done.state.timer("T16").ended is not None
    assert served.file_record().stage == "paid"


def test_no_surcharge_while_a_remedy_is_pending(served):
    served.act("place_hold", {"kind": "remedy_pending", "reason": "当事人申请行政复议"}, by=served.cast.unit_head)
    served.now += timedelta(days=20)  # 30 March
    served.act("lift_hold", {"hold": "h1", "reason": "复议维持"}, by=served.cast.unit_head)
    done = paid_late(served, 8)  # 2 April
    assert done.outcome["surcharge"] == "9.00"  # 31 March to 2 April


def test_cash_collected_late_leaves_its_surcharge_owed(served):
    served.now = served.now.replace(day=27)
    done = served.collect()
    assert done.state.ledger.balance() == 6
    assert done.state.ledger.cash[0].amount == 100


@pytest.mark.parametrize("day", [date(2026, 3, 11), date(2026, 3, 9)], ids=["ahead", "before the decision"])
def test_the_day_of_a_payment(served, day):
    refuses(lambda: served.pay(paid_on=day), "paid_day", APL(67), "paid_on")


def test_nothing_is_paid_where_nothing_is_owed(street):
    street.open(violation="appear.litter")
    street.notify(None, tier="", warning=True)
    street.decide(None, tier="", warning=True)
    street.serve()
    refuses(street.pay, "something_owed", APL(67))


def test_only_the_fiscal_clerk_records_payments(served):
    data = {"amount": "100.00", "paid_on": "2026-03-10", "reference": "TX1"}
    refuses(lambda: served.act("pay", data), "role")
