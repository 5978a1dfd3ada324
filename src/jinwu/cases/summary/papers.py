"""What the papers of the summary procedure are filled with."""

from __future__ import annotations

from datetime import date
from typing import Any

from jinwu.bureau.queries import unit_name
from jinwu.catalog.queries import cite
from jinwu.documents.papers_data import (
    Correction,
    Manner,
    OnTheSpotDecision,
    OnTheSpotFiling,
    Payment,
    Receipt,
)
from jinwu.documents.render import Mark, MarkKind
from jinwu.law.citations import Citation
from jinwu.law.summary import GROUND_BASIS, CollectionGround
from jinwu.law.timers import T13
from jinwu.matters.context import Context
from jinwu.matters.papers import PaperMaker, copies, papers

from ..shown import officers, party_shown, remedies
from ..state import CaseState, Decision

_GROUND_TEXT = {
    CollectionGround.SMALL: "依法给予小额罚款",
    CollectionGround.HARD_LATER: "不当场收缴事后难以执行",
    CollectionGround.REMOTE_REQUEST: "当事人到指定银行或者通过电子支付系统缴纳确有困难，经其提出",
}
CORRECTED_ON_THE_SPOT = "当事人已当场改正"
_RECHECK_TEXT = {"none": "", "adopted": "经复核，予以采纳。", "not_adopted": "经复核，不予采纳。"}


def decision(ctx: Context, after: CaseState, number: str) -> OnTheSpotDecision:
    """D49, on the sheet and on the roll; once it was handed over, with signature or refusal."""
    made = after.decision
    assert made is not None
    violation = after.violations[0]
    notice = after.notice
    day = made.decided_on
    return OnTheSpotDecision(
        organ=unit_name(after.organ, day), number=number, party=party_shown(after.parties[0]), act=violation.title,
        act_at=violation.act_from, place=violation.place, facts=violation.facts or "",
        rule=cite(Citation.parse(violation.violates), day), basis=cite(Citation.parse(violation.punished_by), day),
        discretion=_discretion(ctx, after, made), warning=any(line.kind == "warning" for line in made.lines),
        fine=made.fine or None, statement=(notice.statement or "") if notice else "",
        statement_answer=_answer(notice), correction=_correction(made), payment=_payment(ctx, after, made),
        remedies=remedies("summary", ctx, made.decided_on), officers=officers(ctx, after), decided_at=made.at, decided_place=after.place,
        received=_received(ctx, after),
    )  # fmt: skip


def filing(ctx: Context, after: CaseState, number: str) -> OnTheSpotFiling:
    """The record-filing form for the organ."""
    made = after.decision
    assert made is not None
    violation, notice, day = after.violations[0], after.notice, made.decided_on
    service = after.services[-1] if after.services else None
    cash = after.ledger.cash
    due = next((timer.due for timer in after.timers if timer.timer == "T12" and timer.outcome != "cancelled"), None)
    return OnTheSpotFiling(
        organ=unit_name(after.organ, day), unit=unit_name(after.unit, day), number=number,
        party=party_shown(after.parties[0]), act=violation.title, act_at=violation.act_from, place=violation.place,
        facts=violation.facts or "", rule=cite(Citation.parse(violation.violates), day),
        basis=cite(Citation.parse(violation.punished_by), day),
        warning=any(line.kind == "warning" for line in made.lines), fine=made.fine or None,
        statement=(notice.statement or "") if notice else "", statement_answer=_answer(notice),
        officers=officers(ctx, after), decided_at=made.at,
        served="当场签收" if service and service.method == "signed" else f"拒绝签收：{service.note}" if service else "未送达",
        collected=f"当场收缴，票据号{after.ledger.movements[0].receipt}" if cash else "",
        filed_at=ctx.at, due=due, late_reason=getattr(ctx.data, "late_reason", None) or "",
        opinion=getattr(ctx.data, "opinion", "") or "",
    )  # fmt: skip


def _discretion(ctx: Context, after: CaseState, made: Decision) -> str:
    tier = next((line.tier for line in made.lines if line.tier), "")
    if not tier:
        return ""
    first = after.violations[0]
    row = ctx.violation(first.code, first.law_day)
    found = next(
        (t for t in row.tiers(after.party_kind, bool(ctx.profile("sole_trader.as_citizen"))) if t.key == tier), None
    )
    if found is None:
        return ""
    return f"“{found.title}”" + (f"（{found.conditions}）" if found.conditions else "")


def _answer(notice: Any) -> str:
    if notice is None or not notice.statement:
        return ""
    return _RECHECK_TEXT[notice.outcome] + (notice.outcome_reason or "")


def _correction(made: Decision) -> Correction:
    if made.correction == "done":
        return Correction(why_not=CORRECTED_ON_THE_SPOT)
    return Correction(by=made.correct_by) if made.correction == "by_day" else Correction(at_once=True)


def _payment(ctx: Context, after: CaseState, made: Decision) -> Payment | None:
    if not made.fine:
        return None
    if made.payment == "on_the_spot":
        text = on_the_spot_ground_text(CollectionGround(made.ground_of_collection), made.decided_on)
        return Payment(manner=Manner.ON_THE_SPOT, ground=text)
    return Payment(manner=Manner.BANK, days=int(T13.length), payee=str(ctx.profile("collection.institution")))


def on_the_spot_ground_text(ground: CollectionGround, on: date) -> str:
    """Why the fine is collected here, as the decision of the day `on` says it."""
    return f"依据{cite(GROUND_BASIS[ground], on)}，{_GROUND_TEXT[ground]}"


def _received(ctx: Context, after: CaseState) -> Receipt | None:
    if ctx.step.key != "serve":
        return None
    service = after.services[-1]
    return Receipt(at=service.at, refused=service.method == "refused", note=service.note, signature=ctx.data.signature)


def _corrected(ctx: Context) -> Mark:
    return Mark(MarkKind.CORRECTION, ctx.data.reason, ctx.day)


_SHEET = "on_the_spot_decision"

for maker in (
    PaperMaker(_SHEET, "当场行政处罚决定书", _SHEET, decision, numbered="form", number_class=_SHEET),
    PaperMaker("corrected_decision", "当场行政处罚决定书（补正）", _SHEET, decision, numbered="same", mark=_corrected),
    PaperMaker("on_the_spot_filing", "当场行政处罚备案表", "on_the_spot_filing", filing, numbered="same"),
):
    papers.add(maker.key, maker)
for maker in (
    PaperMaker("served_decision", "当场行政处罚决定书（送达联）", _SHEET, decision, of_paper=_SHEET, of_step="serve",
               when=lambda state: state.served),
    PaperMaker("on_the_spot_slip", "当场行政处罚决定书（热敏纸）", "on_the_spot_slip", decision, of_paper=_SHEET,
               of_step="decide"),
    PaperMaker("served_slip", "当场行政处罚决定书（热敏纸送达联）", "on_the_spot_slip", decision, of_paper=_SHEET,
               of_step="serve", when=lambda state: state.served),
):  # fmt: skip
    copies.add(maker.key, maker)
