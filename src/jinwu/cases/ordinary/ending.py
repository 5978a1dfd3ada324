"""The end (结案、归档), and the death or dissolution of a party."""

from __future__ import annotations

from datetime import date
from typing import Any, Literal

from jinwu.casefile.archiving import archiving, file_complete, file_tidy
from jinwu.casefile.state import kept
from jinwu.kit.inputs import Widget, field
from jinwu.law.citations import ACL, APL, O55
from jinwu.law.messages import N_, say
from jinwu.law.roles import Role
from jinwu.law.timers import T66, T67
from jinwu.law.vocabulary import Finding, block, mark
from jinwu.matters.context import Context
from jinwu.matters.guards import early
from jinwu.matters.inputs import ActInput
from jinwu.matters.state import Act

from .clue import HEADS, approval, approver_apart
from .decision import undecided
from .investigation import known_party
from .money import money_done, stage_after_money
from .serving import all_served
from .stages import (
    AFTER_SERVICE,
    ARCHIVED,
    BEFORE_DECISION,
    CLOSED,
    DECIDED,
    PERFORMED,
    REVOKED,
    SERVED,
    TERMINATED,
    WITHDRAWN,
    ordinary,
)
from .state import OrdinaryState


class Close(ActInput):
    """The case is closed (D70)."""

    outcome: Literal["performed", "enforced", "enforcement_ended", "no_penalty", "withdrawn", "terminated", "revoked"] = field(
        N_("How it ended"), "performed", widget=Widget.CHOICE,
        labels={"performed": N_("Decision performed"), "enforced": N_("Decision enforced"),
                "enforcement_ended": N_("Enforcement ended"), "no_penalty": N_("No penalty"), "withdrawn": N_("Filing withdrawn"),
                "terminated": N_("Investigation terminated"), "revoked": N_("Decision revoked")},
    )  # fmt: skip
    opinion: str = field(N_("Opinion on the closing"), "", max_length=1000, widget=Widget.AREA)


class Archive(ActInput):
    """The bound file goes into the archive."""

    volume: str = field(N_("Number of the file"), min_length=1, max_length=60)


class PartyEnded(ActInput):
    """A party died, or was dissolved."""

    party: str = field(N_("Party"), choices="case_parties", widget=Widget.SELECT, max_length=10)
    kind: Literal["died", "dissolved"] = field(
        N_("What became of the party"), labels={"died": N_("Died"), "dissolved": N_("Dissolved")}
    )
    on: date = field(N_("On"))
    document: str = field(N_("Proof"), min_length=2, max_length=200)
    successor: str = field(N_("Estate or successor"), "", max_length=100)


def closed(state: OrdinaryState, act: Act) -> OrdinaryState:
    return state.model_copy(update={
        "closed_at": act.at, "approvals": (*state.approvals, approval(state, act, "close", act.data.opinion)),
        "details": {**state.details, "closed_as": act.data.outcome},
    })  # fmt: skip


def archived(state: OrdinaryState, act: Act) -> OrdinaryState:
    return state.model_copy(update={"details": kept({**state.details, "volume": act.data.volume}, act.outcome)})


def party_ended(state: OrdinaryState, act: Act) -> OrdinaryState:
    details = dict(state.details)
    for name in ("ended_parties", "succeeded_parties") if act.data.successor else ("ended_parties",):
        details[name] = list(dict.fromkeys((*details.get(name, ()), act.data.party)))
    return state.model_copy(update={"details": details})


def ending_party(ctx: Context) -> dict[str, Any]:
    """Where only the decision on this party was still to be served, the case goes on without that."""
    state = ctx.state
    after = party_ended(state, Act(0, ctx.matter, ctx.step.key, ctx.data, {}, ctx.at, ctx.recorded_at, ctx.by))
    if state.stage != DECIDED or not all_served(after):
        return {"skip_timers": ["T66"]}
    stage = stage_after_money(after) or SERVED
    return {"stage": stage} | ({} if stage == PERFORMED else {"skip_timers": ["T66"]})


@block("all_performed", N_("All obligations met"), APL(66), O55(0), met_by=("pay",))
def all_performed(ctx: Context) -> Finding | None:
    state = ctx.state
    if not money_done(state):
        return Finding(
            say("Money is still owed, or still to be returned."), say("Record the payment or the refund first.")
        )
    if state.stage not in (WITHDRAWN, TERMINATED, REVOKED):
        if undecided(state):
            return Finding(say("Not every party has its decision."), say("Decide on each of them first."))
        if not all_served(state):
            return Finding(say("Not every decision has been served."), say("Serve it first."))
    open_orders = [one for one in state.orders if one.outcome in ("", "partly")]
    if open_orders and any(one.lines for one in state.decisions if one.status in ("in_force", "corrected")):
        return Finding(
            say("Whether the violation was corrected has not been checked."), say("Check the correction first.")
        )
    return None


@mark("end_known", N_("Proof of death or dissolution"), ACL(40))
def end_known(ctx: Context) -> Finding | None:
    if ctx.data.on <= ctx.day:
        return None
    return Finding(say("The day lies after this step."), say("Correct the day."), field="on")


step = ordinary.step
close = step(
    "close", N_("Close the case"), stage=((PERFORMED, WITHDRAWN, TERMINATED, REVOKED), CLOSED), by=HEADS, input=Close,
    effect=closed, blocks=[all_performed, approver_apart], papers=["closing_report"], stops=["T66"], starts=[T67],
    basis=[O55(0), APL(47)],
    help=N_("All is performed and the case is closed."),
)  # fmt: skip
archive = step(
    "archive", N_("File into the archive"), stage=(CLOSED, ARCHIVED), by=Role.ARCHIVIST, input=Archive, effect=archived,
    prepare=archiving, blocks=[file_complete], marks=[file_tidy], stops=["T67"], basis=[APL(47)],
    help=N_("The bound file goes to the archive with its number."),
)  # fmt: skip
step(
    "party_ended", N_("Record death or dissolution"), stage=((*BEFORE_DECISION, DECIDED, *AFTER_SERVICE), None),
    by=(Role.OFFICER, *HEADS), leads=AFTER_SERVICE, input=PartyEnded, effect=party_ended, prepare=ending_party, blocks=[known_party], marks=[end_known],
    starts=[T66], basis=[ACL(40), APL(57)],
    side=True,
    help=N_("A party died or was dissolved; what follows from it is done."),
)  # fmt: skip
early(close, all_performed, approver_apart)
early(archive, file_complete)
