"""What the forms of a hearing are offered, and what they begin with."""

from __future__ import annotations

from typing import Any

from jinwu.bureau.queries import officers_in, subtree, unit_name
from jinwu.matters.offers import Asking, Choice, choices, idle, initials

from ..state import Hearing, OrdinaryState
from .asking import FROM, fits, name_of

ON_ONE = [step for step in FROM if step != "accept_hearing"]


def _waiting(asking: Asking) -> list[Hearing]:
    """The hearings of the case that this step may be taken on."""
    state = asking.state
    if not isinstance(state, OrdinaryState) or asking.step.key not in FROM:
        return []
    return [one for one in state.hearings if fits(asking.step.key, one)]


def _hearings(asking: Asking) -> list[Choice]:
    return [
        (one.key, "、".join(name_of(asking.state, key) for key in one.parties),
         (one.on or one.requested_at).strftime("%Y-%m-%d"))
        for one in _waiting(asking)
    ]  # fmt: skip


def _staff(asking: Asking) -> list[Choice]:
    """Officers of the organ who did not investigate the case."""
    if not isinstance(asking.state, OrdinaryState):
        return []
    found = officers_in(subtree(asking.state.organ, asking.day), asking.day)
    apart = asking.state.investigators()
    return [(str(one.id), one.name, unit_name(one.unit_id, asking.day)) for one in found if one.id not in apart]


def _one(asking: Asking) -> dict[str, Any]:
    """The hearing that waits, and its party where it has one only."""
    waiting = _waiting(asking)
    if not waiting:
        return {}
    first = waiting[0]
    begin: dict[str, Any] = {"hearing": first.key}
    if asking.step.key == "hold_hearing":
        begin |= {"present": list(first.parties), "began": first.on,
                  "investigators": [one.officer for one in asking.state.people if one.role in ("handler", "co_handler") and one.until is None]}  # fmt: skip
    elif asking.step.key in ("notify_hearing", "withdraw_hearing"):
        told = {key for key, _at, _how in first.notified}
        begin["party"] = next((key for key in first.parties if key not in told), first.parties[0])
    return begin


def _all(asking: Asking) -> dict[str, Any]:
    return {"hearings": [one.key for one in _waiting(asking)]}


choices.add("hearings", _hearings)
choices.add("hearing_staff", _staff)
initials.add("ordinary:accept_hearing", _all)
for _step in ON_ONE:
    initials.add(f"ordinary:{_step}", _one)
idle.add("hearing_waits", True)
