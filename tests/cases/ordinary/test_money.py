"""Money of an ordinary case, party by party (APL 66, 67, 72)."""

from __future__ import annotations

from datetime import date, datetime, timedelta
from decimal import Decimal

import pytest
from tests.cases.ordinary.till import DUE, Till
from tests.cases.refusing import refuses

from jinwu.collection.models import InstalmentRow, MovementRow, ObligationRow
from jinwu.kit import clock
from jinwu.law.citations import ACL, APL


@pytest.fixture
def till(cast) -> Till:
    """Two parties, 1000 and 500, served on 10 March 2026; to be paid until 25 March."""
    return Till(cast).serve()


# served


def test_each_party_owes_its_own_fine_by_its_own_day(cast):
    till = Till(cast).serve("p1")
    assert till.stage == "decided"  # the second one is not served yet
    till.on(date(2026, 3, 20)).serve("p2")
    assert till.stage == "served"
    assert [(o.party, o.amount, o.due) for o in till.ledger.obligations] == [
        ("p1", 1000, DUE), ("p2", 500, date(2026, 4, 7)),  # 4 April is a Saturday; 4 to 6 April is Qingming
    ]  # fmt: skip
    assert {t.key for t in till.state.running()} == {f"{t}:{p}" for t in ("T13", "T18", "T19") for p in ("p1", "p2")}


def test_a_warning_alone_owes_nothing(cast):
    till = Till(cast, [("0", "0")]).serve()
    assert (till.stage, till.ledger.obligations) == ("performed", ())


def test_confiscated_money_is_owed_beside_the_fine(cast):
    till = Till(cast, [("1000", "250.50")]).serve()
    assert [(o.kind, o.amount) for o in till.ledger.obligations] == [
        ("fine", 1000),
        ("confiscation", Decimal("250.50")),
    ]
    till.pay("p1", "1000")
    assert (till.stage, till.running("p1")["T13"]) == ("served", DUE)
    till.pay("p1", "250.50")
    assert till.stage == "performed"
    assert "T13" not in till.running("p1")


@pytest.mark.parametrize(
    ("served", "due"),
    [
        # a year of last days, counted by hand: the day of service left out, the fifteenth day, rest days rolled forward
        (date(2026, 1, 5), date(2026, 1, 20)),
        (date(2026, 2, 2), date(2026, 2, 24)),  # 17 February, Spring Festival 15 to 23 February
        (date(2026, 2, 13), date(2026, 2, 28)),  # a make-up Saturday is a working day
        (date(2026, 3, 13), date(2026, 3, 30)),  # 28 March, a Saturday
        (date(2026, 3, 20), date(2026, 4, 7)),  # 4 April; Qingming until 6 April
        (date(2026, 4, 16), date(2026, 5, 6)),  # 1 May; Labour Day until 5 May
        (date(2026, 6, 4), date(2026, 6, 22)),  # 19 June, Dragon Boat Festival until 21 June
        (date(2026, 7, 1), date(2026, 7, 16)),
        (date(2026, 9, 10), date(2026, 9, 28)),  # 25 September, Mid-Autumn until 27 September
        (date(2026, 9, 18), date(2026, 10, 8)),  # 3 October; National Day until 7 October
        (date(2026, 12, 16), date(2026, 12, 31)),
    ],
)
def test_a_year_of_last_days_to_pay(cast, served, due):
    till = Till(
        cast, [("1000", "0")], now=datetime(served.year, served.month, served.day, 9, tzinfo=clock.ZONE)
    ).serve()
    assert till.running("p1")["T13"] == due
    assert till.tick(due) == 0
    assert till.tick(due + timedelta(days=1)) == 1
    assert till.stage == "overdue"


# paid


def test_paid_by_all_it_is_performed(till):
    assert till.pay("p1", "1000").stage == "served"
    done = till.pay("p2", "500")
    assert done.stage == "performed"
    assert {t.subject: t.outcome for t in done.state.timers if t.timer == "T13"} == {"p1": "met", "p2": "met"}
    assert [t.timer for t in done.state.running() if not t.subject] == ["T66"]
    till.sound()


