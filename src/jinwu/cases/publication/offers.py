"""What the forms of publication are offered, and which steps have nothing to do."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from jinwu.matters.offers import Asking, Choice, choices, idle, mending

from ..state import CaseState, Decision
from . import reading


def _decisions(among: Callable[[CaseState], list[Decision]]) -> Callable[[Asking], list[Choice]]:
    def listed(asking: Asking) -> list[Choice]:
        if asking.state is None:
            return []
        names = {party.key: party.name or "" for party in asking.state.parties}
        return [(one.key, one.number, names.get(one.party, "")) for one in among(asking.state)]

    return listed


def begin(asking: Asking) -> dict[str, Any]:
    """The only decision there is."""
    open_ones = reading.to_publish(asking.state)
    return {"decision": open_ones[0].key, "published_on": asking.day} if len(open_ones) == 1 else {}


def begin_withdrawing(asking: Asking) -> dict[str, Any]:
    published = reading.to_withdraw(asking.state)
    return {"decision": published[0].key, "withdrawn_on": asking.day} if len(published) == 1 else {}


choices.add("decisions_to_publish", _decisions(reading.to_publish))
choices.add("decisions_published", _decisions(reading.to_withdraw))
for _guard in ("something_to_publish", "something_published", "procedure_published"):
    idle.add(_guard, True)
mending.add("minor_not_published", "decide_not_to_publish")
