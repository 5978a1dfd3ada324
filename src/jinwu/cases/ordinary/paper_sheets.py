"""What the internal sheets, the records and the receipt of service of an ordinary case are filled with."""

from __future__ import annotations

from typing import Any

from jinwu.bureau.queries import unit_name
from jinwu.catalog.queries import cite
from jinwu.documents.papers_data import chinese_day
from jinwu.law.citations import APL
from jinwu.matters.context import Context
from jinwu.matters.guiding import standing

from ..shown import party_shown
from . import paper_parts as parts
from .paper_parts import given, made, opinion
from .state import OrdinaryState

SOURCES = {
    "patrol": "巡查发现", "inspection": "日常检查", "double_random": "双随机检查", "campaign": "专项检查", "complaint": "投诉举报",
    "hotline": "12345热线、数字城管平台", "handed_down": "上级交办", "department": "部门移送", "media": "媒体曝光", "device": "非现场设备",
    "converted": "简易程序转入", "surrender": "当事人主动报告", "other": "其他来源",
}  # fmt: skip
DECLINED = {
    "no_violation": "没有违法事实", "expired": "违法行为超过法定期限未被发现", "minor": "违法行为轻微并及时改正，没有造成危害后果",
    "no_party": "没有明确的违法行为人", "duplicate": "同一违法行为已经立案", "other": "",
}  # fmt: skip
ROLES = {"party": "当事人", "witness": "证人", "other": "其他人员"}
CHECKED = {
    "corrected": "已经改正",
    "partly": "部分改正",
    "not_corrected": "未改正",
    "object_gone": "改正的对象已不存在",
}
POINTS = {
    "subject": "行政执法主体合法，执法人员具备执法资格", "procedure": "程序合法", "evidence": "事实清楚，证据合法充分",
    "law": "适用法律、法规、规章准确，裁量基准运用适当", "powers": "未超越执法权限", "documents": "行政执法文书完备、规范",
    "crime": "不涉嫌犯罪，无须移送司法机关", "party_right": "当事人的基本情况清楚",
}  # fmt: skip
CONCLUSIONS = {
    "agreed": "同意", "return": "建议补正", "change": "建议变更", "unlawful_procedure": "程序违法，建议纠正", "not_agreed": "不同意",
    "transfer": "建议移送司法机关",
}  # fmt: skip
OCCASIONS = {"": "作出决定前审核", "hearing": "听证后审核", "changed": "变更后再次审核"}
LEVELS = {"team": "执法队案件审理委员会", "bureau": "局案件审理委员会"}
VOTES = {"agree": "同意", "change": "建议变更", "against": "不同意", "recused": "回避", "absent": "缺席"}
OUTCOMES = {"agreed": "同意", "changed": "同意变更", "rejected": "不同意", "undecided": "未形成多数意见"}
CLOSINGS = {
    "performed": "行政处罚决定由当事人履行完毕", "enforced": "行政处罚决定强制执行完毕", "enforcement_ended": "终结执行",
    "no_penalty": "不予行政处罚", "withdrawn": "撤销立案", "terminated": "终止调查", "revoked": "行政处罚决定被撤销",
}  # fmt: skip


def sheet_of(ctx: Context, after: OrdinaryState) -> dict[str, Any]:
    """What every internal sheet begins with."""
    return {"organ": unit_name(after.organ, ctx.day), "unit": unit_name(after.unit, ctx.day)}


def _source(after: OrdinaryState) -> str | None:
    clue = after.clue
    if clue is None:
        return None
    return SOURCES.get(clue.source, "其他来源") + (f"（{clue.sender}）" if clue.sender else "")


def filing_approval(ctx: Context, after: OrdinaryState, number: str) -> Any:
    """D04: with the head's approval the case stands."""
    clue, first, timer = after.clue, after.violations[0], after.timer("T05")
    approved = next((one for one in reversed(after.approvals) if one.what == "file"), None)
    facts = "\n".join(part for part in (clue and clue.finding, *(one.facts for one in after.violations)) if part)
    head = opinion(
        "负责人审批意见",
        (approved and approved.note) or "同意立案。",
        approved.name if approved else ctx.by.name,
        ctx.at,
    )
    parent = next((one.note for one in after.relations if one.kind == "split"), None)
    proposed = (
        "经核查，有初步证据证明存在违法行为，属于本机关管辖，建议立案。"
        if parent is None
        else f"由{parent}一案分案，证据和办案期限随案承继，建议另案办理。"
    )
    return made(
        "filing_approval", **sheet_of(ctx, after), number=number, source=_source(after), received_at=clue and clue.received_at,
        parties=parts.parties_known(after), act="、".join(dict.fromkeys(one.title for one in after.violations)),
        act_at=first.act_from, place=first.place, summary=facts or "■", rule=parts.rule_of(ctx, list(after.violations)),
        basis=cite(APL(54, 2), ctx.day), officers=parts.officers(ctx, after), filed_on=(after.filed_at or ctx.at).date(), due=timer and timer.due,
        opinions=[opinion("承办人意见", proposed, parts.handlers(ctx, after), ctx.at), head],
    )  # fmt: skip


