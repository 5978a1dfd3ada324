"""Whatever people do in whatever order, the procedure keeps its invariants.

Steps are drawn from the table of the procedure, mostly those that are possible; amounts, days and people at will. After
each one: only legal transitions, a refusal changes nothing, replay gives the tables, money is conserved, numbers have no
gap, no decision without notice, no service before a decision, each period ends once, closed only when settled.
"""

from __future__ import annotations

import os
import uuid
from collections import Counter
from datetime import timedelta
from decimal import Decimal
from typing import Any

import pytest
from django.db import transaction
from hypothesis import HealthCheck, Phase, settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, invariant, precondition, rule, run_state_machine_as_test
from tests.cases.refusing import everything
from tests.cases.street import SIGNATURE, Street, person, resident_id
from tests.cast import Cast

from jinwu.bureau.models import User
from jinwu.cases.models import DecisionRow
from jinwu.cases.state import CaseState
from jinwu.cases.summary.procedure import summary
from jinwu.documents.models import Number
from jinwu.law.vocabulary import Actor
from jinwu.matters import jobs, replay
from jinwu.matters.door import Done, Opening, perform, state_of
from jinwu.matters.errors import DoorError, NoMatter, Refused
from jinwu.matters.models import Matter
from jinwu.record import verify

#: The states of the procedure and where each may lead, written down a second time on purpose.
ROADS = {
    None: {"draft"},
    "draft": {"noticed", "converted", "voided"},
    "noticed": {"decided", "converted", "voided"},
    "decided": {"served", "noticed", "revoked"},
    "served": {"filed", "overdue", "paid", "revoked"},
    "filed": {"overdue", "paid", "revoked"},
    "overdue": {"paid", "revoked"},
    "paid": {"closed", "revoked"},
    "closed": {"archived", "revoked"},
    "archived": {"revoked"},
    "revoked": {"closed"},
    "converted": set(),
    "voided": set(),
}
PHASES = [Phase.explicit, Phase.generate] + [Phase.shrink] * ("JINWU_SHRINK" in os.environ)
#: The way a case usually goes.
ROAD = {
    None: ["open"], "draft": ["notify"], "noticed": ["decide"], "decided": ["serve", "serve", "serve", "void_form", "correct"],
    "served": ["file_record", "pay", "collect", "hand_in"], "filed": ["pay", "collect", "hand_in", "deposit"],
    "overdue": ["pay", "file_record", "collect"], "paid": ["close", "close", "hand_in", "deposit", "refund", "pay"],
    "closed": ["archive", "revoke"], "revoked": ["refund", "hand_in", "deposit", "close", "pay"],
    "archived": [], "converted": [], "voided": [],
}  # fmt: skip
AMOUNTS = st.sampled_from(["20.00", "60.00", "100.00", "100.01", "150.00", "200.00", "200.01"])
PAYMENTS = st.sampled_from(["0.01", "30.00", "50.00", "100.00", "106.00", "250.00"])
#: What the other steps are told.
PLAIN = {
    "deposit": {"slip": "B"}, "archive": {"volume": "1"}, "void_form": {"reason": "误写"},
    "convert": {"ground": "other", "reason": "其他"}, "abandon": {"reason": "轻微"},
    "revoke": {"organ": "self", "reason": "有误"}, "relate": {"other": str(uuid.UUID(int=1)), "kind": "merged"},
    "attach_scan": {"paper": "d1", "scan": "0" * 64}, "seal": {"paper": "d1", "approved_by": "王局长"}, "take_note": {"text": "备注"},
    "erase_personal": {"classes": ["contact"], "reason": "保存期满"},
}  # fmt: skip
PEOPLE = ("officer", "unit_head", "authority_head", "fiscal_clerk", "archivist", "disclosure_clerk", "colleague")


