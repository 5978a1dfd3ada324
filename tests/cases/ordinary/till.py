"""Money of an ordinary case on its own: the steps about money in a procedure whose case stands decided from the start.

The road before it (clue to decision) is tested elsewhere; here two or three parties are served, pay, or do not.
"""

from __future__ import annotations

import uuid
from contextlib import contextmanager
from dataclasses import dataclass, field, replace
from datetime import date, datetime, timedelta
from decimal import Decimal
from typing import Any
from uuid import UUID

from tests.cast import Cast

from jinwu.bureau.models import User
from jinwu.cases.ordinary import money, stages
from jinwu.cases.ordinary.state import OrdinaryState
from jinwu.cases.state import Decision, Line
from jinwu.kit import clock
from jinwu.kit.inputs import StepInput
from jinwu.law.citations import ACL, APL
from jinwu.law.roles import Role
from jinwu.law.timers import T13, T18, T19, T21
from jinwu.law.vocabulary import Procedure
from jinwu.matters import jobs, replay
from jinwu.matters.door import Done, Opening, perform, procedures, state_of
from jinwu.matters.models import Matter
from jinwu.matters.procedure import common_steps
from jinwu.matters.state import PartyState

MORNING = datetime(2026, 3, 10, 9, 0, tzinfo=clock.ZONE)
DUE = date(2026, 3, 25)


class Decided(StepInput):
    """Fine, then confiscated money, of each party."""

    sums: list[tuple[str, str]]
    unit: int
    organ: int


class DemandServed(StepInput):
    demand: str


class Served(StepInput):
    party: str
    surcharge: str = "fine"


def _decided(state: None, act: Any) -> OrdinaryState:
    parties, decisions = [], []
    for i, (fine, confiscation) in enumerate(act.data.sums, 1):
        kind = "organisation" if i == 1 else "person"
        parties.append(PartyState(key=f"p{i}", kind=kind, name=f"当事人{i}"))
        lines = [Line(key="l0", party=f"p{i}", violation="v1", kind="warning")]
        lines += [Line(key=f"l{n}", party=f"p{i}", violation="v1", kind=what, amount=Decimal(amount))
                  for n, (what, amount) in enumerate((("fine", fine), ("confiscation", confiscation)), 1) if amount != "0"]  # fmt: skip
        decisions.append(
            Decision(key=f"x{i}", number=f"测城管罚决字〔2026〕第{i}号", party=f"p{i}", decided_on=act.at.date(), at=act.at,
                     lines=tuple(lines))
        )  # fmt: skip
    return OrdinaryState(
        procedure="till", version=1, stage="decided", unit=act.data.unit, organ=act.data.organ, opened_at=act.at,
        parties=tuple(parties), decisions=tuple(decisions), number=decisions[0].number,
        title=" ".join(one.number for one in decisions),
    )  # fmt: skip


def _served(state: OrdinaryState, act: Any) -> OrdinaryState:
    decision = state.decision_of(act.data.party)
    due = next((t["due"] for t in act.outcome.get("timers", ()) if t["timer"] == "T13"), None)
    ledger = money.charge_decision(
        state.ledger, decision, decision.party, act.at.date(), due, surcharge=act.data.surcharge
    )
    return state.model_copy(update={"ledger": ledger, "details": {**state.details, act.data.party: True}})


def _serving(ctx: Any) -> dict[str, Any]:
    all_served = len(ctx.state.details) + 1 == len(ctx.state.parties)
    skip = [] if money.owes_money(ctx.state.decision_of(ctx.data.party)) else ["T13"]
    out = {"subject": ctx.data.party, "skip_timers": skip}
    if all_served:
        ctx.outcome |= out
        out["stage"] = money.stage_after_money(ctx.step.effect(ctx.state, _Act(ctx)))
    return out


@dataclass
class _Act:
    ctx: Any

    def __getattr__(self, name: str) -> Any:
        return getattr(self.ctx, name)


def till() -> Procedure:
    """The procedure, made once."""
    if "till" in procedures:
        return procedures["till"]
    made = Procedure("till", "Till", 1, OrdinaryState, stages=dict(stages.ordinary.stages))
    made.step("begin", "Begin", stage=((), "decided"), by=Role.OFFICER, input=Decided, effect=_decided, basis=[APL(57)],
              opening=True)  # fmt: skip
    made.step("serve", "Serve", stage=(("decided", "overdue"), None), by=Role.OFFICER, input=Served, effect=_served,
              prepare=_serving, starts=[T13, T18, T19], basis=[APL(61)])  # fmt: skip
    made.step("revoke", "Revoke", stage=(stages.AFTER_SERVICE, "revoked"), by=Role.AUTHORITY_HEAD, input=Served,
              effect=_revoked, basis=[APL(75)])  # fmt: skip
    made.step("serve_demand", "Serve a demand", stage=(("decided", "served", "overdue"), None), by=Role.OFFICER,
              input=DemandServed, effect=_demand_served, prepare=_serving_demand, starts=[T21], basis=[ACL(54)])  # fmt: skip
    common_steps(made)
    for key, step in stages.ordinary.steps.items():
        if step.effect.__module__.startswith(money.__name__):
            made.steps[key] = replace(step, procedure="till", papers=())
    jobs.lapse(jobs.Lapse("till", "T13", "lapse"))
    return procedures.add("till", made)


def _demand_served(state: OrdinaryState, act: Any) -> OrdinaryState:
    return state.model_copy(update={"ledger": money.demand_served(state.ledger, act.data.demand, act.at)})