def not_filed(ctx: Context, after: OrdinaryState, _number: str) -> Any:
    """D05: why the clue does not become a case."""
    clue = after.clue
    ground = DECLINED.get(given(ctx, "ground"), "")
    told = clue and clue.reporter_told
    return made(
        "not_filed", **sheet_of(ctx, after), source=_source(after), received_at=clue and clue.received_at,
        parties=parts.parties_known(after), summary=(clue and clue.text) or "■", finding=(clue and clue.finding) or "",
        reason="\n".join(part for part in (ground, given(ctx, "reason")) if part), officers=parts.officers(ctx, after),
        reporter_told=f"{chinese_day(told.date())}答复" if told else "",
        opinions=[opinion("负责人审批意见", "同意不予立案。", ctx.by.name, ctx.at)],
    )  # fmt: skip


def _record(ctx: Context, after: OrdinaryState) -> dict[str, Any]:
    """What every record begins with; times and place of the act where the step does not ask for them."""
    return {
        "organ": unit_name(after.organ, ctx.day), "case": parts.case_name(after), "began": given(ctx, "began", ctx.at),
        "ended": given(ctx, "ended", ctx.at), "place": given(ctx, "place") or unit_name(after.unit, ctx.day),
        "officers": parts.officers(ctx, after), "signer": _signer(ctx),
    }  # fmt: skip


def _signer(ctx: Context) -> dict[str, Any]:
    """Who signed, and how: once, or on the glass page by page; the last page's signature stands at the end too."""
    pages = [one.strokes for one in given(ctx, "signatures", [])]
    refused = given(ctx, "signed") == "refused"
    return {
        "signed": given(ctx, "signed"), "signature": given(ctx, "signature") or (pages[-1] if pages else ""), "pages": pages,
        "note": given(ctx, "refusal") if refused else _corrections(ctx),
    }  # fmt: skip


def _corrections(ctx: Context) -> str:
    """How many answers were corrected after the record had been read back."""
    count = sum(one.corrected for one in standing(given(ctx, "answers", [])))
    return f"本笔录经核对更正{count}处" if count else ""


def scene_record(ctx: Context, after: OrdinaryState, _number: str) -> Any:
    """D12, as found by the two officers."""
    known = [one for one in after.parties if one.role == "party" and parts.known(one)]
    return made(
        "scene_record", **_record(ctx, after), party=party_shown(known[0]) if len(known) == 1 else None,
        present=given(ctx, "party_present"), credential_shown=given(ctx, "credential_shown", True),
        description=given(ctx, "description", None), witness=given(ctx, "witness"),
    )  # fmt: skip


def inquiry_record(ctx: Context, after: OrdinaryState, _number: str) -> Any:
    """D14, as said by the person asked."""
    role = given(ctx, "person_role")
    return made(
        "inquiry_record", **_record(ctx, after), person=given(ctx, "person", None), role=ROLES.get(role, role),
        id_number=given(ctx, "number"), phone=given(ctx, "phone"), address=given(ctx, "address"), rights_told=given(ctx, "rights_told", None),
        opening=not ctx.outcome.get("template", {}).get("told", False),
        text=_turns(given(ctx, "text")) or None, interpreter=given(ctx, "interpreter"), guardian=given(ctx, "guardian"),
    )  # fmt: skip


def _turns(text: str) -> str:
    """Each question and each answer on a line of its own, also where they were written on one."""
    for mark in ("问：", "答："):
        text = text.replace(mark, f"\n{mark}")
    return "\n".join(line.strip() for line in text.splitlines() if line.strip())


def statement_record(ctx: Context, after: OrdinaryState, _number: str) -> Any:
    """D44: what the party says against the notice."""
    key = parts.about(ctx)
    notice, party = after.notice_of(key), parts.party_at(after, key)
    return made(
        "statement_record", **_record(ctx, after), party=party_shown(party), person=given(ctx, "person") or party.name or "■",
        notice=(notice and parts.number_of_notice(after, notice)) or None, role=given(ctx, "person_role") or "当事人",
        text=given(ctx, "text", None),
    )  # fmt: skip


