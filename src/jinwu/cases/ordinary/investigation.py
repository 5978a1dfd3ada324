"""Investigation (调查取证): records, evidence, orders to correct, preservation, appraisal; parties and acts found later."""

from __future__ import annotations

from datetime import date
from typing import Annotated, Any, Literal

from pydantic import Field

from jinwu.kit.inputs import Part, Widget, field
from jinwu.law.citations import APL, O55
from jinwu.law.messages import N_, say
from jinwu.law.roles import Role
from jinwu.law.timers import T06
from jinwu.law.vocabulary import Actor, Finding, block, mark
from jinwu.matters.context import Context
from jinwu.matters.guards import early
from jinwu.matters.inputs import ActInput
from jinwu.matters.scope import visible_to
from jinwu.matters.state import Act, Assignment, Evidence, Participant, Relation, next_key, replaced
from jinwu.matters.timing import reckoned

from ..entering import as_state, basis_of, in_the_book
from ..inputs import Money, PartyInput, Photo
from ..state import law_day
from .asking import check_certified, named_officers, party_of, row_of
from .clue import (
    HEADS,
    ViolationInput,
    approval,
    approver_apart,
    check_act,
    extended,
    party_identity,
    party_of_age,
    photos_uploaded,
    violation_state,
)
from .evidence import ProofInput, as_proof
from .questioning import naming_template, refusal_noted, rights_asked, signed_as_read, template_known
from .records import Inquiry, SceneRecord
from .stages import (
    BEFORE_DECISION,
    INVESTIGATED,
    INVESTIGATING,
    MERGED,
    SUSPENDED,
    TERMINATED,
    WITHDRAWN,
    ordinary,
)
from .state import Appraisal, Order, OrdinaryState, Preservation

TWO: dict[str, Any] = {"by": Role.OFFICER, "actor": Actor.TWO_OFFICERS}


class TakeEvidence(ActInput):
    """Items for the evidence list, by the eight kinds of the law."""

    proofs: list[ProofInput] = field(N_("Items of evidence"), min_length=1, max_length=40)


#: Handed over on the street on a form of the officer's own block, pre-sealed and numbered.
ON_FORM: bool = field(
    N_("On a numbered form"), False, help=N_("Takes the next number of your own block of pre-sealed forms.")
)


class OrderCorrection(ActInput):
    """The party is ordered to correct (D20)."""

    party: str = field(N_("Party"), choices="case_parties", widget=Widget.SELECT, max_length=10)
    kind: Literal["at_once", "by_day", "stop_act", "stop_work", "clear"] = field(
        N_("What is ordered"), widget=Widget.SELECT,
        labels={"at_once": N_("Correct at once"), "by_day": N_("Correct by a day"), "stop_act": N_("Stop the act"),
                "stop_work": N_("Stop the work"), "clear": N_("Remove or clear by a day")},
    )  # fmt: skip
    requirement: str = field(N_("What exactly is to be done"), widget=Widget.AREA, min_length=4, max_length=1000)
    due: date | None = field(N_("Correct by"), None)
    on_form: bool = ON_FORM


class CheckCorrection(ActInput):
    """The order is checked on the spot (D22)."""

    order: str = field(N_("Order to correct"), choices="open_orders", widget=Widget.SELECT, max_length=10)
    outcome: Literal["corrected", "partly", "not_corrected", "object_gone"] = field(
        N_("Found"), widget=Widget.CHOICE,
        labels={"corrected": N_("Act corrected"), "partly": N_("Partly corrected"), "not_corrected": N_("Not corrected"),
                "object_gone": N_("The object is gone")},
    )  # fmt: skip
    note: str = field(N_("What the check found"), widget=Widget.AREA, min_length=2, max_length=1000)
    photos: list[Photo] = field(N_("Photographs"), [], widget=Widget.PHOTOS, max_length=20)


class Preserve(ActInput):
    """Evidence is registered and preserved with the head's approval (D17)."""

    party: str = field(N_("Party"), choices="case_parties", widget=Widget.SELECT, max_length=10)
    items: str = field(N_("Items, quantities and condition"), widget=Widget.AREA, min_length=2, max_length=3000)
    in_place: bool = field(N_("Left with the party under seal"), False)
    approved_by: str = field(
        N_("Approved by"), min_length=2, max_length=60, help=N_("The head who approved it, and when.")
    )
    on_form: bool = ON_FORM


class EndPreservation(ActInput):
    """What became of the preserved evidence."""

    preservation: str = field(
        N_("Preserved evidence"), choices="open_preservations", widget=Widget.SELECT, max_length=10
    )
    outcome: Literal["returned", "recorded", "tested", "seized", "transferred"] = field(
        N_("Outcome"), widget=Widget.CHOICE,
        labels={"returned": N_("Returned"), "recorded": N_("Recorded as evidence, then released"), "tested": N_("Sent for test"),
                "seized": N_("Sealed or seized"), "transferred": N_("Transferred")},
    )  # fmt: skip
    note: str = field(N_("Remark"), "", max_length=500)
    notice: bool = field(N_("Print a notice to the party"), False, help=N_("It is drawn a number and served."))


