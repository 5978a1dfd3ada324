"""Kinds of party, as the penalty law tells them apart."""

from __future__ import annotations

from enum import StrEnum

from .messages import N_


class PartyKind(StrEnum):
    """Whom an act addresses (当事人)."""

    PERSON = "person"  # 公民
    ORGANISATION = "organisation"  # 法人或者其他组织
    SOLE_TRADER = "sole_trader"  # 个体工商户


PARTY_TITLES: dict[PartyKind, str] = {
    PartyKind.PERSON: N_("Citizen"),
    PartyKind.ORGANISATION: N_("Organisation"),
    PartyKind.SOLE_TRADER: N_("Sole trader"),
}


def counts_as_citizen(kind: PartyKind | str, sole_trader_as_citizen: bool) -> bool:
    """Whether limits and ranges for citizens apply. The law does not say where a sole trader stands: the profile does."""
    kind = PartyKind(kind)
    return kind is PartyKind.PERSON or (kind is PartyKind.SOLE_TRADER and sole_trader_as_citizen)
