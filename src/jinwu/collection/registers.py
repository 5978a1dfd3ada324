"""The register of the bank's payments that found no case of their own (银行来款待核对)."""

from __future__ import annotations

from typing import Any

from django.db.models import Q, QuerySet

from jinwu.kit.register import Column, Filter, Register, Show, register
from jinwu.law.messages import N_

from .bank import BANK, KINDS, STATUSES, items_of
from .models import BankItem

#: A badge for each status.
_BADGES = {
    "open": "wait",
    "assigned": "done",
    "not_ours": "void",
    "to_return": "soon",
    "returned": "done",
    "taken": "done",
}


def _kept(user: Any) -> QuerySet[BankItem]:
    return items_of(user).exclude(status="taken")


def _status(item: BankItem) -> tuple[str, str]:
    return _BADGES[item.status], STATUSES[item.status]


def _found(rows: QuerySet[BankItem], words: str) -> QuerySet[BankItem]:
    return rows.filter(Q(reference__icontains=words) | Q(number__icontains=words))


register(
    Register(
        key="bank_items", title=N_("Bank payments without a case"), scope=_kept,
        columns=(
            Column("reference", N_("Bank reference"), "reference", Show.LINK, sub="number"),
            Column("amount", N_("Amount"), "amount", Show.MONEY),
            Column("paid_on", N_("Paid on"), "paid_on", Show.DATE),
            Column("kind", N_("Why it was kept"), lambda item: KINDS[item.kind] if item.kind else ""),
            Column("status", N_("State"), _status, Show.STATE),
            Column("file", N_("Bank file"), "file.name", in_list=False),
            Column("sha256", N_("SHA-256"), "file.sha256", Show.LONG, in_list=False),
            Column("matter", N_("Matter"), "matter_id", Show.MATTER, in_list=False),
            Column("decided_by", N_("Decided by"), "decided_by", in_list=False),
            Column("note", N_("Reason"), "note", Show.LONG, in_list=False),
        ),
        order=("-paid_on", "-id"), permission=BANK, search=_found, search_hint=N_("Bank reference or number"),
        filters=(
            Filter("status", N_("State"), lambda: [(key, title) for key, title in STATUSES.items() if key != "taken"],
                   lambda rows, value: rows.filter(status=value)),
        ),
        group=N_("Matters"), note=N_("What the bank's files told and no case took, until it is assigned, not ours, or returned."),
    )
)  # fmt: skip
