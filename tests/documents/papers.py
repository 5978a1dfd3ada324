"""Facts of papers that the tests print."""

from __future__ import annotations

from datetime import date, datetime
from decimal import Decimal
from typing import Any

from jinwu.kit.clock import ZONE

DAY = date(2023, 5, 10)
NOON = datetime(2023, 5, 10, 12, 0, tzinfo=ZONE)

VENDOR = {
    "kind": "person",
    "name": "张建国",
    "sex": "男",
    "id_number": "140302197001011239",
    "phone": "13800000000",
    "address": "山西省阳泉市城区南大街12号院3号楼2单元501室",
}
COMPANY = {
    "kind": "organisation",
    "name": "山西晋昱建设工程有限公司",
    "credit_code": "91140300MA0K2F7X39",
    "legal_rep": "武建军",
    "address": "阳泉市矿区桃南西路26号",
}
SHOP = {
    "kind": "sole_trader",
    "name": "城区老李烧烤店",
    "credit_code": "92140302MA0LCX1234",
    "operator": "李喆堃",
    "id_number": "140302198502021234",
    "address": "阳泉市城区德胜东街118号",
}
OFFICERS = [
    {"name": "郝文斌", "certificate_no": "04030126017"},
    {"name": "王婧", "certificate_no": "04030126022"},
]
BEFORE_2024 = {
    "reconsideration_first": False,
    "reconsideration_days": 60,
    "reconsideration_organ": "阳泉市人民政府",
    "suit_months": 6,
    "suit_days_after": 15,
    "court": "阳泉市城区人民法院",
}


def decision(**changes: Any) -> dict[str, Any]:
    """An ordinary on-the-spot decision as a plain mapping; `changes` replace fields."""
    return {
        "organ": "阳泉市城市管理局",
        "number": "阳城管当罚字〔2023〕第52号",
        "party": VENDOR,
        "act": "占用城市道路摆摊经营",
        "act_at": datetime(2023, 5, 10, 9, 5, tzinfo=ZONE),
        "place": "阳泉市城区德胜东街与南大街交叉口东北侧人行道",
        "facts": "现场有三轮车一辆、水果筐六只，占用人行道约4平方米。有现场照片3张、执法记录仪录像1段为证。",
        "rule": "《城市道路管理条例》第二十七条第一项",
        "basis": "《城市道路管理条例》第四十二条",
        "discretion": "“较轻”（首次违法，占道面积5平方米以下）",
        "fine": Decimal("100"),
        "correction": {"at_once": True},
        "payment": {
            "manner": "bank",
            "days": 15,
            "payee": "中国工商银行阳泉分行各营业网点",
            "code": "14030023000000520013",
        },
        "remedies": BEFORE_2024,
        "officers": OFFICERS,
        "decided_at": datetime(2023, 5, 10, 9, 40, tzinfo=ZONE),
        "decided_place": "阳泉市城区德胜东街现场",
        "contact": "阳泉市城市管理综合行政执法队　0353-0000000",
    } | changes


def filing(**changes: Any) -> dict[str, Any]:
    """Its record-filing form."""
    whole = decision()
    kept = (
        "organ",
        "number",
        "party",
        "act",
        "act_at",
        "place",
        "facts",
        "rule",
        "basis",
        "fine",
        "officers",
        "decided_at",
    )
    return (
        {name: whole[name] for name in kept}
        | {
            "unit": "直属二中队",
            "served": "2023年5月10日当场交付，当事人签收",
            "collected": "",
            "filed_at": datetime(2023, 5, 11, 10, 0, tzinfo=ZONE),
            "due": date(2023, 5, 12),
        }
        | changes
    )
