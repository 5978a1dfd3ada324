"""What waits for the committee: the agenda of a sitting. Read from the states of the cases the reader may see."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from jinwu.bureau.models import User
from jinwu.bureau.queries import unit_codes
from jinwu.catalog.queries import ProfileMissing
from jinwu.matters.models import Matter
from jinwu.matters.scope import visible_to

from ..kinds import KINDS
from .committee import profile_on, waits_for_committee
from .composition import code_for
from .stages import RECHECKED, ordinary
from .state import OrdinaryState

#: What the members read of each case, in this order.
PAPERS = (
    "investigation_report", "review_opinion", "prior_notice", "statement_record", "hearing_record", "correction_check",
)  # fmt: skip
#: Rechecked cases looked through for an agenda, nearest deadline first.
MOST = 200


@dataclass(frozen=True)
class Item:
    """A case on the agenda and the committee it belongs before: `level` team or bureau, `code` of a team that has its own."""

    matter: Matter
    state: OrdinaryState
    level: str
    code: str = ""

    @property
    def intended(self) -> list[tuple[str, list[tuple[str, Decimal | None]]]]:
        """What each party was told: its name, and kind and amount of each line."""
        found = []
        for party in self.state.parties:
            notice = self.state.notice_of(party.key)
            if party.role == "party" and notice:
                lines = [
                    (KINDS[kind], None if amount is None else Decimal(amount)) for _v, kind, amount, _t in notice.lines
                ]
                found.append((party.name or "■", lines))
        return found


def agenda(user: User, day: date) -> list[Item]:
    """The rechecked cases of the user that wait for a committee, the nearest deadline first."""
    rows = visible_to(user).filter(procedure=ordinary.key, stage=RECHECKED, final=False)
    profile, found = profile_on(day), []
    for matter in rows.order_by("due_on", "id")[:MOST]:
        state = OrdinaryState.model_validate(matter.state)
        try:
            level = waits_for_committee(state, profile)
        except ProfileMissing:  # no lines in force that day: nothing is called major
            continue
        if level:
            found.append(Item(matter, state, level, code_for(profile, level, unit_codes(state.unit, day))))
    return found
