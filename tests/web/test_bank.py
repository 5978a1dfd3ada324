"""The pages of the bank's file: brought, tried, taken, kept, answered; and the days compared."""

from __future__ import annotations

from datetime import datetime

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from tests.cases.ordinary.till import Till
from tests.cast import build_cast
from tests.web.matters import browser, text

from jinwu.collection.models import BankFile, BankItem
from jinwu.kit import clock

FIRST, SECOND = "测城管罚决字〔2026〕第1号", "测城管罚决字〔2026〕第2号"
ROWS = f"决定书号,金额,缴款日期,流水号\n{FIRST},1000,2026-03-19,YH1\n{SECOND},1,2026-03-19,YH2\n"


@pytest.fixture
def cast(db):
    return build_cast()


@pytest.fixture
def till(cast):
    till = Till(cast).serve()
    with clock.fixed(datetime(2026, 3, 20, 15, tzinfo=clock.ZONE)):
        yield till


@pytest.fixture
def clerk(cast, till):
    return browser(cast.fiscal_clerk)


def send(clerk, content=ROWS, name="<b>银行.csv"):
    return clerk.post("/bank/", {"file": SimpleUploadedFile(name, content.encode())})


def taken(clerk) -> str:
    page = send(clerk).url
    assert clerk.post(page).status_code == 302
    return page


def test_a_file_is_tried_then_taken(clerk, till):
    page = send(clerk).url
    shown = text(clerk.get(page))
    assert "将登记" in shown
    assert "金额不符" in shown
    assert "<b>银行" not in clerk.get(page).content.decode()
    assert till.ledger.balance("p1") == 1000
    clerk.post(page)
    assert till.ledger.balance("p1") == 0
    assert BankItem.objects.get(status="open").reference == "YH2"
    assert send(clerk).url == page
    assert BankFile.objects.count() == 1


def test_what_is_no_table_is_refused_on_the_page(clerk):
    answer = send(clerk, "")
    assert answer.status_code == 422
    assert clerk.post("/bank/").status_code == 422
    assert not BankFile.objects.exists()


def test_today_and_the_spine_count_what_is_open(clerk):
    assert "待核对" not in text(clerk.get("/today/"))
    taken(clerk)
    assert "1笔来款待核对" in text(clerk.get("/today/"))
    assert "YH2" in text(clerk.get("/registers/bank_items/?status=open"))


def test_an_item_is_assigned_from_its_page(clerk, till):
    taken(clerk)
    page = f"/bank/items/{BankItem.objects.get(status='open').pk}/"
    assert page in clerk.get("/registers/bank_items/").content.decode()
    wrong = clerk.post(page, {"answer": "assign", "number": "无此号"})
    assert wrong.status_code == 422
    assert "无此号" in wrong.content.decode()
    assert clerk.post(page, {"answer": "assign", "number": SECOND}).status_code == 302
    assert till.ledger.balance("p2") == 499
    assert clerk.post(page, {"answer": "not_ours", "note": "再想想"}).status_code == 422


@pytest.mark.parametrize("data", [{}, {"answer": "x"}, {"answer": "not_ours"}, {"answer": "returned", "note": "凭证"}])
def test_an_answer_that_does_not_fit_is_explained(clerk, data):
    taken(clerk)
    item = BankItem.objects.get(status="open")
    assert clerk.post(f"/bank/items/{item.pk}/", data).status_code == 422
    item.refresh_from_db()
    assert item.status == "open"


def test_the_days_are_compared(clerk):
    taken(clerk)
    shown = text(clerk.get("/bank/days/?since=2026-03-19&until=2026-03-19"))
    assert "1,001.00" in shown
    assert clerk.get("/bank/days/?since=x&until=9999-12-31").status_code == 200


@pytest.mark.parametrize("who", ["officer", "unit_head", "supervisor", "administrator"])
def test_others_do_not_open_it(clerk, cast, who):
    page = taken(clerk)
    item = BankItem.objects.get(status="open")
    other = browser(getattr(cast, who))
    for address in ("/bank/", page, f"/bank/items/{item.pk}/", "/bank/days/", "/registers/bank_items/"):
        assert other.get(address).status_code == 403
    assert other.post(page).status_code == 403
