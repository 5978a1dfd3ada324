"""Giving entries their place in the tree.

An act queues its entry in `Pending` inside its own transaction. One sequencer at a time, under an advisory lock, takes what
is visible and gives it the next dense indices. It keeps no watermark of ids: a transaction that commits late is simply
found later. Taking from the queue and writing the leaves is one transaction, so being killed loses nothing.
"""

from __future__ import annotations

import logging
import threading
from datetime import date

from django.db import InterfaceError, OperationalError, connections, transaction

from jinwu.kit import clock

from . import attempts, tree

logger = logging.getLogger(__name__)

LOCK = 0x6A77_7365
BATCH = 5000
INTERVAL = 1.0  # seconds

_TAKE = """
WITH taken AS (
    DELETE FROM record_pending
    WHERE entry_id = ANY (ARRAY(SELECT entry_id FROM record_pending ORDER BY entry_id LIMIT %s))
    RETURNING entry_id
)
INSERT INTO record_leaf (index, entry_id, hash)
SELECT %s + row_number() OVER (ORDER BY entry.id) - 1, entry.id, sha256('\\x00'::bytea || entry.hash)
FROM taken JOIN record_entry entry ON entry.id = taken.entry_id
WHERE NOT EXISTS (SELECT FROM record_leaf leaf WHERE leaf.entry_id = taken.entry_id)
"""


def run_once(using: str = "default") -> int:
    """Give every visible pending entry its leaf, up to one batch; how many. 0 also where another sequencer is at work."""
    with transaction.atomic(using=using):
        if not _alone(using):
            return 0
        before = tree.size(using)  # a statement of its own: it must see what the last holder of the lock committed
        with connections[using].cursor() as cursor:
            cursor.execute(_TAKE, [BATCH, before])
            added = cursor.rowcount
        if added:
            tree.grow(before, before + added, using)
    return added


def checkpoint_once(using: str = "default") -> bool:
    """Write a checkpoint when the hour changed and the tree grew; whether one was written."""
    with transaction.atomic(using=using):
        if not tree.checkpoint_due(using) or not _alone(using):
            return False
        return tree.checkpoint(using) is not None


def run(stop: threading.Event, using: str = "default") -> None:
    """Work every second until `stop` is set: leaves, hourly checkpoints, the digest of each day's logs.

    A lost connection is logged and tried again; nothing else is swallowed.
    """
    closed: date | None = None
    try:
        while not stop.is_set():
            try:
                full = run_once(using) == BATCH
                checkpoint_once(using)
                if closed != (today := clock.today()):
                    attempts.close_past_days(today)
                    closed = today
            except (OperationalError, InterfaceError):
                logger.exception("the sequencer lost its database; it tries again")
                for alias in (using, attempts.ALIAS):
                    connections[alias].close()
                full = False
            if not full:
                stop.wait(INTERVAL)
    finally:
        for alias in (using, attempts.ALIAS):
            connections[alias].close()


def _alone(using: str) -> bool:
    with connections[using].cursor() as cursor:
        cursor.execute("SELECT pg_try_advisory_xact_lock(%s)", [LOCK])
        return cursor.fetchone()[0]
