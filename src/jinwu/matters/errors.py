"""How the door says no. Every refusal carries what is wrong, the article, and what to do next."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from jinwu.law.citations import Citation
from jinwu.law.messages import Message
from jinwu.law.vocabulary import Finding, Guard


@dataclass(frozen=True)
class Objection:
    """A finding together with the guard that made it."""

    guard: str
    title: str
    what: Message
    remedy: Message
    basis: tuple[Citation, ...] = ()
    field: str = ""

    @classmethod
    def of(cls, guard: Guard, finding: Finding) -> Objection:
        return cls(guard.key, guard.title, finding.what, finding.remedy, finding.basis or guard.basis, finding.field)

    def as_json(self) -> dict[str, Any]:
        """For logs and the API; no personal values are ever parameters of a finding."""
        return {
            "guard": self.guard,
            "what": self.what.as_json(),
            "remedy": self.remedy.as_json(),
            "basis": [citation.key for citation in self.basis],
            "field": self.field,
        }


class DoorError(Exception):
    """Base of everything the door raises on purpose."""


class Refused(DoorError):
    """The step may not be taken. Nothing changed; `objections` say why."""

    def __init__(self, objections: list[Objection]) -> None:
        self.objections = objections
        super().__init__("; ".join(str(objection.what) for objection in objections))


class Stale(DoorError):
    """The form was built on an older entry: someone acted in between."""

    def __init__(self, seen: int | None, head: int, since: list[dict[str, Any]]) -> None:
        self.seen, self.head, self.since = seen, head, since
        super().__init__(f"the matter is at entry {head}, the form was built on entry {seen}")


class KeyReused(DoorError):
    """The key already stands for another act: the client must draw a new one."""


class NoMatter(DoorError):
    """No such matter, or none that this user may see."""


class InvalidInput(DoorError):
    """The input does not fit its model; `errors` are pydantic's."""

    def __init__(self, errors: list[dict[str, Any]]) -> None:
        self.errors = errors
        super().__init__("; ".join(f"{'.'.join(map(str, e['loc']))}: {e['msg']}" for e in errors))
