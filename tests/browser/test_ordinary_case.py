"""An ordinary case in a real browser, from the clue to the archive, by the people whom the law names; and one declined."""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import datetime, time, timedelta
from decimal import Decimal
from typing import Any

import pytest
from tests.cases.ordinary.hearings import set_profile
from tests.cases.ordinary.road import Road, number_words
from tests.cases.street import organisation
from tests.cast import PIN

from jinwu.cases.ordinary.review import POINTS
from jinwu.catalog.queries import work_calendar
from jinwu.kit import clock
from jinwu.matters import replay
from jinwu.matters.door import state_of
from jinwu.matters.models import Matter

pytestmark = pytest.mark.browser


def moment(minutes: int) -> str:
    return (clock.now() - timedelta(minutes=minutes)).strftime("%Y-%m-%dT%H:%M")


def enter(page: Any, name: str, value: Any) -> None:
    """Fill the control of that name as a person would."""
    controls = page.locator(f"main form [name='{name}']")
    if not controls.count():  # one more item of a list
        page.locator(f"#f-{name.split('.')[0]} [data-add]").click()
    kind = controls.first.evaluate("e => e.type || e.tagName.toLowerCase()")
    if kind == "radio":
        page.locator(f"main form input[name='{name}'][value='{value}']").first.check(force=True)
    elif isinstance(value, list):
        for one in value:
            page.locator(f"main form input[name='{name}'][value='{one}']").first.check(force=True)
    elif kind == "checkbox":
        controls.first.set_checked(bool(value), force=True)
    elif kind.startswith("select"):
        controls.first.select_option(str(value))
    else:
        controls.first.fill(str(value))


class Desk:
    """Everybody at a desk of his own; `take` takes a step on the open matter and says what the page says."""

    procedure, first = "ordinary", "register_clue"

    def __init__(self, someone: Any, site: Any, width: int, language: str) -> None:
        self.someone, self.site, self.at, self.width, self.language = someone, site, {}, width, language

    def who(self, part: str) -> Any:
        if part not in self.at:
            self.at[part] = self.someone(part, self.width, language=self.language)
        return self.at[part]

    @property
    def matter(self) -> Matter:
        return Matter.objects.get(procedure=self.procedure)

    def take(self, part: str, step: str, data: dict[str, Any], *, two: bool = False) -> None:
        visitor = self.who(part)
        opening = step == self.first
        page = visitor.go(
            f"/matters/new/{self.procedure}/{step}/" if opening else f"/matters/{self.matter.pk}/steps/{step}/"
        )
        for name, value in data.items():
            enter(page, name, value)
            if name == "template":  # the text stands in the form when no template asks
                page.wait_for_selector("textarea[name='description'], textarea[name='text']")
        if two:
            page.select_option("#f-partner", str(self.site.cast.partner.officer_id))
            if page.locator("#f-pin").is_visible():
                page.fill("#f-pin", PIN)
        with page.expect_navigation():
            page.locator("main form button.act[type=submit], main form button.act:not([type])").first.click()
        page.wait_for_load_state("networkidle")
        said = page.locator("main .refusal, main .err").all_inner_texts()
        assert not re.search(r"/steps/|/new/", page.url), (step, said)


#: A flow in Chinese at a desk, and in English on a phone; every page it comes to is looked at (`Visitor.is_sound`).
BOTH = pytest.mark.parametrize("face", [(1440, "zh-hans"), (360, "en")], ids=["desk", "phone"])


@pytest.fixture
def face() -> tuple[int, str]:
    return 1440, "zh-hans"


@pytest.fixture
def desk(someone, site, face) -> Desk:
    number_words(site.cast)
    return Desk(someone, site, *face)


def clue(desk: Desk) -> None:
    desk.take("officer", "register_clue", {
        "source": "patrol", "received_at": moment(30), "text": "巡查发现沿街单位擅自挖掘城市道路。", "place": "德胜街8号门前",
        "suspect": "阳泉市晨光文化传媒有限公司",
    })  # fmt: skip


