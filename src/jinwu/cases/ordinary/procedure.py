"""The ordinary procedure (普通程序, APL 54–62) put together: the chapters in the order of the law.

Open a chapter for its steps: `clue`, `investigation`, `review`, `notice`, `hearing`, `committee`, `decision`, `serving`,
`money`, `ending`; `stages` names the stages, `state` what entries fold into.
"""

from __future__ import annotations

from jinwu.law.timers import T01, T05, T06, T08, T09, T11, T65
from jinwu.matters.door import procedures
from jinwu.matters.procedure import common_steps
from jinwu.matters.timing import timers

from . import clue, committee, decision, ending, hearing, investigation, money, notice, review, serving  # noqa: F401
from .stages import ordinary

common_steps(ordinary)
procedures.add(ordinary.key, ordinary)
for timer in (T01, T05, T06, T08, T09, T11, T65):
    if timer.key not in timers:
        timers.add(timer.key, timer)
