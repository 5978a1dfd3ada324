"""What the law asks before a party is told, a decision made, handed over and reported."""

from __future__ import annotations

from decimal import Decimal

from jinwu.catalog.rows import ViolationRow
from jinwu.documents.numbers import forms_left
from jinwu.law.citations import APL
from jinwu.law.discretion import Leniency, within
from jinwu.law.liability import Capacity, capacity
from jinwu.law.messages import N_, say
from jinwu.law.parties import PartyKind
from jinwu.law.penalty import Base, BaseMissing, NoFine
from jinwu.law.summary import check_summary_fine, on_the_spot_ground
from jinwu.law.vocabulary import Finding, block, mark
from jinwu.matters.context import Context

from ... import queries
from ...shown import check_wording
from .asking import as_citizen, kind_of, person_of, row_of

#: The papers of a decision on the spot: as issued, and as corrected.
DECISIONS = ("on_the_spot_decision", "corrected_decision")


@block("told", N_("Told before the decision"), APL(44), APL(62))
def told(ctx: Context) -> Finding | None:
    if ctx.data.told_facts and ctx.data.told_rights:
        return None
    return Finding(
        say("Before a penalty is decided the party is told facts, reasons, basis, the intended penalty and his rights."),
        say("Tell him, then tick both."), field="told_rights" if ctx.data.told_facts else "told_facts",
    )  # fmt: skip


@block("heard", N_("Statement heard and rechecked"), APL(45), APL(62))
def heard(ctx: Context) -> Finding | None:
    if ctx.data.statement and ctx.data.recheck == "none":
        return Finding(say("The party made a statement, and it was not rechecked."),
                       say("Say whether it is adopted, and why not if not."), field="recheck")  # fmt: skip
    if ctx.data.recheck == "not_adopted" and not ctx.data.recheck_reason:
        return Finding(say("The statement was not adopted, and the reason is missing."), say("Write the reason."),
                       field="recheck_reason")  # fmt: skip
    return None


@block("some_penalty", N_("Kind of penalty"), APL(9))
def some_penalty(ctx: Context) -> Finding | None:
    if ctx.data.amount or ctx.data.warning:
        return None
    return Finding(say("Neither a warning nor a fine is chosen."), say("Choose one, or end the matter without a penalty."),
                   field="amount")  # fmt: skip


@block("warning_allowed", N_("Kind of penalty"), APL(38), APL(9))
def warning_allowed(ctx: Context) -> Finding | None:
    row = row_of(ctx)
    if row is None or not ctx.data.warning or row.rule.with_warning:
        return None
    return Finding(say("The basis of “{title}” allows no warning.", title=row.title),
                   say("Take the warning away; order correction instead."), field="warning")  # fmt: skip


@block("warned_first", N_("Correction first"), APL(28))
def warned_first(ctx: Context) -> Finding | None:
    row = row_of(ctx)
    if row is None or row.prior != "W" or not ctx.data.amount:
        return None
    if ctx.data.prior if ctx.state is None else ctx.state.details.get("prior"):
        return None
    return Finding(
        say("“{title}” is fined only after a warning and an order to correct that was not met; no proof of it is given.",
            title=row.title),
        say("Give a warning now, or record the matter anew with the earlier order."), field="amount",
    )  # fmt: skip


@block("in_range", N_("Statutory range and tier"), APL(34))
def in_range(ctx: Context) -> Finding | None:
    row = row_of(ctx)
    if row is None or not ctx.data.amount:
        return None
    kind = kind_of(ctx)
    try:
        bounds = row.rule.bounds_for(kind, Base(units=ctx.data.units), as_citizen(ctx))
    except BaseMissing as missing:
        return missing.finding("units")
    except NoFine as none:
        return none.finding("amount")
    tiers = {tier.key: tier for tier in row.tiers(kind, as_citizen(ctx))}
    if ctx.data.tier and ctx.data.tier not in tiers:
        return Finding(say("There is no such tier for this violation."), say("Choose one of the tiers shown."),
                       field="tier")  # fmt: skip
    mitigated = ctx.data.mitigated is not None
    if tiers and not ctx.data.tier and not mitigated:
        return Finding(say("The benchmark has tiers for this violation, and none is chosen."),
                       say("Choose the tier that fits the circumstances."), (APL(34),), "tier")  # fmt: skip
    return within(ctx.data.amount, tiers.get(ctx.data.tier), bounds, mitigated, ctx.data.mitigated)


