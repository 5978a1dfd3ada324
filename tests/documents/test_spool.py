"""The spool: bytes under their digest, whole or not at all, for the service's eyes only."""

from __future__ import annotations

import hashlib
import os
import stat
from concurrent.futures import ThreadPoolExecutor

import pytest

from jinwu.documents import spool


@pytest.fixture(autouse=True)
def place(settings, tmp_path):
    settings.SPOOL = tmp_path / "spool"
    return settings.SPOOL


def files(place):
    return [path for path in place.rglob("*") if path.is_file()]


def test_what_is_put_is_read_back(place):
    digest = spool.put("金吾".encode())
    assert digest == hashlib.sha256("金吾".encode()).hexdigest()
    assert spool.read(digest) == "金吾".encode()
    assert spool.path(digest) == place / digest[:2] / digest[2:4] / digest


def test_equal_bytes_are_one_file(place):
    assert spool.put(b"x") == spool.put(b"x")
    assert len(files(place)) == 1


def test_only_the_service_may_read_it(place):
    digest = spool.put(b"x")
    assert stat.S_IMODE(spool.path(digest).stat().st_mode) == 0o600
    for folder in (place, place / digest[:2], place / digest[:2] / digest[2:4]):
        assert stat.S_IMODE(folder.stat().st_mode) == 0o700


def test_changed_bytes_are_noticed():
    digest = spool.put(b"x")
    spool.path(digest).write_bytes(b"y")
    with pytest.raises(spool.SpoolDamaged, match="changed"):
        spool.read(digest)


def test_missing_bytes_are_noticed():
    with pytest.raises(spool.SpoolDamaged, match="gone"):
        spool.read("0" * 64)


@pytest.mark.parametrize("digest", ["", "../../etc/passwd", "A" * 64, "0" * 63, "0" * 65])
def test_only_a_digest_names_a_file(digest):
    with pytest.raises(ValueError, match="SHA-256"):
        spool.path(digest)


def test_a_failed_write_leaves_nothing(place, monkeypatch):
    def full(_handle):
        raise OSError("no space left")

    monkeypatch.setattr(os, "fsync", full)
    with pytest.raises(OSError, match="no space"):
        spool.put(b"x")
    assert files(place) == []


def test_many_hands_may_put_the_same_bytes(place):
    with ThreadPoolExecutor(8) as pool:
        digests = set(pool.map(lambda _: spool.put(b"same" * 10_000), range(64)))
    assert len(digests) == 1
    assert len(files(place)) == 1
    assert spool.read(digests.pop()) == b"same" * 10_000
