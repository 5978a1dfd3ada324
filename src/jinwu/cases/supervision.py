"""Supervision by rule (domain: 案卷评查): what a file review asks of a penalty case, shown while the case still runs.

Each rule rests on guards of the steps and on periods. It is broken where an act was marked by one of them, passed where a
step that asks them was taken without a mark, and open until then. A rule that cannot concern the case (no hearing was asked
for, no cash taken) is not listed. Seizure, demolition and enforcement by night have no steps here, so no rules either. Pure.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from jinwu.law.citations import ACL, APL, Citation
from jinwu.law.messages import N_

from .state import CaseState


class Standing(StrEnum):
    PASSED = "passed"
    OPEN = "open"
    BROKEN = "broken"


@dataclass(frozen=True)
class Rule:
    """`guards` and `timers` by key. `concerns` says of a case whether the rule is asked of it at all."""

    key: str
    title: str
    basis: Citation
    guards: frozenset[str]
    timers: frozenset[str] = frozenset()
    only: str = ""  # procedure; empty: every penalty case
    concerns: Callable[[CaseState], bool] = lambda state: True


@dataclass(frozen=True)
class Point:
    rule: Rule
    standing: Standing


def _rule(
    key: str, title: str, basis: Citation, guards: str, timers: str = "", only: str = "",
    concerns: Callable[[CaseState], bool] = lambda state: True,
) -> Rule:  # fmt: skip
    return Rule(key, title, basis, frozenset(guards.split()), frozenset(timers.split()), only, concerns)


def _has(name: str) -> Callable[[CaseState], bool]:
    """Whether the case has any of what stands under that name."""
    return lambda state: bool(getattr(state, name, ()))


def _counted(*timers: str) -> Callable[[CaseState], bool]:
    """Whether one of those periods ever ran."""
    return lambda state: any(one.timer in timers for one in state.timers)


def _in_cash(state: CaseState) -> bool:
    """Whether cash was taken on the spot, or the decision says that it will be."""
    taken = any(one.kind == "on_the_spot" for one in state.ledger.movements)
    return taken or any(one.payment == "on_the_spot" for one in state.decisions)


RULES: tuple[Rule, ...] = (
    _rule("two_officers", N_("Two certified officers acted"), APL(42), "two_officers two_investigators"),
    _rule("credentials", N_("Credentials were shown"), APL(55), "credentials shown_first"),
    _rule("filed_in_time", N_("Filing decided in time"), APL(54), "first_evidence", "T01", "ordinary"),
    _rule("limitation", N_("Within the limitation"), APL(36), "limitation filing_basis within_limitation"),
    _rule("whole_course", N_("Recorded in words and pictures"), APL(47), "evidence whole_course refusal_recorded"),
    _rule("preserved", N_("Preserved evidence decided within seven working days"), APL(56), "preservation_open", "T06", "ordinary", _has("preservations")),
    _rule("proven", N_("Every violation has verified evidence"), APL(46), "elements_proven", "", "ordinary"),
    _rule("correction", N_("Correction was ordered"), APL(28), "correction correction_ordered"),
    _rule("corrected_first", N_("Fined only after the correction that comes first"), APL(28), "prior_measure correction_first warned_first"),
    _rule("reviewed", N_("Legally reviewed before the decision"), APL(58), "reviewed_first", "", "ordinary"),
    _rule("reviewer_apart", N_("Reviewed by someone who did not investigate"), APL(58), "reviewer_apart", "", "ordinary"),
    _rule("reviewer_qualified", N_("Reviewed by a qualified reviewer"), APL(58, 2), "reviewer_qualified qualification_known", "", "ordinary"),
    _rule("told", N_("Told before the decision"), APL(44), "told told_and_served"),
    _rule("heard", N_("Heard, and rechecked"), APL(45), "heard rechecked_in_writing answered"),
    _rule("hearing_presider", N_("The hearing was presided by someone apart"), APL(64), "presider_apart", "", "ordinary", _has("hearings")),
    _rule("hearing_notice", N_("Seven working days' notice of the hearing"), APL(64), "hearing_lead notified_late hearing_short", "", "ordinary", _has("hearings")),
    _rule("hearing_first", N_("Heard before the decision, where a hearing was asked for"), APL(65), "hearing_finished", "", "ordinary",
          _has("hearings")),
    _rule("not_heavier", N_("Not heavier after the defence"), APL(45), "not_heavier not_heavier_than_told"),
    _rule("discussed", N_("Complex or major cases discussed collectively"), APL(57), "deliberated", "", "ordinary"),
    _rule("in_range", N_("Within the range of the law and its tier"), APL(34), "in_range lines_in_range"),
    _rule("like_cases", N_("Like cases alike"), APL(5, 2), "like_cases like_cases_reasoned", "", "ordinary"),
    _rule("summary_limit", N_("Within the limits of the summary procedure"), APL(51), "within_limit", "", "summary"),
    _rule("second_fine", N_("No second fine for one act"), APL(29), "second_fine acts_not_fined"),
    _rule("ninety_days", N_("Decided within the period"), APL(60), "decides_once", "T05", "ordinary"),
    _rule("remedies_named", N_("The decision names where and by when to pay and to seek a remedy"), APL(59), "wording_complete decision_names"),
    _rule("served", N_("Served in time, with its proof"), APL(61), "served_properly proof_of_service", "T11"),
    _rule("on_record", N_("Reported for the record in time"), APL(52), "filed_once", "T12", "summary"),
    _rule("collected", N_("Collected on the spot only on a ground, against a receipt"), APL(68), "collectable", "", "", _in_cash),
    _rule("handed_in", N_("Collected cash handed in in time"), APL(71), "cash_out", "T14 T15", "", _in_cash),
    _rule("demanded", N_("Demanded before the court was asked"), ACL(54), "demanded_first", "", "ordinary", _counted("T21", "T22")),
    _rule("court_in_time", N_("The court asked within three months"), ACL(53), "within_window", "T22", "ordinary", _counted("T22")),
    _rule("crime_handed", N_("A suspected crime handed to the police in time"), APL(27), "special_team", "T32 T33", "ordinary", _has("transfers")),
    _rule("published", N_("Published in time, or withheld on a ground"), APL(48), "which_to_publish", "T50", "", _counted("T50")),
    _rule("withdrawn", N_("Withdrawn from publication in time"), APL(48, 2), "which_to_withdraw", "T52", "", _counted("T52")),
    _rule("closed", N_("Closed and archived in time"), APL(47), "settled all_performed", "T66 T67"),
)  # fmt: skip


def review(state: CaseState, asked: Iterable[str], today: date) -> list[Point]:
    """Every rule that concerns this case with where it stands `today`. `asked`: guards of the steps that were taken."""
    asked = set(asked)
    marked = {one.guard for one in state.marks}
    overdue = {one.timer for one in state.timers if one.outcome == "late"}
    overdue |= {one.timer for one in state.running() if one.shown < today and not one.paused}
    done = {one.timer for one in state.timers if one.outcome == "met"}
    found = []
    for rule in RULES:
        if (rule.only and rule.only != state.procedure) or not rule.concerns(state):
            continue
        if rule.guards & marked or rule.timers & overdue or any(f"late:{timer}" in marked for timer in rule.timers):
            standing = Standing.BROKEN
        elif rule.timers & done or (rule.guards & asked and not (rule.timers and _running(state, rule.timers))):
            standing = Standing.PASSED
        else:
            standing = Standing.OPEN
        found.append(Point(rule, standing))
    return found


def _running(state: CaseState, timers: frozenset[str]) -> bool:
    return bool(state.running(*timers))
