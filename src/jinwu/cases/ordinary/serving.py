"""Service (送达): a document, an addressee, an attempt, by the ways of the civil procedure law (APL 61; CPL 87–95)."""

from __future__ import annotations

from datetime import date
from typing import Any, Literal

from jinwu.kit.inputs import Personal, Widget, field
from jinwu.law import periods
from jinwu.law.citations import APL, CPL
from jinwu.law.messages import N_, say
from jinwu.law.remedies import remedies_for
from jinwu.law.roles import Role
from jinwu.law.timers import T08, T09, T13, T18, T19, T21, T65, T66
from jinwu.law.vocabulary import Actor, Finding, block
from jinwu.matters.context import Context
from jinwu.matters.inputs import ActInput
from jinwu.matters.jobs import Lapse, lapse
from jinwu.matters.state import Act, next_key, replaced
from jinwu.service.state import METHODS, Method, Service

from .clue import HEADS
from .investigation import known_party
from .money import DEMAND, charge_decision, demand_of, demand_served, stage_after_money, surcharge_mode
from .stages import AFTER_SERVICE, BEFORE_DECISION, CLOSED, DECIDED, PERFORMED, REVOKED, SERVED, ordinary
from .state import OrdinaryState

#: Papers whose service starts periods of the party.
NOTICE, DECISIONS = "prior_notice", ("penalty_decision", "no_penalty_decision", "changed_decision")
#: Copies of a decision in which a slip was corrected; they bear its number.
CORRECTED = tuple(f"corrected_{one}" for one in DECISIONS)


class Serve(ActInput):
    """One attempt to serve one document on one party, with its proof (D60)."""

    party: str = field(N_("Addressee"), choices="case_parties", widget=Widget.SELECT, max_length=10)
    paper: str = field(N_("Document"), choices="papers_to_serve", widget=Widget.SELECT, max_length=10)
    method: Method = field(N_("Way of service"), labels=METHODS, widget=Widget.SELECT)
    outcome: Literal["served", "failed"] = field(
        N_("Outcome"), "served", labels={"served": N_("Served"), "failed": N_("Not served")}
    )
    received_by: str = field(N_("Signed for by"), "", personal=Personal.NAME, max_length=60)
    relation: str = field(N_("In which relation to the addressee"), "", max_length=60)
    signature: str = field(N_("Signature"), "", widget=Widget.SIGNATURE, personal=Personal.SIGNATURE, max_length=60000)
    witness: str = field(
        N_("Witness"),
        "",
        personal=Personal.NAME,
        max_length=120,
        help=N_("Where it was left: who of the community was there."),
    )
    reference: str = field(
        N_("Proof of service"),
        "",
        max_length=200,
        help=N_("Mail number, address of the message, place of the announcement, …"),
    )
    note: str = field(N_("Remark"), "", max_length=500)


class ConfirmAddress(ActInput):
    """The party confirms where documents reach it, and whether electronically (D26)."""

    party: str = field(N_("Party"), choices="case_parties", widget=Widget.SELECT, max_length=10)
    address: str = field(N_("Address for service"), personal=Personal.ADDRESS, min_length=4, max_length=200)
    electronic: bool = field(N_("Agrees to electronic service"), False)
    channel: str = field(N_("Fax, mail or account"), "", personal=Personal.CONTACT, max_length=120)
    signature: str = field(N_("Signature"), "", widget=Widget.SIGNATURE, personal=Personal.SIGNATURE, max_length=60000)


