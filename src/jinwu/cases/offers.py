"""What the forms of every penalty case are offered: the violations of a day."""

from __future__ import annotations

from jinwu.catalog import queries as catalog
from jinwu.matters.offers import Asking, Choice, choices


def _all_violations(asking: Asking) -> list[Choice]:
    """Every violation whose basis is in force that day."""
    found = catalog.violations(asking.day, "all")
    return [(row.code, row.title, catalog.cite_short(row.penalty_citation, asking.day)) for row in found]


choices.add("all_violations", _all_violations)