def test_one_pays_and_the_other_does_not(till):
    till.pay("p1", "1000")
    assert till.tick(date(2026, 3, 26)) == 1
    assert till.stage == "overdue"
    assert till.tick(date(2026, 3, 27)) == 0
    assert "T16" not in till.running("p1")
    running = till.running("p2")
    assert running["T16"] == date(2026, 4, 28)  # 34 days after 25 March
    assert running["T17"] == date(2026, 4, 24)
    assert running["T22"] == date(2026, 12, 10)  # three months after 10 September, the end of the six for a suit
    till.on(date(2026, 4, 4)).pay("p2", "500")
    assert (till.stage, till.ledger.balance("p2")) == ("overdue", 150)  # ten days on 500
    assert till.pay("p2", "150").stage == "performed"
    assert set(till.running("p2")) == {"T18", "T19"}
    till.sound()


def test_both_lapse_each_once(till):
    assert till.tick(date(2026, 3, 26)) == 2
    assert till.tick(date(2026, 3, 26)) == 0
    assert {t.key for t in till.state.running() if t.timer == "T16"} == {"T16:p1", "T16:p2"}
    till.sound()


def test_one_lapses_before_the_other_is_served(cast):
    till = Till(cast).serve("p1")
    assert till.tick(date(2026, 3, 26)) == 1
    assert till.stage == "decided"
    till.serve("p2")
    assert till.stage == "overdue"
    till.pay("p1", "1030")
    assert till.stage == "served"


@pytest.mark.parametrize(
    ("days", "surcharge"), [(0, "0"), (1, "30"), (33, "990"), (34, "1000"), (35, "1000"), (200, "1000")]
)
def test_the_surcharge_of_one_party_by_the_day(till, days, surcharge):
    day = DUE + timedelta(days=days)
    if days:
        till.tick(day)
    done = till.on(day).pay("p1", "1000")
    assert Decimal(done.outcome["surcharge"]) == Decimal(surcharge)
    assert done.state.ledger.balance("p1") == Decimal(surcharge)
    till.sound()


def test_nothing_runs_while_a_remedy_is_pending(till):
    till.hold(date(2026, 3, 20), date(2026, 3, 30))
    assert till.on(date(2026, 4, 2)).pay("p1", "1000").outcome["surcharge"] == "90.00"  # 31 March to 2 April


def test_the_remedy_of_one_party_stops_its_own_surcharge_only(till):
    till.hold(date(2026, 3, 20), date(2026, 3, 30), "p1")
    assert till.on(date(2026, 4, 2)).pay("p2", "500").outcome["surcharge"] == "120.00"  # eight days from 26 March
    assert till.pay("p1", "1000").outcome["surcharge"] == "90.00"
    till.sound()


@pytest.mark.parametrize(
    "data", [{"kind": "remedy_pending", "party": "p9"}, {"kind": "evidence_locked", "party": "p1"}]
)
def test_only_a_remedy_is_a_party_s_own_and_of_a_party_of_the_case(till, data):
    refuses(
        lambda: till.act("place_hold", {"reason": "复议"} | data, till.cast.unit_head),
        "hold_party",
        APL(73, 3),
        "party",
    )


def test_a_decision_that_does_not_state_the_surcharge_bears_none(cast):
    till = Till(cast).serve(surcharge="none")
    till.tick(date(2026, 4, 24))
    assert "T16" not in till.running("p1")
    assert till.pay("p1", "1000").outcome["surcharge"] == "0.00"


def test_too_much_is_taken_and_owed_back_to_the_one_who_paid(till):
    till.pay("p1", "1100")
    assert (till.ledger.refundable("p1"), till.ledger.refundable("p2")) == (100, 0)
    till.pay("p2", "500")
    assert till.stage == "performed"
    refuses(lambda: till.refund("p2", "0.01"), "refund_to_party", APL(75), "amount")
    refuses(lambda: till.refund("p1", "100.01"), "refund_to_party", ACL(41), "amount")
    till.refund("p1", "100")
    assert till.ledger.settled()
    till.sound()


def test_who_owes_nothing_is_marked_and_owed_back(till):
    till.pay("p1", "1000")
    done = till.pay("p1", "1000")
    assert done.state.ledger.refundable("p1") == 1000
    assert [mark.guard for mark in done.state.marks] == ["payer_owes"]


def test_a_warned_party_that_pays_gets_it_back(cast):
    till = Till(cast, [("1000", "0"), ("0", "0")]).serve()
    done = till.pay("p2", "88")
    assert (done.stage, done.state.ledger.refundable("p2"), done.state.ledger.balance()) == ("served", 88, 1000)
    assert MovementRow.objects.get().party == "p2"
    till.sound()


