"""What a phone kept without a line arrives: each act of a case through the door, in its order, once.

It happened in the street, so it is not refused for a defect: the door records it and marks what is wrong.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any
from uuid import UUID

from django.http import QueryDict

from jinwu.bureau.models import Officer, User
from jinwu.kit import clock
from jinwu.law.messages import Message, say
from jinwu.law.problems import Problem
from jinwu.law.vocabulary import Step
from jinwu.matters import presence, queries
from jinwu.matters.door import Done, Happened, Opening, perform, procedures
from jinwu.matters.errors import DoorError, KeyReused, NoMatter, Refused, Stale
from jinwu.matters.inputs import ActInput
from jinwu.matters.models import Matter
from jinwu.record.models import Entry
from jinwu.ui.forms import StepForm
from jinwu.ui.translate import joined, translate

from .beginning import tidy
from .pocket import KINDS

#: Chinese, since it stands in the record (domain: 记录全过程).
WHY_LATE = "现场无网络，由执法手机保存，恢复连接后发送"
MOST_ACTS = 8


class Unreadable(ValueError):
    """What arrived is no case of a phone; the argument says what is wrong with it."""


@dataclass(frozen=True)
class KeptAct:
    """One act as the phone kept it: the step, its key, when it was done, the fields as a form sends them."""

    step: Step
    key: UUID
    at: datetime
    fields: QueryDict


@dataclass(frozen=True)
class Kept:
    """One case as the phone kept it. `seen`: the entry on which its first act stands, None where it opens the matter."""

    kind: str
    matter: UUID
    device: str
    user: int
    partner: int | None
    pin: str
    seen: int | None
    acts: tuple[KeptAct, ...]

    @classmethod
    def read(cls, sent: Any) -> Kept:
        """The case from its JSON. Raises `Unreadable`."""
        try:
            kind = str(sent["kind"])
            steps = procedures[kind].steps if kind in {one.key for one in KINDS} else {}
            acts = tuple(
                KeptAct(steps[one["step"]], UUID(one["key"]), _moment(one["at"]), _fields(one["fields"]))
                for one in sent["acts"][:MOST_ACTS]
            )
            partner, seen = sent.get("partner"), sent.get("seen")
            kept = cls(
                kind, UUID(sent["matter"]), str(UUID(sent["device"])), int(sent["user"]), int(partner) if partner else None,
                str(sent.get("pin") or ""), int(seen) if seen is not None else None, acts,
            )  # fmt: skip
        except (KeyError, TypeError, ValueError, AttributeError) as unfit:
            raise Unreadable(f"{type(unfit).__name__}: {unfit}") from unfit
        if not acts or not all(one.step.happens for one in acts):
            raise Unreadable("no act of the street")
        return kept


@dataclass
class Sent:
    """What became of a case: the acts recorded, each with what it left behind, and why the next one was not."""

    done: list[tuple[KeptAct, Done]] = field(default_factory=list)
    wrong: list[dict[str, Any]] = field(default_factory=list)

    @property
    def marks(self) -> list[str]:
        """What was recorded with a defect, in words."""
        return [translate(one["what"]) for _act, done in self.done for one in done.outcome.get("marks") or []]

    @property
    def number(self) -> str:
        return self.done[-1][1].state.number if self.done else ""


def send(kept: Kept, by: User) -> Sent:
    """Record what is not recorded yet; stops at the first act that cannot be. Sending it again goes on from there."""
    found = Sent()
    _confirm(kept, by)
    seen = kept.seen
    for act in kept.acts:
        if act.step.opening and (head := _opened_before(kept, act, by)) is not None:
            seen = head  # from a page whose answer was lost in the tunnel: what stands, stands
            continue
        form = StepForm(act.step.input, tidy(act.fields) if "party.kind" in act.fields else act.fields)
        wrong = [(path, what) for path, said in form.errors.items() for what in said]
        if not wrong:
            try:
                done = _perform(kept, act, _with_reason(form.input), by, seen)
            except (Problem, DoorError) as refused:
                wrong = _said(refused)
        if wrong:
            found.wrong = [{"step": act.step.key, "field": path, "what": what} for path, what in wrong]
            return found
        found.done.append((act, done))
        seen = done.seq
    return found


def _perform(kept: Kept, act: KeptAct, data: ActInput, by: User, seen: int | None) -> Done:
    matter = Opening(kept.kind, kept.matter) if act.step.opening else kept.matter
    return perform(
        matter, act.step.key, by=by, partner=kept.partner, data=data, at=min(act.at, clock.now()), key=act.key, seen=seen,
        happened=Happened(kept.device, act.at),
    )  # fmt: skip


def _with_reason(data: ActInput) -> ActInput:
    """The same sending gives the same reason, however late it is sent."""
    return data if data.late_reason else data.model_copy(update={"late_reason": WHY_LATE})


def _opened_before(kept: Kept, act: KeptAct, by: User) -> int | None:
    """The head of a matter that this officer opened under another key; None where it is still to be opened."""
    first = Entry.objects.filter(chain=kept.matter, seq=1, step=act.step.key, actor=by.pk).exclude(key=act.key)
    return Matter.objects.get(pk=kept.matter).head_seq if first.exists() else None


def _confirm(kept: Kept, by: User) -> None:
    """The second officer's code, as he entered it on the phone. A wrong one is found out only now: the acts bear the mark
    that he has not confirmed."""
    if not (kept.partner and kept.pin) or kept.partner in queries.present(kept.matter, clock.now()):
        return
    if Matter.objects.filter(pk=kept.matter).exists() and kept.seen is None:
        return  # sent before: what he confirmed then is in the record
    officer = Officer.objects.filter(pk=kept.partner).first()
    if officer is None:
        return
    try:
        presence.confirm_by_pin(kept.matter, officer, kept.pin, on_device_of=by)
    except Problem:
        return


def _said(refused: Problem | DoorError) -> list[tuple[str, str]]:
    """Why an act was not recorded: field and sentence of each reason."""
    if isinstance(refused, Refused):
        return [(one.field, joined(one.what, one.remedy)) for one in refused.objections]
    if isinstance(refused, Problem):
        return [("", joined(refused.message, refused.remedy))]
    return [("", translate(_why(refused)))]


def _why(door: DoorError) -> Message:
    if isinstance(door, Stale):
        return say("Somebody acted on this matter in the meantime; look at it, then record there what you did.")
    if isinstance(door, NoMatter):
        return say("This matter does not stand, or is not yours.")
    if isinstance(door, KeyReused):
        return say("This was sent before with other contents; what was sent first stands.")
    return say("The fields do not fit the form of this release; open the page once with a line, then send again.")


def _fields(sent: Iterable[Iterable[Any]]) -> QueryDict:
    """Pairs of name and value, as a form sends them."""
    found = QueryDict(mutable=True)
    for name, value in sent:
        found.appendlist(str(name), str(value).replace("\0", ""))
    return found


def _moment(text: str) -> datetime:
    at = datetime.fromisoformat(text)
    if at.tzinfo is None:
        raise ValueError("a time without its zone")
    return at.astimezone(clock.ZONE)