class Commission(ActInput):
    """A test, inspection, appraisal or valuation is commissioned for a definite period (D18)."""

    kind: Literal["test", "inspection", "appraisal", "valuation"] = field(
        N_("What is commissioned"),
        labels={"test": N_("Test"), "inspection": N_("Technical inspection"), "appraisal": N_("Expert appraisal"),
                "valuation": N_("Valuation of cost")},
    )  # fmt: skip
    by: str = field(N_("Commissioned body"), min_length=2, max_length=120)
    question: str = field(N_("Question"), widget=Widget.AREA, min_length=4, max_length=1000)
    until: date = field(N_("Result expected by"), help=N_("The period is stated and told to the party."))
    told: str = field(
        N_("Print a notice of the period for"), "", choices="case_parties", widget=Widget.SELECT, max_length=10
    )


class Result(ActInput):
    """The result of what was commissioned; the period runs on."""

    appraisal: str = field(N_("Commission"), choices="open_appraisals", widget=Widget.SELECT, max_length=10)
    result: str = field(N_("Result"), widget=Widget.AREA, min_length=2, max_length=3000)
    amount: Annotated[Money, Field(gt=0)] | None = field(N_("Amount found"), None, unit=N_("yuan"))
    document: str = field(N_("Document"), min_length=1, max_length=120)
    violation: str = field(
        N_("Proves the violation"), "", choices="case_violations", widget=Widget.SELECT, max_length=10
    )


class Suspend(ActInput):
    ground: Literal["force_majeure", "party_lost", "other_case", "interpretation", "other"] = field(
        N_("Ground for suspending"), widget=Widget.CHOICE,
        labels={"force_majeure": N_("Force majeure"), "party_lost": N_("The party cannot be found for now"),
                "other_case": N_("Another case must end first"), "interpretation": N_("A rule must be interpreted first"),
                "other": N_("Another ground")},
    )  # fmt: skip
    reason: str = field(N_("Reason"), min_length=4, max_length=1000, widget=Widget.AREA)


class Resume(ActInput):
    reason: str = field(N_("Why it goes on"), min_length=2, max_length=500, widget=Widget.AREA)


class ExtendTerm(ActInput):
    """The ninety days are extended: first by the head, then by collective discussion."""

    reason: str = field(N_("Why the case is complex"), min_length=4, max_length=1000, widget=Widget.AREA)
    collective: str = field(
        N_("Collective discussion"), "", max_length=120, help=N_("Date and number, for the second extension.")
    )
    days: int | None = field(
        N_("Days"), None, ge=1, le=365, help=N_("Of the second extension, at most what the profile says.")
    )


class End(ActInput):
    reason: str = field(N_("Reason"), min_length=4, max_length=1000, widget=Widget.AREA)


class Terminate(End):
    ground: Literal["died", "dissolved", "not_established", "other"] = field(
        N_("Ground for ending"), widget=Widget.CHOICE,
        labels={"died": N_("The party died"), "dissolved": N_("The party was dissolved"),
                "not_established": N_("No violation is established"), "other": N_("Another ground")},
    )  # fmt: skip


class Merge(End):
    other: str = field(
        N_("The case it is merged into"), pattern=r"^[0-9a-f-]{36}$", help=N_("Its address on the page.")
    )


class FoundParty(ActInput):
    """The unknown party has been found, or a further one is added, or stands beside one."""

    party: PartyInput = field(N_("Party"), widget=Widget.PARTY)
    trace: str = field(N_("How it was found"), min_length=2, max_length=500)


class AddParty(FoundParty):
    role: Literal["party", "third_party", "guardian", "agent", "representative"] = field(
        N_("Role in the case"), "party", widget=Widget.SELECT,
        labels={"party": N_("Party"), "third_party": N_("Third party"), "guardian": N_("Guardian"), "agent": N_("Agent"),
                "representative": N_("Representative")},
    )  # fmt: skip
    scope: str = field(N_("Scope of the power of attorney"), "", max_length=300)


class AddViolation(ActInput):
    party: str = field(N_("Party"), choices="case_parties", widget=Widget.SELECT, max_length=10)
    act: ViolationInput = field(N_("Suspected violation"))