def served(state: OrdinaryState, act: Act) -> OrdinaryState:
    """One attempt more; where it is effective, the notice is served or the decision takes effect and its sums are owed."""
    data, out = act.data, act.outcome
    party, paper = out["subject"], out["paper_key"]
    service = Service(
        key=next_key("s", state.services), paper=paper, addressee=party,
        attempt=1 + sum(1 for one in state.services if one.paper == paper and one.addressee == party),
        method=out["method"], at=act.at, served=out["effective"], entry=act.seq,
        note=getattr(data, "note", "") or getattr(data, "reference", ""),
    )  # fmt: skip
    update: dict[str, Any] = {"services": (*state.services, service)}
    if not out["effective"]:
        return state.model_copy(update=update)
    if out["paper"] == NOTICE:
        notice = state.notice_of(party)
        assert notice is not None
        update["notices"] = replaced(state.notices, notice.key, served_at=act.at, paper=paper)
    if out["paper"] == DEMAND and (demand := demand_of(state, paper)):
        update["ledger"] = demand_served(state.ledger, demand.key, act.at)
    decision = state.decision_of(party)
    if out["paper"] in DECISIONS and decision and out.get("due"):
        update["ledger"] = charge_decision(state.ledger, decision, party, act.at.date(), date.fromisoformat(out["due"]),
                                           surcharge=out["surcharge"])  # fmt: skip
    return state.model_copy(update=update)


def address_confirmed(state: OrdinaryState, act: Act) -> OrdinaryState:
    addresses = dict(state.details.get("addresses", {}))
    addresses[act.data.party] = {"electronic": act.data.electronic, "entry": act.seq}
    return state.model_copy(update={"details": {**state.details, "addresses": addresses}})


def serving(ctx: Context) -> dict[str, Any]:
    """What the service sets going: the party's periods, the fine owed, the case's stage. An announcement waits its term."""
    data = ctx.data
    paper = _paper(ctx.state, data.paper)
    announced = data.method is Method.ANNOUNCEMENT
    out: dict[str, Any] = {
        "subject": data.party, "paper": _serves_as(ctx.state, paper), "paper_key": paper.key, "method": data.method.value,
        "effective": data.outcome == "served" and not announced,
    }  # fmt: skip
    out["only_papers"] = ["service_announcement" if announced and data.outcome == "served" else "service_receipt"]
    if out["effective"]:
        return _effective(ctx, out)
    starts = {"T65"} if data.outcome == "served" else set()
    return {**out, "skip_timers": [one.key for one in ctx.step.starts if one.key not in starts]}


def announced_long_enough(ctx: Context) -> dict[str, Any]:
    """The announcement's term is over: what was announced counts as served on its last day."""
    timer = _announced(ctx)
    made = next(
        one for one in reversed(ctx.state.services) if one.addressee == timer.subject and one.method == "announcement"
    )
    paper = _paper(ctx.state, made.paper)
    out = {
        "subject": timer.subject,
        "paper": _serves_as(ctx.state, paper),
        "paper_key": paper.key,
        "method": "announcement",
        "effective": True,
    }
    return _effective(ctx, out)


def _announced(ctx: Context) -> Any:
    return next((one for one in ctx.state.running("T65") if ctx.day > one.due), None)


def _paper(state: OrdinaryState, key: str) -> Any:
    return next(one for one in state.papers if one.key == key)


def _serves_as(state: OrdinaryState, paper: Any) -> str:
    """The kind a paper is served as: a corrected copy is the decision itself where that was not served before it."""
    if paper.paper not in CORRECTED or _reached(state, paper.number):
        return paper.paper
    return paper.paper.removeprefix("corrected_")


def _reached(state: OrdinaryState, number: str) -> bool:
    """Whether a paper of the decision with that number has been served on its party."""
    made = {one.key for one in state.papers if one.paper in (*DECISIONS, *CORRECTED) and one.number == number}
    return any(one.served and one.paper in made for one in state.services)


