"""What the law asks of a reminder: that it is the first, that little harm was done, that it was corrected (APL 33)."""

from __future__ import annotations

from jinwu.law.citations import APL
from jinwu.law.leniency import EDUCATION, Route
from jinwu.law.messages import N_, say
from jinwu.law.vocabulary import Finding, block, mark
from jinwu.matters.context import Context
from jinwu.matters.scope import visible_to
from jinwu.parties.queries import by_number, normal_number

from . import queries
from .state import ReminderState


@block("first_offence", N_("First time"), APL(33, 1))
def first_offence(ctx: Context) -> Finding | None:
    if _route(ctx) is not Route.FIRST:
        return None
    found = _earlier(ctx)
    if found is None:
        return None
    return Finding(
        say("It is not the first time within {months} months: {earlier}.", months=_months(ctx), earlier=found.told),
        say("Open a penalty case, or show that the act was slight and without harm."), field="violation",
    )  # fmt: skip


@mark("not_the_first", N_("First time"), APL(33, 1))
def not_the_first(ctx: Context) -> Finding | None:
    if _route(ctx) is not Route.LIGHT:
        return None
    found = _earlier(ctx)
    if found is None:
        return None
    return Finding(
        say("The act is slight, but not the first within {months} months: {earlier}.", months=_months(ctx),
            earlier=found.told),
        say("Say in the facts why it is slight all the same."), field="violation",
    )  # fmt: skip


@block("harm_fits", N_("Harm"), APL(33, 1))
def harm_fits(ctx: Context) -> Finding | None:
    if ctx.data.route is Route.FIRST or ctx.data.harm == "none":
        return None
    return Finding(say("A slight act stays without a penalty only where it did no harm."),
                   say("Choose the ground of the first time, or open a penalty case."), field="harm")  # fmt: skip


@block("explained", N_("Explained to the party"), EDUCATION)
def explained(ctx: Context) -> Finding | None:
    if ctx.data.explained:
        return None
    return Finding(say("The party was not told what it did and what follows."), say("Explain it, then hand it over."),
                   field="explained")  # fmt: skip


@block("day_to_correct", N_("Day to correct by"), APL(28))
def day_to_correct(ctx: Context) -> Finding | None:
    if ctx.data.correct_by is None or ctx.data.correct_by > ctx.day:
        return None
    return Finding(say("The day to correct by does not lie ahead."),
                   say("Enter a later day, or leave it empty: at once."), field="correct_by")  # fmt: skip


@mark("long_term", N_("Day to correct by"), APL(33, 1))
def long_term(ctx: Context) -> Finding | None:
    usual = int(ctx.profile("T80.length"))
    if ctx.data.correct_by is None or (ctx.data.correct_by - ctx.day).days <= usual:
        return None
    return Finding(say("The party is given longer than the usual {days} days to correct.", days=usual),
                   say("Say in the requirement why it takes so long."), field="correct_by")  # fmt: skip


@block("handed_over", N_("Signed, or refusal noted"), APL(61))
def handed_over(ctx: Context) -> Finding | None:
    if ctx.data.method != "refused" or ctx.data.note:
        return None
    return Finding(say("The party refused to sign, and the note is missing."), say("Write why, and who was there."),
                   field="note")  # fmt: skip


@block("promised_once", N_("Promised once"), APL(33, 1))
def promised_once(ctx: Context) -> Finding | None:
    if ctx.state.promised_at is None:
        return None
    return Finding(say("The party's promise stands already."), say("Nothing is left to do here."))


@block("reminder_suffices", N_("A reminder is enough"), APL(33, 1), APL(57, 1, 2))
def reminder_suffices(ctx: Context) -> Finding | None:
    if ctx.profile("reminder.alone"):
        return None
    return Finding(say("This bureau decides on no penalty in a filed case."),
                   say("Let the act go over to a penalty case, where no penalty is decided."))  # fmt: skip


@block("ground_holds", N_("Ground of going over"), APL(33, 1), APL(54))
def ground_holds(ctx: Context) -> Finding | None:
    state: ReminderState = ctx.state
    if ctx.data.ground == "not_corrected" and state.outcome != "not_corrected":
        return Finding(say("Nobody has found yet that it was not corrected."), say("Check the correction first."),
                       field="ground")  # fmt: skip
    if ctx.data.ground == "case_required" and ctx.profile("reminder.alone"):
        return Finding(say("In this bureau a reminder is enough where the act was corrected."),
                       say("Record that no penalty follows, or choose another ground."), field="ground")  # fmt: skip
    return None


@block("case_known", N_("The penalty case"), APL(54))
def case_known(ctx: Context) -> Finding | None:
    other = ctx.data.other
    if other is None or (other != ctx.matter and visible_to(ctx.user).filter(pk=other).exists()):
        return None
    return Finding(
        say("There is no such case, or none that you may see."), say("Search for it, or leave it empty."), field="other"
    )


def _route(ctx: Context) -> Route:
    return ctx.data.route if ctx.state is None else ctx.state.route


def _months(ctx: Context) -> int:
    return int(ctx.profile("reminder.window_months"))


def _earlier(ctx: Context) -> queries.Earlier | None:
    """Asked when the act is found and again when the reminder is handed over: somebody may have been faster."""
    if ctx.state is None:
        who, code, on = ctx.data.party, ctx.data.violation, ctx.day
        number = normal_number(who.number or who.operator_number)
        queries.alone(number, code)
        known = by_number(who.kind, number)
        party = known.pk if known else None
    else:
        first = ctx.state.party
        party, code, on = first.party, ctx.state.violation.code, ctx.state.opened_at.date()
        queries.alone(normal_number(first.number or first.operator_number), code)
    if party is None:
        return None
    return queries.earlier(party, code, ctx.organ, on, _months(ctx), without=ctx.matter)
