"""Register of parties: who they are today, and who they were."""

from __future__ import annotations

from typing import Any

from django.db.models import QuerySet
from django.utils.translation import gettext as _

from jinwu.kit import clock
from jinwu.kit.permission import STAFF
from jinwu.kit.register import Column, Filter, Register, Show, register
from jinwu.law.identity import mask
from jinwu.law.messages import N_

from .models import KIND_CHOICES, Party, PartyIdentity
from .queries import find, seen_by, with_identity


def _parties(user: Any) -> QuerySet[Party]:
    return with_identity(seen_by(user), clock.today())


def _fact(name: str) -> Any:
    return lambda party: (party.identity or {}).get(name, "")


def _name(party: Party) -> str:
    return _fact("name")(party) or _("Party not identified")


def _beside(party: Party) -> str:
    return _fact("operator")(party) or _fact("legal_representative")(party)


def _history(party: Party) -> str:
    return "\n".join(_line(row) for row in party.identities.order_by("-valid_from", "-id"))


def _line(row: PartyIdentity) -> str:
    number = row.credit_code or row.id_number
    parts = [row.valid_from.isoformat(), row.name, row.operator, row.legal_representative, mask(number), row.address]
    return " · ".join(part for part in parts if part)


register(
    Register(
        key="parties",
        title=N_("Parties"),
        group=N_("Parties"),
        permission=STAFF,
        scope=_parties,
        order=("-created_at", "id"),
        columns=(
            Column("name", N_("Name of the party"), _name, Show.LINK, sub=_beside),
            Column("kind", N_("Kind of party"), "get_kind_display"),
            Column("number", N_("Identity or credit code"), "number", Show.MASKED),
            Column("address", N_("Address"), _fact("address"), in_list=False),
            Column("phone", N_("Telephone"), _fact("phone"), Show.MASKED, in_list=False),
            Column("id_number", N_("Identity number"), _fact("id_number"), Show.MASKED, in_list=False),
            Column("since", N_("Known since"), "created_at", Show.DATETIME),
            Column("history", N_("History of changes"), _history, Show.LONG, in_list=False),
        ),
        filters=(
            Filter(
                "kind",
                N_("Kind of party"),
                lambda: [(key, str(title)) for key, title in KIND_CHOICES],
                lambda rows, value: rows.filter(kind=value),
            ),
        ),
        search=lambda rows, words: find(words, rows),
        search_hint=N_("Two characters of a name, or the whole number"),
        note=N_("Numbers are masked; opening one in full is recorded."),
    )
)
