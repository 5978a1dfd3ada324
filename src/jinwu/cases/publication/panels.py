"""What the page of a case shows of publication."""

from __future__ import annotations

from typing import Any

from jinwu.kit.panel import Panel, panel
from jinwu.law.messages import N_
from jinwu.matters.viewing import MatterView, Viewer

from ..state import CaseState
from . import reading
from .inputs import PLACES, WITHDRAWN, WITHHELD

WORDS = {
    "due": ("wait", N_("To be published")), "lapsed": ("info", N_("No longer to be published")),
    "published": ("done", N_("Published")), "withheld": ("info", N_("Not published")),
    "to_withdraw": ("wait", N_("To be withdrawn")), "withdrawn": ("void", N_("Publication withdrawn")),
}  # fmt: skip
GROUNDS = WITHHELD | WITHDRAWN


def shown(view: MatterView, viewer: Viewer) -> dict[str, Any] | None:
    """Every publication of the case's decisions, the latest first."""
    state: CaseState = view.state  # type: ignore[assignment]
    numbers = {one.key: one.number for one in state.decisions}
    rows = []
    for one in reversed(state.publications):
        badge, word = WORDS[one.status]
        rows.append({"number": numbers.get(one.decision, ""), "state": badge, "word": word, "where": PLACES.get(one.where, ""),
                     "on": one.withdrawn_on or one.published_on, "address": one.address,
                     "ground": GROUNDS.get(one.ground, ""), "reason": one.reason})  # fmt: skip
    stale = [one for one in reading.to_publish(state) if reading.outdated(state, one)]
    due = [one for one in reading.to_publish(state) if (duty := reading.duty(state, one)) and duty.ended is None]
    waiting = [
        {"number": one.number, "state": WORDS["due"][0], "word": WORDS["due"][1]} for one in due if one not in stale
    ]
    waiting += [{"number": one.number, "state": "wait", "word": N_("Corrected; to be published anew")} for one in stale]
    return {"rows": [*waiting, *rows]} if rows or waiting else None


panel(
    Panel("publication", N_("Publication"), "cases/publication.html", shown, place="aside", order=55,
          kinds=frozenset({"summary", "ordinary"}))
)  # fmt: skip