def _effective(ctx: Context, out: dict[str, Any]) -> dict[str, Any]:
    state, party, kind = ctx.state, out["subject"], out["paper"]
    starts = _started(ctx, party, kind)
    out["ends"] = [one.key for one in state.running(*_ended(kind), "T65", subject=party)]
    if kind == DEMAND:  # a second demand begins the ten days anew
        out["cancelled"] = out["ends"]
    if kind in (*DECISIONS, *CORRECTED):
        out["surcharge"] = surcharge_mode(ctx)
        if "T13" in starts:
            out["due"] = periods.due(T13, ctx.at, length=int(T13.length), calendar=ctx.calendar).day.isoformat()
        after = served(state, Act(0, ctx.matter, ctx.step.key, ctx.data, out, ctx.at, ctx.recorded_at, ctx.by))
        if not after.ledger.balance(party):  # what was paid before a change covers it
            starts.discard("T13")
        if state.stage == DECIDED and all_served(after):
            out["stage"] = stage_after_money(after) or SERVED
            starts |= {"T66"} if out["stage"] == PERFORMED else set()
    return {**out, "skip_timers": [one.key for one in ctx.step.starts if one.key not in starts]}


def _started(ctx: Context, party: str, kind: str) -> set[str]:
    if kind == NOTICE:
        notice = ctx.state.notice_of(party)
        return {"T08", "T09"} if notice and notice.hearing_right else {"T08"}
    if kind == DEMAND:
        return {"T21"}
    if kind not in DECISIONS:
        return set()
    decision = ctx.state.decision_of(party)
    found = {"T18", "T19"}
    if decision and any(line.kind in ("fine", "confiscation") and line.amount for line in decision.lines):
        found.add("T13")
    if remedies_for("ordinary", ctx.day).reconsideration_first:
        found.discard("T19")
    return found


def _ended(kind: str) -> tuple[str, ...]:
    if kind == DEMAND:
        return ("T21",)
    return ("T08", "T09") if kind == NOTICE else ("T11",) if kind in (*DECISIONS, *CORRECTED) else ()


def all_served(state: OrdinaryState) -> bool:
    """Whether every party has its decision, and every decision has been served; on the dead nothing is served."""
    for key in state.of_parties():
        decision = state.decision_of(key)
        if decision is None:
            return False
        if state.out_of_reach(key):
            continue
        if decision.served_on:  # by the organ that changed it
            continue
        of_it = [one for one in state.papers if one.paper in (*DECISIONS, *CORRECTED) and one.number == decision.number]
        papers = {one.key for one in of_it[-1:]}  # the last copy, where a slip was corrected
        if not any(one.served and one.addressee == key and one.paper in papers for one in state.services):
            return False
    return True


@block("paper_to_serve", N_("The document to serve"), APL(61), CPL(87))
def paper_to_serve(ctx: Context) -> Finding | None:
    paper = next((one for one in ctx.state.papers if one.key == ctx.data.paper), None)
    if paper is None or paper.status != "issued":
        return Finding(say("There is no such document to serve."), say("Choose one from the list."), field="paper")
    if any(one.served and one.paper == paper.key and one.addressee == ctx.data.party for one in ctx.state.services):
        return Finding(
            say("This document has been served on this party."), say("Nothing is left to do here."), field="paper"
        )
    if paper.paper in (NOTICE, DEMAND, *DECISIONS, *CORRECTED) and addressee_of(ctx.state, paper) != ctx.data.party:
        return Finding(
            say("This document is addressed to another party."), say("Choose the party's own document."), field="paper"
        )
    return None


def addressee_of(state: OrdinaryState, paper: Any) -> str:
    """The party that a notice, a decision or a demand is addressed to."""
    if paper.paper == DEMAND:
        demand = demand_of(state, paper.key)
        return demand.party if demand else ""
    if paper.paper == NOTICE:
        order = [one for one in state.papers if one.paper == NOTICE]
        notices = list(state.notices)
        place = order.index(paper)
        return notices[place].party if place < len(notices) else ""
    return next((one.party for one in state.decisions if one.number == paper.number), "")


@block("addressee_lives", N_("Addressee"), APL(61), CPL(88))
def addressee_lives(ctx: Context) -> Finding | None:
    if not ctx.state.out_of_reach(ctx.data.party):
        return None
    return Finding(say("This party died or was dissolved; nothing can be served on it."),
                   say("Record who succeeds to it and serve on that one, or end the case."), field="party")  # fmt: skip


