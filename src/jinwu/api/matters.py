"""Matters over the API: the same scope, filters, order and masks as the pages; the steps are in `steps`."""

from __future__ import annotations

import re
from collections.abc import Iterable
from datetime import date, datetime
from typing import Any
from uuid import UUID

from django.http import Http404
from ninja import Router, Status
from ninja.schema import Schema
from pydantic import Field

from jinwu.bureau.models import Officer
from jinwu.bureau.queries import unit_name
from jinwu.kit import clock
from jinwu.kit.inputs import Personal, personal_paths
from jinwu.kit.permission import PERSONAL, STAFF, STREET, needs
from jinwu.kit.register import registers
from jinwu.law.identity import mask
from jinwu.law.messages import N_
from jinwu.law.problems import Problem
from jinwu.law.vocabulary import Procedure, Step
from jinwu.matters import presence, scope, terms
from jinwu.matters.door import examine, procedures, state_of
from jinwu.matters.models import Matter
from jinwu.matters.timing import timers
from jinwu.record import attempts
from jinwu.record.models import Entry
from jinwu.record.reader import Opened, opened_from
from jinwu.ui.lists import list_page
from jinwu.ui.translate import joined, translate
from jinwu.web.request import HouseRequest

from .handlers import findings
from .problems import problem
from .registers import next_cursor

router = Router(tags=[N_("Matters")])
#: Entries in one answer.
ENTRIES = 100
_LARGEST = 2**31 - 1


class DueOut(Schema):
    """The next deadline. `left` counts in `unit`; negative: overdue."""

    timer: str
    title: str
    day: date
    left: int
    unit: str


class MatterOut(Schema):
    """A matter as a list shows it. `head` is the last entry: a step is sent with it as `seen`."""

    id: UUID
    procedure: str
    stage: str
    stage_title: str
    final: bool
    title: str
    number: str
    party: str
    place: str
    unit: str
    handler: str
    opened_at: datetime
    decided_on: date | None
    due: DueOut | None
    marks: int
    held: bool
    head: int


class MattersOut(Schema):
    """One page. `next` is the cursor for `after`; null on the last page."""

    count: int
    count_is_capped: bool
    matters: list[MatterOut]
    next: str | None


class EntryOut(Schema):
    """One recorded act. Personal numbers and signatures are masked unless `reason` was given and the role allows it."""

    seq: int
    step: str
    title: str
    at: datetime
    recorded_at: datetime
    by: str
    partner: str | None
    data: dict[str, Any]
    outcome: dict[str, Any]
    basis: list[str]
    hash: str


class MatterWhole(MatterOut):
    """A matter with its state and the latest entries, newest first; `older` is the `before` of the next ones."""

    state: dict[str, Any]
    entries: list[EntryOut]
    older: int | None


class NextOut(Schema):
    """A step that you may take, and what stands in its way before anything is filled in."""

    step: str
    title: str
    side: bool
    two_officers: bool
    help: str
    basis: list[str]
    papers: list[str]
    findings: list[dict[str, Any]]


class StageOut(Schema):
    key: str
    title: str
    rail: bool
    final: bool


class StepOut(Schema):
    """A step of the table: from which stages, to which, by whom, what it prints, starts and stops."""

    key: str
    title: str
    opening: bool
    sources: list[str]
    target: str | None
    by: list[str]
    actor: str
    side: bool
    help: str
    basis: list[str]
    blocks: list[str]
    marks: list[str]
    papers: list[str]
    starts: list[str]
    stops: list[str]
    input: dict[str, Any]


class ProcedureOut(Schema):
    """A procedure as its table."""

    key: str
    title: str
    version: int
    basis: list[str]
    stages: list[StageOut]
    steps: list[StepOut]


class PresenceIn(Schema):
    """The second officer and his own code; without both the one who is signed in confirms himself."""

    officer: int | None = Field(None, ge=1, le=_LARGEST)
    pin: str = Field("", max_length=40)


class PresenceOut(Schema):
    officer: int
    method: str
    given_at: datetime
    valid_until: datetime


@router.get("/procedures", response=list[ProcedureOut], summary=N_("The tables of steps"))
@needs(STAFF)
def tables(request: HouseRequest) -> list[ProcedureOut]:
    return [_table(one) for one in procedures]


