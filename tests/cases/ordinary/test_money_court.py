"""From the lapsed term to the court: demand, ten working days, remedies over, three months (ACL 36, 53–58)."""

from __future__ import annotations

from datetime import date

import pytest
from tests.cases.ordinary.till import Till
from tests.cases.refusing import refuses

from jinwu.collection.models import CourtRow, DemandRow
from jinwu.law.citations import ACL
from jinwu.record.models import PersonalValue

SUIT_ENDS = date(2026, 9, 10)
WINDOW_ENDS = date(2026, 12, 10)


@pytest.fixture
def till(cast) -> Till:
    """The first of two parties owes 1000 and is late since 25 March 2026; the second has paid."""
    till = Till(cast).serve()
    till.pay("p2", "500")
    assert till.tick(date(2026, 3, 26)) == 1
    return till


def demanded(till: Till, day: date = date(2026, 9, 14)) -> Till:
    till.on(day).demand()
    till.serve_demand()
    return till


def test_the_whole_way_to_the_court_and_the_money_at_last(till):
    demanded(till)
    demand = till.ledger.demands[0]
    assert (demand.fine, demand.surcharge, demand.total) == (1000, 1000, 2000)
    assert till.running("p1")["T21"] == date(2026, 9, 28)  # Sunday 20 September is worked; 25 to 27 are Mid-Autumn
    done = till.on(date(2026, 9, 30)).apply()
    assert done.state.marks == ()
    assert not {"T21", "T22"} & till.running("p1").keys()
    till.on(date(2026, 10, 9)).rule("accepted")
    till.on(date(2026, 10, 12)).rule("granted")
    row = CourtRow.objects.get()
    assert (row.status, row.amount, row.ruled_on) == ("granted", 2000, date(2026, 10, 12))
    assert till.on(date(2026, 11, 2)).pay("p1", "2000", through="court").stage == "performed"
    assert {m.kind for m in till.ledger.movements if m.on == date(2026, 11, 2)} == {"court"}
    till.sound()


def test_what_is_owed_on_the_day_of_the_demand(till):
    till.on(date(2026, 4, 4)).demand()
    assert (till.ledger.demands[0].surcharge, till.ledger.demands[0].fine) == (300, 1000)
    till.pay("p1", "1000")  # the surcharge of ten days is left
    till.on(date(2026, 5, 4)).demand()
    assert (till.ledger.demands[1].surcharge, till.ledger.demands[1].fine) == (300, 0)
    assert DemandRow.objects.count() == 2
    till.sound()


def test_who_is_not_overdue_is_not_called_upon(cast):
    till = Till(cast).serve()
    refuses(lambda: till.demand(), "party_overdue", ACL(54), "party")
    till.tick(date(2026, 3, 26))
    till.pay("p1", "1030")
    refuses(lambda: till.demand(), "party_overdue")
    till.demand("p2")


def test_ten_working_days_must_have_passed(till):
    refuses(lambda: till.on(date(2026, 9, 14)).apply(), "demanded_first", ACL(54), "party")
    till.demand()
    refuses(lambda: till.apply(), "demanded_first")  # made, not served
    till.serve_demand()
    refuses(lambda: till.on(date(2026, 9, 28)).apply(), "demanded_first")
    till.on(date(2026, 9, 29)).apply()


def test_a_second_demand_begins_the_days_anew(till):
    demanded(till)
    till.on(date(2026, 9, 28)).demand()
    till.serve_demand("q2")
    refuses(lambda: till.on(date(2026, 9, 30)).apply(), "demanded_first")
    assert [t.outcome for t in till.state.timers if t.timer == "T21" and t.ended] == ["cancelled"]


@pytest.mark.parametrize(("day", "refused"), [(date(2026, 9, 10), True), (date(2026, 9, 11), False)])
def test_not_while_the_party_may_still_sue(till, day, refused):
    demanded(till, date(2026, 8, 3))
    till.on(day)
    if refused:
        refuses(lambda: till.apply(), "remedies_over", ACL(53), "party")
    else:
        till.apply()


def test_not_while_a_remedy_is_pending(till):
    demanded(till)
    till.on(date(2026, 9, 30)).act("place_hold", {"kind": "remedy_pending", "reason": "行政诉讼"}, till.cast.unit_head)
    refuses(lambda: till.apply(), "remedies_over", ACL(53))
    till.act("lift_hold", {"hold": "h1", "reason": "判决驳回"}, till.cast.unit_head)
    till.apply()


