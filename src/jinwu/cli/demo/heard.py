"""Cases of the demonstration with a hearing of two parties: one that waits for money, and one whose file is bound whole."""

from __future__ import annotations

from datetime import datetime, timedelta
from typing import Any

from jinwu.catalog.queries import work_calendar

from .dossier import Case
from .people import Cast
from .pictures import licence, photograph, signed_scan

CHAPTERS = ("clue", "file", "investigate", "report", "review", "notice")
#: Papers that a party signed on paper, and how many: their scans lie in the file in the place of the prints.
SIGNED = (("scene_record", 1), ("service_receipt", 8))
#: Where the party signs on the page: shares of its width and height.
WHERE = {"scene_record": (0.42, 0.595), "service_receipt": (0.62, 0.437)}


def hearing(case: Case, cast: Cast) -> Case:
    """Two parties ask for a hearing, it is held, and both pay less than was intended."""
    for chapter in CHAPTERS:
        getattr(case, chapter)()
        if case.receipts and chapter == "investigate":
            _evidence(case)
    case.on(2)
    for party in ("p1", "p2"):
        case.add("request_hearing", {"party": party, "manner": "written", "reason": "对拟处罚款数额有异议。"})
    case.on(1)
    case.add("accept_hearing", {"hearings": ["h1", "h2"]}, cast.unit_head)
    day = work_calendar().add_working_days(case.day, 10)
    held_at = datetime.combine(day, case.now.timetz()).replace(hour=9, minute=30)
    presider, recorder = (one.officer_id for one in cast.pairs[-1])
    case.add("schedule_hearing", {"hearing": "h1", "on": held_at.isoformat(), "place": "市城管局三楼听证室", "presider": presider,
                                  "recorder": recorder}, cast.unit_head)  # fmt: skip
    for party in ("p1", "p2"):
        method = "apart" if case.receipts else "handed"
        case.add("notify_hearing", {"hearing": "h1", "party": party, "method": method})
    if case.receipts:
        case.serve_each("hearing_notice")
    case.day, case.minute = day, 160
    case.add("hold_hearing", {
        "hearing": "h1", "began": held_at.isoformat(), "ended": (held_at + timedelta(minutes=95)).isoformat(), "present": ["p1", "p2"],
        "agents": [], "investigators": [case.officer.officer_id, case.partner.officer_id],
        "proposal": "当事人在燃气设施保护范围内擅自开挖，建议各处罚款六万元。",
        "defence": "当事人认为拟处罚款过重，对管道权属单位的交底记录提出质证，请求从轻处罚。",
        "record": "当事人提出：作业前曾口头告知燃气企业，发现管道后立即停工，未造成泄漏，请求从轻处罚。调查人员进行了质证。",
        "signed": "signed", "recording": "YQ-ZFJ-0158",
    }, cast.unit_head)  # fmt: skip
    case.on(2)
    case.add(
        "report_hearing",
        {"hearing": "h1", "opinion": "当事人及时停工、未造成后果，建议各处罚款五万五千元。", "advice": "change"},
        cast.pairs[-1][0],
    )
    case.on(1)
    case.add(
        "recheck",
        {"outcome": "partly", "reason": "采纳及时停工、未造成后果的意见，调整罚款数额。", "changed": True},
        two=True,
    )
    case.review("review_again")
    case.fines = ["55000", "55000"]
    case.committee()
    case.decide()
    case.serve()
    case.publish("x1", "x2")
    case.pay(2)
    return case


def and_filed(case: Case, cast: Cast) -> Case:
    """Performed, closed and archived: its file is bound whole, with photographs, recording, signed scans and receipts."""
    case.receipts = True
    case.shots = ("开挖现场全景", "燃气管道标志桩", "挖掘机及作业面", "管道上方覆土情况", "停工后现场", "恢复后的路面")
    hearing(case, cast)
    case.pay(1)
    archive = _closed(case)
    for paper, count in SIGNED:
        for nth in range(1, count + 1):
            case.add("attach_scan", _scanned(paper, nth, str(cast.archivist.pk)), cast.archivist, minutes=2)
    case.on(3)
    case.add("archive", archive, cast.archivist)
    return case


def _closed(case: Case) -> dict[str, Any]:
    """Close it; what its archive step says, taken when the scans are attached."""
    case.close()
    archive = case.acts.pop()
    case.on()
    return dict(archive.data)


def _scanned(paper: str, nth: int, by: str) -> Any:
    """The signed scan of the n-th paper of the kind."""

    def data(state: Any) -> dict[str, Any]:
        one = [each for each in state.papers if each.paper == paper][nth - 1]
        return {"paper": one.key, "scan": signed_scan(one.document, WHERE[paper], by)}

    return data


def _evidence(case: Case) -> None:
    """What was taken beside records and photographs: licences of both, and a still of the recording of the scene."""
    case.add("take_evidence", _taken(case), two=True)


def _taken(case: Case) -> Any:
    by, disc = str(case.officer.pk), f"{case.day.year}-GP-016"
    return lambda state: {
        "proofs": [
            *({"kind": "documentary", "title": f"{party['name']}营业执照复印件", "proves": "当事人的主体资格", "violation": f"v{i}",
               "source": "当事人提供", "sha256": licence(party, by)}
              for i, party in enumerate(case.parties, 1)),
            {"kind": "audiovisual", "title": f"现场执法录像截图（光盘{disc}）", "proves": "开挖作业的经过和停工情况",
             "source": "执法记录仪", "sha256": photograph(f"{case.name} recording", by)},
        ]
    }  # fmt: skip
