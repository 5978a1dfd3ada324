"""The steps over the API: one address for each, its input typed by the step's own model.

A step is sent with `key` (the client's own: the same sending twice counts once) and `seen` (the entry it was built on).
201 is a step taken now, 200 the same one taken before; 422 carries the findings, 409 what happened since.
"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import UTC, datetime
from typing import Annotated, Any, Union
from uuid import UUID

from ninja import Router, Status
from ninja.schema import Schema
from pydantic import AwareDatetime, Field, WrapValidator, create_model

from jinwu.kit import clock
from jinwu.kit.permission import ACTING, needs
from jinwu.law.messages import N_
from jinwu.law.problems import Problem
from jinwu.law.vocabulary import Actor, Procedure, Step
from jinwu.matters.door import Opening, perform, procedures
from jinwu.matters.errors import InvalidInput
from jinwu.ui.translate import joined
from jinwu.web.request import HouseRequest

from .problems import problem

router = Router(tags=[N_("Steps")])
_LARGEST = 2**31 - 1
_FRAME = (("step",), ("procedure",))  # what the door calls wrong outside the input
Moment = Annotated[AwareDatetime, Field(ge=datetime(2000, 1, 1, tzinfo=UTC), le=datetime(2100, 1, 1, tzinfo=UTC))]


class Sent(Schema):
    """What comes with every step."""

    key: UUID = Field(description="Your own id of this act: the same one sent twice counts once.")
    at: Moment | None = Field(None, description="When the act happened; left out: now.")
    partner: int | None = Field(None, ge=1, le=_LARGEST, description="The second officer, who has confirmed.")


class SentOn(Sent):
    """A step of a matter that stands."""

    seen: int | None = Field(None, ge=0, le=_LARGEST, description="The entry your form was built on (`head`).")


class SentFirst(Sent):
    """A step that opens a matter; you draw its id."""

    matter: UUID


class PaperOut(Schema):
    """A paper that the step made; it is at /api/v1/files/documents/{document}. `sha256` is empty while one that stays in
    the house is not set."""

    key: str
    document: UUID
    title: str
    number: str
    sha256: str


class DoneOut(Schema):
    """What the step left behind. `repeated`: it had been taken by an earlier sending, nothing was done twice."""

    matter: UUID
    seq: int
    stage: str
    repeated: bool
    papers: list[PaperOut]
    marks: list[str]


def taken(request: HouseRequest, matter: UUID | Opening, step: str, sent: Any):
    """Through the door, and its answer as the API gives it."""
    try:
        done = perform(
            matter, step, by=request.user, partner=sent.partner, data=sent.data, at=sent.at or clock.now(),
            key=sent.key, seen=getattr(sent, "seen", None),
        )  # fmt: skip
    except InvalidInput as unfit:  # the door names fields of the input, which stands under `data`
        found = [e if e["loc"][:1] in _FRAME else {**e, "loc": ("data", *e["loc"])} for e in unfit.errors]
        raise InvalidInput(found) from None
    except Problem as wrong:  # a paper that cannot be set: nothing was written
        return problem(422, detail=joined(wrong.message, wrong.remedy), kind="refused", instance=request.path)
    made = done.outcome.get("papers") or []
    answer = DoneOut(
        matter=done.matter, seq=done.seq, stage=done.stage, repeated=done.repeated,
        papers=[PaperOut(**{name: one[name] for name in PaperOut.model_fields}) for one in made],
        marks=[mark["guard"] for mark in done.outcome.get("marks") or []],
    )  # fmt: skip
    return Status(200 if done.repeated else 201, answer)


def _as_sent(value: Any, check: Any) -> Any:
    return value if isinstance(value, dict) else check(value)


def _body(name: str, base: type[Sent], inputs: list[type]) -> type[Sent]:
    """The body of a step: what comes with every step, and its own input as `data`.

    Where procedures share a step's name, each with its own input, the matter's procedure says which one is meant: the
    schema shows them all, and the door reads it.
    """
    members = tuple(dict.fromkeys(inputs))
    typed: Any = members[0]
    if len(members) > 1:
        typed = Annotated[Union[members], WrapValidator(_as_sent)]  # noqa: UP007 (the members are known only now)
    return create_model(f"{name}Body", __base__=base, data=(typed, ...))


def _opening(procedure: Procedure, step: Step) -> None:
    body = _body(f"{procedure.key.title()}{_camel(step.key)}", SentFirst, [step.input])

    def view(request: HouseRequest, sent: Any):
        return taken(request, Opening(procedure.key, sent.matter), step.key, sent)

    _add(f"/matters/{procedure.key}/{step.key}", view, body, step, f"{procedure.key}_{step.key}")


def _later(key: str, steps: list[Step]) -> None:
    body = _body(_camel(key), SentOn, [step.input for step in steps])

    def view(request: HouseRequest, matter: UUID, sent: Any):
        return taken(request, matter, key, sent)

    _add(f"/matters/{{uuid:matter}}/steps/{key}", view, body, steps[0], f"step_{key}")


def _add(path: str, view: Any, body: type[Sent], step: Step, name: str) -> None:
    view.__name__, view.__doc__ = name, step.help or step.title
    view.__annotations__["sent"] = body
    router.post(path, response={200: DoneOut, 201: DoneOut}, summary=step.title, operation_id=name)(needs(ACTING)(view))


def _camel(key: str) -> str:
    return "".join(part.title() for part in key.split("_"))


def _kinds() -> Iterator[tuple[str, list[Step]]]:
    """Steps of matters that stand, by key; procedures that share a key share the address."""
    found: dict[str, list[Step]] = {}
    for procedure in procedures:
        for step in procedure.steps.values():
            if step.actor is not Actor.SYSTEM and not step.opening:
                found.setdefault(step.key, []).append(step)
    yield from found.items()


for _procedure in procedures:
    for _step in _procedure.steps.values():
        if _step.opening and _step.actor is not Actor.SYSTEM:
            _opening(_procedure, _step)
for _key, _steps in _kinds():
    _later(_key, _steps)