def hearing_record(ctx: Context, after: OrdinaryState, _number: str) -> Any:
    """D45: the record that the decision rests on (APL 65)."""
    hearing = parts.hearing_of_step(ctx, after)
    known = {one.key: one.name or "■" for one in after.parties}
    present = [{"role": "到场当事人", "name": known.get(key, key)} for key in hearing.present]
    present += [{"role": f"{known.get(key, key)}的代理人", "name": name} for key, name in hearing.agents]
    told = (("调查人员提出：", hearing.proposal), ("当事人申辩和质证：", hearing.defence), ("", hearing.record))
    text = "\n".join(f"{head}{body}" for head, body in told if body)
    return made(
        "hearing_record", **_record(ctx, after)
        | {"began": hearing.began_at or ctx.at, "ended": hearing.ended_at or ctx.at, "place": hearing.place or None,
           "signer": {"signed": hearing.signed, "note": hearing.note or ""}},
        parties=[known.get(key, key) for key in hearing.parties], presider=hearing.presider_name,
        recorder=hearing.recorder_name, open_to_public=hearing.open_to_public, present=present, text=text or None,
    )  # fmt: skip


def correction_check(ctx: Context, after: OrdinaryState, _number: str) -> Any:
    """D22: the order that the step re-checked, else the last one."""
    keys = [one.key for one in after.orders]
    at = keys.index(ctx.data.order) if given(ctx, "order") in keys else len(keys) - 1
    order = after.orders[at]
    own = parts.violations_of(after, order.party) or list(after.violations)
    return made(
        "correction_check", organ=unit_name(after.organ, ctx.day), party=party_shown(parts.party_at(after, order.party)),
        order=parts.number_of_paper(after, "correction_order", at) or "责令改正通知书", ordered_on=order.at.date(),
        requirement=order.requirement or "■", due=order.due, checked_at=order.checked_at or ctx.at,
        place=own[0].place if own else after.place or None, found=order.note or "", outcome=CHECKED.get(order.outcome, order.outcome),
        officers=parts.officers(ctx, after), signer=_signer(ctx),
    )  # fmt: skip


def investigation_report(ctx: Context, after: OrdinaryState, _number: str) -> Any:
    """D40: facts, evidence, basis, discretion and the proposal, for the heads to decide on."""
    tiers = {violation: tier for violation, tier, _factors, _reason in after.worksheet}
    orders = [
        f"{chinese_day(one.at.date())}责令改正，{CHECKED.get(one.outcome, '尚未复查')}。" for one in after.orders
    ]  # fmt: skip
    weighed = "\n".join(text for party in after.of_parties() if (text := parts.weighed(after, party)))
    return made(
        "investigation_report", **sheet_of(ctx, after), filing=parts.number_of_paper(after, "filing_approval") or None,
        case=parts.case_name(after), filed_on=after.filed_at and after.filed_at.date(), closed_on=ctx.day,
        parties=parts.parties_known(after), officers=parts.officers(ctx, after),
        findings=[one for party in after.of_parties() for one in parts.findings(ctx, after, party, tiers)],
        facts=given(ctx, "facts"), evidence=parts.proofs(after), evidence_text=given(ctx, "evidence_text"),
        circumstances=weighed, correction="\n".join(orders), proposal=given(ctx, "opinion", None),
        opinions=[opinion("承办人意见", "同意以上报告。", parts.handlers(ctx, after), ctx.at), opinion("承办机构负责人意见")],
    )  # fmt: skip


def crime_report(ctx: Context, after: OrdinaryState, _number: str) -> Any:
    """D81-2: what the special team verified, for the principal head."""
    one = after.transfers[-1]
    return made(
        "crime_report", **sheet_of(ctx, after), case=parts.case_name(after), crime=one.crime, began=one.began.date(),
        parties=parts.parties_known(after), officers=parts.team(ctx, after), facts=one.facts, proofs=parts.proofs(after),
        evidence=one.evidence, proposal=one.opinion, opinions=[opinion("本机关负责人意见")],
    )  # fmt: skip


def review_opinion(ctx: Context, after: OrdinaryState, _number: str) -> Any:
    """D41: the eight points and the conclusion."""
    review = after.reviewed
    assert review is not None
    return made(
        "review_opinion", **sheet_of(ctx, after), case=parts.case_name(after), parties=parts.names_of(after),
        occasion=OCCASIONS.get(review.after, review.after), conclusion=CONCLUSIONS.get(review.conclusion, review.conclusion),
        points=[{"title": POINTS.get(key, key), "passed": passed} for key, passed in review.points],
        opinion=review.opinion, reviewer=review.name, at=review.at,
    )  # fmt: skip


