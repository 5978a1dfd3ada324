"""How each entry of the summary procedure changes the state. Pure: the door and replay call the same functions."""

from __future__ import annotations

from decimal import Decimal

from jinwu.casefile.state import kept
from jinwu.collection import state as money
from jinwu.matters.state import Act, Assignment, Evidence, Relation, next_key, replaced
from jinwu.service.state import Service

from ..entering import as_state
from ..state import CaseState, Decision, Line, Notice, Violation


def opened(state: None, act: Act) -> CaseState:
    """A new case: party, violation, facts, photographs, the two officers."""
    data, out = act.data, act.outcome
    who = data.party
    party = as_state(who, "p1", out["party"], act.seq)
    violation = Violation(
        key="v1", party="p1", code=data.violation, title=out["violation_title"], row=out["violation_row"],
        act_from=data.act_from, act_to=data.act_to or data.act_from, place=data.place, facts=data.facts,
        violates=out["violates"], punished_by=out["punished_by"], correction=out.get("correction", ""),
    )  # fmt: skip
    people = [Assignment(key="a1", officer=act.by.officer or 0, name=act.by.name, since=act.at)]
    if act.partner:
        people.append(
            Assignment(
                key="a2", officer=act.partner.officer or 0, name=act.partner.name, role="co_handler", since=act.at
            )
        )
    photos = tuple(
        Evidence(key=f"e{i}", sha256=p.sha256, title=p.title, taken_at=p.taken_at, entry=act.seq)
        for i, p in enumerate(data.photos, 1)
    )
    return CaseState(
        procedure="summary", version=out["version"], stage="draft", title=title(who.name, out["violation_title"]),
        place=data.place, unit=out["unit"], organ=out["organ"], act_from=data.act_from,
        act_to=data.act_to or data.act_from, opened_at=act.at, parties=(party,), people=tuple(people), evidence=photos,
        party_kind=who.kind, violations=(violation,),
        details={"recorder": data.recorder, "prior": data.prior.model_dump(mode="json") if data.prior else None},
    )  # fmt: skip


def title(party: str | None, violation: str) -> str:
    """The name of a case: party, violation, 案."""
    return f"{party or ''}{violation}案"


def notified(state: CaseState, act: Act) -> CaseState:
    """The party was told and heard."""
    data = act.data
    notice = Notice(
        key=next_key("n", state.notices), version=len(state.notices) + 1, party="p1", oral=True,
        told=("facts", "rights"), kinds=_kinds(data), amount=data.amount, tier=data.tier, statement=data.statement,
        outcome=data.recheck, outcome_reason=data.recheck_reason, at=act.at,
    )  # fmt: skip
    return state.model_copy(update={"notices": (*state.notices, notice)})


def decided(state: CaseState, act: Act) -> CaseState:
    """The decision stands, with its number; it takes effect when it is served."""
    data = act.data
    lines = []
    for i, kind in enumerate(_kinds(data), 1):
        amount = data.amount if kind == "fine" else None
        lines.append(Line(key=f"l{i}", party="p1", violation="v1", kind=kind, amount=amount, tier=data.tier))
    decision = Decision(
        key=next_key("x", state.decisions), number=act.outcome.get("number:on_the_spot_decision", ""), party="p1",
        decided_on=act.at.date(), at=act.at, lines=tuple(lines), payment=data.payment if data.amount else "",
        correction=data.correction, correct_by=data.correct_by, ground_of_collection=data.ground or "",
    )  # fmt: skip
    return state.model_copy(
        update={"decisions": (*state.decisions, decision), "decided_on": act.at.date(), "number": decision.number}
    )


def served(state: CaseState, act: Act) -> CaseState:
    """Handed over: signed for, or refusal noted. The fine is owed from now on."""
    data = act.data
    decision = state.decision
    assert decision is not None
    paper = next((p.key for p in state.papers if p.paper == "on_the_spot_decision" and p.number == decision.number), "")
    service = Service(
        key=next_key("s", state.services), paper=paper, addressee="p1",
        attempt=sum(1 for s in state.services if s.paper == paper) + 1, method=data.method, at=act.at, note=data.note,
        recorder=data.recorder, signature=act.outcome.get("signature", ""), shown=data.shown,
        entry=act.seq,
    )  # fmt: skip
    update: dict = {"services": (*state.services, service)}
    if decision.fine:
        due = next((t["due"] for t in act.outcome.get("timers", ()) if t["timer"] == "T13"), None)
        update["ledger"] = money.charge(
            state.ledger,
            kind="fine",
            party="p1",
            decision=decision.key,
            amount=decision.fine,
            since=act.at.date(),
            due=due,
        )
    return state.model_copy(update=update)


def collected(state: CaseState, act: Act) -> CaseState:
    ledger = money.collect(
        state.ledger, act.data.amount, act.at, receipt=act.data.receipt, ground=str(act.data.ground),
        surcharge_due=Decimal(act.outcome["surcharge"]), entry=act.seq,
    )  # fmt: skip
    return state.model_copy(update={"ledger": ledger})


