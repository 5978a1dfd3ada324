"""One tree over all chains: RFC 6962 hashing over the leaves, its root at any size, and checkpoints.

A leaf's data is the 32-byte hash of its entry, so the tree may be shown to anyone. Whole blocks of 256 leaves, of 65 536
and so on are kept (the tiles of C2SP): a root over millions of leaves reads fewer than 256 rows a level.

Checkpoints have the text form of C2SP (origin, size, root) but carry no signature yet: signing them with a key of another
account, and handing them outside, is work to come. Until one is held outside, it proves nothing against whoever owns the
database; `docs/decisions/0010-process-record.md` says what remains.
"""

from __future__ import annotations

import base64
import hashlib
from collections.abc import Iterable
from datetime import datetime

from django.conf import settings
from django.db import connections

from jinwu.kit import clock

from .models import Checkpoint, Leaf, Subtree

#: log2 of the leaves in a block.
HEIGHT = 8


def leaf_hash(data: bytes) -> bytes:
    """RFC 6962 section 2.1: the hash of a leaf."""
    return hashlib.sha256(b"\x00" + data).digest()


def node_hash(left: bytes, right: bytes) -> bytes:
    """RFC 6962 section 2.1: the hash of an inner node."""
    return hashlib.sha256(b"\x01" + left + right).digest()


class Frontier:
    """The complete subtrees that cover the leaves added so far, largest first: all that a root needs."""

    def __init__(self) -> None:
        self.peaks: list[tuple[int, bytes]] = []  # (height, hash)
        self.size = 0

    def add(self, digest: bytes, height: int = 0) -> None:
        """Add a complete subtree of 2 ** `height` leaves to the right; never a higher one than the last."""
        self.size += 1 << height
        while self.peaks and self.peaks[-1][0] == height:
            digest = node_hash(self.peaks.pop()[1], digest)
            height += 1
        self.peaks.append((height, digest))

    def root(self) -> bytes:
        """The root over everything added; of nothing, the hash of the empty string."""
        if not self.peaks:
            return hashlib.sha256().digest()
        *rest, (_, found) = self.peaks
        for _, peak in reversed(rest):
            found = node_hash(peak, found)
        return found


def root_of(hashes: Iterable[bytes]) -> bytes:
    """The root over leaf hashes."""
    frontier = Frontier()
    for one in hashes:
        frontier.add(one)
    return frontier.root()


def size(using: str = "default") -> int:
    """How many leaves the tree has."""
    last = Leaf.objects.using(using).order_by("-index").values_list("index", flat=True).first()
    return 0 if last is None else last + 1


def root(n: int | None = None, using: str = "default") -> bytes:
    """The root over the first `n` leaves (None: all). Raises `ValueError` where the tree is smaller."""
    have = size(using)
    n = have if n is None else n
    if n > have:
        raise ValueError(f"the tree has {have} leaves, not {n}")
    levels = max(n.bit_length() - 1, 0) // HEIGHT
    frontier = Frontier()
    for level in range(levels, -1, -1):
        start = (n >> HEIGHT * (level + 1)) << HEIGHT
        for one in _hashes(level, start, n >> HEIGHT * level, using):
            frontier.add(one, HEIGHT * level)
    if frontier.size != n:
        raise ValueError(f"only {frontier.size} of {n} leaves are in the tree")
    return frontier.root()


def grow(before: int, after: int, using: str = "default") -> None:
    """Keep the hash of every block that became whole while the tree grew; the caller holds the sequencer's lock."""
    level = 1
    while (first := before >> HEIGHT * level) < (end := after >> HEIGHT * level):
        below = list(_hashes(level - 1, first << HEIGHT, end << HEIGHT, using))
        blocks = (below[i << HEIGHT : (i + 1) << HEIGHT] for i in range(end - first))
        Subtree.objects.using(using).bulk_create(
            Subtree(level=level, index=first + i, hash=root_of(block)) for i, block in enumerate(blocks)
        )
        level += 1


def checkpoint(using: str = "default") -> Checkpoint | None:
    """Write down the root over all leaves; None where nothing was added since the last checkpoint."""
    n = size(using)
    if n == 0 or Checkpoint.objects.using(using).filter(size=n).exists():
        return None
    digest = root(n, using)
    return Checkpoint.objects.using(using).create(size=n, root=digest, body=note(n, digest), made_at=clock.now())


def checkpoint_due(using: str = "default") -> bool:
    """Whether the hour of the clock changed since the last checkpoint."""
    last = Checkpoint.objects.using(using).order_by("-size").values_list("made_at", flat=True).first()
    return last is None or _hour(last.astimezone(clock.ZONE)) != _hour(clock.now())


def note(n: int, digest: bytes) -> str:
    """The text of a checkpoint as C2SP writes it: origin, size in decimal, root in base64, one line each."""
    origin = getattr(settings, "RECORD_ORIGIN", "jinwu.invalid/record")
    return f"{origin}\n{n}\n{base64.b64encode(digest).decode()}\n"


def _hour(moment: datetime) -> tuple[int, ...]:
    return (moment.year, moment.month, moment.day, moment.hour)


def _hashes(level: int, start: int, end: int, using: str) -> Iterable[bytes]:
    """Hashes of the blocks (level 0: leaves) from `start` up to `end`."""
    if start == end:
        return
    where = "" if level == 0 else "level = %(level)s AND"
    table = "record_leaf" if level == 0 else "record_subtree"
    with connections[using].cursor() as cursor:
        cursor.execute(
            f"SELECT hash FROM {table} WHERE {where} index >= %(start)s AND index < %(end)s ORDER BY index",
            {"level": level, "start": start, "end": end},
        )
        for (found,) in cursor.fetchall():
            yield bytes(found)
