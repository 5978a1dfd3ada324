"""A process killed between any two writes of a step leaves nothing half-done; the same key then takes the step."""

from __future__ import annotations

import json
import os
import subprocess
import sys
import uuid
from collections.abc import Iterator
from datetime import timedelta

import pytest
from django.db import transaction
from tests.cases.refusing import everything
from tests.cases.street import SIGNATURE, Street
from tests.matters.dying import DIED

from jinwu.documents.models import Number
from jinwu.kit import clock
from jinwu.matters import replay
from jinwu.matters.door import Opening, perform
from jinwu.matters.models import Matter
from jinwu.record import verify
from jinwu.record.models import Entry

pytestmark = pytest.mark.slow


@pytest.fixture
def dying(fresh_db) -> Iterator[subprocess.Popen]:
    names = dict.fromkeys(("default", "log", "owner"), fresh_db)
    child = subprocess.Popen(
        [sys.executable, "-m", "tests.matters.dying", json.dumps(names)],
        env=os.environ | {"DJANGO_SETTINGS_MODULE": "tests.settings", "PYTHONPATH": os.pathsep.join(sys.path)},
        stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True,
    )  # fmt: skip
    yield child
    child.stdin.close()
    child.wait(timeout=30)


def ask(child: subprocess.Popen, step: dict, die: int) -> tuple[int, str]:
    child.stdin.write(json.dumps(step | {"die": die}) + "\n")
    child.stdin.flush()
    code, where = json.loads(child.stdout.readline())
    return code, where


def opening(street: Street) -> dict:
    street.confirm()
    return {"step": "open", "data": street.opening()}


def deciding(street: Street) -> dict:
    street.open()
    street.notify()
    return {"step": "decide", "data": {"amount": "100.00", "tier": "light", "payment": "bank"}}


def serving(street: Street) -> dict:
    deciding(street)
    street.decide()
    return {"step": "serve", "data": {"method": "signed", "signature": SIGNATURE}}


def voiding(street: Street) -> dict:
    deciding(street)
    street.decide()
    return {"step": "void_form", "data": {"reason": "金额误写"}}


def collecting(street: Street) -> dict:
    street.to_served()
    return {"step": "collect", "data": {"amount": "100.00", "ground": "small", "receipt": "77"}}


@pytest.mark.parametrize("prepare", [opening, deciding, serving, voiding, collecting])
def test_nothing_is_half_done_wherever_it_dies(committed, dying, prepare):
    street = Street(committed)
    step = prepare(street) | {
        "matter": str(street.matter), "by": committed.officer.pk, "partner": committed.partner.officer_id,
        "key": str(uuid.uuid4()), "seen": street.seen, "at": (street.now + timedelta(minutes=2)).isoformat(),
    }  # fmt: skip
    before, points = everything(), []
    for die in range(1, 200):
        code, where = ask(dying, step, die)
        assert code == DIED, f"{where or 'no point'}: exit {code}"
        points.append(where)
        if where == "after commit":
            break
        assert everything() == before, f"something was left by dying {where}"
        assert_whole(street)
        assert not_yet_done_can_be_done(committed, step), where
    assert [where for where in points if "record_entry" in where]
    assert [where for where in points if "matters_matter" in where]
    assert points[-2:] == ["before commit", "after commit"]
    done = take(committed, step)
    assert done.repeated
    assert_whole(street)
    assert Entry.objects.filter(key=step["key"]).count() == 1


def take(cast, step: dict):
    from datetime import datetime

    matter, at = uuid.UUID(step["matter"]), datetime.fromisoformat(step["at"])
    with clock.fixed(at):
        return perform(
            Opening("summary", matter) if step["step"] == "open" else matter, step["step"], by=cast.officer,
            partner=step["partner"], data=step["data"], at=at, key=uuid.UUID(step["key"]), seen=step["seen"],
        )  # fmt: skip


def not_yet_done_can_be_done(cast, step: dict) -> bool:
    """The same key takes the step now; it is undone again, so that the next death finds what this one found."""
    with transaction.atomic():
        done = take(cast, step)
        transaction.set_rollback(True)
    return not done.repeated


def assert_whole(street: Street) -> None:
    for matter in Matter.objects.values_list("pk", flat=True):
        assert replay.check(matter) == []
    assert verify.verify(report=lambda line: None).ok
    serials = list(Number.objects.order_by("serial").values_list("serial", flat=True))
    assert serials == list(range(1, len(serials) + 1))
    issued = set(Number.objects.filter(status="issued").values_list("matter", flat=True))
    assert issued <= set(Matter.objects.values_list("pk", flat=True))