def committee_minutes(ctx: Context, after: OrdinaryState, _number: str) -> Any:
    """D42: who took part, what each said, what was concluded."""
    sitting = after.sittings[-1]
    compared = [parts.likened(after, after.notice_of(party)) for party in after.of_parties()]
    return made(
        "committee_minutes", organ=unit_name(after.organ, ctx.day), sitting=sitting.sitting, level=LEVELS.get(sitting.level, sitting.level),
        case=parts.case_name(after), parties=parts.names_of(after), at=sitting.at, place=given(ctx, "place"),
        chair=sitting.chair or None, members=sitting.members or len(sitting.votes), counsel=sitting.counsel, report="\n".join(filter(None, (after.report, *compared))),
        votes=[{"name": one.name, "vote": VOTES.get(one.vote, one.vote), "reason": one.reason} for one in sitting.votes],
        outcome=OUTCOMES.get(sitting.outcome, sitting.outcome), conclusion=sitting.conclusion or OUTCOMES.get(sitting.outcome, ""),
    )  # fmt: skip


def service_receipt(ctx: Context, after: OrdinaryState, _number: str) -> Any:
    """D60: the attempt just recorded, with the paper it carried."""
    service = after.services[-1]
    party = parts.party_at(after, service.addressee)
    paper = next((one for one in after.papers if one.key == service.paper), None)
    refused = service.method in ("refused", "left")
    note = "；".join(
        part
        for part in (given(ctx, "reference"), service.note if service.note != given(ctx, "reference") else "")
        if part
    )
    failed = given(ctx, "outcome") == "failed"
    return made(
        "service_receipt", organ=unit_name(after.organ, ctx.day), case=parts.case_name(after),
        papers=[{"title": paper.title, "number": paper.number}] if paper else None, addressee=party.name or "■",
        address=given(ctx, "address") or party.address or after.place or "—", method=parts.METHODS.get(str(service.method), "其他方式"),
        served_at=None if failed else service.at, receiver=given(ctx, "received_by"), relation=given(ctx, "relation"),
        witness=given(ctx, "witness"), officers=parts.officers(ctx, after),
        signer={"signed": "refused" if refused and not failed else "", "signature": given(ctx, "signature")},
        note=("未送达。" if failed else "") + note,
    )  # fmt: skip


def closing_report(ctx: Context, after: OrdinaryState, _number: str) -> Any:
    """D70: what was decided on each party, and how it was performed."""
    outcome = given(ctx, "outcome")
    return made(
        "closing_report", **sheet_of(ctx, after), number=parts.number_of_paper(after, "filing_approval"), case=parts.case_name(after),
        filed_on=after.filed_at and after.filed_at.date(), officers=parts.officers(ctx, after),
        parties=[_outcome(ctx, after, one) for one in after.parties if one.role == "party"], facts=after.report or "",
        outcome=CLOSINGS.get(outcome, outcome) or None, closed_on=ctx.day,
        opinions=[opinion("承办人意见", "建议结案。", parts.handlers(ctx, after), ctx.at),
                  opinion("负责人审批意见", given(ctx, "opinion") or "同意结案。", ctx.by.name, ctx.at)],
    )  # fmt: skip


def _outcome(ctx: Context, after: OrdinaryState, party: Any) -> dict[str, Any]:
    name = party.name or ("当事人待查" if party.name == "" else "■")
    decision = after.decision_of(party.key)
    if decision is None:
        return {"party": name}
    penalties = parts.penalty_lines(after, decision.lines) or [{"kind": "不予行政处罚"}]
    return {
        "party": name, "decision": decision.number, "decided_on": decision.decided_on, "penalties": penalties,
        "served": parts.services_of(after, party.key, decision.number), "performed": _performed(after, party.key),
    }  # fmt: skip


def _performed(after: OrdinaryState, party: str) -> str:
    """What was paid, when last, and what is still owed."""
    ledger = after.ledger
    own = {one.key for one in ledger.obligations if one.party == party and not one.owed_by_organ}
    paid = [one for one in ledger.movements if one.obligation in own and one.kind != "write_off"]
    if not own:
        return ""
    owed = ledger.balance(party)
    words = (
        f"已缴纳{sum(one.amount for one in paid):,.2f}元，最后缴款日期{chinese_day(paid[-1].on)}" if paid else "未缴纳"
    )
    return words + (f"；尚欠{owed:,.2f}元" if owed else "")
