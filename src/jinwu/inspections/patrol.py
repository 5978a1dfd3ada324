"""The patrol (巡查): a route or an area without an object of its own. Counted apart, never as an inspection."""

from __future__ import annotations

from typing import Any, Literal
from uuid import UUID

from jinwu.kit.inputs import Part, Personal, Widget, field
from jinwu.law.citations import APL, O34, O55
from jinwu.law.messages import N_, say
from jinwu.law.roles import Role
from jinwu.law.vocabulary import Finding, Procedure, block
from jinwu.matters.context import Context
from jinwu.matters.door import procedures
from jinwu.matters.inputs import ActInput, Moment, Photo
from jinwu.matters.procedure import WORKERS, common_steps
from jinwu.matters.scope import visible_to
from jinwu.matters.state import Act, Assignment, Evidence, Relation, next_key

from . import guards
from .state import PATROL, PatrolState, Seen

SEEN_LABELS = {
    "stall": N_("Street stalls"), "beyond_shop": N_("Goods outside the shop"), "bill": N_("Posted bills"),
    "hanging": N_("Things hung up"), "parking": N_("Parked on the pavement"), "waste": N_("Waste left lying"),
    "facility": N_("Damaged facilities"), "dust": N_("Dust"), "other": N_("Something else"),
}  # fmt: skip
CLUE_LABELS = {
    "opened": N_("A matter was opened"), "passed_on": N_("Passed on to another organ"), "nothing": N_("Nothing came of it"),
}  # fmt: skip


class SeenInput(Part):
    """One kind of thing that was met."""

    kind: Literal["stall", "beyond_shop", "bill", "hanging", "parking", "waste", "facility", "dust", "other"] = field(
        N_("What was met"), labels=SEEN_LABELS, widget=Widget.SELECT
    )
    count: int = field(N_("How many"), ge=1, le=100000)
    advised: int = field(N_("Persons advised"), 0, ge=0, le=100000)
    cleared: int = field(N_("Put right on the spot"), 0, ge=0, le=100000)


class Patrol(ActInput):
    """A patrol on one form."""

    area: str = field(N_("Area"), min_length=2, max_length=200)
    route: str = field(N_("Route"), "", max_length=300)
    began: Moment = field(N_("When it began"))
    ended: Moment | None = field(N_("When it ended"), None)
    seen: list[SeenInput] = field(N_("What was met"), [], max_length=20)
    note: str = field(N_("Remark"), "", widget=Widget.AREA, max_length=2000)
    photos: list[Photo] = field(N_("Photographs"), [], widget=Widget.PHOTOS, max_length=20)
    recorder: str = field(N_("Recorder"), "", max_length=60, help=N_("Serial number of the recorder that was on."))
    clue: str = field(
        N_("Clue to a violation"), "", widget=Widget.AREA, personal=Personal.STATEMENT, max_length=2000,
        help=N_("Leave it empty if nothing needs to be followed up."),
    )  # fmt: skip


class CorrectCounts(ActInput):
    """What was met, counted anew."""

    seen: list[SeenInput] = field(N_("What was met"), [], max_length=20)
    reason: str = field(N_("Reason"), min_length=2, max_length=500)


class SettleClue(ActInput):
    """What became of the clue."""

    outcome: Literal["opened", "passed_on", "nothing"] = field(
        N_("What became of the clue"), labels=CLUE_LABELS, widget=Widget.CHOICE
    )
    other: UUID | None = field(N_("The matter opened"), None)
    reason: str = field(N_("Remark"), min_length=2, max_length=500)


def patrolled(state: None, act: Act) -> PatrolState:
    """A patrol with what it met."""
    data, out = act.data, act.outcome
    photos = tuple(
        Evidence(key=f"e{i}", sha256=p.sha256, title=p.title, taken_at=p.taken_at, entry=act.seq)
        for i, p in enumerate(data.photos, 1)
    )
    handler = Assignment(key="a1", officer=act.by.officer or 0, name=act.by.name, since=act.at)
    return PatrolState(
        procedure=PATROL, version=out["version"], stage="clue" if data.clue else "done", title=f"{data.area}巡查",
        place=data.area, unit=out["unit"], organ=out["organ"], act_from=data.began, act_to=data.ended, opened_at=act.at,
        closed_at=None if data.clue else act.at, people=(handler,), evidence=photos, area=data.area, route=data.route,
        began=data.began, ended=data.ended, seen=_seen(data), note=data.note, recorder=data.recorder, clue=data.clue,
    )  # fmt: skip