@BOTH
def test_from_the_clue_to_the_archive(desk, site):
    facts = "未经批准擅自挖掘城市道路铺设管线，长约6米，未设置防护设施。"
    clue(desk)
    desk.take("officer", "check_clue", {
        "finding": facts, "proofs.0.kind": "documentary", "proofs.0.title": "现场照片及说明", "proofs.0.proves": "违法行为存在",
    }, two=True)  # fmt: skip
    party = {f"party.{name}": value for name, value in organisation().items() if name != "kind"}
    desk.take("authority_head", "file", {
        "party.kind": "organisation", **party, "act.violation": "road.dig", "act.act_from": moment(90), "act.act_to": moment(60),
        "act.place": "德胜街8号门前", "act.facts": facts, "own_jurisdiction": True, "handler": site.cast.officer.officer_id,
        "co_handler": site.cast.partner.officer_id,
    })  # fmt: skip
    desk.take("officer", "record_scene", {
        "template": "", "place": "德胜街8号门前", "began": moment(20), "ended": moment(5), "credential_shown": True, "description": facts,
        "recorder": "ZFJ0001",
    }, two=True)  # fmt: skip
    desk.take(
        "officer",
        "order_correction",
        {"party": "p1", "kind": "at_once", "requirement": "立即停止挖掘，恢复道路原状。"},
        two=True,
    )
    desk.take(
        "officer", "check_correction", {"order": "c1", "outcome": "corrected", "note": "已经恢复原状。"}, two=True
    )
    desk.take("officer", "close_investigation", {
        "facts": f"经调查查明：{facts}", "worksheet.0.violation": "v1", "worksheet.0.factors": "长度较短，及时改正。",
        "worksheet.0.reason": "符合从轻情形。", "proposal": "penalty", "opinion": "建议处罚款二千元。",
    }, two=True)  # fmt: skip
    points = dict.fromkeys(POINTS, True)
    desk.take("reviewer", "review", points | {"conclusion": "agreed", "opinion": "事实清楚，适用法律正确。"})
    desk.take(
        "unit_head",
        "notify",
        {"party": "p1", "lines.0.violation": "v1", "lines.0.kind": "fine", "lines.0.amount": "2000"},
    )
    desk.take("officer", "serve", {"method": "direct", "received_by": "李晨光", "relation": "法定代表人"})
    desk.take("officer", "waive", {"party": "p1", "statement": True, "hearing": True})
    desk.take("officer", "recheck", {"outcome": "none"}, two=True)
    desk.take("authority_head", "decide", {"correction": "done"})
    desk.take("officer", "serve", {"method": "direct", "received_by": "李晨光", "relation": "法定代表人"})
    desk.take(
        "disclosure_clerk", "publish", {"where": "site", "published_on": clock.today().isoformat(), "address": "/gs/1"}
    )
    desk.take(
        "fiscal_clerk",
        "pay",
        {"party": "p1", "amount": "2000", "paid_on": clock.today().isoformat(), "reference": "YH1"},
    )
    desk.take("authority_head", "close", {"outcome": "performed"})
    archivist = desk.who("archivist")
    lacking = archivist.go(f"/matters/{desk.matter.pk}/")
    assert archivist.words("案卷还缺：") in lacking.inner_text("main")
    for width in (360, 1440):
        lacking.set_viewport_size({"width": width, "height": 900})
        archivist.look("ordinary-closed", ("light",))
    desk.take("archivist", "archive", {"volume": "普-001"})
    matter = desk.matter
    assert matter.stage == "archived"
    assert replay.check(matter.pk) == []
    assert state_of(matter).ledger.settled()
    officer = desk.who("officer")
    page = officer.go(f"/matters/{matter.pk}/")
    assert "2,000.00" in page.inner_text("main")
    for width in (360, 1440):
        page.set_viewport_size({"width": width, "height": 900})
        officer.look("ordinary-archived")


def test_declined_with_its_reasons(desk):
    clue(desk)
    desk.take("unit_head", "decline", {"ground": "no_violation", "reason": "现场核查未发现违法行为。", "told": True})
    assert desk.matter.stage == "not_filed"
    page = desk.who("unit_head").go(f"/matters/{desk.matter.pk}/")
    assert "现场核查未发现违法行为" in page.inner_text("main")


@pytest.fixture
def days() -> Iterator[Any]:
    """The clock of the house goes on by working days; it is set right again."""
    start = clock.now().replace(hour=10, minute=0)

    def on(working_days: int, hour: int = 10) -> datetime:
        nonlocal start
        day = work_calendar().add_working_days(start.date(), working_days) if working_days else start.date()
        start = datetime.combine(day, time(hour, 0), clock.ZONE)
        clock.start_at(start)
        return start

    on(1)
    yield on
    clock.start_at(None)


