"""An ordinary case on its road, step by step, for tests: every step with lawful data that a test may change.

`Road.to("rechecked")` takes the steps up to a stage; the clock goes on as the law's periods ask.
"""

from __future__ import annotations

import uuid
from collections.abc import Callable
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from decimal import Decimal
from typing import Any
from uuid import UUID

from tests.cases import street
from tests.cases.street import organisation, person, resident_id
from tests.cast import PIN, Cast

from jinwu.bureau.models import User
from jinwu.cases.ordinary.review import POINTS
from jinwu.documents.models import NumberClass
from jinwu.documents.templates import templates
from jinwu.kit import clock
from jinwu.matters import jobs, presence
from jinwu.matters.door import Done, Opening, perform, state_of
from jinwu.matters.models import Matter

__all__ = ["MORNING", "Road", "organisation", "person", "resident_id"]

MORNING = datetime(2026, 3, 10, 9, 0, tzinfo=clock.ZONE)


def number_words(cast: Cast) -> None:
    """What a decision must name, and a word of numbering for every class."""
    street.number_words(cast)
    for code in {each.number_class for each in templates if each.number_class}:
        NumberClass.objects.get_or_create(
            organ=cast.bureau,
            code=code,
            valid_from="2018-01-01",
            defaults={"title": code, "word": f"测城管{code[:12]}字"},
        )


