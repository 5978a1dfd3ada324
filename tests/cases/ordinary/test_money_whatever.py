"""Whatever is paid, asked, granted, returned and written off, in any order, the money of a case stays conserved."""

from __future__ import annotations

from contextlib import suppress
from datetime import date, timedelta
from decimal import Decimal

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from tests.cases.ordinary.till import Till

from jinwu.collection.state import ZERO
from jinwu.matters.errors import Refused

PARTY = st.sampled_from(["p1", "p2", "p3"])
AMOUNT = st.sampled_from(["0.01", "100", "250", "500", "1000", "1030", "2000"])
ACTS = st.lists(
    st.one_of(
        st.tuples(st.just("pay"), PARTY, AMOUNT, st.booleans()),
        st.tuples(st.just("wait"), st.integers(1, 40)),
        st.tuples(st.just("ask"), PARTY, st.sampled_from(["deferral", "instalments"])),
        st.tuples(st.just("grant"), st.integers(1, 3), st.integers(1, 3), st.booleans()),
        st.tuples(st.just("refund"), PARTY, AMOUNT),
        st.tuples(st.just("write_off"), PARTY),
        st.tuples(st.just("demand"), PARTY),
        st.tuples(st.just("serve_demand"), st.integers(1, 3)),
        st.tuples(st.just("apply"), PARTY),
        st.tuples(st.just("hold"), st.integers(1, 9)),
    ),
    min_size=4,
    max_size=18,
)


def take(till: Till, act: tuple) -> None:
    kind, *more = act
    if kind == "pay":
        till.pay(more[0], more[1], mistaken=more[2])
    elif kind == "wait":
        till.tick(till.now.date() + timedelta(days=more[0]))
        assert till.tick() == 0, "a second tick found something to do"
    elif kind == "ask":
        till.ask(more[0], more[1])
    elif kind == "grant":
        number, parts, granted = more
        asked = next((one for one in till.ledger.terms if one.key == f"t{number}"), None)
        still = till.ledger.owed(asked.party, "fine") if asked else Decimal(100)
        each = (still / parts).quantize(Decimal("0.01"), "ROUND_DOWN")
        sums = [*[each] * (parts - 1), still - each * (parts - 1)]
        days = [till.now.date() + timedelta(days=30 * n) for n in range(1, parts + 1)]
        plan = [(day.isoformat(), str(amount)) for day, amount in zip(days, sums, strict=True) if amount]
        till.grant(*plan, terms=f"t{number}", outcome="granted" if granted else "refused")
    elif kind == "serve_demand":
        if f"q{more[0]}" in {one.key for one in till.ledger.demands}:
            till.serve_demand(f"q{more[0]}")
    elif kind == "hold":
        till.hold(till.now.date(), till.now.date() + timedelta(days=more[0]))
    else:
        getattr(till, kind)(*more)


def look(till: Till) -> None:
    state = till.state
    ledger = state.ledger
    came = sum((m.amount for m in ledger.movements if m.kind in ("bank", "court")), ZERO)
    went = sum((m.amount for m in ledger.movements if m.kind == "refund"), ZERO)
    kept = sum((ledger.paid(o.key) for o in ledger.obligations if not o.owed_by_organ), ZERO)
    assert came - went == kept + ledger.refundable()
    for one in ledger.obligations:
        assert ledger.paid(one.key) + ledger.written_off(one.key) + ledger.open(one) == one.amount
    for one in ledger.of(kind="surcharge"):
        assert one.amount <= ledger.fine(one.party).amount
    for party in state.of_parties():
        running = [t.timer for t in state.running() if t.subject == party]
        assert len(running) == len(set(running)), "one period of a kind at a time"
        owes = ledger.balance(party)
        if not owes:
            assert not {"T13", "T16", "T17", "T21", "T22"} & set(running)
        elif ledger.owed(party, "fine"):
            assert ("T13" in running) != ("T16" in running), "either the term runs or the surcharge"
    if state.stage == "performed":
        assert not ledger.balance()
    if state.stage == "served":
        assert ledger.balance()
    till.sound()


@settings(max_examples=25, deadline=None, suppress_health_check=list(HealthCheck))
@given(ACTS)
def test_whatever_is_done_with_the_money(cast, acts):
    till = Till(cast, [("1000", "0"), ("500", "250.50"), ("0", "0")]).serve()
    for act in acts:
        with suppress(Refused):
            take(till, act)
        look(till)


@pytest.mark.parametrize("day", [date(2026, 3, 24), date(2026, 3, 25), date(2026, 3, 26)])
def test_the_clock_and_the_clerk_agree(cast, day):
    """A payment recorded before or after the clock came round leaves the same sums."""
    first, second = (Till(cast, [("1000", "0")]).serve() for _ in range(2))
    first.on(day).pay("p1", "1000")
    first.tick()
    second.tick(day)
    second.pay("p1", "1000", day)
    assert first.ledger.balance() == second.ledger.balance() == (30 if day > date(2026, 3, 25) else 0)
