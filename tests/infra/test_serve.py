"""`jinwu serve` answers, ends when told to, and says why it cannot."""

from __future__ import annotations

import socket
import ssl
import sys
import time
import urllib.error
import urllib.request

import pytest

pytestmark = pytest.mark.slow


def _free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return probe.getsockname()[1]


def _status(address: str) -> int:
    context = ssl._create_unverified_context()
    until = time.monotonic() + 60
    while True:
        try:
            return urllib.request.urlopen(address, timeout=30, context=context).status
        except urllib.error.HTTPError as answer:
            return answer.code
        except OSError:
            if time.monotonic() > until:
                raise
            time.sleep(0.2)


@pytest.mark.parametrize("scheme", ["http", "https"])
def test_it_answers_until_it_is_told_to_end(bureau, scheme):
    port = _free_port()
    words = ["serve", "--port", str(port), "--workers", "1", *(["--tls"] if scheme == "https" else [])]
    process = bureau.start(sys.executable, "-m", "jinwu", *words)
    try:
        assert process.stdout.readline() == f"Jinwu is on {scheme}://127.0.0.1:{port} (Ctrl-C ends it).\n"
        assert _status(f"{scheme}://127.0.0.1:{port}/") == 200
    finally:
        process.terminate()
        _out, told = process.communicate(timeout=60)
    assert "Traceback" not in told, told


def test_a_second_one_on_the_same_port_is_refused(bureau):
    port = str(_free_port())
    first = bureau.start(sys.executable, "-m", "jinwu", "serve", "--port", port, "--workers", "1")
    try:
        assert first.stdout.readline().startswith("Jinwu is on")
        assert "choose another with --port" in bureau.jinwu("serve", "--port", port).stderr
    finally:
        first.terminate()
        first.communicate(timeout=60)


def test_a_port_that_is_taken_is_named(bureau):
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))
        taken.listen()
        done = bureau.jinwu("serve", "--port", str(taken.getsockname()[1]))
    assert done.returncode == 1
    assert "choose another with --port" in done.stderr
    assert "Traceback" not in done.stderr
