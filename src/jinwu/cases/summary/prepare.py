"""What the door must look up before an entry is written: everything an effect needs that is not in the input.

What is returned here stands in the entry as its outcome, so that replay needs no lookup.
"""

from __future__ import annotations

import hashlib
from datetime import date, datetime, time
from typing import Any

from jinwu.collection import state as money
from jinwu.documents import numbers
from jinwu.documents.models import Document, DocumentStatus, Number
from jinwu.kit import clock
from jinwu.law.remedies import remedies_for
from jinwu.matters.context import Context
from jinwu.matters.state import Act

from ..entering import basis_of, in_the_book
from ..publication.reading import to_withdraw
from ..state import CaseState, law_day


def opening(ctx: Context) -> dict[str, Any]:
    """The party in the book, the version of the basis, the organ."""
    data = ctx.data
    return {
        "version": ctx.procedure.version, "party": in_the_book(ctx, data.party),
        **basis_of(ctx, data.violation, law_day(data.act_from, data.act_to)), "unit": ctx.unit, "organ": ctx.organ,
    }  # fmt: skip


def serving(ctx: Context) -> dict[str, Any]:
    """The signature's digest; the periods that run from service; a warning alone is owed nothing."""
    fine = ctx.state.decision.fine
    # where reconsideration comes first there is no direct suit to wait for
    skip = ["T19"] if remedies_for("summary", ctx.day).reconsideration_first else []
    out: dict[str, Any] = {"subject": "p1", "skip_timers": skip if fine else [*skip, "T13"]}
    if ctx.data.signature:
        out["signature"] = hashlib.sha256(ctx.data.signature.encode()).hexdigest()
    return out


def filing(ctx: Context) -> dict[str, Any]:
    """On record; with nothing owed it is as good as paid."""
    return _stage(ctx, filed=True)


def after_money(ctx: Context) -> dict[str, Any]:
    """The surcharge that had run, and the stage, after cash was collected."""
    return _with_surcharge(ctx, ctx.day)


def paying(ctx: Context) -> dict[str, Any]:
    """The surcharge that had run by the day of payment, and the stage after it."""
    return {**_with_surcharge(ctx, ctx.data.paid_on), "ended_on": ctx.data.paid_on.isoformat()}


def lapsing(ctx: Context) -> dict[str, Any]:
    """The surcharge runs from the last day to pay, whenever the clock comes round."""
    lapsed = ctx.state.running("T13")[0]
    start = datetime.combine(lapsed.due, time(), clock.ZONE)
    return {"stage": "overdue", "subject": lapsed.subject, "starts": {"T16": start.isoformat()}}


def voiding(ctx: Context) -> dict[str, Any]:
    """The form's number becomes void in the register, and with it the papers that bear it."""
    number = ctx.state.decision.number
    row = Number.objects.filter(matter=ctx.matter, text=number).first()
    if row:
        numbers.void(row, ctx.data.reason, ctx.at)
    _end_papers(ctx.state, number, DocumentStatus.VOID)
    return {"cancelled": ["T12"]}


def correcting(ctx: Context) -> dict[str, Any]:
    """The papers of the decision stand as corrected."""
    _end_papers(ctx.state, ctx.state.decision.number, DocumentStatus.CORRECTED)
    return {}


def revoking(ctx: Context) -> dict[str, Any]:
    """Every period ends; what was published is withdrawn; with nothing to be returned the matter is ready to be closed."""
    after = ctx.step.effect(ctx.state, _as_act(ctx))
    skip = [] if _settled(after) else ["T66"]
    if not to_withdraw(ctx.state):
        skip.append("T52")
    return {"cancelled": ["*"], "skip_timers": skip}


def refunding(ctx: Context) -> dict[str, Any]:
    """A revoked matter is ready to be closed once everything was returned."""
    after = ctx.step.effect(ctx.state, _as_act(ctx))
    ready = ctx.state.stage == "revoked" and _settled(after) and not _running(after, "T66")
    return {"skip_timers": [] if ready else ["T66"]}


def _end_papers(state: CaseState, number: str, status: DocumentStatus) -> None:
    papers = [paper.document for paper in state.papers if paper.number == number]
    Document.objects.filter(pk__in=papers).update(status=status)


def _as_act(ctx: Context) -> Act:
    return Act(0, ctx.matter, ctx.step.key, ctx.data, ctx.outcome, ctx.at, ctx.recorded_at, ctx.by)


def _settled(after: CaseState) -> bool:
    return after.ledger.settled()


def _running(after: CaseState, timer: str) -> bool:
    return any(one.timer == timer for one in after.running())


def _with_surcharge(ctx: Context, day: date) -> dict[str, Any]:
    surcharge = format(ctx.state.surcharge(max([day, *money.paid_on(ctx.state.ledger)])), ".2f")
    ctx.outcome["surcharge"] = surcharge
    return {"surcharge": surcharge, **_stage(ctx)}


def _stage(ctx: Context, *, filed: bool = False) -> dict[str, Any]:
    """Where money and filing lead: paid once it is on record and nothing is owed. The term to pay ends with the fine."""
    after: CaseState = ctx.step.effect(ctx.state, _as_act(ctx))
    owed, fine = after.ledger.balance(), after.ledger.fine()
    out: dict[str, Any] = {}
    if fine is None or not after.ledger.open(fine):
        out["ends"] = [timer.key for timer in after.running("T13", "T16")]
    on_record = filed or after.filed_at is not None
    if ctx.state.stage != "revoked":
        if on_record and not owed:
            out["stage"] = "paid"
        elif on_record and ctx.state.stage != "overdue":
            out["stage"] = "filed"
    if out.get("stage") != "paid" or ctx.state.stage == "paid":
        out["skip_timers"] = ["T66"]
    return out
