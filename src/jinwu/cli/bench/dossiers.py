"""The lawful minimum of an ordinary case as a list of calls: plain data, for HTTP. No Django here.

From the clue to the closed case: sixteen steps and the second officer's presence; eleven documents.
"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import datetime, timedelta
from typing import Any

if __package__:
    from .cases import PRESENCE, Call, resident_id
else:
    from cases import PRESENCE, Call, resident_id

#: Keys of the papers to serve, in the order in which the steps below make papers.
NOTICE, DECISION = "d7", "d9"
POINTS = ("subject", "procedure", "evidence", "law", "powers", "documents", "crime", "party_right")


def calls(number: int, pair: int, now: datetime, partners: list[int], officers: list[int]) -> Iterator[Call]:
    """Case `number` of the officers of `pair`: `partners` and `officers` are the ids of theirs as officers."""
    officer = f"officer{pair}"
    place, facts = f"德胜街{number % 997 + 1}号门前", "未经批准擅自挖掘城市道路铺设管线，长约6米。"
    ago = [(now - timedelta(minutes=minutes)).isoformat() for minutes in (90, 60, 30, 5)]
    lines = [{"violation": "v1", "kind": "fine", "amount": "2000.00"}]
    yield Call("register_clue", officer, {"source": "patrol", "received_at": ago[2], "text": facts, "place": place})
    yield Call(PRESENCE, f"partner{pair}", {})
    yield Call("check_clue", officer, {"finding": facts, "proofs": [
        {"kind": "documentary", "title": "现场照片及说明", "proves": "违法行为存在"}]}, two=True)  # fmt: skip
    yield Call("file", "bureau_head", {
        "party": {"kind": "person", "name": f"测乙{number}", "number": resident_id(number), "address": "矿区沙坪街31号"},
        "act": {"violation": "road.dig", "act_from": ago[0], "act_to": ago[1], "place": place, "facts": facts},
        "own_jurisdiction": True, "handler": officers[pair], "co_handler": partners[pair],
    })  # fmt: skip
    yield Call("record_scene", officer, {"place": place, "began": ago[2], "ended": ago[3], "credential_shown": True,
                                         "description": facts, "recorder": "ZFJ0001"}, two=True)  # fmt: skip
    yield Call(
        "order_correction",
        officer,
        {"party": "p1", "kind": "at_once", "requirement": "立即停止挖掘，恢复道路原状。"},
        two=True,
    )
    yield Call("check_correction", officer, {"order": "c1", "outcome": "corrected", "note": "已恢复原状。"}, two=True)
    yield Call("close_investigation", officer, {
        "facts": f"经调查查明：{facts}", "worksheet": [{"violation": "v1", "factors": "长度较短，及时改正。", "reason": "从轻。"}],
        "proposal": "penalty", "opinion": "建议处罚款。",
    }, two=True)  # fmt: skip
    review: dict[str, Any] = dict.fromkeys(POINTS, True)
    yield Call("review", "reviewer", review | {"conclusion": "agreed", "opinion": "同意。"})
    yield Call("notify", "head", {"party": "p1", "lines": lines})
    yield Call("serve", officer, {"party": "p1", "paper": NOTICE, "method": "direct", "received_by": "本人"})
    yield Call("waive", officer, {"party": "p1", "statement": True, "hearing": True})
    yield Call("recheck", officer, {"outcome": "none"}, two=True)
    yield Call("decide", "bureau_head", {"party": "p1", "lines": lines, "correction": "done"})
    yield Call("serve", officer, {"party": "p1", "paper": DECISION, "method": "direct", "received_by": "本人"})
    yield Call(
        "pay",
        "fiscal",
        {"party": "p1", "amount": "2000.00", "paid_on": now.date().isoformat(), "reference": f"TY{number}"},
    )
    yield Call("close", "bureau_head", {"outcome": "performed"})
