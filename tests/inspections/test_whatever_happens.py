"""Whatever officers do with an inspection: tables follow the record, periods fit the stage, and it counts by the rule."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

from django.db import transaction
from hypothesis import HealthCheck, example, given, settings
from hypothesis import strategies as st
from tests.inspections.visits import SIGNATURE, Visits, items

from jinwu.inspections.figures import counted
from jinwu.inspections.models import Inspection
from jinwu.inspections.procedure import inspection
from jinwu.inspections.state import InspectionState, Result
from jinwu.kit.figure import Span
from jinwu.matters import replay
from jinwu.matters.errors import Refused
from jinwu.record import verify

#: The stages and where each may lead, written down a second time on purpose.
ROADS = {
    "on_site": {"recorded"}, "recorded": {"rectifying", "closed"}, "rectifying": {"recorded", "closed"},
    "closed": {"recorded", "rectifying"},
}  # fmt: skip
RESULTS = st.sampled_from([str(one) for one in Result])
RECORDS = st.fixed_dictionaries({
    "items": st.integers(0, 4).map(lambda n: items()[:n]), "rest_in_order": st.booleans(),
    "found": st.sampled_from(["", "设施完好。"]),
    "signed": st.sampled_from(["signed", "absent", None]), "signature": st.sampled_from([SIGNATURE, SIGNATURE, ""]),
    "sign_note": st.sampled_from(["", "无人在场"]), "credential_shown": st.sampled_from([True, True, True, False]),
})  # fmt: skip
STEPS = st.sampled_from(["record", "conclude", "complete_record", "look_again", "correct_result", "end_as_it_stands",
                         "take_note"])  # fmt: skip
LOOKS = st.sampled_from([("corrected", None), ("object_gone", None), ("partly", "wait"), ("not_corrected", "clue")])
ACT = st.tuples(STEPS, RECORDS, RESULTS, LOOKS, st.sampled_from([0, 1, 3, 9]))
WHOLE = {"items": items(), "found": "设施完好。", "signed": "signed", "signature": SIGNATURE, "credential_shown": True}


@settings(max_examples=60, suppress_health_check=list(HealthCheck), deadline=None)
@given(first=st.sampled_from(["open", "inspect"]), record=RECORDS, result=RESULTS, acts=st.lists(ACT, max_size=7))
@example(first="inspect", record=WHOLE, result="rectify", acts=[
    ("correct_result", WHOLE, "clue", ("corrected", None), 0), ("correct_result", WHOLE, "rectify", ("corrected", None), 0),
    ("look_again", WHOLE, "other", ("partly", "wait"), 3), ("look_again", WHOLE, "other", ("corrected", None), 9),
])  # fmt: skip
def test_whatever_officers_do(cast, first, record, result, acts):
    with transaction.atomic():
        visits = Visits(cast)
        state = begin(visits, first, record, result)
        look(visits, state)
        for step, data, what, (outcome, then), days in acts:
            visits.wait(days=days)
            before = state
            done = taken(visits, step, data, what, outcome, then)
            if done is None:
                assert Inspection.objects.get(pk=visits.matter).result == before.result
                continue
            state = done.state
            assert state.stage == before.stage or state.stage in ROADS[before.stage]
            ended = {timer.key: (timer.ended, timer.outcome) for timer in before.timers if timer.ended}
            assert ended.items() <= {timer.key: (timer.ended, timer.outcome) for timer in state.timers}.items()
            look(visits, state)
        assert verify.verify(report=lambda line: None).ok
        transaction.set_rollback(True)


def taken(visits: Visits, *wanted: Any) -> Any:
    """The step as done; None where it was refused, with reasons."""
    try:
        return take(visits, *wanted)
    except Refused as refused:
        told = [(one.basis, str(one.what), str(one.remedy)) for one in refused.objections]
    assert told
    assert all(all(one) for one in told)
    return None


def outcome_of(visits: Visits, result: str) -> dict[str, Any]:
    more = {"requirement": "更换软管。"} if result == "rectify" else {"result_note": "说明"}
    if result == "rectify":
        more["correct_by"] = (visits.now.date() + timedelta(days=3)).isoformat()
    return {"result": result, **more}


def begin(visits: Visits, first: str, record: dict[str, Any], result: str) -> InspectionState:
    if first == "open":
        return visits.open().state
    return visits.inspect(**(record | outcome_of(visits, result))).state


def take(visits: Visits, step: str, record: dict[str, Any], result: str, outcome: str, then: str | None) -> Any:
    if step == "record":
        return visits.record(**record)
    if step == "conclude":
        return visits.conclude(**outcome_of(visits, result))
    if step == "complete_record":
        return visits.complete(**record)
    if step == "look_again":
        day = visits.now.date() + timedelta(days=4)
        more = {"next": then} if then else {}
        return visits.look_again(outcome, **more, **({"correct_by": day} if then == "wait" else {}))
    if step == "correct_result":
        data = outcome_of(visits, result) | {"reason": "录入错误"}
        return visits.act(step, data, by=visits.cast.unit_head)
    if step == "end_as_it_stands":
        return visits.act(step, {"reason": "无法补齐"}, by=visits.cast.unit_head)
    return visits.act(step, {"text": "备注"})


def look(visits: Visits, state: InspectionState) -> None:
    """What holds after every step."""
    assert replay.check(visits.matter) == []
    running = {timer.timer for timer in state.running()}
    waits = state.stage == "on_site" or (state.stage == "recorded" and bool(state.lacks))
    assert ("I01" in running) == waits
    assert ("I02" in running) == (state.stage == "rectifying")
    assert len(state.running()) == len(running)
    closed = state.stage == "closed"
    assert inspection.stages[state.stage].final == closed
    assert (state.closed_at is not None, state.decided_on is not None) == (closed, closed)
    complete = not state.lacks and state.result in ("no_problem", "rectify", "other")
    row = Inspection.objects.get(pk=visits.matter)
    assert row.counted == (closed and complete) == (row.counted_on is not None)
    year = visits.now.year
    assert counted(Span(visits.cast.bureau.pk, year)).count() == int(row.counted and row.counted_on.year == year)
