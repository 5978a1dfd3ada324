"""The one door. A matter moves only through a lawful, recorded step.

`perform` checks who may act, asks the guards, writes the facts, appends the act to the record, starts and stops the
periods, draws numbers and makes the papers: in one transaction, or not at all. A button, an API call, a phone coming back
online and a test all go through it.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any
from uuid import UUID, uuid5

from django.db import transaction
from pydantic import ValidationError

from jinwu.bureau.models import User
from jinwu.bureau.queries import bureau_of
from jinwu.kit import clock
from jinwu.law.messages import say
from jinwu.law.problems import Problem
from jinwu.law.vocabulary import Actor, Guard, Step
from jinwu.record import attempts, writer
from jinwu.record.models import Entry

from . import erasure, papers, replay, storing, timing
from .acting import SYSTEM, Acting, SystemActor, acting, confirmed, partner_by, seat
from .context import Context
from .errors import DoorError, InvalidInput, KeyReused, NoMatter, Objection, Refused, Stale
from .guards import asked_early, every_step, first_of_all, not_ahead, recorded_late
from .kinds import procedures
from .models import Matter
from .state import Act, State, fold, moved

#: Stands for the matter while nobody has begun to open one.
NOWHERE = UUID(int=0)


@dataclass(frozen=True)
class Opening:
    """A matter that the first step will create. `matter` is drawn by the client, so that a second sending is harmless.

    `unit`: where a step of another matter opens it (`Step.opens`); else the seat of who acts."""

    procedure: str
    matter: UUID
    unit: int = 0


@dataclass(frozen=True)
class Happened:
    """An act done in the street while there was no line, sent when it came back: it is recorded with its defects.

    `device`: which phone kept it; `kept_at`: when that phone says it was done."""

    device: str
    kept_at: datetime


@dataclass(frozen=True)
class Done:
    """What a performed step left behind."""

    matter: UUID
    seq: int
    stage: str
    state: State
    outcome: dict[str, Any]
    repeated: bool = False


@dataclass(frozen=True)
class Request:
    """One call of the door, for `perform_many`."""

    matter: UUID | Opening
    step: str
    data: Any
    key: UUID
    seen: int | None
    happened: Happened | None = None


def perform(
    matter: UUID | Opening,
    step: str,
    *,
    by: User | SystemActor,
    partner: int | None = None,
    data: Any,
    at: datetime,
    key: UUID,
    seen: int | None,
    happened: Happened | None = None,
) -> Done:
    """Take one step, or raise and change nothing.

    `data` is the step's input model or a dict of it; `at` when the act happened (aware); `key` the client's own, so that
    the same sending twice counts once; `seen` the entry the form was built on (None when opening). `happened`: it was done
    in the street without a line; only order and role still refuse it, whatever else is wrong is marked.

    Raises `InvalidInput`, `Refused`, `Stale`, `KeyReused`, `NoMatter`.
    """
    request = Request(matter, step, data, key, seen, happened)
    try:
        return _taken(request, by, partner, at)
    except Refused as refused:
        _log_refused(request, by, at, refused)
        raise


def perform_many(
    requests: Iterable[Request], *, by: User, partner: int | None = None, at: datetime
) -> list[Done | DoorError]:
    """A sitting or a batch: each request on its own merits, in the order given, all locks taken in one order.

    What may not be done is left undone and explained; the rest is done together in one transaction.
    """
    requests = list(requests)
    refused: list[tuple[Request, Refused]] = []
    results: list[Done | DoorError] = []
    with transaction.atomic():
        ids = sorted(r.matter for r in requests if isinstance(r.matter, UUID))
        list(Matter.objects.select_for_update().filter(pk__in=ids).order_by("pk").values_list("pk", flat=True))
        for request in requests:
            try:
                results.append(_taken(request, by, partner, at))
            except Refused as error:
                refused.append((request, error))
                results.append(error)
            except DoorError as error:
                results.append(error)
    for request, error in refused:
        _log_refused(request, by, at, error)
    return results


def examine(matter: Matter, *, by: User, at: datetime | None = None) -> list[tuple[Step, list[Objection]]]:
    """The next steps of a matter for this user, each with what stands in its way before anything is filled in.

    Only guards that need no input are asked (`guards.early`).
    """
    return examine_many([matter], by=by, at=at)[0]


def examine_many(
    matters: Iterable[Matter], *, by: User, at: datetime | None = None, whoever: bool = False
) -> list[list[tuple[Step, list[Objection]]]]:
    """`examine` for each of several matters; the user is looked up once. `whoever`: steps of other roles too."""
    at = at or clock.now()
    who = acting(by, None, at.date())
    found = []
    for matter in matters:
        procedure, state = procedures[matter.procedure], state_of(matter)
        steps = [step for step in procedure.next_steps(state.stage) if whoever or who.roles & step.by]
        found.append([(step, objections(asked_early(step), _before(matter, step, state, who, at))) for step in steps])
    return found


def examine_step(matter: Matter, key: str, *, by: User, at: datetime | None = None) -> tuple[Step, list[Objection]]:
    """One step with everything that stands in its way before anything is filled in: order and role too.

    Raises `KeyError` for a step that the procedure does not have.
    """
    step = procedures[matter.procedure].steps[key]
    ctx = not_begun(matter, step, by=by, at=at or clock.now())
    return step, objections(first_of_all, ctx) or objections(asked_early(step), ctx)


def examine_openings(*, by: User, at: datetime | None = None) -> list[tuple[Step, list[Objection]]]:
    """The steps with which this user may open a matter, each with what stands in its way before anything is filled in."""
    at = at or clock.now()
    who = acting(by, None, at.date())
    mine = [
        step for procedure in procedures for step in procedure.steps.values() if step.opening and who.roles & step.by
    ]
    return [(step, objections(asked_early(step), _before(None, step, None, who, at))) for step in mine]


def not_begun(matter: Matter, step: Step, *, by: User, at: datetime) -> Context:
    """The context of a step of a matter, for this user, before anything is filled in."""
    return _before(matter, step, state_of(matter), acting(by, None, at.date()), at)


def _before(matter: Matter | None, step: Step, state: State | None, who: Acting, at: datetime) -> Context:
    """The context of a step of which nothing is filled in yet; without a matter, of one that opens it."""
    unit = state.unit if state else seat(who, step, at.date())
    return Context(
        procedure=procedures[step.procedure], step=step, matter=matter.pk if matter else NOWHERE, state=state, data=None,
        at=at, recorded_at=at, by=who.by, roles=who.roles, officer=who.officer, unit=unit,
        organ=state.organ if state else bureau_of(unit) if unit else 0, user=who.user,
    )  # fmt: skip


def state_of(matter: Matter) -> State:
    """The state stored with a matter."""
    return procedures[matter.procedure].state.model_validate(matter.state)


def _taken(request: Request, by: User | SystemActor, partner: int | None, at: datetime) -> Done:
    """One request, done or undone as a whole; a second sending is answered with what the first one did."""
    try:
        with transaction.atomic():
            return _perform(request, by, partner, at)
    except writer.KeyUsed:
        return _repeated(request, by, partner)
    except writer.SeqTaken as taken:  # two openings of one matter at once: the other was first
        raise KeyReused from taken
    except DoorError:  # a second sending meets what the first one changed
        if Entry.objects.filter(key=request.key).exists():
            return _repeated(request, by, partner)
        raise


def _perform(request: Request, by: User | SystemActor, partner: int | None, at: datetime) -> Done:
    now = clock.now()
    at = not_ahead(at.astimezone(clock.ZONE), now)
    day = min(at, now).date()
    who = acting(by, partner, day, now.date())
    matter_id = request.matter.matter if isinstance(request.matter, Opening) else request.matter
    row = storing.locked(matter_id)
    if isinstance(request.matter, Opening):
        if row is not None:
            raise KeyReused
        if request.matter.procedure not in procedures:
            raise InvalidInput(
                [{"loc": ("procedure",), "msg": f"there is no {request.matter.procedure}", "type": "procedure"}]
            )
        procedure, state = procedures[request.matter.procedure], None
    else:
        if row is None or not storing.may_see(row, who):
            raise NoMatter
        procedure = procedures[row.procedure]
        state = procedure.state.model_validate(row.state)
        if request.seen != row.head_seq and not isinstance(by, SystemActor):
            raise Stale(request.seen, row.head_seq, storing.since(matter_id, request.seen or 0))
    step = procedure.steps.get(request.step)
    if step is None:
        raise InvalidInput([{"loc": ("step",), "msg": f"{procedure.key} has no step {request.step}", "type": "step"}])
    data = parse(step, request.data)
    unit = state.unit if state else getattr(request.matter, "unit", 0) or seat(who, step, day)
    organ = state.organ if state else bureau_of(unit) if unit else 0
    ctx = Context(
        procedure=procedure, step=step, matter=matter_id, state=state, data=data, at=at, recorded_at=now, by=who.by,
        roles=who.roles, officer=who.officer, partner=who.partner, second=partner_by(who.partner) if who.partner else None,
        unit=unit, organ=organ, user=who.user,
    )  # fmt: skip
    if partner and step.actor is Actor.TWO_OFFICERS:
        ctx.partner_confirmed = confirmed(matter_id, partner, now)
    # the guards of a step may rely on its stage and its actor
    blocks = objections(first_of_all, ctx)
    broken = [] if blocks else objections((*every_step, *step.blocks), ctx)
    if blocks or (broken and not _done_already(request, step)):
        raise Refused(blocks or broken)
    marks = broken + objections((recorded_late, *step.marks), ctx)
    if request.happened:
        ctx.outcome["device"] = {
            "id": request.happened.device,
            "kept_at": request.happened.kept_at.astimezone(clock.ZONE).isoformat(),
        }
    try:
        if step.prepare:
            ctx.outcome.update(step.prepare(ctx))
        if changed := timing.moved(ctx, state):
            ctx.outcome["moved"] = changed
        return _write(ctx, row, marks + _late(ctx), request.key)
    except Problem as problem:  # a number without its word, a paper with a gap, a day without its law
        raise Refused([_objection(step, problem)]) from problem


def _done_already(request: Request, step: Step) -> bool:
    """Whether the act is a fact of the street: what happened is always recordable."""
    return request.happened is not None and step.happens


def _objection(step: Step, problem: Problem) -> Objection:
    return Objection("ready", step.title, problem.message, problem.remedy, problem.basis or step.basis)


def _write(ctx: Context, row: Matter | None, marks: list[Objection], key: UUID) -> Done:
    step, state = ctx.step, ctx.state
    ctx.outcome["timers"] = timing.started(ctx, state)
    ctx.outcome["marks"] = [
        {"guard": m.guard, "what": m.what.as_json(), "basis": [c.key for c in m.basis],
         "explained": getattr(ctx.data, "late_reason", "") or ""}
        for m in marks
    ]  # fmt: skip
    papers.draw_numbers(ctx)
    ctx.outcome.update({f"number:{name}": number.text for name, number in ctx.numbers.items()})
    seq = (row.head_seq if row else 0) + 1
    act = Act(
        seq=seq, matter=ctx.matter, step=step.key, data=ctx.data, outcome=ctx.outcome, at=ctx.at,
        recorded_at=ctx.recorded_at, by=ctx.by, partner=ctx.second,
    )  # fmt: skip
    if papers.wanted(ctx):
        ctx.outcome["papers"] = papers.make_papers(ctx, fold(state, act, step, ctx.procedure.state))
    after = fold(state, act, step, ctx.procedure.state)
    entry = storing.append(ctx, act, row, key)
    if step.key == erasure.STEP:  # what the values had become part of is folded anew without them
        after = replay.refold(ctx.matter, ctx.procedure)
    storing.save(ctx, row, state, after, entry)
    for name, matter, unit, data in step.opens(ctx, after) if step.opens else ():  # both are written, or neither
        _perform(
            Request(Opening(ctx.procedure.key, matter, unit), name, data, uuid5(key, name), None), SYSTEM, None, ctx.at
        )
    return Done(ctx.matter, seq, after.stage, after, ctx.outcome)


def parse(step: Step, data: Any) -> Any:
    """The step's input model from `data`. Raises `InvalidInput`."""
    if isinstance(data, step.input):
        return data
    try:
        return step.input.model_validate(data or {})
    except ValidationError as error:
        raise InvalidInput(error.errors(include_url=False, include_input=False)) from error


