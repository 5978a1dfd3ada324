"""The spool: bytes on local disk under their own digest, written once and for good.

A file is complete before it has its name (written aside, flushed to disk, renamed), so that a crash leaves either the
whole file or none. Equal bytes are one file. Readable by the service's own user only.
"""

from __future__ import annotations

import hashlib
import os
import re
import tempfile
from pathlib import Path

from django.conf import settings

_DIGEST = re.compile(r"[0-9a-f]{64}")


class SpoolDamaged(Exception):
    """The bytes of a file are not those of its digest, or are gone."""


def put(content: bytes) -> str:
    """Keep `content`; its SHA-256 in hex. The bytes are on disk when this returns."""
    digest = hashlib.sha256(content).hexdigest()
    target = path(digest)
    if target.exists():
        return digest
    folder = target.parent
    made = _make(folder)
    handle, aside = tempfile.mkstemp(dir=folder, prefix=".", suffix=".part")  # made with mode 600
    try:
        with os.fdopen(handle, "wb") as file:
            file.write(content)
            file.flush()
            os.fsync(file.fileno())
        os.replace(aside, target)
    except BaseException:
        Path(aside).unlink(missing_ok=True)
        raise
    for changed in (folder, *made):
        _flush(changed)
    return digest


def read(digest: str) -> bytes:
    """The bytes kept under `digest`. Raises `SpoolDamaged` where they are gone or changed."""
    try:
        content = path(digest).read_bytes()
    except FileNotFoundError:
        raise SpoolDamaged(f"{digest}: the file is gone") from None
    if hashlib.sha256(content).hexdigest() != digest:
        raise SpoolDamaged(f"{digest}: the file was changed")
    return content


def path(digest: str) -> Path:
    """Where the file of `digest` lies. Raises `ValueError` for anything that is not a digest."""
    if not _DIGEST.fullmatch(digest):
        raise ValueError(f"not a SHA-256: {digest[:80]!r}")
    return Path(settings.SPOOL) / digest[:2] / digest[2:4] / digest


def _make(folder: Path) -> list[Path]:
    """Make the two folders of a file where they are missing; the folders whose entries changed by it."""
    root = folder.parent.parent
    root.mkdir(mode=0o700, parents=True, exist_ok=True)
    missing = [each for each in (folder.parent, folder) if not each.exists()]
    for each in missing:
        each.mkdir(mode=0o700, exist_ok=True)
    return [each.parent for each in missing]


def _flush(folder: Path) -> None:
    """Put the folder's entries on disk, so that a new name survives a power cut."""
    handle = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)
