"""The rows of a penalty case."""

from __future__ import annotations

from collections.abc import Iterable

from jinwu.matters.projection import Row, projectors
from jinwu.matters.state import State

from .kinds import heaviest
from .models import Case, DecisionRow, LineRow, NoticeRow, ViolationRow
from .queries import STANDS
from .state import CaseState


def case_rows(state: State) -> Iterable[Row]:
    """The case, its violations, notices, decisions and lines."""
    if not isinstance(state, CaseState):
        return
    first = state.violations[0] if state.violations else None
    decision = state.decision
    yield Row(
        Case,
        "case",
        {
            "procedure": state.procedure, "party_kind": state.party_kind, "violation": first.code if first else "",
            "violation_title": first.title if first else "", "fine": decision.fine if decision else None,
            "owed": state.ledger.balance(), "filed_at": state.filed_at,
        },
    )  # fmt: skip
    parties = {party.key: party.party for party in state.parties}
    kinds = {party.key: party.kind or "" for party in state.parties}
    codes = {one.key: one.code for one in state.violations}
    for one in state.violations:
        values = {"party": one.party, "party_row_id": parties.get(one.party), "code": one.code, "basis_id": one.row,
                  "act_from": one.act_from, "act_to": one.act_to, "place": one.place}  # fmt: skip
        yield Row(ViolationRow, one.key, values)
    for notice in state.notices:
        values = {"version": notice.version, "party": notice.party, "oral": notice.oral, "amount": notice.amount,
                  "outcome": notice.outcome, "at": notice.at}  # fmt: skip
        yield Row(NoticeRow, notice.key, values)
    for each in state.decisions:
        yield Row(
            DecisionRow,
            each.key,
            {
                "version": each.version, "replaces": each.replaces, "number": each.number, "party": each.party,
                "procedure": state.procedure, "organ_id": state.organ, "unit_id": state.unit,
                "decided_on": each.decided_on, "status": each.status, "heaviest": heaviest(line.kind for line in each.lines),
                "fine": each.fine,
            },
        )  # fmt: skip
        for line in each.lines:
            values = {"decision": each.key, "party": line.party, "violation": line.violation, "kind": line.kind,
                      "amount": line.amount, "no_amount_reason": line.no_amount_reason, "tier": line.tier,
                      "code": codes.get(line.violation, ""), "party_kind": kinds.get(line.party, ""), "organ_id": state.organ,
                      "decided_on": each.decided_on, "stands": each.status in STANDS and not each.by}  # fmt: skip
            yield Row(LineRow, f"{each.key}.{line.key}", values)


projectors.add("cases", case_rows)