def objections(guards: Iterable[Guard], ctx: Context) -> list[Objection]:
    """What these guards have against the step, each asked once."""
    found = []
    for guard in guards:
        try:
            finding = guard.check(ctx)
        except Problem as problem:  # what it asks cannot be answered for that day
            finding = problem.finding()
        if finding is not None:
            found.append(Objection.of(guard, finding))
    return found


def _late(ctx: Context) -> list[Objection]:
    """Marks for duties that this step fulfils after their last day; a period that is only cancelled is not late."""
    if ctx.state is None:
        return []
    cancelled = ctx.outcome.get("cancelled", ())
    day = date.fromisoformat(ctx.outcome["ended_on"]) if "ended_on" in ctx.outcome else ctx.day
    found = []
    for timer in moved(ctx.state.running(), ctx.outcome.get("moved", ())):
        declared = timing.timers[timer.timer]
        stopped = timer.timer in ctx.step.stops or timer.key in ctx.outcome.get("ends", ())
        if not stopped or not declared.duty or {timer.timer, timer.key, "*"} & set(cancelled):
            continue
        if ctx.at > timer.hour if timer.hour else day > timer.due:
            what = say("{title}: it was due on {due} and was done on {day}.", title=say(declared.title), due=timer.due,
                       day=day)  # fmt: skip
            remedy = say("It is recorded as late; add the reason.")
            found.append(Objection(f"late:{timer.timer}", declared.title, what, remedy, declared.basis))
    return found


