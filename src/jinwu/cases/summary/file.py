"""The file of a penalty on the spot: many cases a volume (APL 47, 52)."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from jinwu.casefile.plans import Cover, Plan, Recorded, Required, ToServe, plans
from jinwu.law.citations import APL
from jinwu.law.messages import N_
from jinwu.law.roles import Role

from ..payments import payments
from ..state import CaseState


def cover(state: CaseState) -> Cover:
    return Cover(
        state.title or "■", state.number, state.opened_at.date(), state.closed_at.date() if state.closed_at else None
    )


def _decided(state: CaseState) -> int:
    return sum(1 for one in state.decisions if one.version == 1 and one.status != "void")


REQUIRED = (
    Required(N_("On-the-spot penalty decision"), ("on_the_spot_decision",), _decided, (APL(52),), Role.OFFICER, "decide"),
    Required(N_("Record-filing form of an on-the-spot penalty"), ("on_the_spot_filing",),
             lambda state: int(state.decision is not None), (APL(52, 3),), Role.OFFICER, "file_record"),
)  # fmt: skip


def to_serve(state: CaseState) -> Iterable[ToServe]:
    """The decision is handed over on the spot, against a signature or with the refusal noted on it (APL 52)."""
    decision = state.decision
    for paper in state.papers:
        if (
            paper.paper == "on_the_spot_decision"
            and decision
            and paper.number == decision.number
            and paper.status != "void"
        ):
            yield ToServe(paper.key, "p1", True)


def _refused(data: Any) -> bool:
    return data.method == "refused"


RECORDED = (
    Recorded("open", "现场检查", wanted=lambda data: not data.photos),
    Recorded("serve", "送达", wanted=_refused),
)

plans.add("summary", Plan("summary", True, cover, REQUIRED, to_serve, recorded=RECORDED, paid=payments))
