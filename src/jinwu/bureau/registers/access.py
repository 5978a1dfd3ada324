"""The register of signing in: for those who supervise and those who run the system."""

from __future__ import annotations

from typing import Any

from django.contrib.auth import get_user_model
from django.db.models import OuterRef, Q, QuerySet, Subquery
from django.utils.translation import gettext as _

from jinwu.kit.register import Column, Filter, Register, Show, register
from jinwu.law.messages import N_
from jinwu.record.models import AccessLog
from jinwu.record.registers import GROUP, RECORD

from ..access import EVENTS
from ..scopes import users_of


def _name(of: str) -> Any:
    users = get_user_model()
    return Subquery(users._default_manager.filter(pk=OuterRef(of)).values(users.USERNAME_FIELD)[:1])


def _rows(user: Any) -> QuerySet[AccessLog]:
    """Events of the accounts of his bureau, and tries with names that are no account."""
    rows = AccessLog.objects.annotate(user_name=_name("user"), by_name=_name("by"))
    return rows if user is None else rows.filter(Q(user=None) | Q(user__in=users_of(user).values("pk")))


register(
    Register(
        key="access",
        title=N_("Signing in"),
        scope=_rows,
        columns=(
            Column("recorded_at", N_("Recorded at"), "recorded_at", Show.DATETIME),
            Column("user", N_("Account"), lambda row: row.user_name or _("No such account")),
            Column("event", N_("What happened"), lambda row: _(EVENTS[row.event]), Show.LINK),
            Column("by", N_("By"), "by_name"),
            Column("address", N_("Address"), "address", sub="device"),
            Column("reason", N_("Reason"), "reason"),
        ),
        order=("-id",),
        permission=RECORD,
        filters=(
            Filter(
                "event",
                N_("What happened"),
                lambda: [(key, _(title)) for key, title in EVENTS.items()],
                lambda rows, value: rows.filter(event=value),
            ),
        ),
        search=lambda rows, words: rows.filter(user_name__icontains=words),
        search_hint=N_("Account"),
        group=GROUP,
        note=N_("Written once: sign-ins, wrong tries, lock-outs, second factors, and what was ended."),
    )
)
