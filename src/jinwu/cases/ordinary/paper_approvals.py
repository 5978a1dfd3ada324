"""What the sheets beside the road are filled with: the approval of a decision, a recheck, a hearing's report.

They are set on demand from the act that they tell of (`copies`): the case stands as it stood after it.
"""

from __future__ import annotations

from typing import Any

from jinwu.documents.papers_data import chinese_day
from jinwu.matters.context import Context

from ..shown import party_shown
from . import paper_parts as parts
from .paper_letters import NO_PENALTY
from .paper_parts import given, made, opinion
from .paper_sheets import CONCLUSIONS, LEVELS, OUTCOMES, sheet_of
from .state import OrdinaryState

CORRECTED = {"at_once": "责令立即改正。", "done": "当事人已经改正。", "none": "没有需要改正的事项。"}
REPLIED = {"stated": "提出陈述、申辩意见", "waived": "明确表示放弃陈述、申辩权利", "lapsed": "逾期未提出陈述、申辩意见"}
HEARING = {
    "held": "已举行听证", "terminated": "放弃听证权利，听证终止", "withdrawn": "要求听证后撤回", "declined": "要求听证不符合法定条件，未组织听证",
    "waived": "明确表示放弃听证权利", "lapsed": "逾期未要求听证", "requested": "要求听证",
}  # fmt: skip
RECHECKS = {"none": "未提出陈述、申辩意见", "adopted": "予以采纳", "partly": "部分予以采纳", "not_adopted": "不予采纳"}
ADVICE = {
    "uphold": "按拟作出的处罚决定", "change": "变更拟作出的处罚", "no_penalty": "不予行政处罚", "investigate": "补充调查",
}  # fmt: skip


def decision_approval(ctx: Context, after: OrdinaryState, _number: str) -> Any:
    """D46: what the head weighed when he decided on this party."""
    party = parts.about(ctx)
    decision = next(one for one in reversed(after.decisions) if one.party == party)
    penalised = decision.kind != "none"
    ground = "" if penalised else f"{given(ctx, 'reason')}\n{NO_PENALTY[ctx.data.ground][1]}"
    tiers = {violation: tier for violation, tier, _factors, _reason in after.worksheet}
    proposed = "建议按以上内容作出行政处罚决定。" if penalised else "建议不予行政处罚。"
    return made(
        "decision_approval", **sheet_of(ctx, after), number=decision.number, case=parts.case_name(after),
        filed_on=after.filed_at and after.filed_at.date(), decided_on=decision.decided_on,
        party=party_shown(parts.party_at(after, party)), officers=parts.officers(ctx, after),
        findings=parts.findings(ctx, after, party, parts.tiers_of(decision.lines) or tiers), evidence=parts.proofs(after, party),
        circumstances="\n".join(filter(None, (parts.weighed(after, party), parts.likened(after, decision)))), rights=_rights(ctx, after, party), review=_review(after),
        discussion=_discussion(after), penalties=parts.penalty_lines(after, decision.lines), ground=ground,
        correction=_correction(decision) if penalised else "",
        opinions=[opinion("承办人意见", proposed, parts.handlers(ctx, after), ctx.at),
                  opinion("负责人审批意见", given(ctx, "opinion") or "同意。", ctx.by.name, ctx.at)],
    )  # fmt: skip


def _rights(ctx: Context, after: OrdinaryState, party: str) -> str:
    """When the party was told, and how it used its rights."""
    told = parts.told(ctx, after, party)
    if told is None:
        return ""
    served = f"{chinese_day(told['served_on'])}送达" if told["served_on"] else "制作"
    lines = [f"{served}《行政处罚事先告知书》（{told['number']}），当事人{REPLIED[told['reply']]}。"]
    if told["statement"]:
        lines += [f"陈述、申辩内容：{told['statement']}", f"复核意见：{told['answer']}"]
    if told["hearing_right"]:
        on = f"（{chinese_day(told['heard_on'])}）" if told["heard_on"] else ""
        lines.append(f"当事人有要求听证的权利，{HEARING.get(told['hearing'], '尚未要求听证')}{on}。")
    return "\n".join(lines)


def _review(after: OrdinaryState) -> str:
    review = after.reviewed
    if review is None:
        return ""
    words = CONCLUSIONS.get(review.conclusion, review.conclusion)
    return "\n".join(
        part for part in (f"{chinese_day(review.at.date())}，{review.name}：{words}。", review.opinion) if part
    )


def _discussion(after: OrdinaryState) -> str:
    """The latest collective discussion (APL 57 ¶2); empty where none was due."""
    if not after.sittings:
        return ""
    one = after.sittings[-1]
    words = (
        f"{chinese_day(one.at.date())}，{LEVELS.get(one.level, one.level)}：{OUTCOMES.get(one.outcome, one.outcome)}。"
    )
    return "\n".join(part for part in (words, one.conclusion) if part)


def _correction(decision: Any) -> str:
    if decision.correction == "by_day" and decision.correct_by:
        return f"责令于{chinese_day(decision.correct_by)}前改正。"
    return CORRECTED.get(decision.correction, "")


def recheck_opinion(ctx: Context, after: OrdinaryState, _number: str) -> Any:
    """D44: what the parties stated, and what became of it."""
    rows = []
    for key in after.of_parties():
        if notice := after.notice_of(key):
            rows.append({"party": parts.party_at(after, key).name or "■", "notice": parts.number_of_notice(after, notice),
                         "statement": notice.statement or ""})  # fmt: skip
    words = RECHECKS[ctx.data.outcome]
    return made(
        "recheck_opinion", **sheet_of(ctx, after), case=parts.case_name(after), statements=rows, rechecked_on=ctx.day,
        outcome=words, reason=given(ctx, "reason"), changed=ctx.data.changed, officers=parts.officers(ctx, after),
        opinions=[opinion("复核人员意见", f"{words}。", parts.handlers(ctx, after), ctx.at), opinion("负责人意见")],
    )  # fmt: skip


def hearing_report(ctx: Context, after: OrdinaryState, _number: str) -> Any:
    """D45: the presider's report on the hearing, for the head."""
    hearing = parts.hearing_of_step(ctx, after)
    known = {one.key: one.name or "■" for one in after.parties}
    present = [{"role": "到场当事人", "name": known.get(key, key)} for key in hearing.present]
    present += [{"role": f"{known.get(key, key)}的代理人", "name": name} for key, name in hearing.agents]
    return made(
        "hearing_report", **sheet_of(ctx, after), case=parts.case_name(after), parties=[known.get(key, key) for key in hearing.parties],
        began=hearing.began_at, ended=hearing.ended_at, place=hearing.place, open_to_public=hearing.open_to_public,
        presider=hearing.presider_name or ctx.by.name, recorder=hearing.recorder_name, present=present,
        proposal=hearing.proposal or "", defence=hearing.defence or "", advice=ADVICE.get(hearing.advice, hearing.advice),
        reported_on=ctx.day,
        opinions=[opinion("听证主持人意见", hearing.opinion, hearing.presider_name or ctx.by.name, ctx.at), opinion("负责人意见")],
    )  # fmt: skip
