"""A whole summary case as a list of calls: plain data, for the door and for HTTP alike. No Django here."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

SIGNATURE = "M20 60 C40 20 60 20 70 60 M80 30 L120 70 M130 40 C150 20 170 70 190 40"
WEIGHTS = (7, 9, 10, 5, 8, 4, 2, 1, 6, 3, 7, 9, 10, 5, 8, 4, 2)
PRESENCE = "presence"


@dataclass(frozen=True)
class Call:
    """One write: the second officer's presence, or a step. `by` names a person of the bureau; `two` has his partner."""

    step: str
    by: str
    data: dict[str, Any]
    two: bool = False


def calls(number: int, pair: int, now: datetime, *_ids: list[int]) -> Iterator[Call]:
    """Case `number` of the officers of `pair`: from the pavement to the closed case, paid at the bank."""
    officer = f"officer{pair}"
    seen_at = now - timedelta(minutes=8)
    fine = {"amount": "100.00", "tier": "light"}
    yield Call(PRESENCE, f"partner{pair}", {})
    yield Call("open", officer, {
        "party": {"kind": "person", "name": f"测甲{number}", "number": resident_id(number), "address": "矿区沙坪街31号",
                  "phone": "13800000000"},
        "violation": "road.occupy", "act_from": seen_at.isoformat(), "place": f"桃北中街{number % 997 + 1}号门前人行道",
        "facts": "在人行道摆放货架2组、摊位1处出售水果，占用约3.5平方米。", "credential_shown": True, "recorder": "ZFJ0001",
    }, two=True)  # fmt: skip
    yield Call("notify", officer, {"told_facts": True, "told_rights": True, "statement": "承认占道，马上搬走。",
                                   "recheck": "adopted", **fine}, two=True)  # fmt: skip
    yield Call("decide", officer, {"payment": "bank", **fine}, two=True)
    yield Call("serve", officer, {"method": "signed", "signature": SIGNATURE}, two=True)
    yield Call("file_record", officer, {})
    yield Call("pay", "fiscal", {"amount": "100.00", "paid_on": now.date().isoformat(), "reference": f"TX{number}"})
    yield Call("close", "head", {})


def resident_id(number: int) -> str:
    """A resident identity number with a right check digit, another one for each `number`."""
    born = datetime(1960, 1, 1) + timedelta(days=number // 999 % 14000)
    body = f"140303{born:%Y%m%d}{number % 999 + 1:03d}"
    return body + "10X98765432"[sum(int(digit) * weight for digit, weight in zip(body, WEIGHTS, strict=True)) % 11]
