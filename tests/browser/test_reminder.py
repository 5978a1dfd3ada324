"""A first-offence reminder at a desk and on a phone, in both languages: seen, handed over, looked at again, no penalty."""

from __future__ import annotations

import pytest
from tests.browser.test_ordinary_case import BOTH, Desk, moment, number_words, prefixed
from tests.cases.street import resident_id

from jinwu.matters import replay

pytestmark = pytest.mark.browser


class Reminder(Desk):
    procedure, first = "reminder", "detect"


@BOTH
def test_reminded_corrected_and_not_penalised(someone, site, face):
    number_words(site.cast)
    desk = Reminder(someone, site, *face)
    party = {"kind": "person", "name": "赵建平", "number": resident_id(), "address": "矿区沙坪街31号"}
    desk.take("officer", "detect", prefixed("party", party) | {
        "violation": "road.occupy", "act_from": moment(40), "place": "桃北中街66号门前人行道",
        "facts": "在人行道摆放货架1组，占用约1平方米，经指出表示立即整改。", "credential_shown": True, "recorder": "ZFJ0001",
        "route": "first", "harm": "slight",
    }, two=True)  # fmt: skip
    desk.take("officer", "issue", {
        "requirement": "将货架收回店内，不再占用人行道。", "explained": True, "method": "refused", "note": "当事人拒签，社区人员在场。",
    }, two=True)  # fmt: skip
    desk.take(
        "officer", "check_correction", {"outcome": "corrected", "finding": "货架已收回，人行道恢复畅通。"}, two=True
    )
    desk.take("officer", "record_no_penalty", {"education": "讲解城市道路管理规定，当事人表示今后不再占道。"})
    assert desk.matter.stage == "no_penalty"
    assert replay.check(desk.matter.pk) == []