class Recuse(ActInput):
    """An investigator withdraws, and another takes his place (APL 43)."""

    officer: int = field(N_("Who withdraws"), choices="investigators", widget=Widget.SELECT)
    by: int = field(N_("Who takes his place"), choices="officers", widget=Widget.SELECT)
    applied_by: Literal["self", "party", "organ"] = field(
        N_("Asked for by"), labels={"self": N_("Himself"), "party": N_("The party"), "organ": N_("The organ")}
    )
    reason: str = field(N_("Reason"), min_length=4, max_length=500, widget=Widget.AREA)
    party: str = field(
        N_("Party that asked for it"), "", choices="case_parties", widget=Widget.SELECT, max_length=10,
        help=N_("It is given the decision in writing."),
    )  # fmt: skip


class Join(ActInput):
    """Someone of another organ takes part; he is never one of the two officers."""

    organ: str = field(N_("Organ"), min_length=2, max_length=100)
    name: str = field(N_("Name of the person"), min_length=1, max_length=60)
    post: str = field(N_("Post"), "", max_length=60)


class Assessment(Part):
    """One line of the discretion worksheet."""

    violation: str = field(N_("Violation"), choices="case_violations", widget=Widget.SELECT, max_length=10)
    tier: str = field(N_("Tier"), "", choices="case_tiers", widget=Widget.SELECT, max_length=40)
    factors: str = field(N_("Circumstances weighed"), min_length=2, max_length=1000, widget=Widget.AREA)
    reason: str = field(N_("Why this tier"), min_length=2, max_length=1000, widget=Widget.AREA)
    amount: Money | None = field(
        N_("Fine proposed"), None, unit=N_("yuan"), help=N_("The notice begins with it; beside it stands what like cases were fined.")
    )  # fmt: skip


class Report(ActInput):
    """The investigation is closed with a report and a worksheet (D40)."""

    facts: str = field(N_("Facts found by the investigation"), widget=Widget.AREA, min_length=10, max_length=6000)
    worksheet: list[Assessment] = field(N_("Discretion worksheet"), min_length=1, max_length=20)
    proposal: Literal["penalty", "no_penalty", "not_established", "transfer"] = field(
        N_("Proposal"),
        labels={"penalty": N_("Penalty"), "no_penalty": N_("No penalty"), "not_established": N_("Violation not established"),
                "transfer": N_("Transfer on suspicion of crime")}, widget=Widget.CHOICE,
    )  # fmt: skip
    opinion: str = field(N_("Proposed handling"), widget=Widget.AREA, min_length=4, max_length=2000)


def photographed(state: OrdinaryState, act: Act) -> tuple[Evidence, ...]:
    """The evidence files with the photographs of the act."""
    photos = list(state.evidence)
    for photo in act.data.photos:
        photos.append(Evidence(key=next_key("e", photos), sha256=photo.sha256, title=photo.title, taken_at=photo.taken_at,
                               entry=act.seq))  # fmt: skip
    return tuple(photos)


def _proof(state: OrdinaryState, act: Act, **values: Any) -> OrdinaryState:
    item = ProofInput(**values)
    return state.model_copy(update={"proofs": (*state.proofs, as_proof(item, next_key("b", state.proofs), act))})


#: The items of evidence that the records of scene and inquiry are: title, and what they prove.
SCENE = ("现场检查（勘验）笔录", "现场情况和违法行为的客观状态")
INQUIRY = ("询问笔录", "违法行为的经过")


def scene_recorded(state: OrdinaryState, act: Act) -> OrdinaryState:
    state = state.model_copy(update={"evidence": photographed(state, act)})
    title, proves = SCENE
    return _proof(
        state, act, kind="scene", title=title, proves=proves, violation=act.data.violation, source=act.data.place
    )


def inquired(state: OrdinaryState, act: Act) -> OrdinaryState:
    kind = "statement" if act.data.person_role == "party" else "testimony"
    title, proves = INQUIRY
    return _proof(state, act, kind=kind, title=title, proves=proves, violation=act.data.violation)


def evidence_taken(state: OrdinaryState, act: Act) -> OrdinaryState:
    proofs = state.proofs
    for one in act.data.proofs:
        proofs = (*proofs, as_proof(one, next_key("b", proofs), act))
    return state.model_copy(update={"proofs": proofs})


def correction_ordered(state: OrdinaryState, act: Act) -> OrdinaryState:
    data = act.data
    order = Order(key=next_key("c", state.orders), party=data.party, kind=data.kind, requirement=data.requirement,
                  due=data.due, at=act.at)  # fmt: skip
    return state.model_copy(update={"orders": (*state.orders, order)})


def correction_checked(state: OrdinaryState, act: Act) -> OrdinaryState:
    data = act.data
    orders = replaced(state.orders, data.order, outcome=data.outcome, checked_at=act.at, note=data.note)
    return state.model_copy(update={"orders": orders, "evidence": photographed(state, act)})