def _serving_demand(ctx: Any) -> dict[str, Any]:
    """As the chapter on service does it."""
    party = next(one.party for one in ctx.state.ledger.demands if one.key == ctx.data.demand)
    ends = [one.key for one in ctx.state.running() if one.timer == "T21" and one.subject == party]
    return {"subject": party, "ends": ends, "cancelled": ends}


def _revoked(state: OrdinaryState, act: Any) -> OrdinaryState:
    decision = state.decision_of(act.data.party)
    return state.model_copy(update={
        "ledger": money.cancel_decision(state.ledger, decision.key, decision.party, act.at.date(), "revoked"),
        "decisions": tuple(one.model_copy(update={"status": "revoked"}) if one.key == decision.key else one
                           for one in state.decisions),
    })  # fmt: skip


@dataclass
class Till:
    """One case. `now` is the clock of the next act; each act takes a minute."""

    cast: Cast
    sums: list[tuple[str, str]] = field(default_factory=lambda: [("1000", "0"), ("500", "0")])
    now: datetime = MORNING
    matter: UUID = field(default_factory=uuid.uuid4)
    seen: int | None = None

    def __post_init__(self) -> None:
        till()
        self.act("begin", {"sums": self.sums, "unit": self.cast.squadron.pk, "organ": self.cast.bureau.pk})

    @contextmanager
    def clock(self):
        with clock.fixed(self.now):
            yield

    @property
    def state(self) -> OrdinaryState:
        return state_of(Matter.objects.get(pk=self.matter))  # type: ignore[return-value]

    @property
    def ledger(self) -> Any:
        return self.state.ledger

    @property
    def stage(self) -> str:
        return self.state.stage

    def act(self, step: str, data: Any, by: User | None = None) -> Done:
        self.now += timedelta(minutes=1)
        with self.clock():
            done = perform(
                Opening("till", self.matter) if step == "begin" else self.matter, step, by=by or self.cast.officer,
                data=data, at=self.now, key=uuid.uuid4(), seen=self.seen,
            )  # fmt: skip
        self.seen = done.seq
        return done

    def on(self, day: date) -> Till:
        """It is that day, ten in the morning."""
        self.now = datetime(day.year, day.month, day.day, 10, 0, tzinfo=clock.ZONE)
        return self

    def tick(self, day: date | None = None) -> int:
        if day:
            self.on(day)
        with self.clock():
            taken = jobs.tick()
        self.seen = Matter.objects.get(pk=self.matter).head_seq
        return taken

    def serve(self, *parties: str, surcharge: str = "fine") -> Till:
        for party in parties or tuple(one.key for one in self.state.parties):
            self.act("serve", {"party": party, "surcharge": surcharge})
        return self

    def pay(self, party: str, amount: str, paid_on: date | None = None, **more: Any) -> Done:
        data = {"party": party, "amount": amount, "paid_on": (paid_on or self.now.date()).isoformat(),
                "reference": f"YH{uuid.uuid4().hex[:8]}"} | more  # fmt: skip
        return self.act("pay", data, self.cast.fiscal_clerk)

    def ask(self, party: str = "p1", kind: str = "instalments", received_on: date | None = None) -> Done:
        data = {
            "party": party,
            "kind": kind,
            "received_on": (received_on or self.now.date()).isoformat(),
            "reason": "经营困难",
        }
        return self.act("ask_terms", data)

    def grant(self, *parts: tuple[str, str], terms: str = "t1", outcome: str = "granted") -> Done:
        data = {"terms": terms, "outcome": outcome, "reason": "确有经济困难。",
                "parts": [{"due": due, "amount": amount} for due, amount in parts]}  # fmt: skip
        return self.act("grant_terms", data, self.cast.authority_head)

    def refund(self, party: str, amount: str) -> Done:
        data = {"party": party, "amount": amount, "reference": f"TK{uuid.uuid4().hex[:8]}", "document": "退付1号"}
        return self.act("refund", data, self.cast.fiscal_clerk)

    def write_off(self, party: str, ground: str = "other") -> Done:
        data = {"party": party, "ground": ground, "document": "死亡证明", "reason": "无财产可供执行。"}
        return self.act("write_off", data, self.cast.authority_head)

    def demand(self, party: str = "p1") -> Done:
        return self.act("demand", {"party": party})

    def serve_demand(self, demand: str = "q1") -> Done:
        return self.act("serve_demand", {"demand": demand})

    def apply(self, party: str = "p1", **more: Any) -> Done:
        data = {
            "party": party,
            "court": "测试区人民法院",
            "materials": ["application", "decision", "opinion", "object"],
        } | more
        return self.act("apply_to_court", data, self.cast.authority_head)

    def rule(self, outcome: str, application: str = "j1", **more: Any) -> Done:
        data = {"application": application, "outcome": outcome, "ruled_on": self.now.date().isoformat(), "document": "行审1号",
                "reason": ""} | more  # fmt: skip
        return self.act("court_ruling", data)

    def hold(self, day: date, until: date, party: str = "") -> None:
        """A remedy is pending between two days: of a party, or nobody says of whom."""
        self.on(day).act(
            "place_hold", {"kind": "remedy_pending", "reason": "复议", "party": party}, self.cast.unit_head
        )
        key = self.state.holds[-1].key
        self.on(until).act("lift_hold", {"hold": key, "reason": "复议维持"}, self.cast.unit_head)

    def running(self, party: str) -> dict[str, date]:
        return {one.timer: one.due for one in self.state.running() if one.subject == party}

    def sound(self) -> None:
        """The tables are what the record gives."""
        assert replay.check(self.matter) == []
