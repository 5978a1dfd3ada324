"""Every line the law draws, tried below it, at it and above it through the steps (thresholds.toml)."""

from __future__ import annotations

import tomllib
from collections.abc import Callable
from datetime import date, datetime, timedelta
from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest
from tests.cases.ordinary.committees import Committee
from tests.cases.ordinary.hearings import Hearings, set_profile
from tests.cases.ordinary.road import Road
from tests.cases.ordinary.till import DUE, Till
from tests.cases.ordinary.walks import Doubted
from tests.cases.reminders.walk import Walk
from tests.cases.street import Street, organisation, person
from tests.cast import Cast

from jinwu.bureau.models import Entrustment, EntrustmentLine
from jinwu.kit import clock
from jinwu.law import periods
from jinwu.law.calendar import WorkCalendar
from jinwu.law.timers import T51
from jinwu.matters.errors import Refused

LINES = tomllib.loads(Path(__file__).with_name("thresholds.toml").read_text())["line"]
SIDES = ("below", "at", "above")
FAR = {"person": 10**9, "organisation": 10**9}


def says(call: Callable[[], Any]) -> set[str]:
    """The guards that refuse the step, or that mark it."""
    try:
        done = call()
    except Refused as refused:
        return {one.guard for one in refused.objections}
    return {mark["guard"] for mark in done.outcome["marks"]}


def on(day: str) -> datetime:
    return datetime.combine(date.fromisoformat(day), datetime.min.time().replace(hour=9), clock.ZONE)


def act_of(cast: Cast, value: str, serious: bool = False) -> set[str]:
    road = Road(cast, now=on("2026-11-10"))
    road.register()
    road.check()
    begun = on(value).isoformat()
    return says(lambda: road.file(act={"act_from": begun, "act_to": begun, "serious": serious}))


def serious_act_of(cast: Cast, value: str) -> set[str]:
    return act_of(cast, value, serious=True)


def fine_on_the_spot_person(cast: Cast, value: str) -> set[str]:
    street = Street(cast)
    street.open(party=person())
    return says(lambda: street.notify(value, tier="light" if Decimal(value) <= 200 else "normal"))


def fine_on_the_spot_organisation(cast: Cast, value: str) -> set[str]:
    street = Street(cast)
    street.open(party=organisation())
    return says(lambda: street.notify(value, tier="light" if Decimal(value) < 3000 else "normal"))


def file_on(cast: Cast, value: str, extended: bool = False) -> set[str]:
    road = Road(cast)
    road.register()
    road.check()
    if extended:
        road.act("extend_check", {"reason": "需要进一步核查。"}, by=cast.authority_head)
    road.now = on(value)
    return says(road.file)


def file_extended_on(cast: Cast, value: str) -> set[str]:
    return file_on(cast, value, extended=True)


def end_preservation_on(cast: Cast, value: str) -> set[str]:
    case = Doubted(cast).to_filed()
    case.act("preserve", {"party": "p1", "items": "切割机一台", "approved_by": "刘建国"}, two=True)
    case.now = on(value)
    return says(lambda: case.act("end_preservation", {"preservation": "k1", "outcome": "returned"}, two=True))


def of_amount(cast: Cast, who: dict[str, Any], value: str) -> Road:
    """A case whose basis allows such a fine, its notice served and answered."""
    road = Road(cast, violation="drain.no_licence", tier="", amount=value)
    road.register()
    road.check()
    road.file(party=who)
    for how in ("scene", "inquire", "order", "check_order", "report", "review", "notify"):
        getattr(road, how)()
    return road


def to_decide(road: Road) -> Road:
    road.serve("prior_notice")
    road.waive()
    road.recheck()
    return road


def decide_organisation(cast: Cast, value: str) -> set[str]:
    return says(to_decide(of_amount(cast, organisation(), value)).decide)


def decide_person(cast: Cast, value: str) -> set[str]:
    return says(to_decide(of_amount(cast, person(), value)).decide)


def quorum(cast: Cast, value: str) -> set[str]:
    case = Committee(cast).to_rechecked()
    return says(lambda: case.deliberate("a" * int(value) + "x" * (4 - int(value)) + "r"))


def _team(cast: Cast, who: dict[str, Any], value: str) -> set[str]:
    set_profile("committee.line", FAR)
    set_profile("committee.team_limit", FAR)
    given = Entrustment.objects.create(organ=cast.bureau, organisation=cast.team, title="委托书", published_on="2025-01-01",
                                       valid_from="2025-01-01", valid_to="2027-01-01")  # fmt: skip
    for kind, up_to in (("person", 5000), ("organisation", 50000)):
        EntrustmentLine.objects.create(entrustment=given, party_kind=kind, up_to=up_to)
    return says(lambda: to_decide(of_amount(cast, who, value)).decide(by=cast.unit_head))


def team_decides_organisation(cast: Cast, value: str) -> set[str]:
    return _team(cast, organisation(), value)


def team_decides_person(cast: Cast, value: str) -> set[str]:
    return _team(cast, person(), value)


def decide_on(cast: Cast, value: str, extended: bool = False) -> set[str]:
    road = Road(cast).to("rechecked")
    if extended:
        road.act("extend_term", {"reason": "案情复杂。"}, by=cast.authority_head)
    road.now = on(value)
    return says(road.decide)


def decide_extended_on(cast: Cast, value: str) -> set[str]:
    return decide_on(cast, value, extended=True)


