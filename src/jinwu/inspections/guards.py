"""What is asked before the steps of an inspection. It blocks where nothing can be recorded; the rest is marked."""

from __future__ import annotations

from datetime import date

from jinwu.catalog.queries import BasisNotLoaded
from jinwu.law.citations import APL, ENT54, O55
from jinwu.law.identity import CreditCode, InvalidIdentity, ResidentId
from jinwu.law.messages import N_, Message, say
from jinwu.law.vocabulary import Finding, block, mark
from jinwu.matters.context import Context
from jinwu.matters.models import Matter
from jinwu.matters.procedure import kept
from jinwu.matters.scope import visible_to
from jinwu.matters.state import Act
from jinwu.parties.queries import by_number

from .models import Inspection
from .state import INSPECTION, PATROL, InspectionState, Result
from .subjects import subjects

LACKING: dict[str, str] = {
    "record": N_("the record itself"), "period": N_("when the visit ended"),
    "credentials": N_("that the credentials were shown"), "items": N_("items of the list without a finding"),
    "found": N_("what was found"), "signature": N_("the signature, or a note why there is none"),
}  # fmt: skip


@block("subject_known", N_("Matter of the inspection"), APL(54), O55(2))
def subject_known(ctx: Context) -> Finding | None:
    if ctx.data.subject in subjects():
        return None
    return Finding(say("The list has no such matter of inspection."), say("Choose one from the list."), field="subject")


@block("object_number", N_("Number of the object"), APL(54))
def object_number(ctx: Context) -> Finding | None:
    thing = ctx.data.object
    if not thing.number or thing.kind == "site":
        return None
    try:
        if thing.kind == "person":
            ResidentId.parse(thing.number, on=ctx.day)
        else:
            CreditCode.parse(thing.number)
    except InvalidIdentity as wrong:
        return wrong.finding("object.number")
    return None


@block("visit_time", N_("Time of the visit"), APL(55))
def visit_time(ctx: Context) -> Finding | None:
    """A visit begins, ends, and then is recorded."""
    began = getattr(ctx.data, "began", None) or (ctx.state.act_from if ctx.state else None)
    ended = getattr(ctx.data, "ended", None)
    if began and began > ctx.at:
        return Finding(
            say("The visit is dated after this step."), say("Give the time at which it began."), field="began"
        )
    if ended and began and ended < began:
        return Finding(say("The visit would end before it began."), say("Correct the two times."), field="ended")
    if ended and ended > ctx.at:
        return Finding(
            say("The visit is dated after this step."), say("Give the time at which it ended."), field="ended"
        )
    return None


@block("result_told", N_("What the result needs"), APL(28), APL(54))
def result_told(ctx: Context) -> Finding | None:
    data = ctx.data
    if data.result == Result.RECTIFY:
        if len(data.requirement) < 4:
            return Finding(say("An order to correct says what is to be corrected."), say("Write what must be done."),
                           field="requirement")  # fmt: skip
        return _day_ahead(data.correct_by, ctx.day)
    if data.result in (Result.CLUE, Result.REFUSED, Result.OTHER) and len(data.result_note) < 2:
        return Finding(say("This result needs a remark."), say("Say what was seen or done."), field="result_note")
    return None


def _day_ahead(correct_by: date | None, day: date) -> Finding | None:
    if correct_by is None or correct_by >= day:
        return None
    return Finding(say("The day to correct by lies before the order."), say("Give a day that is still to come."),
                   field="correct_by")  # fmt: skip


@block("result_fits", N_("Result and record agree"), APL(54), APL(55))
def result_fits(ctx: Context) -> Finding | None:
    """No problem found is no result beside an item with a problem."""
    after = _after(ctx)
    problems = [one.item for one in (after.visit.items if after.visit else ()) if one.finding == "problem"]
    if after.result != Result.NO_PROBLEM or not problems:
        return None
    return Finding(
        say("The record names a problem: {item}. “No problem found” does not fit it.", item=problems[0]),
        say("Choose the result that fits, or correct the item."), field="result" if hasattr(ctx.data, "result") else "items",
    )  # fmt: skip


