"""Numbers under many hands and under sudden death: no gap, no double."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
import uuid
from concurrent.futures import ThreadPoolExecutor
from datetime import date

from django.db import connection, connections, transaction
from tests.documents.cast import OFFICER, ORGAN

from jinwu.config.database import url
from jinwu.documents import numbers
from jinwu.documents.models import Number


def together(work, times, threads=50):
    """Call `work(i)` from many threads at once; what each returned."""

    def one(i):
        try:
            return work(i)
        finally:
            connection.close()

    with ThreadPoolExecutor(threads) as pool:
        return list(pool.map(one, range(times)))


class Abandoned(Exception):
    pass


def draw(on=date(2023, 5, 10), fail=False):
    try:
        with transaction.atomic():
            number = numbers.draw("on_the_spot", ORGAN, on, matter=uuid.uuid4())
            if fail:
                raise Abandoned
            return number.serial
    except Abandoned:
        return None


def test_fifty_clients_leave_no_gap_and_no_double(busy_organs):
    drawn = together(lambda i: [draw() for _ in range(4)], times=50)
    assert sorted(serial for some in drawn for serial in some) == list(range(1, 201))


def test_acts_that_fail_leave_no_gap(busy_organs):
    drawn = together(lambda i: draw(fail=i % 3 == 0), times=150)
    serials = sorted(serial for serial in drawn if serial)
    assert serials == list(range(1, 101))


def test_across_the_turn_of_the_year_each_year_is_whole(busy_organs):
    days = [date(2023, 12, 31), date(2024, 1, 1)]
    together(lambda i: draw(days[i % 2]), times=100)
    for year in (2023, 2024):
        found = Number.objects.filter(year=year).order_by("serial").values_list("serial", flat=True)
        assert list(found) == list(range(1, 51))


def test_one_officer_on_many_devices_uses_each_form_once(busy_organs):
    with transaction.atomic():
        numbers.issue_block("on_the_spot", ORGAN, OFFICER, 60, date(2023, 5, 1))

    def use(i):
        try:
            with transaction.atomic():
                return numbers.draw_form("on_the_spot", ORGAN, OFFICER, date(2023, 5, 10), matter=uuid.uuid4()).serial
        except numbers.NoForms:
            return None

    used = together(use, times=70)
    assert sorted(serial for serial in used if serial) == list(range(1, 61))
    assert used.count(None) == 10


def test_blocks_and_single_draws_share_one_count(busy_organs):
    def work(i):
        with transaction.atomic():
            if i % 2:
                block = numbers.issue_block("on_the_spot", ORGAN, OFFICER, 3, date(2023, 5, 1))
                return list(range(block.first, block.last + 1))
            return [numbers.draw("on_the_spot", ORGAN, date(2023, 5, 1), matter=None).serial]

    given = [serial for some in together(work, times=60) for serial in some]
    assert sorted(given) == list(range(1, 30 * 3 + 30 + 1))


DRAW_AND_HANG = """
import sys, time, uuid, datetime, os
import django
django.setup()
from django.db import connections, transaction
from jinwu.documents import numbers
with transaction.atomic():
    print(numbers.draw("on_the_spot", 1, datetime.date(2023, 5, 10), matter=uuid.uuid4()).serial, flush=True)
    time.sleep(60)
"""


def test_a_process_killed_mid_act_leaves_no_gap(busy_organs):
    assert draw() == 1
    address = url(connections["owner"].settings_dict)
    environment = os.environ | {"DATABASE_URL": address, "DJANGO_SETTINGS_MODULE": "jinwu.config.settings"}
    child = subprocess.Popen([sys.executable, "-c", DRAW_AND_HANG], env=environment, stdout=subprocess.PIPE, text=True)
    try:
        assert child.stdout.readline().strip() == "2"
    finally:
        child.send_signal(signal.SIGKILL)
        child.wait()
    assert draw() == 2
    assert list(Number.objects.order_by("serial").values_list("serial", flat=True)) == [1, 2]
