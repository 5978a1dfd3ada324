"""The ledger alone: sums are conserved whatever comes in, surcharges by the day, parts, refunds, write-offs."""

from __future__ import annotations

from datetime import date, timedelta
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from jinwu.collection import state as money
from jinwu.collection.state import Instalment, Ledger
from jinwu.law.periods import Pause

DUE = date(2026, 3, 25)
SINCE = date(2026, 3, 10)


def yuan(text: object) -> Decimal:
    return Decimal(str(text)).quantize(Decimal("0.01"))


def owing(*sums: tuple[str, str, str], **change: object) -> Ledger:
    """A ledger with obligations (party, kind, amount), each party under a decision of its own."""
    ledger = Ledger()
    for party, kind, amount in sums:
        ledger = money.charge(
            ledger,
            kind=kind,
            party=party,
            decision=f"x{party[1:]}",
            amount=yuan(amount),
            since=SINCE,
            due=DUE,
            **change,
        )
    return ledger


def pay(ledger: Ledger, amount: str, late: int = 0, party: str = "p1", **more) -> Ledger:
    """A payment `late` days after the term."""
    day = DUE + timedelta(days=late)
    fine = ledger.fine(party)
    due = money.surcharge_on(ledger, fine, day, more.pop("pauses", ()), yuan(amount)) if fine else money.ZERO
    return money.receive(
        ledger,
        yuan(amount),
        day,
        kind="bank",
        receipt="",
        reference="TX",
        surcharge_due=due,
        entry=1,
        party=party,
        **more,
    )


def conserved(ledger: Ledger) -> None:
    """What came in and did not go back stands on something owed, or is owed back; nothing is negative."""
    came = sum((m.amount for m in ledger.movements if m.kind not in ("refund", "write_off")), money.ZERO)
    went = sum((m.amount for m in ledger.movements if m.kind == "refund"), money.ZERO)
    kept = sum((ledger.paid(o.key) for o in ledger.obligations if not o.owed_by_organ and not o.cancelled), money.ZERO)
    assert all(m.amount > 0 for m in ledger.movements)
    assert came - went == kept + ledger.refundable()
    for one in ledger.obligations:
        assert 0 <= ledger.moved(one.key) <= one.amount
        if not one.cancelled:
            assert ledger.paid(one.key) + ledger.written_off(one.key) + ledger.open(one) == one.amount
        if one.kind == "fine":
            assert sum((left for _part, left in ledger.in_parts(one)), money.ZERO) == ledger.open(one)


AMOUNTS = st.decimals(min_value="0.01", max_value="60000", places=2)
ACTS = st.lists(
    st.one_of(
        st.tuples(st.just("pay"), AMOUNTS, st.integers(-14, 60), st.sampled_from(["p1", "p2", "p3"]), st.booleans()),
        st.tuples(st.just("refund"), AMOUNTS, st.integers(0, 60), st.sampled_from(["p1", "p2", "p3"])),
        st.tuples(st.just("write_off"), st.sampled_from(["p1", "p2"]), st.integers(0, 60)),
        st.tuples(st.just("revoke"), st.sampled_from(["x1", "x2"]), st.integers(0, 60)),
        st.tuples(
            st.just("grant"), st.sampled_from(["p1", "p2"]), st.integers(1, 4), st.sampled_from(["part", "fine"])
        ),
    ),
    max_size=14,
)


@given(ACTS, st.sampled_from(["fine", "unpaid", "none"]))
def test_whatever_comes_in_the_sums_are_conserved(acts, surcharge):
    ledger = owing(
        ("p1", "fine", "1000"), ("p2", "fine", "33.33"), ("p2", "confiscation", "70.07"), surcharge=surcharge
    )
    for act, *more in acts:
        if act == "pay":
            amount, late, party, mistaken = more
            ledger = pay(ledger, amount, late, party, mistaken=mistaken)
        elif act == "refund":
            amount, late, party = more
            amount = min(amount, ledger.refundable(party))
            ledger = money.refund(ledger, amount, DUE, receipt="", reference="R", entry=1, party=party)
        elif act == "write_off":
            ledger = money.write_off(ledger, more[0], DUE, ground="no_estate", document="D", entry=1)
            assert ledger.balance(more[0]) == 0
        elif act == "revoke":
            ledger = money.cancel(ledger, more[0], DUE, "revoked")
            assert not [o for o in ledger.of(decision=more[0]) if not o.owed_by_organ and ledger.open(o)]
        else:
            party, parts, missed = more
            fine = ledger.fine(party)
            if fine and ledger.open(fine) and not fine.plan:
                ledger = money.grant(ledger, fine, plan(ledger.open(fine), parts), missed)
        conserved(ledger)
    for one in ledger.of(kind="surcharge"):
        fine = ledger.of(one.party, "fine", one.decision)[0]
        assert one.amount <= fine.amount, "a surcharge is never more than its fine"
        assert surcharge != "none"


