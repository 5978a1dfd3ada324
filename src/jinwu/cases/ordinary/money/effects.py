"""How the entries about money change the state. Pure: the door and replay call the same functions."""

from __future__ import annotations

from decimal import Decimal
from typing import Any

from jinwu.collection import state as ledgers
from jinwu.collection.state import CourtApplication, Demand, Instalment, Ledger, Terms
from jinwu.matters.state import Act, TimerState, next_key, replaced

from ..state import OrdinaryState


def _with(state: OrdinaryState, ledger: Ledger, act: Act) -> OrdinaryState:
    """The state with that ledger, and with the term to pay of the next part where it runs anew."""
    update: dict[str, Any] = {"ledger": ledger}
    if anew := act.outcome.get("anew"):
        update["timers"] = (*state.timers, TimerState(**{**anew, "entry": act.seq}))
    return state.model_copy(update=update)


def paid(state: OrdinaryState, act: Act) -> OrdinaryState:
    data = act.data
    ledger = ledgers.receive(
        state.ledger, data.amount, data.paid_on, kind=data.through, receipt=data.receipt, reference=data.reference,
        surcharge_due=Decimal(act.outcome["surcharge"]), entry=act.seq, party=data.party, mistaken=data.mistaken,
    )  # fmt: skip
    return _with(state, ledger, act)


def asked(state: OrdinaryState, act: Act) -> OrdinaryState:
    """The application is received, late or not, with the last day to pay as it stood then."""
    data = act.data
    term = state.timer("T13", data.party)
    terms = Terms(
        key=next_key("t", state.ledger.terms), party=data.party, kind=data.kind, received_on=data.received_on,
        last_day=term.due if term else None, reason=data.reason, entry=act.seq,
    )  # fmt: skip
    return state.model_copy(update={"ledger": state.ledger.model_copy(update={"terms": (*state.ledger.terms, terms)})})


def answered(state: OrdinaryState, act: Act) -> OrdinaryState:
    """Refused, or granted with the parts; a last rest day has rolled forward."""
    data, out = act.data, act.outcome
    asked_for = next(one for one in state.ledger.terms if one.key == data.terms)
    ledger = state.ledger
    if data.outcome == "granted":
        fine = ledger.fine(asked_for.party)
        assert fine is not None
        plan = [Instalment(due=due, amount=Decimal(amount)) for due, amount in out["parts"]]
        ledger = ledgers.grant(ledger, fine, plan, out["missed"])
    terms = replaced(ledger.terms, data.terms, status=data.outcome, decided_on=act.at.date(), answer=data.reason)
    return _with(state, ledger.model_copy(update={"terms": terms}), act)


def refunded(state: OrdinaryState, act: Act) -> OrdinaryState:
    data = act.data
    ledger = ledgers.refund(
        state.ledger, data.amount, act.at.date(), receipt=data.document, reference=data.reference, entry=act.seq,
        party=data.party,
    )  # fmt: skip
    return state.model_copy(update={"ledger": ledger})


def written_off(state: OrdinaryState, act: Act) -> OrdinaryState:
    data = act.data
    ledger = ledgers.write_off(
        state.ledger, data.party, act.at.date(), ground=str(data.ground), document=data.document, entry=act.seq
    )
    return state.model_copy(update={"ledger": ledger})


def lapsed(state: OrdinaryState, act: Act) -> OrdinaryState:
    """The term to pay of one party, or of one part, has lapsed; its surcharge runs."""
    return state


def _sums(act: Act) -> dict[str, Decimal]:
    return {name: Decimal(act.outcome[name]) for name in ("fine", "surcharge", "confiscation")}


def demanded(state: OrdinaryState, act: Act) -> OrdinaryState:
    demand = Demand(
        key=next_key("q", state.ledger.demands), party=act.data.party, at=act.at, entry=act.seq, **_sums(act)
    )
    return _demands(state, (*state.ledger.demands, demand))


def stated(state: OrdinaryState, act: Act) -> OrdinaryState:
    data = act.data
    demands = replaced(
        state.ledger.demands, data.demand, statement=data.statement, outcome=data.outcome, answer=data.answer,
        stated_at=act.at,
    )  # fmt: skip
    return _demands(state, demands)


def _demands(state: OrdinaryState, demands: tuple[Demand, ...]) -> OrdinaryState:
    return state.model_copy(update={"ledger": state.ledger.model_copy(update={"demands": demands})})


def applied(state: OrdinaryState, act: Act) -> OrdinaryState:
    data = act.data
    new = CourtApplication(
        key=next_key("j", state.ledger.applications), party=data.party, at=act.at, court=data.court,
        late_ground=data.late_ground, entry=act.seq, **_sums(act),
    )  # fmt: skip
    return _applications(state, (*state.ledger.applications, new))


def ruled(state: OrdinaryState, act: Act) -> OrdinaryState:
    """Where the application stands; of a ruling against us, the day it came."""
    data = act.data
    more: dict[str, Any] = {}
    if data.outcome == "accepted":
        more["accepted_on"] = data.ruled_on
    elif data.outcome in ("not_accepted", "refused"):
        more["received_on"] = data.received_on or data.ruled_on
    applications = replaced(
        state.ledger.applications, data.application, status=data.outcome, ruled_on=data.ruled_on, document=data.document,
        reason=data.reason, **more,
    )  # fmt: skip
    return _applications(state, applications)


def objected(state: OrdinaryState, act: Act) -> OrdinaryState:
    data = act.data
    before = next(one for one in state.ledger.applications if one.key == data.application)
    applications = replaced(
        state.ledger.applications, data.application, status="objected", objected_to=before.status,
        objected_on=data.objected_on, above=data.above,
    )  # fmt: skip
    return _applications(state, applications)


def left_standing(state: OrdinaryState, act: Act) -> OrdinaryState:
    """Nobody objects; the court may be asked anew."""
    before = next(one for one in state.ledger.applications if one.key == act.data.application)
    return _applications(state, replaced(state.ledger.applications, before.key, objected_to=before.status))


def answered_above(state: OrdinaryState, act: Act) -> OrdinaryState:
    """The ruling stands; or the application is accepted, or enforcement granted, after all."""
    data = act.data
    before = next(one for one in state.ledger.applications if one.key == data.application)
    status: str = before.objected_to
    more: dict[str, Any] = {}
    if data.outcome == "overturned":
        status = "accepted" if before.objected_to == "not_accepted" else "granted"
        more = {"accepted_on": data.ruled_on} if status == "accepted" else {}
    applications = replaced(
        state.ledger.applications, data.application, status=status, ruled_on=data.ruled_on, document=data.document,
        reason=data.reason, **more,
    )  # fmt: skip
    return _applications(state, applications)


def _applications(state: OrdinaryState, applications: tuple[CourtApplication, ...]) -> OrdinaryState:
    return state.model_copy(update={"ledger": state.ledger.model_copy(update={"applications": applications})})
