"""What others ask of hearings, and what its own steps share."""

from __future__ import annotations

from datetime import datetime
from decimal import Decimal
from typing import Any

from jinwu.law import hearing as law
from jinwu.law.citations import APL
from jinwu.law.messages import N_, say
from jinwu.law.vocabulary import Finding, block
from jinwu.matters.context import Context
from jinwu.matters.state import PartyState

from ..asking import citizen, party_of
from ..state import Hearing, OrdinaryState

#: From which states of a hearing a step on it may be taken.
FROM: dict[str, tuple[str, ...]] = {
    "decline_hearing": ("requested",),
    "accept_hearing": ("requested",),
    "schedule_hearing": ("accepted", "postponed"),
    "notify_hearing": ("scheduled",),
    "postpone_hearing": ("scheduled",),
    "recuse_presider": ("scheduled",),
    "hold_hearing": ("scheduled",),
    "terminate_hearing": ("scheduled",),
    "withdraw_hearing": ("requested", "accepted", "scheduled", "postponed"),
    "report_hearing": ("held",),
}
NEXT = {
    "requested": N_("Accept or decline the request."), "accepted": N_("Name day, place and presider."),
    "postponed": N_("Name a new day."), "scheduled": N_("Hold it on its day, or record why not."),
    "held": N_("The presider reports."),
}  # fmt: skip


def hearing_open(state: OrdinaryState) -> Hearing | None:
    """The first hearing that is still to be answered, held or reported."""
    return next((one for one in state.hearings if one.open), None)


def hearing_needed(ctx: Context, party: str) -> bool:
    """Whether the intended penalty gives this party the right to a hearing (APL 63).

    The lines are those of the step that is being taken, else those the party was told of.
    """
    return bool(hearing_grounds(ctx, party))


def hearing_grounds(ctx: Context, party: str) -> tuple[Any, ...]:
    """The items of APL 63 that give the right, by the lines of the bureau's profile in force on the day."""
    who = party_of(ctx.state, party)
    if who is None:
        return ()
    return law.grounds(
        _intended(ctx, party), fine=_line(ctx, "hearing.fine", who),
        confiscation=_line(ctx, "hearing.confiscation", who), further=tuple(ctx.profile("hearing.further_kinds")),
    )  # fmt: skip


def _line(ctx: Context, key: str, party: PartyState) -> Decimal | None:
    """A line of the profile for this kind of party; None where the bureau has none."""
    found = (ctx.profile(key) or {}).get("person" if citizen(ctx, party) else "organisation")
    return None if found is None else Decimal(str(found))


def _intended(ctx: Context, party: str) -> list[law.Intended]:
    given = getattr(ctx.data, "lines", None)
    if given is not None:
        return [(one.kind, one.amount) for one in given]
    notice = ctx.state.notice_of(party)
    lines = notice.lines if notice else ()
    return [(kind, None if amount is None else Decimal(amount)) for _violation, kind, amount, _tier in lines]


@block(
    "hearing_finished",
    N_("Hearing ended"),
    APL(63),
    APL(65),
    met_by=("report_hearing", "terminate_hearing", "withdraw_hearing", "decline_hearing"),
)
def hearing_finished(ctx: Context) -> Finding | None:
    found = hearing_open(ctx.state)
    if found is None:
        return None
    return Finding(say("A hearing that was asked for has not ended."), say(NEXT[found.status]))


def name_of(state: OrdinaryState, party: str) -> str:
    """A party's name."""
    return next((one.name or "■" for one in state.parties if one.key == party), "")


def hearing_of(state: OrdinaryState, key: str) -> Hearing | None:
    """The hearing with that key."""
    return next((one for one in state.hearings if one.key == key), None)


def fits(step: str, hearing: Hearing) -> bool:
    """Whether the step may be taken on this hearing."""
    return hearing.status in FROM[step]


def chosen(ctx: Context) -> Hearing | None:
    known = hearing_of(ctx.state, ctx.data.hearing)
    return known if known and fits(ctx.step.key, known) else None


def told_of(state: OrdinaryState, hearing: Hearing) -> dict[str, datetime]:
    """When each party was told of the day: as recorded with the notice, or by the service of a notice issued since."""
    notices = {one.key for one in state.papers if one.paper == "hearing_notice" and one.entry > hearing.scheduled}
    told = {one.addressee: one.at for one in reversed(state.services) if one.served and one.paper in notices}
    return told | {party: at for party, at, _how in hearing.notified}


def asked_on(ctx: Context) -> datetime:
    """When the request counts as made: a posted one when it was handed in at the post office."""
    return ctx.data.posted_at if ctx.data.manner == "post" and ctx.data.posted_at else ctx.at


def late(ctx: Context) -> bool:
    days = ctx.state.timer("T09", ctx.data.party)
    return days is not None and asked_on(ctx).date() > days.due
