"""Acts that were recorded in sound and picture (全过程记录, APL 47): which, when, by which recorder. Pure."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime

from jinwu.matters.state import Act

from .plans import Plan


@dataclass(frozen=True)
class Recording:
    """An act of the index of recordings. `wanted`: it must be recorded; `recorder` empty: none is named."""

    link: str
    step: str
    at: datetime
    recorder: str
    wanted: bool
    entry: int


def recordings(plan: Plan, acts: Iterable[Act]) -> list[Recording]:
    """The recorded acts of a matter in order, and those that had to be and were not."""
    declared = {one.step: one for one in plan.recorded}
    found = []
    for act in acts:
        one = declared.get(act.step)
        if one is None:
            continue
        recorder = str(getattr(act.data, one.recorder, "") or "")
        wanted = one.wanted(act.data)
        if wanted or (recorder and one.recorder != "reference"):
            found.append(Recording(one.link, act.step, act.at, recorder, wanted, act.seq))
    return found