def preserved(state: OrdinaryState, act: Act) -> OrdinaryState:
    data = act.data
    made = Preservation(key=next_key("k", state.preservations), party=data.party, items=data.items, in_place=data.in_place,
                        at=act.at)  # fmt: skip
    return state.model_copy(update={"preservations": (*state.preservations, made)})


def preservation_ended(state: OrdinaryState, act: Act) -> OrdinaryState:
    ended = replaced(state.preservations, act.data.preservation, outcome=act.data.outcome, ended_at=act.at)
    return state.model_copy(update={"preservations": ended})


def commissioned(state: OrdinaryState, act: Act) -> OrdinaryState:
    data = act.data
    made = Appraisal(
        key=next_key("q", state.appraisals), kind=data.kind, by=data.by, question=data.question, since=act.at
    )
    return state.model_copy(update={"appraisals": (*state.appraisals, made)})


def result_received(state: OrdinaryState, act: Act) -> OrdinaryState:
    data = act.data
    ended = replaced(state.appraisals, data.appraisal, until=act.at, result=data.result, amount=data.amount)
    state = state.model_copy(update={"appraisals": ended})
    return _proof(state, act, kind="appraisal", title=data.document, proves=data.result[:500], violation=data.violation)


def ended(state: OrdinaryState, act: Act) -> OrdinaryState:
    return state.model_copy(update={"closed_at": act.at, "approvals": (
        *state.approvals, approval(state, act, act.step, act.data.reason))})  # fmt: skip


def merged(state: OrdinaryState, act: Act) -> OrdinaryState:
    link = Relation(key=next_key("r", state.relations), kind="merged", other=act.data.other, note=act.data.reason)
    return ended(state, act).model_copy(update={"relations": (*state.relations, link)})


def identified(state: OrdinaryState, act: Act) -> OrdinaryState:
    """The unknown party has a name; the act stays what it was."""
    who = as_state(act.data.party, "p1", act.outcome["party"], act.seq)
    parties = (who, *state.parties[1:])
    title = f"{who.name}{state.violations[0].title}案" if state.violations else state.title
    return state.model_copy(update={"parties": parties, "party_kind": who.kind, "title": title})


def party_added(state: OrdinaryState, act: Act) -> OrdinaryState:
    data = act.data
    who = as_state(data.party, next_key("p", state.parties), act.outcome["party"], act.seq, data.role)
    return state.model_copy(update={"parties": (*state.parties, who.model_copy(update={"scope": data.scope}))})


def violation_added(state: OrdinaryState, act: Act) -> OrdinaryState:
    one = violation_state(act.data.act, act.outcome, next_key("v", (*state.violations, *state.gone)), act.data.party)
    last = max(one.act_to, state.act_to) if state.act_to else one.act_to
    first = min(one.act_from, state.act_from) if state.act_from else one.act_from
    changed = bool(state.reviews)
    return state.model_copy(update={"violations": (*state.violations, one), "act_from": first, "act_to": last,
                                    "changed": changed})  # fmt: skip


def recused(state: OrdinaryState, act: Act) -> OrdinaryState:
    data, out = act.data, act.outcome
    people = tuple(
        one.model_copy(update={"until": act.at}) if one.officer == data.officer and one.until is None else one
        for one in state.people
    )
    role = next((one.role for one in state.people if one.officer == data.officer and one.until is None), "co_handler")
    new = Assignment(key=next_key("a", people), officer=data.by, name=out["by_name"], role=role, since=act.at,
                     reason=data.reason)  # fmt: skip
    return state.model_copy(update={"people": (*people, new)})


def joined(state: OrdinaryState, act: Act) -> OrdinaryState:
    data = act.data
    one = Participant(key=next_key("j", state.participants), organ=data.organ, name=data.name, post=data.post)
    return state.model_copy(update={"participants": (*state.participants, one)})


def reported(state: OrdinaryState, act: Act) -> OrdinaryState:
    rows = tuple((one.violation, one.tier, one.factors, one.reason) for one in act.data.worksheet)
    proposed = tuple((one.violation, one.amount) for one in act.data.worksheet if one.amount)
    return state.model_copy(update={"report": act.data.facts, "worksheet": rows, "proposed": proposed,
                                    "details": {**state.details, "proposal": act.data.proposal}})  # fmt: skip


def same(state: OrdinaryState, act: Act) -> OrdinaryState:
    return state


def pausing(reason: str) -> Any:
    """T05 stands still from this act on (domain: only on the document that proves it)."""

    def prepare(ctx: Context) -> dict[str, Any]:
        return {"pauses": [{"timer": "T05", "start": ctx.day.isoformat(), "reason": reason}]}

    return prepare


def resuming(reason: str) -> Any:
    def prepare(ctx: Context) -> dict[str, Any]:
        return {"resumes": [{"timer": "T05", "end": ctx.day.isoformat(), "reason": reason}]}

    return prepare


