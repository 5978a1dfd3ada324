"""Where a paper goes by post: each kind of work says to whom its papers are addressed and where they reach him."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from uuid import UUID

from jinwu.kit.registry import Registry
from jinwu.matters.state import Paper, State


@dataclass(frozen=True)
class Addressee:
    """Who receives it, and where. An empty address: it is not known."""

    name: str
    address: str
    phone: str = ""
    confirmed: bool = False  # the party confirmed this address for service (APL 61)


#: By procedure: the addressee of a paper, or None for one that is addressed to nobody outside.
addressing: Registry[Callable[[UUID, State, Paper], Addressee | None]] = Registry("addressing")


def addressee(matter: UUID, state: State, paper: Paper) -> Addressee | None:
    """To whom `paper` is addressed; None where its kind of work does not say."""
    asked = addressing.get(state.procedure)
    return asked(matter, state, paper) if asked else None
