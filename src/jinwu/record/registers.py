"""Registers of the record, for those who supervise and those who run the system: entries, refused attempts, reads.

They show who, what step and when; what was filled in stays on the matter's page, under the matter's scope.
"""

from __future__ import annotations

import json
from typing import Any
from uuid import UUID

from django.contrib.auth import get_user_model
from django.db.models import OuterRef, Q, QuerySet, Subquery
from django.utils.translation import gettext as _

from jinwu.kit.permission import permission
from jinwu.kit.register import Column, Register, Show, register
from jinwu.law.messages import N_
from jinwu.law.roles import Role

from .models import Entry, ReadLog, RefusedAttempt

RECORD = permission("record", N_("Read the process record and its logs"), Role.SUPERVISOR, Role.ADMINISTRATOR)
GROUP = N_("Process record")


def _entries(user: Any) -> QuerySet[Entry]:
    return Entry.objects.all()


def _named(model: type[RefusedAttempt] | type[ReadLog]) -> Any:
    """Rows with the sign-in name of their user: the logs hold only the number."""

    def scope(user: Any) -> QuerySet[Any]:
        users = get_user_model()
        name = users._default_manager.filter(pk=OuterRef("user")).values(users.USERNAME_FIELD)[:1]
        return model._default_manager.annotate(user_name=Subquery(name))

    return scope


def _of_chain(rows: QuerySet[Any], words: str) -> QuerySet[Any]:
    """Rows of the matter, or of the sending, with this id; nothing for what is no id."""
    try:
        wanted = UUID(words.strip())
    except ValueError:
        return rows.none()
    return rows.filter(Q(chain=wanted) | Q(key=wanted) if rows.model is Entry else Q(chain=wanted))


def _actor(entry: Entry) -> str:
    return (json.loads(bytes(entry.payload)).get("by") or {}).get("name", "")


def _hex(name: str) -> Any:
    return lambda entry: bytes(getattr(entry, name)).hex() if getattr(entry, name) is not None else ""


def _sentences(attempt: RefusedAttempt) -> str:
    """The sentences with their places left open: a log keeps no parameters."""
    said = [(finding["what"], finding["guard"]) for finding in attempt.findings]
    return "；".join(_(what) if what else guard for what, guard in said)


register(
    Register(
        key="record",
        title=N_("Record entries"),
        scope=_entries,
        columns=(
            Column("recorded_at", N_("Recorded at"), "recorded_at", Show.DATETIME),
            Column("chain", N_("Matter"), "chain", Show.MATTER),
            Column("seq", N_("Entry no."), "seq", Show.LINK),
            Column("step", N_("Step"), "step", sub="procedure"),
            Column("actor", N_("Acted by"), _actor),
            Column("act_at", N_("Done at"), "act_at", Show.DATETIME),
            Column("hash", N_("Hash"), _hex("hash"), Show.LONG),
            Column("previous", N_("Hash of the entry before"), _hex("previous"), Show.LONG),
            Column("algorithm", N_("Algorithm"), "algorithm", in_list=False),
        ),
        order=("-id",),
        permission=RECORD,
        search=_of_chain,
        search_hint=N_("Id of a matter"),
        group=GROUP,
        note=N_(
            "Written once: the database refuses to change or delete an entry, and every entry names the one before."
        ),
    )
)
register(
    Register(
        key="refused",
        title=N_("Refused attempts"),
        scope=_named(RefusedAttempt),
        columns=(
            Column("recorded_at", N_("Recorded at"), "recorded_at", Show.DATETIME),
            Column("user", N_("User"), "user_name"),
            Column("step", N_("Step"), "step", Show.LINK),
            Column("chain", N_("Matter"), "chain", Show.MATTER),
            Column("guards", N_("Refused by"), lambda attempt: "、".join(attempt.guards)),
            Column("findings", N_("Reasons"), _sentences, Show.LONG),
            Column("at", N_("Said to be done at"), "at", Show.DATETIME, in_list=False),
        ),
        order=("-id",),
        permission=RECORD,
        search=_of_chain,
        search_hint=N_("Id of a matter"),
        group=GROUP,
        note=N_("Steps that were refused. They change nothing; what was filled in is not kept."),
    )
)
register(
    Register(
        key="reads",
        title=N_("Reads of protected data"),
        scope=_named(ReadLog),
        columns=(
            Column("recorded_at", N_("Recorded at"), "recorded_at", Show.DATETIME),
            Column("user", N_("User"), "user_name"),
            Column("what", N_("What was opened"), "what", Show.LINK),
            Column("subject", N_("Of which row"), "subject"),
            Column("reason", N_("Reason"), "reason"),
        ),
        order=("-id",),
        permission=RECORD,
        group=GROUP,
        note=N_("Each time someone opened a personal number in full: who, of whom, and what for."),
    )
)