def extending_term(ctx: Context) -> dict[str, Any]:
    first = not _term(ctx).extensions
    days = int(ctx.profile("T05.extension")) if first else ctx.data.days
    return {"extends": [{"timer": "T05", "days": days, "reason": ctx.data.reason}]}


def entering_party(ctx: Context) -> dict[str, Any]:
    return {"party": in_the_book(ctx, ctx.data.party)}


def preserving(ctx: Context) -> dict[str, Any]:
    return {"subject": ctx.data.party}


def ending_preservation(ctx: Context) -> dict[str, Any]:
    """The seven days of these items end; what else is preserved keeps its own."""
    place = [one.key for one in ctx.state.preservations].index(ctx.data.preservation)
    mine = [one.key for one in ctx.state.timers if one.timer == "T06"][place]
    return {"ends": [mine]} | ({} if ctx.data.notice else {"no_papers": True})


def commissioning(ctx: Context) -> dict[str, Any]:
    """The ninety days stand still; the party is told in writing where it is named."""
    papers = {} if ctx.data.told else {"only_papers": ["appraisal_commission"]}
    return pausing("appraisal")(ctx) | papers


def entering_violation(ctx: Context) -> dict[str, Any]:
    return basis_of(ctx, ctx.data.act.violation, law_day(ctx.data.act.act_from, ctx.data.act.act_to))


def naming(ctx: Context) -> dict[str, Any]:
    asked = ctx.data.applied_by == "party" and ctx.data.party
    return {"by_name": named_officers(ctx, [ctx.data.by])[ctx.data.by].name} | ({} if asked else {"no_papers": True})


def _term(ctx: Context) -> Any:
    return next(iter(ctx.state.running("T05")), None)


@block("shown_first", N_("Credentials shown"), APL(55))
def shown_first(ctx: Context) -> Finding | None:
    name = "credential_shown" if "credential_shown" in type(ctx.data).model_fields else "rights_told"
    if getattr(ctx.data, name):
        return None
    return Finding(say("The officers show their credentials before they ask or inspect."), say("Show them, then go on."),
                   field=name)  # fmt: skip


@block("record_times", N_("Times of the record"), APL(47), APL(55))
def record_times(ctx: Context) -> Finding | None:
    if ctx.data.ended < ctx.data.began:
        return Finding(say("The record would end before it began."), say("Correct the two times."), field="ended")
    if ctx.data.ended > ctx.at:
        return Finding(say("The record ends after this step."), say("Give the times at which it really happened."),
                       field="ended")  # fmt: skip
    return None


@mark("whole_course", N_("Recorded whole"), APL(47))
def whole_course(ctx: Context) -> Finding | None:
    if ctx.data.recorder or ctx.data.photos:
        return None
    return Finding(say("Neither a recording nor a photograph of the inspection is on record."),
                   say("Name the recorder that was on, or add photographs."), field="recorder")  # fmt: skip


@block("order_day", N_("Day to correct"), APL(28))
def order_day(ctx: Context) -> Finding | None:
    if ctx.data.kind in ("by_day", "clear") and ctx.data.due is None:
        return Finding(say("The day by which to correct is missing."), say("Enter a day, or order correction at once."),
                       field="due")  # fmt: skip
    if ctx.data.due and ctx.data.due < ctx.day:
        return Finding(say("The day by which to correct has passed."), say("Enter a later day."), field="due")
    return None


@block("known_party", N_("A party of this case"), APL(40))
def known_party(ctx: Context) -> Finding | None:
    if party_of(ctx.state, ctx.data.party):
        return None
    return Finding(say("There is no such party in this case."), say("Choose one from the list."), field="party")


@block("party_told", N_("A party of this case"), APL(40))
def party_told(ctx: Context) -> Finding | None:
    """Where a party is named that is to be told in writing, it is one of this case."""
    name = "told" if "told" in type(ctx.data).model_fields else "party"
    key = getattr(ctx.data, name)
    if not key or party_of(ctx.state, key):
        return None
    return Finding(say("There is no such party in this case."), say("Choose one from the list."), field=name)


def part_open(name: str, where: str, is_open: Any) -> Any:
    @block(f"{name}_open", N_("The item chosen"), APL(47))
    def check(ctx: Context) -> Finding | None:
        key = getattr(ctx.data, name)
        if any(one.key == key and is_open(one) for one in getattr(ctx.state, where)):
            return None
        return Finding(say("There is no such item, or it has ended."), say("Choose one from the list."), field=name)

    return check


order_open = part_open("order", "orders", lambda one: one.outcome in ("", "partly", "not_corrected"))
preservation_open = part_open("preservation", "preservations", lambda one: not one.outcome)
appraisal_open = part_open("appraisal", "appraisals", lambda one: one.until is None)


