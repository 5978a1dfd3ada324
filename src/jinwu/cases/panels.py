"""What the page of a penalty case shows: the case with notice and decision, and the money."""

from __future__ import annotations

from decimal import Decimal
from typing import Any

from jinwu.collection import state as money
from jinwu.kit.panel import Panel, panel
from jinwu.law.citations import Citation
from jinwu.law.messages import N_, say
from jinwu.law.summary import GROUND_TITLES
from jinwu.law.vocabulary import Actor, Guard, Step
from jinwu.matters.guards import two_officers
from jinwu.matters.viewing import MatterView, Viewer
from jinwu.record.models import Entry
from jinwu.service.state import METHODS

from .kinds import KINDS
from .state import CaseState, Decision
from .supervision import Standing, review

KINDS_OF_WORK = frozenset({"summary", "ordinary"})
DECISION_STATES = {
    "in_force": ("done", N_("Stands")), "corrected": ("done", N_("Stands, corrected")),
    "replaced": ("info", N_("Replaced by its correction")), "revoked": ("void", N_("Revoked")),
    "void": ("void", N_("Form voided")),
}  # fmt: skip
PAYMENTS = {"bank": N_("At the bank"), "on_the_spot": N_("Collected on the spot")}
CORRECTIONS = {"at_once": N_("Correct at once"), "by_day": N_("Correct by a day"), "done": N_("Corrected on the spot")}
RECHECKS = {"none": N_("Nothing to recheck"), "adopted": N_("Adopted"), "not_adopted": N_("Not adopted")}
OBLIGATIONS = {
    "fine": N_("Fine"), "surcharge": N_("Surcharge"), "confiscation": N_("Confiscation"),
    "refund": N_("Owed back to the party"),
}  # fmt: skip
MOVEMENTS = {
    "bank": N_("Paid at the bank"), "on_the_spot": N_("Collected on the spot"), "refund": N_("Returned"),
    "write_off": N_("Written off"),
}  # fmt: skip


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


def ledger(view: MatterView, viewer: Viewer) -> dict[str, Any] | None:
    """What is owed, what came in, where collected cash is, and the surcharge that has run."""
    state: CaseState = view.state  # type: ignore[assignment]
    book = state.ledger
    if not book.obligations:
        return None
    owed = [
        {"title": OBLIGATIONS[one.kind], "amount": one.amount, "paid": book.moved(one.key), "open": book.open(one),
         "due": one.due, "cancelled": one.cancelled}
        for one in book.obligations
    ]  # fmt: skip
    moves = [
        {"title": MOVEMENTS[one.kind], "amount": one.amount, "on": one.on, "paper": one.receipt or one.reference,
         "ground": GROUND_TITLES.get(one.ground, "")}  # type: ignore[call-overload]
        for one in book.movements
    ]  # fmt: skip
    return {"owed": owed, "moves": moves, "cash": [_cash(one) for one in book.cash], "balance": book.balance(),
            "refundable": book.refundable(), "surcharge": _surcharge(view, book)}  # fmt: skip


def _surcharge(view: MatterView, book: money.Ledger) -> Decimal | None:
    """What would be added if the fine were paid today; None where nothing runs."""
    fine = book.fine()
    if fine is None or not book.open(fine):
        return None
    state: CaseState = view.state  # type: ignore[assignment]
    return state.surcharge(view.today) or None


def _cash(one: money.Cash) -> dict[str, Any]:
    if one.deposited_at:
        state, word, at = "done", N_("At the bank"), one.deposited_at
    elif one.handed_in_at:
        state, word, at = "doing", N_("Handed in"), one.handed_in_at
    else:
        state, word, at = "wait", N_("With the officer"), one.collected_at
    return {"amount": one.amount, "state": state, "word": word, "at": at}


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


def file_review(view: MatterView, viewer: Viewer) -> dict[str, Any]:
    """Every rule of a file review as passed, open or broken while the case still runs; what is broken comes first."""
    state: CaseState = view.state  # type: ignore[assignment]
    taken = Entry.objects.filter(chain=view.row.pk).values_list("step", flat=True).distinct()
    asked = {guard.key for key in taken if key in view.procedure.steps for guard in _asked(view.procedure.steps[key])}
    found = review(state, asked)
    order = [Standing.BROKEN, Standing.OPEN, Standing.PASSED]
    points = [
        {"state": STANDINGS[one.standing][0], "word": STANDINGS[one.standing][1], "text": one.rule.title, "basis": one.rule.basis}
        for one in sorted(found, key=lambda one: order.index(one.standing))
    ]  # fmt: skip
    count = {each: sum(1 for one in found if one.standing is each) for each in Standing}
    tally = {"passed": count[Standing.PASSED], "gaps": count[Standing.OPEN], "breaches": count[Standing.BROKEN]}
    return {"points": points, "tally": tally}


def _asked(step: Step) -> tuple[Guard, ...]:
    return (*step.blocks, *step.marks, *((two_officers,) if step.actor is Actor.TWO_OFFICERS else ()))


panel(Panel("case", N_("Case and decision"), "cases/case.html", case, order=10, kinds=KINDS_OF_WORK))
panel(Panel("money", N_("Money"), "cases/money.html", ledger, place="aside", order=20, kinds=KINDS_OF_WORK))
panel(Panel("file_review", N_("File review"), "cases/file_review.html", file_review, order=60, kinds=KINDS_OF_WORK))
