"""What a form of a step is offered: the lists its fields choose from, what it begins with, which step mends a refusal.

Rooms declare; pages, the street and the API read. A field names its list by `choices=`.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field
from datetime import date, datetime
from typing import Any
from uuid import UUID

from jinwu.bureau.models import User
from jinwu.bureau.queries import officers_in, partners_of, unit_name, units_of
from jinwu.kit.inputs import FieldSpec, fields_of
from jinwu.kit.registry import Registry
from jinwu.law.vocabulary import Step

from .state import State

#: A choice: what is sent, its title, a small line beneath, a figure at its end.
Choice = tuple[str, ...]


@dataclass(frozen=True)
class Asking:
    """Who asks for a form, of which step, when. `state` is None while a matter is being opened."""

    user: User
    step: Step
    matter: UUID
    state: Any
    at: datetime
    known: dict[str, Any] = field(default_factory=dict, compare=False)  # what was looked up for this form already

    @property
    def day(self) -> date:
        return self.at.date()


#: Lists by the key that fields name.
choices: Registry[Callable[[Asking], list[Choice]]] = Registry("choice list")
#: What a form begins with, by ``procedure:step``.
initials: Registry[Callable[[Asking], dict[str, Any]]] = Registry("initial input")


@dataclass(frozen=True)
class Beside:
    """What stands beside a form. `draw` gives template and context from what is typed so far, or None for nothing; `live`:
    drawn anew while one types."""

    draw: Callable[[Asking, Mapping[str, Any]], tuple[str, dict[str, Any]] | None]
    live: bool = True


#: What stands beside a form, by ``procedure:step``.
beside: Registry[Beside] = Registry("beside a form")
#: What stands under single fields, by ``procedure:step``: field → words.
hints: Registry[Callable[[Asking], dict[str, str]]] = Registry("hints of a form")
#: Guard → the step that mends what it found.
mending: Registry[str] = Registry("mending step")
#: Guards whose finding means that a step has nothing to do in this matter now: pages do not offer it then.
idle: Registry[bool] = Registry("guard of an idle step")


def choices_for(asking: Asking) -> dict[str, list[Choice]]:
    """Every list that the fields of the step name."""
    return {key: choices[key](asking) for key in _named(fields_of(asking.step.input)) if key in choices}


def initial_for(asking: Asking) -> dict[str, Any]:
    """What the form of the step begins with."""
    declared = initials.get(f"{asking.step.procedure}:{asking.step.key}")
    return declared(asking) if declared else {}


def hints_for(asking: Asking) -> dict[str, str]:
    """What the case has to say under the fields of the step."""
    declared = hints.get(f"{asking.step.procedure}:{asking.step.key}")
    return declared(asking) if declared else {}


def _named(specs: Iterable[FieldSpec]) -> dict[str, None]:
    found: dict[str, None] = {}
    for spec in specs:
        if spec.choices:
            found[spec.choices] = None
        found |= _named(spec.fields)
    return found


def _partners(asking: Asking) -> list[Choice]:
    """Certified officers who may act beside the user: his own unit first."""
    if not asking.user.officer_id:
        return []
    found = partners_of(asking.user.officer_id, asking.day)
    return [(str(one.id), one.name, unit_name(one.unit_id, asking.day)) for one in found]


def _officers(asking: Asking) -> list[Choice]:
    """Certified officers of the user's units."""
    found = officers_in(units_of(asking.user, asking.day), asking.day)
    return [(str(one.id), one.name, unit_name(one.unit_id, asking.day)) for one in found if one.certified]


def _holds(asking: Asking) -> list[Choice]:
    return [(hold.key, hold.reason) for hold in _state(asking).holds_now()] if asking.state else []


def _hold_parties(asking: Asking) -> list[Choice]:
    """Parties of the matter, where there are several."""
    found = [one for one in _state(asking).parties if one.role == "party"] if asking.state else []
    return [(one.key, one.name or "■") for one in found] if len(found) > 1 else []


def _papers(asking: Asking) -> list[Choice]:
    """Papers that stand, newest first; the signed scan belongs to one of them."""
    if not asking.state:
        return []
    standing = [paper for paper in reversed(_state(asking).papers) if paper.status != "void"]
    return [(paper.key, paper.title, paper.number) for paper in standing]


def _state(asking: Asking) -> State:
    return asking.state


for _key, _list in {
    "partners": _partners,
    "officers": _officers,
    "holds": _holds,
    "hold_parties": _hold_parties,
    "papers": _papers,
}.items():
    choices.add(_key, _list)
