"""What the law asks of party, act and evidence before a matter is recorded on the spot."""

from __future__ import annotations

from jinwu.law.citations import APL
from jinwu.law.liability import check_age, check_limitation
from jinwu.law.messages import N_, say
from jinwu.law.parties import PartyKind
from jinwu.law.vocabulary import Finding, block, mark
from jinwu.matters.context import Context
from jinwu.matters.procedure import kept

from ... import queries
from ...entering import check_basis, check_identity, check_times
from .asking import as_citizen, kind_of, person_of, row_of


@block("identity", N_("Identity of the party"), APL(52))
def identity(ctx: Context) -> Finding | None:
    return check_identity(ctx.data.party, ctx.day)


@block("basis", N_("Legal basis in force"), APL(38), APL(37))
def basis(ctx: Context) -> Finding | None:
    return check_basis(ctx, ctx.data)


@block("act_time", N_("Time of the violation"), APL(40))
def act_time(ctx: Context) -> Finding | None:
    return check_times(ctx.data, ctx.at)


@block("summary_allowed", N_("Fit for the summary procedure"), APL(51))
def summary_allowed(ctx: Context) -> Finding | None:
    row = row_of(ctx)
    if row is None or row.summary_allowed(ctx.day, kind_of(ctx), as_citizen(ctx)):
        return None
    return Finding(
        say("“{title}” cannot end with a warning or with a fine within the limits on the spot.", title=row.title),
        say("File it as an ordinary case."), field="violation",
    )  # fmt: skip


#: No measure first; or only before a fine (W), which is asked when the penalty is named (`deciding.warned_first`).
_WITHOUT_ORDER = ("N", "W")


@block("prior_measure", N_("Correction first"), APL(28))
def prior_measure(ctx: Context) -> Finding | None:
    row, prior = row_of(ctx), ctx.data.prior
    if row is None or row.prior in _WITHOUT_ORDER:
        return None
    if prior and (ordered_on := getattr(prior, "ordered_on", None)) and ordered_on > ctx.day:
        return Finding(say("The earlier order is dated after this step."), say("Enter the day on which it was given."),
                       field="prior.ordered_on")  # fmt: skip
    if prior:
        return None
    return Finding(
        say("“{title}” is fined only after an order to correct was refused or not met in time; no proof of it is given.",
            title=row.title),
        say("Enter the earlier order with its date and outcome, or order correction now and come back."), field="prior",
    )  # fmt: skip


@block("age", N_("Age of the party"), APL(30))
def age(ctx: Context) -> Finding | None:
    kind, birth, act = person_of(ctx)
    return None if kind is PartyKind.ORGANISATION or birth is None else check_age(birth, act)


@block("limitation", N_("Limitation of the penalty"), APL(36))
def limitation(ctx: Context) -> Finding | None:
    end = (ctx.data.act_to or ctx.data.act_from) if ctx.state is None else ctx.state.act_to
    return check_limitation(end.date(), ctx.state.opened_at.date() if ctx.state else ctx.day)


@block("credentials", N_("Credentials shown"), APL(52), APL(55))
def credentials(ctx: Context) -> Finding | None:
    if ctx.data.credential_shown:
        return None
    return Finding(say("The credentials were not shown to the party."), say("Show them, then go on."),
                   field="credential_shown")  # fmt: skip


@block("photos_kept", N_("Photographs uploaded"), APL(46))
def photos_kept(ctx: Context) -> Finding | None:
    digests = [photo.sha256 for photo in ctx.data.photos]
    missing = set(digests) - kept(digests) if digests else set()
    if not missing:
        return None
    return Finding(say("{count} photographs have not been uploaded.", count=len(missing)),
                   say("Upload them again; nothing else is lost."), field="photos")  # fmt: skip


@mark("same_name", N_("Name and number"), APL(40))
def same_name(ctx: Context) -> Finding | None:
    party = ctx.data.party
    if not queries.other_name(party.kind, party.number, party.name, ctx.day):
        return None
    return Finding(say("The book of parties knows this number under another name."),
                   say("Compare name and number with the paper shown."), field="party.name")  # fmt: skip


@mark("evidence", N_("Evidence of the facts"), APL(40), APL(47))
def evidence(ctx: Context) -> Finding | None:
    if ctx.data.photos or ctx.data.recorder:
        return None
    return Finding(say("Neither a photograph nor a recording stands for the facts."),
                   say("Take a photograph, or name the recorder that was on."), field="photos")  # fmt: skip
