"""What the letters and decisions of an ordinary case are filled with: orders, notices, decisions, demands."""

from __future__ import annotations

from decimal import Decimal
from typing import Any

from jinwu.bureau.queries import unit_name
from jinwu.catalog.queries import cite
from jinwu.collection.replacing import CHANGED
from jinwu.documents.papers_data import chinese_day
from jinwu.law import periods
from jinwu.law.citations import ACL, APL, O310
from jinwu.law.timers import T06, T08, T09, T21, T65
from jinwu.matters.context import Context
from jinwu.matters.timing import length_of

from ..shown import party_shown, remedies
from . import paper_parts as parts
from .asking import party_of
from .paper_parts import given, made
from .state import OrdinaryState

APPRAISALS = {"test": "检测", "inspection": "检验", "appraisal": "鉴定", "valuation": "价格认定"}
CLOSED_FOR = {"state_secret": "涉及国家秘密", "trade_secret": "涉及商业秘密", "privacy": "涉及个人隐私"}
#: How what is no money is performed.
PERFORMED = {
    "confiscation": "没收的非法财物由本机关依法处理。",
    "licence_suspended": "应当自收到本决定书之日起，停止使用被暂扣的许可证件并将其交由本机关保管。",
    "downgraded": "应当自收到本决定书之日起，按照降低后的资质等级从事活动。",
    "business_restricted": "应当自收到本决定书之日起，按照本决定限制的范围从事生产经营活动。",
    "business_suspended": "应当自收到本决定书之日起，停止生产经营活动。",
    "closed": "应当自收到本决定书之日起，停止经营活动。",
    "licence_revoked": "应当自收到本决定书之日起，停止从事被吊销的许可证件所准予的活动，并交回许可证件。",
    "other": "应当自收到本决定书之日起履行。",
}  # fmt: skip
NO_PENALTY = {
    "slight_corrected": (APL(33, 1), "违法行为轻微并及时改正，没有造成危害后果。"),
    "first_corrected": (APL(33, 1), "系初次违法，危害后果轻微并及时改正。"),
    "no_fault": (APL(33, 2), "当事人有证据足以证明没有主观过错。"),
    "under_14": (APL(30), "当事人实施违法行为时不满十四周岁，责令监护人加以管教。"),
    "incapable": (APL(31), "当事人在不能辨认或者不能控制自己行为时实施违法行为，责令其监护人严加看管和治疗。"),
    "limitation": (APL(36, 1), "违法行为超过法定期限未被发现。"),
    "not_established": (APL(57, 1, 3), "违法事实不能成立。"),
    "dead": (APL(57, 1), "当事人已经死亡或者终止。"),
}  # fmt: skip
REVOKED_BY = {
    "self": "经本机关审查", "reconsideration": "经行政复议机关审查", "court": "经人民法院审理", "superior": "经上级机关审查",
}  # fmt: skip


def letter_of(ctx: Context, after: OrdinaryState, number: str) -> dict[str, Any]:
    """What every letter begins with."""
    return {
        "organ": unit_name(after.organ, ctx.day),
        "number": number,
        "issued_on": ctx.day,
        "contact": parts.contact(ctx, after),
    }


def correction_order(ctx: Context, after: OrdinaryState, number: str) -> Any:
    """D20, for the order just given."""
    order = after.orders[-1]
    own = parts.violations_of(after, order.party) or list(after.violations)
    first = own[0] if own else None
    return made(
        "correction_order", **letter_of(ctx, after, number), party=party_shown(parts.party_at(after, order.party)),
        act="、".join(dict.fromkeys(one.title for one in own)) or None, act_at=first and first.act_from,
        place=first and first.place, rule=parts.rule_of(ctx, own), basis=cite(APL(28, 1), ctx.day), kind=order.kind,
        requirement=order.requirement or "■", due=order.due, remedies=parts.remedies_if_known(ctx),
        officers=parts.officers(ctx, after),
    )  # fmt: skip


def preservation_notice(ctx: Context, after: OrdinaryState, number: str) -> Any:
    """D17, with the day until which an outcome is due."""
    kept = after.preservations[-1]
    own = parts.violations_of(after, kept.party) or list(after.violations)
    timer = after.timer("T06")
    until = timer.due if timer else periods.due(T06, ctx.at, length=length_of(ctx, T06), calendar=ctx.calendar).day
    place = (
        own[0].place
        if kept.in_place and own
        else given(ctx, "kept_at") or ("现场" if kept.in_place else "本机关物品保管场所")
    )
    return made(
        "preservation_notice", **letter_of(ctx, after, number), party=party_shown(parts.party_at(after, kept.party)),
        act="、".join(dict.fromkeys(one.title for one in own)) or None, items=parts.lines_of_text(kept.items),
        in_place=kept.in_place, kept_at=place, since=kept.at, days=length_of(ctx, T06), until=until,
        officers=parts.officers(ctx, after),
    )  # fmt: skip