class Office(RuleBasedStateMachine):
    """Two matters of one party in one bureau."""

    cast: Cast

    def __init__(self) -> None:
        super().__init__()
        self.atomic = transaction.atomic()
        self.atomic.__enter__()
        self.streets = [Street(self.cast), Street(self.cast)]
        self.states: dict[uuid.UUID, CaseState] = {}

    def teardown(self) -> None:
        assert verify.verify(report=lambda line: None).ok
        transaction.set_rollback(True)
        self.atomic.__exit__(None, None, None)

    @rule(data=st.data(), which=st.sampled_from([0, 1]), far=st.integers(1, 5))
    def a_case_goes_on(self, data: st.DataObject, which: int, far: int) -> None:
        """Some steps along the road, by the right people; a case that has ended makes room for another."""
        for _ in range(far):
            state = self.states.get(self.streets[which].matter)
            roads = ROAD[state.stage if state else None]
            if not roads:
                self.streets[which] = Street(self.cast, now=self.streets[which].now)
                return
            key = data.draw(st.sampled_from(roads), "next")
            self.take(data, self.streets[which], key, state, rightly=True)

    @rule(data=st.data(), which=st.sampled_from([0, 1]))
    def somebody_acts(self, data: st.DataObject, which: int) -> None:
        street = self.streets[which]
        before = self.states.get(street.matter)
        stage = before.stage if before else None
        possible = [step.key for step in summary.next_steps(stage)] if stage else ["open"]
        main = [key for key in possible if not summary.steps[key].side]
        steps = main * 4 + possible + data.draw(st.sampled_from([[], [], [], sorted(summary.steps)]), "wild")
        key = data.draw(st.sampled_from(steps or ["take_note"]), "step")
        self.take(data, street, key, before)

    @rule(days=st.sampled_from([1, 2, 3, 16, 40]))
    def time_passes(self, days: int) -> None:
        for street in self.streets:
            street.now += timedelta(days=days)

    @precondition(lambda self: self.states)
    @rule()
    def the_clock_comes_round(self) -> None:
        with self.streets[0].clock():
            first = jobs.tick()
            assert first <= 2
            assert jobs.tick() == 0
        for street in self.streets:
            if street.matter in self.states:
                self.look(street)

    def take(
        self, data: st.DataObject, street: Street, key: str, before: CaseState | None, *, rightly: bool = False
    ) -> None:
        step, stage = summary.steps[key], before.stage if before else None
        if step.actor is Actor.SYSTEM:
            return
        who = [name for name in PEOPLE if self.may(name, step)]
        who = who[:1] if rightly else who * 4 + list(PEOPLE)
        by = getattr(self.cast, data.draw(st.sampled_from(who), "by"))
        for other in self.streets:
            other.now = street.now = max(street.now, other.now) + timedelta(minutes=1)
        two = step.actor is Actor.TWO_OFFICERS
        if two and (rightly or data.draw(st.integers(0, 9), "there") > 0):
            street.confirm()
        answers = self.answers(data, street, key, before, rightly)
        stands = everything()
        outcome = self.perform(street, key, by, two, answers, before)
        if isinstance(outcome, DoorError):
            objections = getattr(outcome, "objections", [])
            assert all(one.basis and str(one.what) and str(one.remedy) for one in objections)
            assert everything() == stands, f"refused {key} left something"
            return
        assert outcome.stage == stage or outcome.stage in ROADS[stage]
        self.look(street)

    def perform(self, street: Street, key: str, by: User, two: bool, answers: Any, before: Any) -> Done | DoorError:
        try:
            with street.clock():
                return perform(
                    Opening("summary", street.matter) if before is None else street.matter, key, by=by, data=answers,
                    partner=self.cast.partner.officer_id if two else None, at=street.now, key=uuid.uuid4(),
                    seen=street.seen,
                )  # fmt: skip
        except (Refused, NoMatter) as told:
            return told

    def look(self, street: Street) -> None:
        """The matter as it stands, and that no ended period was touched again."""
        row = Matter.objects.get(pk=street.matter)
        before, after = self.states.get(street.matter), state_of(row)
        if before:
            ended = {timer.key: (timer.ended, timer.outcome) for timer in before.timers if timer.ended}
            now = {timer.key: (timer.ended, timer.outcome) for timer in after.timers}
            assert ended.items() <= now.items()
            assert len(after.timers) == len(now)
        self.states[street.matter], street.seen = after, row.head_seq

    def may(self, name: str, step: Any) -> bool:
        roles = {"officer": "officer", "colleague": ""}.get(name, name)
        return roles in {str(role) for role in step.by} or (name == "unit_head" and "officer" in step.by)

    def answers(
        self, data: st.DataObject, street: Street, key: str, state: CaseState | None, rightly: bool
    ) -> dict[str, Any]:
        def draw(*options: Any) -> Any:
            return data.draw(st.sampled_from(options), key)

        ledger = state.ledger if state else None
        if key == "open":
            party = draw(person(), person(), person(name="钱广", number=resident_id(serial=5)))
            return street.opening(party=party, place=draw("桃北中街66号门前人行道", "德胜街8号门前"))
        if key in ("notify", "decide"):
            amount = data.draw(AMOUNTS, key)
            if rightly:
                amount = str(state.notice.amount) if key == "decide" else "150.00"
            answers = {"amount": amount, "tier": "normal" if Decimal(amount) > 200 else "light"}
            if key == "notify":
                return answers | {"told_facts": True, "told_rights": rightly or draw(True, True, True, False)}
            return answers | draw({}, {}, {"payment": "on_the_spot", "ground": "small"})
        if key == "serve":
            ways = [{"method": "signed", "signature": SIGNATURE}, {"method": "refused", "note": "拒签"}]
            return draw(*ways, *([] if rightly else [{"method": "refused"}]))
        if key == "collect":
            amount = draw(str(ledger.balance()) if ledger and ledger.balance() else "1.00", "50.00")
            return {"amount": amount, "ground": "hard_later" if rightly else draw("small", "hard_later"),
                    "receipt": draw("1", "2", "3", "4", "5", "6")}  # fmt: skip
        if key == "pay":
            whole = str(ledger.balance()) if ledger and ledger.balance() else "100.00"
            amount = data.draw(st.one_of(st.just(whole), PAYMENTS), key)
            return {"amount": amount, "reference": "TX", "paid_on": street.now.date() - timedelta(days=draw(0, 0, 3))}
        if key == "refund":
            owed = str(ledger.refundable()) if ledger and ledger.refundable() else "10.00"
            return {"amount": draw(owed, owed, "0.01", "500.00"), "reference": "R"}
        if key == "correct":
            return {"what": draw("name", "place", "facts"), "text": "更正后的文字", "reason": "笔误"}
        if key == "hand_over":
            return {"officer": getattr(self.cast, draw("partner", "stranger")).officer_id, "reason": "轮岗"}
        if key == "place_hold":
            return {"kind": draw("remedy_pending", "crime_suspected"), "reason": "复议"}
        if key == "lift_hold":
            return {"hold": draw("h1", "h2"), "reason": "结束"}
        if key == "publish":
            return {"where": draw("site", "both"), "published_on": street.now.date(), "address": "/cf/1"}
        if key == "decide_not_to_publish":
            return {"ground": draw("privacy", "minor", "no_influence"), "reason": "不予公示"}
        if key == "withdraw_publication":
            return {"ground": draw("slip", "revoked"), "withdrawn_on": street.now.date(), "reason": "撤回"}
        return PLAIN.get(key, {})

    @invariant()
    def the_tables_are_what_the_record_gives(self) -> None:
        for matter in self.states:
            assert replay.check(matter) == []

    @invariant()
    def money_is_conserved(self) -> None:
        for state in self.states.values():
            ledger = state.ledger
            assert all(move.amount > 0 for move in ledger.movements)
            came = sum((m.amount for m in ledger.movements if m.kind != "refund"), Decimal(0))
            went = sum((m.amount for m in ledger.movements if m.kind == "refund"), Decimal(0))
            kept = Decimal(0)
            for one in ledger.obligations:
                assert 0 <= ledger.moved(one.key) <= one.amount
                if not one.cancelled:
                    assert ledger.moved(one.key) + ledger.open(one) == one.amount
                    kept += Decimal(0) if one.owed_by_organ else ledger.moved(one.key)
            assert came - went == kept + ledger.refundable()
            cash = sum((one.amount for one in ledger.cash), Decimal(0))
            assert cash == sum((m.amount for m in ledger.movements if m.kind == "on_the_spot"), Decimal(0))

    @invariant()
    def numbers_have_no_gap(self) -> None:
        rows = list(Number.objects.order_by("serial").values_list("serial", "status", "text"))
        assert [serial for serial, _status, _text in rows] == list(range(1, len(rows) + 1))
        stands = Counter(d.number for s in self.states.values() for d in s.decisions if d.status != "void")
        void = {d.number for s in self.states.values() for d in s.decisions if d.status == "void"}
        assert {text for _serial, status, text in rows if status == "issued"} == set(stands)
        assert {text for _serial, status, text in rows if status == "void"} == void

    @invariant()
    def one_thing_after_another(self) -> None:
        for state in self.states.values():
            for decision in state.decisions:
                assert any(notice.at <= decision.at for notice in state.notices)
                told = max((n for n in state.notices if n.at <= decision.at), key=lambda notice: notice.at)
                assert decision.fine <= (told.amount or 0)
                assert decision.fine <= 200
            for service in state.services:
                assert any(decision.at <= service.at for decision in state.decisions)
            if state.stage in ("closed", "archived"):
                assert state.ledger.settled()
                assert all(cash.deposited_at for cash in state.ledger.cash)
                assert not [
                    timer.key for timer in state.running() if timer.timer in ("T12", "T13", "T14", "T15", "T66")
                ]
            times = [at for _stage, at in state.passed]
            assert times == sorted(times)

    @invariant()
    def one_act_one_fine(self) -> None:
        acts = []
        for state in self.states.values():
            decision = state.decision
            if decision and decision.fine:
                acts.append((state.party.party, state.violations[0].place, decision.at, state.act_from))
        if len(acts) == 2 and acts[0][:2] == acts[1][:2]:
            (_p, _l, first, _), (_q, _m, _at, began) = sorted(acts, key=lambda act: act[2])
            assert began >= first or abs(began - first) > timedelta(hours=12)

    @invariant()
    def each_decision_is_published_once(self) -> None:
        for state in self.states.values():
            standing = Counter(one.decision for one in state.publications if one.status != "withdrawn")
            assert set(standing.values()) <= {1}
            assert set(standing) <= {decision.key for decision in state.decisions if decision.version == 1}

    @invariant()
    def figures_count_each_decision_once(self) -> None:
        counted = DecisionRow.objects.filter(version=1).exclude(status="void").count()
        assert counted == sum(len({d.number for d in s.decisions if d.status != "void"}) for s in self.states.values())


def run(cast: Cast, examples: int, steps: int) -> None:
    Office.cast = cast
    run_state_machine_as_test(
        Office,
        settings=settings(
            phases=PHASES, max_examples=examples, stateful_step_count=steps, deadline=None, database=None, print_blob=True,
            suppress_health_check=list(HealthCheck), derandomize="JINWU_SEED" not in os.environ,
        ),
    )  # fmt: skip


def test_whatever_people_do(cast):
    run(cast, examples=10, steps=20)


@pytest.mark.slow
def test_whatever_people_do_for_long(cast):
    run(cast, examples=20, steps=40)
