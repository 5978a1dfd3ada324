"""To whom the papers of a case go by post: the address that the party confirmed for service (APL 61), else its own."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from jinwu.matters.state import Paper, State
from jinwu.record.models import Entry
from jinwu.record.reader import body
from jinwu.service.addressing import Addressee, addressing

from .ordinary.stages import ordinary
from .summary.procedure import summary


def to_whom(matter: UUID, state: State, paper: Paper) -> Addressee | None:
    """The party that the act of the paper names, or the only one; None for a paper that goes to no party."""
    parties = [one for one in state.parties if one.role == "party"]
    named = _data(matter, paper.entry).get("party")
    if isinstance(named, str):
        parties = [one for one in parties if one.key == named]
    if len(parties) != 1 or not parties[0].name:
        return None
    party = parties[0]
    told = getattr(state, "details", {}).get("addresses", {}).get(party.key)
    confirmed = str(_data(matter, told["entry"]).get("address") or "") if told else ""
    return Addressee(party.name or "", confirmed or party.address or "", party.phone or "", bool(confirmed))


def _data(matter: UUID, seq: int) -> dict[str, Any]:
    """What an act was given; a confirmed address stands in the record only."""
    entry = Entry.objects.filter(chain=matter, seq=seq).first()
    return dict(body(entry)["data"]) if entry else {}


for _procedure in (ordinary, summary):
    addressing.add(_procedure.key, to_whom)
