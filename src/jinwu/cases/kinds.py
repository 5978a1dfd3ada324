"""Kinds of penalty (APL 9), light to heavy as the statistics order them; the order is a choice of the report profile."""

from __future__ import annotations

from collections.abc import Iterable

from jinwu.law.messages import N_

KINDS: dict[str, str] = {
    "warning": N_("Warning"),
    "criticism": N_("Circulated criticism"),
    "fine": N_("Fine"),
    "confiscation": N_("Confiscation"),
    "licence_suspended": N_("Licence suspended"),
    "downgraded": N_("Qualification downgraded"),
    "business_restricted": N_("Business restricted"),
    "business_suspended": N_("Business suspended"),
    "closed": N_("Closure or exclusion from practice"),
    "licence_revoked": N_("Licence revoked"),
    "other": N_("Other penalty"),
}


#: What each procedure may impose: on the spot a warning or a fine only (APL 51). A kind that is absent does not apply to it.
ALLOWED: dict[str, frozenset[str]] = {"summary": frozenset({"warning", "fine"})}


def heaviest(kinds: Iterable[str]) -> str:
    """The kind under which a decision is counted: the heaviest named one."""
    order = list(KINDS)
    return max(kinds, key=lambda kind: -1 if kind == "other" else order.index(kind), default="")
