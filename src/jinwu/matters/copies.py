"""Copies: what the record lets be printed without a paper of its own, set when it is asked for.

The roll for a thermal printer and the copy with the party's signature say what the decision says; an approval form or a report
says what its act says. Nothing in them is new, so they need no entry of their own and make no step slower. They are set from
the entries alone and come out the same every time.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import datetime
from uuid import UUID

from jinwu.documents.render import Facts, Incomplete, Rendered, fixed, set_facts
from jinwu.documents.templates import templates
from jinwu.record import reader

from . import replay
from .context import Context
from .kinds import procedures
from .models import Matter
from .papers import PaperMaker, copies, papers
from .state import Act, State


@dataclass(frozen=True)
class Copy:
    """A copy that can be printed: of the act `seq`, done at `at`."""

    maker: PaperMaker
    seq: int
    at: datetime


class NoCopy(LookupError):
    """There is no such copy of this matter (yet)."""


def offered(state: State) -> list[PaperMaker]:
    """The copies of issued papers that can be printed of a matter, without reading its entries."""
    issued = {paper.paper for paper in state.papers if paper.status != "void"}
    return [maker for maker in copies if maker.of_paper in issued and (maker.when is None or maker.when(state))]


def of_acts(matter: UUID, state: State) -> list[Copy]:
    """The sheets that single acts of a matter have, in the order of the acts. One query, where its procedure has any."""
    makers = [maker for maker in copies if maker.procedure == state.procedure]
    wanted = {step for maker in makers for step in maker.of_steps}
    return [
        Copy(maker, seq, at)
        for seq, step, at in (reader.steps(matter, wanted) if wanted else ())
        for maker in makers
        if step in maker.of_steps and (maker.only is None or maker.only(state, seq))
    ]


def print_copy(matter: Matter, key: str, seq: int = 0) -> Rendered:
    """The copy as PDF: that of the act `seq`, else of the latest one that has it. Raises `NoCopy`."""
    return of_record(replay.acts(matter.pk, procedures[matter.procedure]), matter.procedure, key, seq)


def of_record(acts: Iterable[Act], procedure: str, key: str, seq: int = 0) -> Rendered:
    """The copy as the acts of its matter say it. Raises `NoCopy`, also where the record no longer has what it needs."""
    maker = copies.get(key)
    if maker is None:
        raise NoCopy(key)
    declared = procedures[procedure]
    found: list[tuple[Act, State | None, State]] = []
    state: State | None = None
    for act, before, state in replay.folded(acts, declared):
        if act.step == maker.of_step or (act.step in maker.of_steps and seq in (0, act.seq)):
            found.append((act, before, state))
    there = [each for each in found if state and _there(maker, state, each[0].seq)]
    if not there or state is None:
        raise NoCopy(key)
    act, before, then = there[-1]
    after = then if maker.of_steps else state
    ctx = context_of(act.matter, act, before, after)
    try:
        facts = fixed(maker.template, maker.context(ctx, after, after.number), on=ctx.day, organ=ctx.organ)
    except Incomplete as missing:
        raise NoCopy(key) from missing
    return set_facts(coded(facts, maker, after), at=act.at)


def coded(facts: Facts, maker: PaperMaker, state: State) -> Facts:
    """A copy of the same form and number bears the code of the paper that stood issued then, so that it is checked by it;
    another form, or the sheet of an act, is known to the register under no code."""
    form, number = facts.template.code, getattr(facts.context, "number", "")
    for one in reversed(state.papers if maker.of_paper else ()):
        same = one.number == number and one.paper in papers and templates[papers[one.paper].template].code == form
        if same and one.status == "issued" and one.facts:
            return replace(facts, digest=one.facts)
    return replace(facts, registered=False)


def _there(maker: PaperMaker, state: State, seq: int) -> bool:
    """Whether the copy is offered of the act `seq`, by the case as it stands."""
    if not maker.of_steps:
        return maker in offered(state)
    return maker.procedure == state.procedure and (maker.only is None or maker.only(state, seq))


def context_of(matter: UUID, act: Act, before: State | None, after: State) -> Context:
    """What a maker of papers asks, as it was at the act."""
    procedure = procedures[after.procedure]
    return Context(
        procedure=procedure, step=procedure.steps[act.step], matter=matter, state=before, data=act.data, at=act.at,
        recorded_at=act.recorded_at, by=act.by, roles=frozenset(), second=act.partner, unit=after.unit, organ=after.organ,
        outcome=act.outcome,
    )  # fmt: skip