def sampling_notice(ctx: Context, after: OrdinaryState, number: str) -> Any:
    """D16: the receipt for the samples that this act drew."""
    party = given(ctx, "party")
    own = parts.violations_of(after, party) or list(after.violations)
    return made(
        "sampling_notice", **letter_of(ctx, after, number), party=party_shown(parts.party_at(after, party)),
        act="、".join(dict.fromkeys(one.title for one in own)) or None, drawn_at=ctx.at, place=given(ctx, "place"),
        method=given(ctx, "method"), samples=[one.model_dump() for one in ctx.data.samples], witness=given(ctx, "witness"),
        officers=parts.officers(ctx, after),
    )  # fmt: skip


def appraisal_commission(ctx: Context, after: OrdinaryState, number: str) -> Any:
    """D18, to the body commissioned."""
    asked = after.appraisals[-1]
    known = [one for one in after.parties if one.role == "party" and parts.known(one)]
    return made(
        "appraisal_commission", **letter_of(ctx, after, number), institution=asked.by, kind=APPRAISALS.get(asked.kind, "鉴定"),
        case=parts.case_name(after).removesuffix("案"), party=party_shown(known[0]) if len(known) == 1 else None,
        question=asked.question, materials=parts.lines_of_text(given(ctx, "materials")), since=asked.since,
        due=given(ctx, "until", None), officers=parts.officers(ctx, after),
    )  # fmt: skip


def prior_notice(ctx: Context, after: OrdinaryState, number: str) -> Any:
    """D43, to one party; a later one says which it replaces."""
    party = parts.about(ctx)
    notice = after.notice_of(party)
    assert notice is not None
    earlier = [one for one in after.notices if one.party == party and one.key != notice.key]
    before = parts.number_of_notice(after, earlier[-1]) if earlier else ""
    return made(
        "prior_notice", **letter_of(ctx, after, number), party=party_shown(parts.party_at(after, party)),
        findings=parts.findings(ctx, after, party, parts.tiers_of(ctx.data.lines)), evidence=parts.proofs(after, party),
        reasons="\n".join(part for part in (parts.weighed(after, party), given(ctx, "reasons")) if part),
        penalties=parts.penalty_lines(after, ctx.data.lines), statement_days=length_of(ctx, T08),
        hearing_right=notice.hearing_right, hearing_days=length_of(ctx, T09) if notice.hearing_right else None,
        again=f"《行政处罚事先告知书》（{before}）" if before else "",
    )  # fmt: skip


def hearing_notice(ctx: Context, after: OrdinaryState, number: str) -> Any:
    """D45, to one of the parties of the hearing."""
    hearing = parts.hearing_of_step(ctx, after)
    key = parts.about(ctx)
    party = key if key in hearing.parties else hearing.parties[0]
    own = next((one for one in after.hearings if one.parties == (party,) or party in one.parties), hearing)
    return made(
        "hearing_notice", **letter_of(ctx, after, number), party=party_shown(parts.party_at(after, party)),
        case=parts.case_name(after).removesuffix("案"), requested_on=min(own.requested_at, hearing.requested_at).date(),
        on=hearing.on, place=hearing.place, open_to_public=hearing.open_to_public,
        why_closed=CLOSED_FOR.get(hearing.why_closed, hearing.why_closed), presider=hearing.presider_name,
        recorder=hearing.recorder_name, postponed=hearing.postponed > 0,
    )  # fmt: skip


def penalty_decision(ctx: Context, after: OrdinaryState, number: str) -> Any:
    """D47, on one party, with every field of APL 59."""
    party = parts.about(ctx)
    decision = after.decision_of(party)
    assert decision is not None
    owed = sum((one.amount for one in decision.lines if one.amount), Decimal(0))
    performed = [PERFORMED[one.kind] for one in decision.lines if one.kind in PERFORMED and not one.amount]
    return made(
        "penalty_decision", **letter_of(ctx, after, number), party=party_shown(parts.party_at(after, party)),
        filed_on=after.filed_at and after.filed_at.date(),
        findings=parts.findings(ctx, after, party, parts.tiers_of(decision.lines)), evidence=parts.proofs(after, party),
        told=parts.told(ctx, after, party), circumstances=parts.weighed(after, party),
        penalties=parts.penalty_lines(after, decision.lines), correction=_correction(decision),
        payment=parts.term(ctx, owed, decision.fine > 0), performance="\n".join(dict.fromkeys(performed)),
        remedies=remedies("ordinary", ctx, decision.decided_on),
    )  # fmt: skip


