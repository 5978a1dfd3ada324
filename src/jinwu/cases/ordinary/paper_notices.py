"""What the letters beside the road are filled with: called in, told, recused, asked to help, announced, confirmed."""

from __future__ import annotations

from typing import Any

from jinwu.bureau.queries import unit_name
from jinwu.law.parties import PartyKind
from jinwu.matters.context import Context

from ..shown import party_shown
from . import paper_parts as parts
from .paper_letters import APPRAISALS, letter_of
from .paper_parts import given, made
from .state import OrdinaryState

KEPT_FOR = {
    "returned": "退还", "recorded": "采取记录、复制、拍照、录像等证据保全措施后退还", "tested": "送交检测、检验、鉴定",
    "seized": "依法采取查封、扣押措施", "transferred": "移送有关部门处理", "lapsed": "期限届满，先行登记保存措施自动解除",
}  # fmt: skip


def inquiry_notice(ctx: Context, after: OrdinaryState, number: str) -> Any:
    """D13, to the person who is to be asked."""
    asked = given(ctx, "person") or parts.party_at(after, parts.about(ctx)).name or None
    of_party = next((one for one in after.parties if one.name == asked), None)
    return made(
        "inquiry_notice", **letter_of(ctx, after, number), addressee=asked,
        organisation=bool(of_party and of_party.kind is PartyKind.ORGANISATION), case=parts.case_name(after).removesuffix("案"),
        on=given(ctx, "on", None), place=given(ctx, "place", None), materials=parts.lines_of_text(given(ctx, "materials")),
        officers=parts.officers(ctx, after),
    )  # fmt: skip


def hearing_announcement(ctx: Context, after: OrdinaryState, _number: str) -> Any:
    """D45: the hearing that this act set a day for."""
    hearing = parts.hearing_of_step(ctx, after)
    return made(
        "hearing_announcement", organ=unit_name(after.organ, ctx.day), case=parts.case_name(after).removesuffix("案"), on=hearing.on,
        place=hearing.place, presider=hearing.presider_name, recorder=hearing.recorder_name, published_on=ctx.day,
        contact=parts.contact(ctx, after),
    )  # fmt: skip


def address_confirmation(ctx: Context, after: OrdinaryState, _number: str) -> Any:
    """D26, as the party signed it."""
    return made(
        "address_confirmation", organ=unit_name(after.organ, ctx.day), case=parts.case_name(after),
        party=party_shown(parts.party_at(after, parts.about(ctx))), address=given(ctx, "address") or None,
        electronic=given(ctx, "electronic", False), channel=given(ctx, "channel"), confirmed_on=ctx.day,
        strokes=given(ctx, "signature"), officers=parts.officers(ctx, after),
    )  # fmt: skip


def preservation_outcome(ctx: Context, after: OrdinaryState, number: str) -> Any:
    """D17: what became of the things that this act decided on."""
    keys = [one.key for one in after.preservations]
    kept = after.preservations[keys.index(ctx.data.preservation)]
    notices = [one.number for one in after.papers if one.paper == "preservation_notice"]
    own = notices[keys.index(kept.key)] if keys.index(kept.key) < len(notices) else ""
    return made(
        "preservation_outcome", **letter_of(ctx, after, number), party=party_shown(parts.party_at(after, kept.party)),
        notice=own or "先行登记保存证据通知书", since=kept.at, items=parts.lines_of_text(kept.items) or ["■"],
        outcome=KEPT_FOR.get(kept.outcome, kept.outcome), note=given(ctx, "note"), officers=parts.officers(ctx, after),
    )  # fmt: skip


def period_notice(ctx: Context, after: OrdinaryState, number: str) -> Any:
    """D18, to the party that is to be told."""
    asked = after.appraisals[-1]
    return made(
        "period_notice", **letter_of(ctx, after, number), party=party_shown(parts.party_at(after, given(ctx, "told"))),
        case=parts.case_name(after).removesuffix("案"), institution=asked.by, kind=APPRAISALS.get(asked.kind, "鉴定"),
        question=asked.question, since=asked.since, until=given(ctx, "until", None),
    )  # fmt: skip


def recusal_decision(ctx: Context, after: OrdinaryState, number: str) -> Any:
    """D25, to the party that asked for it."""
    data = ctx.data
    names = {one.officer: one.name for one in after.people}
    return made(
        "recusal_decision", **letter_of(ctx, after, number),
        party=party_shown(parts.party_at(after, given(ctx, "party") or after.of_parties()[0])),
        case=parts.case_name(after).removesuffix("案"), officer=names.get(data.officer), reason=data.reason, successor=names.get(data.by),
    )  # fmt: skip


def help_letter(ctx: Context, after: OrdinaryState, number: str) -> Any:
    """D19, to the organ that is asked to help."""
    known = [one.name for one in after.parties if one.role == "party" and one.name]
    return made(
        "help_letter", **letter_of(ctx, after, number), addressee=given(ctx, "organ", None),
        case=parts.case_name(after).removesuffix("案"), party="、".join(known), asked=given(ctx, "asked", None),
        due=given(ctx, "due", None), officers=parts.officers(ctx, after),
    )  # fmt: skip


def advice_letter(ctx: Context, after: OrdinaryState, number: str) -> Any:
    """D82, to the organ or organisation that is advised."""
    return made(
        "advice_letter", **letter_of(ctx, after, number), addressee=given(ctx, "organ", None),
        case=parts.case_name(after).removesuffix("案"), found=given(ctx, "found", None), advice=given(ctx, "advice", None),
        due=given(ctx, "due", None),
    )  # fmt: skip


def designation_request(ctx: Context, after: OrdinaryState, number: str) -> Any:
    """D07, to the organ above both."""
    known = [one.name for one in after.parties if one.role == "party" and one.name]
    return made(
        "designation_request", **letter_of(ctx, after, number), addressee=given(ctx, "above", None),
        case=parts.case_name(after).removesuffix("案"), party="、".join(known), other=given(ctx, "other", None),
        dispute=given(ctx, "dispute", None), opinion=given(ctx, "opinion", None),
    )  # fmt: skip