@block("within_limit", N_("Limit of the summary procedure"), APL(51))
def within_limit(ctx: Context) -> Finding | None:
    if not ctx.data.amount:
        return None
    return check_summary_fine(ctx.data.amount, kind_of(ctx), ctx.day, as_citizen(ctx))


@block("minor_lighter", N_("Lighter for minors"), APL(30))
def minor_lighter(ctx: Context) -> Finding | None:
    kind, birth, act = person_of(ctx)
    row = row_of(ctx)
    if kind is PartyKind.ORGANISATION or birth is None or row is None or not ctx.data.amount:
        return None
    if capacity(birth, act) is not Capacity.LIGHTER:
        if ctx.data.mitigated is not Leniency.MINOR:
            return None
        return Finding(say("The party was of age on the day of the act."), say("Name the ground that applies."),
                       field="mitigated")  # fmt: skip
    if ctx.data.mitigated or _light(ctx, row, kind):
        return None
    return Finding(say("The party is not yet 18: the penalty shall be lighter or mitigated."),
                   say("Choose the lightest tier, or mitigate with that ground."), field="tier")  # fmt: skip


def _light(ctx: Context, row: ViolationRow, kind: PartyKind) -> bool:
    """Whether the fine is a light one: the first tier; without a benchmark, the lower half of the range."""
    tiers = row.tiers(kind, as_citizen(ctx))
    if tiers:
        return ctx.data.tier == tiers[0].key
    bounds = row.rule.bounds_for(kind, Base(units=ctx.data.units), as_citizen(ctx))
    return ctx.data.amount <= (bounds.low + bounds.high) / 2


@block("not_heavier", N_("Not heavier than told"), APL(45))
def not_heavier(ctx: Context) -> Finding | None:
    notice = ctx.state.notice
    if notice is None:
        return None
    told = notice.amount or Decimal(0)
    if (ctx.data.amount or Decimal(0)) > told:
        return Finding(
            say("The party was told of {told} yuan; the decision would be heavier at {amount} yuan.", told=told,
                amount=ctx.data.amount),
            say("Decide at most what was told, or tell the party anew."), field="amount",
        )  # fmt: skip
    if ctx.at < notice.at:
        return Finding(say("The decision is dated before the party was told."),
                       say("Give the time at which it really happened."), field="at")  # fmt: skip
    if ctx.data.warning and "warning" not in notice.kinds:
        return Finding(say("The party was not told of a warning."), say("Tell the party anew."), field="warning")
    return None


@block("second_fine", N_("No second fine for one act"), APL(29))
def second_fine(ctx: Context) -> Finding | None:
    if not ctx.data.amount:
        return None
    earlier = queries.earlier_fine(ctx.state, ctx.matter)
    if earlier is None:
        return None
    return Finding(
        say("This act has already been fined by decision {number} of {day}.", number=earlier.number, day=earlier.decided_on),
        say("Do not fine the same act twice; end the matter, or show that it is another act."), field="amount",
    )  # fmt: skip


@block("wording_complete", N_("Wording of the decision complete"), APL(52))
def wording_complete(ctx: Context) -> Finding | None:
    return check_wording(ctx.day, to_pay=bool(ctx.data.amount) and ctx.data.payment == "bank")


@block("numbered_form", N_("Numbered form"), APL(52))
def numbered_form(ctx: Context) -> Finding | None:
    if getattr(ctx.data, "form", ""):  # drawn on his phone: the register of numbers says whether it is his
        return None
    if ctx.by.officer and forms_left("on_the_spot_decision", ctx.organ, ctx.by.officer, ctx.day):
        return None
    return Finding(say("You have no numbered form of this year left."),
                   say("Ask the custodian for a block of forms."), field="")  # fmt: skip


