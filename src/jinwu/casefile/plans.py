"""What a kind of work says of its file: what the cover bears, what must lie in it, and what else it shows.

A room of cases declares a `Plan` for each procedure; where each paper lies is dated data of the profile (`order.py`).
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import Any

from jinwu.kit.registry import Registry
from jinwu.law.citations import Citation
from jinwu.law.roles import Role


def _nothing(_state: Any) -> Iterable[Any]:
    return ()


@dataclass(frozen=True)
class Cover:
    """What the cover says of one case. `number` is that of the decision, else of the filing."""

    name: str
    number: str
    filed_on: date | None
    closed_on: date | None


@dataclass(frozen=True)
class Proof:
    """An item of the evidence list."""

    key: str
    kind: str
    title: str
    proves: str
    source: str
    by: str
    on: date
    sha256: str = ""
    entry: int = 0  # the act it came with


@dataclass(frozen=True)
class Recorded:
    """A step whose act is recorded in sound and picture (domain: 音像记录事项): its link of the process, the input field
    that names the recorder, and whether this act must be recorded."""

    step: str
    link: str
    recorder: str = "recorder"
    wanted: Callable[[Any], bool] = lambda data: True


@dataclass(frozen=True)
class Paid:
    """Money that came in or went back: from or to whom, and its receipt."""

    on: date
    party: str
    kind: str
    amount: Decimal
    receipt: str


@dataclass(frozen=True)
class Required:
    """Papers that the file must hold: as many of `papers` as `wanted(state)` says, under `basis`. Who mends it: `role`
    with the step `step`. `which(state)` says what of several is missing, where that is known."""

    title: str
    papers: tuple[str, ...]
    wanted: Callable[[Any], int]
    basis: tuple[Citation, ...]
    role: Role
    step: str
    which: Callable[[Any], Iterable[str]] = _nothing


@dataclass(frozen=True)
class ToServe:
    """A paper that its addressee must have received; without proof of it the file is not complete where `must`."""

    paper: str
    addressee: str
    must: bool


@dataclass(frozen=True)
class Plan:
    """The file of a procedure. `many`: many cases share a volume (简易程序)."""

    procedure: str
    many: bool
    cover: Callable[[Any], Cover]
    required: tuple[Required, ...]
    to_serve: Callable[[Any], Iterable[ToServe]] = _nothing
    proofs: Callable[[Any], Iterable[Proof]] = _nothing
    recorded: tuple[Recorded, ...] = ()
    paid: Callable[[Any], Iterable[Paid]] = _nothing
    reporter: Callable[[Any], dict[str, str]] = lambda state: {}


plans: Registry[Plan] = Registry("plan of a file")
