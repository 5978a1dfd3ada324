"""Root, an ordinary user with a private home, a user without a name: each gets a server, or a clear answer."""

from __future__ import annotations

import os
import pwd
import shutil
import subprocess
import sys
import tempfile
from pathlib import Path

import pytest

from jinwu.config.trouble import Trouble

from .conftest import PROJECT, Installation, environment

pytestmark = pytest.mark.slow
NOBODY = pwd.getpwnam("nobody")
NAMELESS = 54321


@pytest.fixture
def as_user():
    """Makes an installation of another user, in a folder that only this user may enter."""
    made = []

    def make(uid: int, gid: int) -> Installation:
        _refuse_private_checkout(uid, gid)
        private = Path(tempfile.mkdtemp(prefix="jinwu-private-", dir="/var/tmp"))
        os.chown(private, uid, gid)
        installation = Installation(
            private / "jinwu" / "var",
            environment(private / "jinwu" / "var", HOME=str(private)),
            {"user": uid, "group": gid},
        )
        made.append((private, installation))
        return installation

    if os.geteuid() != 0:
        pytest.skip("only root can become another user; the other tests ran as this ordinary user")
    yield make
    for private, installation in made:
        installation.end()
        shutil.rmtree(private, ignore_errors=True)


def _refuse_private_checkout(uid: int, gid: int) -> None:
    """Skip where the checkout or the Python under it lies in a folder that only root may enter."""
    command = [sys.executable, "-c", "import jinwu"]
    try:
        tried = subprocess.run(
            command, user=uid, group=gid, cwd="/", env={"PYTHONPATH": str(PROJECT / "src")}, capture_output=True,
            check=False,
        )  # fmt: skip
    except PermissionError:  # the interpreter itself may not be started
        tried = None
    if tried is None or tried.returncode:
        pytest.skip(f"{PROJECT} or its Python is private to root, so no other user can run it")


def test_an_ordinary_user_runs_it_inside_a_private_home(as_user):
    installation = as_user(NOBODY.pw_uid, NOBODY.pw_gid)
    done = installation.python("print(ask('default', 'SELECT current_user'))")
    assert done.stderr == ""
    assert done.stdout == "jinwu_app\n"
    private = installation.home.parent.parent
    assert private.stat().st_mode & 0o777 == 0o700
    assert (installation.folder / "data").stat().st_uid == NOBODY.pw_uid


def test_root_does_not_touch_the_database_of_an_ordinary_user(as_user):
    installation = as_user(NOBODY.pw_uid, NOBODY.pw_gid)
    installation.python("")
    installation.who = {}
    assert "belongs to an ordinary user; run the command as that user" in installation.jinwu("upgrade").stderr


def test_a_user_without_a_name_is_told_what_to_do(as_user):
    told = as_user(NAMELESS, NAMELESS).jinwu("upgrade").stderr
    assert f"User id {NAMELESS} has no name" in told
    assert "DATABASE_URL" in told


def test_root_lets_a_system_user_run_it_and_opens_nothing_of_its_own(installation):
    if os.geteuid() != 0:
        pytest.skip("only for root")
    installation.python("")
    assert (installation.folder / "data").stat().st_uid != 0
    assert installation.home.stat().st_mode & 0o777 == 0o700
    assert installation.home.parent.stat().st_mode & 0o077 == 0


def test_a_copied_folder_is_refused_rather_than_sharing_the_database(installation):
    if os.geteuid() != 0:
        pytest.skip("an ordinary user's database lies in the folder and is copied with it")
    installation.python("")
    copy = installation.home.with_name("copy")
    shutil.copytree(installation.home, copy)
    told = installation.jinwu("upgrade", JINWU_HOME=str(copy)).stderr
    assert "is a copy of" in told
    assert "jinwu backup" in told


def test_another_user_in_somebodys_folder_is_told_so(monkeypatch, tmp_path):
    from jinwu.config import installation

    monkeypatch.setenv("JINWU_HOME", str(tmp_path))
    monkeypatch.setattr(installation.os, "access", lambda path, mode: False)
    with pytest.raises(Trouble, match="belongs to another user"):
        installation.make_home()
