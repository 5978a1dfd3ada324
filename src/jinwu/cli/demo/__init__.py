"""The demonstration bureau: Yangquan as its report of 2023 describes it, built through the door.

People, names and numbers are invented; the figures are those of the report. The same day and the same release give the
same bureau. A build that was interrupted goes on where it stopped, because every act has its own fixed key.
"""

from __future__ import annotations

import sys
import time
from collections.abc import Callable
from datetime import date, datetime
from datetime import time as clock_time

from jinwu.kit import clock

from . import inspections, ordinary, people, reminders, streets

PASSWORD = "jinwu-demo-2023"
BUREAUS = {"yangquan": people.YANGQUAN}


def build(bureau: str = "yangquan", today: date | None = None) -> None:
    """Build the bureau, or keep it where it stands already. Raises `SystemExit` for an unknown name."""
    from jinwu.config import demonstration

    if bureau not in BUREAUS:
        raise SystemExit(f"jinwu demo: no bureau {bureau!r}; there is: {', '.join(BUREAUS)}")
    if demonstration.marked() and people.standing(bureau):
        _say("The demonstration bureau stands already.")
        return
    if people.books_in_use(bureau):
        raise SystemExit("jinwu demo: this database holds a real bureau; use an empty JINWU_HOME or database")
    start = datetime.combine(today, clock_time(9, 0), clock.ZONE) if today else clock.now()
    began = time.monotonic()
    clock.start_at(start)
    _say(f"Building the demonstration bureau {bureau}, {start:%Y-%m-%d} …")
    work = fill(bureau, start)
    demonstration.begin(clock.now(), PASSWORD)
    _say(f"  {work} through the door, {time.monotonic() - began:.0f} s")


def fill(bureau: str, start: datetime, *, past: bool = True) -> str:
    """People and their work up to `start`; in words, what there is. Without `past` only what stands around that day."""
    cast = people.build(BUREAUS[bureau], PASSWORD)
    _say(f"  {cast.officers} officers, {cast.recorders} recorders")
    count = streets.build(cast, start, _progress("cases"), past=past)
    count += ordinary.build(cast, start, _progress("ordinary cases"), past=past)
    reminded = reminders.build(cast, start, _progress("reminders"), past=past)
    visits = inspections.build(cast, start, _progress("inspections and patrols"), past=past)
    return f"{count} cases, {reminded} reminders, {visits} inspections and patrols"


def _progress(what: str) -> Callable[[int, int], None]:
    """Tells how far a part is, now and then where nobody watches."""
    shown = 0

    def report(done: int, total: int) -> None:
        nonlocal shown
        if sys.stderr.isatty() or done == total or done - shown >= total // 4:
            shown = done
            sys.stderr.write(f"\r  {what} {done}/{total}" + ("\n" if done == total else ""))
            sys.stderr.flush()

    return report


def _say(text: str) -> None:
    print(text, file=sys.stderr, flush=True)