def test_paid_here_by_mistake(till):
    done = till.pay("p1", "1000", mistaken=True)
    assert (done.stage, done.state.ledger.balance("p1"), done.state.ledger.refundable("p1")) == ("served", 1000, 1000)
    assert "T13" in till.running("p1")
    assert till.tick(date(2026, 3, 26)) == 2


def test_the_same_bank_reference_is_refused(till, cast):
    till.pay("p1", "400", reference="YH1")
    refuses(lambda: till.pay("p1", "400", reference="YH1"), "reference_once", APL(67), "reference")
    refuses(lambda: till.pay("p2", "400", reference="YH1"), "reference_once")
    other = Till(cast).serve()
    refuses(lambda: other.pay("p1", "400", reference="YH1"), "reference_once")
    other.pay("p1", "400", reference="YH2")


@pytest.mark.parametrize("day", [date(2026, 3, 11), date(2026, 3, 9)], ids=["ahead", "before it was owed"])
def test_the_day_of_a_payment(till, day):
    refuses(lambda: till.pay("p1", "1000", day), "day_of_payment", APL(67), "paid_on")


def test_an_unknown_party(till):
    refuses(lambda: till.pay("p7", "1"), "known_party", field="party")


def test_only_the_fiscal_clerk(till):
    data = {"party": "p1", "amount": "1", "paid_on": "2026-03-10", "reference": "X"}
    refuses(lambda: till.act("pay", data), "role", APL(15))


def test_paid_after_the_decision_fell(till):
    till.pay("p1", "300")
    till.act("revoke", {"party": "p1"}, till.cast.authority_head)
    assert (till.ledger.refundable("p1"), till.ledger.balance()) == (300, 500)
    till.pay("p1", "700")
    assert till.ledger.refundable("p1") == 1000
    till.sound()


# terms (APL 66)

PARTS = (("2026-04-30", "400"), ("2026-05-30", "600"))  # 30 May is a Saturday


def test_instalments_move_the_term_to_their_days(till):
    till.ask()
    till.grant(*PARTS)
    assert till.running("p1")["T13"] == date(2026, 4, 30)
    assert [(str(r.due), r.amount) for r in InstalmentRow.objects.order_by("due")] == [
        ("2026-04-30", 400), ("2026-06-01", 600),  # rolled to Monday
    ]  # fmt: skip
    assert till.tick(date(2026, 3, 26)) == 1  # the other party's
    till.on(date(2026, 4, 30)).pay("p1", "400")
    assert till.running("p1")["T13"] == date(2026, 6, 1)
    assert till.tick(date(2026, 6, 1)) == 0
    done = till.pay("p1", "600")
    assert (done.outcome["surcharge"], done.state.ledger.balance("p1")) == ("0.00", 0)
    assert [t.outcome for t in done.state.timers if t.key.startswith("T13:p1")] == ["met"]
    till.sound()


def test_a_missed_part_lapses_and_its_surcharge_runs_from_its_own_last_day(till):
    till.ask()
    till.grant(*PARTS)
    till.pay("p2", "500")
    assert till.tick(date(2026, 4, 30)) == 0
    assert till.tick(date(2026, 5, 1)) == 1
    assert (till.stage, till.running("p1")["T16"]) == ("overdue", date(2026, 6, 3))
    # caught up: the next part runs
    done = till.on(date(2026, 5, 10)).pay("p1", "400")
    assert done.stage == "served"
    assert till.running("p1")["T13"] == date(2026, 6, 1)
    assert "T16" not in till.running("p1")
    till.sound()
    assert till.tick(date(2026, 6, 2)) == 1
    assert till.stage == "overdue"
    done = till.pay("p1", "600")
    assert done.state.ledger.balance("p1") == 120 + 18  # 400 × 10 days, 600 × 1 day
    assert till.pay("p1", "138").stage == "performed"
    till.sound()


def test_part_of_a_missed_part_is_not_enough(till):
    till.ask()
    till.grant(*PARTS)
    till.tick(date(2026, 5, 1))
    till.pay("p1", "399.99")
    assert till.stage == "overdue"
    assert "T13" not in till.running("p1")
    till.sound()


def test_three_months_for_the_court_run_from_the_end_of_the_terms(till):
    till.ask(kind="deferral")
    till.grant(("2026-12-31", "1000"))
    till.tick(date(2027, 1, 4))
    assert till.running("p1")["T22"] == date(2027, 3, 31)


