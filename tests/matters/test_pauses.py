"""Pausing, resuming and extending a running period: what the door reckons stands in the entry, replay only reads it."""

from __future__ import annotations

import dataclasses
from contextlib import contextmanager
from datetime import date, datetime
from types import SimpleNamespace

import pytest

from jinwu.cases.summary.procedure import summary
from jinwu.kit import clock
from jinwu.law.calendar import WorkCalendar
from jinwu.law.timers import T05, T09
from jinwu.matters import replay, tasks, terms, timing
from jinwu.matters.jobs import tick
from jinwu.matters.models import MatterTimer
from jinwu.matters.state import State, TimerState, moved

FILED = datetime(2026, 3, 10, 9, 0, tzinfo=clock.ZONE)  # ninety days later: Monday 8 June 2026


@pytest.fixture(autouse=True)
def known(monkeypatch):
    """The two timers, whether or not a procedure has declared them."""
    for timer in (T05, T09):
        if timer.key not in timing.timers:
            monkeypatch.setitem(timing.timers._items, timer.key, timer)


def ninety(**more) -> TimerState:
    return TimerState(
        key="T05", timer="T05", length=90, start=FILED, due=date(2026, 6, 8), shown=date(2026, 6, 8), **more
    )


def hearing_right(party: str) -> TimerState:
    return TimerState(key=f"T09:{party}", timer="T09", subject=party, length=5, start=FILED, due=date(2026, 3, 17),
                      shown=date(2026, 3, 17))  # fmt: skip


def state(*running: TimerState) -> State:
    return State(procedure="p", version=1, stage="s", unit=1, organ=1, opened_at=FILED, timers=running)


def step(before: State, *, stops=(), day=date(2026, 4, 1), **outcome) -> State:
    """The state after a step whose `prepare` returned `outcome`."""
    ctx = SimpleNamespace(outcome=outcome, step=SimpleNamespace(stops=stops), day=day, calendar=WorkCalendar())
    return before.model_copy(update={"timers": moved(before.timers, timing.moved(ctx, before))})


def pause(start: str, document: str = "h1", reason: str = "hearing", timer: str = "T05") -> dict:
    return {"timer": timer, "start": start, "reason": reason, "document": document}


def resume(end: str, document: str = "h1", reason: str = "hearing", timer: str = "T05") -> dict:
    return {"timer": timer, "end": end, "reason": reason, "document": document}


def due(after: State) -> date:
    return after.timers[0].due


def test_a_pause_stands_still_until_it_ends():
    after = step(state(ninety()), pauses=[pause("2026-04-01")])
    assert after.timers[0].paused
    after = step(after, resumes=[resume("2026-04-11")])
    assert not after.timers[0].paused
    assert due(after) == date(2026, 6, 18)


@pytest.mark.parametrize(
    ("end", "last"),
    [
        ("2026-03-31", date(2026, 6, 8)),  # before it began: stops nothing
        ("2026-04-01", date(2026, 6, 8)),  # the day it began: stops nothing
        ("2026-04-02", date(2026, 6, 9)),
    ],
)
def test_the_day_of_the_end_counts_again(end, last):
    after = step(step(state(ninety()), pauses=[pause("2026-04-01")]), resumes=[resume(end)])
    assert due(after) == last


def test_pauses_that_overlap_count_once():
    after = step(state(ninety()), pauses=[pause("2026-04-01"), pause("2026-04-05", "x1", "appraisal")])
    after = step(after, resumes=[resume("2026-04-11")])
    assert after.timers[0].paused
    after = step(after, resumes=[resume("2026-04-15", "x1", "appraisal")])
    assert due(after) == date(2026, 6, 22)  # 1 to 14 April: fourteen days, not twenty


def test_the_same_pause_is_opened_once_and_again_after_it_ended():
    after = step(step(state(ninety()), pauses=[pause("2026-04-01")]), pauses=[pause("2026-04-03")])
    assert len(after.timers[0].pauses) == 1
    after = step(after, resumes=[resume("2026-04-05")])
    after = step(after, pauses=[pause("2026-05-01")])
    assert [one.start.isoformat() for one in after.timers[0].pauses] == ["2026-04-01", "2026-05-01"]


@pytest.mark.parametrize("unknown", [resume("2026-04-11", "h2"), resume("2026-04-11", reason="suspension")])
def test_what_is_not_open_is_not_resumed(unknown):
    before = step(state(ninety()), pauses=[pause("2026-04-01")])
    assert step(before, resumes=[unknown]) == before


