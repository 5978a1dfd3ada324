"""A case whose penalty gives the right to a hearing, for tests: each step of the hearing with lawful data."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from decimal import Decimal
from typing import Any

import pytest
from tests.cases.ordinary.road import Road, person
from tests.cases.refusing import everything

from jinwu.catalog import queries as catalog
from jinwu.catalog.models import ProfileValue
from jinwu.catalog.writing import put
from jinwu.kit import clock
from jinwu.matters.door import Done
from jinwu.matters.errors import Refused


def refused(call: Callable[..., Any], *args: Any, **change: Any) -> list[str]:
    """The guards that refuse the step; nothing has changed."""
    before = everything()
    with pytest.raises(Refused) as raised:
        call(*args, **change)
    assert everything() == before
    return [one.guard for one in raised.value.objections]


def set_profile(key: str, value: Any) -> None:
    """A value of the bureau's profile, in force from before every case."""
    put(ProfileValue, {"key": key, "in_force_from": date(2018, 1, 1)},
        {"value": value, "title": key, "confirmed": True, "source": "tests", "note": ""}, by="tests")  # fmt: skip


@dataclass
class Hearings(Road):
    """An ordinary case; from 3,000 yuan on organisations may ask for a hearing here."""

    def __post_init__(self) -> None:
        super().__post_init__()
        set_profile("hearing.fine", {"person": 1000, "organisation": 3000})

    def lines_of(self, party: str, amount: str | None = None) -> list[dict[str, Any]]:
        """A fine in its tier for each violation of the party."""
        who = next(one for one in self.state.parties if one.key == party)
        sum_ = Decimal(amount or self.amount)
        found = []
        for one in self.state.violations:
            if one.party == party:
                tiers = catalog.violation(one.code, one.law_day).tiers(who.kind, True)
                tier = next(tier.key for tier in tiers if tier.low <= sum_ <= tier.high)
                found.append({"violation": one.key, "kind": "fine", "amount": str(sum_), "tier": tier})
        return found

    def notify(self, party: str = "p1", amount: str | None = None, **change: Any) -> Done:
        return super().notify(party, **{"lines": self.lines_of(party, amount)} | change)

    def decide(self, party: str = "p1", amount: str | None = None, by: Any = None, **change: Any) -> Done:
        return super().decide(party, by=by, **{"lines": self.lines_of(party, amount)} | change)

    def to_notice(self, *, second: bool = False) -> Hearings:
        """The notice is served on Wednesday 11 March 2026 (on both parties, where there is a second one)."""
        self.to("investigating")
        if second:
            self.act("add_party", {"party": person(), "trace": "业主反映另有承包人赵建平。"}, two=True)
            self.act("add_violation", {"party": "p2", "act": self.violation_input()}, two=True)
            self.act("order_correction", {"party": "p2", "kind": "at_once", "requirement": "立即清理。"}, two=True)
            self.check_order("c2")
        self.report()
        self.review()
        self.now = datetime(2026, 3, 11, 9, 0, tzinfo=clock.ZONE)
        for party in ("p1", "p2") if second else ("p1",):
            self.notify(party)
            self.serve("prior_notice", party)
        return self

    def on_day(self, month: int, day: int, hour: int = 9) -> None:
        self.now = datetime(2026, month, day, hour, 0, tzinfo=clock.ZONE)

    def request(self, party: str = "p1", **change: Any) -> Done:
        return self.act("request_hearing", {"party": party, "manner": "written"} | change)

    def decline(self, hearing: str = "h1", ground: str = "late", **change: Any) -> Done:
        data = {"hearing": hearing, "ground": ground, "reason": "已告知当事人理由。", "told": True} | change
        return self.act("decline_hearing", data, by=self.cast.unit_head)

    def accept(self, *hearings: str, **change: Any) -> Done:
        return self.act("accept_hearing", {"hearings": list(hearings or ("h1",))} | change, by=self.cast.unit_head)

    def schedule(self, on: datetime | None = None, **change: Any) -> Done:
        data = {
            "hearing": "h1", "on": (on or self.now + timedelta(days=14)).isoformat(), "place": "局听证室",
            "presider": self.cast.colleague.officer_id, "recorder": self.cast.unit_head.officer_id,
        } | change  # fmt: skip
        return self.act("schedule_hearing", data, by=self.cast.unit_head)

    def tell(self, party: str = "p1", method: str = "handed", **change: Any) -> Done:
        return self.act("notify_hearing", {"hearing": "h1", "party": party, "method": method} | change)

    def hold(self, by: Any = None, **change: Any) -> Done:
        data = {
            "hearing": "h1", "began": self.moment(-90), "ended": self.moment(-10), "present": ["p1"],
            "investigators": [self.cast.officer.officer_id], "proposal": "调查人员提出违法事实、证据和处罚建议。",
            "defence": "当事人申辩：已及时清理。", "record": "听证按程序进行，各方充分发表意见。", "signed": "signed",
            "recording": "ZFJ0002",
        } | change  # fmt: skip
        return self.act("hold_hearing", data, by=by or self.cast.colleague)

    def conclude(self, by: Any = None, **change: Any) -> Done:
        data = {"hearing": "h1", "advice": "uphold", "opinion": "建议按拟处罚意见作出决定。"} | change
        return self.act("report_hearing", data, by=by or self.cast.colleague)

    def to_scheduled(self, *, second: bool = False) -> Hearings:
        """Asked for, accepted, and set for Wednesday 25 March; every party is told on 12 March."""
        self.to_notice(second=second)
        self.on_day(3, 12)
        self.request("p1")
        if second:
            self.request("p2")
            self.accept("h1", "h2")
        else:
            self.accept()
        self.schedule(datetime(2026, 3, 25, 9, 30, tzinfo=clock.ZONE))
        for party in self.state.hearings[0].parties:
            self.tell(party)
        return self

    def to_held(self) -> Hearings:
        self.to_scheduled()
        self.on_day(3, 25, 12)
        self.hold()
        return self
