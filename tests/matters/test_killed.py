"""A process killed between any two writes leaves nothing half-done; the same key then takes the step.

Every chapter of every kind of work, a sitting over several cases, the clock coming round, and the bank's file.
"""

from __future__ import annotations

import uuid
from collections.abc import Callable, Iterator
from datetime import timedelta
from pathlib import Path

import pytest
from tests.cases.ordinary.road import Road
from tests.cases.ordinary.walks import WALKS, Doubted
from tests.cases.publication.walk import flag, publish
from tests.cases.reminders.walk import Walk
from tests.cases.street import Street
from tests.inspections.visits import Visits
from tests.matters.killing import Killer, assert_whole, contents, killer

from jinwu.collection.exchange import import_payments
from jinwu.collection.models import MovementRow
from jinwu.matters import jobs
from jinwu.matters.door import Done, Request
from jinwu.matters.models import Matter

pytestmark = pytest.mark.slow


@pytest.fixture
def kills(fresh_db) -> Iterator[Killer]:
    with killer(fresh_db) as made:
        yield made


@pytest.mark.parametrize("walk", WALKS)
def test_nothing_of_the_ordinary_procedure_is_half_done(committed, kills, walk: Callable[[Doubted], None]):
    case = Doubted(committed)
    case.doubter = (kills.perform, kills.tick)
    walk(case)
    assert kills.points
    assert_whole()


def test_nothing_of_the_summary_procedure_is_half_done(committed, kills):
    street = Street(committed, door=kills.perform)
    street.open()
    street.notify()
    street.decide()
    street.act("void_form", {"reason": "金额误写"}, two=True)
    street.decide()
    street.serve()
    street.collect()
    street.hand_in()
    street.deposit()
    street.file_record()
    flag("publicity.summary", True)
    publish(street)
    street.close()
    assert_whole()


def test_nothing_of_inspections_and_patrols_is_half_done(committed, kills):
    visits = Visits(committed, door=kills.perform)
    visits.open()
    visits.record(signed=None, signature="")
    visits.complete(signed="signed", signature="M1 1 L2 2")
    visits.conclude("rectify", requirement="三日内更换老化软管。")
    visits.wait(days=2)
    visits.look_again("corrected")
    visits.another().inspect()
    visits.another().patrol()
    assert_whole()


def test_nothing_of_a_reminder_is_half_done(committed, kills):
    walk = Walk(committed, door=kills.perform)
    walk.detect()
    walk.issue()
    walk.promise()
    walk.check()
    walk.no_penalty()
    assert_whole()


def test_a_sitting_is_taken_whole_or_not_at_all(committed, kills):
    cases = [Road(committed) for _ in range(3)]
    for i, case in enumerate(cases):
        case.register(place=f"南大街{i}号")
    requests = [Request(one.matter, "decline", {"ground": "no_violation", "reason": "未发现违法行为。"}, uuid.uuid4(), one.seen)
                for one in cases]  # fmt: skip
    with cases[-1].clock():
        again = kills.perform_many(requests, by=committed.unit_head, at=cases[-1].now)
    assert [type(one) for one in again] == [Done] * 3
    assert all(one.repeated for one in again)
    assert set(Matter.objects.values_list("stage", flat=True)) == {"not_filed"}
    assert_whole()


def test_the_bank_s_file_is_taken_whole_or_not_at_all(committed, kills, tmp_path: Path):
    streets = [Street(committed) for _ in range(2)]
    rows = []
    for i, street in enumerate(streets):
        street.to_served(place=f"南大街{i}号")
        rows.append(f"{street.last.state.number},100.00,{street.now.date()},YH{i}")
    road = Road(committed).to("served")
    rows.append(f"{road.state.decision_of('p1').number},3000,{road.now.date()},YH9")
    path = tmp_path / "bank.csv"
    path.write_text("\n".join(["文号,金额,日期,流水号", *rows]), encoding="utf-8")
    road.now += timedelta(hours=5)
    with road.clock():
        kills.kill("bank", {"bank": str(path), "by": "fiscal"})
        before, told = contents(), []
        import_payments(path, by="fiscal", report=lambda line: told.append(str(line)))
    assert told == ["0 payments taken, 0.00 yuan; 3 stood already; 0 left out."]
    assert contents() == before
    assert sorted(MovementRow.objects.values_list("reference", flat=True)) == ["YH0", "YH1", "YH9"]
    assert_whole()


def test_what_time_brings_about_is_taken_step_by_step(committed, kills):
    """Two terms lapse on one day: each is a step of its own, and none is lost with the process."""
    cases = [Road(committed) for _ in range(2)]
    for i, case in enumerate(cases):
        case.register()
        case.check()
        case.file(act={"place": f"南大街{i}号"})
        case.scene()
        case.report()
        case.review()
        case.notify()
        case._serve_notice()
        case.waive()
        case.recheck()
        case.decide()
        case._serve_decision()
    cases[1].pass_days(30)
    with cases[1].clock():
        kills.kill("tick", {"tick": True})
        assert sorted(Matter.objects.values_list("stage", flat=True)) == ["overdue", "served"]
        assert jobs.tick() == 1
    assert set(Matter.objects.values_list("stage", flat=True)) == {"overdue"}
    assert_whole()
