"""Setting what a bureau wrote itself: a local wording runs in a process of its own, bounded in time, memory and reach.

Typst reads no file outside the root it is given; here that root holds copies of the wordings that forms share, and nothing
else. The process may write nothing, and a wording that does not come to an end is ended with it.
"""

from __future__ import annotations

import atexit
import hashlib
import json
import shutil
import subprocess
import sys
import tempfile
import threading
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from django.conf import settings

from jinwu.law.messages import say
from jinwu.law.problems import Problem

from . import sandboxed
from .fonts import fetched
from .sandboxed import read, write
from .templates import PACKAGES

#: How long one paper may take; an ordinary one takes a hundredth of a second. The first one also waits for the fonts.
SECONDS, FIRST = 5.0, 30.0
MAIN = "wording.typ"
KEPT = 64  # wordings whose files stay laid out


class WordingFails(Problem):
    """A local wording that cannot be set; `engine` is what the engine said, without any fact of a case where it is tried
    with made-up ones."""

    def __init__(self, message: Any, remedy: Any, engine: str = "") -> None:
        super().__init__(message, remedy)
        self.engine = engine


@dataclass
class _Process:
    running: subprocess.Popen[bytes]
    root: Path
    warm: bool = False


_lock = threading.Lock()
_kept: dict[str, _Process] = {}


def set_pdf(source: str, shared: dict[str, str], inputs: dict[str, str], at: int) -> tuple[bytes, int]:
    """PDF/A-2b and number of pages. `shared`: the files that `source` may import, by name. Raises `WordingFails`."""
    made, pages = _ask(source, shared, {"inputs": inputs, "at": at, "ppi": 0})
    return made[0], pages


def set_pages(source: str, shared: dict[str, str], inputs: dict[str, str], at: int, *, ppi: float = 90) -> list[bytes]:
    """A PNG for each page. Raises `WordingFails`."""
    return _ask(source, shared, {"inputs": inputs, "at": at, "ppi": ppi})[0]


def read_tree(source: str, shared: dict[str, str], inputs: dict[str, str]) -> bytes:
    """The content as a tree, in JSON. Raises `WordingFails`."""
    return _ask(source, shared, {"inputs": inputs, "at": 0, "ppi": 0, "tree": True})[0][0]


def close() -> None:
    """End the process; the next paper starts another."""
    with _lock:
        _end()


def _ask(source: str, shared: dict[str, str], job: dict[str, Any]) -> tuple[list[bytes], int]:
    with _lock:
        process = _started()
        overdue = threading.Event()
        timer = threading.Timer(SECONDS if process.warm else FIRST, _kill, (process, overdue))
        timer.start()
        try:
            said, made = _answer(process.running, job | {"file": _laid_out(process.root, source, shared)})
        except (EOFError, OSError):
            _end()
            raise _too_much(late=overdue.is_set()) from None
        finally:
            timer.cancel()
        process.warm = True
    if "error" in said:
        raise WordingFails(
            say("The local wording cannot be set: {engine}", engine=said["error"]),
            say("Correct the wording; the national one stays in force until then."),
            said["error"],
        )
    return made, said["pages"]


def _answer(running: subprocess.Popen[bytes], job: dict[str, Any]) -> tuple[dict[str, Any], list[bytes]]:
    assert running.stdin is not None
    assert running.stdout is not None
    write(running.stdin, json.dumps(job, ensure_ascii=False).encode())
    running.stdin.flush()
    said = json.loads(read(running.stdout))
    return said, [read(running.stdout) for _frame in range(said["frames"])]


def _started() -> _Process:
    found = _kept.get("process")
    if found is not None and found.running.poll() is None:
        return found
    root = Path(tempfile.mkdtemp(prefix="jinwu-wording-"))
    running = subprocess.Popen(
        [sys.executable, "-I", sandboxed.__file__],
        stdin=subprocess.PIPE, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL, cwd=root, env={"HOME": str(root)},
    )  # fmt: skip
    folders = [str(path) for path in (Path(settings.FONTS), fetched()) if path.is_dir()]
    assert running.stdin is not None
    write(running.stdin, json.dumps({"system": True, "fonts": folders, "packages": str(PACKAGES)}).encode())
    _kept["process"] = _Process(running, root)
    return _kept["process"]


def _kill(process: _Process, overdue: threading.Event) -> None:
    overdue.set()
    process.running.kill()


def _laid_out(root: Path, source: str, shared: dict[str, str]) -> str:
    """The wording as a file, in a folder in which nothing lies but what it may import."""
    folder = root / hashlib.sha256(json.dumps([source, shared], sort_keys=True).encode()).hexdigest()[:16]
    if not folder.exists():
        for old in sorted(root.iterdir(), key=lambda each: each.stat().st_mtime)[:-KEPT]:
            shutil.rmtree(old, ignore_errors=True)
        folder.mkdir()
        for name, content in (shared | {MAIN: source}).items():
            (folder / name).write_text(content, "utf-8")
    return str(folder / MAIN)


def _end() -> None:
    process = _kept.pop("process", None)
    if process is None:
        return
    process.running.kill()
    process.running.wait()
    for stream in (process.running.stdin, process.running.stdout):
        with suppress(OSError):
            if stream is not None:
                stream.close()
    shutil.rmtree(process.root, ignore_errors=True)


def _too_much(*, late: bool) -> WordingFails:
    if late:
        return WordingFails(
            say("The local wording did not come to an end within {seconds} seconds.", seconds=int(SECONDS)),
            say("Look for a loop or a function that calls itself, and take it out."),
            "timeout",
        )
    return WordingFails(
        say("The local wording takes more memory than a document may."),
        say("Look for a loop that makes very long text, and take it out."),
        "memory",
    )


atexit.register(close)
