"""How each entry of a reminder changes the state. Pure."""

from __future__ import annotations

from jinwu.matters.state import Act, Assignment, Evidence, Relation, next_key

from ..entering import as_state
from ..state import Violation
from .state import ReminderState


def detected(state: None, act: Act) -> ReminderState:
    """A new reminder: party, violation, facts, photographs, the two officers."""
    data, out = act.data, act.outcome
    ended = data.act_to or data.act_from
    violation = Violation(
        key="v1", party="p1", code=data.violation, title=out["violation_title"], row=out["violation_row"],
        act_from=data.act_from, act_to=ended, place=data.place, facts=data.facts, violates=out["violates"],
        punished_by=out["punished_by"], correction=out.get("correction", ""),
    )  # fmt: skip
    people = [Assignment(key="a1", officer=act.by.officer or 0, name=act.by.name, since=act.at)]
    if act.partner:
        second = act.partner.officer or 0
        people.append(Assignment(key="a2", officer=second, name=act.partner.name, role="co_handler", since=act.at))
    return ReminderState(
        procedure="reminder", version=out["version"], stage="detected",
        title=f"{data.party.name}{out['violation_title']}首次提醒", place=data.place, unit=out["unit"], organ=out["organ"],
        act_from=data.act_from, act_to=ended, opened_at=act.at, people=tuple(people),
        parties=(as_state(data.party, "p1", out["party"], act.seq),), evidence=_photos((), act), party_kind=data.party.kind,
        violation=violation, route=data.route, harm=data.harm, recorder=data.recorder,
    )  # fmt: skip


def issued(state: ReminderState, act: Act) -> ReminderState:
    """Handed over; from now on the party corrects."""
    data = act.data
    return state.model_copy(
        update={"requirement": data.requirement, "correct_by": data.correct_by, "issued_at": act.at,
                "method": str(data.method), "method_note": data.note}
    )  # fmt: skip


def promised(state: ReminderState, act: Act) -> ReminderState:
    return state.model_copy(update={"promised_at": act.at, "promise": act.data.promise})


def checked(state: ReminderState, act: Act) -> ReminderState:
    """The officers looked again; a later look replaces what the earlier one found."""
    data = act.data
    return state.model_copy(
        update={"checked_at": act.at, "outcome": data.outcome, "finding": data.finding,
                "evidence": _photos(state.evidence, act)}
    )  # fmt: skip


def unpenalised(state: ReminderState, act: Act) -> ReminderState:
    return state.model_copy(update={"education": act.data.education, "closed_at": act.at})


def escalated(state: ReminderState, act: Act) -> ReminderState:
    """The act goes over to a case; linked where the case stands already."""
    data = act.data
    link = Relation(key=next_key("r", state.relations), kind="escalated", other=data.other, note=data.reason)
    return state.model_copy(
        update={"relations": (*state.relations, link), "ended_why": data.ground, "closed_at": act.at}
    )


def withdrawn(state: ReminderState, act: Act) -> ReminderState:
    """Given in error: it no longer counts as a first time."""
    papers = tuple(paper.model_copy(update={"status": "void"}) for paper in state.papers)
    return state.model_copy(update={"papers": papers, "ended_why": act.data.reason, "closed_at": act.at})


def _photos(known: tuple[Evidence, ...], act: Act) -> tuple[Evidence, ...]:
    new = (
        Evidence(key=f"e{i}", sha256=photo.sha256, title=photo.title, taken_at=photo.taken_at, entry=act.seq)
        for i, photo in enumerate(act.data.photos, len(known) + 1)
    )
    return (*known, *new)