@block("payment", N_("Collecting on the spot"), APL(68), APL(69))
def payment(ctx: Context) -> Finding | None:
    if ctx.data.payment != "on_the_spot":
        return None
    if not ctx.data.amount:
        return Finding(
            say("There is no fine to collect."), say("Choose a fine, or leave the payment out."), field="payment"
        )
    if ctx.data.ground is None:
        return Finding(say("A fine is collected on the spot only on a ground of the law, and none is named."),
                       say("Choose the ground, or let the party pay at the bank."), field="ground")  # fmt: skip
    return on_the_spot_ground(ctx.data.amount, ctx.data.ground, ctx.day, requested=ctx.data.requested)


@block("correction", N_("Order to correct"), APL(28))
def correction(ctx: Context) -> Finding | None:
    if ctx.data.correction != "by_day":
        return None
    if ctx.data.correct_by is None:
        return Finding(say("The day by which to correct is missing."), say("Enter a day, or order correction at once."),
                       field="correct_by")  # fmt: skip
    if ctx.data.correct_by < ctx.day:
        return Finding(say("The day by which to correct has passed."), say("Enter a later day."), field="correct_by")
    return None


@block("signed_what_was_shown", N_("Signed as it was shown"), APL(52))
def signed_what_was_shown(ctx: Context) -> Finding | None:
    """A signature belongs to the very bytes that were on the glass: none is carried over to a decision changed since."""
    if not ctx.data.shown or ctx.data.method != "signed":
        return None
    standing = [one for one in ctx.state.papers if one.paper in DECISIONS and one.status == "issued"]
    if standing and standing[-1].sha256 == ctx.data.shown:
        return None
    return Finding(say("The decision was changed after it was shown to the party."),
                   say("Show it as it stands now, and let the party sign again."), field="signature")  # fmt: skip


@mark("device_sheet", N_("Signed as it was shown"), APL(52))
def device_sheet(ctx: Context) -> Finding | None:
    """Without a line the party signs the sheet that the phone shows: it must say what the decision says."""
    if not ctx.data.sheet:
        return None
    made, sheet = ctx.state.decision, "".join(ctx.data.sheet.split())
    said = [made.number, ctx.state.party.name or "", f"{made.fine:.2f}" if made.fine else ""]
    if all("".join(words.split()) in sheet for words in said):
        return None
    return Finding(say("The sheet that the party signed on the phone does not say number, name and fine as the decision does."),
                   say("Serve the decision once more, as it was issued."), field="signature")  # fmt: skip


@block("served_properly", N_("Signed, or refusal noted"), APL(52))
def served_properly(ctx: Context) -> Finding | None:
    if ctx.data.method == "signed" and not ctx.data.signature:
        return Finding(
            say("The signature is missing."), say("Let the party sign, or note the refusal."), field="signature"
        )
    if ctx.data.method == "refused" and not ctx.data.note:
        return Finding(say("The party refused to sign, and the note is missing."),
                       say("Write why, and who was there."), field="note")  # fmt: skip
    return None


@block("not_served_yet", N_("Served once"), APL(52))
def not_served_yet(ctx: Context) -> Finding | None:
    if not ctx.state.served:
        return None
    return Finding(say("The decision has been served."), say("Nothing is left to do here."))


@mark("refusal_recorded", N_("Refusal on record"), APL(47))
def refusal_recorded(ctx: Context) -> Finding | None:
    if ctx.data.method != "refused" or ctx.data.recorder:
        return None
    return Finding(say("A refusal to sign stands without a recording."), say("Name the recorder that was on."),
                   field="recorder")  # fmt: skip


@block("filed_once", N_("On record once"), APL(52, 3))
def filed_once(ctx: Context) -> Finding | None:
    if ctx.state.filed_at is None:
        return None
    return Finding(say("The decision is already on record."), say("Nothing is left to do here."))


@block("on_record", N_("Reported for the record"), APL(52, 3), met_by=("file_record",))
def on_record(ctx: Context) -> Finding | None:
    if ctx.state.filed_at or ctx.state.decision is None:
        return None
    return Finding(say("The decision has not been reported for the record."), say("File it first."))


@block("decision_stands", N_("A decision in force"), APL(52))
def decision_stands(ctx: Context) -> Finding | None:
    if ctx.state.decision is None:
        return Finding(say("No decision is in force."), say("Nothing is left to do here."))
    return None
