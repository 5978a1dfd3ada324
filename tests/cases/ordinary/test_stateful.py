"""Whatever people do in whatever order, an ordinary case of two parties keeps its invariants.

Acts are drawn, mostly those that come next, by the right and by the wrong people, early, late and twice. After each: only
legal transitions, a refusal changes nothing, replay gives the tables, money is conserved, numbers have no gap, no decision
without a served notice and a review that carries it, none heavier than told, no service before a decision.
"""

from __future__ import annotations

import os
from collections import Counter
from decimal import Decimal
from typing import Any

import pytest
from django.db import transaction
from hypothesis import HealthCheck, Phase, settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, invariant, rule, run_state_machine_as_test
from tests.cases.ordinary.road import Road
from tests.cases.refusing import everything
from tests.cases.street import person
from tests.cast import Cast

from jinwu.cases.ordinary.review import review_done
from jinwu.cases.ordinary.serving import CORRECTED, DECISIONS, NOTICE, addressee_of
from jinwu.cases.ordinary.state import OrdinaryState
from jinwu.documents.models import Number
from jinwu.matters import jobs, replay
from jinwu.matters.door import state_of
from jinwu.matters.errors import DoorError
from jinwu.matters.models import Matter
from jinwu.record import verify

#: Where each stage may lead, written down a second time on purpose.
ROADS = {
    None: {"clue"},
    "clue": {"investigating", "not_filed", "transferred"},
    "investigating": {"suspended", "investigated", "withdrawn", "terminated", "merged", "transferred"},
    "suspended": {"investigating", "withdrawn", "terminated", "transferred"},
    "investigated": {"reviewed", "investigating", "terminated", "transferred"},
    "reviewed": {"noticed", "decided", "terminated", "transferred"},
    "noticed": {"rechecked", "terminated", "transferred"},
    "rechecked": {"noticed", "investigating", "decided", "served", "overdue", "performed", "terminated", "transferred"},
    "decided": {"served", "performed", "overdue", "revoked"},
    "served": {"overdue", "performed", "revoked", "decided"},
    "overdue": {"performed", "revoked", "decided", "served"},
    "performed": {"closed", "revoked", "overdue", "served", "decided"},
    "closed": {"archived", "revoked", "decided", "performed", "served"},
    "archived": {"revoked", "decided", "performed", "served"},
    "revoked": {"closed", "investigating"},
    "withdrawn": {"closed"},
    "terminated": {"closed"},
}
#: The way a case usually goes.
NEXT = {
    None: ["register"], "clue": ["check", "file", "file", "file", "decline"],
    "investigating": ["scene", "second_party", "second_party", "split", "order", "check_order", "report", "report", "suspend", "commission", "result"],
    "suspended": ["resume"], "investigated": ["review", "review", "not_agreed", "overrule"], "reviewed": ["notify", "serve_notice"],
    "noticed": ["serve_notice", "waive", "state", "recheck", "recheck", "days", "split"], "rechecked": ["decide", "decide", "review_again", "notify", "none", "split"],
    "decided": ["serve_decision", "serve_decision", "revoke", "change", "correct", "correct"],
    "served": ["pay", "pay", "days", "revoke", "change", "correct", "correct"], "overdue": ["pay", "pay", "change"],
    "performed": ["close", "close", "pay", "revoke", "change", "correct"], "closed": ["archive", "revoke", "change"], "archived": [],
    "revoked": ["refund", "close", "reopen"], "withdrawn": ["close"], "terminated": ["close"],
}  # fmt: skip
#: How often each stage was stood at: a machine that never leaves the clue proves nothing.
REACHED: Counter[str] = Counter()
#: How often each act was really taken.
TAKEN: Counter[str] = Counter()
#: Of the second party, a citizen, a tenth of the first one's.
TENTH = {"3000.00": "300.00", "2999.00": "299.00", "3000.01": "300.01", "9000.00": "900.00", "20000.01": "2000.01"}
AMOUNTS = ("3000.00", "2999.00", "3000.01", "9000.00", "20000.01")
SEEDED = "JINWU_SEED" in os.environ
PHASES = [Phase.explicit, Phase.generate] + [Phase.shrink] * ("JINWU_SHRINK" in os.environ)


