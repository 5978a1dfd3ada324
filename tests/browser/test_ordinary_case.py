"""An ordinary case in a real browser, from the clue to the archive, by the people whom the law names; and one declined."""

from __future__ import annotations

import re
from datetime import timedelta
from typing import Any

import pytest
from tests.cases.ordinary.road import number_words
from tests.cases.street import organisation
from tests.cast import PIN

from jinwu.kit import clock
from jinwu.matters import replay
from jinwu.matters.door import state_of
from jinwu.matters.models import Matter

pytestmark = pytest.mark.browser


def moment(minutes: int) -> str:
    return (clock.now() - timedelta(minutes=minutes)).strftime("%Y-%m-%dT%H:%M")


def enter(page: Any, name: str, value: Any) -> None:
    """Fill the control of that name as a person would."""
    controls = page.locator(f"form.compose [name='{name}'], main form [name='{name}']")
    kind = controls.first.evaluate("e => e.type || e.tagName.toLowerCase()")
    if kind == "radio":
        page.locator(f"main form input[name='{name}'][value='{value}']").first.check(force=True)
    elif kind == "checkbox":
        controls.first.set_checked(bool(value), force=True)
    elif kind.startswith("select"):
        controls.first.select_option(str(value))
    else:
        controls.first.fill(str(value))


class Desk:
    """Everybody at a desk of his own; `take` takes a step on the open matter and says what the page says."""

    def __init__(self, someone: Any, site: Any) -> None:
        self.someone, self.site, self.at = someone, site, {}

    def who(self, part: str) -> Any:
        if part not in self.at:
            self.at[part] = self.someone(part)
        return self.at[part]

    @property
    def matter(self) -> Matter:
        return Matter.objects.get(procedure="ordinary")

    def take(self, part: str, step: str, data: dict[str, Any], *, two: bool = False) -> None:
        visitor = self.who(part)
        opening = step == "register_clue"
        page = visitor.go(f"/matters/new/ordinary/{step}/" if opening else f"/matters/{self.matter.pk}/steps/{step}/")
        for name, value in data.items():
            enter(page, name, value)
        if two:
            page.select_option("#f-partner", str(self.site.cast.partner.officer_id))
            if page.locator("#f-pin").is_visible():
                page.fill("#f-pin", PIN)
        with page.expect_navigation():
            page.locator("main form button.act[type=submit], main form button.act:not([type])").first.click()
        page.wait_for_load_state("networkidle")
        said = page.locator("main .refusal, main .err").all_inner_texts()
        assert not re.search(r"/steps/|/new/", page.url), (step, said)


@pytest.fixture
def desk(someone, site) -> Desk:
    number_words(site.cast)
    return Desk(someone, site)


def clue(desk: Desk) -> None:
    desk.take("officer", "register_clue", {
        "source": "patrol", "received_at": moment(30), "text": "巡查发现沿街单位擅自挖掘城市道路。", "place": "德胜街8号门前",
        "suspect": "阳泉市晨光文化传媒有限公司",
    })  # fmt: skip


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
        "place": "德胜街8号门前", "began": moment(20), "ended": moment(5), "credential_shown": True, "description": facts,
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
    points = dict.fromkeys(
        ("subject", "procedure", "evidence", "law", "powers", "documents", "crime", "party_right"), True
    )
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
