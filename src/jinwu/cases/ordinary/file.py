"""The file of an ordinary case: its cover, the papers that the law asks for, what had to be served and recorded (APL 47)."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from jinwu.casefile.plans import Cover, Plan, Proof, Recorded, Required, ToServe, plans
from jinwu.documents.papers_data import moment
from jinwu.law.citations import ACL, APL, CPL, O55
from jinwu.law.messages import N_
from jinwu.law.roles import Role

from ..payments import payments
from .clue import SOURCES
from .investigation import INQUIRY, SCENE
from .money import DEMAND, demand_of
from .paper_parts import PROOFS
from .serving import CORRECTED, DECISIONS, NOTICE, addressee_of
from .state import STANDS, OrdinaryState

NOTICE_OF_HEARING = "hearing_notice"
CHINESE_SOURCES = {
    "patrol": "巡查", "inspection": "日常检查", "double_random": "双随机抽查", "campaign": "专项检查", "complaint": "投诉举报",
    "hotline": "12345热线或者数字城管", "handed_down": "上级交办", "department": "部门移送", "media": "媒体", "device": "非现场设备",
    "converted": "简易程序转入", "surrender": "当事人自报", "other": "其他",
}  # fmt: skip
assert CHINESE_SOURCES.keys() == SOURCES.keys()


def cover(state: OrdinaryState) -> Cover:
    numbers = [one.number for one in state.decisions if one.status in STANDS]
    return Cover(
        state.title or "■", "、".join(dict.fromkeys(numbers)) or state.number,
        state.filed_at.date() if state.filed_at else None, state.closed_at.date() if state.closed_at else None,
    )  # fmt: skip


def _made(kind: str) -> Any:
    """How many decisions of a kind were made, each once whatever its versions; of a voided one its paper is void."""
    return lambda state: sum(
        1 for one in state.decisions if one.kind == kind and one.version == 1 and one.status != "void"
    )


def _own(state: OrdinaryState, name: str) -> tuple[Any, ...]:
    """Parts of the case that are its own: the papers of what a split case brought with it lie in the file it came from."""
    return getattr(state, name)[state.details.get("carried", {}).get(name, 0) :]


def _checked(state: OrdinaryState) -> int:
    """Orders to correct that were checked in this case."""
    since = state.passed[0][1] if state.passed and "carried" in state.details else None
    return sum(
        1
        for one in state.orders
        if one.outcome not in ("", "moved") and (since is None or (one.checked_at or since) > since)
    )


def _records(item: tuple[str, str]) -> Any:
    """How many records of the kind the evidence list holds: each inspection and each inquiry has its own (APL 55)."""
    return lambda state: sum(1 for one in _own(state, "proofs") if (one.title, one.proves) == item)


def _told(state: OrdinaryState) -> int:
    """Parties on whom a penalty was decided; each had its notice first."""
    return len({one.party for one in state.decisions if one.kind == "penalty"})


def _notified(state: OrdinaryState) -> int:
    """Parties told of a hearing that was held: as recorded with the notice, or by the service of it, be it still there or not."""
    kinds = {one.key: one.paper for one in state.papers}
    served = [
        one for one in state.services if one.served and kinds.get(one.paper, NOTICE_OF_HEARING) == NOTICE_OF_HEARING
    ]
    return sum(
        len(
            {party for party, _at, _how in one.notified}
            | {each.addressee for each in served if each.entry > one.scheduled}
        )
        for one in state.hearings
        if one.began_at
    )


def _undocumented(kind: str) -> Any:
    """Numbers of the decisions of a kind whose paper is not there."""

    def which(state: OrdinaryState) -> list[str]:
        there = {one.number for one in state.papers if one.paper == kind and one.status != "void"}
        return [
            one.number
            for one in state.decisions
            if DECIDED_ON[one.kind] == kind and one.version == 1 and one.status != "void" and one.number not in there
        ]

    return which


def _receipts(state: OrdinaryState) -> list[str]:
    """What was served, or tried, without the receipt of that act."""
    there = {one.entry for one in state.papers if one.paper == "service_receipt" and one.status != "void"}
    served = {one.key: one for one in state.papers}
    found = [served.get(one.paper) for one in state.services if one.method != "announcement" and one.entry not in there]
    return [f"《{one.title}》{one.number}" if one else "■" for one in found]


def _changed(state: OrdinaryState) -> int:
    """Decisions that this organ itself changed."""
    changed = {one.key for one in state.decisions if one.status == "changed"}
    return sum(1 for one in state.decisions if one.replaces in changed and not one.by)


DECIDED_ON = {"penalty": "penalty_decision", "none": "no_penalty_decision"}
REQUIRED = (
    Required(N_("Filing approval"), ("filing_approval",), lambda state: 1, (APL(54, 2),), Role.AUTHORITY_HEAD, "file"),
    Required(N_("Scene record"), ("scene_record",), _records(SCENE), (APL(55),), Role.OFFICER, "record_scene"),
    Required(N_("Inquiry record"), ("inquiry_record",), _records(INQUIRY), (APL(55),), Role.OFFICER, "inquire"),
    Required(N_("Order to correct"), ("correction_order",), lambda state: len(_own(state, "orders")), (APL(28),), Role.OFFICER, "order_correction"),
    Required(N_("Record of the re-check"), ("correction_check",), _checked,
             (APL(28),), Role.OFFICER, "check_correction"),
    Required(N_("Receipt for samples"), ("sampling_notice",), lambda state: len({one.at for one in state.samples}), (APL(56),),
             Role.OFFICER, "take_samples"),
    Required(N_("Notice of registered preservation"), ("preservation_notice",), lambda state: len(state.preservations),
             (APL(56),), Role.OFFICER, "preserve"),
    Required(N_("Commission of an appraisal"), ("appraisal_commission",), lambda state: len(_own(state, "appraisals")),
             (APL(55),), Role.OFFICER, "commission"),
    Required(N_("Report closing the investigation"), ("investigation_report",), lambda state: int(bool(state.report)),
             (APL(57),), Role.OFFICER, "close_investigation"),
    Required(N_("Opinion of legal review"), ("review_opinion",), lambda state: len(state.reviews), (APL(58),), Role.LEGAL_REVIEWER, "review"),
    Required(N_("Minutes of the collective discussion"), ("committee_minutes",), lambda state: len(state.sittings),
             (APL(57, 2),), Role.AUTHORITY_HEAD, "deliberate"),
    Required(N_("Prior notice of a penalty"), ("prior_notice",), _told, (APL(44), APL(62)), Role.UNIT_HEAD, "notify"),
    Required(N_("Notice of a hearing"), ("hearing_notice",), _notified, (APL(64, 1, 2),), Role.UNIT_HEAD, "notify_hearing"),
    Required(N_("Record of a hearing"), ("hearing_record",), lambda state: sum(1 for one in state.hearings if one.began_at),
             (APL(64, 1, 8),), Role.UNIT_HEAD, "hold_hearing"),
    Required(N_("Penalty decision"), ("penalty_decision",), _made("penalty"), (APL(57), APL(59)), Role.AUTHORITY_HEAD, "decide",
             _undocumented("penalty_decision")),
    Required(N_("Decision of no penalty"), ("no_penalty_decision",), _made("none"), (APL(57),), Role.AUTHORITY_HEAD, "decide_none",
             _undocumented("no_penalty_decision")),
    Required(N_("Corrected copy of a decision"), CORRECTED, lambda state: sum(1 for one in state.decisions if one.status == "replaced"),
             (APL(59),), Role.AUTHORITY_HEAD, "correct"),
    Required(N_("Change of a penalty decision"), ("changed_decision",), _changed, (APL(75),), Role.AUTHORITY_HEAD, "change_decision"),
    Required(N_("Revocation of a penalty decision"), ("revocation_decision",),
             lambda state: sum(1 for one in state.decisions if one.status == "revoked"), (APL(75),), Role.AUTHORITY_HEAD, "revoke"),
    Required(N_("Receipt of service"), ("service_receipt",), lambda state: sum(1 for one in state.services if one.method != "announcement"),
             (APL(61), CPL(87)), Role.OFFICER, "serve", _receipts),
    Required(N_("Service by public notice"), ("service_announcement",),
             lambda state: sum(1 for one in state.services if one.method == "announcement" and not one.served), (CPL(95),), Role.OFFICER, "serve"),
    Required(N_("Demand to perform"), ("demand_notice",), lambda state: len(state.ledger.demands), (ACL(54),), Role.UNIT_HEAD, "demand"),
    Required(N_("Closing approval"), ("closing_report",), lambda state: 1, (O55(0), APL(47)), Role.AUTHORITY_HEAD, "close"),
)  # fmt: skip


def to_serve(state: OrdinaryState) -> Iterable[ToServe]:
    """Notices, decisions and demands must have been served (APL 61, ACL 35); other letters should have been."""
    ended = state.details.get("ended_parties", ())
    decided = {one.party for one in state.decisions if one.kind == "penalty"}
    standing = {one.number for one in state.decisions if one.status in STANDS}
    notices = {addressee_of(state, one): one.key for one in state.papers if one.paper == NOTICE}  # the latest of each
    for paper in state.papers:
        if paper.status != "issued" or paper.paper not in (NOTICE, DEMAND, *DECISIONS, *CORRECTED):
            continue
        party = addressee_of(state, paper)
        must = party not in ended
        if paper.paper == NOTICE:
            must = must and party in decided and notices.get(party) == paper.key
        if paper.paper in (*DECISIONS, *CORRECTED):
            must = must and paper.number in standing
        if paper.paper == DEMAND:
            demand = demand_of(state, paper.key)
            must = must and demand is not None and any(one.entry > paper.entry for one in state.ledger.applications)
        yield ToServe(paper.key, party, must)


def proofs(state: OrdinaryState) -> Iterable[Proof]:
    for one in state.proofs:
        yield Proof(
            one.key,
            PROOFS[one.kind],
            one.title,
            one.proves or "",
            one.source,
            one.by,
            one.at.date(),
            one.sha256,
            one.entry,
        )


def reporter(state: OrdinaryState) -> dict[str, str]:
    """Who reported it, where somebody did; the sheet lies in the internal volume only."""
    clue = state.clue
    if clue is None or (clue.reporter == "" and clue.reporter_phone == ""):
        return {}
    return {
        "source": CHINESE_SOURCES[clue.source], "received": moment(clue.received_at), "reporter": clue.reporter or "■",
        "phone": clue.reporter_phone or "", "told": moment(clue.reporter_told) if clue.reporter_told else "",
    }  # fmt: skip


#: Acts that are recorded in sound and picture: scene, inquiry, correction, preservation, hearing, service left or announced.
RECORDED = (
    Recorded("check_clue", "线索核查", wanted=lambda data: False),
    Recorded("record_scene", "现场检查"),
    Recorded("inquire", "询问"),
    Recorded("preserve", "先行登记保存"),
    Recorded("hold_hearing", "听证", "recording"),
    Recorded("serve", "送达", "reference", wanted=lambda data: data.method in ("left", "announcement")),
)

plans.add("ordinary", Plan("ordinary", False, cover, REQUIRED, to_serve, proofs, RECORDED, payments, reporter))
