"""What the law asks before a decision is published, withheld or withdrawn (APL 48)."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date

from jinwu.law.citations import APL, GIR
from jinwu.law.liability import Capacity, capacity
from jinwu.law.messages import N_, say
from jinwu.law.parties import PartyKind
from jinwu.law.vocabulary import Finding, Guard, block, mark
from jinwu.matters.context import Context
from jinwu.matters.state import PartyState

from ..state import CaseState, Decision
from . import reading


def chosen(ctx: Context, among: Callable[[CaseState], list[Decision]]) -> Decision | None:
    """The decision a step is about: the one named, by any of its versions, or the only one there is."""
    found = among(ctx.state)
    if ctx.data is not None and ctx.data.decision:
        named = next((one for one in ctx.state.decisions if one.key == ctx.data.decision), None)
        root = reading.root_of(ctx.state, named).key if named else ""
        return next((one for one in found if reading.root_of(ctx.state, one).key == root), None)
    return found[0] if len(found) == 1 else None


def _which(ctx: Context, among: Callable[[CaseState], list[Decision]]) -> Finding | None:
    if chosen(ctx, among) is not None:
        return None
    if not ctx.data.decision and among(ctx.state):
        return Finding(say("There are several decisions, and none is named."), say("Choose the decision."),
                       field="decision")  # fmt: skip
    return Finding(say("There is no such decision to which this step applies."), say("Choose one from the list."),
                   field="decision")  # fmt: skip


@block("something_to_publish", N_("A decision to publish"), APL(48, 1))
def something_to_publish(ctx: Context) -> Finding | None:
    if reading.to_publish(ctx.state):
        return None
    return Finding(say("No decision stands that is still to be published."), say("Nothing is left to do here."))


@block("something_published", N_("A published decision"), APL(48, 2))
def something_published(ctx: Context) -> Finding | None:
    if reading.to_withdraw(ctx.state):
        return None
    return Finding(say("Nothing of this case stands published."), say("Nothing is left to do here."))


@block("which_to_publish", N_("Which decision"), APL(48, 1))
def which_to_publish(ctx: Context) -> Finding | None:
    return _which(ctx, reading.to_publish) if reading.to_publish(ctx.state) else None


@block("which_to_withdraw", N_("Which decision"), APL(48, 2))
def which_to_withdraw(ctx: Context) -> Finding | None:
    return _which(ctx, reading.to_withdraw) if reading.to_withdraw(ctx.state) else None


@block("minor_not_published", N_("A minor is not published"), APL(48, 1), GIR(15))
def minor_not_published(ctx: Context) -> Finding | None:
    decision = chosen(ctx, reading.to_publish)
    if decision is None or not is_minor(ctx.state, decision):
        return None
    return Finding(say("The party had not completed 18 years when the act was done."),
                   say("Have it decided that this decision is not published."), field="decision")  # fmt: skip


@block("published_day", N_("Day of publication"), APL(48, 1))
def published_day(ctx: Context) -> Finding | None:
    decision = chosen(ctx, reading.to_publish)
    return _day(ctx, ctx.data.published_on, decision.decided_on if decision else None, "published_on")


@block("withdrawn_day", N_("Day of withdrawal"), APL(48, 2))
def withdrawn_day(ctx: Context) -> Finding | None:
    decision = chosen(ctx, reading.to_withdraw)
    made = reading.publication_of(ctx.state, decision) if decision else None
    return _day(ctx, ctx.data.withdrawn_on, made.published_on if made else None, "withdrawn_on")


def _day(ctx: Context, day: date, since: date | None, field: str) -> Finding | None:
    if day > ctx.day:
        return Finding(
            say("{day} lies after this step.", day=day), say("Enter the day on which it was done."), field=field
        )
    if since and day < since:
        return Finding(say("{day} lies before {since}, when it first became possible.", day=day, since=since),
                       say("Enter the day on which it was done."), field=field)  # fmt: skip
    return None


@block("influence", N_("Influence on society"), APL(48, 1))
def influence(ctx: Context) -> Finding | None:
    if ctx.data.ground != "no_influence" or not ctx.profile("publication.all_decisions"):
        return None
    return Finding(say("In this bureau every decision is published, whatever its influence on society."),
                   say("Choose another ground, or publish it."), field="ground")  # fmt: skip


@block("minor_ground", N_("A minor is not published"), APL(48, 1))
def minor_ground(ctx: Context) -> Finding | None:
    decision = chosen(ctx, reading.to_publish)
    if ctx.data.ground != "minor" or decision is None or is_minor(ctx.state, decision):
        return None
    return Finding(say("The party is not a person who had not completed 18 years."), say("Choose another ground."),
                   field="ground")  # fmt: skip


@block("ground_of_withdrawal", N_("Ground of withdrawal"), APL(48, 2))
def ground_of_withdrawal(ctx: Context) -> Finding | None:
    decision = chosen(ctx, reading.to_withdraw)
    if ctx.data.ground != "revoked" or decision is None or decision.status == "revoked":
        return None
    return Finding(say("The decision has not been revoked."), say("Choose the ground that fits, or revoke it first."),
                   field="ground")  # fmt: skip


@mark("before_service", N_("Published after service"), APL(61), APL(48, 1))
def before_service(ctx: Context) -> Finding | None:
    decision = chosen(ctx, reading.to_publish)
    if decision is None or any(one.served and one.addressee == decision.party for one in ctx.state.services):
        return None
    return Finding(
        say("It is published although the party has not been served."), say("Serve the decision on the party.")
    )


def flagged(key: str) -> Guard:
    """Whether the bureau's profile lets decisions of this procedure be published."""

    @block("procedure_published", N_("Decisions that are published"), APL(48, 1))
    def procedure_published(ctx: Context) -> Finding | None:
        if ctx.profile(key):
            return None
        return Finding(say("This bureau does not publish decisions of this procedure."),
                       say("Change the profile first, where they are to be published."))  # fmt: skip

    return procedure_published


def is_minor(state: CaseState, decision: Decision) -> bool:
    """Whether the party is a person who had not completed 18 years at the act."""
    party = party_of(state, decision)
    acts = [one.act_from.date() for one in state.violations if one.party == decision.party]
    if party is None or party.kind is PartyKind.ORGANISATION or party.birth is None or not acts:
        return False
    return capacity(party.birth, min(acts)) is not Capacity.FULL


def party_of(state: CaseState, decision: Decision) -> PartyState | None:
    """The party a decision is on."""
    return next((one for one in state.parties if one.key == decision.party), None)