def counts_corrected(state: PatrolState, act: Act) -> PatrolState:
    return state.model_copy(update={"seen": _seen(act.data)})


def clue_settled(state: PatrolState, act: Act) -> PatrolState:
    """The clue led to a matter of its own, was passed on, or came to nothing."""
    update: dict[str, Any] = {"clue_outcome": act.data.outcome, "closed_at": act.at}
    if act.data.other:
        link = Relation(key=next_key("r", state.relations), kind="arising_from", other=act.data.other)
        update |= {"relations": (*state.relations, link), "led_to": act.data.other}
    return state.model_copy(update=update)


def _seen(data: Any) -> tuple[Seen, ...]:
    return tuple(Seen(kind=one.kind, count=one.count, advised=one.advised, cleared=one.cleared) for one in data.seen)


def opening(ctx: Context) -> dict[str, Any]:
    """Unit and organ; a clue keeps the patrol open."""
    return {"version": ctx.procedure.version, "unit": ctx.unit, "organ": ctx.organ,
            "stage": "clue" if ctx.data.clue else "done"}  # fmt: skip


@block("counted_once", N_("What was met"), O34(0))
def counted_once(ctx: Context) -> Finding | None:
    kinds = [one.kind for one in ctx.data.seen]
    if len(kinds) == len(set(kinds)):
        return None
    return Finding(say("One kind is counted twice."), say("Add the two numbers up."), field="seen")


@block("cleared_of_met", N_("What was met"), O34(0))
def cleared_of_met(ctx: Context) -> Finding | None:
    if all(one.cleared <= one.count for one in ctx.data.seen):
        return None
    return Finding(say("More was put right than was met."), say("Correct the two numbers."), field="seen")


@block("clue_matter", N_("The matter opened"), APL(54))
def clue_matter(ctx: Context) -> Finding | None:
    data = ctx.data
    if data.outcome != "opened":
        if data.other is None:
            return None
        return Finding(say("A matter is named though none was opened."), say("Leave it empty."), field="other")
    if data.other and data.other != ctx.matter and visible_to(ctx.user).filter(pk=data.other).exists():
        return None
    return Finding(
        say("There is no such matter, or none that you may see."), say("Search for it first."), field="other"
    )


patrol = Procedure(PATROL, N_("Patrol"), 1, PatrolState, basis=(O34(0), O55(11)))

CLUE = patrol.stage("clue", N_("Clue to be followed"), rail=False)
DONE = patrol.stage("done", N_("Patrol done"), final=True)

patrol.step(
    "patrol", N_("Record a patrol"), stage=((), DONE), opening=True, by=Role.OFFICER, happens=True, leads=(CLUE,), input=Patrol,
    effect=patrolled,
    prepare=opening, blocks=[guards.visit_time, guards.visit_photos, counted_once, cleared_of_met], basis=[O34(0)],
    help=N_("Area, time and what was met, counted. It is no inspection."),
)  # fmt: skip
patrol.step(
    "settle_clue", N_("Say what became of the clue"), stage=(CLUE, DONE), by=WORKERS, input=SettleClue,
    effect=clue_settled, blocks=[clue_matter], basis=[APL(54)],
    help=N_("What became of the clue that the patrol met with."),
)  # fmt: skip
patrol.step(
    "correct_counts", N_("Count anew"), stage=((CLUE, DONE), None), by=WORKERS, input=CorrectCounts,
    effect=counts_corrected, blocks=[counted_once, cleared_of_met], basis=[APL(47)], side=True,
    help=N_("The counts of the patrol were wrong and are entered anew."),
)  # fmt: skip
common_steps(patrol)

procedures.add(patrol.key, patrol)
