"""The sequencer gives every entry one place, densely, whatever commits when and whoever is killed."""

from __future__ import annotations

import os
import random
import signal
import subprocess
import sys
import threading
import time
from concurrent.futures import ThreadPoolExecutor

import pytest
from django.conf import settings
from django.db import connection, connections, transaction
from tests.record.making import Chain

from jinwu.config import database
from jinwu.record import sequencer, tree, verify
from jinwu.record.models import Entry, Leaf, Pending

WRITERS = 8
EACH = 25


def whole() -> None:
    """Every entry has its leaf, the indices are dense, everything verifies."""
    while sequencer.run_once():
        pass
    assert list(Leaf.objects.order_by("index").values_list("index", flat=True)) == list(range(Entry.objects.count()))
    assert not Pending.objects.exists()
    result = verify.verify(report=lambda line: None)
    assert result.ok, result.why


def write_slowly(writer: int) -> None:
    """Transactions that stay open for a while after their entry was numbered, so that ids commit out of order."""
    luck = random.Random(writer)
    try:
        for _ in range(EACH):
            chain = Chain()
            with transaction.atomic():
                chain.add(personal=("name",), name="张三")
                time.sleep(luck.choice([0, 0, 0.002, 0.05]))
                if luck.random() < 0.1:
                    transaction.set_rollback(True)
    finally:
        connection.close()


@pytest.mark.parametrize("sequencers", [1, 2])
def test_nothing_is_lost_under_eight_writers_with_slow_transactions(fresh_db, sequencers):
    stop = threading.Event()
    with ThreadPoolExecutor(WRITERS + sequencers) as pool:
        running = [pool.submit(busy, stop) for _ in range(sequencers)]
        for done in [pool.submit(write_slowly, writer) for writer in range(WRITERS)]:
            done.result()
        stop.set()
        for done in running:
            done.result()
    assert Entry.objects.count() > WRITERS * EACH * 0.7
    ids = list(Leaf.objects.order_by("index").values_list("entry_id", flat=True))
    assert ids != sorted(ids), "no transaction overtook another: the test proves nothing"
    whole()


def busy(stop: threading.Event) -> None:
    try:
        while not stop.is_set():
            sequencer.run_once()
    finally:
        connection.close()


def test_a_transaction_that_commits_after_a_later_one_gets_its_leaf(fresh_db):
    first, second, ready = Chain(), Chain(), threading.Event()
    release = threading.Event()

    def slow() -> None:
        try:
            with transaction.atomic():
                first.add()
                ready.set()
                release.wait(10)
        finally:
            connection.close()

    thread = threading.Thread(target=slow)
    thread.start()
    ready.wait(10)
    second.add()
    assert sequencer.run_once() == 1
    release.set()
    thread.join()
    assert sequencer.run_once() == 1
    order = list(Leaf.objects.order_by("index").values_list("entry_id", flat=True))
    assert order == [second.entries[0].id, first.entries[0].id]


def test_a_second_sequencer_stands_aside(fresh_db):
    Chain().add()
    with transaction.atomic(using="log"):
        connections["log"].cursor().execute("SELECT pg_advisory_xact_lock(%s)", [sequencer.LOCK])
        assert sequencer.run_once() == 0
    assert sequencer.run_once() == 1


def test_an_entry_queued_twice_gets_one_leaf(fresh_db):
    entry = Chain().add()
    sequencer.run_once()
    Pending.objects.create(entry=entry)
    Chain().add()
    assert sequencer.run_once() == 1
    whole()


def test_it_works_through_more_than_a_batch(fresh_db, monkeypatch):
    monkeypatch.setattr(sequencer, "BATCH", 3)
    chain = Chain()
    for _ in range(8):
        chain.add()
    assert [sequencer.run_once() for _ in range(4)] == [3, 3, 2, 0]
    whole()


def test_it_runs_until_told_to_stop(fresh_db, monkeypatch):
    monkeypatch.setattr(sequencer, "INTERVAL", 0.02)
    stop = threading.Event()
    thread = threading.Thread(target=sequencer.run, args=(stop,))
    thread.start()
    try:
        Chain().add()
        for _ in range(500):
            if Leaf.objects.exists():
                break
            time.sleep(0.02)
    finally:
        stop.set()
        thread.join(10)
    assert not thread.is_alive()
    assert tree.size() == 1
    whole()


KILLED = """
import os, sys, time, django
django.setup()
from jinwu.record import sequencer, tree
where = sys.argv[1]
def stop_here(*_, **__):
    print("here", flush=True)
    time.sleep(60)
if where == "before the kept hashes":
    tree.grow = stop_here
elif where == "after the kept hashes":
    grow = tree.grow
    tree.grow = lambda *a: (grow(*a), stop_here())
else:
    tree.size = stop_here
sequencer.run_once()
"""


@pytest.mark.parametrize("where", ["before the leaves", "before the kept hashes", "after the kept hashes"])
def test_killed_between_any_two_writes_it_leaves_nothing_half_done(fresh_db, where):
    chain = Chain()
    for _ in range(300):
        chain.add()
    process = subprocess.Popen(
        [sys.executable, "-c", KILLED, where], env=environment(), stdout=subprocess.PIPE, text=True
    )
    assert process.stdout.readline() == "here\n"
    os.kill(process.pid, signal.SIGKILL)
    process.wait()
    for _ in range(100):  # the server notices that its client is gone
        if sequencer.run_once():
            break
        time.sleep(0.05)
    whole()


def environment() -> dict[str, str]:
    """The environment of a process of ours that works on this test's database."""
    return {
        **os.environ,
        "DATABASE_URL": database.url(settings.DATABASES["owner"]),
        "JINWU_APP_DATABASE_URL": database.url(settings.DATABASES["default"]),
        "DJANGO_SETTINGS_MODULE": "jinwu.config.settings",
    }