def plan(amount: Decimal, parts: int) -> list[Instalment]:
    each = (amount / parts).quantize(Decimal("0.01"), "ROUND_DOWN")
    sums = [*[each] * (parts - 1), amount - each * (parts - 1)]
    return [Instalment(due=DUE + timedelta(days=30 * n), amount=sum_) for n, sum_ in enumerate(sums, 1)]


@pytest.mark.parametrize(
    ("fine", "days", "surcharge"),
    [
        ("1000", 0, "0.00"), ("1000", 1, "30.00"), ("1000", 33, "990.00"), ("1000", 34, "1000.00"),
        ("1000", 35, "1000.00"), ("1000", 400, "1000.00"),
        ("601825.52", 1, "18054.77"), ("601825.52", 33, "595807.26"), ("601825.52", 34, "601825.52"),
        ("0.01", 16, "0.00"), ("0.01", 17, "0.01"),  # half a fen is rounded up
    ],
)  # fmt: skip
def test_the_surcharge_by_the_day(fine, days, surcharge):
    ledger = owing(("p1", "fine", fine))
    day = DUE + timedelta(days=days)
    assert money.surcharge_on(ledger, ledger.fine("p1"), day) == Decimal(surcharge)
    ledger = pay(ledger, fine, days)
    assert ledger.balance() == Decimal(surcharge)


@pytest.mark.parametrize(
    ("mode", "surcharge"),
    [("fine", "600.00"), ("unpaid", "420.00"), ("none", "0.00")],  # 20 × 30 · 10 × 30 + 10 × 12
)
def test_on_what_it_runs(mode, surcharge):
    ledger = pay(owing(("p1", "fine", "1000"), surcharge=mode), "600", 10)
    ledger = pay(ledger, "400", 20)
    assert ledger.balance() == Decimal(surcharge)


def test_a_part_paid_in_time_lowers_what_is_unpaid():
    ledger = pay(owing(("p1", "fine", "1000"), surcharge="unpaid"), "600", -3)
    assert pay(ledger, "400", 5).balance() == Decimal("60.00")


def test_one_party_pays_its_own_fine_only():
    ledger = pay(owing(("p1", "fine", "1000"), ("p2", "fine", "500")), "500", party="p2")
    assert (ledger.balance("p1"), ledger.balance("p2"), ledger.balance()) == (1000, 0, 1000)
    ledger = pay(ledger, "600", 10, party="p1")
    assert money.surcharge_on(ledger, ledger.fine("p2"), DUE + timedelta(days=10)) == 0
    assert [o.party for o in ledger.of(kind="surcharge")] == []
    ledger = pay(ledger, "400", 10, party="p1")
    assert [(o.party, o.amount) for o in ledger.of(kind="surcharge")] == [("p1", 300)]
    assert ledger.balance("p2") == 0


def test_too_much_of_one_is_owed_back_to_that_one():
    ledger = pay(owing(("p1", "fine", "1000"), ("p2", "fine", "500")), "700", party="p2")
    assert (ledger.refundable("p1"), ledger.refundable("p2")) == (0, 200)
    assert ledger.balance("p1") == 1000
    ledger = money.refund(ledger, yuan(200), DUE, receipt="", reference="R", entry=2, party="p2")
    assert ledger.refundable() == 0


def test_the_fine_before_the_confiscation_before_the_surcharge():
    ledger = owing(("p1", "fine", "1000"), ("p1", "confiscation", "400"))
    ledger = pay(ledger, "1200", 2)
    assert {o.kind: ledger.open(o) for o in ledger.obligations} == {"fine": 0, "confiscation": 200, "surcharge": 60}
    assert pay(ledger, "260", 9).settled()


def test_a_confiscation_alone_bears_no_surcharge():
    ledger = pay(owing(("p1", "confiscation", "400")), "400", 30)
    assert ledger.settled()
    assert ledger.of(kind="surcharge") == ()


@pytest.mark.parametrize("parties", [(), (("p1", "fine", "100"),)], ids=["nothing owed at all", "another owes"])
def test_who_owes_nothing_is_owed_back_what_he_pays(parties):
    ledger = pay(owing(*parties), "55.50", party="p9")
    assert (ledger.refundable("p9"), ledger.balance("p9")) == (Decimal("55.50"), 0)
    assert ledger.of("p9")[0].ground == money.MISTAKEN
    conserved(ledger)


def test_paid_by_mistake_pays_nothing_off():
    ledger = pay(owing(("p1", "fine", "1000")), "1000", mistaken=True)
    assert (ledger.balance("p1"), ledger.refundable("p1")) == (1000, 1000)
    # the fine stands as if nothing had come in
    assert money.surcharge_on(ledger, ledger.fine("p1"), DUE + timedelta(days=3)) == 90


# terms

