"""The tree: leaves against entries, kept hashes and checkpoints against leaves."""

from __future__ import annotations

import hashlib
from base64 import b64encode
from typing import Any

from django.utils.translation import gettext as _

from .findings import Findings, Problem
from .reading import as_bytes, stream

_LEAVES = """
SELECT l.index, l.entry_id, l.hash, e.hash, e.chain, e.seq
FROM record_leaf l LEFT JOIN record_entry e ON e.id = l.entry_id ORDER BY l.index
"""


class _Tree:
    """RFC 6962 over leaves added one by one; `blocks` are the complete subtrees of 256, 65 536 … leaves just closed."""

    def __init__(self) -> None:
        self.size = 0
        self.peaks: list[tuple[int, bytes]] = []
        self.blocks: list[tuple[int, int, bytes]] = []

    def add(self, digest: bytes) -> None:
        self.size += 1
        self.blocks, height = [], 0
        while self.peaks and self.peaks[-1][0] == height:
            digest, height = hashlib.sha256(b"\x01" + self.peaks.pop()[1] + digest).digest(), height + 1
            if height % 8 == 0:
                self.blocks.append((height // 8, (self.size >> height) - 1, digest))
        self.peaks.append((height, digest))

    def root(self) -> bytes:
        found = self.peaks[-1][1]
        for _height, peak in reversed(self.peaks[:-1]):
            found = hashlib.sha256(b"\x01" + peak + found).digest()
        return found


def check_tree(findings: Findings, using: str) -> int:
    tree, expected = _Tree(), 0
    kept = {(level, index): bytes(digest) for level, index, digest in stream(
        "SELECT level, index, hash FROM record_subtree", using)}  # fmt: skip
    checkpoints = stream("SELECT size, root, body FROM record_checkpoint ORDER BY size", using)
    checkpoint = next(checkpoints, None)
    suspect: Problem | None = None  # the first leaf since the last checkpoint that agreed
    for index, entry, digest, entry_hash, chain, seq in stream(_LEAVES, using):
        here = Problem("", "", chain, seq, entry, entry)
        suspect = suspect or here
        if index != expected:
            findings.add(
                Problem(
                    _("before it, leaf {index} of the tree is missing.").format(index=expected),
                    _("Someone removed the leaf of an entry."), chain, seq, entry, entry - 0.25,
                )
            )  # fmt: skip
        expected = index + 1
        _check_leaf(here, index, bytes(digest), as_bytes(entry_hash), findings)
        tree.add(bytes(digest))
        for level, place, block in tree.blocks:
            if kept.pop((level, place), None) != block:
                findings.add(_tree_problem(_("The kept hash {level}/{place} of the tree is not that of its leaves.")
                                           .format(level=level, place=place), suspect))  # fmt: skip
        if checkpoint is not None and checkpoint[0] == tree.size:
            if _agrees(checkpoint, tree.root()):
                suspect = None
            else:
                findings.add(_tree_problem(_("The checkpoint over {size} leaves has another root than they give.")
                                           .format(size=checkpoint[0]), suspect))  # fmt: skip
            checkpoint = next(checkpoints, None)
    for level, place in kept:
        findings.add(_tree_problem(_("The tree keeps a hash {level}/{place} over leaves that are not there.")
                                   .format(level=level, place=place), None))  # fmt: skip
    if checkpoint is not None:
        findings.add(_tree_problem(_("A checkpoint covers {size} leaves; there are only {have}.")
                                   .format(size=checkpoint[0], have=tree.size), None))  # fmt: skip
    return tree.size


def _check_leaf(here: Problem, index: int, digest: bytes, entry_hash: bytes | None, findings: Findings) -> None:
    if entry_hash is None:
        what = _("it is missing; leaf {index} of the tree stands for it.").format(index=index)
        findings.add(Problem(what, _("Someone deleted the entry."), None, None, here.entry, here.order))
    elif hashlib.sha256(b"\x00" + entry_hash).digest() != digest:
        what = _("leaf {index} of the tree holds another hash than the entry's.").format(index=index)
        meaning = _("Someone rewrote the entry after it had its place in the tree, or changed the leaf.")
        findings.add(Problem(what, meaning, here.chain, here.seq, here.entry, here.order))


def _tree_problem(what: str, suspect: Problem | None) -> Problem:
    meaning = _("Someone changed leaves, or what was kept of them; look from the entry named here on.")
    if suspect is None:
        return Problem(what, _("Someone removed leaves at the end, or added to what was kept of them."))
    return Problem(what, meaning, suspect.chain, suspect.seq, suspect.entry, suspect.order)


def _agrees(checkpoint: tuple[Any, ...], root: bytes) -> bool:
    size, stored, text = checkpoint
    return bytes(stored) == root and text.split("\n")[1:] == [str(size), b64encode(root).decode(), ""]