@block("violation_known", N_("Violation suspected"), APL(38))
def violation_known(ctx: Context) -> Finding | None:
    if not ctx.data.violation:
        return None
    try:
        ctx.violation(ctx.data.violation, ctx.day)
    except BasisNotLoaded as missing:
        return Finding(missing.message, missing.remedy, tuple(missing.basis), "violation")
    return None


@block("visit_photos", N_("Photographs uploaded"), APL(46))
def visit_photos(ctx: Context) -> Finding | None:
    digests = [photo.sha256 for photo in ctx.data.photos]
    missing = set(digests) - kept(digests) if digests else set()
    if not missing:
        return None
    return Finding(say("{count} photographs have not been uploaded.", count=len(missing)),
                   say("Upload them again; nothing else is lost."), field="photos")  # fmt: skip


@block("no_result_yet", N_("The result"), APL(54))
def no_result_yet(ctx: Context) -> Finding | None:
    if not ctx.state.result:
        return None
    return Finding(say("The inspection has its result."), say("A wrong result is corrected, not entered twice."))


@block("has_result", N_("The result"), APL(54))
def has_result(ctx: Context) -> Finding | None:
    if ctx.state.result:
        return None
    return Finding(say("The inspection has no result yet."), say("Enter the result first."))


@block("something_lacks", N_("What the record lacks"), APL(55))
def something_lacks(ctx: Context) -> Finding | None:
    if ctx.state.visit is not None and ctx.state.lacks:
        return None
    return Finding(say("The record is complete."), say("Nothing is left to do here."))


@block("completes", N_("A complete record"), APL(55))
def completes(ctx: Context) -> Finding | None:
    if ctx.state.visit is None or not ctx.state.lacks:
        return None
    still = _after(ctx).lacks
    if not still:
        return None
    return Finding(say("The record would still lack: {what}.", what=_words(still)),
                   say("Add it, or have the head end the inspection as it stands."), field=_field(still[0]))  # fmt: skip


@block("another_result", N_("A result put right"), APL(54))
def another_result(ctx: Context) -> Finding | None:
    data, state = ctx.data, ctx.state
    same = str(data.result) == state.result and data.requirement == state.requirement
    if not (same and data.correct_by == state.correct_by and data.result_note == state.result_note
            and data.violation == state.violation):  # fmt: skip
        return None
    return Finding(say("This is the result that stands."), say("Enter the right one."), field="result")


@block("recheck_leads", N_("What follows from the re-check"), APL(28))
def recheck_leads(ctx: Context) -> Finding | None:
    data = ctx.data
    met = data.outcome in ("corrected", "object_gone")
    if met and data.next:
        return Finding(say("Nothing follows from an order that was met."), say("Leave it empty."), field="next")
    if not met and not data.next:
        return Finding(say("An order that was not met goes on: with a new day, or as a clue."), say("Choose one of the two."),
                       field="next")  # fmt: skip
    if data.next == "wait" and data.correct_by is None:
        return Finding(say("The new day is missing."), say("Give the day by which it is to be corrected."),
                       field="correct_by")  # fmt: skip
    return _day_ahead(data.correct_by, ctx.day)


@block("case_visible", N_("The case"), APL(54))
def case_visible(ctx: Context) -> Finding | None:
    other: Matter | None = visible_to(ctx.user).filter(pk=ctx.data.other).first()
    if other is None:
        return Finding(
            say("There is no such matter, or none that you may see."), say("Search for it first."), field="other"
        )
    if other.procedure in (INSPECTION, PATROL):
        return Finding(say("That matter is no case."), say("Choose the case that was opened."), field="other")
    if any(link.kind == "arising_from" and link.other == other.pk for link in ctx.state.relations):
        return Finding(say("The case is linked already."), say("Nothing is left to do here."), field="other")
    return None


@mark("credentials_not_shown", N_("Credentials shown"), APL(55))
def credentials_not_shown(ctx: Context) -> Finding | None:
    if ctx.data.credential_shown or getattr(ctx.data, "result", None) == Result.NOT_FOUND:
        return None
    return Finding(say("The credentials were not shown of the officers' own accord."),
                   say("The party could have refused the inspection; show them at the next visit."),
                   field="credential_shown")  # fmt: skip