@block("proof_of_service", N_("Proof of service"), APL(61), CPL(87), CPL(89))
def proof_of_service(ctx: Context) -> Finding | None:
    """Each way has its own proof: a signature, a witness or recording, a mail number, the address, the place."""
    data, method = ctx.data, ctx.data.method
    if data.outcome == "failed":
        return (
            None
            if data.note
            else Finding(say("Why it was not served is missing."), say("Write what happened."), field="note")
        )
    if method in (Method.SIGNED, Method.DIRECT) and not (data.signature or data.received_by):
        return Finding(say("Who received it is missing."), say("Enter who signed for it."), field="received_by")
    if method in (Method.LEFT, Method.REFUSED) and not (data.witness or data.reference):
        return Finding(say("Left without a signature, it needs a witness or a recording."),
                       say("Name the witness, or the recording."), field="witness")  # fmt: skip
    if method not in (Method.SIGNED, Method.DIRECT, Method.LEFT, Method.REFUSED) and not data.reference:
        return Finding(say("The proof of this way of service is missing."),
                       say("Enter the mail number, the message, or where it was announced."), field="reference")  # fmt: skip
    if method is Method.ELECTRONIC and not ctx.state.details.get("addresses", {}).get(data.party, {}).get("electronic"):
        return Finding(say("Electronic service needs the party's consent, and none is on record."),
                       say("Record the confirmed address with the consent, or serve another way."), (APL(61, 2),), "method")  # fmt: skip
    return None


@block("announcement_last", N_("Announcement as a last resort"), CPL(95))
def announcement_last(ctx: Context) -> Finding | None:
    if ctx.data.method is not Method.ANNOUNCEMENT or ctx.data.outcome == "failed":
        return None
    tried = [one for one in ctx.state.services if one.paper == ctx.data.paper and not one.served]
    if tried:
        return None
    return Finding(say("An announcement serves only where no other way reaches the party, and none was tried."),
                   say("Record the failed attempts first."), field="method")  # fmt: skip


@block("announcement_over", N_("Term of the announcement"), CPL(95))
def announcement_over(ctx: Context) -> Finding | None:
    if _announced(ctx):
        return None
    return Finding(say("No announcement's term is over."), say("Wait for its last day."))


step = ordinary.step
ANYTIME = (*BEFORE_DECISION, DECIDED, *AFTER_SERVICE, CLOSED, REVOKED)
serve = step(
    "serve", N_("Serve a document"), stage=(ANYTIME, None), by=(Role.OFFICER, *HEADS), leads=AFTER_SERVICE, input=Serve, effect=served, prepare=serving,
    blocks=[known_party, paper_to_serve, addressee_lives, proof_of_service, announcement_last],
    papers=["service_receipt", "service_announcement"], starts=[T08, T09, T13, T18, T19, T21, T65, T66], basis=[APL(61), CPL(87)],
    help=N_("A period that starts with service starts with this record, for this party."),
)  # fmt: skip
step(
    "confirm_address", N_("Confirm the address for service"), stage=(ANYTIME, None), by=(Role.OFFICER, *HEADS), input=ConfirmAddress,
    effect=address_confirmed, blocks=[known_party], basis=[APL(61), CPL(90)], side=True,
    help=N_("The party says where papers reach it; service there counts."),
)  # fmt: skip
step(
    "announced", N_("Announcement took effect"), stage=(ANYTIME, None), by=Role.SYSTEM, actor=Actor.SYSTEM, leads=AFTER_SERVICE, input=ActInput,
    effect=served, prepare=announced_long_enough, blocks=[announcement_over], starts=[T08, T09, T13, T18, T19, T21, T66],
    basis=[CPL(95), APL(61)],
    help=N_("The days of the announcement are over; it counts as served."),
)  # fmt: skip
lapse(Lapse(ordinary.key, T65.key, "announced"))
