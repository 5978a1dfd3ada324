"""How fast papers are set and kept: `run()` measures and returns one figure a row."""

from __future__ import annotations

import time
from collections.abc import Callable
from datetime import date, datetime
from typing import Any

from jinwu.kit.clock import ZONE

from . import spool
from .render import render

_AT = datetime(2024, 5, 10, 9, 40, tzinfo=ZONE)
_ON = date(2024, 5, 10)


def run(times: int = 100) -> list[dict[str, Any]]:
    """Pages set a second by one thread, warm, for the sheet and the roll; files kept a second."""
    figures = []
    for template in ("on_the_spot_decision", "on_the_spot_slip"):
        first = _sheet(template, 0)
        seconds = _timed(lambda i, key=template: _sheet(key, i), times)
        figures.append(
            {
                "bench": "documents",
                "what": template,
                "times": times,
                "pages_per_second": round(times * first.pages / seconds, 1),
                "ms_per_document": round(seconds * 1000 / times, 2),
            }
        )
    body = _sheet("on_the_spot_decision", 0).pdf
    stamp = time.time_ns()
    seconds = _timed(lambda i: spool.put(body + f"\n%{stamp}-{i}\n".encode()), times)
    figures.append(
        {"bench": "documents", "what": "spool", "times": times, "files_per_second": round(times / seconds, 1)}
    )
    return figures


def _timed(work: Callable[[int], Any], times: int) -> float:
    start = time.perf_counter()
    for i in range(1, times + 1):
        work(i)
    return time.perf_counter() - start


def _sheet(template: str, number: int) -> Any:
    return render(template, _decision(number), on=_ON, at=_AT)


def _decision(number: int) -> dict[str, Any]:
    return {
        "organ": "某市城市管理局",
        "number": f"某城管当罚字〔2024〕第{number}号",
        "party": {"kind": "person", "name": f"张某{number}", "sex": "男", "address": "某市某区某街12号"},
        "act": "占用城市道路摆摊经营",
        "act_at": _AT,
        "place": f"某市某区某街{number}号门前人行道",
        "facts": "现场有三轮车一辆、水果筐六只，占用人行道约4平方米。有现场照片3张、录像1段为证。",
        "rule": "《城市道路管理条例》第二十七条第一项",
        "basis": "《城市道路管理条例》第四十二条",
        "fine": "100",
        "correction": {"at_once": True},
        "payment": {"manner": "bank", "payee": "某银行各营业网点"},
        "remedies": {
            "reconsideration_first": True,
            "reconsideration_days": 60,
            "reconsideration_organ": "某市人民政府",
            "suit_months": 6,
            "suit_days_after": 15,
            "court": "某市某区人民法院",
        },
        "officers": [
            {"name": "执法甲", "certificate_no": "00000000001"},
            {"name": "执法乙", "certificate_no": "00000000002"},
        ],
        "decided_at": _AT,
        "decided_place": "现场",
    }