@mark("record_incomplete", N_("A complete record"), APL(55))
def record_incomplete(ctx: Context) -> Finding | None:
    """The visit took place all the same; until its record is complete it is not counted."""
    after = _after(ctx)
    if after.visit is None or not after.lacks:
        return None
    return Finding(say("The record of the inspection is not complete; it lacks: {what}.", what=_words(after.lacks)),
                   say("Complete it; until then the inspection is not counted."))  # fmt: skip


@mark("no_picture", N_("Record of the whole course"), APL(47))
def no_picture(ctx: Context) -> Finding | None:
    if ctx.data.photos or ctx.data.recorder:
        return None
    return Finding(say("Neither a photograph nor a recording stands for the visit."),
                   say("Take a photograph, or name the recorder that was on."), field="photos")  # fmt: skip


@mark("enterprise_notice", N_("Inspection of an enterprise"), ENT54(0))
def enterprise_notice(ctx: Context) -> Finding | None:
    """Approval and notice before the visit, from the day on that the profile says."""
    data = ctx.data
    if data.object.kind not in ("organisation", "sole_trader") or data.exempt:
        return None
    if not ctx.profile("inspection.enterprise_approval") or (data.approval and data.notice):
        return None
    return Finding(say("An enterprise is inspected after approval and with a notice; one of them is missing."),
                   say("Enter their numbers, or what set the inspection off without them."),
                   field="notice" if data.approval else "approval")  # fmt: skip


@mark("enterprise_yearly", N_("Inspections of an enterprise in a year"), ENT54(0))
def enterprise_yearly(ctx: Context) -> Finding | None:
    """No more visits in a year than the bureau announced; what a complaint set off is not counted."""
    thing = ctx.data.object
    if thing.kind not in ("organisation", "sole_trader") or not thing.number or ctx.data.exempt:
        return None
    most = int(ctx.profile("inspection.enterprise_yearly"))
    if not most:
        return None
    party = by_number(thing.kind, thing.number.strip().upper())
    if party is None:
        return None
    begin = date(ctx.day.year, 1, 1)
    before = Inspection.objects.filter(
        party=party, organ_id=ctx.organ, visited_on__gte=begin, visited_on__lte=ctx.day, exempt=""
    )
    if before[: most + 1].count() < most:
        return None
    return Finding(say("This enterprise was inspected as often this year as the bureau announced: {most} times.", most=most),
                   say("Say what sets this inspection off, or leave it to the next year."), field="exempt")  # fmt: skip


@mark("recheck_early", N_("Re-check in time"), APL(28))
def recheck_early(ctx: Context) -> Finding | None:
    """A look before the day that was given proves nothing against the party."""
    state: InspectionState = ctx.state
    if not state.correct_by or ctx.day >= state.correct_by or ctx.data.outcome in ("corrected", "object_gone"):
        return None
    return Finding(say("The day to correct by is {day}; until then nothing was missed.", day=state.correct_by),
                   say("Look again after that day."), field="outcome")  # fmt: skip


def _after(ctx: Context) -> InspectionState:
    """The matter as the step would leave it, as far as its record goes."""
    outcome = {"counts": False, "subject_title": "", "expected": [], "version": 0, "unit": 0, "organ": 0}
    if ctx.state is None and ctx.data.subject in subjects():
        outcome["expected"] = list(subjects()[ctx.data.subject].items)
    if getattr(ctx.data, "signature", ""):
        outcome["signature"] = "-"
    return ctx.step.effect(
        ctx.state, Act(0, ctx.matter, ctx.step.key, ctx.data, outcome, ctx.at, ctx.recorded_at, ctx.by, ctx.second)
    )


def _words(lacks: tuple[str, ...]) -> Message:
    said = say(LACKING[lacks[0]])
    for one in lacks[1:]:
        said = say("{one}, {two}", one=said, two=say(LACKING[one]))
    return said


def _field(lacks: str) -> str:
    return {"period": "ended", "credentials": "credential_shown", "signature": "signed"}.get(lacks, lacks)