def prefixed(name: str, party: dict[str, Any]) -> dict[str, Any]:
    """The party's fields by their dotted names; its kind first, for it decides what is shown."""
    return {f"{name}.{key}": value for key, value in sorted(party.items(), key=lambda item: item[0] != "kind")}


@BOTH
@pytest.mark.slow
def test_two_parties_a_hearing_and_instalments(desk, site, days):
    cast, facts = site.cast, "未取得排水许可证，向城镇排水设施排放施工降水。"
    members = [cast.authority_head, cast.reviewer, cast.unit_head, cast.fiscal_clerk]
    set_profile("committee.members", {"team": [], "bureau": [one.username for one in members]})
    act = {
        "violation": "drain.no_licence",
        "act_from": moment(90),
        "act_to": moment(60),
        "place": "德胜街8号工地",
        "facts": facts,
    }
    clue(desk)
    desk.take("officer", "check_clue", {"finding": facts, "proofs.0.kind": "physical", "proofs.0.title": "水样",
                                        "proofs.0.proves": "排放事实"}, two=True)  # fmt: skip
    desk.take("authority_head", "file", prefixed("party", organisation()) | prefixed("act", act) | {
        "own_jurisdiction": True, "handler": cast.officer.officer_id, "co_handler": cast.partner.officer_id})  # fmt: skip
    second = organisation(name="阳泉市永固建筑安装有限公司", number="91140300MA0GT00E3P", legal_representative="武建军")
    desk.take("officer", "add_party", prefixed("party", second) | {"trace": "现场查明的共同施工单位。"}, two=True)
    desk.take("officer", "add_violation", {"party": "p2"} | prefixed("act", act), two=True)
    for party in ("p1", "p2"):
        desk.take(
            "officer",
            "order_correction",
            {"party": party, "kind": "stop_act", "requirement": "立即停止排放。"},
            two=True,
        )
    for order in ("c1", "c2"):
        desk.take(
            "officer", "check_correction", {"order": order, "outcome": "corrected", "note": "已停止排放。"}, two=True
        )
    desk.take("officer", "close_investigation", {
        "facts": facts, "proposal": "penalty", "opinion": "建议各处罚款六万元。",
        **{f"worksheet.{i}.{name}": value for i, key in enumerate(("v1", "v2"))
           for name, value in (("violation", key), ("factors", "排放时间较短。"), ("reason", "适当。"))},
    }, two=True)  # fmt: skip
    review = dict.fromkeys(POINTS, True)
    review |= {"conclusion": "agreed", "opinion": "同意。"}
    desk.take("reviewer", "review", review)
    for party, key in (("p1", "v1"), ("p2", "v2")):
        desk.take(
            "unit_head",
            "notify",
            {"party": party, "lines.0.violation": key, "lines.0.kind": "fine", "lines.0.amount": "60000"},
        )
    for _party in ("p2", "p1"):
        desk.take("officer", "serve", {"method": "direct", "received_by": "法定代表人"})
    days(1)
    for party in ("p1", "p2"):
        desk.take("officer", "request_hearing", {"party": party, "manner": "written"})
    desk.take("unit_head", "accept_hearing", {"hearings": ["h1", "h2"]})
    held = days(0).replace(hour=9) + (work_calendar().add_working_days(days(0).date(), 9) - days(0).date())
    desk.take("unit_head", "schedule_hearing", {
        "hearing": "h1", "on": held.strftime("%Y-%m-%dT%H:%M"), "place": "局听证室", "presider": cast.colleague.officer_id,
        "recorder": cast.unit_head.officer_id,
    })  # fmt: skip
    for party in ("p1", "p2"):
        desk.take("officer", "notify_hearing", {"hearing": "h1", "party": party, "method": "handed"})
    days(9, 14)
    desk.take("colleague", "hold_hearing", {
        "hearing": "h1", "began": held.strftime("%Y-%m-%dT%H:%M"), "ended": (held + timedelta(hours=2)).strftime("%Y-%m-%dT%H:%M"),
        "present": ["p1", "p2"], "investigators": [cast.officer.officer_id], "proposal": "建议各处罚款六万元。",
        "record": "当事人提出已立即停止排放，请求从轻。", "signed": "signed", "recording": "ZFJ0002",
    })  # fmt: skip
    desk.take(
        "colleague", "report_hearing", {"hearing": "h1", "advice": "change", "opinion": "建议各处罚款五万五千元。"}
    )
    desk.take("officer", "recheck", {"outcome": "partly", "reason": "采纳从轻意见。", "changed": True}, two=True)
    desk.take("reviewer", "review_again", review)
    sitting = desk.who("unit_head")
    sitting.go("/sitting/?level=bureau")
    sitting.page.fill("#f-sitting", "2026年第1次")
    sitting.press("登记所勾选的案件")
    assert [one.outcome for one in state_of(desk.matter).sittings] == ["agreed"]
    for key in ("v1", "v2"):
        desk.take(
            "authority_head", "decide", {"lines.0.violation": key, "lines.0.amount": "55000", "correction": "done"}
        )
    for _party in ("p2", "p1"):
        desk.take("officer", "serve", {"method": "direct", "received_by": "法定代表人"})
    desk.take(
        "officer",
        "ask_terms",
        {"party": "p1", "kind": "instalments", "received_on": clock.today().isoformat(), "reason": "经营困难。"},
    )
    parts = [
        (work_calendar().add_working_days(clock.today(), 20), "30000"),
        (work_calendar().add_working_days(clock.today(), 40), "25000"),
    ]
    desk.take("authority_head", "grant_terms", {
        "terms": "t1", "outcome": "granted", "reason": "确有经济困难。",
        **{f"parts.{i}.{name}": value for i, (due, amount) in enumerate(parts)
           for name, value in (("due", due.isoformat()), ("amount", amount))},
    })  # fmt: skip
    for party, amount in (("p1", "30000"), ("p1", "25000"), ("p2", "55000")):
        days(1)
        desk.take(
            "fiscal_clerk",
            "pay",
            {"party": party, "amount": amount, "paid_on": clock.today().isoformat(), "reference": f"YH{amount}"},
        )
    desk.take("authority_head", "close", {"outcome": "performed"})
    desk.take("archivist", "archive", {"volume": "普-002"})
    matter = desk.matter
    assert (matter.stage, state_of(matter).ledger.settled()) == ("archived", True)
    assert [one.fine for one in state_of(matter).decisions] == [Decimal("55000.00")] * 2
    assert replay.check(matter.pk) == []
    officer = desk.who("officer")
    page = officer.go(f"/matters/{matter.pk}/")
    for width in (360, 1440):
        page.set_viewport_size({"width": width, "height": 900})
        officer.look("ordinary-two-parties")