@block("result_day", N_("Definite period"), O55(0), APL(60))
def definite_period(ctx: Context) -> Finding | None:
    if ctx.data.until >= ctx.day:
        return None
    return Finding(
        say("The result would be expected before it is commissioned."), say("Enter a later day."), field="until"
    )


@block("term_runs", N_("Extension of the ninety days"), APL(60), O55(0))
def term_runs(ctx: Context) -> Finding | None:
    term = _term(ctx)
    if term is None:
        return Finding(say("No period to decide is running."), say("Nothing is left to do here."))
    if ctx.day > reckoned(term, ctx.calendar, ctx.day).day:  # while it stands still it does not end
        return Finding(say("The period to decide ended on {due}; what has ended cannot be extended.", due=term.due),
                       say("Decide now; it is recorded as late."))  # fmt: skip
    if len(term.extensions) >= 2:
        return Finding(say("The period has been extended twice."), say("Decide within it."))
    if len(term.extensions) == 1:
        most = int(ctx.profile("T05.second_extension"))
        if not ctx.data.collective:
            return Finding(say("The second extension is decided by collective discussion."),
                           say("Give date and number of the discussion."), field="collective")  # fmt: skip
        if not ctx.data.days or ctx.data.days > most:
            return Finding(say("The second extension is at most {most} days.", most=most), say("Enter the days decided."),
                           field="days")  # fmt: skip
    return None


@block("party_unknown", N_("Unknown party"), APL(40))
def party_unknown(ctx: Context) -> Finding | None:
    if ctx.state.parties and ctx.state.parties[0].kind is None:
        return None
    return Finding(say("The party of this case is known."), say("A wrong party is corrected by revoking and deciding anew; "
                   "a further one is added."))  # fmt: skip


@block("added_basis", N_("Legal basis in force"), APL(38), APL(37))
def added_basis(ctx: Context) -> Finding | None:
    return check_act(ctx, ctx.data.act, "act.")


@block("replacement", N_("A certified officer takes over"), APL(42), APL(43))
def replacement(ctx: Context) -> Finding | None:
    now = {one.officer for one in ctx.state.people if one.until is None}
    if ctx.data.officer not in now:
        return Finding(say("He does not investigate this case now."), say("Choose one from the list."), field="officer")
    if ctx.data.by in ctx.state.investigators():
        return Finding(
            say("He investigates or investigated this case already."), say("Name another officer."), field="by"
        )
    return check_certified(ctx, named_officers(ctx, [ctx.data.by]).get(ctx.data.by), "by")


@block("elements_proven", N_("Every violation proven"), APL(40), APL(46), APL(54))
def elements_proven(ctx: Context) -> Finding | None:
    if ctx.data is not None and ctx.data.proposal != "penalty":
        return None
    proven = {one.violation for one in ctx.state.proofs if one.verified}
    for violation in ctx.state.violations:
        if violation.key not in proven and "" not in proven:
            return Finding(say("No verified evidence stands for “{title}”.", title=violation.title),
                           say("Add evidence that proves it, then close the investigation."))  # fmt: skip
    return None


@block("all_known", N_("Identity of the party"), APL(40), APL(59))
def all_known(ctx: Context) -> Finding | None:
    if all(one.kind for one in ctx.state.parties if one.role == "party"):
        return None
    return Finding(say("The party is still unknown."), say("Find it first, or suspend the investigation."))


@block("worksheet_whole", N_("Discretion worksheet"), APL(34))
def worksheet_whole(ctx: Context) -> Finding | None:
    rows = {one.violation: one for one in ctx.data.worksheet}
    for violation in ctx.state.violations:
        found = rows.get(violation.key)
        if found is None:
            return Finding(say("The worksheet says nothing of “{title}”.", title=violation.title), say("Add a line for it."),
                           field="worksheet")  # fmt: skip
        row, party = row_of(ctx, violation), party_of(ctx.state, violation.party)
        tiers = (
            row.tiers(party.kind, bool(ctx.profile("sole_trader.as_citizen"))) if row and party and party.kind else ()
        )
        if found.tier and found.tier not in {tier.key for tier in tiers}:
            return Finding(say("There is no such tier for this violation."), say("Choose one of the tiers shown."),
                           field="worksheet")  # fmt: skip
    return None


@block("nothing_preserved", N_("Preserved evidence decided"), APL(56), met_by=("end_preservation",))
def nothing_preserved(ctx: Context) -> Finding | None:
    if all(one.outcome for one in ctx.state.preservations):
        return None
    return Finding(say("Evidence is still preserved without an outcome."), say("Decide what becomes of it first."))


