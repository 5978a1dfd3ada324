"""Who keeps the forms of documents: who reads and writes them, and who approves a wording."""

from __future__ import annotations

from jinwu.kit.permission import permission
from jinwu.law.messages import N_
from jinwu.law.roles import Role

FORMS = permission(
    "paper_forms",
    N_("Forms of documents"),
    Role.UNIT_HEAD,
    Role.AUTHORITY_HEAD,
    Role.LEGAL_REVIEWER,
    Role.ARCHIVIST,
    Role.ADMINISTRATOR,
)
WRITE_FORMS = permission("paper_forms_write", N_("Write local wordings"), Role.LEGAL_REVIEWER, Role.ADMINISTRATOR)
#: The second person: never who wrote it.
APPROVE_FORMS = permission(
    "paper_forms_approve", N_("Approve local wordings"), Role.LEGAL_REVIEWER, Role.AUTHORITY_HEAD
)