def _correction(decision: Any) -> dict[str, Any]:
    """APL 28: at once, by a day, or why none is ordered."""
    if decision.correction == "by_day":
        return {"by": decision.correct_by}
    why_not = {"done": "当事人已经改正", "none": "没有需要改正的事项"}.get(decision.correction)
    return {"why_not": why_not} if why_not else {"at_once": True}


def no_penalty_decision(ctx: Context, after: OrdinaryState, number: str) -> Any:
    """D48, on one party."""
    party = parts.about(ctx)
    ground = given(ctx, "ground", "slight_corrected")
    basis, words = NO_PENALTY[ground]
    return made(
        "no_penalty_decision", **letter_of(ctx, after, number), party=party_shown(parts.party_at(after, party)),
        filed_on=after.filed_at and after.filed_at.date(), findings=parts.findings(ctx, after, party, {}),
        established=ground != "not_established", evidence=parts.proofs(after, party),
        ground=f"{given(ctx, 'reason')}\n{words}", basis=cite(basis, ctx.day), education=given(ctx, "education"),
        remedies=remedies("ordinary", ctx, ctx.day),
    )  # fmt: skip


def revocation_decision(ctx: Context, after: OrdinaryState, number: str) -> Any:
    """D51: the decision that was revoked last on this party."""
    party = parts.about(ctx)
    gone = [one for one in after.decisions if one.party == party and one.status == "revoked"][-1]
    by = REVOKED_BY.get(given(ctx, "organ"), REVOKED_BY["self"])
    document = given(ctx, "document")
    return made(
        "revocation_decision", **letter_of(ctx, after, number), party=party_shown(parts.party_at(after, party)),
        revoked=gone.number, revoked_on=gone.decided_on, ground=f"{by}{f'（{document}）' if document else ''}，{given(ctx, 'reason')}",
        basis=cite(APL(75, 2), ctx.day), refund=after.ledger.refundable(party) or None,
        remedies=remedies("ordinary", ctx, ctx.day),
    )  # fmt: skip


def changed_decision(ctx: Context, after: OrdinaryState, number: str) -> Any:
    """D51: the decision in force on this party, that took the place of an earlier one of another number."""
    party = parts.about(ctx)
    new = after.decision_of(party)
    assert new is not None
    old = new
    while old.number == new.number:
        old = next(one for one in after.decisions if one.key == old.replaces)
    own = [one for one in after.ledger.of(party, decision=new.key) if not one.cancelled]
    charged = [one for one in own if not one.owed_by_organ and one.kind != "surcharge"]
    owed = sum((one.amount - one.carried for one in charged), Decimal(0)) if own else new.sums
    refund = next((one.amount for one in own if one.owed_by_organ and one.ground == CHANGED), None)
    performed = [PERFORMED[one.kind] for one in new.lines if one.kind in PERFORMED and not one.amount]
    return made(
        "changed_decision", **letter_of(ctx, after, number), party=party_shown(parts.party_at(after, party)), changed=old.number,
        changed_on=old.decided_on, ground=given(ctx, "reason"), basis=cite(APL(75, 2), ctx.day),
        before=parts.penalty_lines(after, old.lines), penalties=parts.penalty_lines(after, new.lines),
        credited=sum((one.carried for one in charged), Decimal(0)) or None, payment=parts.term(ctx, owed, new.fine > 0),
        owed=owed or None, refund=refund, performance="\n".join(dict.fromkeys(performed)), remedies=remedies("ordinary", ctx, ctx.day),
    )  # fmt: skip


def instalment_approval(ctx: Context, after: OrdinaryState, number: str) -> Any:
    """D62: the terms granted last, or those the step answers."""
    terms = next((one for one in after.ledger.terms if one.key == given(ctx, "terms")), None) or after.ledger.terms[-1]
    fine = after.ledger.fine(terms.party)
    decision = _decision(after, terms.party, fine.decision if fine else "")
    plan = fine.plan if fine else ()
    return made(
        "instalment_approval", **letter_of(ctx, after, number), party=party_shown(parts.party_at(after, terms.party)),
        decision=decision.number, decided_on=decision.decided_on, amount=sum((one.amount for one in plan), Decimal(0)),
        requested_on=terms.received_on, reason=terms.reason or "经济困难",
        instalments=[{"by": one.due, "amount": one.amount} for one in plan], payee=str(ctx.profile("collection.institution")),
    )  # fmt: skip