@block("merged_into", N_("The case it goes into"), APL(54), O55(0))
def merged_into(ctx: Context) -> Finding | None:
    """Another case of this procedure that still goes on, as far as the head sees it."""
    others = visible_to(ctx.user).filter(procedure=ordinary.key, final=False)
    if ctx.data.other != str(ctx.matter) and others.filter(pk=ctx.data.other).exists():
        return None
    return Finding(say("There is no other case under way with this address, or none that you may see."),
                   say("Search for it first."), field="other")  # fmt: skip


@mark("correction_ordered", N_("Correction ordered"), APL(28), met_by=("order_correction",))
def correction_ordered_mark(ctx: Context) -> Finding | None:
    if ctx.state.orders or ctx.data.proposal != "penalty":
        return None
    return Finding(say("No order to correct is on record."), say("Order correction; a penalty comes with it."))


@block("correction_first", N_("Correction first"), APL(28), met_by=("order_correction", "check_correction"))
def correction_first(ctx: Context) -> Finding | None:
    """Where the matter is fined only after an order to correct was not met, that must stand on record."""
    for violation in ctx.state.violations:
        row = row_of(ctx, violation)
        if row is None or row.prior in ("N", "W") or ctx.data.proposal != "penalty":
            continue
        if any(one.party == violation.party and one.outcome in ("not_corrected", "partly") for one in ctx.state.orders):
            continue
        return Finding(
            say("“{title}” is fined only after an order to correct was refused or not met in time; no proof of it is given.",
                title=violation.title),
            say("Order correction, and record what the check of it found."),
        )  # fmt: skip
    return None


