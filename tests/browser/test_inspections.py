"""The pages of inspections and patrols: registers, matters, the form on which a record is written item by item."""

from __future__ import annotations

from datetime import timedelta

import pytest
from tests.browser.looking import look_at
from tests.cast import PIN
from tests.inspections.visits import Visits, items

from jinwu.inspections.models import Inspection, Patrol
from jinwu.kit import clock
from jinwu.matters.models import Matter

pytestmark = pytest.mark.browser


@pytest.fixture
def visited(site):
    """One inspection each: closed, to be corrected, incomplete, begun; and a patrol with a clue."""
    found = {
        name: Visits(site.cast, now=clock.now() - timedelta(hours=1))
        for name in ("closed", "rectifying", "incomplete", "begun", "patrol")
    }
    found["closed"].inspect(
        "other",
        result_note="当场指导",
        items=[{**items()[0], "finding": "problem", "note": "软管老化"}],
        rest_in_order=True,
    )
    found["rectifying"].rectify()
    found["incomplete"].inspect(found="", signed=None, signature="")
    found["begun"].open()
    found["patrol"].patrol(clue="楼顶新增大型广告牌")
    return {name: one.matter for name, one in found.items()}


def test_every_page_fits(someone, visited):
    look_at(someone("officer"), {
        "inspections": "/registers/inspections/",
        "inspection-row": f"/registers/inspections/{visited['closed']}/",
        "patrols": "/registers/patrols/",
        "inspection": f"/matters/{visited['closed']}/",
        "inspection-rectifying": f"/matters/{visited['rectifying']}/",
        "inspection-incomplete": f"/matters/{visited['incomplete']}/",
        "inspection-record": f"/matters/{visited['begun']}/steps/record/",
        "inspection-recheck": f"/matters/{visited['rectifying']}/steps/look_again/",
        "patrol": f"/matters/{visited['patrol']}/",
    })  # fmt: skip


def test_a_missing_record_is_completed_on_the_page(someone, visited):
    officer = someone("officer", 360)
    page = officer.go(f"/matters/{visited['incomplete']}/steps/complete_record/")
    page.fill("[name=found]", "设施完好，未见异常。")
    page.locator("input[name=signed][value=absent]").check(force=True)
    page.fill("[name=sign_note]", "负责人外出，店员在场。")
    page.fill("[name=reason]", "现场设备没电。")
    officer.press("补齐检查记录")
    assert Matter.objects.get(pk=visited["incomplete"]).stage == "closed"
    assert Inspection.objects.get(pk=visited["incomplete"]).counted


def test_a_whole_inspection_on_one_form(someone, site):
    officer = someone("officer", 360)
    page = officer.go("/matters/new/inspection/inspect/")
    officer.look("inspect", ("light",))
    page.select_option("[name='object.kind']", "sole_trader")
    page.fill("[name='object.name']", "晨光早餐店")
    page.select_option("[name=subject]", "shop_front")
    page.fill("[name=place]", "德胜街8号")
    page.fill("[name=began]", (clock.now() - timedelta(minutes=20)).strftime("%Y-%m-%dT%H:%M"))
    page.fill("[name=ended]", (clock.now() - timedelta(minutes=5)).strftime("%Y-%m-%dT%H:%M"))
    page.locator("[name=credential_shown]").check(force=True)
    page.locator("[name=rest_in_order]").check(force=True)
    page.fill("[name=found]", "逐项检查，未见问题。")
    page.locator("input[name=signed][value=absent]").check(force=True)
    page.fill("[name=sign_note]", "负责人外出，店员在场。")
    page.select_option("[name=result]", "no_problem")
    page.select_option("[name=partner]", str(site.cast.partner.officer_id))
    page.fill("[name=pin]", PIN)
    officer.press("记录一次检查")
    row = Inspection.objects.get()
    assert (row.object, row.result, row.complete, row.counted) == ("晨光早餐店", "no_problem", True, True)


def test_a_patrol_on_one_form(someone, site):
    officer = someone("officer", 360)
    page = officer.go("/matters/new/patrol/patrol/")
    officer.look("patrol-form", ("light",))
    page.fill("[name=area]", "德胜街片区")
    page.fill("[name=began]", (clock.now() - timedelta(minutes=50)).strftime("%Y-%m-%dT%H:%M"))
    page.select_option("[name='seen.0.kind']", "stall")
    page.fill("[name='seen.0.count']", "4")
    page.fill("[name='seen.0.advised']", "4")
    officer.press("记录巡查")
    row = Patrol.objects.get()
    assert (row.met, row.advised, Inspection.objects.count()) == (4, 4, 0)
