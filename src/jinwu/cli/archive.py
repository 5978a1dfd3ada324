"""The file that `jinwu backup` writes: a tar with the database, the spool and the files, and at its end a manifest.

The manifest names every member with its size and SHA-256. It comes last, so a file that was cut short has none.
"""

from __future__ import annotations

import hashlib
import io
import json
import os
import shutil
import tarfile
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path, PurePosixPath
from typing import IO, Any

from jinwu.config.trouble import Trouble
from jinwu.law.messages import say

FORMAT = 1
MANIFEST = "manifest.json"
PIECE = 1 << 20


@dataclass(frozen=True)
class Content:
    """What a whole archive says of itself."""

    about: dict[str, Any]
    files: dict[str, tuple[int, str]]  # name: (size, SHA-256)

    @property
    def size(self) -> int:
        return sum(size for size, _digest in self.files.values())


class Writer:
    """Adds members to a new archive."""

    def __init__(self, tar: tarfile.TarFile) -> None:
        self._tar = tar
        self._files: dict[str, dict[str, Any]] = {}

    def add(self, path: Path, name: str) -> None:
        """Add a file; one that vanished meanwhile (a draft in the spool) is passed over."""
        try:
            file = path.open("rb")
        except FileNotFoundError:
            return
        with file:
            member = tarfile.TarInfo(name)
            member.size, member.mtime, member.mode = os.fstat(file.fileno()).st_size, int(path.stat().st_mtime), 0o600
            hashing = _Hashing(file)
            self._tar.addfile(member, hashing)
        self._files[name] = {"size": member.size, "sha256": hashing.digest.hexdigest()}

    def finish(self, about: dict[str, Any]) -> None:
        """Write the manifest."""
        text = json.dumps({"format": FORMAT, **about, "files": self._files}, ensure_ascii=False, indent=1).encode()
        member = tarfile.TarInfo(MANIFEST)
        member.size, member.mode = len(text), 0o600
        self._tar.addfile(member, io.BytesIO(text))


@contextmanager
def writing(path: Path) -> Iterator[Writer]:
    """A new archive, which stands at `path` only once it is whole; readable by its owner alone."""
    draft = path.with_name(f".{path.name}.{os.getpid()}.part")
    try:
        with os.fdopen(os.open(draft, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o600), "wb") as file:
            with tarfile.open(fileobj=file, mode="w", format=tarfile.PAX_FORMAT) as tar:
                yield Writer(tar)
            file.flush()
            os.fsync(file.fileno())
        draft.replace(path)
    finally:
        draft.unlink(missing_ok=True)


def check(path: Path) -> Content:
    """Read the whole archive and compare it with its manifest. Raises `Trouble` when it is cut short or damaged."""
    seen: dict[str, tuple[int, str]] = {}
    manifest: bytes | None = None
    try:
        with tarfile.open(path, mode="r:") as tar:
            for member in tar:
                file = tar.extractfile(member) if member.isreg() else None
                if file is None or not _stays_inside(member.name):
                    raise _damaged(path)
                if member.name == MANIFEST:
                    manifest = file.read()
                else:
                    seen[member.name] = (member.size, _digest(file))
    except (tarfile.TarError, EOFError, OSError) as error:
        if isinstance(error, OSError) and not isinstance(error, tarfile.TarError) and error.filename:
            raise
        raise _damaged(path) from error
    if manifest is None:
        raise _damaged(path)
    try:
        about = json.loads(manifest)
        files = {name: (entry["size"], entry["sha256"]) for name, entry in about.pop("files").items()}
    except (ValueError, KeyError, AttributeError, TypeError) as error:
        raise _damaged(path) from error
    if about.get("format") != FORMAT:
        raise Trouble(
            say(
                "{path} was made by another version of Jinwu (format {format}).",
                path=str(path),
                format=str(about.get("format")),
            )
        )
    if files != seen:
        raise _damaged(path)
    return Content(about, files)


def extract(path: Path, folder: Path) -> None:
    """Unpack a checked archive."""
    with tarfile.open(path, mode="r:") as tar:
        for member in tar:
            file = tar.extractfile(member)
            if member.name == MANIFEST or file is None:
                continue
            place = folder / member.name
            place.parent.mkdir(parents=True, exist_ok=True)
            with place.open("wb") as copy:
                shutil.copyfileobj(file, copy, PIECE)


def _stays_inside(name: str) -> bool:
    parts = PurePosixPath(name).parts
    return bool(parts) and not name.startswith("/") and ".." not in parts


def _digest(file: IO[bytes]) -> str:
    digest = hashlib.sha256()
    while piece := file.read(PIECE):
        digest.update(piece)
    return digest.hexdigest()


def _damaged(path: Path) -> Trouble:
    return Trouble(
        say("{path} is not a whole backup: it was cut short or changed. Nothing was touched.", path=str(path))
    )


class _Hashing(io.RawIOBase):
    def __init__(self, file: IO[bytes]) -> None:
        self._file = file
        self.digest = hashlib.sha256()

    def readable(self) -> bool:
        return True

    def read(self, size: int = -1) -> bytes:
        piece = self._file.read(size)
        self.digest.update(piece)
        return piece