step = ordinary.step
INQUIRING = (INVESTIGATING, INVESTIGATED)
step(
    "record_scene", N_("Record the scene"), stage=(INVESTIGATING, None), **TWO, input=SceneRecord, effect=scene_recorded,
    prepare=naming_template, blocks=[shown_first, record_times, photos_uploaded, template_known, signed_as_read],
    marks=[whole_course, rights_asked, refusal_noted], papers=["scene_record"],
    basis=[APL(55), APL(46), APL(47)],
    help=N_("What two officers saw on the spot, signed by who was there."),
)  # fmt: skip
step(
    "inquire", N_("Record an inquiry"), stage=(INVESTIGATING, None), **TWO, input=Inquiry, effect=inquired,
    prepare=naming_template, blocks=[shown_first, record_times, template_known, signed_as_read],
    marks=[rights_asked, refusal_noted], papers=["inquiry_record"], basis=[APL(55), APL(46)],
    help=N_("Questions and answers with one person, read over and signed."),
)  # fmt: skip
step(
    "take_evidence", N_("Add evidence"), stage=(INVESTIGATING, None), **TWO, input=TakeEvidence, effect=evidence_taken,
    blocks=[photos_uploaded], basis=[APL(46), APL(54)],
    help=N_("Evidence comes to the file with where and how it was taken."),
)  # fmt: skip
step(
    "order_correction", N_("Order correction"), stage=(BEFORE_DECISION, None), **TWO, input=OrderCorrection,
    effect=correction_ordered, blocks=[known_party, order_day], papers=["correction_order"], basis=[APL(28)],
    help=N_("The party is told to put it right, at once or by a day; this is no penalty."),
)  # fmt: skip
check_correction = step(
    "check_correction", N_("Check the correction"), stage=((*BEFORE_DECISION, "decided", "served", "overdue", "performed"), None),
    **TWO, input=CheckCorrection, effect=correction_checked, blocks=[order_open, photos_uploaded], papers=["correction_check"],
    basis=[APL(28)],
    help=N_("Whether the order to correct was met."),
)  # fmt: skip
step(
    "preserve", N_("Register and preserve evidence"), stage=(INVESTIGATING, None), **TWO, input=Preserve, effect=preserved,
    prepare=preserving, blocks=[known_party], papers=["preservation_notice"], starts=[T06], basis=[APL(56)], side=True,
    help=N_("Evidence that may be lost is registered and kept; a period to decide on it begins."),
)  # fmt: skip
end_preservation = step(
    "end_preservation", N_("Decide on preserved evidence"), stage=(BEFORE_DECISION, None), **TWO, input=EndPreservation,
    effect=preservation_ended, prepare=ending_preservation, blocks=[preservation_open], papers=["preservation_outcome"],
    basis=[APL(56)], side=True,
    help=N_("What becomes of the preserved evidence."),
)  # fmt: skip
step(
    "commission", N_("Commission an appraisal"), stage=(INVESTIGATING, None), **TWO, input=Commission, effect=commissioned,
    prepare=commissioning, blocks=[definite_period, party_told], papers=["appraisal_commission", "period_notice"], basis=[APL(55), O55(0)], side=True,
    help=N_("The ninety days stand still until the result is there."),
)  # fmt: skip
receive_result = step(
    "receive_result", N_("Take in the result"), stage=(INVESTIGATING, None), **TWO, input=Result, effect=result_received,
    prepare=resuming("appraisal"), blocks=[appraisal_open], basis=[APL(46), O55(0)], side=True,
    help=N_("The result of the appraisal, and that the party was told of it."),
)  # fmt: skip
close_investigation = step(
    "close_investigation", N_("Close the investigation"), stage=(INVESTIGATING, INVESTIGATED), **TWO, input=Report, effect=reported,
    blocks=[all_known, elements_proven, worksheet_whole, nothing_preserved, correction_first], marks=[correction_ordered_mark],
    papers=["investigation_report"], basis=[APL(54), APL(57), APL(34)],
    help=N_("Every violation has verified evidence; the worksheet weighs the circumstances."),
)  # fmt: skip
identify = step(
    "identify_party", N_("Name the unknown party"), stage=((INVESTIGATING, SUSPENDED), None), **TWO, input=FoundParty,
    effect=identified, prepare=entering_party, blocks=[party_unknown, party_identity, party_of_age], basis=[APL(40), APL(54)],
    side=True,
    help=N_("The party that was unknown is named."),
)  # fmt: skip
step(
    "add_party", N_("Add a party"), stage=(INVESTIGATING, None), **TWO, input=AddParty, effect=party_added,
    prepare=entering_party, blocks=[party_identity, party_of_age], basis=[APL(40), APL(54)], side=True,
    help=N_("Another party to the same case, with its own acts."),
)  # fmt: skip
step(
    "add_violation", N_("Add a violation"), stage=(INVESTIGATING, None), **TWO, input=AddViolation, effect=violation_added,
    prepare=entering_violation, blocks=[known_party, added_basis], basis=[APL(38), APL(54)], side=True,
    help=N_("A further act that came to light."),
)  # fmt: skip
step(
    "suspend", N_("Suspend the investigation"), stage=(INVESTIGATING, SUSPENDED), by=Role.AUTHORITY_HEAD, input=Suspend,
    effect=extended, prepare=pausing("suspension"), blocks=[approver_apart], basis=[O55(0)], side=True,
    help=N_("The investigation stands still for a reason; the period to decide stands still with it."),
)  # fmt: skip
step(
    "resume", N_("Resume the investigation"), stage=(SUSPENDED, INVESTIGATING), by=Role.AUTHORITY_HEAD, input=Resume,
    effect=extended, prepare=resuming("suspension"), basis=[O55(0)],
    help=N_("The reason is gone and the investigation goes on."),
)  # fmt: skip
extend_term = step(
    "extend_term", N_("Extend the period to decide"), stage=(BEFORE_DECISION, None), by=Role.AUTHORITY_HEAD, input=ExtendTerm,
    effect=extended, prepare=extending_term, blocks=[term_runs, approver_apart], basis=[APL(60), O55(0)], side=True,
    help=N_("More days to decide, for a case that is complicated."),
)  # fmt: skip
step(
    "recuse", N_("Recuse an investigator"), stage=(BEFORE_DECISION, None), by=HEADS, input=Recuse, effect=recused,
    prepare=naming, blocks=[replacement, party_told], papers=["recusal_decision"], basis=[APL(43)], side=True,
    help=N_("Who is involved in the case steps aside, and another takes over."),
)  # fmt: skip
step(
    "join", N_("Name a participant of another organ"), stage=(INVESTIGATING, None), by=(Role.OFFICER, *HEADS), input=Join,
    effect=joined, basis=[APL(26)], side=True,
    help=N_("Somebody of another organ takes part; he is not counted as one of the two officers."),
)  # fmt: skip
step(
    "withdraw_filing", N_("Withdraw the filing"), stage=((INVESTIGATING, SUSPENDED), WITHDRAWN), by=Role.AUTHORITY_HEAD, input=End,
    effect=ended, blocks=[approver_apart, nothing_preserved], stops=["T05"], basis=[APL(54), O55(0)], side=True,
    help=N_("Filing was wrong: nothing unlawful is there."),
)  # fmt: skip
step(
    "terminate", N_("End the investigation"), stage=(BEFORE_DECISION, TERMINATED), by=Role.AUTHORITY_HEAD, input=Terminate,
    effect=ended, blocks=[approver_apart, nothing_preserved], stops=["T05", "T08", "T09"], basis=[O55(0), APL(57)], side=True,
    help=N_("The case ends without a decision, for a reason of the law."),
)  # fmt: skip
step(
    "merge", N_("Merge into another case"), stage=((INVESTIGATING,), MERGED), by=HEADS, input=Merge, effect=merged,
    blocks=[merged_into],
    stops=["T05", "T06"], basis=[APL(54), O55(0)], side=True,
    help=N_("Two cases on the same facts become one."),
)  # fmt: skip
early(close_investigation, all_known, nothing_preserved)
early(identify, party_unknown)