class Office(RuleBasedStateMachine):
    """One case in one bureau."""

    cast: Cast

    def __init__(self) -> None:
        super().__init__()
        self.atomic = transaction.atomic()
        self.atomic.__enter__()
        self.road = Road(self.cast)
        self.state: OrdinaryState | None = None

    def teardown(self) -> None:
        assert verify.verify(report=lambda line: None).ok
        transaction.set_rollback(True)
        self.atomic.__exit__(None, None, None)

    @rule(data=st.data(), far=st.integers(1, 6))
    def the_case_goes_on(self, data: st.DataObject, far: int) -> None:
        for _ in range(far):
            stage = self.state.stage if self.state else None
            if not NEXT.get(stage):
                return
            if data.draw(st.integers(0, 4), "straight"):
                self.take(data, *self.best())
            else:
                self.take(data, data.draw(st.sampled_from(NEXT[stage]), "next"))

    @rule(data=st.data())
    def somebody_does_something_else(self, data: st.DataObject) -> None:
        if self.state:
            wild = sorted({one for steps in NEXT.values() for one in steps} - {"register"})
            self.take(data, data.draw(st.sampled_from(wild), "wild"))

    @rule(days=st.sampled_from([1, 6, 16, 95]))
    def time_passes(self, days: int) -> None:
        self.road.pass_days(days)
        with self.road.clock():
            jobs.tick()
            assert jobs.tick() == 0
        self.look()

    def best(self) -> tuple[str, str]:
        """What leads on from here, and for which party."""
        state = self.state
        if state is None:
            return "register", "p1"
        parties = state.of_parties()
        if state.stage == "clue":
            return ("file" if state.proofs else "check"), "p1"
        if state.stage == "investigating":
            if any(one.until is None for one in state.appraisals):
                return "result", "p1"
            if not state.orders:
                return "order", "p1"
            return ("check_order" if not state.orders[0].outcome else "report"), "p1"
        if state.stage == "investigated":
            last = state.reviewed
            return ("overrule" if last and last.conclusion == "not_agreed" and not last.overruled else "review"), "p1"
        if state.stage in ("reviewed", "noticed"):
            for party in parties:
                notice = state.notice_of(party)
                if notice is None:
                    return "notify", party
                if notice.served_at is None:
                    return "serve_notice", party
                if not notice.reply:
                    return "waive", party
            return "recheck", "p1"
        if state.stage == "rechecked":
            left = [party for party in parties if state.decision_of(party) is None]
            return ("review_again" if not review_done(state) else "decide"), (left or ["p1"])[0]
        if state.stage == "decided":
            return "serve_decision", next((party for party in parties if not _served(state, party)), "p1")
        if state.stage in ("served", "overdue"):
            return "pay", next((party for party in parties if state.ledger.balance(party)), "p1")
        if state.stage == "revoked" and state.ledger.refundable():
            return "refund", next(party for party in parties if state.ledger.refundable(party))
        return NEXT[state.stage][0], "p1"

    def take(self, data: st.DataObject, what: str, party: str = "") -> None:
        if what == "days":
            self.road.pass_days(8)
            return
        stage = self.state.stage if self.state else None
        stands = everything()
        amount = AMOUNTS[0] if party else data.draw(st.sampled_from(AMOUNTS), "amount")
        party = party or data.draw(st.sampled_from(["p1", "p1", "p2"]), "party")
        try:
            done = getattr(self, f"do_{what}")(party, amount)
        except DoorError as told:
            objections = getattr(told, "objections", [])
            assert all(one.basis and str(one.what) and str(one.remedy) for one in objections)
            assert everything() == stands, f"refused {what} left something"
            return
        if done is not None:
            TAKEN[what] += 1
            assert done.stage == stage or done.stage in ROADS[stage], (what, stage, done.stage)
        self.look()

    def look(self) -> None:
        row = Matter.objects.filter(pk=self.road.matter).first()
        if row is None:
            return
        before, self.state, self.road.seen = self.state, self.road.state, row.head_seq
        REACHED[self.state.stage] += 1
        if before:
            ended = {timer.key: (timer.ended, timer.outcome) for timer in before.timers if timer.ended}
            assert ended.items() <= {timer.key: (timer.ended, timer.outcome) for timer in self.state.timers}.items()

    # what people do

    def _head(self, step: str, data: dict[str, Any]) -> Any:
        return self.road.act(step, data, by=self.cast.authority_head)

    def do_register(self, party: str, amount: str) -> Any:
        return self.road.register()

    def do_check(self, party: str, amount: str) -> Any:
        return self.road.check()

    def do_file(self, party: str, amount: str) -> Any:
        return self.road.file()

    def do_decline(self, party: str, amount: str) -> Any:
        if self.state and self.state.proofs:  # so that most cases go on
            return None
        return self._head("decline", {"ground": "no_violation", "reason": "未发现违法行为。"})

    def do_scene(self, party: str, amount: str) -> Any:
        return self.road.scene()

    def do_second_party(self, party: str, amount: str) -> Any:
        if self.state is None or len(self.state.parties) > 1 or not self.state.violations:
            return None
        self.road.act("add_party", {"party": person(), "trace": "现场查明"}, two=True)
        return self.road.act("add_violation", {"party": "p2", "act": self.road.violation_input()}, two=True)

    def do_split(self, party: str, amount: str) -> Any:
        """The second party goes its own way; its case replays alone."""
        done = self._head("split", {"parties": ["p2"], "reason": "分案办理。"})
        child = done.outcome["child"]
        assert replay.check(child) == []
        made = state_of(Matter.objects.get(pk=child))
        assert made.timer("T05").start == done.state.timer("T05").start
        assert "p2" not in done.state.of_parties()
        return done

    def do_order(self, party: str, amount: str) -> Any:
        return self.road.order(party=party)

    def do_check_order(self, party: str, amount: str) -> Any:
        return self.road.check_order()

    def do_report(self, party: str, amount: str) -> Any:
        return self.road.report()

    def do_suspend(self, party: str, amount: str) -> Any:
        return self._head("suspend", {"ground": "other_case", "reason": "须待另案办结。"})

    def do_resume(self, party: str, amount: str) -> Any:
        return self._head("resume", {"reason": "另案已经办结。"})

    def do_commission(self, party: str, amount: str) -> Any:
        return self.road.act(
            "commission", {"kind": "test", "by": "检测公司", "question": "材质鉴定", "until": "2030-01-01"}, two=True
        )

    def do_result(self, party: str, amount: str) -> Any:
        return self.road.act("receive_result", {"appraisal": "q1", "result": "结果", "document": "报告"}, two=True)

    def do_review(self, party: str, amount: str) -> Any:
        return self.road.review()

    def do_not_agreed(self, party: str, amount: str) -> Any:
        return self.road.review(conclusion="not_agreed", law=False, opinion="不同意。")

    def do_overrule(self, party: str, amount: str) -> Any:
        return self._head("overrule_review", {"reason": "经研究不采纳。"})

    def do_review_again(self, party: str, amount: str) -> Any:
        return self.road.review("review_again")

    def do_notify(self, party: str, amount: str) -> Any:
        return self.road.notify(party, TENTH[amount] if party == "p2" else amount)

    def _serve(self, party: str, kinds: tuple[str, ...]) -> Any:
        state = self.road.state
        mine = [one for one in state.papers if one.paper in kinds and addressee_of(state, one) == party]
        if not mine:
            return None
        return self.road.act(
            "serve", {"party": party, "paper": mine[-1].key, "method": "direct", "received_by": "本人"}
        )

    def do_serve_notice(self, party: str, amount: str) -> Any:
        return self._serve(party, (NOTICE,))

    def do_serve_decision(self, party: str, amount: str) -> Any:
        return self._serve(party, (*DECISIONS, *CORRECTED))

    def do_waive(self, party: str, amount: str) -> Any:
        return self.road.waive(party)

    def do_state(self, party: str, amount: str) -> Any:
        return self.road.act("hear_statement", {"party": party, "manner": "oral", "text": "请求从轻。"})

    def do_recheck(self, party: str, amount: str) -> Any:
        return self.road.recheck(outcome="partly", reason="部分采纳。")

    def do_decide(self, party: str, amount: str) -> Any:
        return self.road.decide(party, TENTH[amount] if party == "p2" else amount)

    def do_none(self, party: str, amount: str) -> Any:
        return self._head(
            "decide_none",
            {"party": party, "ground": "slight_corrected", "reason": "轻微并及时改正。", "education": "已教育。"},
        )

    def do_pay(self, party: str, amount: str) -> Any:
        return self.road.pay(party, TENTH[amount] if party == "p2" else amount)

    def do_refund(self, party: str, amount: str) -> Any:
        owed = self.road.state.ledger.refundable(party)
        data = {"party": party, "amount": str(owed or amount), "reference": "TF"}
        return self.road.act("refund", data, by=self.cast.fiscal_clerk)

    def do_revoke(self, party: str, amount: str) -> Any:
        return self._head("revoke", {"party": party, "organ": "self", "reason": "有误。"})

    def do_change(self, party: str, amount: str) -> Any:
        """This organ goes down to the lowest of the tier; where it stands there, a court does."""
        made = self.road.state.decision_of(party)
        own = made is not None and made.fine > 3000
        line = {
            "violation": "v1" if party == "p1" else "v2",
            "kind": "fine",
            "amount": "3000.00" if own else "1000.00",
            "tier": "normal",
        }
        data = {"party": party, "organ": "self", "lines": [line], "reason": "裁量不当。", "review": "同意"}
        day = self.road.now.date().isoformat()
        theirs = {"organ": "court", "document": f"行初{self.road.now:%m%d%H%M}号", "dated": day, "served_on": day}
        return self._head("change_decision", data | ({} if own else theirs))

    def do_correct(self, party: str, amount: str) -> Any:
        slip = {"party": party, "what": "facts", "wrong": "建筑材料", "right": "建筑木料", "reason": "误写"}
        return self._head("correct", slip)

    def do_reopen(self, party: str, amount: str) -> Any:
        return self._head("reopen", {"reason": "重新作出决定。"})

    def do_close(self, party: str, amount: str) -> Any:
        return self.road.close()

    def do_archive(self, party: str, amount: str) -> Any:
        return self.road.archive()

    # what always holds

    @invariant()
    def the_tables_are_what_the_record_gives(self) -> None:
        if self.state:
            assert replay.check(self.road.matter) == []

    @invariant()
    def money_is_conserved(self) -> None:
        if self.state is None:
            return
        ledger = self.state.ledger
        came = sum((m.amount for m in ledger.movements if m.kind not in ("refund", "write_off")), Decimal(0))
        went = sum((m.amount for m in ledger.movements if m.kind == "refund"), Decimal(0))
        kept = sum(
            (ledger.moved(o.key) for o in ledger.obligations if not o.cancelled and not o.owed_by_organ), Decimal(0)
        )
        assert all(0 <= ledger.moved(one.key) <= one.amount for one in ledger.obligations)
        assert came - went == kept + ledger.refundable()

    @invariant()
    def numbers_have_no_gap(self) -> None:
        serials: dict[str, list[int]] = {}
        for code, serial in Number.objects.order_by("class_code", "year", "serial").values_list("class_code", "serial"):
            serials.setdefault(code, []).append(serial)
        assert all(
            found == list(range(1, len(found) + 1)) for found in serials.values() if len(set(found)) == len(found)
        )

    @invariant()
    def one_thing_after_another(self) -> None:
        if self.state is None:
            return
        state = self.state
        for decision in state.decisions:
            assert [
                one for one in state.reviews if one.at <= decision.at and (one.conclusion == "agreed" or one.overruled)
            ]
            if decision.lines:
                told = [
                    one
                    for one in state.notices
                    if one.party == decision.party and one.at <= decision.at and one.served_at
                ]
                assert told
                assert decision.fine <= (told[-1].amount or 0)
                if decision.version > 1:
                    assert decision.fine <= next(one.fine for one in state.decisions if one.key == decision.replaces)
        assert {one.party for one in state.decisions} <= set(state.of_parties())
        assert not {one.key for one in state.violations} & {one.key for one in state.gone}
        standing = [one.party for one in state.decisions if one.status in ("in_force", "corrected")]
        assert len(standing) == len(set(standing))
        if state.stage in ("closed", "archived") and not any(one.status == "revoked" for one in state.decisions):
            assert state.ledger.settled()
        numbers = Counter((one.number, one.version) for one in state.decisions)
        assert max(numbers.values(), default=1) == 1
        assert len({one.party for one in state.decisions if one.version == 1}) == len(
            {one.party for one in state.decisions}
        )
        times = [at for _stage, at in state.passed]
        assert times == sorted(times)