@dataclass
class Road:
    """One case. `now` is the clock of the next act; each act takes a minute.

    `door` and `ticking` are what every step goes through: a test may put a doubter in their place.
    """

    cast: Cast
    now: datetime = MORNING
    matter: UUID = field(default_factory=uuid.uuid4)
    seen: int | None = None
    last: Done | None = None
    amount: str = "3000.00"
    violation: str = "road.occupy"
    tier: str = "normal"
    door: Callable[..., Done] = perform
    ticking: Callable[[], int] = jobs.tick

    def __post_init__(self) -> None:
        number_words(self.cast)

    @property
    def state(self) -> Any:
        return state_of(Matter.objects.get(pk=self.matter))

    @property
    def stage(self) -> str:
        return Matter.objects.values_list("stage", flat=True).get(pk=self.matter)

    @contextmanager
    def clock(self):
        with clock.fixed(self.now):
            yield

    def pass_days(self, days: int) -> None:
        self.now += timedelta(days=days)

    def act(self, step: str, data: Any, *, by: User | None = None, two: bool = False, at: datetime | None = None,
            key: UUID | None = None, seen: int | None = -1) -> Done:  # fmt: skip
        """Take a step at `now`; with `two` the partner confirms his presence first."""
        self.now += timedelta(minutes=1)
        with self.clock():
            partner = None
            if two:
                partner = self.cast.partner.officer_id
                presence.confirm_by_pin(self.matter, self.cast.partner.officer, PIN, on_device_of=self.cast.officer)
            done = self.door(
                Opening("ordinary", self.matter) if step == "register_clue" else self.matter, step,
                by=by or self.cast.officer, partner=partner, data=data, at=at or self.now, key=key or uuid.uuid4(),
                seen=self.seen if seen == -1 else seen,
            )  # fmt: skip
        self.seen, self.last = done.seq, done
        return done

    def tick(self) -> int:
        """Time has passed: what lapsed is taken by the system."""
        with self.clock():
            taken = self.ticking()
        self.seen = Matter.objects.get(pk=self.matter).head_seq
        return taken

    def moment(self, minutes: int = 0) -> str:
        return (self.now + timedelta(minutes=minutes)).isoformat()

    # the chapters

    def register(self, **change: Any) -> Done:
        return self.act("register_clue", {
            "source": "patrol", "received_at": self.moment(-30), "text": "巡查发现沿街单位占道堆放建筑材料。",
            "place": "德胜街8号门前", "suspect": "阳泉市晨光文化传媒有限公司",
        } | change)  # fmt: skip

    def check(self, **change: Any) -> Done:
        return self.act("check_clue", {
            "finding": "现场堆放建筑材料约20平方米，占用人行道，未取得占道许可。",
            "proofs": [{"kind": "documentary", "title": "现场照片说明", "proves": "占用人行道的事实", "source": "现场"}],
        } | change, two=True)  # fmt: skip

    def violation_input(self, **change: Any) -> dict[str, Any]:
        return {
            "violation": self.violation, "act_from": self.moment(-60 * 24), "act_to": self.moment(-60), "place": "德胜街8号门前",
            "facts": "当事人在德胜街8号门前人行道堆放建筑材料约20平方米，未办理占用城市道路审批手续。",
        } | change  # fmt: skip

    def file(self, **change: Any) -> Done:
        act = self.violation_input(**change.pop("act", {}))
        return self.act("file", {
            "party": organisation(), "act": act, "own_jurisdiction": True, "handler": self.cast.officer.officer_id,
            "co_handler": self.cast.partner.officer_id, "opinion": "同意立案。",
        } | change, by=self.cast.authority_head)  # fmt: skip

    def scene(self, **change: Any) -> Done:
        return self.act("record_scene", {
            "place": "德胜街8号门前", "began": self.moment(-40), "ended": self.moment(-10), "credential_shown": True,
            "description": "人行道上堆放钢管、木板等建筑材料，长8米，宽2.5米，现场无占道许可公示牌。",
            "party_present": "李晨光", "recorder": "ZFJ0001",
        } | change, two=True)  # fmt: skip

    def inquire(self, **change: Any) -> Done:
        return self.act("inquire", {
            "person": "李晨光", "person_role": "party", "place": "执法队询问室", "began": self.moment(-50),
            "ended": self.moment(-5), "rights_told": True,
            "text": "问：请说明占用人行道的情况。答：因装修临时堆放，没有办理手续，愿意改正。",
        } | change, two=True)  # fmt: skip

    def order(self, **change: Any) -> Done:
        return self.act("order_correction", {
            "party": "p1", "kind": "at_once", "requirement": "立即清理占道建筑材料，恢复道路原状。"
        } | change, two=True)  # fmt: skip

    def check_order(self, order: str = "c1", outcome: str = "corrected", **change: Any) -> Done:
        return self.act(
            "check_correction",
            {"order": order, "outcome": outcome, "note": "经复查，材料已全部清理。"} | change,
            two=True,
        )

    def report(self, **change: Any) -> Done:
        rows = [
            {"violation": one.key, "factors": "占用面积较小，及时改正。", "reason": "符合较轻情形。"}
            for one in self.state.violations
        ]
        return self.act("close_investigation", {
            "facts": "当事人未经批准占用城市道路堆放建筑材料约20平方米，事实清楚。", "worksheet": rows, "proposal": "penalty",
            "opinion": "建议责令改正并处罚款。",
        } | change, two=True)  # fmt: skip

    def review(self, step: str = "review", **change: Any) -> Done:
        data = (
            dict.fromkeys(POINTS, True) | {"conclusion": "agreed", "opinion": "事实清楚，适用法律正确，同意。"} | change
        )
        return self.act(step, data, by=self.cast.reviewer)

    def notify(self, party: str = "p1", amount: str | None = None, **change: Any) -> Done:
        lines = [{"violation": one.key, "kind": "fine", "amount": amount or self.amount, "tier": self.tier} for one in self.state.violations
                 if one.party == party]  # fmt: skip
        return self.act("notify", {"party": party, "lines": lines} | change, by=self.cast.unit_head)

    def serve(self, paper: str, party: str = "p1", **change: Any) -> Done:
        """Serve the latest paper of this kind."""
        key = [one.key for one in self.state.papers if one.paper == paper][-1]
        return self.act("serve", {
            "party": party, "paper": key, "method": "direct", "received_by": "李晨光", "relation": "法定代表人"
        } | change)  # fmt: skip

    def waive(self, party: str = "p1", **change: Any) -> Done:
        return self.act("waive", {"party": party, "statement": True, "hearing": True} | change)

    def recheck(self, **change: Any) -> Done:
        return self.act("recheck", {"outcome": "none"} | change, two=True)

    def decide(self, party: str = "p1", amount: str | None = None, by: User | None = None, **change: Any) -> Done:
        lines = [{"violation": one.key, "kind": "fine", "amount": amount or self.amount, "tier": self.tier} for one in self.state.violations
                 if one.party == party]  # fmt: skip
        return self.act("decide", {"party": party, "lines": lines, "correction": "done", "opinion": "同意。"} | change,
                        by=by or self.cast.authority_head)  # fmt: skip

    def pay(self, party: str = "p1", amount: str | None = None, **change: Any) -> Done:
        return self.act("pay", {
            "party": party, "amount": amount or self.amount, "paid_on": self.now.date().isoformat(),
            "reference": f"YH{uuid.uuid4().hex[:10]}",
        } | change, by=self.cast.fiscal_clerk)  # fmt: skip

    def close(self, **change: Any) -> Done:
        return self.act("close", {"outcome": "performed"} | change, by=self.cast.authority_head)

    def archive(self, **change: Any) -> Done:
        return self.act("archive", {"volume": "2026-普-001"} | change, by=self.cast.archivist)

    ROAD = (
        ("clue", "register"), ("clue", "check"), ("investigating", "file"), ("investigating", "scene"), ("investigating", "inquire"),
        ("investigating", "order"), ("investigating", "check_order"), ("investigated", "report"), ("reviewed", "review"),
        ("noticed", "notify"), ("noticed", "_serve_notice"), ("noticed", "waive"), ("rechecked", "recheck"), ("decided", "decide"),
        ("served", "_serve_decision"), ("performed", "pay"), ("closed", "close"), ("archived", "archive"),
    )  # fmt: skip

    def _serve_notice(self) -> Done:
        return self.serve("prior_notice")

    def _serve_decision(self) -> Done:
        return self.serve("penalty_decision")

    def to(self, stage: str) -> Road:
        """Take the steps of the straight road up to and with everything of `stage`."""
        names = [name for name, _how in self.ROAD]
        last = len(names) - 1 - names[::-1].index(stage)
        for _stage, how in self.ROAD[: last + 1]:
            getattr(self, how)()
        return self

    @property
    def fine(self) -> Decimal:
        return Decimal(self.amount)
