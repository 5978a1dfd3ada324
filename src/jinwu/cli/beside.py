"""What works beside the site, each in a thread of the process that watches over the workers.

The sequencer of the record gives entries their place in the tree. The setter sets what stays in the house: of the lowest
priority, so that whoever waits for an answer goes first.
"""

from __future__ import annotations

import logging
import os
import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress

#: Seconds until the setter looks again, and until a work that failed is begun anew.
LOOK, AGAIN = 1, 5
LOWEST = 19


@contextmanager
def beside() -> Iterator[None]:
    """Both work until the block ends; one that fails is told in the log and begun anew."""
    stop = threading.Event()
    works = {"sequencer": _sequence, "setter": _set}
    threads = [threading.Thread(target=_on, args=(n, w, stop), name=n, daemon=True) for n, w in works.items()]
    for thread in threads:
        thread.start()
    try:
        yield
    finally:
        stop.set()
        for thread in threads:
            thread.join(timeout=5)


def _on(name: str, work: Callable[[threading.Event], None], stop: threading.Event) -> None:
    from django.db import connections

    while not stop.is_set():
        try:
            work(stop)
        except Exception:
            logging.getLogger(f"jinwu.{name}").exception("The %s failed; it starts again in %s seconds.", name, AGAIN)
            connections.close_all()
            stop.wait(AGAIN)
    connections.close_all()


def _sequence(stop: threading.Event) -> None:
    from jinwu.record import sequencer

    sequencer.run(stop)


def _set(stop: threading.Event) -> None:
    from jinwu.documents import setting

    with suppress(OSError, AttributeError):  # Linux gives each thread its own
        os.setpriority(os.PRIO_PROCESS, threading.get_native_id(), LOWEST)
    while not stop.is_set():
        if not setting.set_waiting():
            stop.wait(LOOK)