def _repeated(request: Request, by: User | SystemActor, partner: int | None) -> Done:
    """The same sending again: what the first one did. Raises `KeyReused` when it was another act."""
    matter_id = request.matter.matter if isinstance(request.matter, Opening) else request.matter
    entry = Entry.objects.filter(key=request.key).first()
    row = Matter.objects.filter(pk=matter_id).first()
    user = None if isinstance(by, SystemActor) else by.pk
    if entry is None or row is None or entry.chain != matter_id or entry.step != request.step or entry.actor != user:
        raise KeyReused
    if not storing.same_act(entry, parse(procedures[row.procedure].steps[request.step], request.data), partner):
        raise KeyReused
    state = state_of(row)
    return Done(matter_id, entry.seq, state.stage, state, storing.outcome_of(entry), repeated=True)


def _log_refused(request: Request, by: User | SystemActor, at: datetime, refused: Refused) -> None:
    matter_id = request.matter.matter if isinstance(request.matter, Opening) else request.matter
    attempts.refused(
        user_id=None if isinstance(by, SystemActor) else by.pk, step=request.step, chain=matter_id,
        findings=[objection.as_json() for objection in refused.objections], at=at,
    )  # fmt: skip


__all__ = [
    "SYSTEM",
    "Done",
    "Happened",
    "Opening",
    "Request",
    "examine",
    "examine_many",
    "examine_openings",
    "examine_step",
    "perform",
    "perform_many",
    "procedures",
    "state_of",
]
