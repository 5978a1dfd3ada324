"""How a procedure is written down: `Procedure`, `Step`, `Guard`, `Timer`. A table that a lawyer could read.

A matter moves only through a lawful, recorded step. A `Step` names who may take it, from which stage to which, what is
filled in, which guards are asked, what is printed, which periods it starts and stops, and the articles it rests on.
Nothing here knows a database: the door (`jinwu.matters.door`) executes the tables, pages and documents read them.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass, field
from enum import StrEnum
from typing import Any

from .citations import Citation
from .messages import Message
from .roles import Role


class Severity(StrEnum):
    """BLOCK: the law says must not, void, no decision. MARK: late or informal; recorded with its defect."""

    BLOCK = "block"
    MARK = "mark"


@dataclass(frozen=True)
class Finding:
    """What a guard found wrong: what, and what to do next. The guard itself carries the article."""

    what: Message
    remedy: Message
    basis: tuple[Citation, ...] = ()
    field: str = ""  # the input field it concerns, dotted; empty: the whole step


#: A guard's question: the door's context in, a finding out, or None where all is well.
Check = Callable[[Any], "Finding | None"]


@dataclass(frozen=True)
class Guard:
    """One question the law asks before a step. `key` is stable: it stands in the record and is never reused.

    `met_by` names the steps that answer it, where acts do: a page then says who took the last of them, and when.
    """

    key: str
    title: str
    basis: tuple[Citation, ...]
    check: Check
    severity: Severity = Severity.BLOCK
    met_by: tuple[str, ...] = ()


def block(key: str, title: str, *basis: Citation, met_by: tuple[str, ...] = ()) -> Callable[[Check], Guard]:
    """Declare the function beneath as a guard that blocks."""
    return lambda check: Guard(key, title, basis, check, met_by=met_by)


def mark(key: str, title: str, *basis: Citation, met_by: tuple[str, ...] = ()) -> Callable[[Check], Guard]:
    """Declare the function beneath as a guard that marks."""
    return lambda check: Guard(key, title, basis, check, Severity.MARK, met_by)


class DayKind(StrEnum):
    """Kinds of length (domain reference §7.1)."""

    WORKING_DAYS = "WD"
    CALENDAR_DAYS = "CD"
    HOURS = "H"
    MONTHS = "M"
    YEARS = "Y"


class Bound(StrEnum):
    """Whose period it is: it decides whether a last rest day rolls forward (CPL 85) or both days are shown."""

    PARTY = "party"  # rolls forward
    AUTHORITY = "authority"  # both dates shown, warned by the earlier
    RELEASE = "release"  # ends when the term ends (ACL 28(4))


@dataclass(frozen=True)
class Timer:
    """A period of law: ``T13``, fifteen calendar days to pay, from service, per addressee.

    `length` is a number, or the key of a profile value where the number is only recalled or local.
    """

    key: str
    title: str
    length: int | str
    kind: DayKind
    basis: tuple[Citation, ...]
    bound: Bound = Bound.AUTHORITY
    per_party: bool = False
    duty: str = ""  # what a person must do before it ends; empty: no task follows from it
    owner: Role | None = None  # whose duty it is; None: the handler's
    watched: bool = True  # False: a window of the party's own, no date anybody works towards


class Actor(StrEnum):
    """How many must act."""

    ONE = "one"
    TWO_OFFICERS = "two_officers"  # two certified, non-recused officers (APL 42, 43)
    SYSTEM = "system"


ANY_STAGE = "*"


@dataclass(frozen=True)
class Step:
    """One lawful step. `stage` names the stages it may be taken from and where it leads (None: stays)."""

    key: str
    title: str
    procedure: str
    sources: frozenset[str]
    target: str | None
    by: frozenset[Role]
    input: type
    effect: Callable[[Any, Any], Any]
    basis: tuple[Citation, ...] = ()
    actor: Actor = Actor.ONE
    blocks: tuple[Guard, ...] = ()
    marks: tuple[Guard, ...] = ()
    prepare: Callable[[Any], dict[str, Any]] | None = None
    papers: tuple[str, ...] = ()
    starts: tuple[Timer, ...] = ()
    stops: tuple[str, ...] = ()
    opening: bool = False
    help: str = ""
    side: bool = False  # not on the main road: shown under "also possible"
    leads: tuple[str, ...] = ()  # stages that what is filled in may lead to (its `prepare` says which), beside `target`
    #: Done in the street whether the line stands or not: sent later it is no more to be refused, its blocks mark.
    happens: bool = False
    #: Matters that it opens in the same transaction: (context, state after) → (opening step, id, unit, its input).
    opens: Callable[[Any, Any], Iterable[tuple[str, Any, int, Any]]] | None = None

    def possible_from(self, stage: str | None) -> bool:
        """Whether a matter in `stage` (None: not opened yet) may take this step."""
        if stage is None:
            return self.opening
        return not self.opening and (stage in self.sources or ANY_STAGE in self.sources)


@dataclass(frozen=True)
class Stage:
    """A place on the way. `rail` stages are drawn on the progress rail in order; `final` ones end the matter."""

    key: str
    title: str
    rail: bool = True
    final: bool = False


@dataclass
class Procedure:
    """A kind of work as a table of steps. `state` is the pydantic model that its entries fold into."""

    key: str
    title: str
    version: int
    state: type
    basis: tuple[Citation, ...] = ()
    stages: dict[str, Stage] = field(default_factory=dict)
    steps: dict[str, Step] = field(default_factory=dict)
    retired: frozenset[str] = frozenset()  # step keys of earlier versions: never reused
    chapters: dict[str, tuple[str, ...]] = field(default_factory=dict)  # title → its steps, where the table is long

    def stage(self, key: str, title: str, *, rail: bool = True, final: bool = False) -> str:
        """Declare a stage; returns its key."""
        if key in self.stages:
            raise ValueError(f"stage {key!r} declared twice in {self.key}")
        self.stages[key] = Stage(key, title, rail, final)
        return key

    def step(
        self,
        key: str,
        title: str,
        *,
        stage: tuple[Iterable[str] | str, str | None],
        by: Role | Iterable[Role],
        input: type,
        effect: Callable[[Any, Any], Any],
        **more: Any,
    ) -> Step:
        """Declare a step. Raises `ValueError` for an unknown stage, a key used before, or a step without an article."""
        if key in self.steps or key in self.retired:
            raise ValueError(f"step {key!r} of {self.key}: names are never reused")
        sources, target = stage
        sources = frozenset([sources] if isinstance(sources, str) else sources)
        for name in (sources | ({target} if target else set()) | set(more.get("leads", ()))) - {ANY_STAGE}:
            if name not in self.stages:
                raise ValueError(f"step {key!r} names the unknown stage {name!r}")
        if not more.get("basis"):
            raise ValueError(f"step {key!r}: no step without its article")
        roles = frozenset([by]) if isinstance(by, Role) else frozenset(by)
        made = Step(
            key=key,
            title=title,
            procedure=self.key,
            sources=sources,
            target=target,
            by=roles,
            input=input,
            effect=effect,
            **{name: tuple(v) if isinstance(v, list) else v for name, v in more.items()},
        )
        self.steps[key] = made
        return made

    def next_steps(self, stage: str) -> list[Step]:
        """The steps a matter in `stage` may take, main road first, in the order declared."""
        found = [step for step in self.steps.values() if step.possible_from(stage)]
        return sorted(found, key=lambda step: step.side)
