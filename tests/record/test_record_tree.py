"""The tree hashes as RFC 6962 does, and finds its root from few rows."""

from __future__ import annotations

import base64
import hashlib

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from hypothesis import given
from hypothesis import strategies as st
from tests.record.making import Chain

from jinwu.record import sequencer, tree
from jinwu.record.models import Checkpoint, Entry, Leaf, Pending, Subtree

#: Leaves and roots of the test vectors that certificate-transparency implementations share.
INPUTS = [bytes.fromhex(x) for x in ("", "00", "10", "2021", "3031", "40414243", "5051525354555657",
                                     "606162636465666768696a6b6c6d6e6f")]  # fmt: skip
ROOTS = [
    "6e340b9cffb37a989ca544e6bb780a2c78901d3fb33738768511a30617afa01d",
    "fac54203e7cc696cf0dfcb42c92a1d9dbaf70ad9e621f4bd8d98662f00e3c125",
    "aeb6bcfe274b70a14fb067a5e5578264db0fa9b51af5e0ba159158f329e06e77",
    "d37ee418976dd95753c1c73862b9398fa2a2cf9b4ff0fdfe8b30cd95209614b7",
    "4e3bbb1f7b478dcfe71fb631631519a3bca12c9aefca1612bfce4c13a86264d4",
    "76e67dadbcdf1e10e1b74ddc608abd2f98dfb16fbce75277b5232a127f2087ef",
    "ddb89be403809e325750d3d263cd78929c2942b7942a34b77e122c9594a74c8c",
    "5dc9da79a70659a9ad559cb701ded9a2ab9d823aad2f4960cfe370eff4604328",
]


def by_definition(leaves: list[bytes]) -> bytes:
    """RFC 6962 section 2.1, word by word."""
    if not leaves:
        return hashlib.sha256().digest()
    if len(leaves) == 1:
        return leaves[0]
    k = 1
    while k * 2 < len(leaves):
        k *= 2
    return tree.node_hash(by_definition(leaves[:k]), by_definition(leaves[k:]))


@pytest.mark.parametrize("n", range(1, 9))
def test_roots_are_those_of_the_shared_vectors(n):
    assert tree.root_of(tree.leaf_hash(data) for data in INPUTS[:n]).hex() == ROOTS[n - 1]


@given(st.lists(st.binary(min_size=32, max_size=32), max_size=70))
def test_adding_one_by_one_gives_the_root_of_the_definition(leaves):
    assert tree.root_of(leaves) == by_definition(leaves)


@pytest.mark.django_db
def test_a_leaf_is_the_hash_of_its_entrys_hash():
    entry = Chain().add()
    assert sequencer.run_once() == 1
    leaf = Leaf.objects.get()
    assert leaf.index == 0
    assert bytes(leaf.hash) == tree.leaf_hash(bytes(entry.hash))
    assert not Pending.objects.exists()


@pytest.mark.django_db
def test_kept_blocks_give_every_root_that_the_leaves_give():
    plant(600)
    hashes = [bytes(h) for h in Leaf.objects.order_by("index").values_list("hash", flat=True)]
    assert len(hashes) == 600
    assert Subtree.objects.count() == 2
    for n in (0, 1, 255, 256, 257, 511, 512, 513, 600):
        assert tree.root(n) == by_definition(hashes[:n]), n


@pytest.mark.django_db
def test_higher_blocks_are_kept_too(monkeypatch):
    monkeypatch.setattr(tree, "HEIGHT", 2)
    for count in (3, 2, 11, 40, 9):
        plant(count)
    hashes = [bytes(h) for h in Leaf.objects.order_by("index").values_list("hash", flat=True)]
    assert set(Subtree.objects.values_list("level", flat=True)) == {1, 2, 3}
    for n in range(66):
        assert tree.root(n) == by_definition(hashes[:n]), n


@pytest.mark.django_db
def test_a_root_is_found_from_few_rows():
    plant(600)
    with CaptureQueriesContext(connection) as queries:
        tree.root()
    assert len(queries) == 3


@pytest.mark.django_db
def test_a_root_beyond_the_tree_is_refused():
    with pytest.raises(ValueError, match="0 leaves, not 1"):
        tree.root(1)


@pytest.mark.django_db
def test_a_checkpoint_says_origin_size_and_root():
    plant(3)
    made = tree.checkpoint()
    origin, size, root, end = made.body.split("\n")
    assert origin
    assert (size, end) == ("3", "")
    assert base64.b64decode(root) == tree.root(3) == bytes(made.root)


@pytest.mark.django_db
def test_a_checkpoint_is_written_once_an_hour_and_only_when_the_tree_grew(hours):
    with hours(9, 15):
        plant(1)
        assert sequencer.checkpoint_once()
    with hours(9, 50):
        plant(1)
        assert not sequencer.checkpoint_once()
    with hours(10, 0):
        assert sequencer.checkpoint_once()
    with hours(11, 0):
        assert not sequencer.checkpoint_once()
    assert list(Checkpoint.objects.order_by("size").values_list("size", flat=True)) == [1, 2]


def plant(count: int) -> None:
    """Enter `count` entries quickly and give them leaves."""
    chain = Chain()
    for _ in range(count):
        chain.add()
    while Pending.objects.exists():
        sequencer.run_once()
    assert Entry.objects.count() == Leaf.objects.count()
