"""Checking the whole record from its stored bytes: every hash, link, place, digest, leaf, root and log.

It shares no code with what writes the record, so that a mistake there is not repeated here. It reads streams: memory does
not grow with the record. (The stranger's verifier, without a server, comes later.)
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from django.utils.translation import gettext as _

from ..protection import unprotected
from .chains import check_entries, check_orphans
from .findings import Findings, Problem
from .logs import check_logs
from .reading import snapshot
from .tree import check_tree


@dataclass(frozen=True)
class Result:
    """`first_bad` is the earliest problem in order of recording, `why` its sentence. `warnings` do not make it bad."""

    ok: bool
    entries: int
    leaves: int
    first_bad: Problem | None = None
    why: str = ""
    problems: int = 0
    warnings: tuple[str, ...] = ()


def verify(report: Callable[[str], Any] = print, using: str = "default") -> Result:
    """Check everything under one snapshot; every problem and the outcome are told to `report`, a line each."""
    findings = Findings(report)
    with snapshot(using):
        entries = check_entries(findings, using)
        leaves = check_tree(findings, using)
        check_orphans(findings, using)
        check_logs(findings, using)
        warnings = tuple(
            _(
                "Warning: a trigger that protects {table} is missing or switched off. `jinwu upgrade` puts it back."
            ).format(table=table)
            for table in unprotected(using)
        )
    for warning in warnings:
        report(warning)
    if findings.first is None:
        report(_("The record is whole: {entries} entries, {leaves} leaves.").format(entries=entries, leaves=leaves))
        return Result(True, entries, leaves, warnings=warnings)
    why = str(findings.first)
    report(_("The record was changed. First bad: {why}").format(why=why))
    return Result(False, entries, leaves, findings.first, why, findings.count, warnings)


__all__ = ["Problem", "Result", "verify"]
