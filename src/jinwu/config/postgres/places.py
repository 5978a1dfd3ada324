"""Where the files of the embedded server lie, and whom it runs as.

An ordinary user's server lies in JINWU_HOME and runs as that user. PostgreSQL refuses to run as root, and root's folders
are private: then the files lie in /var/lib/jinwu/<id>, owned by a system user. Nobody's folder is ever opened wider.
"""

from __future__ import annotations

import hashlib
import os
import pwd
import shutil
import subprocess
import tempfile
from dataclasses import dataclass
from pathlib import Path

from jinwu.law.messages import say

from ..installation import home, make_home
from ..trouble import Trouble

PORT = 5432  # names the socket file only: the server listens on no network address
LONGEST_SOCKET_PATH = 107  # bytes, of sockaddr_un on Linux
SYSTEM_USER = "jinwu"


@dataclass(frozen=True)
class Places:
    """The folders of one installation's server."""

    home: Path
    folder: Path
    programs: Path  # one unpacked server per version
    run: Path  # of the socket

    @property
    def data(self) -> Path:
        return self.folder / "data"

    @property
    def log(self) -> Path:
        return self.folder / "server.log"

    @property
    def pointer(self) -> Path:
        """In JINWU_HOME: names the folder when it lies elsewhere (root)."""
        return self.home / "postgres.folder"


def places() -> Places:
    """The places of this installation; makes nothing."""
    at = home()
    if os.geteuid() != 0:
        folder = at / "postgres"
        return Places(at, folder, folder / "programs", _run_folder(folder))
    base = Path(os.environ.get("JINWU_SERVER_FOLDER", "/var/lib/jinwu"))
    pointer = at / "postgres.folder"
    folder = Path(pointer.read_text().strip()) if pointer.exists() else base / _short_id(at)
    return Places(at, folder, base / "programs", _run_folder(folder))


def _short_id(path: Path) -> str:
    return hashlib.sha256(os.fsencode(path)).hexdigest()[:12]


def _run_folder(folder: Path) -> Path:
    run = folder / "run"
    if len(os.fsencode(run / f".s.PGSQL.{PORT}")) <= LONGEST_SOCKET_PATH and "," not in str(run):
        return run
    return Path(tempfile.gettempdir()) / f"jinwu-{os.geteuid()}-{_short_id(folder)}"


def make(at: Places) -> None:
    """Make the folders, private to the account of the server. Raises `Trouble` where this user cannot have them."""
    make_home()
    if os.geteuid() == 0:
        _make_as_root(at)
    else:
        if at.pointer.exists():
            raise Trouble(say("The database of {home} was made by root; run the command as root.", home=str(at.home)))
        _name_of(os.geteuid())
        at.folder.mkdir(mode=0o700, exist_ok=True)
        _private(at.run, os.geteuid())


def _make_as_root(at: Places) -> None:
    if (at.home / "postgres" / "data").exists():
        raise Trouble(
            say("The database of {home} belongs to an ordinary user; run the command as that user.", home=str(at.home))
        )
    base = at.folder.parent
    if not base.exists():
        base.mkdir(parents=True)
        base.chmod(0o755)
    owner = at.folder / "home"
    if owner.exists():
        _refuse_copy(at, Path(owner.read_text().strip()))
    else:
        at.folder.mkdir(exist_ok=True)
        at.folder.chmod(0o755)
    _note(owner, at.home)
    _note(at.pointer, at.folder)
    user = account(at)
    assert user is not None
    at.run.mkdir(mode=0o700, exist_ok=True)
    if at.run.lstat().st_uid == 0 and not at.run.is_symlink():
        os.chown(at.run, user.pw_uid, user.pw_gid, follow_symlinks=False)
    _refuse_foreign(at.run, user.pw_uid)


def _note(path: Path, value: Path) -> None:
    """Write a path into a file that other commands may be reading: never half."""
    if not path.exists() or path.read_text() != f"{value}\n":
        draft = path.with_name(f".{path.name}.{os.getpid()}")
        draft.write_text(f"{value}\n")
        draft.replace(path)


def _refuse_copy(at: Places, first: Path) -> None:
    other = first / at.pointer.name
    if first != at.home and other.exists() and Path(other.read_text().strip()) == at.folder:
        raise Trouble(
            say(
                "{home} is a copy of {first}, whose database it would share; remove {pointer} and bring the data over "
                "with `jinwu backup` and `jinwu restore`.",
                home=str(at.home),
                first=str(first),
                pointer=str(at.pointer),
            )
        )


def _private(run: Path, uid: int) -> None:
    run.mkdir(mode=0o700, exist_ok=True)
    _refuse_foreign(run, uid)


def _refuse_foreign(run: Path, uid: int) -> None:
    """A folder of the socket in /tmp could have been laid there by somebody else."""
    state = run.lstat()
    if run.is_symlink() or state.st_uid != uid or state.st_mode & 0o077:
        raise Trouble(say("{folder} is not this user's private folder; remove it and try again.", folder=str(run)))


def account(at: Places) -> pwd.struct_passwd | None:
    """The system user as whom root runs the server; None for an ordinary user, who runs it as himself."""
    if os.geteuid() != 0:
        return None
    if at.data.exists():
        return _name_of(at.data.stat().st_uid)
    name = os.environ.get("JINWU_SERVER_USER", SYSTEM_USER)
    try:
        return pwd.getpwnam(name)
    except KeyError:
        _create_account(name)
    try:
        return pwd.getpwnam(name)
    except KeyError:
        return pwd.getpwnam("nobody")


def _create_account(name: str) -> None:
    useradd = shutil.which("useradd") or shutil.which("useradd", path="/usr/sbin:/sbin")
    if useradd:
        options = ["--system", "--user-group", "--no-create-home", "--home-dir", "/nonexistent"]
        subprocess.run([useradd, *options, "--shell", "/usr/sbin/nologin", name], capture_output=True, check=False)


def _name_of(uid: int) -> pwd.struct_passwd:
    try:
        return pwd.getpwuid(uid)
    except KeyError as error:
        raise Trouble(
            say(
                "User id {uid} has no name in /etc/passwd, which the embedded PostgreSQL needs; add the user, or name "
                "a database of your own with DATABASE_URL.",
                uid=uid,
            )
        ) from error
