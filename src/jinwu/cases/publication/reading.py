"""What a state says of publication. Pure."""

from __future__ import annotations

from typing import Any

from jinwu.law.timers import T50, T52
from jinwu.matters.state import TimerState

from ..state import CaseState, Decision, Publication

STANDS = ("in_force", "corrected")


def root_of(state: CaseState, decision: Decision) -> Decision:
    """The first version of a decision: a correction keeps its number, a new decision has one of its own."""
    return next(one for one in state.decisions if (one.number, one.party) == (decision.number, decision.party))


def latest(state: CaseState, root: Decision) -> Decision:
    """The last version of a decision."""
    return next(one for one in reversed(state.decisions) if (one.number, one.party) == (root.number, root.party))


def roots(state: CaseState) -> list[Decision]:
    """Every penalty decision once, by its first version; a voided form is none, and no penalty is not published."""
    found = {root_of(state, one).key: root_of(state, one) for one in state.decisions if one.kind == "penalty"}
    return [one for one in found.values() if latest(state, one).status != "void"]


def publication_of(state: CaseState, decision: Decision) -> Publication | None:
    """What was last done about publishing a decision; None: nothing yet."""
    root = root_of(state, decision).key
    return next((one for one in reversed(state.publications) if one.decision == root), None)


def to_publish(state: CaseState) -> list[Decision]:
    """Decisions that stand and are neither published nor withheld, and those whose party's name was corrected since they were published."""
    found = [latest(state, one) for one in roots(state)]
    return [
        one for one in found if one.status in STANDS and (_open(publication_of(state, one)) or outdated(state, one))
    ]


def outdated(state: CaseState, decision: Decision) -> bool:
    """Whether the party's name was corrected after the decision was published: no other public field can be."""
    made = publication_of(state, decision)
    now = next((one.name for one in state.parties if one.key == decision.party), "")
    return made is not None and made.status == "published" and made.name not in ("", now)


def to_withdraw(state: CaseState) -> list[Decision]:
    """Decisions, in whatever state, that stand published."""
    published = [one for one in roots(state) if (made := publication_of(state, one)) and made.status == "published"]
    return [latest(state, one) for one in published]


def duty(state: CaseState, decision: Decision) -> TimerState | None:
    """The period within which a decision is to be published; None where none runs or ran."""
    root = root_of(state, decision)
    found = (t for t in state.timers if t.timer == T50.key and t.subject == root.party and t.start >= root.at)
    return next(found, None)


def withdrawal(state: CaseState, decision: Decision) -> TimerState | None:
    """The running period within which what was published is to be withdrawn; it concerns no decision that stands."""
    if latest(state, root_of(state, decision)).status in STANDS:
        return None
    found = state.running(T52.key, subject=decision.party)
    return next(iter(found), None)


def on_revoked(state: CaseState, party: str = "p1") -> dict[str, Any]:
    """What the `prepare` of a revoking or changing step adds to its outcome: nothing is published any more of that party,
    and what was published is withdrawn within three days (the step starts T52)."""
    published = any(one.party == party for one in to_withdraw(state))
    due = [t.key for t in state.running(T50.key, subject=party)]
    return {"ends": due, "cancelled": due, "skip_timers": [] if published else [T52.key]}


def _open(made: Publication | None) -> bool:
    return made is None or made.status == "withdrawn"
