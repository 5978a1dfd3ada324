"""An ordinary case of the demonstration as the acts of its people, planned before anything is written."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import date, datetime, time, timedelta
from decimal import Decimal
from typing import Any

from jinwu.bureau.models import User
from jinwu.cases.ordinary.review import POINTS
from jinwu.catalog.queries import work_calendar
from jinwu.kit import clock

from .people import Cast
from .pictures import photograph

LEVELS = ("", "team", "bureau")


@dataclass(frozen=True)
class Act:
    case: str
    at: datetime
    step: str
    by: User
    partner: User | None
    data: Any  # a dict, or a function of the state that gives one
    order: int


@dataclass
class Case:
    """A case as its acts, planned before anything is written. `day` is where the plan stands."""

    name: str
    cast: Cast
    officer: User
    partner: User
    day: date
    violation: str
    facts: str
    parties: list[dict[str, Any]]
    fines: list[str]
    bases: list[str] = field(default_factory=list)
    tier: str = ""
    place: str = ""
    source: str = "patrol"
    shots: tuple[str, ...] = ()  # what the photographs of the scene show
    receipts: bool = False  # orders to correct and notices of a hearing are served with a receipt of their own
    acts: list[Act] = field(default_factory=list)
    minute: int = 0

    def on(self, working_days: int = 0) -> None:
        """Go on by working days."""
        if working_days:
            self.day = work_calendar().add_working_days(self.day, working_days)
            self.minute = 0

    @property
    def now(self) -> datetime:
        return datetime.combine(self.day, time(9, 10), clock.ZONE) + timedelta(minutes=self.minute)

    def add(self, step: str, data: Any, by: User | None = None, *, two: bool = False, minutes: int = 20) -> None:
        self.minute += minutes
        self.acts.append(
            Act(self.name, self.now, step, by or self.officer, self.partner if two else None, data, len(self.acts))
        )

    def at(self, minutes: int = 0) -> str:
        return (self.now + timedelta(minutes=minutes)).isoformat()

    # chapters

    def clue(self) -> None:
        suspect = self.parties[0]["name"] if self.parties else ""
        self.add("register_clue", {
            "source": self.source, "received_at": self.at(), "text": f"执法人员发现：{self.facts}", "place": self.place,
            "suspect": suspect,
        })  # fmt: skip
        self.add("check_clue", {
            "finding": f"经现场核查，{self.facts}",
            "proofs": [{"kind": "documentary", "title": "现场核查照片及说明", "proves": "违法行为存在", "source": self.place}],
        }, two=True, minutes=45)  # fmt: skip

    def file(self) -> None:
        self.on(2)
        act_from = self.acts[0].at - timedelta(hours=3)
        self.add("file", {
            "party": self.parties[0] if self.parties else None,
            "act": {"violation": self.violation, "act_from": act_from.isoformat(), "act_to": (act_from + timedelta(hours=2)).isoformat(),
                    "place": self.place, "facts": self.facts},
            "own_jurisdiction": True, "handler": self.officer.officer_id, "co_handler": self.partner.officer_id, "opinion": "同意立案。",
        }, self.cast.authority_head)  # fmt: skip
        for party in self.parties[1:]:
            self.on(1)
            self.add("add_party", {"party": party, "trace": "现场查明的共同违法行为人。"}, two=True)
            self.add("add_violation", {"party": "p2", "act": {
                "violation": self.violation, "act_from": act_from.isoformat(), "act_to": (act_from + timedelta(hours=2)).isoformat(),
                "place": self.place, "facts": f"与他人共同实施：{self.facts}"}}, two=True)  # fmt: skip

    def investigate(self) -> None:
        self.on(1)
        who = self.parties[0]
        person = who.get("legal_representative") or who["name"]
        scene = {
            "place": self.place, "began": self.at(-5), "ended": self.at(18), "credential_shown": True, "description": self.facts,
            "party_present": person, "recorder": f"YQ-ZFJ-{self.officer.pk % 158 + 1:04d}",
        }  # fmt: skip
        self.add("record_scene", self.photographed(scene), two=True)
        for i, _party in enumerate(self.parties, 1):
            first = self.violation in ("gas.user",)
            due = work_calendar().add_working_days(self.day, 3)
            self.add("order_correction", {
                "party": f"p{i}", "kind": "by_day" if first else "at_once", "requirement": "立即停止违法行为，恢复原状。",
                "due": due.isoformat() if first else None,
            }, two=True)  # fmt: skip
        if self.receipts:
            self.serve_each("correction_order")
        self.on(2)
        for asked in self.parties if self.receipts else self.parties[:1]:
            self.minute += 30
            self.add("inquire", {
                "person": asked.get("legal_representative") or asked["name"], "person_role": "party", "place": "执法队询问室",
                "began": self.at(-10), "ended": self.at(18), "rights_told": True, "recorder": f"YQ-ZFJ-{self.officer.pk % 158 + 1:04d}",
                "text": f"问：请说明情况。答：{self.facts}情况属实，我们愿意接受处理。",
            }, two=True)  # fmt: skip
        if self.bases:
            self.on(1)
            until = self.day + timedelta(days=20)
            self.add("commission", {
                "kind": "valuation", "by": "阳泉市工程造价咨询有限公司", "question": "涉案建设工程造价", "until": until.isoformat(),
            }, two=True)  # fmt: skip
            self.on(8)
            self.add("receive_result", {
                "appraisal": "q1", "result": f"涉案建设工程造价为{self.bases[0]}元。", "amount": self.bases[0], "document": "工程造价鉴定意见书",
            }, two=True)  # fmt: skip
        self.on(3)
        for i, _party in enumerate(self.parties, 1):
            outcome = "not_corrected" if self.violation == "gas.user" else "corrected"
            self.add("check_correction", {"order": f"c{i}", "outcome": outcome, "note": "现场复查并拍照。"}, two=True)

    def photographed(self, data: dict[str, Any]) -> Any:
        """The same with the photographs taken at that minute; they are kept when the act is taken."""
        if not self.shots:
            return data
        taken = self.at(-15)
        return lambda state: (
            data
            | {
                "photos": [
                    {
                        "sha256": photograph(f"{self.name} {shot}", str(self.officer.pk)),
                        "title": shot,
                        "taken_at": taken,
                    }
                    for shot in self.shots
                ]
            }
        )

    def report(self, proposal: str = "penalty", opinion: str = "建议依法给予罚款处罚。") -> None:
        self.on(2)
        rows = [{"violation": f"v{i}", "tier": self.tier, "factors": "违法情节、危害后果和改正情况。", "reason": "符合该裁量阶次的适用情形。"}
                for i, _party in enumerate(self.parties, 1)]  # fmt: skip
        self.add("close_investigation", {
            "facts": f"经调查查明：{self.facts}", "worksheet": rows, "proposal": proposal, "opinion": opinion,
        }, two=True)  # fmt: skip

    def review(self, step: str = "review") -> None:
        self.on(2)
        self.add(step, dict.fromkeys(POINTS, True) | {"conclusion": "agreed", "opinion": "事实清楚，证据充分，适用法律正确，程序合法，同意。"},
                 self.cast.reviewer)  # fmt: skip

    def lines(self, i: int) -> list[dict[str, Any]]:
        line = {"violation": f"v{i}", "kind": "fine", "amount": self.fines[i - 1], "tier": self.tier}
        return [line | ({"base": self.bases[i - 1]} if self.bases else {})]

    def notice(self) -> None:
        self.on(2)
        for i, _party in enumerate(self.parties, 1):
            self.add("notify", {"party": f"p{i}", "lines": self.lines(i)}, self.cast.unit_head)
        self.on(1)
        for i, _party in enumerate(self.parties, 1):
            self.add("serve", self.service("prior_notice", i))

    def serve_each(self, paper: str) -> None:
        """A paper of the kind on each party: the n-th was issued for the n-th party."""
        for i, _party in enumerate(self.parties, 1):
            self.add("serve", self.service(paper, i, nth=i))

    def service(self, paper: str, i: int = 1, *, nth: int = 0, **change: Any) -> Callable[[Any], dict[str, Any]]:
        """Service of the n-th (else the latest) paper of the kind on the party: its key is known only when it is issued."""
        who = self.parties[i - 1]
        name = who.get("legal_representative") or who["name"]

        def data(state: Any) -> dict[str, Any]:
            from jinwu.cases.ordinary.serving import addressee_of

            mine = [one for one in state.papers if one.paper == paper and one.status == "issued"
                    and (paper not in ("prior_notice", "penalty_decision", "no_penalty_decision")
                         or addressee_of(state, one) == f"p{i}")]  # fmt: skip
            return {
                "party": f"p{i}",
                "paper": mine[nth - 1].key,
                "method": "direct",
                "received_by": name,
                "relation": "法定代表人" if "legal_representative" in who else "本人",
            } | change

        return data

    def answers(self, *, lapse: bool = False) -> None:
        """The parties waive, or their days pass."""
        if lapse:
            self.on(6)
        else:
            self.on(1)
            for i, _party in enumerate(self.parties, 1):
                self.add("waive", {"party": f"p{i}", "statement": True, "hearing": True})
        self.on(1)
        self.add("recheck", {"outcome": "none"}, two=True)

    def committee(self) -> None:
        """At the lines of the profile the team's committee discusses the case, above them the bureau's."""
        level = max(
            (_level(party, Decimal(fine)) for party, fine in zip(self.parties, self.fines, strict=True)),
            key=LEVELS.index,
        )
        if level:
            self.on(2)
            self.add("deliberate", self.deliberation(level), self.cast.authority_head)

    def deliberation(self, level: str) -> dict[str, Any]:
        members = self.cast.committees[level]
        return {
            "level": level, "sitting": f"{self.day.year}年第{self.day.timetuple().tm_yday // 7 + 1}次", "chair": members[0].pk,
            "ballots": [{"member": one.pk, "vote": "agree", "reason": "事实清楚，裁量适当，同意。"} for one in members],
            "counsel": "法律顾问：程序合法，适用法律正确。", "conclusion": "同意承办机构的处理意见。",
        }  # fmt: skip

    def decide(self, **change: Any) -> None:
        self.on(2)
        for i, party in enumerate(self.parties, 1):
            line = Decimal(5000) if party["kind"] == "person" else Decimal(50000)
            team = self.day >= date(2023, 7, 1) and Decimal(self.fines[i - 1]) <= line
            by = self.cast.unit_head if team else self.cast.authority_head
            self.add(
                "decide",
                {"party": f"p{i}", "lines": self.lines(i), "correction": "done", "opinion": "同意。"} | change,
                by,
            )

    def publish(self, *decisions: str) -> None:
        """On the site and the credit platform, within the term."""
        self.on(1)
        for decision in decisions or ("",):
            self.add("publish", {"decision": decision, "where": "both", "published_on": self.day.isoformat(),
                                 "address": "阳泉市人民政府网站、信用中国（山西）"}, self.cast.disclosure)  # fmt: skip

    def serve(self) -> None:
        self.on(1)
        for i, _party in enumerate(self.parties, 1):
            self.add("serve", self.service("penalty_decision", i))

    def pay(self, i: int = 1, amount: str = "", days: int = 4) -> None:
        self.on(days)
        name = self.name.replace("-", "")
        self.add("pay", {"party": f"p{i}", "amount": amount or self.fines[i - 1], "paid_on": self.day.isoformat(),
                         "reference": f"YH{name}{len(self.acts)}"}, self.cast.fiscal)  # fmt: skip

    def close(self) -> None:
        self.on(3)
        self.add("close", {"outcome": "performed", "opinion": "处罚决定已履行，同意结案。"}, self.cast.authority_head)
        self.on(4)
        self.add("archive", {"volume": f"{self.day.year}-普-{self.name[-3:]}"}, self.cast.archivist)

    def whole(self, *, lapse: bool = False) -> None:
        """The straight road from clue to archive."""
        self.clue()
        self.file()
        self.investigate()
        self.report()
        self.review()
        self.notice()
        self.answers(lapse=lapse)
        self.committee()
        self.decide()
        self.serve()
        self.publish()
        for i, _party in enumerate(self.parties, 1):
            self.pay(i)
        self.close()


def _level(party: dict[str, Any], fine: Decimal) -> str:
    """The committee a fine goes to by the lines of the published entrustment; empty below them."""
    line = Decimal(5000 if party["kind"] == "person" else 50000)
    return "bureau" if fine > line else "team" if fine == line else ""