def _decision(after: OrdinaryState, party: str, key: str = "") -> Any:
    named = next((one for one in after.decisions if one.key == key), None)
    found = named or after.decision_of(party)
    assert found is not None
    return found


def demand_notice(ctx: Context, after: OrdinaryState, number: str) -> Any:
    """D63: what the party still owes on the day of the demand (ACL 35, 54)."""
    key = parts.about(ctx)
    demand = [one for one in after.ledger.demands if one.party == key][-1]
    decision = _decision(after, key)
    served = [
        one.at.date() for one in after.services
        if one.served and one.addressee == key and any(p.key == one.paper and p.number == decision.number for p in after.papers)
    ]  # fmt: skip
    sums = {name: getattr(demand, name) or None for name in ("fine", "surcharge", "confiscation")}
    duties = {"fine": "缴纳罚款", "surcharge": "缴纳加处罚款", "confiscation": "缴纳没收的违法所得"}
    return made(
        "demand_notice", **letter_of(ctx, after, number), party=party_shown(parts.party_at(after, key)), decision=decision.number,
        decided_on=decision.decided_on, served_on=served[0] if served else None,
        duty="、".join(words for name, words in duties.items() if sums[name]), **sums,
        counted_on=demand.at.date() if sums["surcharge"] else None, days=length_of(ctx, T21),
        payee=str(ctx.profile("collection.institution")), basis=cite([ACL(35), ACL(54)], ctx.day),
    )  # fmt: skip


def transfer_letter(ctx: Context, after: OrdinaryState, number: str) -> Any:
    """D80: to another organ that is competent."""
    told = after.clue and (after.clue.finding or after.clue.text)
    facts = told or "\n".join(one.facts or "" for one in after.violations)
    parties = parts.parties_known(after)
    return made(
        "transfer_letter", **letter_of(ctx, after, number), addressee=given(ctx, "organ", None),
        case=parts.case_name(after).removesuffix("案"), party=parties[0] if len(parties) == 1 else None, facts=facts,
        reason=given(ctx, "reason"), basis=cite([one for one in ctx.step.basis if one.article], ctx.day), materials=[one["title"] for one in parts.proofs(after)],
        officers=parts.officers(ctx, after),
    )  # fmt: skip


def crime_transfer(ctx: Context, after: OrdinaryState, number: str) -> Any:
    """D81: to the police, with the team's report, the evidence and the list of things."""
    one = after.transfers[-1]
    materials = ["涉嫌犯罪案件情况调查报告", *dict.fromkeys(proof["title"] for proof in parts.proofs(after))]
    return made(
        "crime_transfer", **letter_of(ctx, after, number), addressee=one.organ, case=parts.case_name(after), crime=one.crime,
        parties=parts.parties_known(after), facts=one.facts, basis=cite([APL(27, 1), O310(5)], ctx.day), materials=materials,
        things=[thing.model_dump() for thing in ctx.data.items], officers=parts.team(ctx, after),
        received_by=given(ctx, "received_by"),
    )  # fmt: skip


def service_announcement(ctx: Context, after: OrdinaryState, _number: str) -> Any:
    """D61: one paper of the case, by public notice."""
    key = parts.about(ctx)
    paper = next((one for one in after.papers if one.key == given(ctx, "paper")), None)
    party = party_of(after, key) or parts.party_at(after, key)
    return made(
        "service_announcement", organ=unit_name(after.organ, ctx.day), party=party.name or "■", paper=paper and paper.title,
        number=(paper and paper.number) or None, reason=given(ctx, "reason") or "因受送达人下落不明或者采用其他方式无法送达",
        content=given(ctx, "content") or _content(after, key, paper), days=length_of(ctx, T65),
        collect_at=unit_name(after.unit, ctx.day), published_on=given(ctx, "published_on", ctx.day),
        contact=parts.contact(ctx, after),
    )  # fmt: skip


def _content(after: OrdinaryState, party: str, paper: Any) -> str:
    """What the paper says in short: the acts, and of a decision its penalty."""
    acts = "、".join(dict.fromkeys(one.title for one in parts.violations_of(after, party)))
    text = f"本机关就{acts}一案制作上述文书。" if acts else "本机关制作上述文书。"
    decision = after.decision_of(party)
    if paper and decision and paper.number == decision.number and decision.lines:
        kinds = "、".join(dict.fromkeys(parts.PENALTIES[line.kind] for line in decision.lines))
        text = f"本机关于{chinese_day(decision.decided_on)}就{acts}一案作出行政处罚决定，处罚种类为{kinds}。"
    return text