PLAN = [Instalment(due=date(2026, 4, 30), amount=yuan(400)), Instalment(due=date(2026, 5, 29), amount=yuan(600))]


def in_parts(missed: str = "part", surcharge: str = "fine", before: str = "") -> Ledger:
    ledger = owing(("p1", "fine", "1000" if not before else str(1000 + int(before))), surcharge=surcharge)
    if before:
        ledger = pay(ledger, before, -2)
    return money.grant(ledger, ledger.fine("p1"), PLAN, missed)


def on(ledger: Ledger, amount: str, day: date) -> Ledger:
    return pay(ledger, amount, (day - DUE).days)


@pytest.mark.parametrize("before", ["", "50"], ids=["nothing before", "a part before"])
def test_paid_by_the_plan_bears_nothing(before):
    ledger = in_parts(before=before)
    assert ledger.next_part(ledger.fine("p1")).due == date(2026, 4, 30)
    ledger = on(ledger, "400", date(2026, 4, 30))
    assert ledger.next_part(ledger.fine("p1")).due == date(2026, 5, 29)
    ledger = on(ledger, "600", date(2026, 5, 29))
    assert ledger.next_part(ledger.fine("p1")) is None
    assert ledger.settled()


@pytest.mark.parametrize(
    ("missed", "surcharge", "first", "second", "owed"),
    [
        # the first part five days late: on 400, or on the whole fine until all is paid on 29 May, 29 days on
        ("part", "fine", date(2026, 5, 5), date(2026, 5, 29), "60.00"),
        ("fine", "fine", date(2026, 5, 5), date(2026, 5, 29), "870.00"),
        # … on what is unpaid of it: 1000 for five days, 600 for 24
        ("fine", "unpaid", date(2026, 5, 5), date(2026, 5, 29), "582.00"),
        # the last part one day late
        ("part", "fine", date(2026, 4, 30), date(2026, 5, 30), "18.00"),
        ("fine", "fine", date(2026, 4, 30), date(2026, 5, 30), "30.00"),
        # both: 400 × 10 days + 600 × 2 days
        ("part", "fine", date(2026, 5, 10), date(2026, 5, 31), "156.00"),
        # never more than the fine
        ("part", "fine", date(2027, 1, 1), date(2027, 1, 1), "1000.00"),
    ],
)
def test_a_missed_part(missed, surcharge, first, second, owed):
    ledger = on(on(in_parts(missed, surcharge), "400", first), "600", second)
    assert ledger.balance() == Decimal(owed)


def test_half_a_part_leaves_the_part_open():
    ledger = on(in_parts(), "399.99", date(2026, 4, 30))
    assert [left for _part, left in ledger.in_parts(ledger.fine("p1"))] == [Decimal("0.01"), 600]
    ledger = on(ledger, "600.01", date(2026, 5, 2))
    assert ledger.balance() == Decimal("24.00")  # the part of 400, two days


def test_a_deferral_moves_the_day_alone():
    ledger = owing(("p1", "fine", "1000"))
    ledger = money.grant(ledger, ledger.fine("p1"), [Instalment(due=date(2026, 6, 30), amount=yuan(1000))], "part")
    assert on(ledger, "1000", date(2026, 6, 30)).settled()
    assert on(ledger, "1000", date(2026, 7, 1)).balance() == 30


def test_nothing_runs_while_a_remedy_is_pending_under_a_plan_either():
    pauses = [Pause(date(2026, 5, 1), date(2026, 5, 4))]
    ledger = in_parts()
    fine = ledger.fine("p1")
    assert money.surcharge_on(ledger, fine, date(2026, 5, 6), pauses) == 24  # 5 and 6 May on 400


def test_a_payment_recorded_late_fills_the_parts_by_the_day_it_was_paid():
    ledger = on(in_parts(), "600", date(2026, 5, 20))
    ledger = on(ledger, "400", date(2026, 4, 29))
    assert ledger.settled()


# the end without payment


def test_written_off_is_not_paid():
    ledger = pay(owing(("p1", "fine", "1000"), ("p2", "fine", "5")), "300")
    ledger = money.write_off(ledger, "p1", DUE, ground="no_estate", document="终1", entry=3)
    fine = ledger.fine("p1")
    assert (ledger.paid(fine.key), ledger.written_off(fine.key), ledger.open(fine)) == (300, 700, 0)
    assert ledger.balance() == 5
    # were the decision revoked afterwards, only what was paid goes back
    assert money.cancel(ledger, "x1", DUE, "revoked").refundable("p1") == 300
    # and what comes in after all is owed back
    assert pay(ledger, "10", 3).refundable("p1") == 10


def test_twice_written_off_is_once():
    ledger = owing(("p1", "fine", "1000"))
    once = money.write_off(ledger, "p1", DUE, ground="other", document="", entry=3)
    assert money.write_off(once, "p1", DUE, ground="other", document="", entry=4) == once
