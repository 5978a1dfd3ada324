"""What the forms beside the road are filled with: clue, withdrawal, preservation, photographs, confiscated things, agent, hearing."""

from __future__ import annotations

from typing import Any

from jinwu.bureau.queries import unit_name
from jinwu.documents.papers_data import moment
from jinwu.matters.context import Context

from ..shown import party_shown
from . import paper_parts as parts
from .paper_parts import given, made, opinion
from .paper_sheets import SOURCES, sheet_of
from .state import OrdinaryState

MANNERS = {"written": "书面", "oral": "口头，由执法人员记录", "post": "邮寄"}


def clue_registration(ctx: Context, after: OrdinaryState, _number: str) -> Any:
    """D01: the clue as it was registered; who reported it stays on the reporter's own sheet."""
    clue = after.clue
    assert clue is not None
    named = clue.reporter != "" or clue.reporter_phone != ""
    return made(
        "clue_registration", **sheet_of(ctx, after), source=SOURCES.get(clue.source, "其他来源"), received_at=clue.received_at,
        sender=clue.sender, reported="有举报人，信息另行登记并保密" if named else "无举报人信息", suspect=given(ctx, "suspect"),
        place=given(ctx, "place") or after.place or None, content=clue.text or "■", registered_by=ctx.by.name, registered_at=ctx.at,
        opinions=[opinion("核查拟办意见"), opinion("负责人批示")],
    )  # fmt: skip


def filing_withdrawal(ctx: Context, after: OrdinaryState, _number: str) -> Any:
    """D06: the head withdraws the filing, and why."""
    return made(
        "filing_withdrawal", **sheet_of(ctx, after), number=parts.number_of_paper(after, "filing_approval"),
        case=parts.case_name(after), filed_on=after.filed_at and after.filed_at.date(), withdrawn_on=ctx.day,
        parties=parts.parties_known(after), officers=parts.officers(ctx, after),
        summary="\n".join(one.facts or "■" for one in after.violations), reason=given(ctx, "reason", None),
        opinions=[opinion("承办人意见"), opinion("负责人审批意见", "同意撤销立案。", ctx.by.name, ctx.at)],
    )  # fmt: skip


def preservation_approval(ctx: Context, after: OrdinaryState, _number: str) -> Any:
    """D17: what the head approved to be preserved, and who says so."""
    kept = after.preservations[-1]
    timer = next((one for one in reversed(after.timers) if one.timer == "T06"), None)
    approved = given(ctx, "approved_by")
    return made(
        "preservation_approval", **sheet_of(ctx, after), case=parts.case_name(after), party=party_shown(parts.party_at(after, kept.party)),
        officers=parts.officers(ctx, after), items=parts.lines_of_text(kept.items) or ["■"], in_place=kept.in_place, since=kept.at,
        until=timer and timer.due,
        opinions=[opinion("承办人意见", "证据可能灭失或者以后难以取得，建议先行登记保存。", parts.handlers(ctx, after), ctx.at),
                  opinion("负责人审批意见", f"同意。（{approved}）" if approved else "")],
    )  # fmt: skip


def photo_sheet(ctx: Context, after: OrdinaryState, _number: str) -> Any:
    """D15: the photographs that came with this act."""
    photos = getattr(ctx.data, "photos", [])
    shows = next(
        (
            str(getattr(ctx.data, name))
            for name in ("description", "finding", "note", "method")
            if getattr(ctx.data, name, "")
        ),
        "",
    )
    return made(
        "photo_sheet", organ=unit_name(after.organ, ctx.day), case=parts.case_name(after), party="、".join(parts.names_of(after)),
        place=given(ctx, "place") or after.place or None, taken_by=parts.handlers(ctx, after), at=ctx.at, shows=shows,
        photos=[{"title": one.title, "taken_at": one.taken_at, "digest": one.sha256} for one in photos],
        officers=parts.officers(ctx, after),
    )  # fmt: skip


def confiscation_list(ctx: Context, after: OrdinaryState, _number: str) -> Any:
    """D50: what this decision confiscates."""
    party = parts.about(ctx)
    decision = next(one for one in reversed(after.decisions) if one.party == party)
    taken = [one for one in decision.lines if one.kind == "confiscation"]
    return made(
        "confiscation_list", organ=unit_name(after.organ, ctx.day), case=parts.case_name(after),
        party=parts.party_at(after, party).name or "■", decision=decision.number, decided_on=decision.decided_on,
        things=[{"name": one.no_amount_reason or ("违法所得" if one.amount else "非法财物"),
                 "amount": f"{one.amount:,.2f}" if one.amount else ""} for one in taken],
        officers=parts.officers(ctx, after),
    )  # fmt: skip


def power_of_attorney(ctx: Context, after: OrdinaryState, _number: str) -> Any:
    """D24: a form for the party, with the agent still to be named."""
    return made(
        "power_of_attorney", organ=unit_name(after.organ, ctx.day), case=parts.case_name(after),
        party=party_shown(after.parties[-1 if ctx.step.key == "add_party" else 0]),
    )  # fmt: skip


def hearing_request(ctx: Context, after: OrdinaryState, _number: str) -> Any:
    """D45: the request that this act received."""
    asked, party = after.hearings[-1], parts.about(ctx)
    notice = after.notice_of(party)
    return made(
        "hearing_request", organ=unit_name(after.organ, ctx.day), case=parts.case_name(after),
        party=party_shown(parts.party_at(after, party)), notice=parts.number_of_notice(after, notice) if notice else "",
        served_on=notice.served_at.date() if notice and notice.served_at else None, requested_at=asked.requested_at,
        manner=MANNERS.get(asked.manner, asked.manner) + (f"（{moment(ctx.data.posted_at)}交邮）" if ctx.data.posted_at else ""),
        reason=given(ctx, "reason"), late=asked.late, received_by=ctx.by.name,
    )  # fmt: skip
