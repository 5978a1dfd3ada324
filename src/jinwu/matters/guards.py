"""What is asked before every step of every kind of work."""

from __future__ import annotations

from datetime import datetime, timedelta

from jinwu.bureau.queries import bureau_of
from jinwu.law.citations import APL
from jinwu.law.messages import N_, Message, say
from jinwu.law.vocabulary import ANY_STAGE, Actor, Finding, Guard, Step, block, mark

from .context import Context

ROLE_NAMES = {
    "officer": N_("enforcement officer"), "unit_head": N_("head of the unit"), "authority_head": N_("head of the bureau"),
    "legal_reviewer": N_("legal reviewer"), "fiscal_clerk": N_("fiscal clerk"), "archivist": N_("archivist"),
    "disclosure_clerk": N_("disclosure clerk"), "statistician": N_("statistician"), "supervisor": N_("supervisor"),
    "administrator": N_("administrator"), "system": N_("the system"),
}  # fmt: skip


@block("in_order", N_("Order of the steps"), APL(4))
def in_order(ctx: Context) -> Finding | None:
    stage = ctx.state.stage if ctx.state else None
    if ctx.step.possible_from(stage):
        return None
    if stage is None:
        return Finding(say("A matter does not begin with the step “{step}”.", step=say(ctx.step.title)),
                       say("Open the matter first."))  # fmt: skip
    possible = [step for step in ctx.procedure.next_steps(stage) if not step.side]
    what = say("“{step}” cannot be taken while the matter is at “{stage}”.", step=say(ctx.step.title),
               stage=say(ctx.procedure.stages[stage].title))  # fmt: skip
    if not possible:
        return Finding(what, say("The matter has ended; no step is open."))
    return Finding(what, say("Next would be “{step}”.", step=say(_closest(possible).title)))


def _closest(steps: list[Step]) -> Step:
    """The step that belongs to this stage more than to others."""
    return min(steps, key=lambda step: len(step.sources) if ANY_STAGE not in step.sources else 1000)


@block("role", N_("Who may act"), APL(15))
def role(ctx: Context) -> Finding | None:
    if ctx.roles & ctx.step.by:
        return None
    names = sorted(ctx.step.by)
    return Finding(
        say("“{step}” is taken by: {role}.", step=say(ctx.step.title), role=say(ROLE_NAMES[names[0]])),
        say("Hand it to someone who holds that role, or have a deputy named."),
    )


#: How far the clock of a phone may be ahead of ours.
CLOCK_SKEW = timedelta(minutes=2)


def not_ahead(at: datetime, now: datetime) -> datetime:
    """The time of an act; a clock that is a little ahead is put right."""
    return now if now < at <= now + CLOCK_SKEW else at


@block("not_in_the_future", N_("When the step was taken"), APL(47))
def not_in_the_future(ctx: Context) -> Finding | None:
    if ctx.at <= ctx.recorded_at:
        return None
    return Finding(
        say("The act is dated {at}, which lies ahead of the clock.", at=ctx.at.strftime("%Y-%m-%d %H:%M")),
        say("Give the time at which it really happened."),
        field="at",
    )


@block("in_time", N_("When the step was taken"), APL(47))
def in_time(ctx: Context) -> Finding | None:
    """No act before the one that made it possible: no decision before the notice, no service before the decision."""
    if ctx.state is None:
        return None
    since = _possible_since(ctx)
    if ctx.at >= since:
        return None
    return Finding(
        say("“{step}” is dated {at}; before {since} it was not possible.", step=say(ctx.step.title),
            at=ctx.at.strftime("%Y-%m-%d %H:%M"), since=since.strftime("%Y-%m-%d %H:%M")),
        say("Give the time at which it really happened."), field="at",
    )  # fmt: skip


def _possible_since(ctx: Context) -> datetime:
    """When the matter came to stages from which the step may be taken, to stay in them until now."""
    since = ctx.state.opened_at
    for stage, reached in reversed(ctx.state.passed):
        if not ctx.step.possible_from(stage):
            break
        since = reached
    return since


def is_late(ctx: Context) -> bool:
    """Whether the act is recorded later than the profile allows without a reason."""
    hours = int(ctx.profile("recording.late_after_hours", ctx.recorded_at.date()))
    return ctx.recorded_at - ctx.at > timedelta(hours=hours)


