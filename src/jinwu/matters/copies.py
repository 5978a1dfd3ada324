"""Copies: other forms of a paper that is in the record, set from the record when they are asked for.

The roll for a thermal printer and the copy with the party's signature say what the decision says; nothing in them is new, so
they need no entry of their own. They are set from the entries alone and come out the same every time.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from uuid import UUID

from jinwu.documents.render import Facts, Rendered, fixed, set_facts
from jinwu.documents.templates import templates

from . import replay
from .context import Context
from .kinds import procedures
from .models import Matter
from .papers import PaperMaker, copies, papers
from .state import Act, State, fold


@dataclass(frozen=True)
class Copy:
    """A copy that can be printed now: of the act `seq`."""

    maker: PaperMaker
    seq: int

    @property
    def key(self) -> str:
        return self.maker.key


class NoCopy(LookupError):
    """There is no such copy of this matter (yet)."""


def offered(state: State) -> list[PaperMaker]:
    """The copies that can be printed of a matter, without reading its entries."""
    issued = {paper.paper for paper in state.papers if paper.status != "void"}
    return [maker for maker in copies if maker.of_paper in issued and (maker.when is None or maker.when(state))]


def print_copy(matter: Matter, key: str) -> Rendered:
    """The copy as PDF. Raises `NoCopy`."""
    maker = copies.get(key)
    if maker is None:
        raise NoCopy(key)
    procedure = procedures[matter.procedure]
    found: tuple[Act, State, State] | None = None
    state: State | None = None
    for act in replay.acts(matter.pk, procedure):
        before, state = state, fold(state, act, procedure.steps[act.step], procedure.state)
        if act.step == maker.of_step:
            found = (act, before, state)
    if found is None or state is None or maker not in offered(state):
        raise NoCopy(key)
    act, before, after = found
    ctx = context_of(matter.pk, act, before, after)
    facts = fixed(maker.template, maker.context(ctx, after, after.number), on=ctx.day, organ=ctx.organ)
    return set_facts(coded(facts, maker, after), at=act.at)


def coded(facts: Facts, maker: PaperMaker, state: State) -> Facts:
    """A copy of the same form bears the code of the paper that was issued, so that it is checked by it; another form is
    known to the register under no code."""
    paper = next(one for one in reversed(state.papers) if one.paper == maker.of_paper and one.status != "void")
    if paper.facts and facts.template.code == templates[papers[maker.of_paper].template].code:
        return replace(facts, digest=paper.facts)
    return replace(facts, registered=False)


def context_of(matter: UUID, act: Act, before: State | None, after: State) -> Context:
    """What a maker of papers asks, as it was at the act."""
    procedure = procedures[after.procedure]
    return Context(
        procedure=procedure, step=procedure.steps[act.step], matter=matter, state=before, data=act.data, at=act.at,
        recorded_at=act.recorded_at, by=act.by, roles=frozenset(), second=act.partner, unit=after.unit, organ=after.organ,
        outcome=act.outcome,
    )  # fmt: skip
