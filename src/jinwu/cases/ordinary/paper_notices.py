"""What the letters beside the road are filled with: the call to an inquiry, a hearing announced, an address confirmed."""

from __future__ import annotations

from typing import Any

from jinwu.bureau.queries import unit_name
from jinwu.law.parties import PartyKind
from jinwu.matters.context import Context

from ..shown import party_shown
from . import paper_parts as parts
from .paper_letters import letter_of
from .paper_parts import given, made
from .state import OrdinaryState


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