def extend_on(cast: Cast, value: str) -> set[str]:
    case = Doubted(cast).to_filed()
    case.now = on(value)
    return says(lambda: case.head("extend_term", reason="案情复杂。"))


def serve_decision_on(cast: Cast, value: str) -> set[str]:
    road = Road(cast).to("decided")
    road.now = on(value)
    return says(lambda: road.serve("penalty_decision"))


def recheck_on(cast: Cast, value: str) -> set[str]:
    road = Road(cast).to("reviewed")
    road.notify()
    road.serve("prior_notice")
    road.now = on(value)
    return says(road.recheck)


def _right(road: Road) -> set[str]:
    return {"hearing_right"} if road.state.notice_of("p1").hearing_right else set()


def hearing_right_organisation(cast: Cast, value: str) -> set[str]:
    return _right(of_amount(cast, organisation(), value))


def hearing_right_person(cast: Cast, value: str) -> set[str]:
    return _right(of_amount(cast, person(), value))


def ask_for_hearing_on(cast: Cast, value: str) -> set[str]:
    case = Hearings(cast).to_notice()
    case.now = on(value)
    return says(case.request)


def hearing_set_for(cast: Cast, value: str) -> set[str]:
    case = Hearings(cast).to_notice()
    case.on_day(3, 12)
    case.request()
    case.accept()
    return says(lambda: case.schedule(on(value)))


def agents(cast: Cast, value: str) -> set[str]:
    case = Hearings(cast)
    case.to_scheduled()
    case.on_day(3, 25, 12)
    spoke = [{"party": "p1", "name": f"代理人{n}", "power": True} for n in range(int(value))]
    return says(lambda: case.hold(agents=spoke))


def served(cast: Cast) -> Till:
    return Till(cast).serve()


def ask_terms_on(cast: Cast, value: str) -> set[str]:
    till = served(cast).on(date.fromisoformat(value))
    return says(till.ask)


def lapse_on(cast: Cast, value: str) -> set[str]:
    till = served(cast)
    till.tick(date.fromisoformat(value))
    return {"overdue"} if till.stage == "overdue" else set()


def surcharge_after(cast: Cast, value: str) -> set[str]:
    till = served(cast)
    till.pay("p2", "500")
    till.tick(DUE + timedelta(days=1))
    till.on(DUE + timedelta(days=int(value))).demand()
    return {f"{till.ledger.demands[0].surcharge:.2f}"}


def enforceable_on(cast: Cast, value: str) -> set[str]:
    till = served(cast)
    till.tick(DUE + timedelta(days=1))
    return {"may_be_enforced"} if date.fromisoformat(value) > till.running("p1")["T17"] else set()


def _apply(cast: Cast, demand: date, value: str) -> set[str]:
    till = served(cast)
    till.pay("p2", "500")
    till.tick(DUE + timedelta(days=1))
    till.on(demand).demand()
    till.serve_demand()
    return says(till.on(date.fromisoformat(value)).apply)


def apply_on(cast: Cast, value: str) -> set[str]:
    return _apply(cast, date(2026, 9, 14), value)


def apply_early_on(cast: Cast, value: str) -> set[str]:
    return _apply(cast, date(2026, 8, 3), value)


apply_after_demand_on = apply_on


def to_served(cast: Cast) -> Doubted:
    case = Doubted(cast)
    set_profile("committee.line", FAR)
    set_profile("committee.team_limit", FAR)
    case.to("served")
    return case


def publish_on(cast: Cast, value: str) -> set[str]:
    case = to_served(cast)
    case.now = on(value)
    return says(case.publish)


def result_public_on(_cast: Cast, value: str) -> set[str]:
    """No room publishes other results yet: the period alone."""
    end = periods.due(T51, date(2026, 3, 10), length=int(T51.length), calendar=WorkCalendar())
    return {"late:T51"} if periods.overdue(end, date.fromisoformat(value)) else set()


def withdraw_on(cast: Cast, value: str) -> set[str]:
    case = to_served(cast)
    case.publish()
    case.head("revoke", party="p1", organ="self", reason="主要事实不清。")
    case.now = on(value)
    gone = {"ground": "revoked", "withdrawn_on": value, "reason": "处罚决定已撤销。"}
    return says(lambda: case.act("withdraw_publication", gone, by=cast.disclosure_clerk))


def announced_on(cast: Cast, value: str) -> set[str]:
    road = Road(cast).to("reviewed")
    road.notify()
    road.serve("prior_notice", outcome="failed", note="住所无人。")
    road.serve("prior_notice", method="announcement", reference="政府网站")
    road.now = on(value)
    return {"announced"} if road.tick() else set()


def second_reminder_on(cast: Cast, value: str) -> set[str]:
    Walk(cast, now=on("2025-03-10")).to_issued()
    return says(Walk(cast, now=on(value)).detect)


@pytest.mark.parametrize(
    ("line", "side"),
    [(line, side) for line in LINES for side in SIDES],
    ids=[f"{line['drive']} {side}" for line in LINES for side in SIDES],
)
def test_below_at_and_above(cast, line, side):
    value, found = line[side]
    assert globals()[line["drive"]](cast, value) == ({found} if found else set()), f"{line['article']}: {line['what']}"


def test_a_line_says_something_on_one_side_only_or_differently():
    """A threshold at which nothing changes is none."""
    assert all(len({line[side][1] for side in SIDES}) == 2 for line in LINES)
    assert all(line["article"] and line["what"] for line in LINES)
