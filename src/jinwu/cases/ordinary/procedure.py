"""The ordinary procedure (普通程序, APL 54–62) put together: the chapters in the order of the law.

Open a chapter for its steps: `clue`, `investigation`, `calling`, `sampling`, `review`, `notice`, `hearing`, `committee`, `decision`, `serving`,
`money`, `police`, `ending`; `stages` names the stages, `state` what entries fold into.
"""

from __future__ import annotations

from jinwu.law.messages import N_
from jinwu.law.timers import T01, T05, T06, T08, T09, T11, T20, T65
from jinwu.law.vocabulary import ANY_STAGE, Step
from jinwu.matters.door import procedures
from jinwu.matters.procedure import common_steps
from jinwu.matters.timing import timers

from ..publication import publication_steps
from . import (
    calling,
    changing,
    clue,
    committee,
    correcting,
    decision,
    ending,
    hearing,
    investigation,
    money,
    notice,
    police,
    review,
    sampling,
    serving,
    splitting,
)
from .stages import ordinary

#: The chapters in the order of the law, each with its title: pages list the steps in it, whatever chapter was read first.
CHAPTERS = {
    clue: N_("Clue and filing"),
    investigation: N_("Investigation"),
    calling: N_("Calling in, asking for help, advising"),
    sampling: N_("Samples"),
    splitting: N_("Splitting a case"),
    review: N_("Legal review"),
    notice: N_("Prior notice, statement and defence"),
    hearing: N_("Hearing"),
    committee: N_("Collective discussion"),
    decision: N_("Decision"),
    correcting: N_("Correcting a decision"),
    serving: N_("Service"),
    money: N_("Payment and enforcement"),
    changing: N_("Changing a decision"),
    police: N_("Suspicion of crime"),
    ending: N_("Closing and archive"),
}


def _chapter(step: Step) -> int:
    """The place of the chapter whose input the step asks for; what the clock takes comes last."""
    where = f"{step.input.__module__}."
    return next((i for i, one in enumerate(CHAPTERS) if where.startswith(f"{one.__name__}.")), len(CHAPTERS))


ordinary.steps = dict(sorted(ordinary.steps.items(), key=lambda item: _chapter(item[1])))
ordinary.chapters = {
    title: tuple(key for key, step in ordinary.steps.items() if _chapter(step) == i)
    for i, title in enumerate(CHAPTERS.values())
}
publication_steps(ordinary, ANY_STAGE)  # one party may be decided while others are not
common_steps(ordinary)
procedures.add(ordinary.key, ordinary)
for timer in (T01, T05, T06, T08, T09, T11, T20, T65):
    if timer.key not in timers:
        timers.add(timer.key, timer)
