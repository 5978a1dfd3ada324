"""How publishing, withholding and withdrawing change the state. Pure."""

from __future__ import annotations

from jinwu.matters.state import Act, next_key, replaced

from ..state import CaseState, Publication


def published(state: CaseState, act: Act) -> CaseState:
    data, out = act.data, act.outcome
    return _with(state, Publication(
        key=next_key("u", state.publications), decision=out["publication_of"], status="published", where=data.where,
        published_on=data.published_on, days=out["publication_days"], address=data.address, name=_name(state, out["publication_of"]),
    ))  # fmt: skip


def withheld(state: CaseState, act: Act) -> CaseState:
    data = act.data
    return _with(state, Publication(
        key=next_key("u", state.publications), decision=act.outcome["publication_of"], status="withheld",
        ground=data.ground, reason=data.reason,
    ))  # fmt: skip


def withdrawn(state: CaseState, act: Act) -> CaseState:
    """What was published stays on record with the day and the reason of its withdrawal."""
    data = act.data
    now = replaced(
        state.publications, act.outcome["publication"], status="withdrawn", withdrawn_on=data.withdrawn_on,
        ground=data.ground, reason=data.reason,
    )  # fmt: skip
    return state.model_copy(update={"publications": now})


def _name(state: CaseState, root: str) -> str | None:
    """The name of the party of a decision: of what is public, all that a correction may change."""
    party = next(one.party for one in state.decisions if one.key == root)
    return next((one.name for one in state.parties if one.key == party), "")


def _with(state: CaseState, made: Publication) -> CaseState:
    return state.model_copy(update={"publications": (*state.publications, made)})