def handed_in(state: CaseState, act: Act) -> CaseState:
    return state.model_copy(update={"ledger": money.hand_in(state.ledger, act.at, act.data.receipt)})


def deposited(state: CaseState, act: Act) -> CaseState:
    return state.model_copy(update={"ledger": money.deposit(state.ledger, act.at, act.data.slip)})


def filed(state: CaseState, act: Act) -> CaseState:
    return state.model_copy(update={"filed_at": act.at})


def paid(state: CaseState, act: Act) -> CaseState:
    ledger = money.receive(
        state.ledger, act.data.amount, act.data.paid_on, kind="bank", receipt=act.data.receipt,
        reference=act.data.reference, surcharge_due=Decimal(act.outcome["surcharge"]), entry=act.seq,
    )  # fmt: skip
    return state.model_copy(update={"ledger": ledger})


def refunded(state: CaseState, act: Act) -> CaseState:
    ledger = money.refund(
        state.ledger, act.data.amount, act.at.date(), receipt="", reference=act.data.reference, entry=act.seq
    )
    return state.model_copy(update={"ledger": ledger})


def corrected(state: CaseState, act: Act) -> CaseState:
    """A new version of the decision with the slip mended; the old one stays."""
    old = state.decision
    assert old is not None
    data = act.data
    update: dict = {}
    if data.what in ("place", "facts"):
        update["violations"] = replaced(state.violations, "v1", **{data.what: data.text})
        if data.what == "place":
            update["place"] = data.text
    else:
        update["parties"] = replaced(state.parties, "p1", **{data.what: data.text})
        if data.what == "name":
            update["title"] = title(data.text, state.violations[0].title)
    new = old.model_copy(
        update={"key": next_key("x", state.decisions), "version": old.version + 1, "replaces": old.key,
                "ground": data.reason, "status": "in_force"}
    )  # fmt: skip
    ended = replaced(state.decisions, old.key, status="replaced", ended_on=act.at.date())
    papers = tuple(
        p.model_copy(update={"status": "corrected"}) if p.number == old.number and p.status == "issued" else p
        for p in state.papers
    )
    # what is owed hangs on the decision's number, not on its version
    ledger = state.ledger.model_copy(
        update={
            "obligations": tuple(
                o.model_copy(update={"decision": new.key}) if o.decision == old.key else o
                for o in state.ledger.obligations
            )
        }
    )
    return state.model_copy(update={**update, "decisions": (*ended, new), "papers": papers, "ledger": ledger})


def converted(state: CaseState, act: Act) -> CaseState:
    """Leaves for the ordinary procedure; the other side is opened there and linked back."""
    link = Relation(key=next_key("r", state.relations), kind="converted", note=act.data.ground)
    return state.model_copy(update={"relations": (*state.relations, link), "closed_at": act.at})


def revoked(state: CaseState, act: Act) -> CaseState:
    """The decision falls; what was paid is owed back. Statistics keep the original decision."""
    old = state.decision
    assert old is not None
    decisions = replaced(state.decisions, old.key, status="revoked", ended_on=act.at.date(), ground=act.data.reason)
    ledger = money.cancel(state.ledger, old.key, act.at.date(), "revoked")
    return state.model_copy(update={"decisions": decisions, "ledger": ledger, "closed_at": None})


def form_voided(state: CaseState, act: Act) -> CaseState:
    """The spoiled form and its number are void; the decision is written anew on the next form."""
    old = state.decision
    assert old is not None
    papers = tuple(
        p.model_copy(update={"status": "void"}) if p.number == old.number or p.entry == _entry_of(state, old) else p
        for p in state.papers
    )
    decisions = state.decisions
    for version in decisions:  # with the form all that was corrected on it
        if version.number == old.number:
            decisions = replaced(decisions, version.key, status="void", ended_on=act.at.date(), ground=act.data.reason)
    return state.model_copy(update={"papers": papers, "decisions": decisions, "decided_on": None, "number": ""})


def abandoned(state: CaseState, act: Act) -> CaseState:
    return state.model_copy(update={"closed_at": act.at})


def closed(state: CaseState, act: Act) -> CaseState:
    return state.model_copy(update={"closed_at": act.at})


def archived(state: CaseState, act: Act) -> CaseState:
    return state.model_copy(update={"details": kept({**state.details, "volume": act.data.volume}, act.outcome)})


def overdue(state: CaseState, act: Act) -> CaseState:
    """The term to pay has lapsed; the surcharge runs."""
    return state


def _entry_of(state: CaseState, decision: Decision) -> int:
    return next((p.entry for p in state.papers if p.number == decision.number), -1)


def _kinds(data: object) -> tuple[str, ...]:
    kinds = ("warning",) if data.warning else ()  # type: ignore[attr-defined]
    return (*kinds, "fine") if data.amount else kinds  # type: ignore[attr-defined]
