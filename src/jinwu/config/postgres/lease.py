"""Who uses the server: one shared lock per process; the last to leave stops it.

Two lock files. `starting` is held briefly and exclusively while someone decides to start or to stop. `lease` is held
shared for the life of a process. The kernel drops both when a process is killed, so nothing stays stuck: the server then
runs on until the next command leaves as the last.
"""

from __future__ import annotations

import atexit
import fcntl
import os
from collections.abc import Iterator
from contextlib import contextmanager

from .cluster import start, stop
from .places import Places, make, places

_held: tuple[int, int, Places] | None = None  # process, file, places


def hold() -> None:
    """Have the embedded server running until this process ends. Calling it again costs nothing. Raises `Trouble`."""
    global _held
    if _held is not None:
        return
    at = places()
    make(at)
    with _starting(at):
        lease = os.open(at.folder / "lease", os.O_RDWR | os.O_CREAT, 0o600)
        try:
            fcntl.flock(lease, fcntl.LOCK_SH)
            start(at)
        except BaseException:
            os.close(lease)
            raise
    _held = (os.getpid(), lease, at)
    atexit.register(release)


def release() -> None:
    """Give the lease back; stops the server when nobody else holds one. A forked child gives back nothing."""
    global _held
    if _held is None or _held[0] != os.getpid():
        return
    _, lease, at = _held
    _held = None
    if not at.folder.exists():
        os.close(lease)
        return
    with _starting(at):
        try:
            fcntl.flock(lease, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            return
        else:
            stop(at)
        finally:
            os.close(lease)


@contextmanager
def _starting(at: Places) -> Iterator[None]:
    file = os.open(at.folder / "starting", os.O_RDWR | os.O_CREAT, 0o600)
    try:
        fcntl.flock(file, fcntl.LOCK_EX)
        yield
    finally:
        os.close(file)
