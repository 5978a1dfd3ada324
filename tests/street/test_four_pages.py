"""The whole case on the phone: four pages, five acts."""

from __future__ import annotations

import pytest
from tests.cases.street import resident_id

from jinwu.matters import replay
from jinwu.record.models import Entry


def test_a_case_goes_through_the_four_pages(phone):
    assert phone.party() == phone.url("facts")
    assert phone.row is None, "nothing is recorded before something was seen and said"
    assert phone.facts() == phone.url("decision"), phone.text
    assert phone.row.stage == "noticed"
    assert phone.decision() == phone.url("handover"), phone.text
    assert phone.row.stage == "decided"
    assert phone.handover() == phone.url("done"), phone.text
    page = phone.open("done")
    assert "壹佰元整" in page
    assert phone.row.number in page
    steps = Entry.objects.filter(chain=phone.matter).order_by("seq").values_list("step", flat=True)
    assert list(steps) == ["open", "notify", "decide", "serve", "collect"]
    assert replay.check(phone.matter) == []


SHOP = {
    "party.kind": "sole_trader", "party.number": "92140303MA0K5X4Y2T", "party.name": "矿区平安水果店",
    "party.operator": "赵建平", "party.operator_number": resident_id(),
}  # fmt: skip
FIRM = {
    "party.kind": "organisation", "party.number": "91140300MA0HNH2Y8H", "party.name": "阳泉市晨光文化传媒有限公司",
    "party.legal_representative": "李晨光", "party.operator": "落在隐藏字段里的名字",
}  # fmt: skip


@pytest.mark.parametrize(("who", "amount"), [(SHOP, "200"), (FIRM, "3000")])
def test_a_shop_and_a_firm_are_fined_up_to_their_own_limit(phone, who, amount):
    who = phone.who(**who)
    assert phone.send("party", who) == phone.url("facts"), phone.text
    assert phone.send("facts", who | phone.seen(amount=amount)) == phone.url("decision"), phone.text
    assert phone.decision(amount=amount, payment="bank") == phone.url("handover"), phone.text
    assert "当场收缴" not in phone.open("handover"), "paid at the bank: no cash on the page"
    sent = phone.hidden() | {"method": "refused", "note": "负责人拒签，店员在场", "recorder": "ZFJ0001"}
    assert phone.send("handover", sent) == phone.url("done"), phone.text
    party = phone.row.state["parties"][0]
    assert party["name"] == who["party.name"]
    assert party["operator"] == ("赵建平" if who is SHOP or "party.operator_number" in who else "")


def test_the_pages_lead_to_where_the_case_stands(phone):
    for page in ("facts", "decision", "handover", "done"):
        assert phone.browser.get(phone.url(page)).url == phone.url("party")
    phone.party()
    phone.facts()
    for page in ("party", "handover", "done"):
        assert phone.browser.get(phone.url(page)).url == phone.url("decision")
    phone.decision()
    assert phone.browser.get(phone.url("facts")).url == phone.url("handover")
    phone.handover()
    for page in ("party", "facts", "decision", "handover"):
        assert phone.browser.get(phone.url(page)).url == phone.url("done")
    phone.answer = phone.browser.get("/street/")
    assert "赵建平擅自占用城市道路案" in phone.text
