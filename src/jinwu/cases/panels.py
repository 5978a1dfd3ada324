"""What the page of a penalty case shows: the case with notice and decision, and the money."""

from __future__ import annotations

from datetime import date
from typing import Any
from uuid import UUID

from jinwu.kit.panel import Panel, panel
from jinwu.law.citations import Citation
from jinwu.law.messages import N_, say
from jinwu.law.vocabulary import Actor, Guard, Procedure, Step
from jinwu.matters.guards import two_officers
from jinwu.matters.panels import Point, rules
from jinwu.matters.viewing import MatterView, Viewer
from jinwu.record.models import Entry
from jinwu.service.state import METHODS
from jinwu.ui.links import resolve

from .kinds import KINDS
from .money_shown import ledger
from .state import CaseState, Decision
from .supervision import Point as Judged
from .supervision import Standing, review

KINDS_OF_WORK = frozenset({"summary", "ordinary"})
DECISION_STATES = {
    "in_force": ("done", N_("Stands")), "corrected": ("done", N_("Stands, corrected")),
    "replaced": ("info", N_("Replaced by its correction")), "changed": ("void", N_("Changed")), "revoked": ("void", N_("Revoked")),
    "void": ("void", N_("Form voided")),
}  # fmt: skip
PAYMENTS = {"bank": N_("At the bank"), "on_the_spot": N_("Collected on the spot")}
CORRECTIONS = {"at_once": N_("Correct at once"), "by_day": N_("Correct by a day"), "done": N_("Corrected on the spot")}
RECHECKS = {"none": N_("Nothing to recheck"), "adopted": N_("Adopted"), "not_adopted": N_("Not adopted")}


def case(view: MatterView, viewer: Viewer) -> dict[str, Any]:
    """Each violation with its articles, what was told, and every decision with its service."""
    state: CaseState = view.state  # type: ignore[assignment]
    acts = [
        {"title": one.title, "from": one.act_from, "to": one.act_to, "place": one.place, "facts": one.facts or "■",
         "violates": Citation.parse(one.violates), "punished_by": Citation.parse(one.punished_by)}
        for one in state.violations
    ]  # fmt: skip
    return {"acts": acts, "notices": [_notice(one) for one in reversed(state.notices)],
            "decisions": [_decision(state, one) for one in reversed(state.decisions)],
            "services": [{"method": METHODS[one.method], "at": one.at, "note": one.note} for one in state.services]}  # fmt: skip


def _notice(one: Any) -> dict[str, Any]:
    return {
        "version": one.version, "at": one.at, "kinds": [KINDS[kind] for kind in one.kinds], "amount": one.amount,
        "statement": one.statement, "outcome": RECHECKS.get(one.outcome, ""), "reason": one.outcome_reason,
    }  # fmt: skip


def _decision(state: CaseState, one: Decision) -> dict[str, Any]:
    badge, word = DECISION_STATES[one.status]
    lines = [
        {"kind": KINDS[line.kind], "amount": line.amount, "tier": line.tier, "reason": line.no_amount_reason}
        for line in one.lines
    ]
    correction: Any = CORRECTIONS.get(one.correction, "")
    if one.correct_by:
        correction = say("Correct by {day}", day=one.correct_by)
    return {
        "number": one.number, "day": one.decided_on, "state": badge, "word": word, "lines": lines,
        "payment": PAYMENTS.get(one.payment, ""), "correction": correction, "ground": one.ground,
    }  # fmt: skip


STANDINGS = {
    Standing.PASSED: ("pass", N_("Passed")), Standing.OPEN: ("open", N_("Not reached yet")),
    Standing.BROKEN: ("breach", N_("Broken")),
}  # fmt: skip


def standing(matter: UUID, procedure: Procedure, state: CaseState, today: date) -> list[Judged]:
    """Every rule of a file review that concerns the case, as passed, open or broken today. One query."""
    taken = Entry.objects.filter(chain=matter).values_list("step", flat=True).distinct()
    asked = {guard.key for key in taken if key in procedure.steps for guard in _asked(procedure.steps[key])}
    return review(state, asked, today)


def judged(view: MatterView) -> list[Point]:
    """The same for the page: what is open leads to the step that fulfils it, as far as it may be taken now."""
    order = [Standing.BROKEN, Standing.OPEN, Standing.PASSED]
    found = sorted(
        standing(view.row.pk, view.procedure, view.state, view.today), key=lambda one: order.index(one.standing)
    )  # type: ignore[arg-type]
    ready = [step for step, objections in view.next if not objections]
    return [
        Point(*STANDINGS[one.standing], one.rule.title, (one.rule.basis,), *_way_to(view, one, ready)) for one in found
    ]


def _way_to(view: MatterView, one: Judged, ready: list[Step]) -> tuple[str, str]:
    """What is broken leads to the record; what is open to the first step that fulfils it."""
    if one.standing is Standing.BROKEN:
        return f"{resolve('matter.url', view.row.pk)}#record", N_("See the record")
    fulfils = (
        step for step in ready
        if {guard.key for guard in _asked(step)} & one.rule.guards or set(step.stops) & one.rule.timers
    )  # fmt: skip
    step = next(fulfils, None) if one.standing is Standing.OPEN else None
    return (resolve("step.url", view.row.pk, step.key), step.title) if step else ("", "")


def _asked(step: Step) -> tuple[Guard, ...]:
    return (*step.blocks, *step.marks, *((two_officers,) if step.actor is Actor.TWO_OFFICERS else ()))


panel(Panel("case", N_("Case and decision"), "cases/case.html", case, order=10, kinds=KINDS_OF_WORK))
panel(Panel("money", N_("Money"), "cases/money.html", ledger, place="aside", order=20, kinds=KINDS_OF_WORK))
for _kind in sorted(KINDS_OF_WORK):
    rules.add(_kind, judged)