def test_extensions_add_up():
    after = step(step(state(ninety()), extends=[{"timer": "T05", "days": 30}]), extends=[{"timer": "T05", "days": 60}])
    assert after.timers[0].extensions == (30, 60)
    assert due(after) == date(2026, 9, 7)  # the 180th day is Sunday 6 September
    assert after.timers[0].shown == date(2026, 9, 6)


def test_one_party_s_period_is_named_by_its_key_all_of_them_by_the_timer():
    before = state(hearing_right("p1"), hearing_right("p2"))
    one = step(before, extends=[{"timer": "T09:p2", "days": 2}])
    assert [timer.due for timer in one.timers] == [date(2026, 3, 17), date(2026, 3, 19)]
    both = step(before, extends=[{"timer": "T09", "days": 2}])
    assert {timer.due for timer in both.timers} == {date(2026, 3, 19)}


def test_an_ended_period_is_left_alone():
    before = state(ninety(ended=FILED, outcome="met"))
    assert step(before, pauses=[pause("2026-04-01")], extends=[{"timer": "T05", "days": 30}]) == before


def test_a_period_that_ends_while_paused_ends_its_pause():
    before = step(state(ninety()), pauses=[pause("2026-06-01")])
    after = step(before, stops=["T05"], day=date(2026, 6, 20))
    assert [one.end for one in after.timers[0].pauses] == [date(2026, 6, 20)]
    assert (due(after), after.timers[0].shown) == (date(2026, 6, 29), date(2026, 6, 27))


def test_a_step_that_moves_nothing_writes_nothing():
    ctx = SimpleNamespace(
        outcome={}, step=SimpleNamespace(stops=["T05"]), day=date(2026, 4, 1), calendar=WorkCalendar()
    )
    assert timing.moved(ctx, state(ninety())) == []
    assert timing.moved(ctx, None) == []


# Through the door, on the term to pay of a case


@contextmanager
def noting(monkeypatch, **outcome):
    """The note of a case brings about `outcome`."""
    with monkeypatch.context() as patched:
        changed = dataclasses.replace(summary.steps["take_note"], prepare=lambda ctx: outcome)
        patched.setitem(summary.steps, "take_note", changed)
        yield


def note(street, monkeypatch, **outcome):
    with noting(monkeypatch, **outcome):
        return street.act("take_note", {"text": "准予延期"})


def row(street) -> MatterTimer:
    return MatterTimer.objects.get(matter_id=street.matter, timer="T13")


def test_the_door_writes_the_new_day_and_replay_reads_it(street, monkeypatch):
    done = street.to_served()  # 10 March: to be paid by 25 March
    note(street, monkeypatch, pauses=[pause("2026-03-12", timer="T13", document="d1")])
    street.wait(days=10)
    done = note(street, monkeypatch, resumes=[resume("2026-03-20", timer="T13", document="d1")],
                extends=[{"timer": "T13", "days": 1}])  # fmt: skip
    assert done.outcome["moved"][0]["due"] == "2026-04-03"
    assert row(street).due == date(2026, 4, 3)
    assert done.state.timer("T13").extensions == (1,)
    assert replay.check(street.matter) == []


def test_what_stands_still_neither_lapses_nor_obliges(street, monkeypatch, cast):
    street.to_served()
    street.file_record()
    before = {task.row.timer for task in tasks.tasks_of(cast.unit_head, whole_unit=True)}
    note(street, monkeypatch, pauses=[pause("2026-03-12", timer=key, document="d1") for key in ("T13", "T18", "T19")])
    street.wait(days=40)
    with street.clock():
        assert tick() == 0
        assert {task.row.timer for task in tasks.tasks_of(cast.unit_head, whole_unit=True)} == before
    note(street, monkeypatch, resumes=[resume("2026-03-13", timer="T13", document="d1")])
    with street.clock():
        assert tick() == 1


def test_a_matter_is_not_due_by_what_stands_still(street, monkeypatch):
    street.to_served()
    street.file_record()
    assert street.last.state.timer("T13").due == date(2026, 3, 25)
    done = note(street, monkeypatch, pauses=[pause("2026-03-12", timer="T13", document="d1")])
    assert timing.nearest(done.state) is None or timing.nearest(done.state).timer != "T13"


def test_a_page_moves_its_end_on_day_by_day(street, monkeypatch):
    street.to_served()
    done = note(street, monkeypatch, pauses=[pause("2026-03-12", timer="T13", document="d1")])
    timer = done.state.timer("T13")
    shown = [terms.deadline(timer, day) for day in (date(2026, 3, 12), date(2026, 3, 20))]
    assert [one.left for one in shown] == [13, 13]
    assert [one.day for one in shown] == [date(2026, 3, 25), date(2026, 4, 2)]