@router.get(
    "/matters",
    response=MattersOut,
    summary=N_("Matters you may see: q searches, each filter is a parameter, after is the next of the page before"),
)
@needs(STAFF)
def listing(
    request: HouseRequest, q: str = "", after: str = "", handler: str = "", status: str = "", due: str = "",
    procedure: str = "", stage: str = "",
) -> MattersOut:  # fmt: skip
    """In the order of the list: by deadline. Filters as on the page; an unknown value is passed over."""
    page = list_page(registers["matters"], request.user, request.GET)
    return MattersOut(
        count=min(page.count.number, page.count.cap), count_is_capped=page.count.capped,
        matters=[MatterOut(**_shown(row.source)) for row in page.rows], next=next_cursor(page.next_url),
    )  # fmt: skip


@router.get("/matters/{uuid:matter}", response=MatterWhole, summary=N_("One matter with its state and entries"))
@needs(STAFF)
def detail(request: HouseRequest, matter: UUID, before: int | None = None, reason: str = "") -> MatterWhole:
    """Personal numbers are masked. A role that may open them gives a `reason`; the opening is recorded."""
    row = find(request, matter)
    opens = len(reason.strip()) > 1 and PERSONAL.admits(request.roles, signed_in=True)
    if opens:
        attempts.read(user_id=request.user.pk, what="matter.numbers", subject=str(row.pk), reason=reason.strip()[:200])
    entries = _entries(row, before)
    state = state_of(row).model_dump(mode="json")
    if not opens:
        state = closed(state)
    older = entries[-1].seq if entries and entries[-1].seq > 1 else None
    return MatterWhole(
        **_shown(row), state=state, entries=[_entry(procedures[row.procedure], one, opens) for one in entries],
        older=older,
    )  # fmt: skip


@router.get(
    "/matters/{uuid:matter}/next", response=list[NextOut], summary=N_("The next steps, and what is in their way")
)
@needs(STAFF)
def following(request: HouseRequest, matter: UUID) -> list[NextOut]:
    return [_next(step, found) for step, found in examine(find(request, matter), by=request.user)]


@router.post(
    "/matters/{uuid:matter}/presence",
    response={201: PresenceOut},
    summary=N_("Confirm that an officer is present, by his own code or for oneself"),
)
@needs(STREET)
def present(request: HouseRequest, matter: UUID, given: PresenceIn):
    """The confirmation of APL 42 for some hours. A matter that is about to be opened is named by the id it will have."""
    if Matter.objects.filter(pk=matter).exists():
        find(request, matter)
    if given.officer is None or given.officer == request.user.officer_id:
        if not request.user.officer_id:
            raise Http404
        made = presence.confirm_own(matter, request.user)
    else:
        officer = Officer.objects.filter(pk=given.officer).first()
        if officer is None:
            raise Http404
        try:
            made = presence.confirm_by_pin(matter, officer, given.pin, on_device_of=request.user)
        except Problem as wrong:
            detail = joined(wrong.message, wrong.remedy)
            return problem(422, detail=detail, kind="presence", instance=request.path)
    answer = PresenceOut(
        officer=made.officer_id, method=made.method, given_at=made.given_at, valid_until=made.valid_until
    )
    return Status(201, answer)


def find(request: HouseRequest, matter: UUID) -> Matter:
    """The matter, if this user may see it; else 404."""
    row = scope.visible_to(request.user).select_related("handler").filter(pk=matter).first()
    if row is None:
        raise Http404
    return row


def masked(data: dict[str, Any], model: type) -> dict[str, Any]:
    """`data` with its personal numbers masked, its signatures and whoever reported the matter left out."""
    for path, kind in personal_paths(model).items():
        hide = _hide if path in REPORTERS else _HIDDEN.get(kind)
        if hide:
            _at(data, path.split("."), hide)
    return data


def closed(state: dict[str, Any]) -> dict[str, Any]:
    """A state as JSON with the same masks."""
    for party in state["parties"]:
        party |= {name: _mask(party[name]) for name in ("number", "operator_number", "phone", "birth")}
    clue = state.get("clue") or {}
    clue |= {name: _hide(clue[name]) for name in REPORTERS if name in clue}
    return state


def blanked(data: dict[str, Any], paths: Iterable[str]) -> dict[str, Any]:
    """`data` of a step that this version does not know, without anything that its entry calls personal."""
    for path in paths:
        _at(data, path.split("."), _hide)
    return data


