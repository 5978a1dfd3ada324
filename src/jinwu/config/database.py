"""Where the database is: `DATABASE_URL`, or the embedded server of this installation."""

from __future__ import annotations

import os
from typing import Any
from urllib.parse import parse_qsl, quote, unquote, urlencode, urlsplit

from jinwu.law.messages import say

from .installation import home, kept_secret, secret_key
from .trouble import Trouble

OWNER_ROLE = "jinwu_owner"
APP_ROLE = "jinwu_app"
SUPERUSER = "postgres"
NAME = "jinwu"

__all__ = ["app_role", "databases", "ensure", "external", "home", "secret_key", "url"]


def external() -> bool:
    """Whether the bureau runs its own PostgreSQL (`DATABASE_URL`)."""
    return bool(os.environ.get("DATABASE_URL"))


def ensure() -> None:
    """Have the database there as long as this process lives: starts the embedded server unless `DATABASE_URL` is set."""
    if not external():
        from .postgres import hold

        hold()


def app_role() -> str:
    """Name of the role as which the program works; it owns nothing."""
    return os.environ.get("JINWU_APP_ROLE", APP_ROLE)


def databases() -> dict[str, dict]:
    """Django's DATABASES: `default` and `log` connect as the application, `owner` owns and migrates. Starts nothing."""
    owner = from_url(os.environ["DATABASE_URL"]) if external() else _embedded(OWNER_ROLE)
    app = _app(owner)
    return {"default": {**app, "OPTIONS": app["OPTIONS"] | _prepared()}, "log": app, "owner": owner}


def _prepared() -> dict[str, Any]:
    """The application's statements are parsed and planned once a connection, the third time they come. A pooler that
    hands out connections by transaction and knows no prepared statements needs JINWU_PREPARE=0."""
    off = os.environ.get("JINWU_PREPARE") == "0"
    return {} if off else {"server_side_binding": True, "prepare_threshold": 2}


def _app(owner: dict) -> dict:
    named = os.environ.get("JINWU_APP_DATABASE_URL")
    if named:
        return from_url(named)
    if not external():
        return {**owner, "USER": app_role()}
    return {**owner, "USER": app_role(), "PASSWORD": kept_secret("app_password")}


def _embedded(user: str) -> dict:
    from .postgres import PORT, places

    return {**from_url(f"postgresql:///{NAME}"), "USER": user, "HOST": str(places().run), "PORT": str(PORT)}


def from_url(url: str) -> dict:
    """Django's settings of one `postgresql://` address; `?host=` names a socket folder, the rest goes to libpq."""
    parts = urlsplit(url)
    if parts.scheme not in ("postgresql", "postgres") or not parts.path.strip("/"):
        raise Trouble(
            say(
                "DATABASE_URL must read postgresql://USER:PASSWORD@HOST:PORT/DATABASE; it names no PostgreSQL database."
            )
        )
    options = dict(parse_qsl(parts.query))
    return {
        "ENGINE": "django.db.backends.postgresql",
        "NAME": unquote(parts.path[1:]),
        "USER": unquote(parts.username or options.pop("user", "")),
        "PASSWORD": unquote(parts.password or options.pop("password", "")),
        "HOST": unquote(parts.hostname or options.pop("host", "")),
        "PORT": str(parts.port or options.pop("port", "")),
        "OPTIONS": options,
        "CONN_MAX_AGE": 60,
        "CONN_HEALTH_CHECKS": False,
    }


def url(settings: dict) -> str:
    """The address of a database in `DATABASES`, for psql and other programs."""
    query = {name: value for name, value in (settings.get("OPTIONS") or {}).items() if isinstance(value, str)}
    host, port, address = settings["HOST"], settings["PORT"], ""
    if host.startswith(("/", "@")):
        query = {"host": host, "port": port, **query}
    else:
        address = (f"[{host}]" if ":" in host else host) + (f":{port}" if port else "")
    secret = f":{quote(settings['PASSWORD'], safe='')}" if settings["PASSWORD"] else ""
    tail = f"?{urlencode(query, safe='/')}" if query else ""
    return f"postgresql://{quote(settings['USER'], safe='')}{secret}@{address}/{quote(settings['NAME'], safe='')}{tail}"
