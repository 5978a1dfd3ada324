"""How each entry of an inspection changes its state. Pure: the door and replay call the same functions."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from jinwu.law.parties import PartyKind
from jinwu.matters.state import Act, Assignment, Evidence, PartyState, Relation, next_key

from .state import (
    CLOSED,
    ON_SITE,
    Change,
    Checked,
    InspectionState,
    Recheck,
    Result,
    Visit,
    lacking,
)


def opened(state: None, act: Act) -> InspectionState:
    """An object is visited by two officers."""
    return _begun(act)


def inspected(state: None, act: Act) -> InspectionState:
    """A whole visit: object, record, result."""
    return _ended(_with_result(_with_record(_begun(act), act), act), act)


def recorded(state: InspectionState, act: Act) -> InspectionState:
    return _ended(_with_record(state, act), act)


def concluded(state: InspectionState, act: Act) -> InspectionState:
    return _ended(_with_result(state, act), act)


def completed(state: InspectionState, act: Act) -> InspectionState:
    """What was missing is added; what was written stays."""
    visit, data = state.visit, act.data
    assert visit is not None
    known = {one.item: one for one in visit.items}
    known |= {one.item: one for one in _items(data, state.expected, known)}
    found = "\n".join(text for text in (visit.found, data.found) if text)
    update: dict[str, Any] = {
        "items": tuple(known.values()), "found": found, "completed_at": act.at,
        "credential_shown": visit.credential_shown or data.credential_shown, "ended": visit.ended or data.ended,
        "recorder": visit.recorder or data.recorder,
    }  # fmt: skip
    if data.signed:
        update |= {"signed": data.signed, "signature": act.outcome.get("signature", ""), "note": data.sign_note}
    after = state.model_copy(
        update={"visit": visit.model_copy(update=update), "evidence": (*state.evidence, *_photos(state, act))}
    )
    return _ended(after, act)


def result_corrected(state: InspectionState, act: Act) -> InspectionState:
    """The right result takes the place of the wrong one, which stays with its reason."""
    change = Change(
        key=next_key("k", state.changes), at=act.at, before=state.result, after=str(act.data.result),
        reason=act.data.reason, by=act.by.name,
    )  # fmt: skip
    after = _with_result(state, act).model_copy(update={"changes": (*state.changes, change), "settled": False})
    return _ended(after, act)


def looked_again(state: InspectionState, act: Act) -> InspectionState:
    """The order was met, or a new day is set, or it goes on as a clue."""
    data = act.data
    look = Recheck(
        key=next_key("c", state.rechecks), at=act.at, outcome=data.outcome, found=data.found, correct_by=data.correct_by,
        next=data.next or "",
    )  # fmt: skip
    update: dict[str, Any] = {
        "rechecks": (*state.rechecks, look), "evidence": (*state.evidence, *_photos(state, act)),
    }  # fmt: skip
    if data.next == "clue":
        update |= {"result": Result.CLUE.value, "counts": False, "result_at": act.at, "correct_by": None}
    elif data.next == "wait":
        update["correct_by"] = data.correct_by
    else:
        update["settled"] = True
    return _ended(state.model_copy(update=update), act)


def case_linked(state: InspectionState, act: Act) -> InspectionState:
    """The case that it led to; whether it ended in a decision is asked when figures are made."""
    link = Relation(key=next_key("r", state.relations), kind="arising_from", other=act.data.other, note=act.data.note)
    return state.model_copy(update={"relations": (*state.relations, link), "led_to": act.data.other})


def ended_as_it_stands(state: InspectionState, act: Act) -> InspectionState:
    return _ended(state.model_copy(update={"as_it_stands": True}), act)


def title(name: str | None, subject: str) -> str:
    """The name of an inspection: object, matter, 检查."""
    return f"{name or '■'}{subject}检查"


def _begun(act: Act) -> InspectionState:
    data, out = act.data, act.outcome
    thing = data.object
    kind = None if thing.kind == "site" else PartyKind(thing.kind)
    who = PartyState(
        key="p1", kind=kind, party=UUID(out["party"]) if out.get("party") else None, name=thing.name,
        number=thing.number, operator=thing.operator, address=thing.address, entry=act.seq,
    )  # fmt: skip
    people = [Assignment(key="a1", officer=act.by.officer or 0, name=act.by.name, since=act.at)]
    if act.partner:
        people.append(
            Assignment(
                key="a2", officer=act.partner.officer or 0, name=act.partner.name, role="co_handler", since=act.at
            )
        )
    return InspectionState(
        procedure="inspection", version=out["version"], stage=ON_SITE, title=title(thing.name, out["subject_title"]),
        place=data.place, unit=out["unit"], organ=out["organ"], act_from=data.began, opened_at=act.at, parties=(who,),
        people=tuple(people), kind=data.kind, reason=data.reason, subject=data.subject,
        subject_title=out["subject_title"], object_kind=thing.kind, visited_on=data.began.date(),
        expected=tuple(out["expected"]), approval=data.approval, notice=data.notice, exempt=data.exempt or "",
    )  # fmt: skip


def _with_record(state: InspectionState, act: Act) -> InspectionState:
    data = act.data
    visit = Visit(
        began=state.act_from or act.at, ended=data.ended, credential_shown=data.credential_shown,
        items=_items(data, state.expected, {}), found=data.found, recorder=data.recorder, signed=data.signed or "",
        signature=act.outcome.get("signature", ""), note=data.sign_note, entry=act.seq,
    )  # fmt: skip
    return state.model_copy(
        update={"visit": visit, "act_to": data.ended, "evidence": (*state.evidence, *_photos(state, act))}
    )


def _with_result(state: InspectionState, act: Act) -> InspectionState:
    data, out = act.data, act.outcome
    rectify = data.result == Result.RECTIFY
    return state.model_copy(
        update={
            "result": str(data.result), "result_note": data.result_note, "result_at": act.at,
            "requirement": data.requirement if rectify else "", "correct_by": data.correct_by if rectify else None,
            "counts": bool(out["counts"]), "violation": data.violation,
            "violation_title": out.get("violation_title", ""),
        }
    )  # fmt: skip


def _ended(state: InspectionState, act: Act) -> InspectionState:
    """The day on which the inspection was completed: closed, with its record complete (the day that figures count by).

    A record completed after the closing completes it only then; a result put right later does not move the day.
    """
    if act.outcome.get("stage") != CLOSED:
        return state.model_copy(update={"closed_at": None, "decided_on": None})
    update: dict[str, Any] = {"closed_at": state.closed_at or act.at}
    complete = not lacking(state.visit, state.result, state.expected)
    late = act.step == "complete_record" and complete
    if state.decided_on is None or late:
        update["decided_on"] = act.at.date()
    return state.model_copy(update=update)


def _items(data: Any, expected: tuple[str, ...], known: dict[str, Checked]) -> tuple[Checked, ...]:
    """Items as answered; with the box ticked every item of the list that nothing is said of is in order."""
    answered = {one.item: Checked(item=one.item, finding=one.finding, note=one.note) for one in data.items}
    if not data.rest_in_order:
        return tuple(answered.values())
    listed = [
        answered.get(item) or Checked(item=item, finding="ok")
        for item in expected
        if item in answered or item not in known
    ]
    return (*listed, *(one for item, one in answered.items() if item not in expected))


def _photos(state: InspectionState, act: Act) -> tuple[Evidence, ...]:
    first = len(state.evidence) + 1
    return tuple(
        Evidence(key=f"e{i}", sha256=p.sha256, title=p.title, taken_at=p.taken_at, entry=act.seq)
        for i, p in enumerate(act.data.photos, first)
    )