def _mask(value: Any) -> Any:
    """A number with its middle hidden; of a day of birth only the year, for it stands in the middle of a resident ID."""
    if not value:
        return value
    return f"{str(value)[:4]}-**-**" if _DAY.fullmatch(str(value)) else mask(str(value))


def _hide(value: Any) -> Any:
    return "■" if value else value


_DAY = re.compile(r"\d{4}-\d{2}-\d{2}")
_HIDDEN = {Personal.NUMBER: _mask, Personal.CONTACT: _mask, Personal.SIGNATURE: _hide}
REPORTERS = ("reporter", "reporter_phone")  # of a clue: kept apart, never printed


def _at(node: Any, path: list[str], change: Any) -> None:
    """Change what stands at `path`; ``name[]`` is each item of a list, a number one item."""
    name, *rest = path
    if isinstance(node, list) and name.isdigit() and int(name) < len(node):
        if rest:
            _at(node[int(name)], rest, change)
        else:
            node[int(name)] = change(node[int(name)])
        return
    key = name.removesuffix("[]")
    if not isinstance(node, dict) or node.get(key) is None:
        return
    if not rest:
        node[key] = change(node[key])
        return
    for child in node[key] if name.endswith("[]") else [node[key]]:
        _at(child, rest, change)


def _shown(row: Matter) -> dict[str, Any]:
    return {
        "id": row.pk, "procedure": row.procedure, "stage": row.stage,
        "stage_title": translate(procedures[row.procedure].stages[row.stage].title), "final": row.final,
        "title": row.title, "number": row.number, "party": row.party_label, "place": row.place,
        "unit": unit_name(row.unit_id), "handler": row.handler.name if row.handler else "", "opened_at": row.opened_at,
        "decided_on": row.decided_on, "due": _due(row), "marks": row.marks, "held": row.held, "head": row.head_seq,
    }  # fmt: skip


def _due(row: Matter) -> DueOut | None:
    if row.due is None or row.due_timer not in timers:
        return None
    running = next((t for t in state_of(row).running() if t.timer == row.due_timer), None)
    if running is None:
        return None
    term = terms.deadline(running, clock.today())
    return DueOut(timer=row.due_timer, title=translate(term.title), day=row.due, left=term.left or 0, unit=term.unit)


def _entries(row: Matter, before: int | None) -> list[Opened]:
    rows = Entry.objects.filter(chain=row.pk).order_by("-seq")
    if before is not None:
        rows = rows.filter(seq__lt=max(min(before, _LARGEST), 0))
    return opened_from(rows[:ENTRIES])


def _entry(procedure: Procedure, entry: Opened, opens: bool) -> EntryOut:
    body, step = entry.body, procedure.steps.get(entry.step)
    data = body["data"]
    if not opens:
        data = masked(data, step.input) if step else blanked(data, body["personal"])
    return EntryOut(
        seq=entry.seq, step=entry.step, title=translate(step.title) if step else entry.step, at=entry.act_at,
        recorded_at=entry.recorded_at, by=body["by"]["name"], partner=body["partner"]["name"] if body["partner"] else None,
        data=data, outcome=body["outcome"], basis=body["basis"], hash=entry.hash.hex(),
    )  # fmt: skip


def _next(step: Step, found: Iterable[Any]) -> NextOut:
    return NextOut(
        step=step.key, title=translate(step.title), side=step.side, two_officers=step.actor == "two_officers",
        help=translate(step.help), basis=[one.key for one in step.basis], papers=list(step.papers),
        findings=findings(found),
    )  # fmt: skip


def _table(one: Procedure) -> ProcedureOut:
    stages = [StageOut(key=s.key, title=translate(s.title), rail=s.rail, final=s.final) for s in one.stages.values()]
    return ProcedureOut(
        key=one.key, title=translate(one.title), version=one.version, basis=[c.key for c in one.basis], stages=stages,
        steps=[_row(step) for step in one.steps.values()],
    )  # fmt: skip


def _row(step: Step) -> StepOut:
    return StepOut(
        key=step.key, title=translate(step.title), opening=step.opening, sources=sorted(step.sources),
        target=step.target, by=sorted(step.by), actor=step.actor, side=step.side, help=translate(step.help),
        basis=[one.key for one in step.basis], blocks=[guard.key for guard in step.blocks],
        marks=[guard.key for guard in step.marks], papers=list(step.papers),
        starts=[timer.key for timer in step.starts], stops=list(step.stops), input=step.input.model_json_schema(),
    )  # fmt: skip
