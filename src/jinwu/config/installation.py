"""The folder of this installation (`JINWU_HOME`) and the secrets kept in it."""

from __future__ import annotations

import os
import secrets
from pathlib import Path

from jinwu.law.messages import say

from .trouble import Trouble

SOURCE = Path(__file__).resolve().parent.parent


def home() -> Path:
    """The folder of this installation's data: `JINWU_HOME`, else `var` in the project's folder."""
    named = os.environ.get("JINWU_HOME")
    if named:
        return Path(named).expanduser().absolute()
    project = SOURCE.parent.parent
    return (project if (project / "pyproject.toml").exists() else Path.cwd()) / "var"


def make_home() -> Path:
    """The folder, made (mode 700) when it is not there. Raises `Trouble` when this user may not write in it."""
    folder = home()
    try:
        folder.mkdir(mode=0o700, parents=True, exist_ok=True)
    except OSError as error:
        raise Trouble(
            say(
                "The data folder {folder} cannot be made ({reason}); name another one with JINWU_HOME.",
                folder=str(folder),
                reason=error.strerror or str(error),
            )
        ) from error
    if not os.access(folder, os.W_OK | os.X_OK):
        raise Trouble(
            say(
                "The data folder {folder} belongs to another user; run the command as that user, or name another "
                "folder with JINWU_HOME.",
                folder=str(folder),
            )
        )
    return folder


def kept_secret(name: str) -> str:
    """The random secret of this installation called `name`: made once, kept in a file that only its owner reads."""
    path = home() / name
    try:
        return path.read_text().strip()
    except FileNotFoundError:
        pass
    except PermissionError as error:
        raise Trouble(
            say(
                "{path} belongs to another user; run the command as that user, or name another folder with JINWU_HOME.",
                path=str(path),
            )
        ) from error
    make_home()
    draft = path.with_name(f".{name}.{secrets.token_hex(6)}")
    with os.fdopen(os.open(draft, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600), "w") as file:
        file.write(secrets.token_urlsafe(48) + "\n")
    try:
        os.link(draft, path)  # of two first commands, one wins and both read the same
    except FileExistsError:
        pass
    except OSError:
        draft.replace(path)
    draft.unlink(missing_ok=True)
    return path.read_text().strip()


def secret_key() -> str:
    """Key of sessions and tokens, made once per installation (`JINWU_SECRET_KEY` overrides it)."""
    return os.environ.get("JINWU_SECRET_KEY") or kept_secret("secret_key")
