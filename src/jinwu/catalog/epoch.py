"""Which state of the catalogue a transaction sees: one token, changed by a trigger with every write.

Caches are keyed by the token, so they are never invalidated, only left behind. It is asked once a transaction; outside
of a transaction at most once a second.
"""

from __future__ import annotations

import threading
import time

from django.db import connection, connections

_local = threading.local()
_OUTSIDE_SECONDS = 1.0


class _Memo:
    """Stands among the transaction's commit hooks: Django drops it with the transaction or savepoint it was read in."""

    def __init__(self, token: str) -> None:
        self.token = token

    def __call__(self) -> None:
        return None


def current() -> str:
    """The token of the catalogue, with the database's name before it (tests switch databases)."""
    if connection.in_atomic_block:
        for _sids, hook, *_ in reversed(connection.run_on_commit):
            if isinstance(hook, _Memo):
                return hook.token
        token = _ask()
        connection.on_commit(_Memo(token))
        return token
    known = getattr(_local, "known", None)
    now = time.monotonic()
    if known and known[0] == connection.settings_dict["NAME"] and now - known[1] < _OUTSIDE_SECONDS:
        return known[2]
    token = _ask()
    _local.known = (connection.settings_dict["NAME"], now, token)
    return token


def forget() -> None:
    """Ask again next time: this process wrote to the catalogue."""
    _local.known = None
    for each in connections.all(initialized_only=True):
        each.run_on_commit = [hook for hook in each.run_on_commit if not isinstance(hook[1], _Memo)]


def _ask() -> str:
    with connection.cursor() as cursor:
        cursor.execute("SELECT token FROM catalog_epoch WHERE id = 1")
        row = cursor.fetchone()
    return f"{connection.settings_dict['NAME']}:{row[0] if row else 'empty'}"