@block("late_reason", N_("Recorded late"), APL(47))
def late_reason(ctx: Context) -> Finding | None:
    if ctx.data is None or not is_late(ctx) or getattr(ctx.data, "late_reason", None):
        return None
    return Finding(
        say("The act happened on {day} and is recorded only now; the reason is missing.", day=ctx.day),
        say("Say why it is recorded late; it is recorded with that mark."),
        field="late_reason",
    )


@block("two_officers", N_("Two certified officers"), APL(42))
def two_officers(ctx: Context) -> Finding | None:
    if ctx.step.actor is not Actor.TWO_OFFICERS:
        return None
    me = ctx.officer
    if me is None:
        return Finding(say("You act without being an enforcement officer."), say("Sign in as a certified officer."))
    if not me.certified:
        return _uncertified(me.name, me.why_not)
    if ctx.data is None:  # examined before the form is filled in
        return None
    if ctx.partner is None:
        return Finding(
            say("Two enforcement officers must be there, and no second one is named."),
            say("Name the second officer, who confirms with his own PIN or sign-in."), field="partner",
        )  # fmt: skip
    if ctx.partner.id == me.id:
        return Finding(say("The second officer must be another person."), say("Name the officer beside you."),
                       field="partner")  # fmt: skip
    if not ctx.partner.certified:
        return _uncertified(ctx.partner.name, ctx.partner.why_not)
    if ctx.partner.unit_id is None or bureau_of(ctx.partner.unit_id, ctx.day) != ctx.organ:
        return Finding(
            say("{name} belongs to another organ and is not counted among the two officers.", name=ctx.partner.name),
            say("Name a certified officer of this organ."), field="partner",
        )  # fmt: skip
    if ctx.partner_confirmed is None:
        return Finding(
            say("{name} has not confirmed that he is there.", name=ctx.partner.name),
            say("The second officer confirms with his own PIN on this device, or in his own sign-in."), field="partner",
        )  # fmt: skip
    return None


def _uncertified(name: str, why: Message | None) -> Finding:
    return Finding(
        say("{name} holds no valid enforcement certificate on that day: {why}", name=name, why=why or say("none issued")),
        say("Another certified officer must act."), field="partner",
    )  # fmt: skip


@block("no_crime_hold", N_("Suspected crime"), APL(27))
def no_crime_hold(ctx: Context) -> Finding | None:
    if ctx.state is None or not any(h.kind == "crime_suspected" for h in ctx.state.holds_now()):
        return None
    return Finding(
        say("A crime is suspected: the administrative matter waits."),
        say("Lift the hold when the police have answered."),
    )


#: Asked first: where one of them objects, nothing else is to be asked.
first_of_all: tuple[Guard, ...] = (in_order, role)
#: Asked before every step; all of them block.
every_step: tuple[Guard, ...] = (not_in_the_future, in_time, late_reason, two_officers)
#: Both, for whoever explains them.
asked_before: tuple[Guard, ...] = (*first_of_all, *every_step)


@mark("recorded_late", N_("Recorded late"), APL(47))
def recorded_late(ctx: Context) -> Finding | None:
    if not is_late(ctx):
        return None
    return Finding(say("Recorded late: it happened on {day}.", day=ctx.day), say("The reason stands with the entry."))


#: What may mark any step.
marked_always: tuple[Guard, ...] = (recorded_late,)


def asked_of(step: Step) -> tuple[Guard, ...]:
    """Every guard that bears on a step, its own first; of two officers only where two must be there."""
    general = [one for one in (*asked_before, *marked_always) if one is not two_officers or _needs_two(step)]
    return tuple(dict.fromkeys((*step.blocks, *step.marks, *general)))


def _needs_two(step: Step) -> bool:
    return step.actor is Actor.TWO_OFFICERS


#: Guards that a procedure lets ask before anything is filled in, by step key; filled by `early`.
_early: dict[tuple[str, str], tuple[Guard, ...]] = {}


def early(step: Step, *guards: Guard) -> None:
    """Declare guards of `step` that need no input: a matter's page shows them before the form is opened."""
    _early[step.procedure, step.key] = guards


def asked_early(step: Step) -> tuple[Guard, ...]:
    """The guards a page may ask without input."""
    return (two_officers, *_early.get((step.procedure, step.key), ()))
