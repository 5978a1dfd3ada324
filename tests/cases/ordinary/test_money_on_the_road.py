"""Money at the end of the real road: served by the chapter on service, paid, lapsed, closed."""

from __future__ import annotations

from datetime import date, timedelta

import pytest
from tests.cases.ordinary.road import Road
from tests.cases.reading import text_of

from jinwu.catalog.models import ProfileValue
from jinwu.catalog.writing import put
from jinwu.collection.exchange import import_payments
from jinwu.matters import jobs, replay
from jinwu.matters.models import Matter


@pytest.fixture
def served(cast) -> Road:
    return Road(cast).to("served")


def test_served_it_is_owed_and_paid_it_is_performed(served):
    (fine,) = served.state.ledger.obligations
    assert (fine.kind, fine.party, fine.amount) == ("fine", "p1", served.fine)
    assert fine.due == next(t.due for t in served.state.running() if t.key == "T13:p1")
    assert served.pay().stage == "performed"
    assert served.close().stage == "closed"
    assert replay.check(served.matter) == []


def test_late_it_bears_its_surcharge_and_is_not_closed_before_all_is_paid(served):
    due = served.state.ledger.fine("p1").due
    served.now = served.now.replace(year=due.year, month=due.month, day=due.day) + timedelta(days=10)
    with served.clock():
        assert jobs.tick() >= 1
    assert served.stage == "overdue"
    served.seen = Matter.objects.get(pk=served.matter).head_seq
    assert served.pay().stage == "overdue"
    assert served.pay(amount=str(served.state.ledger.balance())).stage == "performed"
    assert served.state.ledger.of(kind="surcharge")[0].amount == served.fine * 3 / 10
    assert replay.check(served.matter) == []


def late(road: Road, day: date) -> Road:
    """The clock comes round on that day."""
    road.now = road.now.replace(year=day.year, month=day.month, day=day.day)
    with road.clock():
        jobs.tick()
    road.seen = Matter.objects.get(pk=road.matter).head_seq
    return road


def test_instalments_are_told_in_writing(served):
    today = served.now.date()
    served.act(
        "ask_terms", {"party": "p1", "kind": "instalments", "received_on": today.isoformat(), "reason": "经营困难"}
    )
    parts = [{"due": "2026-06-30", "amount": "1000"}, {"due": "2026-07-31", "amount": "2000"}]
    data = {"terms": "t1", "outcome": "granted", "parts": parts, "reason": "确有经济困难。"}
    done = served.act("grant_terms", data, by=served.cast.authority_head)
    text = text_of(served, "instalment_approval")
    assert "2026年6月30日" in text
    assert "2000" in text.replace(",", "").replace("，", "")
    assert done.state.papers[-1].number
    assert replay.check(served.matter) == []


def test_a_refusal_prints_no_approval(served):
    today = served.now.date().isoformat()
    served.act("ask_terms", {"party": "p1", "kind": "deferral", "received_on": today, "reason": "经营困难"})
    done = served.act(
        "grant_terms", {"terms": "t1", "outcome": "refused", "reason": "没有证明。"}, by=served.cast.authority_head
    )
    assert [paper.paper for paper in done.state.papers].count("instalment_approval") == 0


def test_the_ten_working_days_run_from_the_service_of_the_demand(served):
    late(served, date(2026, 12, 1))
    served.act("demand", {"party": "p1"})
    assert "3000" in text_of(served, "demand_notice").replace(",", "").replace("，", "")
    assert served.state.timer("T21") is None
    served.now += timedelta(days=1)
    done = served.serve("demand_notice")
    assert served.state.ledger.demands[0].served_at == served.now
    term = done.state.timer("T21")
    assert (term.subject, term.start.date(), term.due) == ("p1", date(2026, 12, 2), date(2026, 12, 16))
    served.act("demand", {"party": "p1"})
    served.serve("demand_notice")
    assert [t.outcome for t in served.state.timers if t.timer == "T21"] == ["cancelled", ""]
    assert replay.check(served.matter) == []


def test_a_decision_of_a_bureau_that_states_no_surcharge(cast):
    values = {"value": False, "title": "加处", "confirmed": True, "source": "tests", "note": ""}
    put(ProfileValue, {"key": "collection.surcharge", "in_force_from": date(2018, 1, 1)}, values, by="tests")
    road = Road(cast).to("served")
    assert road.state.ledger.fine("p1").surcharge == "none"


def test_the_bank_file_finds_it_by_its_number(served, tmp_path):
    number = served.state.decision_of("p1").number
    path = tmp_path / "bank.csv"
    path.write_text(f"文号,金额,日期,流水号\n{number},3000,{served.now.date()},YH77\n", encoding="utf-8")
    told: list[str] = []
    with served.clock():
        import_payments(path, by="fiscal", report=lambda line: told.append(str(line)))
    assert told == ["1 payments taken, 3000.00 yuan; 0 stood already; 0 left out."]
    assert served.stage == "performed"
