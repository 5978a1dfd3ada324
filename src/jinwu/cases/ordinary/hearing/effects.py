"""How the steps of a hearing change the state. Pure."""

from __future__ import annotations

from typing import Any

from jinwu.matters.state import Act, Assignment, next_key, replaced

from ..state import Hearing, OrdinaryState
from .asking import hearing_of


def requested(state: OrdinaryState, act: Act) -> OrdinaryState:
    made = Hearing(
        key=next_key("h", state.hearings), parties=(act.data.party,), requested_at=act.at, late=act.outcome["late"],
        manner=act.data.manner,
    )  # fmt: skip
    return _answered(state.model_copy(update={"hearings": (*state.hearings, made)}), (act.data.party,), "requested")


def declined(state: OrdinaryState, act: Act) -> OrdinaryState:
    known = _known(state, act)
    told = act.at if act.data.told else None
    after = _changed(state, known, status="declined", ended_why=f"{act.data.ground}: {act.data.reason}", told_at=told)
    return _answered(after, known.parties, "declined")


def accepted(state: OrdinaryState, act: Act) -> OrdinaryState:
    """The first of the requests goes on; the others are joined to it."""
    first, *others = [one for one in state.hearings if one.key in act.data.hearings]
    parties = tuple(dict.fromkeys(key for one in (first, *others) for key in one.parties))
    after = _changed(state, first, status="accepted", parties=parties)
    for one in others:
        after = _changed(after, one, status="joined", ended_why=first.key)
    return after


def scheduled(state: OrdinaryState, act: Act) -> OrdinaryState:
    data, out = act.data, act.outcome
    after = _changed(
        state, _known(state, act), status="scheduled", on=data.on, place=data.place, open_to_public=data.open_to_public,
        why_closed=data.closed_for or "", presider=data.presider, presider_name=out["presider_name"],
        recorder=data.recorder, recorder_name=out["recorder_name"], scheduled=act.seq, notified=(), notified_at=None,
    )  # fmt: skip
    after = _seated(after, act, "presider", data.presider, out["presider_name"])
    return _seated(after, act, "recorder", data.recorder, out["recorder_name"])


def notified(state: OrdinaryState, act: Act) -> OrdinaryState:
    """The notice went to a party; where its service is recorded apart, that counts."""
    known, data = _known(state, act), act.data
    if data.method == "apart":
        return state
    told = (*(one for one in known.notified if one[0] != data.party), (data.party, act.at, data.method))
    everyone = {key for key, _at, _how in told} >= set(known.parties)
    return _changed(state, known, notified=told, notified_at=act.at if everyone else None)


def postponed(state: OrdinaryState, act: Act) -> OrdinaryState:
    known = _known(state, act)
    return _changed(
        state, known, status="postponed", on=None, postponed=known.postponed + 1, notified=(), notified_at=None
    )


def recused(state: OrdinaryState, act: Act) -> OrdinaryState:
    """The objection stays on file; where it is granted another one presides."""
    known, data = _known(state, act), act.data
    objections = (*known.objections, (data.asked_by, data.reason, data.granted))
    if not data.granted:
        return _changed(state, known, objections=objections)
    name = act.outcome["presider_name"]
    after = _changed(
        state, known, objections=objections, presider=data.presider, presider_name=name,
        presided=(*known.presided, (known.presider or 0, known.presider_name, data.reason)),
    )  # fmt: skip
    return _seated(after, act, "presider", data.presider, name)


def held(state: OrdinaryState, act: Act) -> OrdinaryState:
    """Held; who stayed away though told in time has renounced."""
    known, data = _known(state, act), act.data
    away = tuple(key for key in known.parties if key not in data.present)
    after = _changed(
        state, known, status="held", began_at=data.began, ended_at=data.ended, present=tuple(data.present),
        agents=tuple((one.party, one.name) for one in data.agents), proposal=data.proposal, defence=data.defence,
        record=data.record, signed=data.signed, note=data.note, recording=data.recording,
        renounced=(*known.renounced, *away),
    )  # fmt: skip
    return _answered(_answered(after, away, "waived"), tuple(data.present), "held")


def terminated(state: OrdinaryState, act: Act) -> OrdinaryState:
    known = _known(state, act)
    after = _changed(
        state, known, status="terminated", ended_at=act.at, ended_why=f"{act.data.ground}: {act.data.facts}",
        renounced=known.parties,
    )  # fmt: skip
    return _answered(_unseated(after, act), known.parties, "waived")


def withdrawn(state: OrdinaryState, act: Act) -> OrdinaryState:
    """One party takes its request back; the hearing goes on for the others."""
    known, party = _known(state, act), act.data.party
    gone, left = (*known.withdrawn, party), tuple(key for key in known.parties if key != party)
    if left:
        after = _changed(state, known, parties=left, withdrawn=gone)
    else:
        after = _changed(state, known, status="withdrawn", withdrawn=gone, ended_at=act.at, ended_why=act.data.reason)
        after = _unseated(after, act)
    return _answered(after, (party,), "waived")


def reported(state: OrdinaryState, act: Act) -> OrdinaryState:
    after = _changed(state, _known(state, act), status="reported", advice=act.data.advice, opinion=act.data.opinion)
    return _unseated(after, act)


def _known(state: OrdinaryState, act: Act) -> Hearing:
    found = hearing_of(state, act.data.hearing)
    assert found is not None
    return found


def _changed(state: OrdinaryState, known: Hearing, **update: Any) -> OrdinaryState:
    return state.model_copy(update={"hearings": replaced(state.hearings, known.key, **update)})


def _answered(state: OrdinaryState, parties: tuple[str, ...], how: str) -> OrdinaryState:
    """What became of the right stands with each party's notice."""
    notices = state.notices
    for party in parties:
        if notice := state.notice_of(party):
            notices = replaced(notices, notice.key, hearing=how)
    return state.model_copy(update={"notices": notices})


def _seated(state: OrdinaryState, act: Act, role: str, officer: int, name: str) -> OrdinaryState:
    """Who presides or keeps the record has to do with the case from now on, and sees it."""
    people = tuple(
        one.model_copy(update={"until": act.at}) if one.role == role and one.until is None else one
        for one in state.people
    )
    seat = Assignment(key=next_key("a", people), officer=officer, name=name, role=role, since=act.at)
    return state.model_copy(update={"people": (*people, seat)})


def _unseated(state: OrdinaryState, act: Act) -> OrdinaryState:
    """The hearing is over: presider and keeper of the record are done, unless another one waits for them."""
    if any(one.status in ("scheduled", "held") for one in state.hearings):
        return state
    people = tuple(
        one.model_copy(update={"until": act.at}) if one.role in ("presider", "recorder") and one.until is None else one
        for one in state.people
    )
    return state.model_copy(update={"people": people})
