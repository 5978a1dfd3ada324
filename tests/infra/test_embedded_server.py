"""The embedded server: started by the first command, stopped by the last, and hard to leave stuck."""

from __future__ import annotations

import os
import signal
import sys
import time

import pytest

from .conftest import HOLDING

pytestmark = pytest.mark.slow


def test_the_first_command_makes_it_and_the_last_stops_it(installation):
    done = installation.python("print(ask('default', 'SELECT current_user'), ask('owner', 'SELECT current_user'))")
    assert done.stderr == ""
    assert done.stdout == "jinwu_app jinwu_owner\n"
    assert installation.server is None


def test_it_keeps_text_as_utf8_and_listens_on_no_network_address(installation):
    names = ("server_encoding", "TimeZone", "listen_addresses")
    script = f"print([ask('owner', 'SHOW ' + name) for name in {names}])"
    assert installation.python(script).stdout == "['UTF8', 'Asia/Shanghai', '']\n"
    script = "print(ask('owner', 'SELECT datcollate || datctype FROM pg_database WHERE datname = current_database()'))"
    assert installation.python(script).stdout == "CC.UTF-8\n"


def test_neither_role_is_a_superuser(installation):
    script = "print(ask('owner', \"SELECT bool_or(rolsuper) FROM pg_roles WHERE rolname LIKE 'jinwu%'\"))"
    assert installation.python(script).stdout == "False\n"


def test_commands_that_come_at_once_share_one_server(installation):
    several = [
        installation.start(sys.executable, "-c", HOLDING + "print(ask('default', 'SELECT 1'))") for _number in range(4)
    ]
    assert [process.communicate(timeout=120) for process in several] == [("1\n", "")] * 4
    assert installation.server is None


def test_it_runs_on_for_the_one_that_is_still_there(installation):
    first = installation.hold()
    assert installation.python("print(ask('owner', 'SELECT 1'))").stdout == "1\n"
    assert installation.server is not None
    first.communicate("\n", timeout=60)
    assert installation.server is None


def test_a_killed_command_leaves_nothing_stuck(installation):
    killed = installation.hold()
    killed.kill()
    killed.communicate()
    assert installation.server is not None
    assert installation.python("print(ask('owner', 'SELECT 1'))").stdout == "1\n"
    assert installation.server is None


def test_a_terminated_command_gives_its_lease_back(installation):
    script = "from jinwu.cli.session import prepare; prepare(); print('held', flush=True); import time; time.sleep(60)"
    process = installation.start(sys.executable, "-c", script)
    assert process.stdout.readline() == "held\n"
    process.terminate()
    process.communicate(timeout=60)
    assert installation.server is None


def test_a_killed_server_is_started_again(installation):
    first = installation.hold()
    os.kill(installation.server, signal.SIGKILL)
    while installation.server:
        time.sleep(0.05)
    assert installation.python("print(ask('owner', 'SELECT 1'))").stdout == "1\n"
    first.communicate("\n", timeout=60)


def test_an_initdb_that_was_interrupted_is_begun_anew(installation):
    installation.python("")
    data = installation.folder / "data"
    data.rename(installation.folder / "data.making")
    assert installation.python("print(ask('owner', 'SELECT 1'))").stdout == "1\n"
    assert not (installation.folder / "data.making").exists()


def test_a_pid_file_whose_number_another_program_has_does_not_matter(installation):
    installation.python("")
    pid_file = installation.folder / "data" / "postmaster.pid"
    pid_file.write_text(f"{os.getpid()}\n{installation.folder / 'data'}\n1700000000\n5432\n\n\n  0  0\n")
    assert installation.python("print(ask('owner', 'SELECT 1'))").stdout == "1\n"


def test_data_of_another_major_version_is_refused_with_the_way_out(installation):
    installation.python("")
    (installation.folder / "data" / "PG_VERSION").write_text("17\n")
    told = installation.jinwu("upgrade").stderr
    assert "was written by PostgreSQL 17" in told
    assert "jinwu backup" in told
    assert "jinwu restore" in told


def test_a_path_too_long_for_a_socket_is_no_obstacle(installation, server_folder):
    long = "folder-with-a-rather-long-name-" * 4
    installation.environment["JINWU_SERVER_FOLDER"] = str(server_folder / long)
    installation.home = installation.home.with_name(long)
    installation.environment["JINWU_HOME"] = str(installation.home)
    done = installation.python("print(ask('owner', 'SELECT 1'), settings['owner']['HOST'])")
    assert done.stderr == ""
    answer, run = done.stdout.split()
    assert answer == "1"
    assert run.startswith("/tmp/") or "/pytest" not in run
    assert os.stat(run).st_mode & 0o077 == 0
    os.rmdir(run)


def test_nobody_else_may_enter_the_data(installation):
    installation.python("")
    for folder in (installation.home, installation.folder / "data", installation.folder / "run"):
        assert folder.stat().st_mode & 0o077 == 0, folder