def test_granted_after_the_term_lapsed_but_asked_in_time(till):
    till.on(DUE).ask()
    till.tick(date(2026, 3, 26))
    assert till.stage == "overdue"
    till.grant(*PARTS)
    assert till.running("p1")["T13"] == date(2026, 4, 30)
    assert not {"T16", "T17", "T22"} & till.running("p1").keys()
    till.pay("p2", "515")
    assert till.stage == "served"
    assert till.on(date(2026, 4, 30)).pay("p1", "1000").stage == "performed"
    till.sound()


def test_asked_late_is_received_marked_and_can_only_be_declined(till):
    till.on(date(2026, 3, 26))
    done = till.ask()
    assert [mark.guard for mark in done.state.marks] == ["asked_in_time"]
    refuses(lambda: till.grant(*PARTS), "terms_in_time", APL(66, 2), "outcome")
    done = till.grant(outcome="refused")
    assert done.state.ledger.terms[0].status == "refused"
    assert till.tick() == 2  # nothing stopped
    assert till.pay("p1", "1000").outcome["surcharge"] == "30.00"
    till.sound()


def test_on_the_last_day_it_is_in_time(till):
    assert till.on(DUE).ask().state.marks == ()


@pytest.mark.parametrize(
    ("kind", "parts", "guard"),
    [
        ("instalments", (("2026-04-30", "400"), ("2026-05-29", "600.01")), "parts_sum"),
        ("instalments", (("2026-04-30", "400"), ("2026-05-29", "599.99")), "parts_sum"),
        ("instalments", (("2026-04-30", "1000"),), "parts_sum"),
        ("instalments", (), "parts_sum"),
        ("deferral", (("2026-04-30", "500"), ("2026-05-29", "500")), "parts_sum"),
        ("deferral", (("2026-03-10", "1000"),), "parts_days"),
        ("deferral", (("2026-03-25", "1000"),), "parts_days"),
        ("instalments", (("2026-05-29", "400"), ("2026-04-30", "600")), "parts_days"),
        ("instalments", (("2026-05-30", "400"), ("2026-05-31", "600")), "parts_days"),  # one and the same Monday
    ],
)
def test_parts_that_cannot_be(till, kind, parts, guard):
    till.ask(kind=kind)
    refuses(lambda: till.grant(*parts), guard, APL(66, 2))


def test_what_was_paid_before_is_not_in_the_plan(till):
    till.pay("p1", "100")
    till.ask()
    refuses(lambda: till.grant(*PARTS), "parts_sum")
    till.grant(("2026-04-30", "400"), ("2026-05-29", "500"))
    till.on(date(2026, 4, 30)).pay("p1", "400")
    assert till.on(date(2026, 5, 29)).pay("p1", "500").state.ledger.balance("p1") == 0
    till.sound()


def test_terms_twice_and_for_who_owes_nothing(till):
    till.ask()
    refuses(lambda: till.ask(), "asked_once", APL(66, 2))
    till.ask("p2")
    till.grant(outcome="refused")
    refuses(lambda: till.grant(outcome="refused"), "terms_waiting")
    till.ask("p1")
    till.pay("p2", "500")
    refuses(lambda: till.ask("p2"), "fine_open")


def test_the_head_of_the_bureau_grants(till):
    till.ask()
    data = {"terms": "t1", "outcome": "refused", "reason": "不符合条件"}
    refuses(lambda: till.act("grant_terms", data, till.cast.unit_head), "role", APL(15))


# written off (ACL 40)


def test_written_off_it_ends_without_payment(till):
    till.pay("p1", "400")
    till.tick(date(2026, 3, 26))
    refuses(lambda: till.write_off("p1", "died"), "ground_fits_party", ACL(40), "ground")  # an organisation
    refuses(lambda: till.write_off("p2", "dissolved"), "ground_fits_party")
    till.write_off("p2", "died")
    done = till.write_off("p1", "dissolved")
    assert (done.stage, done.state.ledger.balance()) == ("performed", 0)
    row = ObligationRow.objects.get(party="p1")
    assert (row.paid, row.written_off, row.still_open) == (400, 600, 0)
    ended = {t.timer: t.outcome for t in done.state.timers if t.subject == "p1" and t.ended and t.timer != "T13"}
    assert ended == {"T16": "cancelled", "T17": "cancelled", "T22": "cancelled"}
    refuses(lambda: till.write_off("p1"), "in_order")
    till.sound()


def test_nothing_to_write_off(till):
    till.pay("p1", "1000")
    refuses(lambda: till.write_off("p1"), "party_owes", ACL(40), "party")
