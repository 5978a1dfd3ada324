"""Correcting a slip of the pen in a decision (补正): the corrected copy takes the place of what was issued, under its number.

It says what the decision said, with the slip mended, and bears the mark of a correction. It is served on the party; where
the decision had been served already no period begins anew.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from typing import Any, Literal

from jinwu.collection.replacing import rename_decision
from jinwu.documents.models import Document, DocumentStatus
from jinwu.documents.render import Mark, MarkKind
from jinwu.documents.templates import templates
from jinwu.kit.inputs import Personal, Widget, field
from jinwu.law.citations import APL
from jinwu.law.messages import N_, say
from jinwu.law.timers import T11
from jinwu.law.vocabulary import Finding, block
from jinwu.matters import replay
from jinwu.matters.context import Context
from jinwu.matters.inputs import ActInput
from jinwu.matters.offers import mending
from jinwu.matters.papers import PaperMaker, papers
from jinwu.matters.state import Act, Paper, fold, next_key, replaced

from ..state import Decision
from . import paper_letters as letters
from .clue import HEADS
from .decision import on_party_in_force
from .serving import CORRECTED, DECISIONS
from .stages import AFTER_SERVICE, DECIDED, ordinary
from .state import OrdinaryState

WHERE = {
    "name": N_("Name of the party"), "address": N_("Address of the party"), "legal_representative": N_("Legal representative"),
    "number": N_("Number of the party's paper"), "place": N_("Place of the act"), "facts": N_("Facts"),
}  # fmt: skip
OF_PARTY = ("name", "address", "legal_representative", "number")


class Correct(ActInput):
    """A slip of the pen in a decision is corrected; the penalty itself does not change."""

    party: str = field(N_("Party"), choices="decided_parties", widget=Widget.SELECT, max_length=10)
    what: Literal["", "name", "address", "legal_representative", "number", "place", "facts"] = field(
        N_("Where the slip stands"), "", labels=WHERE, widget=Widget.SELECT
    )
    wrong: str = field(N_("What stands there"), min_length=1, max_length=500, personal=Personal.STATEMENT,
                       help=N_("Exactly the words to be corrected."))  # fmt: skip
    right: str = field(N_("What should stand there"), min_length=1, max_length=500, personal=Personal.STATEMENT)
    reason: str = field(N_("Reason"), min_length=2, max_length=500)


def corrected(state: OrdinaryState, act: Act) -> OrdinaryState:
    """A new version under the same number; the earlier one and its paper stay as corrected."""
    data = act.data
    old = state.decision_of(data.party)
    assert old is not None
    ground = "；".join(filter(None, (old.ground, _note(data))))
    if not data.what:  # recorded before the place of a slip was asked for
        return state.model_copy(
            update={"decisions": replaced(state.decisions, old.key, status="corrected", ground=ground)}
        )
    new = old.model_copy(
        update={"key": next_key("x", state.decisions), "version": old.version + 1, "replaces": old.key, "ground": ground, "status": "in_force"}
    )  # fmt: skip
    decisions = replaced(state.decisions, old.key, status="replaced", ended_on=act.at.date())
    made = issued(state, old)
    return state.model_copy(update={
        **_mended(state, data), "decisions": (*decisions, new), "ledger": rename_decision(state.ledger, old.key, new.key),
        "papers": replaced(state.papers, made.key, status="corrected") if made else state.papers,
    })  # fmt: skip


def _note(data: Any) -> str:
    return f"“{data.wrong}”更正为“{data.right}”（{data.reason}）"


def _mended(state: OrdinaryState, data: Any) -> dict[str, Any]:
    """The party, or its violations, with the words put right; the case is named by its first party."""
    if data.what not in OF_PARTY:
        violations = tuple(
            one.model_copy(update={data.what: _put_right(getattr(one, data.what), data)})
            if one.party == data.party
            else one
            for one in state.violations
        )
        update: dict[str, Any] = {"violations": violations}
        if data.what == "place" and state.violations[0].party == data.party:
            update["place"] = _put_right(state.place, data)
        return update
    party = next(one for one in state.parties if one.key == data.party)
    update = {
        "parties": replaced(state.parties, data.party, **{data.what: _put_right(getattr(party, data.what), data)})
    }
    if data.what == "name" and state.party and state.party.key == data.party:
        update["title"] = _put_right(state.title, data)
    return update


def _put_right(text: str | None, data: Any) -> str:
    return (text or "").replace(data.wrong, data.right)


def issued(state: OrdinaryState, decision: Decision) -> Paper | None:
    """The paper of a decision that stands issued: the decision itself, or its last corrected copy."""
    kinds = (*DECISIONS, *CORRECTED)
    found = [
        one for one in state.papers if one.paper in kinds and one.number == decision.number and one.status == "issued"
    ]
    return found[-1] if found else None


def correcting(ctx: Context) -> dict[str, Any]:
    """The paper that is corrected stands as corrected; its copy is to be served within the days of the decision."""
    party = ctx.data.party
    old = ctx.state.decision_of(party)
    made = issued(ctx.state, old)
    assert made is not None
    Document.objects.filter(pk=made.document).update(status=DocumentStatus.CORRECTED)
    kind = made.paper.removeprefix("corrected_")
    out: dict[str, Any] = {"subject": party, "only_papers": [f"corrected_{kind}"]}
    return out | ({"skip_timers": ["T11"]} if ctx.state.running("T11", subject=party) else {})


@block("slip_stands_there", N_("The slip"), APL(59))
def slip_stands_there(ctx: Context) -> Finding | None:
    """The words must stand where they are said to stand, so that the copy says what the correction says."""
    data = ctx.data
    if not data.what:
        return Finding(
            say("Where the slip stands is missing."), say("Choose the field in which it stands."), field="what"
        )
    if data.wrong == data.right:
        return Finding(say("Both wordings are the same."), say("Write what should stand there."), field="right")
    if data.what in OF_PARTY:
        texts = [getattr(one, data.what) for one in ctx.state.parties if one.key == data.party]
    else:
        texts = [getattr(one, data.what) for one in ctx.state.violations if one.party == data.party]
    if any(data.wrong in (text or "") for text in texts):
        return None
    return Finding(say("These words do not stand there."), say("Copy exactly what is to be corrected."), field="wrong")


@block("own_paper", N_("A decision of this organ"), APL(59), APL(75))
def own_paper(ctx: Context) -> Finding | None:
    decision = ctx.state.decision_of(ctx.data.party)
    if decision is None or issued(ctx.state, decision):
        return None
    return Finding(say("No paper of this organ stands for this decision; another organ's document is corrected by that organ."),
                   say("Ask that organ for the correction."), field="party")  # fmt: skip


correct = ordinary.step(
    "correct", N_("Correct a slip in the decision"), stage=((DECIDED, *AFTER_SERVICE), None), by=HEADS, input=Correct,
    effect=corrected, prepare=correcting, blocks=[on_party_in_force, own_paper, slip_stands_there],
    papers=list(CORRECTED), starts=[T11], basis=[APL(59), APL(75)], side=True,
    help=N_("For slips of the pen only; the penalty itself does not change. The corrected copy bears the same number and is served."),
)  # fmt: skip
mending.add("slip_stands_there", "change_decision")


# The corrected copies


def _as_decided(make: Callable[..., Any]) -> Callable[..., Any]:
    """The paper as it was made by the deciding act, from the state with the slip mended."""

    def context(ctx: Context, after: OrdinaryState, number: str) -> Any:
        first = next(one for one in after.papers if one.paper in DECISIONS and one.number == number)
        state = None
        for act in replay.acts(ctx.matter, ctx.procedure):
            if act.seq == first.entry:
                break
            state = fold(state, act, ctx.procedure.steps[act.step], ctx.procedure.state)
        then = replace(
            ctx,
            step=ctx.procedure.steps[act.step],
            data=act.data,
            at=act.at,
            state=state,
            by=act.by,
            second=act.partner,
        )
        return make(then, after, number)

    return context


def _number(ctx: Context, after: OrdinaryState) -> str:
    decision = after.decision_of(ctx.data.party)
    return decision.number if decision else ""


for _make, _kind in zip(
    (letters.penalty_decision, letters.no_penalty_decision, letters.changed_decision), DECISIONS, strict=True
):
    papers.add(f"corrected_{_kind}", PaperMaker(
        f"corrected_{_kind}", f"{templates[_kind].chinese}（补正）", _kind, _as_decided(_make), "same", number_of=_number,
        mark=lambda ctx: Mark(MarkKind.CORRECTION, _note(ctx.data), ctx.day),
    ))  # fmt: skip