def _served(state: OrdinaryState, party: str) -> bool:
    """Whether the last paper of the decision on a party was served."""
    made = state.decision_of(party)
    papers = [
        one.key for one in state.papers if made and one.number == made.number and one.paper in (*DECISIONS, *CORRECTED)
    ]
    return not papers or any(one.served and one.paper == papers[-1] for one in state.services)


def run(cast: Cast, examples: int, steps: int) -> None:
    Office.cast = cast
    run_state_machine_as_test(
        Office,
        settings=settings(
            phases=PHASES, max_examples=examples, stateful_step_count=steps, deadline=None, database=None, print_blob=True,
            suppress_health_check=list(HealthCheck), derandomize=not SEEDED,
        ),
    )  # fmt: skip


def test_whatever_people_do(cast):
    REACHED.clear()
    run(cast, examples=8, steps=12)
    assert SEEDED or {"rechecked", "decided", "served", "performed"} <= set(REACHED)


@pytest.mark.slow
def test_whatever_people_do_for_long(cast):
    REACHED.clear()
    TAKEN.clear()
    run(cast, examples=20, steps=25)
    assert SEEDED or {"change", "correct", "split"} <= set(TAKEN)
    assert SEEDED or {"decided", "performed", "closed", "archived", "revoked"} <= set(REACHED)