def test_the_remedy_of_another_party_does_not_keep_from_the_court(till):
    demanded(till)
    data = {"kind": "remedy_pending", "reason": "行政诉讼", "party": "p2"}
    till.on(date(2026, 9, 30)).act("place_hold", data, till.cast.unit_head)
    till.apply()


@pytest.mark.parametrize(("day", "late"), [(WINDOW_ENDS, False), (date(2026, 12, 11), True)])
def test_three_months_and_not_a_day_more(till, day, late):
    demanded(till)
    till.on(day)
    if not late:
        assert till.apply().state.marks == ()
        return
    refuses(lambda: till.apply(), "within_window", ACL(53), "late_ground")
    done = till.apply(late_ground="因疫情封控无法提交。")
    assert [mark.guard for mark in done.state.marks] == ["late:T22"]
    window = next(t for t in done.state.timers if t.timer == "T22")
    assert window.outcome == "late"
    till.sound()


@pytest.mark.parametrize("missing", ["application", "decision", "opinion", "object"])
def test_each_material_is_needed(till, missing):
    demanded(till).on(date(2026, 9, 30))
    rest = [one for one in ("application", "decision", "opinion", "object") if one != missing]
    refuses(lambda: till.apply(materials=rest), "materials_complete", ACL(55), "materials")


def test_what_the_party_states_is_answered_first(till):
    demanded(till)
    data = {"demand": "q1", "statement": "已于8月转账，请核对。", "outcome": "adopted", "answer": "经核实确有误。"}
    till.act("record_statement_on_demand", data)
    refuses(lambda: till.on(date(2026, 9, 30)).apply(), "statement_answered", ACL(36), "party")
    till.act("record_statement_on_demand", data | {"outcome": "not_adopted", "answer": "经查并无该笔转账。"})
    till.apply()
    till.sound()


def test_a_statement_needs_a_demand_that_was_served(till):
    till.demand()
    data = {"demand": "q1", "statement": "不服。", "outcome": "not_adopted", "answer": "理由不成立。"}
    refuses(lambda: till.act("record_statement_on_demand", data), "demand_known", ACL(36), "demand")


def test_one_application_at_a_time_and_again_after_a_refusal(till):
    demanded(till).on(date(2026, 9, 30))
    till.apply()
    refuses(lambda: till.apply(), "applied_once", ACL(53), "party")
    till.rule("not_accepted", reason="材料不全。")
    till.apply()
    till.rule("accepted", "j2")
    refuses(lambda: till.apply(), "applied_once")
    till.rule("refused", "j2", reason="明显缺乏事实根据。")
    till.apply()
    till.sound()


@pytest.mark.parametrize(
    ("outcome", "change", "guard"),
    [
        ("granted", {}, "outcome"),
        ("refused", {"reason": "无"}, "outcome"),
        ("not_accepted", {}, "reason"),
        ("accepted", {"ruled_on": "2026-09-29"}, "ruled_on"),
        ("accepted", {"ruled_on": "2026-10-01"}, "ruled_on"),
        ("accepted", {"application": "j9"}, "application"),
    ],
)
def test_rulings_in_their_order(till, outcome, change, guard):
    demanded(till).on(date(2026, 9, 30))
    till.apply()
    refuses(lambda: till.rule(outcome, **change), "ruling_follows", field=guard)


def test_only_the_head_applies(till):
    demanded(till).on(date(2026, 9, 30))
    data = {"party": "p1", "court": "测试区人民法院", "materials": ["application", "decision", "opinion", "object"]}
    refuses(lambda: till.act("apply_to_court", data, till.cast.unit_head), "role")


def test_paid_after_the_demand_nothing_is_left_to_enforce(till):
    demanded(till)
    done = till.on(date(2026, 9, 20)).pay("p1", "2000")
    assert done.stage == "performed"
    ended = {t.timer: t.outcome for t in done.state.timers if t.subject == "p1" and t.ended and t.timer != "T13"}
    assert ended["T21"] == "met"
    assert ended["T22"] == "cancelled"
    refuses(lambda: till.apply(), "in_order")


def test_what_the_party_said_stands_outside_the_record(till):
    demanded(till)
    said = {"demand": "q1", "statement": "家庭困难。", "outcome": "not_adopted", "answer": "不成立。"}
    till.act("record_statement_on_demand", said)
    assert [kept.value for kept in PersonalValue.objects.filter(path="statement")] == ['"家庭困难。"']
