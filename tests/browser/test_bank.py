"""The fiscal clerk at the bank's file, on a phone and a desk: tried, taken, one payment assigned, the days compared."""

from __future__ import annotations

import pytest
from tests.cases.ordinary.till import Till

from jinwu.collection.models import BankItem

pytestmark = pytest.mark.browser

FIRST, SECOND = "测城管罚决字〔2026〕第1号", "测城管罚决字〔2026〕第2号"
ROWS = [
    f"{FIRST},1000,2026-03-19,YH2026031900000001",
    f"{SECOND},499.99,2026-03-19,YH2026031900000002",
    "测城管罚决字〔2026〕第99号,70,2026-03-19,YH2026031900000003",
    "合计,共三笔,,",
]


@pytest.mark.parametrize("width", [360, 1440])
def test_the_bank_s_file(someone, site, width):
    till = Till(site.cast).serve()
    visitor = someone("fiscal_clerk", width)
    page = visitor.go("/bank/")
    visitor.look(f"bank-{width}")
    content = "\n".join(["决定书号,金额,缴款日期,流水号", *ROWS]).encode()
    page.set_input_files("#f-file", {"name": "工商银行2026年3月来款.csv", "mimeType": "text/csv", "buffer": content})
    visitor.press("试登记")
    visitor.look(f"bank-tried-{width}")
    visitor.press("确认登记")
    visitor.look(f"bank-taken-{width}")
    visitor.go("/registers/bank_items/?status=open")
    visitor.look(f"bank-items-{width}", ("light",))
    visitor.go(f"/bank/items/{BankItem.objects.get(reference__endswith='2', status='open').pk}/")
    visitor.look(f"bank-item-{width}")
    visitor.press("归入该案")
    assert till.ledger.balance("p2") > 0
    assert BankItem.objects.filter(status="open").count() == 1
    visitor.go("/bank/days/?since=2026-03-01&until=2026-03-31")
    visitor.look(f"bank-days-{width}")
    visitor.go("/today/")
    visitor.look(f"bank-today-{width}", ("light",))