def test_passed_on_to_another_organ(desk):
    clue(desk)
    desk.take("unit_head", "pass_on", {"organ": "市交通运输局", "reason": "该路段属公路用地。", "told": True})
    assert desk.matter.stage == "transferred"


@pytest.mark.slow
def test_revoked_returned_and_decided_anew(desk, site):
    road = Road(site.cast, now=clock.now() - timedelta(hours=3))
    road.to("performed")
    desk.take("authority_head", "revoke", {"party": "p1", "organ": "self", "reason": "裁量不当。"})
    assert desk.matter.stage == "revoked"
    desk.take("fiscal_clerk", "refund", {"party": "p1", "amount": "3000", "reference": "TF1"})
    desk.take("authority_head", "reopen", {"reason": "重新作出决定。"})
    road.now, road.seen = clock.now(), desk.matter.head_seq
    for how in ("report", "review", "notify", "_serve_notice", "waive", "recheck"):
        getattr(road, how)()
    clock.start_at(road.now + timedelta(minutes=1))
    try:
        desk.take("authority_head", "decide", {"lines.0.amount": "2500", "lines.0.tier": "light", "correction": "done"})
        desk.take("officer", "serve", {"method": "direct", "received_by": "李晨光"})
        desk.take(
            "fiscal_clerk",
            "pay",
            {"party": "p1", "amount": "2500", "paid_on": clock.today().isoformat(), "reference": "YH9"},
        )
        assert [one.status for one in state_of(desk.matter).decisions] == ["revoked", "in_force"]
        assert desk.matter.stage == "performed"
    finally:
        clock.start_at(None)
