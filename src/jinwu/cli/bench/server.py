"""The real server of the measurement, in a process group of its own, and what it costs in CPU time."""

from __future__ import annotations

import os
import signal
import socket
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from http.client import HTTPConnection
from pathlib import Path

from .measure import cpu_seconds
from .scratch import Scratch

HOST = "127.0.0.1"
PATIENCE = 120  # seconds until it must answer


@dataclass(frozen=True)
class Server:
    port: int
    pid: int

    def cpu_seconds(self) -> float:
        """CPU time of the server and its workers so far; 0.0 where the system does not say."""
        return sum(cpu_seconds(pid) for pid in _family(self.pid))


@contextmanager
def serving(place: Scratch, workers: int) -> Iterator[Server]:
    """`jinwu serve` on a free port, until the block ends. Raises `SystemExit` when it does not come up."""
    with socket.socket() as free:
        free.bind((HOST, 0))
        port = free.getsockname()[1]
    command = [sys.executable, "-m", "jinwu", "serve", "--host", HOST, "--port", str(port), "--workers", str(workers)]
    with (place.home / "server.log").open("wb") as log:
        process = subprocess.Popen(command, env=place.environment, stdout=log, stderr=log, start_new_session=True)
        try:
            _wait(process, port, place.home / "server.log")
            yield Server(port, process.pid)
        finally:
            _end(process)


def _wait(process: subprocess.Popen, port: int, log: Path) -> None:
    end = time.monotonic() + PATIENCE
    while time.monotonic() < end and process.poll() is None:
        try:
            connection = HTTPConnection(HOST, port, timeout=5)
            connection.request("GET", "/healthz")
            if connection.getresponse().status == 200:
                return
        except OSError:
            time.sleep(0.2)
    raise SystemExit(f"jinwu bench: the server did not come up:\n{log.read_text(errors='replace')[-2000:]}")


def _end(process: subprocess.Popen) -> None:
    if process.poll() is None:
        os.killpg(process.pid, signal.SIGTERM)
    try:
        process.wait(timeout=20)
    except subprocess.TimeoutExpired:
        os.killpg(process.pid, signal.SIGKILL)
        process.wait()


def _family(pid: int) -> list[int]:
    """The process and everything it started."""
    children = Path(f"/proc/{pid}/task/{pid}/children")
    found = [int(each) for each in children.read_text().split()] if children.exists() else []
    return [pid, *(below for child in found for below in _family(child))]
